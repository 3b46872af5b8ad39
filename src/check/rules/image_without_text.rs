//! 图片没有替代文字
//!
//! ## 发现什么
//!
//! 正文里的图片没有替代文字，或者替代文字只是文件名、“图片”“image”。
//!
//! ## 为什么
//!
//! 看不见图片的人靠读屏软件读替代文字；图片打不开时也显示它。
//!
//! ## 例子
//!
//! ```markdown
//! ![](liucheng.png)
//! ```
//!
//! ## 怎样改
//!
//! `![办理流程: 申请、受理、审查、决定](liucheng.png)`。信息很多的图，在正文里写出等价的文字。

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "image-without-text",
    area: Area::Access,
    level: Level::Warn,
    basis: "《无障碍环境建设法》第三十二条；WCAG 2.1 准则 1.1.1",
    settings: &[],
    source: include_str!("image_without_text.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    for image in page.images() {
        let text = image.text.trim();
        let name = image.target.rsplit('/').next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let empty = text.is_empty()
            || text == name
            || (text == stem && text.is_ascii())
            || matches!(
                text,
                "图片" | "图" | "image" | "img" | "picture" | "附图" | "插图"
            );
        if empty {
            found.push(
                Finding::body(page, &image.range, "图片没有替代文字")
                    .help(format!("![说明图片内容的文字]({})", image.target)),
            );
        }
    }
}
