//! 有效性前后矛盾
//!
//! ## 发现什么
//!
//! - `status` 写明已废止或者失效的日期，早于文件的成文日期；
//! - 标题已经标着“（废止）”“〔已废止〕”“（已失效）”，有效性却是现行有效。
//!
//! 文件之间废止、修改关系的矛盾，生成网站时由 `status-conflict` 等提醒。
//!
//! ## 为什么
//!
//! 文件修改、废止、失效应当及时公开，并在已发布的原文件上明确标注。有效性错了，群众会按失效的文件办事。
//!
//! ## 例子
//!
//! ```toml
//! dated = 2024-05-10
//! status = { value = "repealed", date = 2023-01-01 }
//! ```
//!
//! ## 怎样改
//!
//! 对照原件改正日期，或者补写、改正 `repeals`、`status`。

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::{Detail, Validity};

pub(super) static RULE: Rule = Rule {
    name: "validity-contradiction",
    area: Area::Validity,
    level: Level::Deny,
    basis: "国办公开办函〔2021〕33号；《政府信息公开条例》第二十条第（一）项",
    settings: &[],
    source: include_str!("validity_contradiction.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Detail::Policy(policy) = &document.detail else {
        return;
    };
    let made = document.written_on();
    if let Some(day) = policy.status.as_ref().and_then(|status| status.date)
        && day < made
    {
        let message = format!("废止、失效的日期 {day} 早于成文日期 {made}");
        found.push(Finding::key(page, "status", message).help("对照原件，改正写错的日期"));
    }
    let valid = page
        .entry
        .status
        .as_ref()
        .is_some_and(|s| s.validity == Validity::Valid);
    let marked = MARKS.iter().find(|mark| document.title.contains(**mark));
    if let Some(mark) = marked.filter(|_| valid) {
        let message = format!("标题里有“{mark}”，有效性却是现行有效");
        found.push(
            Finding::key(page, "title", message)
                .help("写明 status = { value = \"repealed\", by = \"……\" }，标题里的字样删去"),
        );
    }
}

/// What titles carry where nothing else tells that a document is no longer in force.
const MARKS: [&str; 6] = [
    "（废止）",
    "（已废止）",
    "〔已废止〕",
    "（失效）",
    "（已失效）",
    "〔失效〕",
];
