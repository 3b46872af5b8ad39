//! 没有写完的内容、乱码和网页残留
//!
//! ## 发现什么
//!
//! 标题、正文和附件名称里有“待补充”“此处填写”“TODO”、乱码（“锟斤拷”“â€”）、零宽字符，以及从旧网页带过来的“扫一扫在手机打开当前页”等残留。
//!
//! ## 为什么
//!
//! 网页内容应当完整准确；残留和乱码是网站检查的扣分项。
//!
//! ## 例子
//!
//! ```text
//! 联系电话：待补充
//! ```
//!
//! ## 怎样改
//!
//! 补写完整，或者删去。表格样表里确实要留空的地方，写“（填写）”或者留空格。

use crate::check::text::{List, Part};
use crate::check::{Area, Check, Finding, Page, Rule, Setting};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "placeholder",
    area: Area::Text,
    level: Level::Warn,
    basis: "国办秘函〔2019〕19号（内容准确、页面规范）",
    settings: &[Setting {
        key: "keep",
        default: "[]",
        doc: "不作为残留的写法",
    }],
    source: include_str!("placeholder.rs"),
    check: Check::Page(check),
};

/// Characters that are not seen and break searching.
pub(in crate::check) const INVISIBLE: [&str; 6] = [
    "\u{200b}", "\u{200c}", "\u{200d}", "\u{2060}", "\u{feff}", "\u{ad}",
];

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    for (text, hit) in page.texts().of(List::Placeholder) {
        if text.part == Part::Body && !page.markup().is_words(&hit.range) {
            continue;
        }
        let word = page.input.lexicon.word(hit).wrong.as_str();
        let message = format!("“{word}”像是没有写完的内容、乱码或者网页残留");
        found.push(
            text.finding(page.entry, &hit.range, message)
                .help("补写完整，或者删去"),
        );
    }
    let mut told = None;
    for (text, hit) in page.texts().of(List::Invisible) {
        // The first of a text; those of attachments cannot be mended here.
        if told == Some(hit.text) || matches!(text.part, Part::File(_)) {
            continue;
        }
        told = Some(hit.text);
        let message = "有看不见的字符（零宽字符），检索会找不到这里的词";
        found.push(
            text.finding(page.entry, &hit.range, message)
                .help("删去这个位置的字符后重新输入"),
        );
    }
}
