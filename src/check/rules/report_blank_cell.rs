//! 年报的表格有空白格
//!
//! ## 发现什么
//!
//! 表二、表三、表四里有空白、“/”“—”的格（AR-EMPTY）。一份年报只报一次，写明有几格，并指出第一格。
//!
//! ## 为什么
//!
//! 没有发生的填 0。空白分不清是没有发生还是没有统计。
//!
//! ## 例子
//!
//! ```text
//! granted = [9, "", 0, 0, 0, 0, 9]
//! ```
//!
//! ## 怎样改
//!
//! 没有的填 0。

use crate::check::report::push;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::ReportRule;

pub(super) static RULE: Rule = Rule {
    name: "report-blank-cell",
    area: Area::Reports,
    level: Level::Warn,
    basis: "国办公开办函〔2021〕30号（填报的通行做法）",
    settings: &[],
    source: include_str!("report_blank_cell.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    push(page, ReportRule::Empty, "没有的填 0", found);
}
