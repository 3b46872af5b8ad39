//! 应当有的内容没有，或者快到期
//!
//! ## 发现什么
//!
//! 按“应有内容”的清单（`checks/required.toml`，不写时用程序自带的：指南、年报、机构职能、预算、决算），到检查那天还没有发布的，以及30日以内到期、还没有发布的。只查平台自己的机关，和在本平台有指南或者年报的机关；第一次发布以前的年份不追究。
//!
//! 晚发布的由 `report-date`、`late-budget` 等规则检查。用 `--as-of` 可以提前看到某一天会缺什么。
//!
//! ## 为什么
//!
//! 法定的内容缺一年，就是一年的“应公开未公开”。到期前提醒，来得及准备。
//!
//! ## 例子
//!
//! ```text
//! gongkai check --as-of 2026-01-10
//! → 示例市应急管理局 2025年的政府信息公开工作年度报告应当不晚于 2026-01-31 公布，还有 21 天
//! ```
//!
//! ## 怎样改
//!
//! 按期发布。发布在别处的，在清单里去掉：在 `checks/required.toml` 里写自己的清单。
//!
//! ```toml
//! # checks/required.toml
//! [[required]]
//! name = "民生实事完成情况"
//! basis = "本市年度工作要求"
//! column = "qtfd"
//! words = ["民生实事"]
//! who = ["government"]
//! every = "year"
//! due = "12-31"
//! since = 2024
//! ```

use crate::check::calendar;
use crate::check::{Area, Check, Finding, Input, Place, Rule, Setting};
use crate::diag::Level;
use crate::source::SourcePath;

pub(super) static RULE: Rule = Rule {
    name: "required-document",
    area: Area::Coverage,
    level: Level::Warn,
    basis: "各项的依据写在信息里；《政府信息公开条例》第十二条、第四十九条等",
    settings: &[Setting {
        key: "days",
        default: "30",
        doc: "提前多少日提醒",
    }],
    source: include_str!("required_document.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let ahead = i32::try_from(input.number(RULE.name, "days", 30)).unwrap_or(30);
    let path = SourcePath::new("config.toml");
    for duty in calendar::duties(input, ahead) {
        if duty.done.is_some() {
            continue;
        }
        let agency = input.site.config.agency(duty.agency);
        let what = match duty.year {
            Some(year) => format!("{}{year}年的{}", agency.name, duty.name),
            None => format!("{}的{}", agency.name, duty.name),
        };
        let message = match duty.due {
            None => format!("没有{what}"),
            Some(due) if due < input.today() => format!("{what}应当不晚于 {due} 公布，还没有公布"),
            Some(due) => {
                let left = (due - input.today()).get_days();
                format!("{what}应当不晚于 {due} 公布，还有 {left} 天")
            }
        };
        let place = Place::Agency(usize::from(duty.agency.0), "name");
        found.push(
            Finding::new(&path, place, message).help(format!("{}（依据{}）", duty.how, duty.basis)),
        );
    }
}
