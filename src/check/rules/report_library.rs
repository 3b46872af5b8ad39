//! 年报的规范性文件件数与政策文件库不一致
//!
//! ## 发现什么
//!
//! 表二“行政规范性文件”的制发、废止、现行有效件数，与本平台政策文件库里这个机关的同类文件数不相等（AR2-LIB）。文件库里没有这个机关的规范性文件时不查。
//!
//! ## 为什么
//!
//! 行政规范性文件应当集中公开并动态更新。年报的数字与公开的文件对不上，说明文件没有公开全，或者年报填错。
//!
//! ## 例子
//!
//! ```text
//! norm = [5, 0, 40]，而文件库里现行有效的只有 38 件
//! ```
//!
//! ## 怎样改
//!
//! 补发没有公开的文件，补写文件之间的废止关系，或者改正年报。

use crate::check::report::push;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::ReportRule;

pub(super) static RULE: Rule = Rule {
    name: "report-library",
    area: Area::Reports,
    level: Level::Warn,
    basis: "国办公开办函〔2021〕30号；国办公开办函〔2021〕33号",
    settings: &[],
    source: include_str!("report_library.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    push(
        page,
        ReportRule::Library,
        "补发没有公开的文件，或者改正年报",
        found,
    );
}
