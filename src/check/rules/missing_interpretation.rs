//! 规范性文件没有政策解读
//!
//! ## 发现什么
//!
//! 本机关制作的行政规范性文件和规章（`category` 是 `normative` 或者 `regulation`），现行有效，2016年2月17日以后成文，发布已满3个工作日，
//! 本平台没有哪一份解读的 `interprets` 写了它。只作废止、修改或者公布清理结果的文件，以及施行日期早于成文日期的修订文本不查。
//!
//! ## 为什么
//!
//! 涉及面广、社会关注度高的法规政策，起草部门应当将文件和解读方案一并报批，解读材料在文件公开后及时发布。
//!
//! ## 例子
//!
//! ```toml
//! title = "示例市城市养犬管理办法"
//! category = "normative"
//! # 没有一份解读写着 interprets = ["policy/2026/yangquan.md"]
//! ```
//!
//! ## 怎样改
//!
//! 在 `interpretation` 文件夹里补上解读，`interprets` 写这份文件的路径或者文号。确实不需要解读的，写 `allow` 说明理由。

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::{Category, Date, Detail, Validity, WorkDays};
use crate::site::RelatedSort;

pub(super) static RULE: Rule = Rule {
    name: "missing-interpretation",
    area: Area::Interpretation,
    level: Level::Warn,
    basis: "国办发〔2016〕80号；国办发〔2016〕19号",
    settings: &[],
    source: include_str!("missing_interpretation.rs"),
    check: Check::Page(check),
};

/// The day of 中共中央办公厅、国务院办公厅《关于全面推进政务公开工作的意见》.
const SINCE: Date = jiff::civil::date(2016, 2, 17);

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let Detail::Policy(policy) = &page.entry.document.detail else {
        return;
    };
    let published = page.entry.document.published.date;
    let grace = page
        .input
        .site
        .config
        .calendar
        .deadline(published, WorkDays(3));
    let early = !grace.is_missed_on(page.input.today());
    if early || !is_wanted(page) || !page.related(RelatedSort::InterpretedBy).is_empty() {
        return;
    }
    let message = format!("{}没有政策解读", policy.category.label());
    found.push(
        Finding::key(page, "title", message)
            .help("在 interpretation 文件夹里补上解读，interprets 写这份文件的路径或者文号"),
    );
}

/// Whether a document is one that should be explained.
pub(in crate::check) fn is_wanted(page: &Page<'_>) -> bool {
    let document = &page.entry.document;
    let Detail::Policy(policy) = &document.detail else {
        return false;
    };
    let dated = document.written_on();
    let in_force = page.entry.status.as_ref().is_some_and(|status| {
        matches!(
            status.validity,
            Validity::Valid | Validity::Pending | Validity::Amended
        )
    });
    // A law of a congress is explained by the congress; an older law in a revised text was explained when it was made.
    let body = document.body.text.as_str();
    let head = || {
        let end = body
            .char_indices()
            .nth(400)
            .map_or(body.len(), |(at, _)| at);
        &body[..end]
    };
    let by_congress = policy.category == Category::Regulation
        && (document.title.ends_with("条例") || head().contains("人民代表大会"));
    let revised = document.effective.is_some_and(|day| day < dated);
    matches!(policy.category, Category::Normative | Category::Regulation)
        && dated >= SINCE
        && in_force
        && page.is_own()
        && !(by_congress || revised || is_formal(&document.title))
}

/// Documents that only repeal, amend or list others need no explanation.
fn is_formal(title: &str) -> bool {
    ["废止", "修改", "清理", "宣布失效", "继续有效", "印发目录"]
        .iter()
        .any(|word| title.contains(word))
}
