//! 行政执法信息公示: deadlines in working days, a display that ends by itself, and what stays of what was withdrawn.

use crate::support::{SiteTest, html};

fn act(name: &str, title: &str, act: &str, lines: &str) -> String {
    format!(
        "-- content/disclosure/{name}.md --\n+++\ntitle = \"{title}\"\npublished = 2026-05-08\ncolumn = \"cfqz\"\nact = {{ {act} }}\n{lines}\n+++\n决定正文。\n"
    )
}

#[test]
fn 公开期限按工作日计算() {
    // 2026-05-09 is a working Saturday.
    for (kind, term, last) in [
        ("permit", "7个工作日", "2026年5月15日"),
        ("penalty", "7个工作日", "2026年5月15日"),
        ("coercion", "20个工作日", "2026年6月3日"),
        ("inspection", "20个工作日", "2026年6月3日"),
    ] {
        let text = act(
            "a",
            "某决定",
            &format!("kind = \"{kind}\", decided = 2026-05-07"),
            "",
        );
        let words = html::words(&SiteTest::from_text(&text).build().file("disclosure/a.html"));
        let expected = format!("{last}（作出决定之日起{term}内）");
        assert!(
            words.contains(&expected),
            "{kind}: not {expected} in {words}"
        );
    }
    let text = act("a", "某决定", "kind = \"permit\", decided = 2035-05-07", "")
        .replace("published = 2026", "published = 2035");
    let site = SiteTest::from_text(&text).date("2035-06-01");
    site.build()
        .expect_file("disclosure/a.html", ["节假日未定，为估算"]);
}

#[test]
fn 公示列表按类别分开并写明各个日期() {
    let text = act(
        "a",
        "甲决定",
        "kind = \"penalty\", decided = 2026-05-07, decision_number = \"示罚〔2026〕1号\", subject = \"某公司\", display_until = 2029-05-07",
        "",
    ) + &act("b", "乙许可", "kind = \"permit\"", "");
    let site = SiteTest::from_text(&text);
    let build = site.build();
    let words = html::words(&build.file("acts/penalty/index.html"));
    for one in [
        "甲决定",
        "示罚〔2026〕1号",
        "某公司",
        "2026-05-07",
        "2026-05-15",
        "2026-05-08",
        "2029-05-07",
    ] {
        assert!(words.contains(one), "{one}: {words}");
    }
    assert!(!words.contains("乙许可"));
    build.expect_file("statutory/cfqz/index.html", ["../../acts/index.html"]);
}

#[test]
fn 公示期满和撤下的不再列出网址留有说明() {
    let text = act(
        "a",
        "期满决定",
        "kind = \"penalty\", display_until = 2026-05-31",
        "",
    ) + &act(
        "b",
        "撤下决定",
        "kind = \"penalty\"",
        "withdrawn = { date = 2026-05-20, reason = \"行政处罚决定依法撤销\" }",
    ) + &act(
        "c",
        "公示中的决定",
        "kind = \"penalty\", display_until = 2026-06-01",
        "",
    );
    let site = SiteTest::from_text(&text);
    let build = site.build();
    build.expect_status(0);
    build.expect_file("acts/index.html", ["公示中的决定"]);
    for gone in ["期满决定", "撤下决定"] {
        build.expect_nowhere(gone);
    }
    build.expect_file("disclosure/a.html", ["公示期限届满", "2026-06-01"]);
    build.expect_file("disclosure/b.html", ["行政处罚决定依法撤销", "2026-05-20"]);
    build.expect_file_without("sitemap.xml", ["disclosure/a.html", "disclosure/b.html"]);
}
