//! 六角括号用在文字上，与圆括号混用
//!
//! ## 发现什么
//!
//! 同一份文件里，说明性的文字有的用圆括号、有的用六角括号，例如“（责任单位：……）”和“〔责任单位：……〕”。六角括号里是年份的、里面又有圆括号的、套在全角圆括号里面的不算；法律、法规、规章不查。一份文件只报第一处，写明共有几处。
//!
//! ## 为什么
//!
//! 六角括号用于发文字号的年份；说明性的文字用圆括号，全文一致。
//!
//! ## 例子
//!
//! ```text
//! （责任单位：市财政局）……〔责任单位：市教育局〕
//! ```
//!
//! ## 怎样改
//!
//! 统一用圆括号。圆括号里面再用括号的，外层用方括号。

use memchr::memmem;

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "mixed-brackets",
    area: Area::Text,
    level: Level::Warn,
    basis: "GB/T 9704—2012（六角括号用于发文字号的年份）",
    settings: &[],
    source: include_str!("mixed_brackets.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let text = document.body.text.as_str();
    if page.is_legislation() {
        return;
    }
    let mut first = None;
    let mut count = 0_usize;
    for at in memmem::find_iter(text.as_bytes(), "〔") {
        let inner_start = at + '〔'.len_utf8();
        let Some(end) = text[inner_start..].find(['〕', '\n']) else {
            continue;
        };
        let inner = &text[inner_start..inner_start + end];
        if !inner.starts_with(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c)) {
            continue;
        }
        let head: String = inner
            .chars()
            .take(4)
            .take_while(|c| !"：:".contains(*c))
            .collect();
        let round = text.contains(&format!("（{head}")) || text.contains(&format!("({head}"));
        // Inside full-width round brackets the other kind is right.
        let line = text[..at].rfind('\n').map_or(0, |line| line + 1);
        let nested = text[line..at]
            .rfind('(')
            .is_some_and(|open| !text[line + open..at].contains(')'));
        if (round || nested) && !inner.contains(['（', '(']) {
            count += 1;
            first.get_or_insert(at..inner_start + end);
        }
    }
    if let Some(range) = first {
        let message = format!("六角括号用在文字上，与圆括号混用（{count} 处）");
        found.push(Finding::body(page, &range, message).help("说明性的文字统一用圆括号"));
    }
}
