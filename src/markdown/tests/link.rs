use super::super::LinkKind;
use super::{facts, findings, html, inline};

#[test]
fn a_link_to_a_document_goes_where_the_site_says() {
    assert_eq!(
        inline("[甲](../a.md#一)"),
        "<a href=\"../a.html#一\">甲</a>"
    );
    assert_eq!(
        inline("[甲](a.md \"题\")"),
        "<a href=\"a.html\" title=\"题\">甲</a>"
    );
    assert_eq!(inline("[甲][x]\n\n[x]: a.md"), "<a href=\"a.html\">甲</a>");
}

#[test]
fn a_link_to_another_site_says_so() {
    assert_eq!(
        inline("<https://a.cn/?x=1&y=2>"),
        "<a class=\"external\" href=\"https://a.cn/?x=1&amp;y=2\" rel=\"noopener noreferrer\">https://a.cn/?x=1&amp;y=2</a>"
    );
    assert_eq!(
        inline("[邮箱](mailto:a@b.cn)"),
        "<a href=\"mailto:a@b.cn\">邮箱</a>"
    );
    assert_eq!(inline("<a@b.cn>"), "<a href=\"mailto:a@b.cn\">a@b.cn</a>");
}

#[test]
fn what_is_not_public_keeps_its_words_and_loses_its_link() {
    assert_eq!(inline("见[甲](不公开.md)。"), "见甲。");
    assert_eq!(inline("![图](不公开.png)"), "图");
    assert_eq!(inline("<a href=\"不公开.md\">甲</a>"), "甲");
}

#[test]
fn a_dangerous_scheme_never_comes_out() {
    for target in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java&Tab;script:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///c:/a",
    ] {
        let body = format!("[甲]({target})");
        assert_eq!(inline(&body), "甲", "{target}");
        assert_eq!(findings(&body).len(), 1, "{target}");
        let raw = format!("乙<a href=\"{target}\">甲</a>");
        assert_eq!(inline(&raw), "乙甲", "{target}");
        assert_eq!(findings(&raw)[0].0, "unsafe-link");
    }
}

#[test]
fn links_are_listed_with_their_place_in_markdown_and_raw_html_alike() {
    let body = "[甲](%E4%B9%99.md#x \"y\")![丙](b.png)\n<a\nhref=\"c&amp;d.md\">丁</a>\n\n<img src='e.png'>\n\n[f][g]\n\n[g]: h.md";
    let links: Vec<_> = facts(body)
        .links
        .into_iter()
        .map(|link| (link.target, body[link.span].to_owned(), link.kind))
        .collect();
    let expect = [
        ("乙.md#x", "[甲](%E4%B9%99.md#x \"y\")", LinkKind::Link),
        ("b.png", "b.png", LinkKind::Image),
        ("c&d.md", "<a\nhref=\"c&amp;d.md\">", LinkKind::Link),
        ("e.png", "e.png", LinkKind::Image),
        ("h.md", "[f][g]", LinkKind::Link),
    ];
    let mut expect = expect.map(|(target, text, kind)| (target.to_owned(), text.to_owned(), kind));
    expect[0].1 = "%E4%B9%99.md#x".to_owned();
    assert_eq!(links, expect);
}

#[test]
fn an_image_loads_late_and_keeps_its_words() {
    assert_eq!(
        inline("甲![图*一*](a.png)"),
        "甲<img src=\"a.png\" alt=\"图一\" loading=\"lazy\" decoding=\"async\">"
    );
}

#[test]
fn an_image_alone_with_a_title_is_a_figure() {
    assert_eq!(
        html("![流程](a.png \"办理流程\")"),
        "<figure><img src=\"a.png\" alt=\"流程\" loading=\"lazy\" decoding=\"async\"><figcaption>办理流程</figcaption></figure>"
    );
}

#[test]
fn an_image_elsewhere_becomes_a_link() {
    let body = "![图](https://x.cn/a.png)";
    assert!(inline(body).contains("href=\"https://x.cn/a.png\"") && !inline(body).contains("<img"));
    assert_eq!(
        findings(body),
        [("external-image", "https://x.cn/a.png".to_owned())]
    );
}

#[test]
fn a_link_that_did_not_become_one_is_reported() {
    let slips = |body: &str| {
        findings(body)
            .into_iter()
            .map(|(_, text)| text)
            .collect::<Vec<_>>()
    };
    assert_eq!(slips("见[甲](附件 1.docx)。"), ["(附件 1.docx)"]);
    assert_eq!(slips("见[乙]（b.md#一）。"), ["（b.md#一）"]);
    assert_eq!(findings("见[乙]（b.md）。")[0].0, "link-not-made");
    for body in [
        "[2024]（元/吨）",
        "[甲](<附件 1.docx>)",
        "[a](b.md)",
        "\\[甲\\](附件 1.docx)",
        "[1] (a b.md)",
    ] {
        assert!(slips(body).is_empty(), "{body}");
    }
}
