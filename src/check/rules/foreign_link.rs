//! 链接到非政府网站
//!
//! ## 发现什么
//!
//! 正文里的链接指向域名不以 `.gov.cn`、`.政务.cn`、`.政务` 结尾的网站。同一份文件里同一个域名只报一次。
//!
//! ## 为什么
//!
//! 外部链接应当审核，打开非政府网站要有提示；域名失效后被人抢注，会变成违法内容的“暗链”，属于单项否决。
//!
//! ## 例子
//!
//! ```markdown
//! [平台](https://www.example.com/)
//! ```
//!
//! ## 怎样改
//!
//! 确有必要的，把审核过的域名写进 `hosts`；没有必要的删去。

use crate::check::{Area, Check, Finding, Page, Rule, Setting};
use crate::diag::Level;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    name: "foreign-link",
    area: Area::Links,
    level: Level::Warn,
    basis: "国办发〔2017〕47号附件（外部链接审核；条文未核实）",
    settings: &[Setting {
        key: "hosts",
        default: "[]",
        doc: "审核过的域名，其下的子域名也算",
    }],
    source: include_str!("foreign_link.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let allowed = page.input.words(RULE.name, "hosts");
    let own = page.input.site.config.site.domain.as_deref();
    let mut seen = BTreeSet::new();
    for link in page.links_out() {
        let Some(host) = host(&link.target) else {
            continue;
        };
        let official = [".gov.cn", ".政务.cn", ".政务", ".mil.cn"]
            .iter()
            .any(|end| host.ends_with(end));
        let listed = allowed
            .iter()
            .any(|name| host == *name || host.ends_with(&format!(".{name}")));
        if official || listed || own == Some(host.as_str()) || !seen.insert(host.clone()) {
            continue;
        }
        let message = format!("链接到非政府网站 {host}");
        found.push(Finding::body(page, &link.range, message).help(format!(
            "审核过的写进 config.toml: foreign-link = {{ hosts = [\"{host}\"] }}"
        )));
    }
}

/// The host of an address on the net, in lower case.
fn host(target: &str) -> Option<String> {
    let rest = target
        .strip_prefix("https://")
        .or_else(|| target.strip_prefix("http://"))?;
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    Some(rest[..end].to_ascii_lowercase()).filter(|host| !host.is_empty())
}
