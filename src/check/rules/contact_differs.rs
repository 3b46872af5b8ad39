//! 指南正文里的电话与机关的联系方式不一致
//!
//! ## 发现什么
//!
//! 指南正文“联系电话”“咨询电话”“受理电话”后面的号码，与 config.toml 里这个机关的 `phone`、`fax` 不同，也不是页脚的网站联系方式（`[site]` 的 `contact`）。监督、复议、投诉举报的电话不查。
//!
//! ## 为什么
//!
//! 同一个机关在指南、机关页面、页脚上的电话应当一致。一处改了一处没改，群众就打不通。
//!
//! ## 例子
//!
//! ```text
//! 指南正文: 联系电话：0400-8000111
//! config.toml: phone = "0400-8000100"
//! ```
//!
//! ## 怎样改
//!
//! 改成一致的。联系方式由程序自动显示，正文里可以不再重复写。

use crate::check::{Area, Check, Finding, Page, Place, Rule};
use crate::diag::Level;
use std::ops::Range;

use crate::check::person;
use crate::model::KindId;
use crate::source::SourcePath;

pub(super) static RULE: Rule = Rule {
    name: "contact-differs",
    area: Area::Guide,
    level: Level::Warn,
    basis: "《政府信息公开条例》第十二条",
    settings: &[],
    source: include_str!("contact_differs.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    if document.kind != KindId::Guide {
        return;
    }
    let agency = page.agency();
    let site = &page.input.site.config.site;
    let known: Vec<String> = [&agency.phone, &agency.fax, &site.contact]
        .into_iter()
        .flatten()
        .flat_map(|text| numbers(text))
        .map(|(number, _)| number)
        .collect();
    if agency.phone.is_none() {
        return;
    }
    let text = document.body.text.as_str();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let other = ["监督", "投诉", "举报", "复议", "诉讼", "热线", "上级"]
            .iter()
            .any(|word| line.contains(word));
        let head = ["联系电话", "咨询电话", "受理电话", "办公电话"]
            .iter()
            .find_map(|word| Some(line.find(word)? + word.len()));
        let Some(head) = head.filter(|_| !other) else {
            continue;
        };
        for (number, range) in numbers(&line[head..]).into_iter().take(1) {
            if !known.contains(&number) {
                let range = start + head + range.start..start + head + range.end;
                let message = format!("这里的电话与{}的联系方式不一致", agency.name);
                let place = Place::Agency(usize::from(document.agency.0), "phone");
                found.push(
                    Finding::body(page, &range, message)
                        .beside(
                            &SourcePath::new("config.toml"),
                            place,
                            "机关的联系方式在这里",
                        )
                        .help("改成一致的，或者删去正文里重复的"),
                );
            }
        }
    }
}

/// Telephone numbers as digits, with their places.
fn numbers(text: &str) -> Vec<(String, Range<usize>)> {
    person::grouped_runs(text, 7)
        .into_iter()
        .map(|run| (run.text.clone(), run.range))
        .collect()
}
