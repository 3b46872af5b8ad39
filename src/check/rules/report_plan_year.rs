//! 年报的下一步打算写错了年份
//!
//! ## 发现什么
//!
//! 年报里“某年，我局将……”“某年，将进一步……”这样的打算，年份是统计的年度或者更早，应当是下一年。
//!
//! ## 为什么
//!
//! 套用旧稿、忘了改年份，会被当作敷衍。
//!
//! ## 例子
//!
//! ```text
//! 2019年度的年报: 2019年，我局将坚持……      # 应当是 2020年
//! ```
//!
//! ## 怎样改
//!
//! 改成下一年，或者写“下一年度”。

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::Detail;

pub(super) static RULE: Rule = Rule {
    name: "report-plan-year",
    area: Area::Reports,
    level: Level::Warn,
    basis: "国办公开办函〔2021〕30号",
    settings: &[],
    source: include_str!("report_plan_year.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Detail::Report(report) = &document.detail else {
        return;
    };
    let text = document.body.text.as_str();
    for (at, _) in text.match_indices('年') {
        let head = &text[..at];
        let start = head.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let year = head[start..]
            .parse::<i16>()
            .ok()
            .filter(|_| at - start == 4);
        let Some(year) = year.filter(|year| *year <= report.year && *year + 2 > report.year) else {
            continue;
        };
        let rest = text[at + '年'.len_utf8()..].trim_start_matches('度');
        let Some(rest) = rest.strip_prefix(['，', ',']) else {
            continue;
        };
        let clause: String = rest
            .chars()
            .take(14)
            .take_while(|c| !"，。；\n".contains(*c))
            .collect();
        let planned = clause
            .find('将')
            .is_some_and(|at| !clause[..at].contains(['已', '曾', '要']));
        if planned && !clause.contains("将近") && !clause.contains("即将") {
            let message = format!("{}年度的年报，打算写的是 {year}年", report.year);
            found.push(
                Finding::body(page, &(start..at + '年'.len_utf8()), message)
                    .help(format!("一般应当是 {}年", report.year + 1)),
            );
        }
    }
}
