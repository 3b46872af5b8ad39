//! 发文字号的年份与成文日期不符
//!
//! ## 发现什么
//!
//! 发文字号里的年份与成文日期（`dated`）的年份不同。跨年编号（年初成文、用上一年的号，相差不超过一个月）不算。
//!
//! ## 为什么
//!
//! 发文字号按年度编排。年份对不上，多半是文号或者日期录错了，也会让按年份检索和统计出错。
//!
//! ## 例子
//!
//! ```toml
//! doc_number = "示政办发〔2023〕17号"
//! dated = 2024-05-10
//! ```
//!
//! ## 怎样改
//!
//! 对照原件改正录错的一项。原件就是这样的，写 `allow` 说明。

use jiff::civil::date;

use crate::check::{Area, Check, Finding, Page, Place, Rule};
use crate::diag::Level;
use crate::model::doc_number;

pub(super) static RULE: Rule = Rule {
    name: "doc-number-year",
    area: Area::Metadata,
    level: Level::Warn,
    basis: "GB/T 9704—2012（发文字号、成文日期）",
    settings: &[],
    source: include_str!("doc_number_year.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let (Some(number), Some(dated)) = (&document.doc_number, document.dated) else {
        return;
    };
    let Some(year) = doc_number::year(&number.value) else {
        return;
    };
    let across = year + 1 == dated.year() && dated <= date(dated.year(), 1, 31);
    if year == dated.year() || across {
        return;
    }
    let message = format!("发文字号的年份是 {year}，成文日期是 {dated}");
    found.push(
        Finding::new(&document.path, Place::Span(number.span), message)
            .beside(&document.path, Place::Key("dated"), "成文日期在这里")
            .help("对照原件，改正录错的一项"),
    );
}
