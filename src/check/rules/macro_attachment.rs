//! 附件带有宏或者可以执行
//!
//! ## 发现什么
//!
//! 附件的扩展名是带宏的办公文件（docm、xlsm、pptm、dotm、xltm）或者可以执行的程序、脚本、快捷方式。
//!
//! ## 为什么
//!
//! 宏和程序可能带病毒，从政府网站下载的文件群众会直接打开；杀毒软件也会拦截。
//!
//! ## 例子
//!
//! ```text
//! 填报表.xlsm
//! ```
//!
//! ## 怎样改
//!
//! 另存为不带宏的格式（docx、xlsx、pptx）或者 OFD、PDF。

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "macro-attachment",
    area: Area::Links,
    level: Level::Warn,
    basis: "国办发〔2017〕47号（安全防护）",
    settings: &[],
    source: include_str!("macro_attachment.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    for attachment in &document.attachments {
        let name = attachment.name.to_lowercase();
        let extension = name.rsplit_once('.').map_or("", |(_, end)| end);
        if RISKY.contains(&extension) {
            let message = format!("附件“{}”带有宏或者可以执行", attachment.name);
            found.push(
                Finding::key(page, "attachments", message).help("另存为 docx、xlsx、OFD 或者 PDF"),
            );
        }
    }
}

const RISKY: [&str; 17] = [
    "docm", "xlsm", "pptm", "dotm", "xltm", "potm", "xlam", "exe", "msi", "bat", "cmd", "vbs",
    "js", "scr", "lnk", "com", "ps1",
];
