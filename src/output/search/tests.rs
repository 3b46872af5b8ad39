//! What the client is given, and the spec that it shares with the generator.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

use serde_json::Value;

use self::terse::text;
use super::cut::{Cutter, Key};
use crate::model::doc_number;
use crate::output::data::fixture::Fixture;

#[path = "../../../tests/support/terse.rs"]
mod terse;

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

fn inflated(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    flate2::read::ZlibDecoder::new(bytes)
        .read_to_end(&mut out)
        .unwrap();
    out
}

#[test]
fn 写下的文字读出来一样() {
    let long =
        "各有关单位：为了规范应急管理，根据有关规定，现就２０２４年工作通知如下。".repeat(300);
    let rare: String = ('\u{3400}'..'\u{3600}')
        .chain("𠮷野家 😀\u{feff}\u{200b}".chars())
        .collect();
    let mut all = vec![
        String::new(),
        "甲".to_owned(),
        "甲甲".to_owned(),
        "甲甲甲甲".to_owned(),
        long,
        rare,
    ];
    let chars: Vec<char> = "的一是了不 、，0aA〔龘𠮷\n\0".chars().collect();
    let mut state = 1_u32;
    for length in 0..400 {
        let next = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            chars[(state >> 20) as usize % chars.len()]
        };
        all.push((0..length).map(next).collect());
    }
    // Farther back than the places of sixteen bits reach, and exactly as far.
    for period in [1, 5, 65_535, 65_536, 65_537, 90_000] {
        let next = |_| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from_u32(0x4e00 + (state >> 20)).unwrap()
        };
        let once: String = (0..period).map(next).collect();
        all.push(once.repeat(150_000_usize.div_ceil(period)));
    }
    let packer = super::pack::Packer::default();
    for one in all {
        assert_eq!(text(&packer.text(&one)), one);
    }
}

fn files(outputs: &BTreeMap<String, Vec<u8>>) -> BTreeSet<&str> {
    outputs
        .keys()
        .map(String::as_str)
        .filter(|path| path.starts_with("search/"))
        .collect()
}

/// The files that a manifest names, but for texts: which slots share a file the table says.
fn listed(manifest: &Value) -> BTreeSet<String> {
    let shards = &manifest["shards"];
    let segments = shards["segments"].as_array().unwrap();
    let keys = segments
        .iter()
        .flat_map(|segment| [&segment["pairs"], &segment["words"]]);
    let others = ["table", "heads"].map(|name| &shards[name]);
    let sets = keys.chain(others);
    let paths = |set: &Value| {
        let folder = set["folder"].as_str().unwrap().to_owned();
        let number = set["files"].as_u64().unwrap();
        (0..number).map(move |number| format!("{folder}/{}/{number}.bin", number / 1000))
    };
    sets.flat_map(paths).collect()
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
    let mut listed = listed(&manifest);
    assert_eq!(manifest["shards"]["texts"]["files"], 1);
    listed.insert("search/texts/0/0.bin".to_owned());
    let there: BTreeSet<String> = files(&outputs).into_iter().map(str::to_owned).collect();
    assert_eq!(listed, there);
    assert!(outputs.contains_key("search.html"));
}

#[test]
fn 没有文件的门户也有清单() {
    let outputs = Fixture::new("").outputs(|path| path.starts_with("search"));
    let manifest = read(&outputs["search.json"]);
    assert_eq!(manifest["documents"], 0);
    assert!(listed(&manifest).is_empty() && files(&outputs).is_empty());
}

#[test]
fn 标题和正文各在自己的文件里() {
    let outputs = portal().outputs(|path| path.starts_with("search/"));
    let heads = read(text(&outputs["search/heads/0/0.bin"]).as_bytes());
    assert_eq!(heads[0]["title"], "归档的通知");
    assert_eq!(
        heads[1],
        serde_json::json!({
            "url": "policy/2024/a.html",
            "title": "关于印发《应急预案》的通知",
            "doc_number": "示政办发〔2024〕17号",
            "published": "2024-05-13T09:30:00",
        })
    );
    assert_eq!(
        text(&outputs["search/texts/0/0.bin"]),
        "正文\0总则\n为了规范应急管理。\n甲 乙\n丙 丁"
    );
    for (path, bytes) in outputs {
        if !path.contains("/pairs") && !path.contains("/words") {
            let all = if path.contains("/table") {
                String::from_utf8_lossy(&inflated(&bytes)).into_owned()
            } else {
                text(&bytes)
            };
            assert!(!all.contains("CANARY"), "{path}");
        }
    }
}

#[test]
fn 附件的文字有自己的段落() {
    let portal = Fixture::new("")
        .file(
            "content/policy/2024/x/index.md",
            "+++\ntitle = \"甲\"\ndated = 2024-05-10\npublished = 2024-05-10\nopenness = \"public\"\n+++\n正文",
        )
        .file("content/policy/2024/x/名单.txt", "赵 钱\n孙")
        .file("content/policy/2024/x/y.bin", "CANARY");
    let outputs = portal.outputs(|path| path.starts_with("search/"));
    let heads = read(text(&outputs["search/heads/0/0.bin"]).as_bytes());
    let url = "policy/2024/x/名单.txt";
    assert_eq!(
        heads[0]["files"],
        serde_json::json!([{ "name": "名单.txt", "url": url, "first": 1, "slots": 1 }])
    );
    assert_eq!(text(&outputs["search/texts/0/0.bin"]), "正文");
    assert_eq!(text(&outputs["search/texts/0/1.bin"]), "赵 钱\n孙");
}

/// A portal of many short documents, the `number`th with `words` in its text.
fn many(count: u32, number: u32, words: &str) -> BTreeMap<String, Vec<u8>> {
    let mut portal = Fixture::new("");
    for at in 0..count {
        let (month, day) = (1 + at / 28 % 12, 1 + at % 28);
        let head = format!("published = {}-{month:02}-{day:02}", 1980 + at / 336);
        let more = if at == number { words } else { "" };
        let body = format!("第{at}号文件，关于第{}类事项。{more}", at % 37);
        portal = portal.policy(&format!("{at}.md"), &format!("通知{at}"), &head, &body);
    }
    portal.outputs(|path| path.starts_with("search/"))
}

/// Files that are new or other than before.
fn changed<'f>(
    before: &BTreeMap<String, Vec<u8>>,
    after: &'f BTreeMap<String, Vec<u8>>,
) -> Vec<&'f str> {
    let is_other = |(path, bytes): &(&String, &Vec<u8>)| before.get(*path) != Some(*bytes);
    after
        .iter()
        .filter(is_other)
        .map(|(path, _)| &**path)
        .collect()
}

#[test]
fn 新文档不动旧文档的索引_改一个文档只动几个文件() {
    let before = many(1030, 0, "");
    assert!(before.contains_key("search/pairs-1024/0/0.bin"));
    let appended = many(1031, 0, "");
    let touched = changed(&before, &appended);
    assert!(
        touched.iter().all(|path| !path.contains("-0/")),
        "{touched:?}"
    );
    assert!(touched.len() < 8, "{touched:?}");

    let edited = many(1030, 500, "龘靐");
    let touched = changed(&before, &edited);
    let of = |folder: &str| touched.iter().filter(|path| path.contains(folder)).count();
    assert_eq!((of("/texts/"), of("/heads/"), of("/table/")), (1, 0, 0));
    // Two new pairs, and two parts of the one before them: what followed it, and what does now.
    assert!(of("/pairs-0/") <= 4 && of("/words-0/") <= 2, "{touched:?}");
    assert_eq!(of("-1024/"), 0);
}

#[test]
fn 检索服务器写在清单里() {
    let config = "[portal]\nname = \"甲\"\nagency = \"a\"\n[search]\nengine = \"opensearch\"\nendpoint = \"https://search.example.gov.cn\"\n[[agency]]\nid = \"a\"\nname = \"甲\"\nlevel = \"city\"\nkind = \"government\"\n";
    let portal = Fixture::new("").file("config.toml", config);
    let outputs =
        portal.outputs(|path| path == "search.json" || path.starts_with("assets/engine."));
    let engine = &read(&outputs["search.json"])["engine"];
    assert_eq!(engine["kind"], "opensearch");
    assert_eq!(engine["endpoint"], "https://search.example.gov.cn/");
    assert_eq!(engine["index"], "gongkai");
    assert!(outputs.contains_key(engine["client"].as_str().unwrap()));
    assert!(!Fixture::new("").text("search.json").contains("engine"));
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
fn 折叠与检索脚本相同() {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let folds = vectors["folds"].as_array().unwrap();
    assert!(folds.len() >= 5);
    for pair in folds {
        let given = pair[0].as_str().unwrap();
        let folded: String = given.chars().map(super::cut::fold).collect();
        assert_eq!(folded, pair[1].as_str().unwrap());
    }
}

#[test]
fn 切分与检索脚本相同() {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let all = vectors["keys"].as_array().unwrap();
    assert!(all.len() >= 5);
    for one in all {
        let given = one["text"].as_str().unwrap();
        let mut cutter = Cutter::default();
        cutter.cut(given);
        let singles: Vec<Key> = cutter.singles().map(Key::single).collect();
        let words = cutter.words().chain(singles);
        let words: BTreeSet<u64> = words.map(|key| key.hash.into()).collect();
        let pairs = cutter.pairs().map(|key| key.hash.into());
        let found = [pairs.collect(), words];
        for (name, found) in ["pairs", "words"].into_iter().zip(found) {
            let wanted = one[name].as_array().unwrap();
            let wanted: BTreeSet<u64> = wanted.iter().map(|hash| hash.as_u64().unwrap()).collect();
            assert_eq!(found, wanted, "{name} of {given}");
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
        for code in [super::CLIENT, super::ENGINE] {
            assert!(!code.contains(banned), "{banned}");
        }
    }
    assert!(!super::CLIENT.contains("\nimport "), "no dependencies");
}
