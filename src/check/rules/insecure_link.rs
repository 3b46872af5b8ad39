//! 链接用的是不加密的 http
//!
//! ## 发现什么
//!
//! 正文里以 `http://` 开头的链接（链接的文字和地址都算，一个域名只报一次）。
//!
//! ## 为什么
//!
//! 不加密的网页会被篡改、插入广告，浏览器也会提示不安全。政府网站普遍支持 https。
//!
//! ## 例子
//!
//! ```markdown
//! [网站](http://www.example.gov.cn/)
//! ```
//!
//! ## 怎样改
//!
//! 把 `http://` 改成 `https://`，打开看看。对方还不支持的，写 `allow`。

use memchr::memmem;

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    name: "insecure-link",
    area: Area::Links,
    level: Level::Warn,
    basis: "国办发〔2017〕47号（安全防护）",
    settings: &[],
    source: include_str!("insecure_link.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let mut seen = BTreeSet::new();
    for link in page.links_out() {
        let Some(rest) = link.target.strip_prefix("http://") else {
            continue;
        };
        let host = rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())].to_owned();
        if seen.insert(host.clone()) {
            let message = format!("链接用的是不加密的 http: {host}");
            found.push(Finding::body(page, &link.range, message).help(format!("https://{rest}")));
        }
    }
    let text = document.body.text.as_str();
    let word = "http://";
    for at in memmem::find_iter(text.as_bytes(), word) {
        let rest = &text[at + word.len()..];
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'))
            .unwrap_or(rest.len());
        let host = rest[..end].to_owned();
        if end > 3 && seen.insert(host.clone()) {
            let message = format!("网址用的是不加密的 http: {host}");
            found.push(
                Finding::body(page, &(at..at + word.len() + end), message)
                    .help(format!("https://{host}")),
            );
        }
    }
}
