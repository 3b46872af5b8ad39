//! 年报表三的一列，各项办理结果之和不等于（七）总计
//!
//! ## 发现什么
//!
//! 表三各列从“予以公开”到“其他处理”各行之和，与“（七）总计”不相等（勾稽关系 AR3-RES）。
//!
//! ## 为什么
//!
//! 每件申请只有一个办理结果，各项结果相加就是办结总数。
//!
//! ## 例子
//!
//! ```text
//! granted = [9, …]、partial = [1, …]、result_sum = [12, …]   # 9 + 1 = 10
//! ```
//!
//! ## 怎样改
//!
//! 核对有没有漏填的行、重复统计的申请，改正后再核对“新收加结转等于办结加结转下年”。

use crate::check::report::push;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::ReportRule;

pub(super) static RULE: Rule = Rule {
    name: "report-result-sum",
    area: Area::Reports,
    level: Level::Deny,
    basis: "国办公开办函〔2021〕30号（表三）",
    settings: &[],
    source: include_str!("report_result_sum.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    push(
        page,
        ReportRule::Results,
        "核对有没有漏填的行和重复统计的申请",
        found,
    );
}
