//! 图解的覆盖率低于目标
//!
//! ## 发现什么
//!
//! 一个机关今年和去年成文的规范性文件中，有图解（`form = "graphic"`）的不到目标：政府（含办公室）100%，部门50%。这是一些地方的要求，缺省不查；本地有要求的，把级别设为 `"warn"`。
//!
//! ## 为什么
//!
//! 图解形象直观。有的地方把图解覆盖率列入考核。
//!
//! ## 例子
//!
//! ```text
//! 示例市人民政府今年有3份规范性文件，只有2份有图解
//! ```
//!
//! ## 怎样改
//!
//! 补上图解，并写清等价的文字。目标在 `[checks]` 里改。

use crate::check::{Area, Check, Finding, Input, Place, Rule, Setting};
use crate::diag::Level;
use std::collections::BTreeMap;

use crate::config::{AgencyIx, AgencyKind};
use crate::model::{Category, Detail};
use crate::site::{Entry, RelatedSort, Site, Target};
use crate::source::SourcePath;

pub(super) static RULE: Rule = Rule {
    name: "graphic-coverage",
    area: Area::Interpretation,
    level: Level::Allow,
    basis: "鞍政办公开〔2023〕17号第4项（地方要求：政府和政府办公室100%，部门50%以上）",
    settings: &[
        Setting {
            key: "government",
            default: "100",
            doc: "政府和政府办公室的目标，百分之几",
        },
        Setting {
            key: "department",
            default: "50",
            doc: "部门的目标，百分之几",
        },
    ],
    source: include_str!("graphic_coverage.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let site = input.site;
    let mut counts: BTreeMap<AgencyIx, (i64, i64)> = BTreeMap::new();
    for entry in &site.entries {
        let document = &entry.document;
        let normative = matches!(&document.detail, Detail::Policy(policy) if policy.category == Category::Normative);
        let made = document.written_on();
        if !normative || made.year() + 1 < site.today.year() {
            continue;
        }
        let count = counts.entry(document.agency).or_default();
        count.0 += 1;
        count.1 += i64::from(has_graphic(site, entry));
    }
    let path = SourcePath::new("config.toml");
    for (ix, (all, drawn)) in counts {
        let agency = site.config.agency(ix);
        let target = match agency.kind {
            AgencyKind::Government => input.number(RULE.name, "government", 100),
            _ => input.number(RULE.name, "department", 50),
        };
        let share = 100 * drawn / all;
        if share < target {
            let message = format!(
                "{}近两年的规范性文件 {all} 份，有图解的 {drawn} 份（{share}%），目标 {target}%",
                agency.name
            );
            found.push(
                Finding::new(&path, Place::Agency(usize::from(ix.0), "name"), message)
                    .help("补上图解: form = \"graphic\""),
            );
        }
    }
}

fn has_graphic(site: &Site, entry: &Entry) -> bool {
    let groups = entry
        .related
        .iter()
        .filter(|group| group.sort == RelatedSort::InterpretedBy);
    groups.flat_map(|group| &group.targets).any(|target| {
        let Target::Document(id) = target else { return false };
        matches!(&site.entry(*id).document.detail, Detail::Interpretation(reading) if reading.form.value == "graphic")
    })
}
