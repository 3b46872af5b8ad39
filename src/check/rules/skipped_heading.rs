//! 标题跳级
//!
//! ## 发现什么
//!
//! 正文的标题从一级直接跳到隔一级的下级，例如 `##` 之后直接是 `####`。第一个标题是几级都可以。
//!
//! ## 为什么
//!
//! 读屏软件用标题的级别组成目录，跳级会让人以为漏掉了内容。页面上的级别由程序调整，但是层次关系要由编写的人写对。
//!
//! ## 例子
//!
//! ```markdown
//! ## 一、总体要求
//!
//! #### （一）指导思想
//! ```
//!
//! ## 怎样改
//!
//! 改成相邻的级别：`##` 之下用 `###`。

use crate::check::hint;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "skipped-heading",
    area: Area::Access,
    level: Level::Warn,
    basis: "WCAG 2.1 准则 1.3.1",
    settings: &[],
    source: include_str!("skipped_heading.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    if !hint::skipped_levels(&page.entry.document.body.text, page.lines()) {
        return;
    }
    let mut before: Option<u8> = None;
    for heading in &page.markup().headings {
        if let Some(last) = before
            && heading.level > last + 1
        {
            let message = format!("标题从 {last} 级跳到 {} 级", heading.level);
            found.push(
                Finding::body(page, &heading.range, message)
                    .help(format!("改成 {}", "#".repeat(usize::from(last) + 1))),
            );
        }
        before = Some(heading.level);
    }
}
