//! 对不予公开不服可以直接起诉的旧说法
//!
//! ## 发现什么
//!
//! 2024年以后发布或者更新的指南、制度里，说申请人对政府信息公开的答复不服“可以依法申请行政复议或者提起行政诉讼”，而没有说对不予公开的要先申请行政复议。
//!
//! ## 为什么
//!
//! 2023年修订的《行政复议法》（2024年1月1日施行）规定，申请政府信息公开，行政机关不予公开的，应当先申请行政复议，对复议决定不服的再提起行政诉讼。照旧说法直接起诉，法院不予立案。
//!
//! ## 例子
//!
//! ```text
//! 对答复不服的，可以申请行政复议或者提起行政诉讼。
//! ```
//!
//! ## 怎样改
//!
//! 写成：认为行政机关不予公开政府信息侵犯其合法权益的，应当先依法申请行政复议，对行政复议决定不服的，可以再依法提起行政诉讼。

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::{Date, KindId};

pub(super) static RULE: Rule = Rule {
    name: "outdated-remedy",
    area: Area::Guide,
    level: Level::Warn,
    basis: "《行政复议法》第二十三条第一款第四项",
    settings: &[],
    source: include_str!("outdated_remedy.rs"),
    check: Check::Page(check),
};

/// The revised 《行政复议法》 came into force.
const REVISED: Date = jiff::civil::date(2024, 1, 1);

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let day = document
        .updated
        .or(document.dated)
        .unwrap_or(document.published.date);
    let concerned = match document.kind {
        KindId::Guide => true,
        KindId::System => document.title.contains("申请"),
        _ => false,
    };
    let text = document.body.text.as_str();
    if !concerned || day < REVISED {
        return;
    }
    // Lines are broken anywhere.
    let whole: String = text.split_whitespace().collect();
    if ORDERED.iter().any(|words| whole.contains(words)) {
        return;
    }
    let choice = CHOICES
        .iter()
        .find_map(|words| Some((text.find(words)?, words)));
    if let Some((at, words)) = choice {
        let message = "没有说明对不予公开的要先申请行政复议";
        found.push(
            Finding::body(page, &(at..at + words.len()), message)
                .help("对不予公开不服的，先依法申请行政复议，对复议决定不服的再提起行政诉讼"),
        );
    }
}

/// What leaves the choice to the applicant.
const CHOICES: [&str; 7] = [
    "行政复议或者提起行政诉讼",
    "行政复议或提起行政诉讼",
    "行政复议或者行政诉讼",
    "行政复议或行政诉讼",
    "行政复议、提起行政诉讼",
    "行政复议、行政诉讼",
    "直接向人民法院提起",
];

/// What says that one comes before the other.
const ORDERED: [&str; 7] = [
    "先申请行政复议",
    "先申请复议",
    "先依法申请",
    "先行申请",
    "先向",
    "复议前置",
    "第二十三条",
];
