//! 出现了本单位词表里不得使用的表述
//!
//! ## 发现什么
//!
//! 标题、正文、其他各项和附件里出现了门户文件夹 `checks/listed-word.toml` 列出的词。程序自己不带词，没有这个文件就不查。
//!
//! ## 为什么
//!
//! 严重表述错误属于单项否决。领导人姓名和职务、党和国家机构名称、重要会议和固定表述怎样写，由使用单位按上级发布的词表掌握。
//!
//! ## 例子
//!
//! ```toml
//! # checks/listed-word.toml
//! [[word]]
//! word = "示例市府"
//! right = "示例市人民政府"
//! ```
//!
//! ## 怎样改
//!
//! 改成词表里正确的写法。引用原文必须保留的，写 `allow` 说明。

use crate::check::text::{List, Part};
use crate::check::{Area, Check, Finding, Page, Rule, Setting};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "listed-word",
    area: Area::Text,
    level: Level::Deny,
    basis: "国办秘函〔2019〕19号（严重表述错误）",
    settings: &[Setting {
        key: "keep",
        default: "[]",
        doc: "词表里不查的词",
    }],
    source: include_str!("listed_word.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    for (text, hit) in page.texts().of(List::Listed) {
        // What is no word for readers, such as an address, is not judged.
        if text.part == Part::Body && !page.markup().is_words(&hit.range) {
            continue;
        }
        let word = page.input.lexicon.word(hit);
        let finding = text.finding(
            page.entry,
            &hit.range,
            format!("“{}”在本单位的词表里不得使用", word.wrong),
        );
        found.push(if word.right.is_empty() {
            finding.help("对照词表改正")
        } else {
            finding.help(format!("改成“{}”", word.right))
        });
    }
}
