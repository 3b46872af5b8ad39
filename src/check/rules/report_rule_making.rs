//! 没有规章制定权的机关在年报里填了规章
//!
//! ## 发现什么
//!
//! 县级及以下政府、政府部门（国务院部门除外）、乡镇和派出机关的年报，表二“规章”一行不是 0（AR2-RULE）。2019年格式第三列的含义不同，只作提醒。
//!
//! ## 为什么
//!
//! 国务院部门、省级政府、设区的市和自治州的政府才能制定规章。填在这里的，多半是把行政规范性文件当作规章。
//!
//! ## 例子
//!
//! ```text
//! 县政府的年报: rule = [2, 0, 5]
//! ```
//!
//! ## 怎样改
//!
//! 把规范性文件的件数填到“行政规范性文件”一行，“规章”一行填 0。

use crate::check::report::push;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::ReportRule;

pub(super) static RULE: Rule = Rule {
    name: "report-rule-making",
    area: Area::Reports,
    level: Level::Deny,
    basis: "《立法法》第九十一条、第九十三条；国办公开办函〔2021〕30号（表二）",
    settings: &[],
    source: include_str!("report_rule_making.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    push(
        page,
        ReportRule::RuleMaking,
        "规范性文件填到“行政规范性文件”一行，“规章”一行填 0",
        found,
    );
}
