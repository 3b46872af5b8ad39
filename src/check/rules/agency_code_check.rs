//! 机关的统一社会信用代码校验位不对
//!
//! ## 发现什么
//!
//! config.toml 里机关的 `code`，按国家标准算出的校验位与最后一位不同。
//!
//! ## 为什么
//!
//! 索引号的前段用它，错了会影响全部索引号。
//!
//! ## 例子
//!
//! ```toml
//! [[agency]]
//! name = "示例市应急管理局"
//! code = "11210000MB0000000X"
//! ```
//!
//! ## 怎样改
//!
//! 对照统一社会信用代码证书改正。

use crate::check::person;
use crate::check::{Area, Check, Finding, Input, Place, Rule};
use crate::diag::Level;
use crate::source::SourcePath;

pub(super) static RULE: Rule = Rule {
    name: "agency-code-check",
    area: Area::Site,
    level: Level::Warn,
    basis: "GB 32100—2015；GB 11714",
    settings: &[],
    source: include_str!("agency_code_check.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let path = SourcePath::new("config.toml");
    for (at, agency) in input.site.config.agencies.iter().enumerate() {
        let Some(code) = &agency.code else { continue };
        let bare: String = code.chars().filter(|c| *c != '-').collect();
        let good = match bare.len() {
            9 => person::organisation_code(&bare),
            18 => person::credit_code(&bare),
            _ => true,
        };
        if !good {
            let message = format!("“{}”的代码 {code} 校验位不对", agency.name);
            found.push(
                Finding::new(&path, Place::Agency(at, "code"), message)
                    .help("对照统一社会信用代码证书改正"),
            );
        }
    }
}
