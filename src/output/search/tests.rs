//! What the client is given, and the spec that it shares with the generator.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::model::doc_number;
use crate::output::data::fixture::Fixture;

const VECTORS: &str = include_str!("../../../tests/search/vectors.json");

fn portal() -> Fixture {
    Fixture::new("")
        .policy(
            "2024/a.md",
            "关于印发《应急预案》的通知",
            "published = 2024-05-13T09:30:00\ndoc_number = \"示政办发〔2024〕17号\"\ntopics = ['综合政务\\政务公开']",
            "# 总则\n\n为了**规范**应急\n管理。\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |",
        )
        .policy("2020/b.md", "归档的通知", "published = 2020-05-13\nexpires = 2025-01-01", "正文")
        .policy("2024/c.md", "CANARY", "published = 2024-05-13\ndraft = true", "CANARY")
}

fn read(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

#[test]
fn 清单列出的文件都在而且不多() {
    let outputs =
        portal().outputs(|path| path.starts_with("search") || path.starts_with("assets/search."));
    let manifest = read(&outputs["search.json"]);
    assert_eq!(manifest["version"], 1);
    assert_eq!(manifest["documents"], 2);
    assert_eq!(manifest["per_page"], 10);
    let client = manifest["client"].as_str().unwrap();
    assert_eq!(outputs[client], super::CLIENT.as_bytes());
    let listed: BTreeSet<&str> = manifest["shards"]["text"]
        .as_array()
        .unwrap()
        .iter()
        .map(|path| path.as_str().unwrap())
        .collect();
    let there: BTreeSet<&str> = outputs
        .keys()
        .map(String::as_str)
        .filter(|path| path.starts_with("search/"))
        .collect();
    assert_eq!(listed, there);
    assert!(outputs.contains_key("search.html"));
}

#[test]
fn 分片有检索所需的一切() {
    let portal = portal();
    let shard = read(&portal.output("search/text.json"));
    assert_eq!(
        shard["documents"][0],
        serde_json::json!({
            "url": "policy/2024/a.html",
            "title": "关于印发《应急预案》的通知",
            "doc_number": "示政办发〔2024〕17号",
            "issuer": ["示例市人民政府"],
            "published": "2024-05-13T09:30:00",
            "year": "2024",
            "kind": "policy",
            "status": "valid",
            "topics": ["综合政务\\政务公开"],
            "text": "总则\n为了规范应急管理。\n甲 乙\n丙 丁",
        })
    );
    assert_eq!(shard["documents"][1]["archived"], true);
    assert!(!portal.text("search/text.json").contains("CANARY"));
}

#[test]
fn 每页条数来自配置() {
    let config = "[portal]\nname = \"甲\"\nagency = \"a\"\n[search]\nper_page = 25\n[[agency]]\nid = \"a\"\nname = \"甲\"\nlevel = \"city\"\nkind = \"government\"\n";
    let portal = Fixture::new("").file("config.toml", config);
    assert_eq!(read(&portal.output("search.json"))["per_page"], 25);
}

#[test]
fn 检索页指向清单并且没有脚本也有目录() {
    let page = portal().text("search.html");
    assert!(page.contains("search.json"));
    assert!(page.contains("catalogue/index.html") && page.contains("policy/library.html"));
    assert!(page.contains("catalogue/year/2024/index.html"));
}

#[test]
fn 文号的归一与检索脚本相同() {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let numbers = vectors["doc_numbers"].as_array().unwrap();
    assert!(numbers.len() >= 10);
    for number in numbers {
        let key = number["key"].as_str().unwrap();
        for written in number["written"].as_array().unwrap() {
            let written = written.as_str().unwrap();
            assert_eq!(doc_number::key(written), key, "{written}");
        }
    }
}

#[test]
fn 检索脚本符合严格的内容安全策略() {
    for banned in [
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "eval(",
        "Function(",
        "document.write",
        "import(",
    ] {
        assert!(!super::CLIENT.contains(banned), "{banned}");
    }
    assert!(!super::CLIENT.contains("\nimport "), "no dependencies");
}
