//! 表格没有表头
//!
//! ## 发现什么
//!
//! 正文里的表格，表头一行全是空白。
//!
//! ## 为什么
//!
//! 读屏软件读每一格时先读表头；没有表头，听的人不知道数字是什么。
//!
//! ## 例子
//!
//! ```markdown
//! | | |
//! |---|---|
//! | 收入 | 100 |
//! ```
//!
//! ## 怎样改
//!
//! 在表头写上各列的名称。

use crate::check::hint;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "table-without-header",
    area: Area::Access,
    level: Level::Warn,
    basis: "WCAG 2.1 准则 1.3.1",
    settings: &[],
    source: include_str!("table_without_header.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    if !page.heads().iter().any(|head| hint::is_blank(head)) {
        return;
    }
    for table in &page.markup().tables {
        let blank = table.header.iter().all(|cell| cell.trim().is_empty());
        if blank && !table.rows.is_empty() {
            let text = &document.body.text[table.range.clone()];
            let end = text
                .find('\n')
                .map_or(table.range.end, |end| table.range.start + end);
            found.push(
                Finding::body(page, &(table.range.start..end), "表格没有表头")
                    .help("在第一行写上各列的名称"),
            );
        }
    }
}
