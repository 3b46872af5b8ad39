//! 公开审查晚于发布，或者没有写日期
//!
//! ## 发现什么
//!
//! 公开审查（`review`）的日期晚于发布日期；写了 `review` 而没有写日期。不公开的文件也查，只指出位置。要求每件都有审查记录的，在 config.toml 写 `[checks] review = true`。
//!
//! ## 为什么
//!
//! 行政机关应当先审查后公开。审查记录晚于发布，等于没有先审查。
//!
//! ## 例子
//!
//! ```toml
//! published = 2026-03-02
//! review = { reviewer = "李某", date = 2026-03-05 }
//! ```
//!
//! ## 怎样改
//!
//! 日期写错的改正；确实没有先审查的，按规定补审并整改，写 `allow` 说明。

use crate::check::{Area, Check, Finding, Input, Place, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "late-review",
    area: Area::Openness,
    level: Level::Deny,
    basis: "《政府信息公开条例》第十七条",
    settings: &[],
    source: include_str!("late_review.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    for record in input.records.iter().filter(|record| !record.unfinished) {
        let Some(review) = &record.review else {
            continue;
        };
        let (message, sure) = match review.date {
            Some(day) if day > record.published => (
                format!("公开审查（{day}）晚于发布（{}）", record.published),
                true,
            ),
            None => ("公开审查没有写日期".to_owned(), false),
            _ => continue,
        };
        let finding = Finding::new(&record.path, Place::Key("review"), message)
            .help("review = { reviewer = \"……\", date = 2026-03-01 }");
        found.push(if sure {
            finding
        } else {
            finding.at_most_warn("没有日期，不能断定审查在后")
        });
    }
}
