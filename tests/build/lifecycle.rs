//! 立改废: what changed when, what has ended, and what the page of a 规章 shows.

use crate::support::{Build, SiteTest, html};

const CHANGES: &str = "policy/library/changes/index.html";
const ENDED: &str = "policy/library/ended/index.html";

fn policy(name: &str, title: &str, lines: &str) -> String {
    let category = if lines.contains("category") {
        ""
    } else {
        "category = \"normative\"\n"
    };
    format!(
        "-- content/policy/{name}.md --\n+++\ntitle = \"{title}\"\npublished = 2020-01-05\ndated = 2020-01-04\nopenness = \"public\"\n{category}{lines}\n+++\n正文。\n"
    )
}

/// A portal with an act, its repeal and its successor.
fn repealed() -> String {
    policy(
        "old",
        "旧办法",
        "doc_number = \"示政发〔2020〕1号\"\neffective = 2020-03-01",
    ) + &policy(
        "new",
        "新办法",
        "doc_number = \"示政发〔2026〕9号\"\neffective = 2026-05-01\nrepeals = [\"policy/old.md\"]",
    )
}

/// The rows of the first table in the words that a reader sees.
fn rows(build: &Build, path: &str) -> Vec<String> {
    let page = build.file(path);
    let body = page.split("<tbody>").nth(1).expect("a table");
    let body = body.split("</tbody>").next().unwrap_or_default();
    let rows = body.split("</tr>").map(|row| {
        let words = html::words(row);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    rows.filter(|row| !row.is_empty()).collect()
}

#[test]
fn 立改废动态从近到远列出每次变化和依据() {
    let site = SiteTest::from_text(&repealed());
    let build = site.build();
    build.expect_status(0).expect_report("");
    assert_eq!(
        rows(&build, CHANGES),
        [
            "旧办法 示政发〔2020〕1号 行政规范性文件 废止 2026-05-01 《新办法》（示政发〔2026〕9号）",
            "新办法 示政发〔2026〕9号 行政规范性文件 施行 2026-05-01",
            "旧办法 示政发〔2020〕1号 行政规范性文件 施行 2020-03-01",
            "新办法 示政发〔2026〕9号 行政规范性文件 公布 2020-01-04",
            "旧办法 示政发〔2020〕1号 行政规范性文件 公布 2020-01-04",
        ]
    );
    assert_eq!(
        rows(&build, "policy/library/changes/repealed/index.html").len(),
        1
    );
    assert_eq!(
        rows(&build, "policy/library/changes/effective/index.html").len(),
        2
    );
    build.expect_no_file("policy/library/changes/expired/index.html");
    build.expect_file(
        "policy/library.html",
        ["changes/index.html", "ended/index.html"],
    );
}

#[test]
fn 还没有到的变化不列出() {
    let before_site = SiteTest::from_text(&repealed()).date("2026-04-30");
    let before = before_site.build();
    before.expect_status(0);
    assert_eq!(rows(&before, CHANGES).len(), 3);
    before.expect_no_file(ENDED);
    before.expect_file_without(CHANGES, ["ended/index.html"]);
}

#[test]
fn 废止和失效的文件写明日期和依据() {
    let text = repealed()
        + &policy("lapsed", "试行办法", "valid_until = 2025-12-31")
        + &policy(
            "outside",
            "另一办法",
            "status = { value = \"repealed\", by = \"省政府令第300号\", date = 2024-01-01 }",
        );
    let site = SiteTest::from_text(&text);
    let build = site.build();
    assert_eq!(
        rows(&build, ENDED),
        [
            "旧办法 示政发〔2020〕1号 行政规范性文件 已废止 2026-05-01 《新办法》（示政发〔2026〕9号）",
            "试行办法 行政规范性文件 已失效 2026-01-01 有效期届满",
            "另一办法 行政规范性文件 已废止 2024-01-01 省政府令第300号",
        ]
    );
    build.expect_file(
        "policy/lapsed.html",
        ["自2026年1月1日起失效，有效期已经届满"],
    );
}

#[test]
fn 双方页面都写明日期() {
    let site = SiteTest::from_text(&repealed());
    let build = site.build();
    for page in ["policy/old.html", "policy/new.html"] {
        build.expect_file(page, ["自2026年5月1日起废止"]);
    }
    build.expect_file("policy/new.html", ["mark-repealed"]);
}

#[test]
fn 立改废动态的订阅每次变化一条编号不变() {
    let ids = |build: &Build| -> Vec<String> {
        let feed = build.file("policy/library/changes/feed.xml");
        let entries = feed.split("<entry>").skip(1).map(|entry| {
            let id = entry.split("<id>").nth(1).expect("an id");
            id.split("</id>").next().unwrap_or_default().to_owned()
        });
        entries.collect()
    };
    let before_site = SiteTest::from_text(&repealed()).date("2026-04-30");
    let before = before_site.build();
    let after_site = SiteTest::from_text(&repealed());
    let after = after_site.build();
    let (before, now) = (ids(&before), ids(&after));
    assert_eq!((before.len(), now.len()), (3, 5));
    assert_eq!(now[2..], before);
    let mut unique = now.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), now.len());
    after.expect_file(
        "policy/library/changes/feed.xml",
        ["行政规范性文件《旧办法》（示政发〔2020〕1号）于2026年5月1日废止，依据：《新办法》（示政发〔2026〕9号）。"],
    );
}

#[test]
fn 栏目列表按有效性分开() {
    let site = SiteTest::from_text(&repealed());
    let build = site.build();
    build.expect_file(
        "statutory/gfxwj/index.html",
        ["status/valid/index.html", "status/ended/index.html"],
    );
    build.expect_file("statutory/gfxwj/status/valid/index.html", ["新办法"]);
    build.expect_file_without("statutory/gfxwj/status/valid/index.html", ["旧办法"]);
    build.expect_file(
        "statutory/gfxwj/status/ended/index.html",
        ["旧办法", "废止和失效"],
    );
}

#[test]
fn 归档的文件不在立改废的列表里() {
    let text = repealed()
        + &policy(
            "gone",
            "归档办法",
            "valid_until = 2024-01-01\nexpires = 2025-01-01",
        );
    let site = SiteTest::from_text(&text);
    let build = site.build();
    for list in [CHANGES, ENDED] {
        build.expect_file_without(list, ["归档办法"]);
    }
}

#[test]
fn 分年数量按规章和规范性文件计() {
    let text = repealed() + &policy("rule", "某规章", "category = \"regulation\"");
    let site = SiteTest::from_text(&text);
    let build = site.build();
    let page = build.file(CHANGES);
    let table = page.split("class=\"numbers\"").nth(1).expect("the numbers");
    let words = html::words(table.split("<tbody>").nth(1).unwrap_or_default());
    let words: String = words.split_whitespace().collect();
    assert!(words.starts_with("2026年0000012020年100200"), "{words}");
    build.expect_file(CHANGES, ["政府规章 1 件，行政规范性文件 1 件"]);
}

/// A repealer that was itself repealed before it came into force repealed nothing.
#[test]
fn 施行之前就被废止的文件不废止别的文件() {
    let text = policy("a", "甲办法", "")
        + &policy(
            "b",
            "乙办法",
            "effective = 2026-05-01\nrepeals = [\"policy/a.md\"]",
        )
        + &policy(
            "c",
            "丙决定",
            "effective = 2026-04-01\nrepeals = [\"policy/b.md\"]",
        );
    let site = SiteTest::from_text(&text);
    let build = site.build();
    build.expect_status(0).expect_words(["never-in-force"]);
    build.expect_file("policy/a.html", ["现行有效", "没有发生效力"]);
    build.expect_file("policy/b.html", ["本文件已废止"]);
    assert!(
        !rows(&build, CHANGES)
            .iter()
            .any(|row| row.contains("甲办法 行政规范性文件 废止"))
    );
}

#[test]
fn 规章页面只有标题题注和正文() {
    let text = policy(
        "rule",
        "某规章",
        "category = \"regulation\"\ndoc_number = \"示例市人民政府令第7号\"\neffective = 2020-03-01\nindex_number = \"索引一\"\nsource = \"某来源\"\neditor = \"某编辑\"",
    );
    let site = SiteTest::from_text(&text);
    let build = site.build();
    let page = build.file("policy/rule.html");
    let main = &page[page.find("<main").expect("a main part")..];
    assert!(
        main.contains("（2020年1月4日示例市人民政府令第7号公布　自2020年3月1日起施行）"),
        "{main}"
    );
    assert!(main.contains("现行有效"));
    let words = html::words(main);
    for left_out in [
        "索引一",
        "某来源",
        "某编辑",
        "发布时间",
        "公开方式",
        "此件公开发布",
    ] {
        assert!(!words.contains(left_out), "{left_out}: {words}");
    }
}

#[test]
fn 题注写出历次修正和修订() {
    let rule = |name: &str, title: &str, lines: &str| {
        policy(name, title, &format!("category = \"regulation\"\n{lines}"))
    };
    let decision = |name: &str, day: &str| {
        let text = rule(
            name,
            "关于修改《某规章》的决定",
            "amends = [\"policy/rule.md\"]",
        );
        text.replace("dated = 2020-01-04", &format!("dated = {day}"))
    };
    let text = rule(
        "rule",
        "某规章",
        "doc_number = \"示例市人民政府令第7号\"\neffective = 2020-03-01",
    );
    let site = SiteTest::from_text(&(text.clone() + &decision("d1", "2021-02-03")));
    site.build().expect_file(
        "policy/rule.html",
        ["（2020年1月4日示例市人民政府令第7号公布　根据2021年2月3日《关于修改〈某规章〉的决定》修正　自2020年3月1日起施行）"],
    );
    let text = text + &decision("d1", "2021-02-03") + &decision("d2", "2022-02-03");
    let text = text
        + &rule(
            "whole",
            "某规章（修订）",
            "doc_number = \"示例市人民政府令第9号\"\nreplaces = [\"policy/rule.md\"]",
        )
        .replace("dated = 2020-01-04", "dated = 2024-05-06");
    let site = SiteTest::from_text(&text);
    let build = site.build();
    build.expect_file(
        "policy/whole.html",
        ["（2020年1月4日示例市人民政府令第7号公布　根据2021年2月3日《关于修改〈某规章〉的决定》第一次修正　根据2022年2月3日《关于修改〈某规章〉的决定》第二次修正　2024年5月6日示例市人民政府令第9号修订　自2020年3月1日起施行）"],
    );
    build.expect_file("policy/rule.html", ["本文件已有新文本"]);
}

#[test]
fn 正文自带题注的不写两遍() {
    let text = policy(
        "rule",
        "某规章",
        "category = \"regulation\"\ndoc_number = \"示例市人民政府令第7号\"",
    )
    .replace(
        "正文。",
        "（2020年1月4日示例市人民政府令第7号公布）\n\n第一条　正文。",
    );
    let site = SiteTest::from_text(&text);
    let build = site.build();
    let page = build.file("policy/rule.html");
    let main = &page[page.find("<main").expect("a main part")..];
    assert_eq!(html::words(main).matches("令第7号公布").count(), 1);
}
