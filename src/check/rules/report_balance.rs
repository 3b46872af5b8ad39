//! 年报表三的一列，新收加上年结转不等于办结加结转下年度
//!
//! ## 发现什么
//!
//! 表三各列“本年新收”加“上年结转”，与“（七）总计”加“结转下年度继续办理”不相等（勾稽关系 AR3-BAL）。
//!
//! ## 为什么
//!
//! 表格左上角写明：第一项加第二项之和，等于第三项加第四项之和。
//!
//! ## 例子
//!
//! ```text
//! new = [12, …]、carry_in = [1, …]、result_sum = [12, …]、carry_out = [0, …]   # 13 与 12
//! ```
//!
//! ## 怎样改
//!
//! 核对新收件数、上年结转和结转下年度，改正填错的一格。

use crate::check::report::push;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::ReportRule;

pub(super) static RULE: Rule = Rule {
    name: "report-balance",
    area: Area::Reports,
    level: Level::Deny,
    basis: "国办公开办函〔2021〕30号（表三说明）",
    settings: &[],
    source: include_str!("report_balance.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    push(
        page,
        ReportRule::Balance,
        "核对新收、上年结转、办结总计和结转下年度四格",
        found,
    );
}
