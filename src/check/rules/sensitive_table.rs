//! 表格同时公开姓名和敏感的个人信息
//!
//! ## 发现什么
//!
//! 一个表格的表头既有“姓名”（或者“户主”“申请人”“救助对象”），又有“身份证”“住址”“银行卡”“残疾等级”“疾病”“病种”“低保”“家庭成员”“出生日期”“监护人”“学籍”等列，并且这些列里填了内容。
//! 附件（Word、Excel、CSV、PDF）里的表格也查，只作提醒：读出来的文字没有格线，要人核对。
//! 表格没有填写的空表（样表）不报；敏感的列里全是用 * 隐去的内容时不报。
//!
//! ## 为什么
//!
//! 姓名和这些内容放在一起，就能知道某个人的健康、家庭和经济状况。公示救助、补贴对象时，公开到能够监督的程度即可。
//!
//! ## 例子
//!
//! ```text
//! | 姓名 | 身份证号 | 残疾等级 |
//! ```
//!
//! ## 怎样改
//!
//! 删去敏感的列，或者隐去一部分：证件号只留后4位，住址写到村，未成年人不写全名。法律规定必须公示的，写 `allow` 说明依据。

use crate::check::hint;
use crate::check::text::{List, Part};
use crate::check::{Area, Check, Finding, Page, Place, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "sensitive-table",
    area: Area::Persons,
    level: Level::Deny,
    basis: "《政府信息公开条例》第十五条；《个人信息保护法》第二十八条",
    settings: &[],
    source: include_str!("sensitive_table.rs"),
    check: Check::Page(check),
};

pub(in crate::check) const NAMES: [&str; 6] =
    ["姓名", "户主", "申请人", "救助对象", "受助人", "学生姓名"];
const SENSITIVE: [&str; 18] = [
    "身份证",
    "证件号",
    "家庭住址",
    "现住址",
    "家庭地址",
    "银行卡",
    "银行账号",
    "卡号",
    "残疾等级",
    "残疾类别",
    "疾病",
    "病种",
    "病情",
    "家庭成员",
    "出生日期",
    "出生年月",
    "监护人",
    "学籍",
];

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    tables(page, found);
    in_files(page, found);
    for list in &page.entry.document.lists {
        let rows: Vec<&[String]> = list.rows.iter().map(|row| &*row.cells).collect();
        if let Some(message) = message(&list.head, &rows) {
            found.push(
                Finding::new(&list.path, Place::File, message)
                    .help("从清单的文件里删去敏感的列，或者隐去一部分"),
            );
        }
    }
}

/// The tables of attachments: a row is a line there, its cells are words.
fn in_files(page: &Page<'_>, found: &mut Vec<Finding>) {
    let files = page
        .texts()
        .prose()
        .filter(|text| matches!(text.part, Part::File(_)));
    for text in files.filter(|text| names_persons(page, &text.part)) {
        let mut at = 0;
        let mut lines = text.text.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            let start = at;
            at += line.len();
            let header = cells(line);
            let Some(names) = told_by(&header) else {
                continue;
            };
            let row = lines.peek().map(|line| cells(line)).unwrap_or_default();
            // A form to fill in has labels below labels; a list has numbers.
            let is_list = row.len() + 1 >= header.len()
                && row
                    .iter()
                    .any(|cell| cell.contains(|c: char| c.is_ascii_digit()))
                && !row.iter().any(|cell| cell.contains(['*', '＊', '×']));
            if is_list {
                let message = format!("附件里的表格像是同时有姓名和“{}”", names.join("”“"));
                let range = start..start + line.trim_end().len();
                found.push(
                    text.finding(page.entry, &range, message)
                        .help("从附件里删去敏感的列，或者隐去一部分")
                        .at_most_warn("附件读出来的文字没有格线，请打开附件核对"),
                );
                break;
            }
        }
    }
}

fn cells(line: &str) -> Vec<&str> {
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '|');
    line.split(ends).filter(|cell| !cell.is_empty()).collect()
}

/// The sensitive headings of a row of headings that names persons.
fn told_by<'c>(header: &[&'c str]) -> Option<Vec<&'c str>> {
    let is_short = |cell: &str| cell.chars().count() <= 12;
    let has_name = header
        .iter()
        .any(|cell| NAMES.contains(cell) || (cell.contains("姓名") && is_short(cell)));
    let names: Vec<&str> = header
        .iter()
        .copied()
        .filter(|cell| is_short(cell) && SENSITIVE.iter().any(|word| cell.contains(word)))
        .collect();
    (has_name && !names.is_empty() && header.iter().all(|cell| is_short(cell))).then_some(names)
}

/// Whether a text has a word that heads the names of persons.
fn names_persons(page: &Page<'_>, part: &Part) -> bool {
    page.texts()
        .of(List::Named)
        .any(|(text, _)| text.part == *part)
}

/// The tables of the text.
fn tables(page: &Page<'_>, found: &mut Vec<Finding>) {
    // A build looks too: a text without such a header is not taken apart.
    let text = page.entry.document.body.text.as_str();
    let mut heads = page.heads().iter();
    if !names_persons(page, &Part::Body) || !heads.any(|head| hint::says(head, &SENSITIVE)) {
        return;
    }
    for table in &page.markup().tables {
        let rows: Vec<&[String]> = table.rows.iter().map(|(_, cells)| &**cells).collect();
        let Some(message) = message(&table.header, &rows) else {
            continue;
        };
        let head = text[table.range.clone()]
            .find('\n')
            .map_or(table.range.end, |end| table.range.start + end);
        found.push(
            Finding::body(page, &(table.range.start..head), message)
                .help("删去敏感的列，或者隐去一部分；法律规定必须公示的写 allow 说明依据"),
        );
    }
}

/// What is wrong with a table, if its headings name persons and its cells tell of them.
fn message(header: &[String], rows: &[&[String]]) -> Option<String> {
    let has_name = header.iter().any(|cell| {
        NAMES
            .iter()
            .any(|name| cell.trim() == *name || cell.contains("姓名"))
    });
    let names: Vec<&str> = header
        .iter()
        .enumerate()
        .filter(|(_, cell)| SENSITIVE.iter().any(|word| cell.contains(word)))
        .filter(|(at, _)| rows.iter().any(|cells| is_told(cells.get(*at))))
        .map(|(_, cell)| cell.trim())
        .collect();
    (has_name && !names.is_empty()).then(|| format!("表格同时有姓名和“{}”", names.join("”“")))
}

/// Whether a cell tells something of a person: neither empty nor struck out.
fn is_told(cell: Option<&String>) -> bool {
    cell.is_some_and(|cell| {
        let cell = cell.trim();
        let hidden = cell.contains('*') || cell.contains('＊') || cell.contains('×');
        !cell.is_empty() && !hidden && !matches!(cell, "无" | "/" | "—" | "-" | "^^")
    })
}
