//! 几份文件用了同一个发文字号
//!
//! ## 发现什么
//!
//! 标题不同的几份政策文件写了同一个发文字号（各种括号、空格的写法都算同一个）。标题相同的（例如同一文件的修订文本）不报。
//!
//! ## 为什么
//!
//! 一个发文字号只对应一份公文。重号使引用、检索和立改废关系指错文件。
//!
//! ## 例子
//!
//! ```toml
//! a.md: doc_number = "示政办发〔2026〕17号"
//! b.md: doc_number = "示政办发〔2026〕17号"
//! ```
//!
//! ## 怎样改
//!
//! 对照原件改正录错的一份。原件确实重号的，写 `allow` 说明。

use crate::check::{Area, Check, Finding, Input, Place, Rule};
use crate::diag::Level;
use std::collections::BTreeMap;

use crate::model::{KindId, doc_number};
use crate::site::Entry;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-doc-number",
    area: Area::Metadata,
    level: Level::Warn,
    basis: "GB/T 9704—2012（发文字号）；《党政机关公文处理工作条例》第九条",
    settings: &[],
    source: include_str!("duplicate_doc_number.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let mut by_number: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for entry in &input.site.entries {
        let document = &entry.document;
        if let (KindId::Policy, Some(number)) = (document.kind, &document.doc_number) {
            let key = doc_number::key(&number.value);
            by_number.entry(key).or_default().push(entry);
        }
    }
    for entries in by_number.values_mut().filter(|entries| entries.len() > 1) {
        entries.sort_by(|a, b| a.document.path.cmp(&b.document.path));
        let first = &entries[0].document;
        for entry in &entries[1..] {
            let document = &entry.document;
            let (Some(number), Some(other)) = (&document.doc_number, &first.doc_number) else {
                continue;
            };
            if document.title == first.title {
                continue;
            }
            let message = format!("发文字号“{}”与另一份文件相同", number.value);
            found.push(
                Finding::new(&document.path, Place::Span(number.span), message)
                    .beside(&first.path, Place::Span(other.span), "另一处在这里")
                    .help("对照原件，改正录错的一份"),
            );
        }
    }
}
