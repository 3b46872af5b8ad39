//! 附件太大
//!
//! ## 发现什么
//!
//! 附件超过20 MB（视频、音频不超过200 MB）。
//!
//! ## 为什么
//!
//! 群众用手机和低速网络也要能下载；太大的文件常常是没有压缩的扫描件。
//!
//! ## 例子
//!
//! ```text
//! 实施方案.pdf（86 MB）
//! ```
//!
//! ## 怎样改
//!
//! 扫描件换成由文字处理软件导出的 PDF，或者压缩图片；视频放到视频平台，正文里写文字稿和链接。

use crate::check::{Area, Check, Finding, Page, Rule, Setting};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "large-attachment",
    area: Area::Links,
    level: Level::Warn,
    basis: "国办发〔2017〕47号附件（页面加载；条文未核实）",
    settings: &[
        Setting {
            key: "megabytes",
            default: "20",
            doc: "多少 MB 以上算太大",
        },
        Setting {
            key: "media_megabytes",
            default: "200",
            doc: "视频、音频多少 MB 以上算太大",
        },
    ],
    source: include_str!("large_attachment.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let limit = page.input.number(RULE.name, "megabytes", 20);
    let media_limit = page.input.number(RULE.name, "media_megabytes", 200);
    for attachment in &document.attachments {
        let name = attachment.name.to_lowercase();
        let media = [".mp4", ".mov", ".avi", ".mp3", ".wav", ".webm", ".m4a"]
            .iter()
            .any(|end| name.ends_with(end));
        let limit = if media { media_limit } else { limit };
        let bytes = u64::try_from(limit).unwrap_or(20) * 1_000_000;
        if attachment.size > bytes {
            let message = format!(
                "附件“{}”有 {} MB，超过 {limit} MB",
                attachment.name,
                attachment.size / 1_000_000
            );
            found.push(
                Finding::key(page, "attachments", message)
                    .help("压缩图片，或者换成由文字处理软件导出的文件"),
            );
        }
    }
}
