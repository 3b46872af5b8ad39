//! 标签后面没有内容
//!
//! ## 发现什么
//!
//! 正文里“来源：”“作者：”“点击：”“点击数：”“浏览次数：”“责任编辑：”“发布时间：”等标签，后面紧接着另一个标签，或者到行末都没有内容。
//!
//! ## 为什么
//!
//! 空字段比没有更糟：检查时按发布不规范扣分。静态网站没有点击数，不要留空壳。
//!
//! ## 例子
//!
//! ```text
//! 来源： 作者： 点击：
//! ```
//!
//! ## 怎样改
//!
//! 补上内容，或者删去标签。来源、编辑写在文件开头的 `source`、`editor` 里，程序自动显示。

use crate::check::text::{List, Part};
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "empty-label",
    area: Area::Text,
    level: Level::Warn,
    basis: "国办秘函〔2019〕19号（页面规范）",
    settings: &[],
    source: include_str!("empty_label.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let mut seen = None;
    for (text, hit) in page.texts().of(List::Label) {
        if text.part != Part::Body {
            continue;
        }
        let text = text.text;
        let start = text[..hit.range.start].rfind('\n').map_or(0, |at| at + 1);
        let rest = text[hit.range.end..].lines().next().unwrap_or_default();
        let before = &text[start..hit.range.start];
        // One finding a line; the cells of a table may well be empty.
        if seen == Some(start) || before.contains('|') || rest.contains('|') {
            continue;
        }
        let begins = before
            .chars()
            .next_back()
            .is_none_or(|c| c.is_whitespace() || ":：*".contains(c) || !c.is_alphanumeric());
        let rest = rest.trim_start_matches([' ', '　', '*']).trim_end();
        let bare = rest.is_empty() || LABELS.iter().any(|next| rest.starts_with(next));
        if begins && bare {
            seen = Some(start);
            let label = text[hit.range.clone()].trim_end_matches(['：', ':']);
            let range = hit.range.start..hit.range.start + label.len();
            let message = format!("“{label}”后面没有内容");
            found.push(Finding::body(page, &range, message).help("补上内容，或者删去标签"));
        }
    }
}

/// Labels with the colon that makes them labels.
pub(in crate::check) const LABELS: [&str; 26] = [
    "来源：",
    "来源:",
    "作者：",
    "作者:",
    "点击数：",
    "点击数:",
    "点击量：",
    "点击量:",
    "点击：",
    "点击:",
    "浏览次数：",
    "浏览次数:",
    "浏览量：",
    "浏览量:",
    "阅读次数：",
    "阅读次数:",
    "责任编辑：",
    "责任编辑:",
    "编辑：",
    "编辑:",
    "发布时间：",
    "发布时间:",
    "发布日期：",
    "发布日期:",
    "字号：",
    "字号:",
];
