//! 链接的文字说不清去处
//!
//! ## 发现什么
//!
//! 链接的文字只是“点击这里”“这里”“点击”“详情”“查看”“更多”“链接”“下载”，或者没有文字。
//!
//! ## 为什么
//!
//! 读屏软件会把链接单独列出来，一串“点击这里”等于什么也没有说。
//!
//! ## 例子
//!
//! ```markdown
//! 办事指南请[点击这里](zhinan.md)
//! ```
//!
//! ## 怎样改
//!
//! 写成去处的名称：`请看[办事指南](zhinan.md)`。

use crate::check::hint;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "vague-link-text",
    area: Area::Access,
    level: Level::Warn,
    basis: "WCAG 2.1 准则 2.4.4",
    settings: &[],
    source: include_str!("vague_link_text.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    if !hint::short_links(&document.body.text, LONGER) {
        return;
    }
    for link in &page.markup().links {
        let text: String = link.text.chars().filter(|c| c.is_alphanumeric()).collect();
        let pictured = document.body.text[link.range.clone()].contains("![");
        if VAGUE.contains(&text.as_str()) || (text.is_empty() && !pictured) {
            found.push(
                Finding::body(page, &link.range, "链接的文字说不清去处")
                    .help("写成去处的名称，例如 [办事指南](zhinan.md)"),
            );
        }
    }
}

/// Characters that no word of [`VAGUE`] has as many of.
const LONGER: usize = 6;

const VAGUE: [&str; 16] = [
    "点击这里",
    "这里",
    "此处",
    "点击",
    "点此",
    "点击此处",
    "点击查看",
    "点击下载",
    "详情",
    "查看详情",
    "查看",
    "更多",
    "链接",
    "下载",
    "click",
    "here",
];
