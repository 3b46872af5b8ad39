//! 层次序数缺号、重号
//!
//! ## 发现什么
//!
//! 以“一、”“二、”……开头的标题或者段落，序号不连续：跳过了一个，或者同一个出现两次。从“一”重新开始的不报（附件、分章）；表格、引用里的不算；法律法规和年报不查。一份文件只报第一处。
//!
//! ## 为什么
//!
//! 层次序数依次用“一、”“（一）”“1.”“（1）”。缺号、重号说明删改以后没有重编，引用“第三条措施”时会指错。
//!
//! ## 例子
//!
//! ```text
//! 一、总体要求
//!
//! 二、主要任务
//!
//! 四、保障措施
//! ```
//!
//! ## 怎样改
//!
//! 重新编号。

use crate::check::scan::Line;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::KindId;

pub(super) static RULE: Rule = Rule {
    name: "heading-numbers",
    area: Area::Text,
    level: Level::Warn,
    basis: "GB/T 9704—2012（结构层次序数）",
    settings: &[],
    source: include_str!("heading_numbers.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    // The program sets parts two to four of a report in between.
    if page.is_legislation() || document.kind == KindId::Report {
        return;
    }
    // Headings and paragraphs count each for themselves, unless one goes on where the other stopped.
    let mut last = [0; 2];
    for Line { start, text: line } in page.lines() {
        let content = line.trim_start_matches(['#', '*', ' ', '　', '\\']);
        if !content.starts_with(is_numeral) {
            continue;
        }
        // The longest number, 九十九, has three characters.
        let end = content.char_indices().take(4).find(|(_, c)| *c == '、');
        let Some((end, _)) = end else {
            continue;
        };
        let Some(number) = numeral(&content[..end]) else {
            continue;
        };
        let form = usize::from(line.starts_with('#'));
        let goes_on = number == last[1 - form] + 1;
        let last = &mut last[form];
        let offset = start + line.len() - content.len();
        let range = offset..offset + end + '、'.len_utf8();
        if number != 1 && *last != 0 && !goes_on && number != *last + 1 {
            let what = if number == *last {
                "重号"
            } else {
                "不连续"
            };
            let message = format!("序号{what}: “{}、”之后是“{}、”", word(*last), word(number));
            found.push(Finding::body(page, &range, message).help("重新编号"));
            return;
        }
        *last = number;
    }
}

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

pub(super) fn is_numeral(c: char) -> bool {
    // A list of patterns: this is asked at the head of every line.
    matches!(
        c,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
    )
}

/// 一 to 九十九.
fn numeral(text: &str) -> Option<usize> {
    let one = |text: &str| {
        DIGITS
            .iter()
            .position(|digit| *digit == text)
            .filter(|at| *at > 0)
    };
    match text.split_once('十') {
        None => one(text),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { one(tens)? };
            let ones = if ones.is_empty() { 0 } else { one(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

fn word(number: usize) -> String {
    match (number / 10, DIGITS[number % 10]) {
        (0, ones) => ones.to_owned(),
        (1, ones) => format!("十{ones}"),
        (tens, ones) => format!("{}十{ones}", DIGITS[tens % 10]),
    }
}
