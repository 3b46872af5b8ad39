//! 正文说有图，却没有图
//!
//! ## 发现什么
//!
//! 正文写着“如下图”“见下图”“如图所示”“图为”，而正文里没有一张图片，文档也没有图片附件。
//!
//! ## 为什么
//!
//! 图片丢失多是迁移网页时造成的，检查时按图片不显示扣分。
//!
//! ## 例子
//!
//! ```text
//! 办理流程如下图所示：
//! （没有图片）
//! ```
//!
//! ## 怎样改
//!
//! 补上图片，并写替代文字；不再需要的，改写文字。

use std::ops::Range;

use crate::check::text::{List, Part};
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "announced-picture",
    area: Area::Access,
    level: Level::Warn,
    basis: "国办秘函〔2019〕19号（图片显示）",
    settings: &[],
    source: include_str!("announced_picture.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let first = page
        .texts()
        .of(List::Picture)
        .find(|(text, hit)| text.part == Part::Body && announces(text.text, &hit.range));
    let Some((_, hit)) = first else { return };
    let document = &page.entry.document;
    let pictures = [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".pdf"];
    let has_file = document.attachments.iter().any(|file| {
        pictures
            .iter()
            .any(|end| file.name.to_lowercase().ends_with(end))
    });
    if !has_file && page.images().is_empty() {
        found.push(
            Finding::body(page, &hit.range, "正文说有图，却没有图片")
                .help("补上图片，或者改写文字"),
        );
    }
}

pub(in crate::check) const WORDS: [&str; 4] = ["如下图", "见下图", "如图所示", CAPTION];

/// It announces a picture only where a caption begins, or with a colon behind it.
const CAPTION: &str = "图为";

fn announces(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    text[range.clone()] != *CAPTION
        || before.is_none_or(|c| "（。\n".contains(c))
        || text[range.end..].starts_with(['：', ':'])
}
