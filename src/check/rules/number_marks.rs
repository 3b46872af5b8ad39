//! 层次序数后面的标点不对
//!
//! ## 发现什么
//!
//! 行首的“（一）、”“（1）、”（括号后不加标点），“1、”（应当用圆点“1.”）。一份文件每种只报第一处，写明共有几处。
//!
//! ## 为什么
//!
//! 结构层次序数依次用“一、”“（一）”“1.”“（1）”标注。
//!
//! ## 例子
//!
//! ```text
//! 1、加强领导
//!
//! （一）、总体要求
//! ```
//!
//! ## 怎样改
//!
//! “1、”改成“1.”，“（一）、”改成“（一）”。

use super::heading_numbers::is_numeral;
use crate::check::scan::Line;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use std::ops::Range;

use crate::model::KindId;

pub(super) static RULE: Rule = Rule {
    name: "number-marks",
    area: Area::Text,
    level: Level::Warn,
    basis: "GB/T 9704—2012（结构层次序数）",
    settings: &[],
    source: include_str!("number_marks.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    if document.kind != KindId::Policy || !page.is_own() {
        return;
    }
    let mut seen: [Option<(Range<usize>, usize)>; 2] = [None, None];
    for Line { start, text: line } in page.lines() {
        let content = line.trim_start_matches(['#', '*', ' ', '　', '\\']);
        let offset = start + line.len() - content.len();
        let (kind, end) = if let Some(end) = bracketed(content) {
            (0, end)
        } else if let Some(end) = arabic(content) {
            (1, end)
        } else {
            continue;
        };
        match &mut seen[kind] {
            Some((_, count)) => *count += 1,
            empty => *empty = Some((offset..offset + end, 1)),
        }
    }
    let words = [
        ("括号后面不加标点", "“（一）、”改成“（一）”"),
        ("阿拉伯数字的序号用圆点，不用顿号", "“1、”改成“1.”"),
    ];
    for (place, (wrong, help)) in seen.into_iter().zip(words) {
        if let Some((range, count)) = place {
            let message = format!("{wrong}，这样的有 {count} 处");
            found.push(Finding::body(page, &range, message).help(help));
        }
    }
}

/// `（一）、` at the head of a line.
fn bracketed(line: &str) -> Option<usize> {
    let rest = line.strip_prefix(['（', '('])?;
    let close = rest.find(['）', ')'])?;
    let inner = &rest[..close];
    let number = !inner.is_empty()
        && inner.chars().count() <= 3
        && inner.chars().all(|c| c.is_ascii_digit() || is_numeral(c));
    let tail = rest[close..].chars().nth(1)?;
    let head = line.len() - rest.len() + close;
    let width = rest[close..].chars().next()?.len_utf8() + tail.len_utf8();
    (number && "、，,．".contains(tail)).then_some(head + width)
}

/// `1、` at the head of a line.
fn arabic(line: &str) -> Option<usize> {
    let end = line.find(|c: char| !c.is_ascii_digit())?;
    (matches!(end, 1 | 2) && line[end..].starts_with('、')).then_some(end + '、'.len_utf8())
}
