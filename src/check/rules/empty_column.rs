//! 法定主动公开内容的栏目没有内容
//!
//! ## 发现什么
//!
//! 法定主动公开内容的一级栏目（写有 `a20` 的；`a21` 按机关的层级）没有一份公开的文件。不到5个的作为提醒，达到5个的是错误。页面上不显示空白的栏目，但是法定的内容仍然缺着。
//!
//! ## 为什么
//!
//! 第二十条各项是法定应当公开的内容；空白栏目达到5个属于单项否决。
//!
//! ## 例子
//!
//! ```text
//! config.toml 有“政府集中采购”栏目，而没有一份文件写 column = "zfcg"
//! ```
//!
//! ## 怎样改
//!
//! 补上应当公开的内容。本机关依法没有这项职责的，在自己的 `[[column]]` 里去掉这个栏目，或者把这条规则设为 `"warn"`。

use crate::check::{Area, Check, Finding, Input, Place, Rule, Setting};
use crate::diag::Level;
use crate::source::SourcePath;

pub(super) static RULE: Rule = Rule {
    name: "empty-column",
    area: Area::Coverage,
    level: Level::Deny,
    basis: "《政府信息公开条例》第二十条；国办秘函〔2019〕19号（空白栏目）",
    settings: &[Setting {
        key: "count",
        default: "5",
        doc: "有几个以上算错误",
    }],
    source: include_str!("empty_column.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let site = input.site;
    let expected = site.expected_columns(site.config.own_agency());
    let empty: Vec<_> = expected
        .iter()
        .map(|expected| (expected.basis, expected.column))
        .filter(|(_, ix)| site.portal.column(*ix).is_empty())
        .map(|(basis, ix)| (basis, site.config.columns.get(ix)))
        .filter(|(_, column)| column.id != "qtfd")
        .collect();
    let least = usize::try_from(input.number(RULE.name, "count", 5)).unwrap_or(5);
    let many = empty.len() >= least;
    let path = SourcePath::new("config.toml");
    for (basis, column) in &empty {
        let basis = basis.words();
        let message = format!(
            "栏目“{}”没有内容（{basis}），共 {} 个空白栏目",
            column.name,
            empty.len()
        );
        let finding = Finding::new(&path, Place::File, message)
            .help(format!("补上应当公开的内容: column = \"{}\"", column.id));
        found.push(if many {
            finding
        } else {
            finding.at_most_warn("空白栏目不到规定的个数")
        });
    }
}
