//! 年度报告公布得太晚或者太早
//!
//! ## 发现什么
//!
//! - 部门、派出机关和法律法规授权的组织在次年1月31日以后公布年报；政府在次年3月31日以后公布年报（错误）。2018年度以前的年报一律按3月31日。
//! - 县级政府在2月20日以后、设区的市政府在3月10日以后公布（提醒：上级通常按这个日期统一组织）。
//! - 年报在统计年度结束以前就公布或者落款（错误）：数字不可能是全年的。
//!
//! ## 为什么
//!
//! 县级以上人民政府部门应当在每年1月31日前向本级政府信息公开工作主管部门提交上一年度年报并向社会公布；
//! 县级以上地方人民政府的政府信息公开工作主管部门应当在每年3月31日前向社会公布本级政府上一年度年报。
//!
//! ## 例子
//!
//! ```toml
//! year = 2025
//! published = 2026-02-15      # 部门应当不晚于 2026-01-31
//! ```
//!
//! ## 怎样改
//!
//! 日期写错的改正。确实晚了的不要改日期，写 `allow` 说明理由。以后用 `gongkai check --as-of` 提前看还有几天。

use jiff::civil::date;

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::config::{AgencyKind, Level as Tier};
use crate::diag::Level;
use crate::model::{Date, Detail};

pub(super) static RULE: Rule = Rule {
    name: "report-date",
    area: Area::Reports,
    level: Level::Deny,
    basis: "《政府信息公开条例》第四十九条",
    settings: &[],
    source: include_str!("report_date.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Detail::Report(report) = &document.detail else {
        return;
    };
    let published = document.published.date;
    let ended = date(report.year, 12, 31);
    for (key, name, day) in [
        ("published", "公布", Some(published)),
        ("dated", "落款", document.dated),
    ] {
        if let Some(day) = day.filter(|day| *day <= ended) {
            let message = format!(
                "{}年的年报在 {day} {name}，统计年度还没有结束（{ended}）",
                report.year
            );
            found.push(Finding::key(page, key, message).help("核对日期；统计到年末以后再公布"));
        }
    }
    let (law, usual) = due(page, report.year);
    if published > law {
        let message = format!(
            "{}年的年报应当不晚于 {law} 公布，这里是 {published}",
            report.year
        );
        let mut finding = Finding::key(page, "published", message)
            .help("日期写错的改正；确实晚了的写 allow，说明理由");
        if page.agency().kind == AgencyKind::Dispatched {
            finding = finding.at_most_warn("派出机关按部门的期限，有的地方按政府的期限组织");
        }
        found.push(finding);
    } else if let Some(usual) = usual.filter(|usual| published > *usual) {
        let message = format!(
            "{}年的年报一般在 {usual} 以前公布，这里是 {published}",
            report.year
        );
        found.push(
            Finding::key(page, "published", message)
                .help("核对本地通知规定的日期")
                .at_most_warn("比条例更早的日期是地方从严的要求"),
        );
    }
}

/// The last day by the 《条例》, and the earlier one that is usual.
pub(in crate::check) fn due(page: &Page<'_>, year: i16) -> (Date, Option<Date>) {
    let agency = page.agency();
    due_for(agency.kind, agency.level, year)
}

/// The first report under the 《条例》 of 2019; before that everybody had until the end of March (2007, 第三十一条).
const REVISED: i16 = 2019;

/// See [`due`].
pub(in crate::check) fn due_for(kind: AgencyKind, level: Tier, year: i16) -> (Date, Option<Date>) {
    let next = year.saturating_add(1);
    if year < REVISED {
        return (date(next, 3, 31), None);
    }
    match (kind, level) {
        (AgencyKind::Government, Tier::County) => (date(next, 3, 31), Some(date(next, 2, 20))),
        (AgencyKind::Government, Tier::City) => (date(next, 3, 31), Some(date(next, 3, 10))),
        // A township's report is part of the county's; the 《条例》 sets it no day of its own.
        (AgencyKind::Government, _) => (date(next, 3, 31), None),
        _ => (date(next, 1, 31), None),
    }
}
