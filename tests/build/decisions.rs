//! 重大行政决策 from 草案 to 评价 on one page, and consultations with the days that are left.

use crate::support::{SiteTest, html};

fn document(path: &str, title: &str, lines: &str) -> String {
    let own = match path.split('/').next() {
        Some("policy") => "dated = 2026-01-05\nopenness = \"public\"",
        Some("disclosure") => "column = \"qtfd\"",
        _ => "",
    };
    format!(
        "-- content/{path}.md --\n+++\ntitle = \"{title}\"\npublished = 2026-01-05\n{own}\n{lines}\n+++\n正文。\n"
    )
}

fn course() -> String {
    [
        document(
            "consultation/c",
            "《公交方案（征求意见稿）》公开征求意见",
            "opens = 2025-11-01\ncloses = 2025-12-01\ndecision = \"gj\"\noutcome = { received = 326, adopted = 201, note = \"票价的意见没有采纳，理由已经说明。\" }",
        ),
        document("policy/p", "关于印发《公交方案》的通知", "decision = \"gj\""),
        document("interpretation/i", "公交方案解读", "decision = \"gj\""),
        document("disclosure/e", "公交方案评价", "decision = \"gj\"\ndecision_stage = \"evaluate\""),
    ]
    .concat()
}

/// The stages of a decision's page, in order, each with the words under it.
fn stages(page: &str) -> Vec<(String, String)> {
    let list = page
        .split("<ol class=\"course\">")
        .nth(1)
        .expect("a course");
    let list = list.split("</ol>").next().unwrap_or_default();
    let words = |html: &str| {
        html::words(html)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    list.split("<h2>")
        .skip(1)
        .filter_map(|part| part.split_once("</h2>"))
        .map(|(title, rest)| (words(title), words(rest)))
        .collect()
}

#[test]
fn 同一决策的文件排成一页没有公开的阶段也写明() {
    let site = SiteTest::from_text(&course());
    let build = site.build();
    build.expect_status(0).expect_report("");
    let page = build.file("decisions/gj.html");
    assert!(page.contains("<h1>公交方案</h1>"), "{page}");
    let found = stages(&page);
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("决策事项目录", "本阶段没有公开内容"),
            ("决策草案", "本阶段没有公开内容"),
            (
                "征求意见",
                "《公交方案（征求意见稿）》公开征求意见 已截止2026-01-05 期限：2025年11月1日至2025年12月1日收到意见 326 条采纳 201 条票价的意见没有采纳，理由已经说明。"
            ),
            ("听证", "没有公开内容（依法需要听证的才举行听证）"),
            (
                "意见采纳情况",
                "《公交方案（征求意见稿）》公开征求意见 已截止2026-01-05"
            ),
            ("合法性审查", "本阶段没有公开内容"),
            ("决策公布", "关于印发《公交方案》的通知2026-01-05"),
            ("决策解读", "公交方案解读 文字解读2026-01-05"),
            ("执行情况", "本阶段没有公开内容"),
            ("决策后评估", "公交方案评价2026-01-05"),
        ]
    );
    assert!(
        html::words(&page)
            .contains("没有公开内容的阶段决策事项目录、决策草案、合法性审查、执行情况")
    );
}

#[test]
fn 各阶段的文件都通向决策全过程() {
    let site = SiteTest::from_text(&course());
    let build = site.build();
    for page in [
        "consultation/c.html",
        "policy/p.html",
        "interpretation/i.html",
        "disclosure/e.html",
    ] {
        build.expect_file(page, ["../decisions/gj.html", "决策全过程：公交方案"]);
    }
    build.expect_file(
        "decisions/index.html",
        ["gj.html", "5 / 10 个阶段", "决策后评估"],
    );
    build.expect_file("consultation/index.html", ["../decisions/index.html"]);
    build.expect_file("sitemap.xml", ["decisions/gj.html"]);
}

#[test]
fn 还没有到的阶段尚未公开() {
    let text = document(
        "disclosure/d",
        "公交方案（草案）",
        "decision = \"gj\"\ndecision_stage = \"draft\"",
    );
    let site = SiteTest::from_text(&text);
    let build = site.build();
    let page = build.file("decisions/gj.html");
    let found = stages(&page);
    assert_eq!(found[0].1, "本阶段没有公开内容");
    assert_eq!(found[6].1, "尚未公开");
}

#[test]
fn 没有公开的文件不在决策页上() {
    let text = course()
        + &document(
            "disclosure/h",
            "密件标题",
            "decision = \"gj\"\ndecision_stage = \"hearing\"\ndraft = true",
        );
    let site = SiteTest::from_text(&text);
    let build = site.build();
    build.expect_status(0).expect_nowhere("密件标题");
    let only = document(
        "disclosure/h",
        "密件",
        "decision = \"gj\"\ndecision_stage = \"draft\"\ndraft = true",
    );
    SiteTest::from_text(&only)
        .build()
        .expect_no_file("decisions/gj.html");
}

#[test]
fn 征集中的写明截至当日还有几天每天更新() {
    let text = document(
        "consultation/c",
        "某办法征求意见",
        "opens = 2026-05-10\ncloses = 2026-06-10\ndecision = \"gj\"",
    );
    let on = |day: &str| SiteTest::from_text(&text).date(day);
    let page = |day: &str| html::words(&on(day).build().file("consultation/c.html"));
    let site = on("2026-06-01");
    let build = site.build();
    for page in ["consultation/c.html", "decisions/gj.html"] {
        let words = html::words(&build.file(page));
        assert!(words.contains("截至2026年6月1日还有 10 天"), "{words}");
    }
    assert!(
        build.stdout.contains("下次内容变化: 2026-06-02"),
        "{}",
        build.stdout
    );
    assert!(page("2026-06-10").contains("还有 1 天"));
    for day in ["2026-05-09", "2026-06-11"] {
        let words = page(day);
        assert!(!words.contains("还有"), "{day}: {words}");
    }
}

#[test]
fn 征集按状态分开() {
    let consultation = |name: &str, closes: &str| {
        document(
            &format!("consultation/{name}"),
            &format!("{name}征求意见"),
            &format!("closes = {closes}"),
        )
    };
    let text = consultation("甲", "2026-07-01") + &consultation("乙", "2026-05-01");
    let site = SiteTest::from_text(&text);
    let build = site.build();
    build.expect_file("consultation/state/open/index.html", ["甲征求意见"]);
    build.expect_file_without("consultation/state/open/index.html", ["乙征求意见"]);
    build.expect_file("consultation/state/closed/index.html", ["乙征求意见"]);
    build.expect_no_file("consultation/state/upcoming/index.html");
}
