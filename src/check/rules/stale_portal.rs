//! 平台两周没有新内容
//!
//! ## 发现什么
//!
//! 到检查那天，最新一份公开文件的发布日期已经超过14日。
//!
//! ## 为什么
//!
//! 网站首页2周没有信息更新属于单项否决。本平台是网站的一个栏目，首页由网站统一更新，所以缺省只作提醒；本平台单独作为网站首页的，设为 `"deny"`。
//!
//! ## 例子
//!
//! ```text
//! 检查日期 2026-06-01，最新一份 published = 2026-05-10
//! ```
//!
//! ## 怎样改
//!
//! 发布应当公开的新内容。

use crate::check::{Area, Check, Finding, Input, Place, Rule, Setting};
use crate::diag::Level;
use crate::model::Days;

pub(super) static RULE: Rule = Rule {
    name: "stale-portal",
    area: Area::Coverage,
    level: Level::Warn,
    basis: "国办秘函〔2019〕19号（首页不更新）",
    settings: &[Setting {
        key: "days",
        default: "14",
        doc: "多少日以内应当更新",
    }],
    source: include_str!("stale_portal.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let site = input.site;
    let Some(newest) = site.portal.all.first() else {
        return;
    };
    let document = &site.entry(*newest).document;
    let days = input.number(RULE.name, "days", 14);
    let limit = Days(u16::try_from(days).unwrap_or(14));
    let deadline = site
        .config
        .calendar
        .deadline(document.published.date, limit);
    if deadline.is_missed_on(input.today()) {
        let message = format!(
            "平台最近一次更新是 {}，已经超过 {days} 日",
            document.published.date
        );
        found.push(
            Finding::new(&document.path, Place::Key("published"), message)
                .help("发布应当公开的新内容"),
        );
    }
}
