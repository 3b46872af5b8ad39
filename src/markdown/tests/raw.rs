use super::{findings, html, inline};

#[test]
fn what_policies_need_stays() {
    assert_eq!(
        inline("CO<sub>2</sub>和10<sup>4</sup>"),
        "CO<sub>2</sub>和10<sup>4</sup>"
    );
    assert_eq!(
        inline("<ruby>字<rt>zì</rt></ruby>"),
        "<ruby>字<rt>zì</rt></ruby>"
    );
    assert_eq!(inline("甲<br/>乙"), "甲<br>乙");
    let table =
        "<table><tr><th rowspan=\"2\" scope=\"row\">甲</th><td colspan=\"2\">乙</td></tr></table>";
    let out = html(table);
    assert!(out.starts_with("<div class=\"table-scroll\""), "{out}");
    assert!(
        out.contains("<th rowspan=\"2\" scope=\"row\">甲</th><td colspan=\"2\">乙</td>"),
        "{out}"
    );
}

#[test]
fn markdown_works_between_raw_blocks() {
    assert_eq!(
        html("<details>\n<summary>甲</summary>\n\n**乙**\n\n</details>\n\n丙").replace('\n', ""),
        "<details><summary>甲</summary><p><strong>乙</strong></p></details><p>丙</p>"
    );
}

#[test]
fn a_removed_tag_is_named_once_with_its_place() {
    let body = "甲<script>alert(1)</script>乙<font color=red>丙</font><font>丁</font>";
    assert_eq!(inline(body), "甲乙丙丁");
    let codes: Vec<_> = findings(body).into_iter().map(|(_, text)| text).collect();
    assert_eq!(codes, ["<script>", "<font color=red>"]);
}

#[test]
fn a_removed_attribute_is_named_once() {
    let body = "<p onclick=\"x()\" style=\"color:red\">甲</p>\n<p style=\"x\">乙</p>";
    assert_eq!(html(body).replace('\n', ""), "<p>甲</p><p>乙</p>");
    assert_eq!(findings(body).len(), 2);
}

#[test]
fn scripts_never_come_out_in_any_disguise() {
    for body in [
        "<script>x</script>",
        "<SCRIPT SRC=//x></SCRIPT>",
        "<scr<script>ipt>x</script>",
        "<img src=x onerror=alert(1)>",
        "<img/src=\"x\"/onerror=alert(1)>",
        "<svg><script>x</script></svg>",
        "<svg onload=x>",
        "<math><mi xlink:href=\"javascript:x\">a</mi></math>",
        "<a href=\"java\nscript:x\">a</a>",
        "<a href=' &#14; javascript:x'>a</a>",
        "<iframe src=javascript:x></iframe>",
        "<form action=javascript:x><input type=text></form>",
        "<style>@import 'x'</style>",
        "<noscript><p title=\"</noscript><img src=x onerror=x>\">",
        "<div style=\"background:url(javascript:x)\">a</div>",
        "<template><img src=x onerror=x></template>",
        "<object data=x></object><embed src=x>",
        "<base href=//x><link rel=stylesheet href=x><meta http-equiv=refresh>",
        "甲<!--><img src=x onerror=x>-->",
        "<p><table><td><style></p><img src=\"</style><img src=x onerror=x>\">",
    ] {
        let out = html(body).to_lowercase();
        for bad in [
            "<script",
            "javascript:",
            "<iframe",
            "<form",
            "<style",
            "<svg",
            "<base",
            "<meta",
            "<object",
            "type=\"text\"",
        ] {
            assert!(!out.contains(bad), "{body} gave {out}");
        }
        // What is left of a handler is text between tags, where it does nothing.
        for tag in out.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            assert!(
                !tag.contains(" on") && !tag.contains("style="),
                "{body} gave {out}"
            );
        }
    }
}

#[test]
fn an_unclosed_tag_does_not_swallow_the_page() {
    assert_eq!(
        html("<div>\n\n甲\n\n<span>乙").replace('\n', ""),
        "<div><p>甲</p><p><span>乙</span></p></div>"
    );
    assert_eq!(
        html("> <div>\n\n甲").replace('\n', ""),
        "<blockquote><div></div></blockquote><p>甲</p>"
    );
    assert_eq!(html("甲</div></section></body>"), "<p>甲</p>");
    assert_eq!(
        html("- <b>甲\n- 乙").replace('\n', ""),
        "<ul><li><b>甲</b></li><li>乙</li></ul>"
    );
}

#[test]
fn our_own_markup_survives_the_cleaner() {
    let body = "| 甲 || 丙 |\n|-|:-:|-|\n| 1<br>2 | ^ | 3[^1] |\n\n- [x] 做<b>好</b>\n\n## 标<sub>1</sub>\n\n```rust\nfn a() {}\n```\n\n[外](https://a.cn)<br>\n\n[^1]: 注<br>记";
    let with = html(body);
    let without = html(
        &body
            .replace("<br>", "")
            .replace("<b>", "")
            .replace("</b>", "")
            .replace("<sub>", "")
            .replace("</sub>", ""),
    );
    let plain = with
        .replace("<br>", "")
        .replace("<b>", "")
        .replace("</b>", "")
        .replace("<sub>", "")
        .replace("</sub>", "");
    let settle = |html: &str| {
        html.replace("=\"\"", "")
            .split(['<', '>'])
            .map(|part| {
                let mut words: Vec<_> = part.split(' ').collect();
                words.sort_unstable();
                words.join(" ")
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(settle(&plain), settle(&without));
}

#[test]
fn a_comment_is_not_published() {
    assert_eq!(
        html("甲<!-- 内部 -->乙\n\n<!-- 内部\n\n内部 -->\n\n丙").replace('\n', ""),
        "<p>甲乙</p><p>丙</p>"
    );
}

#[test]
fn raw_ids_are_kept_and_stay_unique() {
    assert_eq!(
        html("<div id=\"甲\">1</div>\n\n## 甲").replace('\n', ""),
        "<div id=\"甲\">1</div><h2 id=\"甲-1\">甲</h2>"
    );
}

#[test]
fn a_comment_without_end_is_an_error() {
    assert_eq!(
        findings("甲\n\n<!-- 乙\n\n丙"),
        [("unclosed-comment", "<!--".to_owned())]
    );
    assert!(findings("<!-- 乙 -->\n\n丙").is_empty());
}

#[test]
fn old_ways_to_align_become_classes() {
    let body = "<p align=\"center\">甲</p>\n<p style=\"text-align: right;\">乙</p>";
    assert_eq!(
        html(body).replace('\n', ""),
        "<p class=\"align-center\">甲</p><p class=\"align-right\">乙</p>"
    );
    assert!(findings(body).is_empty());
    assert_eq!(
        html("<p style=\"text-align:center;color:red\">甲</p>"),
        "<p>甲</p>"
    );
}
