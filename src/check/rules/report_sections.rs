//! 年报缺少规定的部分，或者有的部分没有内容
//!
//! ## 发现什么
//!
//! 2021年和2019年格式的年报，正文没有“总体情况”“存在的主要问题及改进情况”“其他需要报告的事项”中的某一部分，
//! 或者“存在的主要问题及改进情况”只写了“无”。二、三、四部分的表格由程序排入，不查。
//!
//! ## 为什么
//!
//! 年报由六部分组成，顺序固定，内容不能遗漏。第五部分不得只写“无”；第六部分没有的写“无其他需要报告的事项”，收取信息处理费的情况写在这里。
//!
//! ## 例子
//!
//! ```text
//! ## 五、存在的主要问题及改进情况
//!
//! 无。
//! ```
//!
//! ## 怎样改
//!
//! 补写缺少的部分，标题照规定写。

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::{Detail, Part, ReportFormat, part_of};

pub(super) static RULE: Rule = Rule {
    name: "report-sections",
    area: Area::Reports,
    level: Level::Warn,
    basis: "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
    settings: &[],
    source: include_str!("report_sections.rs"),
    check: Check::Page(check),
};

const WANTED: [(Part, &str); 3] = [
    (Part::Overview, "一、总体情况"),
    (Part::Problems, "五、存在的主要问题及改进情况"),
    (Part::Other, "六、其他需要报告的事项"),
];

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Detail::Report(report) = &document.detail else {
        return;
    };
    if report.format == ReportFormat::Prose {
        return;
    }
    let headings = &page.markup().headings;
    for (part, name) in WANTED {
        let Some(at) = headings.iter().position(|h| part_of(&h.text) == Some(part)) else {
            let message = format!("年报没有“{name}”这一部分");
            found.push(Finding::whole(page, message).help(format!("在正文里写: ## {name}")));
            continue;
        };
        let heading = &headings[at];
        let next = headings[at + 1..].iter().find(|h| h.level <= heading.level);
        let end = next.map_or(document.body.text.len(), |next| next.range.start);
        let text = document.body.text[heading.range.end..end].trim();
        let empty = text.is_empty() || (part == Part::Problems && is_nothing(text));
        if empty {
            let message = format!("“{}”没有内容", heading.text);
            found.push(
                Finding::body(page, &heading.range, message).help(match part {
                    Part::Other => "没有的写: 无其他需要报告的事项",
                    _ => "按实际情况写",
                }),
            );
        }
    }
}

fn is_nothing(text: &str) -> bool {
    matches!(
        text.trim_end_matches(['。', '.']),
        "无" | "没有" | "暂无" | "不存在"
    )
}
