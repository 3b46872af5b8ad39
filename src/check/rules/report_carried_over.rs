//! 年报的上年结转与上一年年报的结转下年度不一致
//!
//! ## 发现什么
//!
//! 本平台有同一机关上一年的年报时，本年表三“上年结转”的各格，与上一年“结转下年度继续办理”的各格不相等（勾稽关系 AR3-YOY）。
//!
//! ## 为什么
//!
//! 上年没有办结的申请全部转入本年。两年的年报放在一起，一眼就能看出对不上。
//!
//! ## 例子
//!
//! ```text
//! 2024年 carry_out = [3, …]，2025年 carry_in = [2, …]
//! ```
//!
//! ## 怎样改
//!
//! 核对两年的台账，改正填错的一年。机构改革、口径调整等原因对不上的，在“其他需要报告的事项”里说明，并写 `allow`。

use crate::check::report::push;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::ReportRule;

pub(super) static RULE: Rule = Rule {
    name: "report-carried-over",
    area: Area::Reports,
    level: Level::Deny,
    basis: "国办公开办函〔2021〕30号",
    settings: &[],
    source: include_str!("report_carried_over.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    push(
        page,
        ReportRule::CarriedOver,
        "核对两年的台账；口径调整的写 allow 说明",
        found,
    );
}
