//! 重点领域缺少工作总结或者目录清单
//!
//! ## 发现什么
//!
//! config.toml 里 `[[required]]` 要求重点领域有的半年工作总结、全年工作总结、目录清单，到期还没有一份文件用 `required` 写明是它。
//!
//! ## 为什么
//!
//! 重大建设项目、公共资源配置、社会公益事业等领域，有的地方要求每年发布半年和全年的工作总结、发布目录清单。
//!
//! ## 例子
//!
//! ```toml
//! [[required]]
//! fields = ["f02"]
//! documents = ["half_year_summary", "annual_summary", "catalogue"]
//! ```
//!
//! ## 怎样改
//!
//! 发布总结或者清单，在文件开头写 `required = { document = "annual_summary", year = 2025 }`。

use crate::check::{Area, Check, Finding, Input, Place, Rule};
use crate::config::FieldIx;
use crate::diag::Level;
use crate::source::SourcePath;

pub(super) static RULE: Rule = Rule {
    name: "missing-material",
    area: Area::Coverage,
    level: Level::Warn,
    basis: "国办发〔2017〕94号、国办发〔2017〕97号、国办发〔2018〕10号；各地工作要点",
    settings: &[],
    source: include_str!("missing_material.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let site = input.site;
    let path = SourcePath::new("config.toml");
    for (at, field) in site.config.fields.iter().enumerate() {
        let ix = FieldIx(u16::try_from(at).unwrap_or(u16::MAX));
        for row in site
            .required(ix)
            .into_iter()
            .filter(|row| row.found.is_empty())
        {
            let year = row
                .year
                .map_or_else(String::new, |year| format!("{year}年的"));
            let message = format!("领域“{}”没有{year}{}", field.name, row.document.label());
            found.push(Finding::new(&path, Place::File, message).help(
                "在总结或者清单的开头写 required = { document = \"annual_summary\", year = 2025 }",
            ));
        }
    }
}
