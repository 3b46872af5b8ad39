//! 图解、视频没有等价的文字
//!
//! ## 发现什么
//!
//! 图解（`form = "graphic"`）和视频（`form = "video"`）的正文不到100个字。
//!
//! ## 为什么
//!
//! 图解和视频里的内容，看不见、听不见的人也要能知道；检索也只能检索文字。
//!
//! ## 例子
//!
//! ```toml
//! form = "graphic"
//! # 正文只有一张图片
//! ```
//!
//! ## 怎样改
//!
//! 在正文里写出图解的文字、视频的文字稿。

use crate::check::{Area, Check, Finding, Page, Rule, Setting};
use crate::diag::Level;
use crate::model::Detail;

pub(super) static RULE: Rule = Rule {
    name: "graphic-without-text",
    area: Area::Access,
    level: Level::Warn,
    basis: "《无障碍环境建设法》第三十条、第三十二条；WCAG 2.1 准则 1.1.1、1.2.1",
    settings: &[Setting {
        key: "chars",
        default: "100",
        doc: "至少多少个字",
    }],
    source: include_str!("graphic_without_text.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Detail::Interpretation(reading) = &document.detail else {
        return;
    };
    if !matches!(reading.form.value, "graphic" | "video") {
        return;
    }
    let words: usize = page
        .markup()
        .words
        .iter()
        .map(|range| {
            document.body.text[range.clone()]
                .chars()
                .filter(|c| c.is_alphanumeric())
                .count()
        })
        .sum();
    let least = usize::try_from(page.input.number(RULE.name, "chars", 100)).unwrap_or(100);
    if words < least {
        let message = format!(
            "{}的正文只有 {words} 个字，没有等价的文字",
            reading.form.label
        );
        found
            .push(Finding::key(page, "form", message).help("在正文里写出图解的文字、视频的文字稿"));
    }
}
