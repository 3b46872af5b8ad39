//! 年报与上一年的年报雷同
//!
//! ## 发现什么
//!
//! 同一机关相邻两年的年报，正文的文字（去掉数字和标点以后）有九成以上相同。
//!
//! ## 为什么
//!
//! 年报应当“不能遗漏，也不宜泛化”。内容雷同、敷衍了事的，上级可以责令改正、通报批评。
//!
//! ## 例子
//!
//! ```text
//! 2025年的年报只把2024年年报里的年份和数字换了。
//! ```
//!
//! ## 怎样改
//!
//! 按本年的实际情况写：做了什么、有什么问题、怎样改进。

use crate::check::{Area, Check, Finding, Page, Place, Rule, Setting};
use crate::diag::Level;
use crate::model::Detail;

pub(super) static RULE: Rule = Rule {
    name: "report-similar",
    area: Area::Reports,
    level: Level::Warn,
    basis: "国办公开办函〔2021〕30号；《政府信息公开条例》第四十七条",
    settings: &[Setting {
        key: "percent",
        default: "90",
        doc: "百分之多少以上相同算雷同",
    }],
    source: include_str!("report_similar.rs"),
    check: Check::Page(check),
};

/// A text with fewer characters says too little to be compared.
const LEAST: usize = 300;
/// Characters of a piece; two texts are alike as far as they share pieces.
const PIECE: usize = 4;

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Detail::Report(report) = &document.detail else {
        return;
    };
    let site = page.input.site;
    let year = report.year.checked_sub(1);
    let before = year.and_then(|year| site.reports.of_year(document.agency, year));
    let Some(before) = before.map(|id| site.entry(id)) else {
        return;
    };
    let (own, other) = (
        letters(&document.body.text),
        letters(&before.document.body.text),
    );
    if own.len() < LEAST || other.len() < LEAST {
        return;
    }
    let least = usize::try_from(page.input.number(RULE.name, "percent", 90)).unwrap_or(90);
    if at_most(&own, &other) < least {
        return;
    }
    let shared = alike(&own, &other);
    if shared < least {
        return;
    }
    let message = format!("正文与{}年的年报有 {shared}% 的文字相同", report.year - 1);
    found.push(
        Finding::key(page, "year", message)
            .beside(&before.document.path, Place::File, "上一年的年报")
            .help("按本年的实际情况写"),
    );
}

/// Only what is said: 汉字 and Latin letters.
fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphabetic()).collect()
}

/// The pieces of a text, sorted, each as a number.
fn pieces(text: &[char]) -> Vec<u128> {
    let number = |piece: &[char]| piece.iter().fold(0, |sum, c| (sum << 32) | u128::from(*c));
    let mut pieces: Vec<u128> = text.windows(PIECE).map(number).collect();
    pieces.sort_unstable();
    pieces
}

/// Per cent of the pieces of two texts that both have (Dice).
fn alike(one: &[char], other: &[char]) -> usize {
    let (own, foreign) = (pieces(one), pieces(other));
    let (mut at, mut to, mut shared) = (0, 0, 0);
    while let (Some(this), Some(that)) = (own.get(at), foreign.get(to)) {
        shared += usize::from(this == that);
        at += usize::from(this <= that);
        to += usize::from(that <= this);
    }
    share(shared, one, other)
}

/// How many pieces of a hundred two texts share.
fn share(shared: usize, one: &[char], other: &[char]) -> usize {
    let all = one.len() + other.len() - 2 * (PIECE - 1);
    200 * shared / all.max(1)
}

/// Pairs that fall on the same of so many places count as one.
const PLACES: usize = 1 << 13;

/// No less than [`alike`], and found without sorting: who shares a piece shares the pair that it begins with.
fn at_most(one: &[char], other: &[char]) -> usize {
    let place = |pair: &[char]| {
        let sum = pair.iter().fold(0, |sum, c| sum * 1021 + *c as usize);
        sum % PLACES
    };
    let mut counts = vec![0_u32; PLACES];
    for pair in one.windows(2) {
        counts[place(pair)] += 1;
    }
    let mut shared = 0;
    for pair in other.windows(2) {
        let count = &mut counts[place(pair)];
        shared += usize::from(*count > 0);
        *count = count.saturating_sub(1);
    }
    share(shared, one, other)
}
