//! 括号里又套同样的括号
//!
//! ## 发现什么
//!
//! 圆括号里面还有圆括号，书名号里面还有双书名号。引号、六角括号、单书名号不报；代码、网址和表格里的不算；法律法规不查。一份文件只报第一处，并说明共有几处。
//!
//! ## 为什么
//!
//! 同样的括号套在一起，看不出哪个右括号配哪个左括号。标点规范要求里外两层用不同的形式：圆括号里面用六角括号或者方括号，书名号里面用单书名号。
//!
//! ## 例子
//!
//! ```text
//! 市政府办公室印发了《关于印发《示例市养犬管理办法》的通知》
//! ```
//!
//! ## 怎样改
//!
//! 里面一层换一种形式：
//!
//! ```text
//! 市政府办公室印发了《关于印发〈示例市养犬管理办法〉的通知》
//! ```

use std::ops::Range;

use crate::check::scan::{Bracket, bracketed};
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "nested-brackets",
    area: Area::Text,
    level: Level::Warn,
    basis: "GB/T 15834—2011（标点符号用法）",
    settings: &[],
    source: include_str!("nested_brackets.rs"),
    check: Check::Page(check),
};

/// The marks that may not stand inside themselves, and what the inner ones should be.
const PAIRS: [(char, char, &str); 2] = [
    ('（', '）', "里面的圆括号改用〔〕或者［］"),
    ('《', '》', "里面的书名号改用〈〉"),
];

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    if page.is_legislation() {
        return;
    }
    let text = page.entry.document.body.text.as_str();
    let mut nested: Vec<(Range<usize>, &str)> = Vec::new();
    for one in bracketed(text, page.brackets()) {
        let line = one.line;
        for (open, close, help) in PAIRS {
            let Some(range) = inner(one.brackets, open, close) else {
                continue;
            };
            let is_markup = line.contains(['|', '`', '<']) || line.contains("](");
            if !is_markup && page.markup().is_words(&range) {
                nested.push((range, help));
            }
        }
    }
    nested.sort_by_key(|(range, _)| range.start);
    let count = nested.len();
    if let Some((range, help)) = nested.into_iter().next() {
        let message = format!("括号里又套着同样的括号（{count} 处）");
        found.push(Finding::body(page, &range, message).help(help));
    }
}

/// The first pair that stands inside another of its kind and is closed as that is.
fn inner(brackets: &[Bracket], open: char, close: char) -> Option<Range<usize>> {
    let opening = |bracket: &&Bracket| bracket.sign == open;
    // Few lines have any.
    if brackets.iter().filter(opening).count() < 2 {
        return None;
    }
    let from = brackets.iter().position(|bracket| opening(&bracket))?;
    let mut opened: Vec<usize> = vec![brackets[from].at];
    let mut first = None;
    for Bracket { at, sign } in &brackets[from + 1..] {
        if *sign == open {
            opened.push(*at);
        } else if *sign == close {
            let start = opened.pop()?;
            if opened.is_empty() {
                if first.is_some() {
                    return first;
                }
            } else {
                first.get_or_insert(start..at + close.len_utf8());
            }
        }
    }
    None
}
