//! 括号、书名号、引号不成对
//!
//! ## 发现什么
//!
//! 同一段文字里，（）〔〕【】《》“”左右不成对，或者全角的左括号配了半角的右括号。代码、网址和表格里的不算；法律题注那样跨几段的括号不报。
//!
//! ## 为什么
//!
//! 不成对的括号让人看不出引用到哪里结束，转成表格、目录时还会出错。
//!
//! ## 例子
//!
//! ```text
//! 根据《示例市养犬管理办法（示政发〔2026〕5号）的规定
//! ```
//!
//! ## 怎样改
//!
//! 补上缺少的一半，或者删去多余的一半。

use memchr::memchr_iter;

use crate::check::scan::{Bracketed, bracketed};
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "unbalanced-brackets",
    area: Area::Text,
    level: Level::Warn,
    basis: "GB/T 15834—2011（标点符号用法）",
    settings: &[],
    source: include_str!("unbalanced_brackets.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let text = document.body.text.as_str();
    let mut odd: Vec<(usize, Odd)> = Vec::new();
    let mut number = 0;
    let mut counted = 0;
    for one in bracketed(text, page.brackets()) {
        let Bracketed { start, line, .. } = one;
        let Some(mut one) = unbalanced(&one) else {
            continue;
        };
        number += memchr_iter(b'\n', &text.as_bytes()[counted..start]).count();
        counted = start;
        if line.contains(['|', '`', '<']) || line.contains("](") {
            continue;
        }
        one.range = start + one.range.start..start + one.range.end;
        // A note that goes over several paragraphs opens in one and closes in another.
        let opened = odd
            .last()
            .is_some_and(|(before, last)| last.opens && number - before <= NOTE);
        if one.closes && opened {
            odd.pop();
        } else {
            odd.push((number, one));
        }
    }
    for (_, one) in odd {
        if page.markup().is_words(&one.range) {
            found.push(
                Finding::body(page, &one.range, one.message)
                    .help("补上缺少的一半，或者删去多余的一半"),
            );
        }
    }
}

/// The most lines of a note under the title of a law.
const NOTE: usize = 16;

/// What does not come in pairs in a line.
struct Odd {
    range: std::ops::Range<usize>,
    message: String,
    opens: bool,
    closes: bool,
}

impl Odd {
    fn new(range: std::ops::Range<usize>, message: String) -> Self {
        Self {
            range,
            message,
            opens: false,
            closes: false,
        }
    }
}

/// The other half of a bracket, and whether it opens.
fn half(c: char) -> Option<(char, bool)> {
    Some(match c {
        '（' => ('）', true),
        '）' => ('（', false),
        '(' => (')', true),
        ')' => ('(', false),
        '〔' => ('〕', true),
        '〕' => ('〔', false),
        '【' => ('】', true),
        '】' => ('【', false),
        '《' => ('》', true),
        '》' => ('《', false),
        '〈' => ('〉', true),
        '〉' => ('〈', false),
        _ => return None,
    })
}

fn unbalanced(text: &Bracketed<'_>) -> Option<Odd> {
    let line = text.line;
    let mut open: Vec<(usize, char)> = Vec::new();
    for bracket in text.brackets {
        let (at, c) = (bracket.at - text.start, bracket.sign);
        let end = at + c.len_utf8();
        let (other, opens) = half(c)?;
        if opens {
            open.push((at, c));
        } else {
            match open.pop() {
                Some((_, found)) if found == other => {}
                // `1)` and `a）` number a list.
                None if numbers_a_list(line, at, c) => {}
                None => {
                    let one = Odd::new(at..end, format!("多了一个“{c}”"));
                    return Some(Odd {
                        closes: true,
                        ..one
                    });
                }
                Some((_, found)) if "（(".contains(found) && "）)".contains(c) => {
                    let message = format!("“{found}”配了“{c}”，全角和半角混用");
                    return Some(Odd::new(at..end, message));
                }
                Some((_, found)) => {
                    let message = format!("“{found}”没有成对，这里是“{c}”");
                    return Some(Odd::new(at..end, message));
                }
            }
        }
    }
    open.pop().map(|(at, c)| Odd {
        opens: "（(".contains(c),
        ..Odd::new(at..at + c.len_utf8(), format!("“{c}”没有另一半"))
    })
}

fn numbers_a_list(line: &str, at: usize, c: char) -> bool {
    let numeral = |c: char| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c);
    at <= 16 && matches!(c, ')' | '）') && line[..at].chars().next_back().is_some_and(numeral)
}
