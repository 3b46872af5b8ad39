//! 年报表四的四种结果之和不等于总计
//!
//! ## 发现什么
//!
//! 表四行政复议、未经复议直接起诉、复议后起诉三组中，“结果维持”“结果纠正”“其他结果”“尚未审结”之和，与“总计”不相等（勾稽关系 AR4-SUM）。
//!
//! ## 为什么
//!
//! 总计是四种结果之和。
//!
//! ## 例子
//!
//! ```text
//! review = [1, 0, 0, 0, 2]
//! ```
//!
//! ## 怎样改
//!
//! 核对复议、诉讼的台账，改正填错的一格。只写四个数时，总计由程序计算。

use crate::check::report::push;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::ReportRule;

pub(super) static RULE: Rule = Rule {
    name: "report-dispute-sum",
    area: Area::Reports,
    level: Level::Deny,
    basis: "国办公开办函〔2021〕30号（表四）",
    settings: &[],
    source: include_str!("report_dispute_sum.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    push(
        page,
        ReportRule::DisputeSum,
        "核对复议、诉讼的台账，改正填错的一格",
        found,
    );
}
