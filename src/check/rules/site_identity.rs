//! 页脚和网页标签缺少规定的内容
//!
//! ## 发现什么
//!
//! config.toml 的 `[site]` 没有写网站名称、域名、网站标识码、主办单位、联系方式、ICP备案编号、公安机关备案编号、“我为政府网站找错”、党政机关网站标识中的几项。
//!
//! ## 为什么
//!
//! 每个页面的底部应当列明这些内容，网页标签 SiteName、SiteDomain、SiteIDCode 是必选的；缺少标识码、找错入口、党政机关标识都是检查的扣分项。
//!
//! ## 例子
//!
//! ```toml
//! [site]
//! name = "示例市人民政府门户网站"
//! ```
//!
//! ## 怎样改
//!
//! 在 `[site]` 里补上，见[平台的配置](../config.md)。本平台嵌在网站的页头页脚里、由网站统一显示的，设为 `"allow"`。

use crate::check::{Area, Check, Finding, Input, Place, Rule};
use crate::diag::Level;
use crate::source::SourcePath;

pub(super) static RULE: Rule = Rule {
    name: "site-identity",
    area: Area::Site,
    level: Level::Warn,
    basis: "国办发〔2017〕47号附件（底部功能区、网页标签；条文未核实）",
    settings: &[],
    source: include_str!("site_identity.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let site = &input.site.config.site;
    let missing: Vec<&str> = [
        (&site.name, "网站名称(name)"),
        (&site.domain, "域名(domain)"),
        (&site.id_code, "网站标识码(id_code)"),
        (&site.sponsor, "主办单位(sponsor)"),
        (&site.contact, "联系方式(contact)"),
        (&site.icp, "ICP备案编号(icp)"),
        (&site.police, "公安机关备案编号(police)"),
        (&site.report_error, "我为政府网站找错(report_error)"),
        (&site.badge, "党政机关网站标识(badge)"),
    ]
    .into_iter()
    .filter_map(|(value, name)| value.is_none().then_some(name))
    .collect();
    if !missing.is_empty() {
        let message = format!("[site] 没有写{}", missing.join("、"));
        found.push(
            Finding::new(&SourcePath::new("config.toml"), Place::Key("site"), message)
                .help("在 config.toml 的 [site] 里补上"),
        );
    }
}
