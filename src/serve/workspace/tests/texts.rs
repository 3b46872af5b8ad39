//! Texts of random documents, catalogues and configurations.

use std::fmt::Write as _;

use super::world::Dice;

/// Documents that may be there.
pub(super) const DOCUMENTS: [&str; 22] = [
    "policy/2024/a.md",
    "policy/2024/b.md",
    "policy/2025/c/index.md",
    "policy/2025/d.md",
    "policy/2025/d/index.md",
    "policy/e.md",
    "agencies/yjj/policy/f.md",
    "agencies/yjj/policy/g/index.md",
    "agencies/nyj/policy/h.md",
    "interpretation/a.md",
    "interpretation/b/index.md",
    "consultation/a.md",
    "disclosure/a.md",
    "disclosure/b/index.md",
    "agencies/yjj/disclosure/c.md",
    "system/a.md",
    "agencies/yjj/system/b.md",
    "gazette/1.md",
    "report/2024.md",
    "agencies/yjj/report/2024.md",
    "guide.md",
    "agencies/yjj/guide.md",
];

/// Those that others mostly refer to; they are there at the beginning.
pub(super) const ROOTED: [&str; 3] = ["policy/e.md", "policy/2025/c/index.md", "system/a.md"];

/// The last may stand where something is cut only.
pub(super) const TITLES: [&str; 6] = [
    "应急预案管理办法",
    "关于印发《防汛预案》的通知",
    "防汛预案",
    "食品安全规定",
    "年度工作",
    "公园管理办法{~机密甲~}",
];
const NUMBERS: [&str; 3] = [
    "示政发〔2024〕1号",
    "示政发〔2024〕2号",
    "示政办〔2025〕3号",
];
pub(super) const HEADINGS: [&str; 4] = ["总则", "附则", "职责 分工", "保障措施"];

pub(super) fn config(dice: &mut Dice) -> String {
    let mut text = String::from("[portal]\nname = \"示例市\"\nagency = \"zfb\"\n");
    if dice.chance(3) {
        text += "base_url = \"https://www.example.gov.cn/\"\n";
    }
    if dice.chance(3) {
        text += "theme = \"wo\"\n";
    }
    if dice.chance(16) {
        text += "wrong = \n";
    }
    if dice.chance(4) {
        let level = dice.one(&["warn", "allow", "allow", "deny"]);
        let _ = write!(text, "\n[checks]\nambiguous-reference = \"{level}\"\n");
    }
    if dice.chance(6) {
        text += "\n[labels]\nsearch = \"检索一下\"\n";
    }
    for (id, name) in [
        ("zfb", "示例市人民政府"),
        ("yjj", "应急管理局"),
        ("nyj", "农业局"),
    ] {
        if id == "nyj" && dice.chance(12) {
            continue;
        }
        let _ = write!(
            text,
            "\n[[agency]]\nid = \"{id}\"\nname = \"{name}\"\nlevel = \"city\"\nkind = \"government\"\n"
        );
    }
    text
}

pub(super) fn catalogue(dice: &mut Dice) -> String {
    let mut text = String::from("编号,领域,一级事项,公开内容,网址\n");
    for id in 0..4 {
        if !dice.chance(4) {
            let field = dice.one(&["f01", "f05", "别的"]);
            let url = dice.one(&["", "/policy/e.html", "https://www.example.com/"]);
            let _ = writeln!(text, "x-{id},{field},事项{},内容,{url}", dice.below(3));
        }
    }
    text
}

pub(super) fn link(dice: &mut Dice) -> String {
    let to = other(dice);
    let anchor = if dice.chance(3) {
        format!("#{}", dice.one(&HEADINGS).replace(' ', "-"))
    } else {
        String::new()
    };
    match dice.below(100) {
        0 => "[图](../不在.md)".to_owned(),
        1 => "[文件](/policy/2025/c/附件.txt)".to_owned(),
        2 => "[静态](/a.txt)".to_owned(),
        3 => "![图](子/图.png)".to_owned(),
        _ => format!("[见](/{to}{anchor})"),
    }
}

/// A document of the kind that its path asks for. One that is not `good` has mistakes.
pub(super) fn document(name: &str, dice: &mut Dice, good: bool) -> String {
    let kind = name.strip_prefix("agencies/").map_or(name, |rest| {
        rest.split_once('/').map_or(rest, |(_, rest)| rest)
    });
    let kind = kind.split(['/', '.']).next().unwrap();
    let mut text = String::from("+++\n");
    let own = format!("{}{}", name.replace(['/', '.'], ""), dice.below(3));
    let title = if dice.chance(3) {
        dice.one(&TITLES)
    } else {
        &own
    };
    let _ = writeln!(text, "title = \"{title}\"");
    let day = dice.one(&["2024-05-10", "2024-05-11", "2025-01-05", "2026-06-01"]);
    let day = if dice.chance(9) { "2026-07-01" } else { day };
    let _ = writeln!(text, "published = {day}");
    fields(&mut text, dice);
    of_kind(&mut text, kind, dice);
    if name.ends_with("index.md") {
        // Beside the folder of the document.
        text = text.replace("qingdan.csv", "../qingdan.csv");
    }
    if !good {
        text += dice.one(&[
            "wrong = 1\n",
            "dated = \"昨天\"\n",
            "x = = 1\n",
            "title = \"再\"\n",
        ]);
    }
    text += "+++\n\n";
    body(&mut text, dice);
    text
}

fn fields(text: &mut String, dice: &mut Dice) {
    let redacted = text.contains("{~");
    let openness = match dice.below(12) {
        _ if redacted => "redacted",
        0 => "closed",
        1 => "on-request",
        2 => "redacted",
        _ => "public",
    };
    let _ = writeln!(text, "openness = \"{openness}\"");
    if openness != "public" {
        *text += "openness_reason = \"理由\"\n";
    }
    let mut maybe = |one_in: u64, line: &dyn Fn(&mut Dice) -> String| {
        if dice.chance(one_in) {
            *text += &line(dice);
            text.push('\n');
        }
    };
    let pick = |key: &str, of: &[&str], dice: &mut Dice| format!("{key} = \"{}\"", dice.one(of));
    maybe(4, &|dice| pick("doc_number", &NUMBERS, dice));
    maybe(3, &|dice| {
        format!("index_number = \"X-{}\"", dice.below(60))
    });
    maybe(3, &|dice| pick("genre", &["通知", "办法"], dice));
    maybe(3, &|dice| {
        format!(
            "topics = [\"{}\"]",
            dice.one(&["综合政务\\\\应急", "农业", "综合政务"])
        )
    });
    maybe(4, &|dice| {
        format!("fields = [\"{}\"]", dice.one(&["f01", "f05"]))
    });
    maybe(3, &|dice| format!("items = [\"x-{}\"]", dice.below(6)));
    maybe(3, &|dice| pick("summary", &["概述甲", "概述乙"], dice));
    maybe(6, &|dice| pick("issuer", &["联合会", "农业局"], dice));
    maybe(6, &|dice| {
        format!("updated = {}", dice.one(&["2025-02-01", "2026-02-01"]))
    });
    maybe(9, &|dice| {
        format!("expires = {}", dice.one(&["2025-02-01", "2027-02-01"]))
    });
    maybe(12, &|_| "draft = true".to_owned());
    maybe(14, &|_| {
        "withdrawn = { date = 2026-01-01, reason = \"有误\" }".to_owned()
    });
    maybe(10, &|dice| {
        format!("aliases = [\"/old/{}.html\"]", dice.below(4))
    });
    maybe(14, &|dice| format!("slug = \"s{}\"", dice.below(3)));
    maybe(6, &|dice| {
        let stage = dice.one(&["draft", "solicit", "decision"]);
        format!(
            "decision = \"d{}\"\ndecision_stage = \"{stage}\"",
            dice.below(2)
        )
    });
    maybe(5, &|dice| {
        format!("effective = {}", dice.one(&["2024-06-01", "2026-08-01"]))
    });
}

/// Keys with values, as lines of front matter.
pub(super) const LINES: [(&str, [&str; 2]); 22] = [
    ("published", ["2024-05-12", "2026-07-02"]),
    ("dated", ["2024-05-02", "2023-05-01"]),
    ("updated", ["2025-03-01", "2025-04-01"]),
    ("changed", ["2025-03-01", "2025-04-01"]),
    ("effective", ["2024-07-01", "2026-09-01"]),
    ("valid_until", ["2025-07-01", "2027-09-01"]),
    ("expires", ["2025-02-02", "2027-02-02"]),
    (
        "doc_number",
        ["\"示政发〔2024〕2号\"", "\"示政发〔2024〕9号\""],
    ),
    ("index_number", ["\"X-3\"", "\"X-70\""]),
    ("genre", ["\"通知\"", "\"意见\""]),
    ("topics", ["[\"农业\"]", "[\"综合政务\"]"]),
    ("keywords", ["[\"甲\"]", "[\"乙\"]"]),
    ("audience", ["[\"企业\"]", "[\"老年人\"]"]),
    ("issuer", ["\"联合会\"", "\"农业局\""]),
    ("fields", ["[\"f01\"]", "[\"f05\"]"]),
    ("items", ["[\"x-1\"]", "[\"x-9\"]"]),
    ("aliases", ["[\"/old/8.html\"]", "[\"/old/9.html\"]"]),
    ("slug", ["\"s8\"", "\"s9\""]),
    ("source", ["\"甲报\"", "\"乙报\""]),
    ("summary", ["\"概述丙\"", "\"概述丁\""]),
    ("editor", ["\"甲\"", "\"乙\""]),
    ("draft", ["true", "false"]),
];

/// One line of the front matter set, changed or taken away, all else as it is.
pub(super) fn with_line(text: &str, key: &str, value: Option<&str>) -> String {
    let start = format!("{key} = ");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.retain(|line| !line.starts_with(&start));
    if let Some(value) = value {
        lines.insert(1.min(lines.len()), format!("{start}{value}"));
    }
    lines.join("\n") + "\n"
}

pub(super) fn with_field(text: &str, dice: &mut Dice) -> String {
    let (key, values) = LINES[usize::try_from(dice.below(LINES.len() as u64)).unwrap()];
    let keep = key == "published" || !dice.chance(3);
    let value = dice.one(&values);
    with_line(text, key, keep.then_some(value))
}

/// A document to refer to; most of them are there.
fn other(dice: &mut Dice) -> &'static str {
    let known: &[&'static str] = if dice.chance(24) { &DOCUMENTS } else { &ROOTED };
    dice.one(known)
}

fn reference(dice: &mut Dice) -> String {
    match dice.below(3) {
        0 => other(dice).to_owned(),
        1 => dice.one(&NUMBERS).to_owned(),
        _ => format!("《{}》", dice.one(&TITLES[..5])),
    }
}

fn of_kind(text: &mut String, kind: &str, dice: &mut Dice) {
    match kind {
        "policy" => {
            *text += "dated = 2024-05-01\n";
            for key in ["repeals", "amends", "replaces", "cites"] {
                if dice.chance(4) {
                    let _ = writeln!(text, "{key} = [\"{}\"]", reference(dice));
                }
            }
            if dice.chance(6) {
                let _ = writeln!(text, "consultation = \"《年度工作》\"");
            }
            if dice.chance(8) {
                let by = reference(dice);
                let _ = writeln!(text, "status = {{ value = \"repealed\", by = \"{by}\" }}");
            }
        }
        "interpretation" => {
            let _ = writeln!(
                text,
                "interprets = [\"{}\"]\nform = \"text\"",
                reference(dice)
            );
        }
        "consultation" => {
            *text += "opens = 2026-05-01\ncloses = 2026-06-10\n";
            if dice.chance(2) {
                let _ = writeln!(text, "draft_of = \"{}\"", reference(dice));
            }
            if dice.chance(3) {
                *text += "outcome = { received = 3, adopted = 1 }\n";
            }
        }
        "disclosure" => {
            *text += "column = \"ysjs\"\n";
            if dice.chance(3) {
                *text += "lists = [{ file = \"qingdan.csv\" }]\n";
            }
            if !text.contains("fields = ") && dice.chance(4) {
                *text += "fields = [\"f02\"]\nrequired = { document = \"annual_summary\", year = 2025 }\n";
            }
            if dice.chance(4) {
                *text += "act = { kind = \"penalty\", display_until = 2026-05-01 }\n";
            }
        }
        "gazette" => {
            let _ = writeln!(
                text,
                "year = 2024\nissue = 1\ndocuments = [\"{}\"]",
                reference(dice)
            );
        }
        "report" => {
            *text += "year = 2024\n";
            let prose = !dice.chance(20);
            *text += if prose {
                "format = \"prose\"\n"
            } else {
                "tables = \"2024.toml\"\n"
            };
        }
        _ => {}
    }
}

fn body(text: &mut String, dice: &mut Dice) {
    *text += "第一段文字。\n";
    for heading in HEADINGS {
        if !dice.chance(9) {
            let _ = write!(text, "\n## {heading}\n\n文字\n");
        }
    }
    for _ in 0..dice.below(2) {
        let _ = write!(text, "\n{}\n", link(dice));
    }
    if text.contains("\"redacted\"") {
        *text += "\n{~机密乙~}文字\n";
    }
    if dice.chance(25) {
        *text += &"很长的文字。".repeat(16_000);
    }
}
