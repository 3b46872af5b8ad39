//! 不存在的日期
//!
//! ## 发现什么
//!
//! 标题、正文里写着不存在的日期，例如“2月30日”“13月1日”“2023年2月29日”。
//!
//! ## 为什么
//!
//! 不存在的日期会让期限无法计算，也是伪造、抄错的痕迹。
//!
//! ## 例子
//!
//! ```text
//! 自2026年2月30日起施行
//! ```
//!
//! ## 怎样改
//!
//! 对照原件改正。

use memchr::memmem;

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use std::ops::Range;

use crate::check::text::Part;

pub(super) static RULE: Rule = Rule {
    name: "impossible-date",
    area: Area::Text,
    level: Level::Warn,
    basis: "GB/T 9704—2012（成文日期）",
    settings: &[],
    source: include_str!("impossible_date.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    for text in &page.texts().all {
        if text.part != Part::Body && text.part != Part::Key("title") {
            continue;
        }
        for at in memmem::find_iter(text.text.as_bytes(), "月") {
            let Some((range, year, month, day)) = date_at(text.text, at) else {
                continue;
            };
            let wrong = month == 0 || month > 12 || day == 0 || !exists(year, month, day);
            if wrong {
                let written = &text.text[range.clone()];
                let message = format!("没有“{written}”这个日期");
                found.push(
                    text.finding(page.entry, &range, message)
                        .help("对照原件改正"),
                );
            }
        }
    }
}

fn exists(year: Option<i16>, month: i8, day: i8) -> bool {
    // Without a year the 29th of February may be right.
    jiff::civil::Date::new(year.unwrap_or(2024), month, day).is_ok()
}

type Written = (Range<usize>, Option<i16>, i8, i8);

/// `2026年2月30日` or `2月30日` around a 月.
fn date_at(text: &str, at: usize) -> Option<Written> {
    let head = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    let month_text = &text[head.len()..at];
    let tail = &text[at + '月'.len_utf8()..];
    let digits = tail.find(|c: char| !c.is_ascii_digit())?;
    let day_text = &tail[..digits];
    if !tail[digits..].starts_with('日')
        || !matches!(month_text.len(), 1 | 2)
        || !matches!(day_text.len(), 1 | 2)
    {
        return None;
    }
    let end = at + '月'.len_utf8() + digits + '日'.len_utf8();
    let before = head.strip_suffix('年');
    let year = before.and_then(|before| {
        let rest = before.trim_end_matches(|c: char| c.is_ascii_digit());
        let year = &before[rest.len()..];
        (year.len() == 4).then(|| (rest.len(), year.parse::<i16>().ok()))
    });
    let start = year.map_or(head.len(), |(start, _)| start);
    Some((
        start..end,
        year.and_then(|(_, year)| year),
        month_text.parse().ok()?,
        day_text.parse().ok()?,
    ))
}
