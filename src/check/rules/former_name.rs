//! 机构改革以后仍用旧称
//!
//! ## 发现什么
//!
//! 成文日期（没有的按发布日期）在机构改名以后的文件，用了旧的机构名称，例如2020年的文件写“安监局”“环保局”“国土资源局”。
//! 写成“原安监局”的、引用当时发布的文件的不算，改名以前的文件、国家机关的旧称、法律法规规章的文本不算。同一文件里一个旧称只指出第一处。
//!
//! ## 为什么
//!
//! 机构名称应当使用全称或者规范化简称，随机构改革更新；旧称会让群众找不到办事的机关。
//!
//! ## 例子
//!
//! ```text
//! 由市安监局负责解释。        # 2019年4月以后应当是市应急管理局
//! ```
//!
//! ## 怎样改
//!
//! 改成现在的名称；说的是改革以前的机构，写“原某局”。现称因地方而异的，在 `checks/former-name.toml` 里写本地的：
//!
//! ```toml
//! [[word]]
//! word = "扶贫办"
//! right = "乡村振兴局"
//! from = 2021-06-01
//! ```

use std::collections::BTreeSet;

use crate::check::text::{List, Part};
use crate::check::{Area, Check, Finding, Page, Rule, Setting};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "former-name",
    area: Area::Text,
    level: Level::Warn,
    basis: "GB/T 9704—2012（机关名称用全称或者规范化简称）",
    settings: &[Setting {
        key: "keep",
        default: "[]",
        doc: "本地仍在使用的名称",
    }],
    source: include_str!("former_name.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    if page.is_legislation() {
        return;
    }
    let day = document.written_on();
    let mut seen = BTreeSet::new();
    for (text, hit) in page.texts().of(List::FormerName) {
        let word = page.input.lexicon.word(hit);
        let words = text.part != Part::Body || page.markup().is_words(&hit.range);
        let since = word.since().filter(|since| day >= *since);
        let Some(since) = since.filter(|_| words && !is_quoted(text.text, &hit.range)) else {
            continue;
        };
        if !seen.insert(word.wrong.as_str()) {
            continue;
        }
        let message = format!("“{}”是旧称，{since} 以后应当用现在的名称", word.wrong);
        found.push(text.finding(page.entry, &hit.range, message).help(format!(
            "一般是“{}”；说的是原来的机构，写“原{}”",
            word.right, word.wrong
        )));
    }
}

/// In a title between 《》, or after 原 with the place's name in between, the old name is right.
fn is_quoted(text: &str, range: &std::ops::Range<usize>) -> bool {
    let from = text[..range.start]
        .char_indices()
        .rev()
        .nth(40)
        .map_or(0, |(at, _)| at);
    let before = &text[from..range.start];
    let open = before.rfind('《');
    if open.is_some() && open > before.rfind('》') {
        return true;
    }
    let clause = before
        .rfind(['，', '。', '、', '；', '\n', '（', '('])
        .map_or(before, |at| &before[at..]);
    let after = text[range.end..].chars().take(12).collect::<String>();
    let cited = ["令第", "发布", "公布", "〔", "号"]
        .iter()
        .any(|word| after.contains(word));
    clause.contains('原') || cited
}
