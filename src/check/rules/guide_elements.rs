//! 公开指南缺少规定的要素
//!
//! ## 发现什么
//!
//! 政府信息公开指南缺少九项要素中的几项：政府信息的分类、编排体系、获取方式（在正文里找），公开工作机构的名称、办公地址、办公时间、联系电话、传真号码、互联网联系方式（在 config.toml 的机关里找，正文里写了也算）。平台自己的机关没有指南的也报。
//!
//! ## 为什么
//!
//! 指南应当包括这些内容，并且及时更新。这是条例的明文规定，也是检查时逐项核对的。
//!
//! ## 例子
//!
//! ```toml
//! [[agency]]
//! id = "zfb"
//! phone = "0400-8000100"
//! # 没有 office、address、hours、fax、email
//! ```
//!
//! ## 怎样改
//!
//! 在 config.toml 的机关里补上；分类、编排体系、获取方式写在指南正文里。没有传真的，在正文里写明“本机关未设传真”。

use crate::check::{Area, Check, Finding, Input, Place, Rule};
use crate::config::Agency;
use crate::diag::Level;
use crate::source::SourcePath;

pub(super) static RULE: Rule = Rule {
    name: "guide-elements",
    area: Area::Guide,
    level: Level::Deny,
    basis: "《政府信息公开条例》第十二条",
    settings: &[],
    source: include_str!("guide_elements.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let site = input.site;
    let own = site.config.own_agency();
    for (ix, agency) in site.config.agencies() {
        let guide = site
            .agencies
            .get(&ix)
            .and_then(crate::site::ScopeLists::guide);
        let Some(guide) = guide else {
            if ix == own && !site.entries.is_empty() {
                let message = format!("{}没有政府信息公开指南", agency.name);
                found.push(
                    Finding::new(&SourcePath::new("config.toml"), Place::File, message)
                        .help("在 content 文件夹里写 guide.md"),
                );
            }
            continue;
        };
        let document = &site.entry(guide).document;
        let missing = missing(&document.body.text, agency);
        if !missing.is_empty() {
            let message = format!("公开指南缺少: {}", missing.join("、"));
            found.push(
                Finding::new(&document.path, Place::File, message)
                    .help("机构和联系方式写在 config.toml 的机关里，其余写在指南正文里"),
            );
        }
    }
}

/// The elements that neither the text nor the agency's contact data give.
fn missing(text: &str, agency: &Agency) -> Vec<&'static str> {
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let online = agency.email.is_some() || agency.apply_url.is_some();
    [
        (says(&["分类", "类别"]), "政府信息的分类"),
        (says(&["编排", "目录", "索引"]), "编排体系"),
        (
            says(&["获取", "查阅", "公开形式", "公开方式", "公开渠道"]),
            "获取方式",
        ),
        (
            agency.office.is_some() || says(&["公开工作机构", "受理机构"]),
            "公开工作机构的名称(office)",
        ),
        (
            agency.address.is_some() || says(&["办公地址", "地址"]),
            "办公地址(address)",
        ),
        (
            agency.hours.is_some() || says(&["办公时间", "工作时间"]),
            "办公时间(hours)",
        ),
        (
            agency.phone.is_some() || says(&["联系电话", "电话"]),
            "联系电话(phone)",
        ),
        (agency.fax.is_some() || says(&["传真"]), "传真号码(fax)"),
        (
            online || says(&["邮箱", "网址", "互联网", "@"]),
            "互联网联系方式(email)",
        ),
    ]
    .into_iter()
    .filter_map(|(there, name)| (!there).then_some(name))
    .collect()
}
