//! 公开的内容里有护照号或者通行证号
//!
//! ## 发现什么
//!
//! 符合护照、港澳通行证、台胞证编号规则的字符，并且旁边写着“护照”“通行证”“台胞证”“回乡证”。没有这些词的不报。
//!
//! ## 为什么
//!
//! 证件号码是个人信息。
//!
//! ## 例子
//!
//! ```text
//! 护照号码：E12345678
//! ```
//!
//! ## 怎样改
//!
//! 删去，或者用 * 代替中间的数字。

use crate::check::person;
use crate::check::runs::runs_in;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "passport-number",
    area: Area::Persons,
    level: Level::Deny,
    basis: "《政府信息公开条例》第十五条；《个人信息保护法》第二十八条",
    settings: &[],
    source: include_str!("passport_number.rs"),
    check: Check::Page(check),
};

const CONTEXT: [&str; 4] = ["护照", "通行证", "台胞证", "回乡证"];

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    for (text, piece) in page.texts().numbers() {
        for run in runs_in(text.text, piece, 7) {
            if !is_passport(&run.text) {
                continue;
            }
            let (before, _) = person::around(text.text, &run.range, 16);
            if !CONTEXT.iter().any(|word| before.contains(word)) {
                continue;
            }
            let hash = person::hash(&run.text);
            let message = format!("证件号码 {}", person::shown(&run.text));
            found.push(
                text.finding(page.entry, &run.range, message)
                    .help(format!("删去或者用 * 代替中间的数字；确实不是个人证件的，写 allow = [{{ rule = \"passport-number\", hash = \"{hash}\", reason = \"……\" }}]"))
                    .masked(hash),
            );
        }
    }
}

/// Ordinary, official and diplomatic passports, passes to and from Hong Kong, Macao and Taiwan.
fn is_passport(text: &str) -> bool {
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let (head, digits) = text.split_at(letters);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    match head {
        "G" | "D" => digits.len() == 8,
        "E" => matches!(digits.len(), 7 | 8),
        "S" | "P" | "SE" | "PE" => matches!(digits.len(), 7 | 8),
        "H" | "M" | "C" => matches!(digits.len(), 8..=10),
        _ => head.len() == 2 && head.starts_with('E') && digits.len() == 7,
    }
}
