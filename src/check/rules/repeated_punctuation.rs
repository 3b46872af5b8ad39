//! 标点重复，标题末尾有句号
//!
//! ## 发现什么
//!
//! 连用的“。。”“，，”“、、”“；；”“：：”“，。”“、。”；标题末尾的句号、逗号、顿号。
//!
//! ## 为什么
//!
//! 多是删改时留下的。公文标题末尾不用句号。
//!
//! ## 例子
//!
//! ```toml
//! title = "关于做好防汛工作的通知。"
//! ```
//!
//! ## 怎样改
//!
//! 删去多余的。

use crate::check::text::Part;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "repeated-punctuation",
    area: Area::Text,
    level: Level::Warn,
    basis: "GB/T 15834—2011（标点符号用法）",
    settings: &[],
    source: include_str!("repeated_punctuation.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    for text in &page.texts().all {
        let body = text.part == Part::Body;
        if !body && text.part != Part::Key("title") && text.part != Part::Key("summary") {
            continue;
        }
        for pair in DOUBLED {
            for (at, _) in text.text.match_indices(pair) {
                let range = at..at + pair.len();
                if !body || page.markup().is_words(&range) {
                    let message = format!("标点重复: “{pair}”");
                    found.push(text.finding(page.entry, &range, message).help("删去多余的"));
                }
            }
        }
        let last = text
            .text
            .chars()
            .next_back()
            .filter(|c| "。，、；".contains(*c));
        if let (Part::Key("title"), Some(last)) = (&text.part, last) {
            let range = text.text.len() - last.len_utf8()..text.text.len();
            let message = format!("标题末尾不用“{last}”");
            found.push(
                text.finding(page.entry, &range, message)
                    .help("删去末尾的标点"),
            );
        }
    }
}

const DOUBLED: [&str; 10] = [
    "。。", "，，", "、、", "；；", "：：", "，。", "、。", "。，", "；。", "，、",
];
