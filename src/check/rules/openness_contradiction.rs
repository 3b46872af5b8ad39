//! 正文的附注与公开属性不一致
//!
//! ## 发现什么
//!
//! 正文里单独成行的附注（例如“（此件依申请公开）”）与开头写的公开属性（`openness`）不一致。
//!
//! ## 为什么
//!
//! 公文的公开属性在拟制时确定，附注就是它的记载。附注写着不公开、依申请公开的文件出现在主动公开的内容里，多半是误发；
//! 没有先审查就公开的，可能泄露不应当公开的内容。
//!
//! ## 例子
//!
//! ```text
//! openness = "public"
//! ……
//! （此件依申请公开）
//! ```
//!
//! ## 怎样改
//!
//! 先查明发文时确定的公开属性。不应公开的，把 `openness` 改成 `"on-request"` 或者 `"closed"` 并写明理由，重新生成网站；
//! 附注写错的，改正附注。

use crate::check::person;
use crate::check::text::{List, Part};
use crate::check::{Area, Check, Finding, Page, Place, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "openness-contradiction",
    area: Area::Openness,
    level: Level::Deny,
    basis: "《政府信息公开条例》第十七条；国办发〔2016〕80号（公文公开属性源头认定）",
    settings: &[],
    source: include_str!("openness_contradiction.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let own = document.openness.value();
    for (text, hit) in page.texts().of(List::Openness) {
        let means = page.input.lexicon.word(hit).right.as_str();
        if text.part != Part::Body || means == own || !is_note(text.text, &hit.range) {
            continue;
        }
        let message = format!(
            "附注“{}”与公开属性“{}”不一致",
            &text.text[hit.range.clone()],
            document.openness.label()
        );
        found.push(
            text.finding(page.entry, &hit.range, message)
                .beside(&document.path, Place::Key("openness"), "公开属性写在这里")
                .help("查明发文时确定的公开属性，改正写错的一处；不应公开的立即改为 on-request 或 closed"),
        );
    }
}

/// A note stands alone on its line, mostly in brackets; a sentence or a table about notes is none.
fn is_note(text: &str, range: &std::ops::Range<usize>) -> bool {
    let (before, after) = person::around(text, range, 200);
    let frame = |c: char| c.is_whitespace() || "（()）。*\\〔〕【】".contains(c);
    before.chars().all(frame) && after.chars().all(frame)
}
