//! 年报的数字是负数
//!
//! ## 发现什么
//!
//! 表二、表三、表四里有负数（AR2-NONNEG）。2019年格式的增减数可以是负数，不查。
//!
//! ## 为什么
//!
//! 件数和金额不会小于零，负数是录入错误。
//!
//! ## 例子
//!
//! ```
//! norm = [3, -1, 42]
//! ```
//!
//! ## 怎样改
//!
//! 改正录错的数字。

use crate::check::report::push;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::ReportRule;

pub(super) static RULE: Rule = Rule {
    name: "report-negative",
    area: Area::Reports,
    level: Level::Deny,
    basis: "国办公开办函〔2021〕30号",
    settings: &[],
    source: include_str!("report_negative.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    push(page, ReportRule::NonNegative, "改正录错的数字", found);
}
