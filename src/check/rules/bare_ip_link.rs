//! 链接写的是 IP 地址或者带端口的内部地址
//!
//! ## 发现什么
//!
//! 正文里的链接写的是 IP 地址、`localhost` 或者带着端口号。
//!
//! ## 为什么
//!
//! 这样的地址多半是内部系统或者测试环境的，群众打不开，还会暴露内部网络。
//!
//! ## 例子
//!
//! ```markdown
//! [附件](http://192.168.1.10:8080/a.doc)
//! ```
//!
//! ## 怎样改
//!
//! 换成正式的域名；附件放到文档自己的文件夹里。

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "bare-ip-link",
    area: Area::Links,
    level: Level::Warn,
    basis: "国办发〔2017〕47号附件（链接规范；条文未核实）",
    settings: &[],
    source: include_str!("bare_ip_link.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    for link in page.links_out() {
        let rest = link
            .target
            .strip_prefix("https://")
            .or_else(|| link.target.strip_prefix("http://"));
        let Some(rest) = rest else { continue };
        let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        let (name, port) = host.split_once(':').unwrap_or((host, ""));
        let numeric = !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if numeric || name == "localhost" || !matches!(port, "" | "80" | "443") {
            let message = format!("链接写的是内部地址 {host}");
            found.push(
                Finding::body(page, &link.range, message)
                    .help("换成正式的域名；附件放到文档自己的文件夹里"),
            );
        }
    }
}
