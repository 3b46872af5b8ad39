//! 申请的要求超出了现行条例
//!
//! ## 发现什么
//!
//! 指南、制度和申请表（正文和附件）里，要求申请人说明“特殊需要”“信息用途”“所需信息的用途”，或者要求提供与自身“生产、生活、科研等”有关的证明。
//!
//! ## 为什么
//!
//! 现行条例规定申请只包括三项内容：申请人的姓名或者名称、身份证明、联系方式；所申请信息的名称、文号或者其他特征性描述；形式要求。“特殊需要”是2007年条例的规定，2019年已经取消。
//!
//! ## 例子
//!
//! ```text
//! 申请表: 所需信息的用途（必填）
//! ```
//!
//! ## 怎样改
//!
//! 删去这些要求和栏目。说明旧条例规定的制度汇编，写 `allow`。

use crate::check::person;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::{Date, KindId};

pub(super) static RULE: Rule = Rule {
    name: "outdated-application",
    area: Area::Guide,
    level: Level::Warn,
    basis: "《政府信息公开条例》第二十九条、第三十五条",
    settings: &[],
    source: include_str!("outdated_application.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let concerned = matches!(document.kind, KindId::Guide | KindId::System)
        || ["申请表", "依申请公开"].iter().any(|word| {
            document.title.contains(word)
                || document
                    .attachments
                    .iter()
                    .any(|file| file.name.contains(word))
        });
    let after = document.written_on() >= REVISED;
    if !concerned || !after {
        return;
    }
    for text in page.texts().prose() {
        for word in DEMANDS {
            for (at, _) in text.text.match_indices(word) {
                let range = at..at + word.len();
                let (before, behind) = person::around(text.text, &range, 16);
                let denied = DENIED
                    .iter()
                    .any(|no| before.contains(no) || behind.contains(no));
                if !denied {
                    let message = format!("要求申请人说明“{word}”，现行条例已经没有这项要求");
                    let finding = text.finding(page.entry, &range, message);
                    found.push(finding.help("删去这项要求"));
                }
            }
        }
    }
}

/// Words beside a demand that do away with it.
const DENIED: [&str; 10] = [
    "不得",
    "无需",
    "不需",
    "不再",
    "取消",
    "不要求",
    "不必",
    "不应",
    "删去",
    "删除",
];

/// The day on which the revised 《条例》 came into force.
const REVISED: Date = jiff::civil::date(2019, 5, 15);

const DEMANDS: [&str; 5] = ["特殊需要", "信息用途", "信息的用途", "申请用途", "用途说明"];
