//! 栏目超过规定的时间没有更新
//!
//! ## 发现什么
//!
//! 写有更新要求（`update`，两周、六个月、一年）的栏目，最新一份文件的发布日期到检查那天超过了这个时间。空白的栏目由 `empty-column` 检查。不到5个的作为提醒，达到5个的是错误。
//!
//! ## 为什么
//!
//! 动态、要闻类栏目2周，通知公告、政策文件类栏目6个月没有更新，累计5个以上属于单项否决；人事、规划计划类栏目一般按1年。未注明发布时间的视为不更新。
//!
//! ## 例子
//!
//! ```text
//! 栏目“财政预决算” update = "1y"，最新一份是2024年8月的
//! ```
//!
//! ## 怎样改
//!
//! 发布应当公开的新内容。确实没有新内容的栏目，把 `update` 改成 `"none"`，或者并入别的栏目。

use crate::check::{Area, Check, Finding, Input, Place, Rule, Setting};
use crate::diag::Level;
use jiff::ToSpan;

use crate::config::UpdateRule;
use crate::model::Date;
use crate::source::SourcePath;

pub(super) static RULE: Rule = Rule {
    name: "stale-column",
    area: Area::Coverage,
    level: Level::Deny,
    basis: "国办秘函〔2019〕19号（栏目不更新）",
    settings: &[Setting {
        key: "count",
        default: "5",
        doc: "有几个以上算错误",
    }],
    source: include_str!("stale_column.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let site = input.site;
    let late: Vec<_> = site
        .config
        .columns
        .iter()
        .filter_map(|(ix, column)| {
            let newest = site.portal.column(ix).first()?;
            let last = site.entry(*newest).document.published.date;
            let due = due(last, column.update)?;
            (due < input.today()).then_some((column, last, due))
        })
        .collect();
    let least = usize::try_from(input.number(RULE.name, "count", 5)).unwrap_or(5);
    let many = late.len() >= least;
    let path = SourcePath::new("config.toml");
    for (column, last, due) in &late {
        let message = format!(
            "栏目“{}”（{}）最近一次更新是 {last}，应当在 {due} 以前更新，已经超过 {} 天；这样的栏目共 {} 个",
            column.name,
            column.update.words(),
            input.today().duration_since(*due).as_hours() / 24,
            late.len()
        );
        let finding = Finding::new(&path, Place::File, message)
            .help("发布新的内容；没有新内容的栏目改为 update = \"none\"");
        found.push(if many {
            finding
        } else {
            finding.at_most_warn("不更新的栏目不到规定的个数")
        });
    }
}

/// The last day on which something new has to come.
pub(in crate::check) fn due(last: Date, rule: UpdateRule) -> Option<Date> {
    let span = match rule {
        UpdateRule::TwoWeeks => 14.days(),
        UpdateRule::SixMonths => 6.months(),
        UpdateRule::OneYear => 1.year(),
        UpdateRule::None => return None,
    };
    Some(last.saturating_add(span))
}
