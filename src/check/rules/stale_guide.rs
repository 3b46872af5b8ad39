//! 公开指南超过一年没有更新
//!
//! ## 发现什么
//!
//! 指南的更新日期（`updated`，没有写的按发布日期）到检查那天超过一年。
//!
//! ## 为什么
//!
//! 指南应当及时更新；不及时更新是条例第五十三条列明的追责情形。电话、地址变了而指南没有改，是群众投诉最多的问题之一。
//!
//! ## 例子
//!
//! ```toml
//! published = 2024-03-01
//! # 没有 updated
//! ```
//!
//! ## 怎样改
//!
//! 核对机构、地址、电话、办理流程，改好后写 `updated`。核对后没有变化的，也写上核对的日期。

use crate::check::{Area, Check, Finding, Page, Rule, Setting};
use crate::diag::Level;
use crate::model::{KindId, Months};

pub(super) static RULE: Rule = Rule {
    name: "stale-guide",
    area: Area::Guide,
    level: Level::Warn,
    basis: "《政府信息公开条例》第十二条（及时更新）；年更为地方通例",
    settings: &[Setting {
        key: "months",
        default: "12",
        doc: "多少个月以内应当更新",
    }],
    source: include_str!("stale_guide.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    if document.kind != KindId::Guide {
        return;
    }
    let last = document
        .changed
        .max(document.updated)
        .unwrap_or(document.published.date)
        .max(document.published.date);
    let months = page.input.number(RULE.name, "months", 12);
    let limit = Months(u16::try_from(months).unwrap_or(12));
    let deadline = page.input.site.config.calendar.deadline(last, limit);
    if deadline.is_missed_on(page.input.today()) {
        let message = format!("公开指南最近一次更新是 {last}，已经超过 {months} 个月");
        let key = if document.updated.is_some() {
            "updated"
        } else {
            "published"
        };
        found.push(Finding::key(page, key, message).help("核对以后写 updated = 核对的日期"));
    }
}
