//! 行政执法决定公示超过时限
//!
//! ## 发现什么
//!
//! 写了 `act` 的行政执法信息，从决定日期（`act.decided`）的次日起算，行政许可、行政处罚超过7个工作日、其他执法决定超过20个工作日才发布；
//! 或者发布日期早于决定日期。
//!
//! ## 为什么
//!
//! 行政许可、行政处罚的执法决定信息在作出决定之日起7个工作日内公开（双公示），其他执法决定在20个工作日内公开；
//! 安全生产领域的行政处罚依法在7个工作日内公示。
//!
//! ## 例子
//!
//! ```toml
//! published = 2026-05-29
//! act = { kind = "penalty", decided = 2026-05-08 }   # 应当不晚于 2026-05-18
//! ```
//!
//! ## 怎样改
//!
//! 日期写错的改正。确实晚了的写 `allow`，说明理由。

use crate::check::finding::late_by;
use crate::check::{Area, Check, Finding, Page, Place, Rule, Setting};
use crate::diag::Level;
use crate::model::{Detail, WorkDays};

pub(super) static RULE: Rule = Rule {
    name: "late-act",
    area: Area::Deadlines,
    level: Level::Warn,
    basis: "国办发〔2018〕118号；《安全生产法》第七十八条",
    settings: &[
        Setting {
            key: "days",
            default: "7",
            doc: "行政许可、行政处罚在多少个工作日以内公示",
        },
        Setting {
            key: "other_days",
            default: "20",
            doc: "其他执法决定在多少个工作日以内公示",
        },
    ],
    source: include_str!("late_act.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Detail::Disclosure(Some(act)) = &document.detail else {
        return;
    };
    let Some(decided) = act.decided else {
        return;
    };
    let published = document.published.date;
    if published < decided {
        let message = format!("发布日期 {published} 早于决定日期 {decided}");
        found.push(
            Finding::key(page, "published", message)
                .beside(&document.path, Place::Key("act.decided"), "决定日期在这里")
                .help("改正其中一个日期"),
        );
        return;
    }
    let (key, default) = match act.kind.value {
        "permit" | "penalty" => ("days", 7),
        _ => ("other_days", 20),
    };
    let days = page.input.number(RULE.name, key, default);
    let limit = WorkDays(u16::try_from(days).unwrap_or(7));
    let calendar = &page.input.site.config.calendar;
    let deadline = calendar.deadline(decided, limit);
    if !deadline.is_missed_on(published) {
        return;
    }
    let used = calendar.elapsed(decided, published).days.0;
    let message = format!(
        "{}决定公示超过时限: 决定后{}，应当不晚于 {}",
        act.kind.label,
        late_by(used, days),
        deadline.date
    );
    let mut finding = Finding::key(page, "published", message)
        .beside(
            &document.path,
            Place::Key("act.decided"),
            format!("从这一天的次日起算 {days} 个工作日"),
        )
        .help("日期写错的改正；确实晚了的写 allow，说明理由");
    if deadline.is_estimated() {
        finding = finding.at_most_warn("有的年份没有放假安排，按周末推算");
    }
    found.push(finding);
}
