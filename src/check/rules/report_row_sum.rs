//! 年报表三的一行，六类申请人之和不等于总计
//!
//! ## 发现什么
//!
//! 表三各行“自然人”“商业企业”“科研机构”“社会公益组织”“法律服务机构”“其他”六格之和，与“总计”不相等（勾稽关系 AR3-ROW）。两个数和各自的位置都会列出。
//!
//! ## 为什么
//!
//! 总计是各列之和。对不上说明有一格填错，年报发布以后会被社会公众和上级逐格核对。
//!
//! ## 例子
//!
//! ```text
//! granted = [9, 1, 0, 0, 0, 0, 11]      # 9 + 1 = 10
//! ```
//!
//! ## 怎样改
//!
//! 核对原始台账，改正填错的一格。只写六个数时，总计由程序计算。

use crate::check::report::push;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::ReportRule;

pub(super) static RULE: Rule = Rule {
    name: "report-row-sum",
    area: Area::Reports,
    level: Level::Deny,
    basis: "国办公开办函〔2021〕30号（表三）",
    settings: &[],
    source: include_str!("report_row_sum.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    push(page, ReportRule::Row, "核对台账，改正填错的一格", found);
}
