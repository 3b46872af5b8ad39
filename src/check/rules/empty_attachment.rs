//! 附件是空文件
//!
//! ## 发现什么
//!
//! 附件的长度是0字节。
//!
//! ## 为什么
//!
//! 附件打不开是检查时的扣分项；办事指南的表格样表应当能够下载。
//!
//! ## 例子
//!
//! ```text
//! 申请表.docx（0 字节）
//! ```
//!
//! ## 怎样改
//!
//! 换成完整的文件。

use crate::check::{Area, Check, Finding, Page, Place, Rule};
use crate::diag::Level;
use crate::source::SourcePath;

pub(super) static RULE: Rule = Rule {
    name: "empty-attachment",
    area: Area::Links,
    level: Level::Deny,
    basis: "国办秘函〔2019〕19号（附件可下载）",
    settings: &[],
    source: include_str!("empty_attachment.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    for attachment in document.attachments.iter().filter(|file| file.size == 0) {
        let path = SourcePath::new(&format!("{}/{}", document.path.folder(), attachment.name));
        let message = format!("附件“{}”是空文件", attachment.name);
        found.push(Finding::new(&path, Place::File, message).help("换成完整的文件"));
    }
}
