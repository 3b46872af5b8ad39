//! 索引号里机构代码的校验位不对
//!
//! ## 发现什么
//!
//! 索引号前段的9位组织机构代码或者18位统一社会信用代码，按国家标准算出的校验位与最后一位不同。真实数据里也有校验不过的代码，所以只作提醒。
//!
//! ## 为什么
//!
//! 校验位不对，多半是录入时错了一位，这样的索引号与上级目录对不上。
//!
//! ## 例子
//!
//! ```toml
//! index_number = "000014348/2026-00017"      # 校验位应当是 9
//! ```
//!
//! ## 怎样改
//!
//! 对照统一社会信用代码证书核对。已经公开使用、不能再改的，写 `allow` 说明。

use crate::check::person;
use crate::check::{Area, Check, Finding, Page, Place, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "index-number-check",
    area: Area::Metadata,
    level: Level::Warn,
    basis: "GB 11714（组织机构代码）；GB 32100—2015（统一社会信用代码）",
    settings: &[],
    source: include_str!("index_number_check.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Some(number) = &document.index_number else {
        return;
    };
    let code = number.value.split('/').next().unwrap_or_default();
    let good = match code.len() {
        9 if code.bytes().all(|b| b.is_ascii_alphanumeric()) => person::organisation_code(code),
        18 => person::credit_code(code),
        _ => true,
    };
    if good || has_same_code(page, code) {
        return;
    }
    let message = format!("索引号里的机构代码“{code}”校验位不对");
    found.push(
        Finding::new(&document.path, Place::Span(number.span), message)
            .help("对照统一社会信用代码证书核对"),
    );
}

/// Where `config.toml` gives the very code, the slip is there and is found there.
fn has_same_code(page: &Page<'_>, code: &str) -> bool {
    page.agency().code.as_deref() == Some(code)
}
