//! 政策解读晚于文件公开3个工作日
//!
//! ## 发现什么
//!
//! 一份文件最早的一份解读，发布日期晚于文件发布日期之后3个工作日。
//!
//! ## 为什么
//!
//! 政策文件和解读方案、解读材料应当同步组织、同步审签、同步部署；解读材料最迟在文件公开后3个工作日内发布。
//!
//! ## 例子
//!
//! ```text
//! 文件 published = 2026-03-02，最早的解读 published = 2026-03-20
//! ```
//!
//! ## 怎样改
//!
//! 日期写错的改正。确实晚了的，在解读里写 `allow` 说明理由；以后与文件一并审签，同一天发布。

use crate::check::finding::late_by;
use crate::check::{Area, Check, Finding, Page, Place, Rule, Setting};
use crate::diag::Level;
use crate::model::{Date, KindId, WorkDays};
use crate::site::RelatedSort;

pub(super) static RULE: Rule = Rule {
    name: "late-interpretation",
    area: Area::Interpretation,
    level: Level::Warn,
    basis: "国办发〔2016〕19号（3个工作日，经目录转引）",
    settings: &[Setting {
        key: "days",
        default: "3",
        doc: "文件公开后多少个工作日以内发布解读",
    }],
    source: include_str!("late_interpretation.rs"),
    check: Check::Page(check),
};

/// The day of the notice that set the term.
const SINCE: Date = jiff::civil::date(2016, 4, 22);

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let policy = &page.entry.document;
    if policy.kind != KindId::Policy || policy.published.date < SINCE || !page.is_own() {
        return;
    }
    let site = page.input.site;
    let readings = page.related(RelatedSort::InterpretedBy);
    let first = readings
        .into_iter()
        .map(|id| &site.entry(id).document)
        .min_by_key(|reading| (reading.published, reading.path.clone()));
    let Some(first) = first else { return };
    let days = page.input.number(RULE.name, "days", 3);
    let limit = WorkDays(u16::try_from(days).unwrap_or(3));
    let calendar = &site.config.calendar;
    let deadline = calendar.deadline(policy.published.date, limit);
    if !deadline.is_missed_on(first.published.date) {
        return;
    }
    let used = calendar
        .elapsed(policy.published.date, first.published.date)
        .days
        .0;
    let message = format!(
        "解读在文件公开后{}，应当不晚于 {}",
        late_by(used, days),
        deadline.date
    );
    let mut finding = Finding::new(&first.path, Place::Key("published"), message)
        .beside(
            &policy.path,
            Place::Key("published"),
            "文件的发布日期在这里",
        )
        .help("日期写错的改正；确实晚了的写 allow，说明理由");
    if deadline.is_estimated() {
        finding = finding.at_most_warn("有的年份没有放假安排，按周末推算");
    }
    found.push(finding);
}
