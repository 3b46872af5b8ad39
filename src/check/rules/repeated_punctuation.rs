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

use crate::check::text::{List, Part};
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
    for (text, hit) in page.texts().of(List::Doubled) {
        let words = match text.part {
            Part::Body => page.markup().is_words(&hit.range),
            Part::Key(key) => matches!(key, "title" | "summary"),
            _ => false,
        };
        if words {
            let message = format!("标点重复: “{}”", &text.text[hit.range.clone()]);
            let finding = text.finding(page.entry, &hit.range, message);
            found.push(finding.help("删去多余的"));
        }
    }
    for text in &page.texts().all {
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

pub(in crate::check) const DOUBLED: [&str; 10] = [
    "。。", "，，", "、、", "；；", "：：", "，。", "、。", "。，", "；。", "，、",
];
