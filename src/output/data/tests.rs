//! The three files are read back with other people's readers.

use std::io::{Cursor, Read as _};

use serde_json::{Value, json};

use super::columns::COLUMNS;
use super::csv::harmless;
use super::fixture::{BASE, Fixture};
use super::xlsx::fitting;

fn portal(line: &str) -> Fixture {
    Fixture::new(line)
        .policy(
            "2024/a.md",
            "=HYPERLINK(\"http://x\";\"点我\")",
            "published = 2024-05-13T09:30:00\nindex_number = \"11210000/2024-00012\"\n\
             doc_number = \"示政办发〔2024〕17号\"\nissuer = [\"示例市人民政府\", \"示例市财政局\"]\n\
             topics = ['财政、金融、审计\\财政', '综合政务']\nsummary = \"\"\"第一行\n  第二行，\"引号\"\"\"\"",
            "正文",
        )
        .policy(
            "2023/应急 预案/index.md",
            "应急预案",
            "published = 2023-05-13\nexpires = 2025-01-01\nattachments = [{ file = \"附件/一.txt\", title = \"附件1\" }]",
            "正文",
        )
        .file("content/policy/2023/应急 预案/附件/一.txt", "内容")
        .file(
            "content/disclosure/jg.md",
            "+++\ntitle = \"机构职能\"\npublished = 2022-01-01\ncolumn = \"jgjj\"\n+++\n职能\n",
        )
        .policy("2024/secret.md", "不公开的CANARY", "published = 2024-05-13\ndraft = true", "CANARY")
}

fn items(portal: &Fixture) -> Vec<Value> {
    let text = portal.text("catalogue.json");
    let whole: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(whole["version"], 1);
    assert_eq!(whole["date"], "2026-06-01");
    whole["items"].as_array().unwrap().clone()
}

#[test]
fn json_有全部公开文档的全部字段() {
    let items = items(&portal(BASE));
    assert_eq!(items.len(), 3);
    assert_eq!(
        items[0],
        json!({
            "index_number": "11210000/2024-00012",
            "title": "=HYPERLINK(\"http://x\";\"点我\")",
            "doc_number": "示政办发〔2024〕17号",
            "issuer": ["示例市人民政府", "示例市财政局"],
            "agency": "zfb",
            "kind": "policy",
            "column": "qtwj",
            "topics": ["财政、金融、审计\\财政", "综合政务"],
            "genre": null,
            "dated": "2024-05-10",
            "published": "2024-05-13T09:30:00",
            "status": "valid",
            "openness": "public",
            "summary": "第一行\n  第二行，\"引号\"",
            "url": "policy/2024/a.html",
            "attachments": [],
        })
    );
    assert_eq!(items[1]["url"], "policy/2023/应急 预案/");
    assert_eq!(items[1]["archived"], true);
    assert_eq!(
        items[1]["attachments"],
        json!([{
            "url": "policy/2023/应急 预案/附件/一.txt",
            "title": "附件1",
            "size": 6,
            "sha256": "7a688306423bec17ca6b53aca56e5c4f2b432380ce4b681ad9c1995445fb48a0",
        }])
    );
    assert_eq!(items[2]["status"], Value::Null);
    assert_eq!(items[2]["column"], "jgjj");
}

fn table(portal: &Fixture) -> Vec<Vec<String>> {
    let bytes = portal.output("catalogue.csv");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(&bytes[3..]);
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn csv_有_bom_而且每格都有引号() {
    let text = portal(BASE).text("catalogue.csv");
    assert!(text.starts_with("\u{feff}\"索引号\",\"名称\",\"文号\""));
    assert!(
        text.lines()
            .all(|line| line.trim_start_matches('\u{feff}').starts_with('"'))
    );
    assert_eq!(text.matches('\n').count(), text.matches("\"\r\n").count());
}

#[test]
fn csv_与_json_列相同() {
    let portal = portal(BASE);
    let rows = table(&portal);
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| row.len() == COLUMNS.len()));
    for (item, row) in items(&portal).iter().zip(&rows[1..]) {
        for (column, cell) in COLUMNS.iter().zip(row) {
            let given = item.get(column.key).unwrap_or(&Value::Null);
            let empty = given.is_null() || given.as_array().is_some_and(Vec::is_empty);
            assert_eq!(cell.is_empty(), empty, "{}", column.key);
        }
    }
    let cell = |row: usize, header: &str| {
        let at = rows[0].iter().position(|name| name == header).unwrap();
        rows[row][at].as_str()
    };
    assert_eq!(cell(1, "发文机关"), "示例市人民政府；示例市财政局");
    assert_eq!(cell(1, "有效性"), "现行有效");
    assert_eq!(cell(1, "类别"), "政策文件");
    assert_eq!(cell(1, "内容概述"), "第一行 第二行，\"引号\"");
    assert_eq!(cell(2, "是否归档"), "已归档");
    assert!(
        cell(2, "附件").starts_with("附件1（policy/2023/应急 预案/附件/一.txt，6 字节，SHA-256 7a")
    );
}

#[test]
fn csv_的单元格不会当作公式() {
    assert_eq!(
        table(&portal(BASE))[1][1],
        "'=HYPERLINK(\"http://x\";\"点我\")"
    );
    for risky in [
        "=1", "+1", "-1", "@A1", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠A1",
    ] {
        assert_eq!(harmless(risky.to_owned()), format!("'{risky}"));
    }
    for plain in ["", "关于=1", "《通知》", "2024-05-10", "（试行）"] {
        assert_eq!(harmless(plain.to_owned()), plain);
    }
}

fn sheet(portal: &Fixture, part: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(portal.output("catalogue.xlsx"))).unwrap();
    let mut text = String::new();
    archive
        .by_name(part)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn xlsx_冻结表头_可以筛选_网址是链接() {
    let portal = portal(BASE);
    let text = sheet(&portal, "xl/worksheets/sheet1.xml");
    let tree = roxmltree::Document::parse(&text).unwrap();
    let has = |name: &str| {
        tree.descendants()
            .find(|node| node.tag_name().name() == name)
    };
    assert_eq!(has("pane").unwrap().attribute("state"), Some("frozen"));
    assert_eq!(has("autoFilter").unwrap().attribute("ref"), Some("A1:Q4"));
    assert_eq!(
        tree.descendants()
            .filter(|n| n.tag_name().name() == "row")
            .count(),
        4
    );
    assert!(has("f").is_none(), "no cell may be a formula");
    let links = sheet(&portal, "xl/worksheets/_rels/sheet1.xml.rels");
    assert!(links.contains(
        "https://www.example.gov.cn/zfxxgk/policy/2023/%E5%BA%94%E6%80%A5%20%E9%A2%84%E6%A1%88/"
    ));
    let strings = sheet(&portal, "xl/sharedStrings.xml");
    assert!(strings.contains("=HYPERLINK(") && strings.contains("现行有效"));
}

#[test]
fn xlsx_没有平台网址时网址是文字() {
    let text = sheet(&portal(""), "xl/worksheets/sheet1.xml");
    assert!(!text.contains("hyperlink"));
    assert!(sheet(&portal(""), "xl/sharedStrings.xml").contains("policy/2024/a.html"));
}

#[test]
fn xlsx_的时间是生成日期() {
    let text = sheet(&portal(BASE), "docProps/core.xml");
    assert!(text.contains("2026-06-01T00:00:00Z"), "{text}");
}

#[test]
fn xlsx_放不下的文字以省略号结尾() {
    assert_eq!(fitting("应急".repeat(10)), "应急".repeat(10));
    let cut = fitting("急".repeat(40_000));
    assert_eq!(cut.encode_utf16().count(), 32_767);
    assert!(cut.ends_with("急…"));
    assert!(fitting("😀".repeat(20_000)).encode_utf16().count() <= 32_767);
}

#[test]
fn 三种格式都不含未公开的内容而且每次相同() {
    let (portal, again) = (portal(BASE), portal(BASE));
    for path in ["catalogue.json", "catalogue.csv", "catalogue.xlsx"] {
        assert_eq!(portal.output(path), again.output(path), "{path}");
    }
    assert!(!portal.text("catalogue.json").contains("CANARY"));
    assert!(!portal.text("catalogue.csv").contains("CANARY"));
    assert!(!sheet(&portal, "xl/sharedStrings.xml").contains("CANARY"));
}

#[test]
fn 空的平台也有合规的文件() {
    let portal = Fixture::new("");
    assert!(items(&portal).is_empty());
    assert_eq!(table(&portal).len(), 1);
    assert!(sheet(&portal, "xl/worksheets/sheet1.xml").contains("A1:Q1"));
}
