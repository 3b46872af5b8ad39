//! 正文提到没有公开的文件
//!
//! ## 发现什么
//!
//! 公开文件的正文里写着某个文号，而这个文号的文件在本平台不公开、依申请公开、是草稿或者还没有到发布日期。`repeals` 等关系和链接指向没有公开的文件，由 `refers-to-withheld` 提醒。
//!
//! ## 为什么
//!
//! 文号和标题本身也可能不宜公开；引用不公开的文件，还会引来公开申请。
//!
//! ## 例子
//!
//! ```text
//! 根据《……》（示政办发〔2026〕9号）……      # 示政办发〔2026〕9号不公开
//! ```
//!
//! ## 怎样改
//!
//! 确认文号可以写出；不宜写出的，改成不指明文号的说法。可以写出的，写 `allow` 说明。

use memchr::memmem;

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::model::doc_number;

pub(super) static RULE: Rule = Rule {
    name: "mentions-withheld",
    area: Area::Openness,
    level: Level::Warn,
    basis: "《政府信息公开条例》第十四条至第十六条",
    settings: &[],
    source: include_str!("mentions_withheld.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let text = document.body.text.as_str();
    let mut seen = BTreeSet::new();
    for close in memmem::find_iter(text.as_bytes(), "号") {
        let end = close + "号".len();
        let Some(range) = number_before(text, end) else {
            continue;
        };
        let written = &text[range.clone()];
        if page.input.site.names_withheld(written) && seen.insert(doc_number::key(written)) {
            let message = "这里提到的文件没有公开";
            found.push(
                Finding::body(page, &range, message)
                    .help("确认文号可以写出；不宜写出的，改成不指明文号的说法"),
            );
        }
    }
}

/// How many bytes there are at most from the bracket before the year to the end.
const LONGEST: usize = 40;

/// The 文号 that ends here: from the last character that cannot belong to one.
fn number_before(text: &str, end: usize) -> Option<Range<usize>> {
    let head = &text[..end];
    let near = text.floor_char_boundary(end.saturating_sub(LONGEST));
    let open = near + head[near..].rfind(['〔', '[', '﹝', '［'])?;
    let start = head[..open]
        .char_indices()
        .rev()
        .take(16)
        .take_while(|(_, c)| ('\u{4e00}'..='\u{9fff}').contains(c))
        .last()
        .map(|(at, _)| at)?;
    Some(start..end)
}
