//! 公开征求意见的期限短于30日
//!
//! ## 发现什么
//!
//! 意见征集从开始日期（`opens`，没有写的按发布日期）到截止日期（`closes`）不足30日，正文里也没有说明缩短的理由。当日不计入，30日是自然日。
//!
//! ## 为什么
//!
//! 重大行政决策公开征求意见的期限一般不少于30日，因情况紧急等原因需要缩短的，应当说明理由；规章草案、涉及市场主体的规范性文件的草案也是如此。
//!
//! ## 例子
//!
//! ```toml
//! opens = 2026-03-02
//! closes = 2026-03-12         # 只有10日
//! ```
//!
//! ## 怎样改
//!
//! 延长截止日期。确需缩短的，在正文里说明，例如“因防汛工作紧急，征求意见期限缩短为10日”。

use jiff::Unit;

use crate::check::{Area, Check, Finding, Page, Place, Rule, Setting};
use crate::diag::Level;
use crate::model::Detail;

pub(super) static RULE: Rule = Rule {
    name: "short-consultation",
    area: Area::Deadlines,
    level: Level::Warn,
    basis: "《重大行政决策程序暂行条例》第十五条",
    settings: &[Setting {
        key: "days",
        default: "30",
        doc: "至少多少日",
    }],
    source: include_str!("short_consultation.rs"),
    check: Check::Page(check),
};

/// Words with which a text says why the time is short.
const REASONS: [&str; 5] = ["缩短", "紧急", "应急", "时间紧迫", "尽快施行"];

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Detail::Consultation(consultation) = &document.detail else {
        return;
    };
    let Some(closes) = consultation.closes else {
        return;
    };
    let opens = consultation.opens.unwrap_or(document.published.date);
    let least = page.input.number(RULE.name, "days", 30);
    let days = opens
        .until((Unit::Day, closes))
        .map_or(0, |span| i64::from(span.get_days()));
    if days >= least || days < 0 || REASONS.iter().any(|word| document.body.text.contains(word)) {
        return;
    }
    let key = if consultation.opens.is_some() {
        "opens"
    } else {
        "published"
    };
    let message = format!("征求意见的期限只有 {days} 日，一般不少于 {least} 日");
    found.push(
        Finding::key(page, "closes", message)
            .beside(&document.path, Place::Key(key), "从这一天的次日起算")
            .help("延长截止日期；确需缩短的，在正文里说明理由"),
    );
}
