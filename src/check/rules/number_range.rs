//! 数值范围的前一个数省略了单位
//!
//! ## 发现什么
//!
//! “3—5万”“3-5亿”这样的数值范围，前一个数没有写“万”“亿”；“5—8%”前一个数没有写百分号。编号、年份、日期不算；法律、法规、规章不查。一份文件只报第一处，写明共有几处。
//!
//! ## 为什么
//!
//! 用“万”“亿”和百分号表示范围时，前后两个数都要写，否则“3—5万”可以读成3到5万，也可以读成3万到5万。
//!
//! ## 例子
//!
//! ```text
//! 补助3—5万元      # 应当是 3万—5万元
//! ```
//!
//! ## 怎样改
//!
//! 前一个数也写上单位。

use crate::check::scan::{one_of, places, within};
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    name: "number-range",
    area: Area::Text,
    level: Level::Warn,
    basis: "GB/T 15835—2011（出版物上数字用法）",
    settings: &[],
    source: include_str!("number_range.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    if page.is_legislation() {
        return;
    }
    let text = document.body.text.as_str();
    let mut first = None;
    let mut count = 0_usize;
    // A figure behind the last byte of one of the marks.
    let figures = places(text, |[mark, next, _]| {
        one_of(mark, [b'-', b'~', 0x94, 0x8d, 0x9e, 0xb3]) & within(next, (b'0', b'9'))
    });
    for start in figures.map(|mark| mark + 1) {
        let mark = text[..start]
            .chars()
            .next_back()
            .filter(|c| "—－~～-至".contains(*c));
        let range = mark.and_then(|mark| range_at(text, start - mark.len_utf8(), mark.len_utf8()));
        if let Some(range) = range
            && page.markup().is_words(&range)
        {
            count += 1;
            first.get_or_insert(range);
        }
    }
    if let Some(range) = first {
        let message = format!(
            "数值范围“{}”的前一个数省略了单位（{count} 处）",
            &text[range.clone()]
        );
        found.push(
            Finding::body(page, &range, message).help("前一个数也写上单位，例如 3万—5万、5%—8%"),
        );
    }
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || c == '.'
}

/// Both numbers and the unit behind the second, where the first has none.
fn range_at(text: &str, at: usize, mark: usize) -> Option<Range<usize>> {
    let head = text[..at].trim_end_matches(is_number);
    let tail = &text[at + mark..];
    let digits = tail.find(|c: char| !is_number(c))?;
    let unit = tail[digits..].chars().next()?;
    let glued = head
        .chars()
        .next_back()
        .is_some_and(|c| c.is_ascii_alphabetic() || "-—－~～/:：〔(（".contains(c));
    let numbers = head.len() < at && digits > 0;
    // Years, telephone and serial numbers are longer than amounts.
    let short = at - head.len() <= 3 && digits <= 4;
    (numbers && short && !glued && "万亿%％".contains(unit))
        .then(|| head.len()..at + mark + digits + unit.len_utf8())
}
