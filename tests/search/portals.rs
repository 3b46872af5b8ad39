//! Portals that the search tests build: one from the shared vectors, one from noise.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

const CONFIG: &str = "[portal]\nname = \"示例市人民政府\"\ntitle = \"政府信息公开\"\nagency = \"zfb\"\n\
    [[agency]]\nid = \"zfb\"\nname = \"示例市人民政府\"\nlevel = \"city\"\nkind = \"government\"\n";
const VECTORS: &str = include_str!("vectors.json");

/// Writes the documents of `vectors.json` as a portal.
pub(crate) fn of_vectors(root: &Path) {
    write(root, "config.toml", CONFIG);
    let vectors: Value = serde_json::from_str(VECTORS).expect("vectors are JSON");
    for document in vectors["documents"].as_array().expect("documents") {
        let url = document["url"].as_str().expect("an address");
        let path = url.strip_suffix(".html").expect("a page");
        let mut head = format!("title = {}\n", document["title"]);
        for key in ["doc_number", "index_number", "issuer", "topics"] {
            if let Some(value) = document.get(key).filter(|value| !value.is_null()) {
                let _ = writeln!(head, "{key} = {value}");
            }
        }
        let published = document["published"].as_str().expect("a date");
        let _ = writeln!(head, "published = {published}");
        if document["kind"] == "policy" {
            let _ = writeln!(head, "dated = {}\nopenness = \"public\"", &published[..10]);
        }
        if document["status"] == "repealed" {
            head += "status = { value = \"repealed\", by = \"另一文件\", date = 2024-01-01 }\n";
        }
        if document["archived"] == true {
            head += "expires = 2026-01-01\n";
        }
        let text = document["text"]
            .as_str()
            .expect("a text")
            .replace('\n', "\n\n");
        write(
            root,
            &format!("content/{path}.md"),
            &format!("+++\n{head}+++\n{text}\n"),
        );
    }
}

/// Writes a portal of random texts, and `noise.json` with what they say. The characters are few, so that pieces of one
/// text are often in others.
pub(crate) fn of_noise(root: &Path) {
    write(root, "config.toml", CONFIG);
    let mut random = Random(20_260_601);
    let mut records = Vec::new();
    for number in 0..2200 {
        let lines = if number % 110 == 0 {
            400
        } else {
            1 + random.below(6)
        };
        let lines: Vec<String> = (0..lines).map(|_| line(&mut random, 60)).collect();
        let title = line(&mut random, 16);
        let doc_number = (number % 3 == 0).then(|| {
            let year = 2019 + random.below(3);
            format!("甲乙〔{year}〕{}号", 1 + random.below(30))
        });
        let mut head = format!("title = '''{title}'''\n");
        if let Some(number) = &doc_number {
            let _ = writeln!(head, "doc_number = \"{number}\"");
        }
        let (year, month, day) = (
            2000 + number / 110,
            1 + random.below(12),
            1 + random.below(28),
        );
        let date = format!("{year}-{month:02}-{day:02}");
        let _ = writeln!(
            head,
            "dated = {date}\npublished = {date}\nopenness = \"public\""
        );
        let paragraphs: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
        let body = paragraphs.join("\n\n");
        write(
            root,
            &format!("content/policy/{number}.md"),
            &format!("+++\n{head}+++\n{body}"),
        );
        records.push(json!({
            "url": format!("policy/{number}.html"),
            "title": title,
            "doc_number": doc_number,
            "issuer": ["示例市人民政府"],
            "text": lines.join("\n"),
        }));
    }
    records.push(bundle(root));
    write(root, "noise.json", &Value::Array(records).to_string());
}

/// A document with files that have text, and one that has none.
fn bundle(root: &Path) -> Value {
    let head = "title = \"带附件的通知\"\ndated = 2025-01-02\npublished = 2025-01-02\nopenness = \"public\"\n\
        attachments = [{ file = \"b/表.csv\", title = \"附件1 名单\" }]\n";
    write(
        root,
        "content/policy/bundle/index.md",
        &format!("+++\n{head}+++\n正文只说见附件。\n"),
    );
    write(
        root,
        "content/policy/bundle/a.txt",
        "丁\u{3000}附件里的专用词甲乙\n\n第二行",
    );
    write(
        root,
        "content/policy/bundle/b/表.csv",
        "姓名,单位\n赵钱孙,另一个专用词\n",
    );
    write(root, "content/policy/bundle/c.png", "not a picture");
    json!({
        "url": "policy/bundle/",
        "title": "带附件的通知",
        "issuer": ["示例市人民政府"],
        "text": "正文只说见附件。\n姓名 单位\n赵钱孙 另一个专用词\n丁 附件里的专用词甲乙\n第二行",
    })
}

/// A line that begins and ends with a character that is neither white space nor a mark of Markdown.
fn line(random: &mut Random, most: u32) -> String {
    const PIECES: [&str; 44] = [
        "甲",
        "乙",
        "丙",
        "丁",
        "示",
        "市",
        "政",
        "府",
        "的",
        "规",
        "定",
        "，",
        "。",
        "、",
        "“",
        "”",
        "《",
        "》",
        "（",
        "）",
        "(",
        ")",
        "[",
        "]",
        "【",
        "】",
        "〔2020〕",
        "〔2021〕第",
        "(2019)",
        "2",
        "1",
        "0",
        "号",
        "A",
        "b",
        "Ｃ",
        "é",
        "Ω",
        "я",
        "𠮷",
        "𡃁",
        " ",
        "繁體",
        "／",
    ];
    let mut out = String::from("甲");
    for _ in 0..random.below(most) {
        let piece = PIECES[random.below(44) as usize];
        if piece != " " || !out.ends_with(' ') {
            out.push_str(piece);
        }
    }
    out.push('丁');
    out
}

/// The line as Markdown that shows it as it is.
fn escaped(line: &str) -> String {
    line.replace('[', "\\[")
        .replace(']', "\\]")
        .replace('(', "\\(")
        .replace(')', "\\)")
}

/// Repeatable random numbers (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((z ^ (z >> 31)) % u64::from(bound)).unwrap_or(0)
    }
}

fn write(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder is made");
    fs::write(file, text).expect("a file is written");
}
