//! 正文引用的发文字号写法不规范
//!
//! ## 发现什么
//!
//! 2012年7月以后成文（没有成文日期的按发布）的文件，正文引用的发文字号年份没有用六角括号“〔 〕”，或者年份不是四位，或者序号编了虚位、加了“第”字。证照的编号（“……字”“……证”）、令的编号（“……令〔2019〕第4号”）和法律法规规章的文本不查。一份文件只指出第一处，并写明有几处。
//!
//! ## 为什么
//!
//! 发文字号的年份用六角括号括入，序号不编虚位、不加“第”字。写法不一，别人按字号就搜不到。
//!
//! ## 例子
//!
//! ```text
//! 根据《……的通知》（示政办发[2024]017号）        # 应当是 示政办发〔2024〕17号
//! ```
//!
//! ## 怎样改
//!
//! 照提示改。原文如此、不便改动的，写 `allow` 说明。

use std::ops::Range;

use memchr::memmem;

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::Date;

pub(super) static RULE: Rule = Rule {
    name: "cited-number-form",
    area: Area::Metadata,
    level: Level::Warn,
    basis: "GB/T 9704—2012（发文字号）",
    settings: &[],
    source: include_str!("cited_number_form.rs"),
    check: Check::Page(check),
};

/// GB/T 9704—2012 came into force.
const IN_FORCE: Date = jiff::civil::date(2012, 7, 1);

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let day = document.written_on();
    if page.is_legislation() || day < IN_FORCE {
        return;
    }
    let text = document.body.text.as_str();
    let mut wrong = memmem::find_iter(text.as_bytes(), "号").filter_map(|at| cited(text, at));
    let Some(first) = wrong.next() else { return };
    let count = 1 + wrong.count();
    let message = format!(
        "引用的发文字号“{}”写法不规范（共 {count} 处）",
        &text[first.range.clone()]
    );
    found.push(Finding::body(page, &first.range, message).help(format!("改成 {}", first.right)));
}

/// The part behind the letters of a number that is not as it should be.
struct Wrong {
    range: Range<usize>,
    right: String,
}

const OPENING: &str = "〔[［【(（﹝";
const CLOSING: &str = "〕]］】)）﹞";

/// What ends at 号, if it is the year and the count of a 文号 in a wrong writing.
fn cited(text: &str, at: usize) -> Option<Wrong> {
    let head = text[..at].trim_end_matches(' ');
    let before = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let count = &head[before.len()..];
    let bare = before.trim_end_matches('第');
    let close = bare.chars().next_back().filter(|c| CLOSING.contains(*c))?;
    let inner = &bare[..bare.len() - close.len_utf8()];
    let outer = inner.trim_end_matches(|c: char| c.is_ascii_digit());
    let year = &inner[outer.len()..];
    let open = outer.chars().next_back().filter(|c| OPENING.contains(*c))?;
    let start = outer.len() - open.len_utf8();
    let mut letters = text[..start].chars().rev();
    let han = |c: Option<char>| c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let last = letters.next();
    let is_certificate = last.is_some_and(|c| "字证准书编第令".contains(c));
    // `0001` counts certificates.
    let is_serial = count.len() == 4 && count.starts_with('0');
    let is_number = matches!(count.len(), 1..=4) && !is_serial && matches!(year.len(), 2 | 4);
    if !han(last) || !han(letters.next()) || is_certificate || !is_number {
        return None;
    }
    let year = match (year.len(), year.starts_with("19") || year.starts_with("20")) {
        (4, true) => year.to_owned(),
        (2, _) => format!("20{year}"),
        _ => return None,
    };
    let right = format!("〔{year}〕{}号", count.trim_start_matches('0'));
    let range = start..at + '号'.len_utf8();
    (text[range.clone()] != right).then_some(Wrong { range, right })
}
