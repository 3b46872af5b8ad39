//! 年报引用了2007年条例的条号
//!
//! ## 发现什么
//!
//! 2019年以后的年报，引用的《条例》条号与内容是2007年条例的（AR-LAW），例如以第十三条为依据审查“特殊需要”。
//!
//! ## 为什么
//!
//! 《条例》2019年修订以后条号全部重排，“生产、生活、科研等特殊需要”的条件已经取消。
//!
//! ## 例子
//!
//! ```text
//! 根据《条例》第九条至第十二条的规定，主动公开……
//! ```
//!
//! ## 怎样改
//!
//! 照提示改成现行条例的条号。

use crate::check::report::push;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::ReportRule;

pub(super) static RULE: Rule = Rule {
    name: "report-outdated-article",
    area: Area::Reports,
    level: Level::Warn,
    basis: "《政府信息公开条例》（2019年修订）",
    settings: &[],
    source: include_str!("report_outdated_article.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    push(page, ReportRule::Law, "照提示改成现行条例的条号", found);
}
