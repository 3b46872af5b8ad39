//! 附件打不开、加密或者与扩展名不符
//!
//! ## 发现什么
//!
//! 附件的内容与扩展名不符、文件损坏，或者要密码才能打开。图片、音视频和压缩包不查内容。
//!
//! ## 为什么
//!
//! 附件打不开、下载下来不是说的那种文件，是检查时最常见的扣分。
//!
//! ## 例子
//!
//! ```text
//! 申请表.docx 其实是网页改的扩展名
//! ```
//!
//! ## 怎样改
//!
//! 用办公软件打开检查，重新保存或者导出；去掉打开密码。

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::{FileText, Unreadable};

pub(super) static RULE: Rule = Rule {
    name: "damaged-attachment",
    area: Area::Links,
    level: Level::Warn,
    basis: "国办秘函〔2019〕19号（附件可下载）",
    settings: &[],
    source: include_str!("damaged_attachment.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    for attachment in &document.attachments {
        let FileText::Unreadable(reason @ (Unreadable::Damaged | Unreadable::Encrypted)) =
            attachment.text
        else {
            continue;
        };
        if attachment.size == 0 {
            continue;
        }
        let message = format!("附件“{}”{}", attachment.name, reason.label());
        found.push(Finding::key(page, "attachments", message).help(reason.help()));
    }
}
