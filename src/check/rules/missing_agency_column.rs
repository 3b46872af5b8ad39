//! 机关缺少应有栏目的内容
//!
//! ## 发现什么
//!
//! 部门、乡镇等机关有5个以上应有的一级栏目没有一份公开的文件。应有哪些栏目按机关的层级和类型确定：第二十条各项对每个行政机关都适用；第二十一条第一款适用于设区的市级、县级人民政府及其部门，第二款适用于乡镇人民政府。只查已经在平台上公开信息的机关，每个机关报告一次；平台自己的机关由 `empty-column` 检查，“其他法定信息”一栏不查。
//!
//! ## 为什么
//!
//! 各机关分别公开自己的政府信息。页面上不显示空白的栏目，缺什么只有检查才能看到。
//!
//! ## 例子
//!
//! ```text
//! content/agencies/yjj/ 里没有一份文件写 column = "ysjs"
//! ```
//!
//! ## 怎样改
//!
//! 补上应当公开的内容。依法没有这些职责、因而没有这类信息的，把 `count` 改大，或者把这条规则设为 `"allow"`。

use crate::check::{Area, Check, Finding, Input, Place, Rule, Setting};
use crate::diag::Level;
use crate::source::SourcePath;

pub(super) static RULE: Rule = Rule {
    name: "missing-agency-column",
    area: Area::Coverage,
    level: Level::Warn,
    basis: "《政府信息公开条例》第二十条、第二十一条",
    settings: &[Setting {
        key: "count",
        default: "5",
        doc: "有几个以上才报告：各机关职责不同，不是每一项都有",
    }],
    source: include_str!("missing_agency_column.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let site = input.site;
    let own = site.config.own_agency();
    let least = usize::try_from(input.number(RULE.name, "count", 5))
        .unwrap_or(5)
        .max(1);
    for agency in site.agencies_with_content().filter(|ix| *ix != own) {
        let missing: Vec<&str> = site
            .expected_columns(agency)
            .into_iter()
            .filter(|expected| expected.documents == 0 && expected.basis != OTHER)
            .map(|expected| site.config.columns.get(expected.column).name.as_str())
            .collect();
        if missing.len() < least {
            continue;
        }
        let agency = site.config.agency(agency);
        let message = format!(
            "{}有 {} 个法定栏目没有内容: {}",
            agency.name,
            missing.len(),
            missing.join("、")
        );
        let place = Place::Span(agency.span);
        found.push(
            Finding::new(&SourcePath::new("config.toml"), place, message).help(format!(
                "有这类信息的，放进 content/agencies/{}/disclosure/ 并写明栏目(column)",
                agency.id
            )),
        );
    }
}

/// 第二十条第（十五）项 takes whatever other laws ask for: there need not be any.
const OTHER: crate::config::Basis = crate::config::Basis::A20(15);
