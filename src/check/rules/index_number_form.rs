//! 索引号的形式不规范
//!
//! ## 发现什么
//!
//! 索引号（`index_number`）不符合通行的形式：前段是9位组织机构代码、18位统一社会信用代码或者6位行政区划代码，斜线之后是4位年份（或者6位年月）、连字符和5位流水号。
//!
//! 前段与本机关的统一社会信用代码（config.toml 的 `code`）不同的不报：索引号不因机构变更而改变。
//!
//! ## 为什么
//!
//! 索引号是目录的“索引”，要能唯一、稳定地找到一条信息，上级汇总、档案移交也按它。
//!
//! ## 例子
//!
//! ```toml
//! index_number = "示政办-2026-17"      # 应当像 11210000MB0000000X/2026-00017
//! ```
//!
//! ## 怎样改
//!
//! 按本地统一的规则编号。已经公开使用的索引号不要改动：本地的规则与此不同的，把这条规则设为 `"allow"`。

use crate::check::{Area, Check, Finding, Page, Place, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "index-number-form",
    area: Area::Metadata,
    level: Level::Warn,
    basis: "国办秘函〔2009〕6号（政府信息公开目录系统实施指引，试行）",
    settings: &[],
    source: include_str!("index_number_form.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Some(number) = &document.index_number else {
        return;
    };
    if is_regular(&number.value) {
        return;
    }
    let message = format!("索引号“{}”的形式不规范", number.value);
    found.push(
        Finding::new(&document.path, Place::Span(number.span), message)
            .help("机构代码/年份-五位流水号，例如 11210000MB0000000X/2026-00017"),
    );
}

/// Forms A to E of standards 6.1.
fn is_regular(text: &str) -> bool {
    let Some((code, serial)) = text.split_once('/') else {
        return false;
    };
    let bare = code.replacen('-', "", 1);
    let body = matches!(bare.len(), 6 | 8 | 9 | 18)
        && bare
            .bytes()
            .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    let digits = |text: &str, lengths: &[usize]| {
        lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    let tail = serial
        .split_once('-')
        .is_some_and(|(year, number)| digits(year, &[4, 6]) && digits(number, &[5]));
    body && tail
}
