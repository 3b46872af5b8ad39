//! 年报的现行有效件数与上一年的推算不符
//!
//! ## 发现什么
//!
//! 本平台有上一年的年报时，表二“现行有效件数”与“上年现行有效件数加本年制发减本年废止”不相等（AR2-YOY）。
//!
//! ## 为什么
//!
//! 三个数相互关联。自然失效、宣布失效的文件口径不一，会有出入，所以只作提醒。
//!
//! ## 例子
//!
//! ```text
//! 2024年 norm = [3, 1, 42]，2025年 norm = [5, 2, 44]   # 42 + 5 - 2 = 45
//! ```
//!
//! ## 怎样改
//!
//! 核对规范性文件台账；因自然失效产生的差数，可以在总体情况里说明，并写 `allow`。

use crate::check::report::push;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::ReportRule;

pub(super) static RULE: Rule = Rule {
    name: "report-valid-count",
    area: Area::Reports,
    level: Level::Warn,
    basis: "国办公开办函〔2021〕30号（表二）",
    settings: &[],
    source: include_str!("report_valid_count.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    push(
        page,
        ReportRule::ValidYear,
        "核对规范性文件台账；自然失效的差数可以写 allow 说明",
        found,
    );
}
