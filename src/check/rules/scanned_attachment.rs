//! 附件是扫描件，里面没有文字
//!
//! ## 发现什么
//!
//! PDF、OFD 等附件里没有可以读出的文字（扫描件，或者字体没有说明是哪些字），而正文的文字又很少（不到300个字）。
//!
//! ## 为什么
//!
//! 扫描件检索不到、复制不了，读屏软件读不出来。正文全文图片化也不符合“便于复制、打印”的要求。
//!
//! ## 例子
//!
//! ```text
//! 通知.pdf（扫描件），正文只有一句“详见附件”
//! ```
//!
//! ## 怎样改
//!
//! 换成由文字处理软件直接导出的 PDF，或者把全文写在正文里。

use crate::check::{Area, Check, Finding, Page, Rule, Setting};
use crate::diag::Level;
use crate::model::{FileText, Unreadable};

pub(super) static RULE: Rule = Rule {
    name: "scanned-attachment",
    area: Area::Access,
    level: Level::Warn,
    basis: "《无障碍环境建设法》第三十条；WCAG 2.1 准则 1.1.1",
    settings: &[Setting {
        key: "chars",
        default: "300",
        doc: "正文有多少个字以上就不报",
    }],
    source: include_str!("scanned_attachment.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let scanned = document
        .attachments
        .iter()
        .find(|file| matches!(file.text, FileText::Unreadable(Unreadable::NoText)));
    let Some(scanned) = scanned else { return };
    let words: usize = page
        .markup()
        .words
        .iter()
        .map(|range| {
            document.body.text[range.clone()]
                .chars()
                .filter(|c| c.is_alphanumeric())
                .count()
        })
        .sum();
    let least = usize::try_from(page.input.number(RULE.name, "chars", 300)).unwrap_or(300);
    if words < least {
        let message = format!("附件“{}”是扫描件，正文只有 {words} 个字", scanned.name);
        found.push(Finding::key(page, "attachments", message).help(Unreadable::NoText.help()));
    }
}
