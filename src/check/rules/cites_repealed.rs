//! 现行有效的文件引用已经废止、失效的文件
//!
//! ## 发现什么
//!
//! 现行有效的政策文件，`cites` 引用的文件在本平台已废止或者已失效，并且在本文件成文以前就已经废止、失效。
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

use crate::check::{Area, Check, Finding, Page, Place, Rule};
use crate::diag::Level;
use crate::model::{Relation, Validity};
use crate::site::RelatedSort;

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
    let made = document.dated.unwrap_or(document.published.date);
    for id in page.related(RelatedSort::Acts(Relation::Cites)) {
        let other = page.input.site.entry(id);
        let over = other.status.as_ref().filter(|status| {
            matches!(status.validity, Validity::Repealed | Validity::Expired)
                && status.date.is_some_and(|day| day < made)
        });
        let Some(over) = over else { continue };
        let message = format!(
            "引用的《{}》成文以前就{}",
            other.document.title,
            over.validity.label()
        );
        found.push(
            Finding::key(page, "cites", message)
                .beside(&other.document.path, Place::Key("title"), "引用的文件")
                .help("改引现行的文件"),
        );
    }
}
