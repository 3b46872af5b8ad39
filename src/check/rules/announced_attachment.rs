//! 正文写着附件，却没有附件
//!
//! ## 发现什么
//!
//! 政策文件正文里有“附件：”“附件1”等附件说明，而文档没有附件文件，正文后面也没有附件的内容（以“附件”开头的标题或者段落）或者链接。
//!
//! ## 为什么
//!
//! 群众找不到附件，表格下载不了，是办事服务检查中最常见的扣分。
//!
//! ## 例子
//!
//! ```text
//! 附件：申请表
//! （文档文件夹里没有这个文件）
//! ```
//!
//! ## 怎样改
//!
//! 把附件放进文档的文件夹（文档写成 `名称/index.md`），或者把附件的内容写在正文后面。

use memchr::memmem;

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "announced-attachment",
    area: Area::Links,
    level: Level::Warn,
    basis: "国办秘函〔2019〕19号（附件可下载）",
    settings: &[],
    source: include_str!("announced_attachment.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    if !document.attachments.is_empty() {
        return;
    }
    let text = document.body.text.as_str();
    if memmem::find(text.as_bytes(), "附件".as_bytes()).is_none() {
        return;
    }
    let mut at = 0;
    let mut places = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim_start_matches(['#', '*', ' ', '　', '\\']);
        if let Some(rest) = content.strip_prefix("附件") {
            let offset = start + line.len() - content.len();
            let named = rest.trim_start_matches(|c: char| {
                c.is_ascii_digit() || "一二三四五六七八九十 ".contains(c)
            });
            let left_out = ["（略）", "(略)", "（另发）", "(另发)"]
                .iter()
                .any(|words| content.contains(words));
            let announces = !left_out
                && named.starts_with(['：', ':'])
                && named
                    .trim_matches(['：', ':', ' ', '\n', '*'])
                    .chars()
                    .count()
                    > 1;
            places.push((offset..offset + "附件".len(), announces));
        } else if content.starts_with('|') {
            // A table after the announcement may well be the attachment.
            places.push((start..start, false));
        }
    }
    let first = places.iter().position(|(_, announces)| *announces);
    let Some(first) = first else { return };
    let announced: Vec<_> = places.iter().filter(|(_, announces)| *announces).collect();
    let set_out = places[first..].iter().any(|(_, announces)| !announces);
    // What follows the announcement at length is taken for the attachment, whatever stands above it.
    let rest = text[places[first].0.end..]
        .chars()
        .filter(|c| !c.is_whitespace())
        .count();
    if !set_out && rest < 600 && page.markup().links.is_empty() {
        let message = format!("正文写着附件（{} 处），文档没有附件", announced.len());
        found.push(
            Finding::body(page, &places[first].0, message)
                .help("附件放在文档自己的文件夹里: 文档写成 名称/index.md，附件放在它旁边"),
        );
    }
}
