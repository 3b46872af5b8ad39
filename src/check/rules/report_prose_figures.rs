//! 年报正文里的数字与表格不一致
//!
//! ## 发现什么
//!
//! 正文“新收申请…件”“上年结转…件”“行政复议…件”等处的数字（阿拉伯数字或者汉字），与表三、表四不相等（AR-TEXT）。
//!
//! ## 为什么
//!
//! 文字和表格是同一件事的两种写法，对不上会被认为敷衍。
//!
//! ## 例子
//!
//! ```text
//! 正文“全年收到政府信息公开申请75件”，表三新收是 74 件
//! ```
//!
//! ## 怎样改
//!
//! 对照表格改正正文；正文说的是另一个口径的，写清楚是哪个口径。

use crate::check::report::push;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::ReportRule;

pub(super) static RULE: Rule = Rule {
    name: "report-prose-figures",
    area: Area::Reports,
    level: Level::Warn,
    basis: "国办公开办函〔2021〕30号；《政府信息公开条例》第五十条",
    settings: &[],
    source: include_str!("report_prose_figures.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    push(
        page,
        ReportRule::Text,
        "对照表格改正正文；另一个口径的写清楚",
        found,
    );
}
