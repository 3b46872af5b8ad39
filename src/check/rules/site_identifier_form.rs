//! 网站标识码、备案编号、域名的形式不对
//!
//! ## 发现什么
//!
//! `[site]` 的 `id_code` 不是10位数字（部委网站是 bm 加8位数字），`icp` 不像“某ICP备00000000号”，`police` 不像“某公网安备00000000000000号”，`domain` 不以 `.gov.cn` 结尾。
//!
//! ## 为什么
//!
//! 标识码和备案编号要能查到；形式不对的一定查不到。
//!
//! ## 例子
//!
//! ```toml
//! [site]
//! id_code = "12345"
//! icp = "ICP备案中"
//! ```
//!
//! ## 怎样改
//!
//! 对照核发的编号改正。

use crate::check::{Area, Check, Finding, Input, Place, Rule};
use crate::diag::Level;
use crate::source::SourcePath;

pub(super) static RULE: Rule = Rule {
    name: "site-identifier-form",
    area: Area::Site,
    level: Level::Warn,
    basis: "国办函〔2018〕55号（域名）；国办秘函〔2019〕19号（网站标识）",
    settings: &[],
    source: include_str!("site_identifier_form.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let site = &input.site.config.site;
    let path = SourcePath::new("config.toml");
    let mut wrong = |key, bad: bool, message: String, help: &str| {
        if bad {
            found.push(Finding::new(&path, Place::Key(key), message).help(help));
        }
    };
    let digits =
        |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(code) = &site.id_code {
        let good = digits(code, 10) || code.strip_prefix("bm").is_some_and(|rest| digits(rest, 8));
        wrong(
            "site.id_code",
            !good,
            format!("网站标识码“{code}”应当是10位数字"),
            "id_code = \"1234567890\"",
        );
    }
    if let Some(icp) = &site.icp {
        let good = icp.split_once("ICP备").is_some_and(|(head, tail)| {
            let (number, rest) = tail.split_once('号').unwrap_or((tail, "-"));
            let rest = rest.strip_prefix('-').unwrap_or(rest);
            head.chars().count() == 1
                && matches!(number.len(), 8 | 10)
                && number.bytes().all(|b| b.is_ascii_digit())
                && rest.bytes().all(|b| b.is_ascii_digit())
        });
        wrong(
            "site.icp",
            !good,
            format!("ICP备案编号“{icp}”的形式不对"),
            "icp = \"京ICP备00000000号-1\"",
        );
    }
    if let Some(police) = &site.police {
        let good = police.split_once("公网安备").is_some_and(|(head, tail)| {
            let number = tail.trim().strip_suffix('号').unwrap_or_default();
            head.chars().count() == 1 && digits(number.trim(), 14)
        });
        wrong(
            "site.police",
            !good,
            format!("公安机关备案编号“{police}”的形式不对"),
            "police = \"京公网安备 00000000000000号\"",
        );
    }
    if let Some(domain) = &site.domain {
        let good = domain.ends_with(".gov.cn")
            || domain.ends_with(".政务.cn")
            || domain.ends_with(".政务");
        wrong(
            "site.domain",
            !good,
            format!("域名“{domain}”不以 .gov.cn 结尾"),
            "domain = \"www.example.gov.cn\"",
        );
    }
}
