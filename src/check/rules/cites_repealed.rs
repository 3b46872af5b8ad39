//! 现行有效的文件引用已经废止、失效的文件
//!
//! ## 发现什么
//!
//! 现行有效的政策文件，`cites` 或者正文的书名号引用的文件在本平台已废止或者已失效，并且在本文件成文以前就已经废止、失效。
//! 正文里写成“原《……》”的、同一句里说到废止的、同名的新文件还有效的不算。国家的法律由 `cites-repealed-law` 检查。
//!
//! ## 为什么
//!
//! 以失效的文件为依据，文件的合法性会受到质疑。
//!
//! ## 例子
//!
//! ```toml
//! cites = ["示政发〔2010〕5号"]      # 已于2018年废止
//! ```
//!
//! ## 怎样改
//!
//! 改引现行的文件；历史沿革中提到的，写 `allow` 说明。

use std::collections::BTreeSet;

use crate::check::cited::{cited, is_past};
use crate::check::{Area, Check, Finding, Page, Place, Rule};
use crate::diag::Level;
use crate::model::{Date, Relation, Validity};
use crate::site::{DocId, Entry, RelatedSort, Target};

pub(super) static RULE: Rule = Rule {
    name: "cites-repealed",
    area: Area::Validity,
    level: Level::Warn,
    basis: "国办公开办函〔2021〕33号",
    settings: &[],
    source: include_str!("cites_repealed.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let valid = page
        .entry
        .status
        .as_ref()
        .is_some_and(|s| s.validity == Validity::Valid);
    if !valid {
        return;
    }
    let made = document.written_on();
    let site = page.input.site;
    for id in page.related(RelatedSort::Acts(Relation::Cites)) {
        let other = site.entry(id);
        if is_over(other, made) {
            found.push(finding(Finding::key(page, "cites", message(other)), other));
        }
    }
    // Whatever it says of a document that it stands to in a relation, the relation says why.
    let mut seen: BTreeSet<DocId> = related(page).collect();
    let body = &document.body.text;
    for one in cited(body) {
        let Some(id) = page.input.over(one.name).filter(|id| !seen.contains(id)) else {
            continue;
        };
        let other = site.entry(id);
        if is_over(other, made) && !is_past(body, &one) {
            seen.insert(id);
            found.push(finding(
                Finding::body(page, &one.range, message(other)),
                other,
            ));
        }
    }
}

/// The documents that this one stands to in any relation.
fn related(page: &Page<'_>) -> impl Iterator<Item = DocId> {
    let targets = page.entry.related.iter().flat_map(|group| &group.targets);
    targets.filter_map(|target| match target {
        Target::Document(id) => Some(*id),
        Target::Words(_) => None,
    })
}

/// Whether a document was over before a day.
fn is_over(other: &Entry, made: Date) -> bool {
    other.status.as_ref().is_some_and(|status| {
        matches!(status.validity, Validity::Repealed | Validity::Expired)
            && status.date.is_some_and(|day| day < made)
    })
}

fn message(other: &Entry) -> String {
    let over = other
        .status
        .as_ref()
        .map_or("已废止", |status| status.validity.label());
    format!("引用的《{}》成文以前就{over}", other.document.title)
}

fn finding(finding: Finding, other: &Entry) -> Finding {
    finding
        .beside(&other.document.path, Place::Key("title"), "引用的文件")
        .help("改引现行的文件")
}
