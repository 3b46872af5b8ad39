//! 错别字
//!
//! ## 发现什么
//!
//! 标题、内容概述、正文和附件名称里有词表所列的错词，例如“平稳过度”（平稳过渡）、“布署”（部署）、“截止目前”（截至目前）。
//! 代码和网址里的不算；法律、法规、规章的文本不能改动，不查。
//!
//! ## 为什么
//!
//! 错别字损害公文的严肃性，是网站检查扣分的内容；“严重表述错误”属于单项否决。
//!
//! ## 例子
//!
//! ```text
//! 确保改革期间工作平稳过度。
//! ```
//!
//! ## 怎样改
//!
//! 照提示改。原文就是这样、不能改动的（例如引用的历史文件），写 `allow`；
//! 本地确实这样用的词，在 `keep` 里列出。
//!
//! 词表可以补充：在门户文件夹的 `checks/misspelling.toml` 里写
//!
//! ```toml
//! [[word]]
//! word = "错的写法"
//! right = "对的写法"
//! except = ["含有这几个字却没有错的词"]
//! ```
//!
//! 第一行写 `replace = true` 时，用这份词表代替程序自带的。

use crate::check::text::{List, Part};
use crate::check::{Area, Check, Finding, Page, Rule, Setting};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "misspelling",
    area: Area::Text,
    level: Level::Warn,
    basis: "国办秘函〔2019〕19号（内容准确）；公文校对的通行要求",
    settings: &[Setting {
        key: "keep",
        default: "[]",
        doc: "不作为错词的写法",
    }],
    source: include_str!("misspelling.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    if page.is_legislation() {
        return;
    }
    let day = document.written_on();
    for (text, hit) in page.texts().of(List::Misspelling) {
        let word = page.input.lexicon.word(hit);
        if word.since().is_some_and(|since| day < since)
            || (text.part == Part::Body && !page.markup().is_words(&hit.range))
        {
            continue;
        }
        let message = format!("“{}”应当是“{}”", word.wrong, word.right);
        found.push(
            text.finding(page.entry, &hit.range, message)
                .help(format!("改成“{}”", word.right)),
        );
    }
}
