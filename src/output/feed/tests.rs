//! The feed is read back with an XML parser.

use roxmltree::{Document, Node};

use crate::output::data::fixture::{BASE, Fixture};

const ATOM: &str = "http://www.w3.org/2005/Atom";

fn portal(line: &str) -> Fixture {
    let body = "见[附件](附件.txt)、[另一件](../b.md#一-总则)、[本页](#一-总则)和[首页](/index.html)。\n\n## 一 总则\n\n<b>粗体</b> & 其他";
    Fixture::new(line)
        .policy(
            "2024/a/index.md",
            "关于<重要> & 事项的通知",
            "published = 2024-05-13T09:30:00\nupdated = 2024-06-02\ngenre = \"通知\"\n\
             topics = ['综合政务\\政务公开']\nissuer = [\"示例市人民政府\", \"示例市财政局\"]",
            body,
        )
        .file("content/policy/2024/a/附件.txt", "内容")
        .policy(
            "2024/b.md",
            "另一件",
            "published = 2024-05-12",
            "## 一 总则\n\n正文",
        )
        .policy(
            "2020/c.md",
            "归档",
            "published = 2024-05-14\nexpires = 2025-01-01",
            "正文",
        )
}

fn words(node: Node<'_, '_>, name: &str) -> String {
    let found = node.children().find(|n| n.has_tag_name((ATOM, name)));
    found
        .and_then(|n| n.text().map(str::to_owned))
        .unwrap_or_default()
}

fn link(node: Node<'_, '_>, rel: &str) -> String {
    let found = node
        .children()
        .find(|n| n.has_tag_name((ATOM, "link")) && n.attribute("rel") == Some(rel));
    found
        .and_then(|n| n.attribute("href").map(str::to_owned))
        .unwrap_or_default()
}

fn entries<'a>(tree: &'a Document<'_>) -> Vec<Node<'a, 'a>> {
    let all = tree.root_element().children();
    all.filter(|n| n.has_tag_name((ATOM, "entry"))).collect()
}

#[test]
fn 每个条目有订阅所需的一切() {
    let xml = portal(BASE).text("feed.xml");
    let tree = Document::parse(&xml).unwrap();
    let feed = tree.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    assert_eq!(words(feed, "title"), "示例市人民政府政府信息公开");
    assert_eq!(
        words(feed, "id"),
        "https://www.example.gov.cn/zfxxgk/feed.xml"
    );
    assert_eq!(link(feed, "self"), words(feed, "id"));
    assert_eq!(
        link(feed, "alternate"),
        "https://www.example.gov.cn/zfxxgk/"
    );
    assert_eq!(words(feed, "updated"), "2024-06-02T00:00:00+08:00");
    let entries = entries(&tree);
    assert_eq!(entries.len(), 2, "what is archived is not in the feed");
    let first = entries[0];
    assert_eq!(words(first, "title"), "关于<重要> & 事项的通知");
    assert_eq!(
        words(first, "id"),
        "https://www.example.gov.cn/zfxxgk/policy/2024/a/"
    );
    assert_eq!(words(first, "published"), "2024-05-13T09:30:00+08:00");
    assert_eq!(words(first, "updated"), "2024-06-02T00:00:00+08:00");
    let names = |node: Node<'_, '_>, name: &str| {
        node.descendants()
            .filter(|n| n.has_tag_name((ATOM, name)))
            .count()
    };
    assert_eq!(names(first, "author"), 2);
    let terms: Vec<_> = first
        .children()
        .filter_map(|n| n.attribute("term"))
        .collect();
    assert_eq!(terms, ["其他文件", "综合政务\\政务公开", "通知"]);
    assert!(words(first, "summary").starts_with("见附件"));
}

#[test]
fn 全文中的链接离开网页也能用() {
    let xml = portal(BASE).text("feed.xml");
    let tree = Document::parse(&xml).unwrap();
    let html = words(entries(&tree)[0], "content");
    let site = "https://www.example.gov.cn/zfxxgk/";
    for href in [
        format!("{site}policy/2024/a/%E9%99%84%E4%BB%B6.txt"),
        format!("{site}policy/2024/b.html#%E4%B8%80-%E6%80%BB%E5%88%99"),
        format!("{site}policy/2024/a/#%E4%B8%80-%E6%80%BB%E5%88%99"),
        format!("href=\"{site}\""),
    ] {
        assert!(html.contains(&href), "{href} in {html}");
    }
    assert!(html.contains("&amp; 其他"));
}

#[test]
fn 没有平台网址时链接相对于订阅文件_编号不变() {
    let (xml, again) = (portal("").text("feed.xml"), portal("").text("feed.xml"));
    assert_eq!(xml, again);
    let tree = Document::parse(&xml).unwrap();
    let first = entries(&tree)[0];
    let id = words(first, "id");
    assert!(id.starts_with("urn:uuid:") && id.len() == 45, "{id}");
    assert_ne!(id, words(entries(&tree)[1], "id"));
    assert_eq!(link(first, "alternate"), "policy/2024/a/index.html");
    assert!(words(first, "content").contains("\"policy/2024/b.html#"));
    let changed = portal("").policy(
        "2024/b.md",
        "改了标题",
        "published = 2024-05-12",
        "## 一 总则",
    );
    assert!(changed.text("feed.xml").contains(&id));
}

#[test]
fn 至多五十条_最新的在前() {
    let mut portal = Fixture::new(BASE);
    for n in 0..60 {
        let day = format!("published = 2024-05-{:02}T10:{n:02}:00", n / 3 + 1);
        portal = portal.policy(&format!("{n}.md"), &format!("第{n}件"), &day, "正文");
    }
    let xml = portal.text("feed.xml");
    let tree = Document::parse(&xml).unwrap();
    let titles: Vec<String> = entries(&tree)
        .into_iter()
        .map(|n| words(n, "title"))
        .collect();
    assert_eq!(titles.len(), 50);
    assert_eq!(titles[0], "第59件");
    assert_eq!(titles[49], "第10件");
}

#[test]
fn 不能放进_xml_的字符不会弄坏订阅() {
    let source = "+++\ntitle = \"通\\ufffe知\\uffff\"\npublished = 2024-05-12\ndated = 2024-05-10\nopenness = \"public\"\n+++\n正\u{ffff}文 ]]> <![CDATA[\n";
    let portal = Fixture::new(BASE).file("content/policy/a.md", source);
    let xml = portal.text("feed.xml");
    let tree = Document::parse(&xml).unwrap();
    assert_eq!(words(entries(&tree)[0], "title"), "通知");
}

#[test]
fn 空的平台也是合规的订阅() {
    let xml = Fixture::new("").text("feed.xml");
    let tree = Document::parse(&xml).unwrap();
    assert_eq!(
        words(tree.root_element(), "updated"),
        "2026-06-01T00:00:00+08:00"
    );
    assert!(entries(&tree).is_empty());
}

#[test]
fn 还没有到的更新日期不算() {
    let portal = Fixture::new(BASE).policy(
        "a.md",
        "通知",
        "published = 2024-05-12\nupdated = 2026-12-01",
        "正文",
    );
    assert!(!portal.text("feed.xml").contains("2026-12-01"));
    let sitemap = portal.text("sitemap.xml");
    assert!(sitemap.contains("policy/a.html") && !sitemap.contains("2026-12-01"));
    assert!(
        portal
            .text("robots.txt")
            .contains("Sitemap: https://www.example.gov.cn/zfxxgk/sitemap.xml")
    );
}

#[test]
fn 没有平台网址就没有搜索引擎站点地图() {
    let outputs = portal("").outputs(|path| path.starts_with("sitemap") || path == "robots.txt");
    assert!(!outputs.contains_key("sitemap.xml"));
    assert!(!String::from_utf8_lossy(&outputs["robots.txt"]).contains("Sitemap"));
}
