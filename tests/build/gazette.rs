//! 政府公报: issues by year, and each issue in one file.

use crate::support::SiteTest;

fn policy(name: &str, title: &str, body: &str) -> String {
    format!(
        "-- content/policy/{name}.md --\n+++\ntitle = \"{title}\"\npublished = 2026-01-05\ndated = 2026-01-04\nopenness = \"public\"\n+++\n{body}\n"
    )
}

fn issue(path: &str, year: u16, number: u16, documents: &str) -> String {
    format!(
        "-- content/{path} --\n+++\ntitle = \"公报{year}年第{number}期\"\npublished = {year}-02-01\nyear = {year}\nissue = {number}\ntotal_issue = {number}\ndocuments = [{documents}]\n+++\n编者的话。\n"
    )
}

#[test]
fn 各期按年份从近到远列出() {
    let text = policy("a", "某办法", "正文。")
        + &issue("gazette/2025/6.md", 2025, 6, "\"policy/a.md\"")
        + &issue(
            "gazette/2026/1.md",
            2026,
            1,
            "\"policy/a.md\", \"policy/a.md\"",
        )
        + &issue("gazette/2026/2/index.md", 2026, 2, "");
    let site = SiteTest::from_text(&text);
    let build = site.build();
    build.expect_status(0).expect_words(["carried-twice"]);
    let page = build.file("gazette/index.html");
    let at = |words: &str| {
        page.find(words)
            .unwrap_or_else(|| panic!("{words} in {page}"))
    };
    assert!(at("2026年第2期</a>") < at("2026年第1期</a>"));
    assert!(at("2026年第1期</a>") < at("2025年第6期</a>"));
    assert!(page.contains("刊登 1 件") && page.contains("刊登 0 件"));
    assert!(page.contains("2026/1-quanwen.htm"));
    build.expect_no_file("gazette/2026/2/quanwen.htm");
}

#[test]
fn 整期全文是一个不靠别的文件的网页() {
    let text = policy(
        "a",
        "甲办法",
        "主送：\n\n## 一、总则\n\n见[乙办法](b.md)和[上文](#一总则)。\n\n![图](x.png)\n",
    )
    .replace("![图](x.png)", "")
        + &policy("b", "乙办法", "## 一、总则\n\n乙的正文。")
        + &issue(
            "gazette/2026/1.md",
            2026,
            1,
            "\"policy/b.md\", \"policy/a.md\", \"国发〔2020〕1号\"",
        );
    let site = SiteTest::from_text(&text);
    let build = site.build();
    build.expect_status(0);
    let file = build.file("gazette/2026/1-quanwen.htm");
    for words in [
        "编者的话",
        "甲办法",
        "乙的正文。",
        "国发〔2020〕1号",
        "<style>",
    ] {
        assert!(file.contains(words), "{words} in {file}");
    }
    assert!(
        file.find("乙办法</h2>") < file.find("甲办法</h2>"),
        "in the order of the issue"
    );
    for outside in [" src=", "<link", "<script", "@import", "url("] {
        assert!(!file.contains(outside), "{outside} in {file}");
    }
    assert!(file.contains("id=\"p1-一总则\"") && file.contains("id=\"p2-一总则\""));
    assert!(
        file.contains("href=\"#p2-%E4%B8%80") || file.contains("href=\"#p2-一"),
        "{file}"
    );
    assert!(file.contains("https://www.example.gov.cn/zfxxgk/policy/b.html"));
    let page = build.file("gazette/2026/1.html");
    assert!(
        page.contains("1-quanwen.htm") && page.contains("SHA-256"),
        "{page}"
    );
}

#[test]
fn 整期全文只有公开的文字() {
    let text = policy("a", "甲办法", "正文。")
        + "-- content/policy/x.md --\n+++\ntitle = \"密件标题\"\npublished = 2026-01-05\ndated = 2026-01-04\nopenness = \"closed\"\nopenness_reason = \"国家秘密\"\n+++\n密件正文。\n"
        + &issue(
            "gazette/2026/1.md",
            2026,
            1,
            "\"policy/x.md\", \"policy/a.md\"",
        );
    let site = SiteTest::from_text(&text);
    let build = site.build();
    build.expect_status(0).expect_words(["refers-to-withheld"]);
    build.expect_nowhere("密件标题").expect_nowhere("密件正文");
    build.expect_file("gazette/2026/1-quanwen.htm", ["甲办法"]);
}

#[test]
fn 机关自己的公报有自己的目录() {
    let text = policy("a", "甲办法", "正文。")
        + &issue("agencies/yjj/gazette/2026/1.md", 2026, 1, "\"policy/a.md\"");
    let site = SiteTest::from_text(&text);
    let build = site.build();
    build.expect_status(0);
    build.expect_file("agencies/yjj/gazette/index.html", ["2026年第1期"]);
    build.expect_file("gazette/index.html", ["2026年第1期"]);
}
