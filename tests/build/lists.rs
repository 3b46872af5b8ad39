//! Lists are static pages of twenty, newest first, in an order that does not change.

use std::fmt::Write as _;

use crate::support::{SiteTest, html};

/// Documents 1 … `count`, one a day.
fn many(count: usize) -> String {
    let mut text = String::new();
    for at in 1..=count {
        let (month, day) = (1 + at / 28, 1 + at % 28);
        let _ = write!(
            text,
            "-- content/disclosure/{at:03}.md --\n+++\ntitle = \"第{at}号公告\"\npublished = 2026-{month:02}-{day:02}\ncolumn = \"ysjs\"\n+++\n"
        );
    }
    text
}

/// The documents that a page of a list leads to, in their order.
fn listed(page: &str, text: &str) -> Vec<String> {
    let main = &text[text.find("<main").unwrap_or(0)..];
    let mut found: Vec<String> = html::attribute(main, "href")
        .iter()
        .filter_map(|href| html::target(page, href))
        .map(|(file, _)| file)
        .filter(|file| file.starts_with("disclosure/"))
        .collect();
    found.dedup();
    found
}

#[test]
fn 列表每页二十件从新到旧() {
    let site = SiteTest::from_text(&many(45));
    let build = site.build();
    build.expect_status(0);
    let pages = [
        "statutory/ysjs/index.html",
        "statutory/ysjs/page/2.html",
        "statutory/ysjs/page/3.html",
    ];
    let mut all = Vec::new();
    for (page, count) in pages.iter().zip([20, 20, 5]) {
        let files = listed(page, &build.file(page));
        assert_eq!(files.len(), count, "{page}: {files:?}");
        all.extend(files);
    }
    let expected: Vec<String> = (1..=45)
        .rev()
        .map(|at| format!("disclosure/{at:03}.html"))
        .collect();
    assert_eq!(all, expected);
    build
        .expect_no_file("statutory/ysjs/page/4.html")
        .expect_no_file("statutory/ysjs/page/1.html");
    build.expect_file("statutory/ysjs/index.html", ["page/2.html"]);
}

#[test]
fn 恰好一页时没有第二页() {
    let site = SiteTest::from_text(&many(20));
    site.build()
        .expect_file("statutory/ysjs/index.html", ["第20号公告"])
        .expect_no_file("statutory/ysjs/page");
    let site = SiteTest::from_text(&many(21));
    site.build()
        .expect_file("statutory/ysjs/page/2.html", ["第1号公告"]);
}

#[test]
fn 同日的文档按时间再按成文日期排列() {
    let document = |name: &str, published: &str, dated: &str| {
        format!(
            "-- content/disclosure/{name}.md --\n+++\ntitle = \"{name}\"\npublished = {published}\ndated = {dated}\ncolumn = \"ysjs\"\n+++\n"
        )
    };
    let site = SiteTest::from_text(
        &[
            document("d", "2026-03-01", "2026-02-01"),
            document("c", "2026-03-01", "2026-02-01"),
            document("b", "2026-03-01", "2026-02-02"),
            document("a", "2026-03-01T08:00:00", "2026-01-01"),
            document("e", "2026-03-01T17:30:00", "2026-01-01"),
        ]
        .concat(),
    );
    let build = site.build();
    let page = "statutory/ysjs/index.html";
    let names: Vec<String> = listed(page, &build.file(page));
    let expected: Vec<String> = ["e", "a", "b", "c", "d"]
        .iter()
        .map(|name| format!("disclosure/{name}.html"))
        .collect();
    assert_eq!(names, expected);
}

#[test]
fn 文档有前后两件的链接() {
    let site = SiteTest::from_text(&many(3));
    let build = site.build();
    let page = "disclosure/002.html";
    let text = build.file(page);
    let files = listed(page, &text);
    assert!(
        files.contains(&"disclosure/001.html".to_owned()),
        "{files:?}"
    );
    assert!(
        files.contains(&"disclosure/003.html".to_owned()),
        "{files:?}"
    );
}

#[test]
fn 上级栏目包含下级栏目的文档() {
    let site = SiteTest::from_text(
        "-- content/policy/a.md --\n+++\ntitle = \"某办法\"\npublished = 2026-01-05\ndated = 2026-01-04\nopenness = \"public\"\ncategory = \"regulation\"\n+++\n",
    );
    let build = site.build();
    build
        .expect_file("statutory/gz/index.html", ["某办法"])
        .expect_file("statutory/lzyj/index.html", ["某办法"])
        .expect_no_file("statutory/gfxwj");
}

#[test]
fn 列表自己有数据文件整个列表一份() {
    let site = SiteTest::from_text(&many(45));
    let build = site.build();
    build.expect_status(0);
    let csv = build.file("statutory/ysjs/list.csv");
    let mut lines = csv.lines();
    assert_eq!(
        lines.next(),
        Some(
            "\u{feff}\"名称\",\"索引号\",\"文号\",\"发文机关\",\"体裁\",\"成文日期\",\"发布日期\",\"有效性\",\"网址\""
        )
    );
    assert!(
        lines
            .next()
            .is_some_and(|line| line.starts_with("\"第45号公告\","))
    );
    assert_eq!(lines.count(), 44);
    let json: serde_json::Value =
        serde_json::from_str(&build.file("statutory/ysjs/list.json")).expect("JSON");
    let items = json["items"].as_array().expect("a list");
    assert_eq!(items.len(), 45);
    assert_eq!(items[0]["url"], "disclosure/045.html");
    let feed = build.file("statutory/ysjs/feed.xml");
    assert_eq!(feed.matches("<entry>").count(), 45);
    for page in ["statutory/ysjs/index.html", "statutory/ysjs/page/2.html"] {
        let text = build.file(page);
        let root = "../".repeat(page.matches('/').count());
        for (media, file) in [
            ("text/csv", "list.csv"),
            ("application/json", "list.json"),
            ("application/atom+xml", "feed.xml"),
        ] {
            let href = format!("href=\"{root}statutory/ysjs/{file}\"");
            assert_eq!(text.matches(&href).count(), 2, "{page}: {href}");
            assert!(text.contains(&format!("rel=\"alternate\" type=\"{media}\"")));
        }
    }
    build.expect_no_file("statutory/ysjs/page/list.csv");
}

#[test]
fn 列表的订阅最多五十条表格里没有公式() {
    let mut text = many(60);
    text.push_str("-- content/disclosure/x.md --\n+++\ntitle = \"=1+2\"\npublished = 2026-05-30\ncolumn = \"ysjs\"\n+++\n");
    let site = SiteTest::from_text(&text);
    let build = site.build();
    build.expect_status(0);
    let feed = build.file("statutory/ysjs/feed.xml");
    assert_eq!(feed.matches("<entry>").count(), 50);
    assert!(
        build
            .file("statutory/ysjs/list.csv")
            .contains("\r\n\"'=1+2\",")
    );
}

#[test]
fn 订阅和数据一页列出的文件都在() {
    let mut text = many(3);
    text.push_str(
        "-- content/policy/a.md --\n+++\ntitle = \"办法\"\npublished = 2026-05-02\ndated = 2026-05-01\nopenness = \"public\"\ntopics = ['安全生产']\n+++\n正文\n",
    );
    let site = SiteTest::from_text(&text);
    let build = site.build();
    build.expect_status(0);
    let text = build.file("feeds.html");
    let present = build.output_files();
    let mut files = 0;
    for href in html::attribute(&text[text.find("<main").unwrap_or(0)..], "href") {
        let Some((file, _)) = html::target("feeds.html", &href) else {
            continue;
        };
        assert!(present.contains_key(&file), "{file}");
        files += usize::from(file.contains("list.") || file.contains("feed."));
    }
    assert!(files > 20, "{files}");
    assert!(build.file("index.html").contains("href=\"feeds.html\""));
}
