//! 变更、撤销的执法决定没有及时撤下
//!
//! ## 发现什么
//!
//! 写了 `act.revoked`（决定依法被变更、撤销、确认违法或者无效、要求重作的日期）的行政执法信息，从次日起算超过3个工作日才撤下（`withdrawn.date`），或者还没有撤下。
//!
//! ## 为什么
//!
//! 公开的行政处罚决定被依法变更、撤销、确认违法或者确认无效的，应当在3日内撤回决定信息并公开说明理由；这里的“3日”是工作日。
//!
//! ## 例子
//!
//! ```toml
//! act = { kind = "penalty", decided = 2026-03-02, revoked = 2026-05-08 }
//! withdrawn = { date = 2026-05-20, reason = "复议决定撤销原处罚决定" }   # 应当不晚于 2026-05-12
//! ```
//!
//! ## 怎样改
//!
//! 写上 `withdrawn`，重新生成网站：原来的网址只留下撤下的日期和理由，列表、搜索、附件里都不再有。撤下确实晚了的写 `allow`，说明理由。

use crate::check::finding::late_by;
use crate::check::{Area, Check, Finding, Input, Place, Record, Rule, Setting};
use crate::diag::Level;
use crate::model::{Date, WorkDays};

pub(super) static RULE: Rule = Rule {
    name: "late-withdrawal",
    area: Area::Deadlines,
    level: Level::Warn,
    basis: "《行政处罚法》第四十八条、第八十五条；国办发〔2018〕118号",
    settings: &[Setting {
        key: "days",
        default: "3",
        doc: "多少个工作日以内撤下",
    }],
    source: include_str!("late_withdrawal.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let days = input.number(RULE.name, "days", 3);
    let limit = WorkDays(u16::try_from(days).unwrap_or(3));
    let calendar = &input.site.config.calendar;
    for record in input.records {
        // What was changed before it was published had nothing to take down.
        let revoked = record.revoked.filter(|day| *day >= record.published);
        let Some(revoked) = revoked.filter(|day| *day <= input.today()) else {
            continue;
        };
        let deadline = calendar.deadline(revoked, limit);
        let gone = record.withdrawn.filter(|day| *day <= input.today());
        let from = format!("从这一天的次日起算 {days} 个工作日");
        let finding = match gone {
            Some(day) if deadline.is_missed_on(day) => {
                let used = calendar.elapsed(revoked, day).days.0;
                let words = late_by(used, days).replace("发布", "撤下");
                let message = format!(
                    "撤下超过时限: 变更、撤销后{words}，应当不晚于 {}",
                    deadline.date
                );
                Finding::new(&record.path, Place::Key("withdrawn.date"), message)
                    .beside(&record.path, Place::Key("act.revoked"), from)
                    .help("日期写错的改正；确实晚了的写 allow，说明理由")
            }
            Some(_) => continue,
            None => standing(input, record, revoked, deadline.date).label(from),
        };
        found.push(if deadline.is_estimated() {
            finding.at_most_warn("有的年份没有放假安排，按周末推算")
        } else {
            finding
        });
    }
}

/// A decision that is no more and still stands there.
fn standing(input: &Input<'_>, record: &Record, revoked: Date, last: Date) -> Finding {
    let left = if last < input.today() {
        format!("应当不晚于 {last} 撤下，已经逾期")
    } else {
        format!("应当不晚于 {last} 撤下")
    };
    let message = format!("决定已于 {revoked} 变更或者撤销，还没有撤下，{left}");
    Finding::new(&record.path, Place::Key("act.revoked"), message).help(format!(
        "withdrawn = {{ date = {}, reason = \"……\" }}",
        input.today()
    ))
}
