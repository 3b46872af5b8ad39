//! 意见征集结束后没有公开采纳情况
//!
//! ## 发现什么
//!
//! 意见征集已经截止（`closes`）超过30日，没有写采纳情况（`outcome`），本平台也没有同一决策的“意见采纳情况”（`decision_stage = "feedback"`）。
//! 写了采纳情况却没有收到意见的数量或者采纳说明的，也会指出。
//!
//! ## 为什么
//!
//! 决策承办单位应当公开说明公众意见的采纳情况；未采纳的说明理由。涉及市场主体的规范性文件，应当反馈意见采纳情况。
//! 公布的期限各地规定不一，30日是缺省值，可以改。
//!
//! ## 例子
//!
//! ```toml
//! closes = 2026-03-31
//! # 没有 outcome
//! ```
//!
//! ## 怎样改
//!
//! ```toml
//! outcome = { received = 12, adopted = 5, published = 2026-04-20, note = "未采纳的意见和理由：……" }
//! ```
//!
//! 没有收到意见的写 `received = 0, adopted = 0`。

use crate::check::{Area, Check, Finding, Page, Place, Rule, Setting};
use crate::diag::Level;
use crate::model::{Days, Detail};

pub(super) static RULE: Rule = Rule {
    name: "missing-outcome",
    area: Area::Deadlines,
    level: Level::Warn,
    basis: "《重大行政决策程序暂行条例》第十五条至第十八条；《优化营商环境条例》第六十二条",
    settings: &[Setting {
        key: "days",
        default: "30",
        doc: "截止后多少日以内公开采纳情况",
    }],
    source: include_str!("missing_outcome.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Detail::Consultation(consultation) = &document.detail else {
        return;
    };
    if let Some(outcome) = &consultation.outcome {
        if outcome.received.is_none() && outcome.note.is_none() {
            let message = "采纳情况没有写收到多少条意见，也没有说明";
            found.push(
                Finding::key(page, "outcome", message)
                    .help("received = 12, adopted = 5, note = \"……\""),
            );
        }
        return;
    }
    let Some(closes) = consultation.closes else {
        return;
    };
    let days = page.input.number(RULE.name, "days", 30);
    let limit = Days(u16::try_from(days).unwrap_or(30));
    let deadline = page.input.site.config.calendar.deadline(closes, limit);
    if !deadline.is_missed_on(page.input.today()) || has_feedback(page) {
        return;
    }
    let message = format!(
        "征求意见已于 {closes} 截止，{days} 日以内（{} 以前）没有公开采纳情况",
        deadline.date
    );
    found.push(
        Finding::whole(page, message)
            .beside(&document.path, Place::Key("closes"), "截止日期在这里")
            .help(
                "outcome = { received = 12, adopted = 5, published = 2026-04-20, note = \"……\" }",
            ),
    );
}

/// Whether another document of the same decision tells what came of it.
fn has_feedback(page: &Page<'_>) -> bool {
    let Some(decision) = &page.entry.document.decision else {
        return false;
    };
    page.input.site.entries.iter().any(|entry| {
        entry.document.decision_stage == Some("feedback")
            && entry
                .document
                .decision
                .as_ref()
                .is_some_and(|other| other.value == decision.value)
    })
}
