//! 预算、决算公开晚于批准、批复之后20日
//!
//! ## 发现什么
//!
//! 财政预决算栏目（`ysjs`）里的文件，从成文日期（`dated`，写批准或者批复的日期）到发布日期超过20日。20日是自然日。没有写成文日期的不查。
//!
//! ## 为什么
//!
//! 经批准的预算、决算，本级财政部门在批准后20日内公开；部门预算、决算在财政部门批复后20日内公开；单位的在部门批复后20日内公开。
//!
//! ## 例子
//!
//! ```toml
//! column = "ysjs"
//! dated = 2026-02-10
//! published = 2026-03-20      # 应当不晚于 2026-03-02
//! ```
//!
//! ## 怎样改
//!
//! 日期写错的改正。成文日期不是批准、批复日期的，改成批准、批复的日期；确实晚了的，写 `allow` 说明理由。

use crate::check::{Area, Check, Finding, Page, Place, Rule, Setting};
use crate::diag::Level;
use crate::model::{Days, KindId};

pub(super) static RULE: Rule = Rule {
    name: "late-budget",
    area: Area::Deadlines,
    level: Level::Warn,
    basis: "《预算法》第十四条",
    settings: &[Setting {
        key: "days",
        default: "20",
        doc: "批准、批复后多少日以内公开",
    }],
    source: include_str!("late_budget.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Some(dated) = document.dated else { return };
    if document.kind != KindId::Disclosure || !page.is_in_column("ysjs") || !page.is_own() {
        return;
    }
    let published = document.published.date;
    let days = page.input.number(RULE.name, "days", 20);
    let limit = Days(u16::try_from(days).unwrap_or(20));
    let deadline = page.input.site.config.calendar.deadline(dated, limit);
    if !deadline.is_missed_on(published) {
        return;
    }
    let message = format!(
        "预算、决算应当在批准、批复后 {days} 日以内（不晚于 {}）公开",
        deadline.date
    );
    found.push(
        Finding::key(page, "published", message)
            .beside(
                &document.path,
                Place::Key("dated"),
                format!("从这一天的次日起算 {days} 日"),
            )
            .help("成文日期写批准、批复的日期；确实晚了的写 allow，说明理由"),
    );
}
