//! 政策解读没有解读单位、解读人或者办公电话
//!
//! ## 发现什么
//!
//! 政策解读没有写解读单位（`unit`）、解读人（`interpreter`）、办公电话（`phone`）中的一项或者几项，或者没有写解读的是哪份文件（`interprets`）。
//! 媒体的专家解读（`form = "expert"`）不要求办公电话。
//!
//! ## 为什么
//!
//! 群众看不懂的时候要知道问谁。有的地方明确要求解读材料注明解读单位、解读人和办公电话，并列入考核；解读与文件要相互关联。
//!
//! ## 例子
//!
//! ```toml
//! title = "《示例市城市养犬管理办法》解读"
//! interprets = ["policy/2026/yangquan.md"]
//! # 没有 unit、interpreter、phone
//! ```
//!
//! ## 怎样改
//!
//! ```toml
//! unit = "示例市公安局"
//! interpreter = "治安管理支队负责人"
//! phone = "0400-8000110"
//! ```

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::Detail;

pub(super) static RULE: Rule = Rule {
    name: "incomplete-interpretation",
    area: Area::Interpretation,
    level: Level::Warn,
    basis: "鞍政办公开〔2023〕17号第4项（地方要求）；国办发〔2016〕80号",
    settings: &[],
    source: include_str!("incomplete_interpretation.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let Detail::Interpretation(reading) = &page.entry.document.detail else {
        return;
    };
    let by_expert = reading.form.value == "expert";
    let missing: Vec<&str> = [
        (reading.interprets.is_empty(), "解读的文件(interprets)"),
        (reading.unit.is_none(), "解读单位(unit)"),
        (reading.interpreter.is_none(), "解读人(interpreter)"),
        (reading.phone.is_none() && !by_expert, "办公电话(phone)"),
    ]
    .into_iter()
    .filter_map(|(missing, name)| missing.then_some(name))
    .collect();
    if missing.is_empty() {
        return;
    }
    let message = format!("政策解读没有写{}", missing.join("、"));
    found.push(
        Finding::whole(page, message)
            .label("在此段 front matter 中补充")
            .help("unit = \"……\"、interpreter = \"……\"、phone = \"……\""),
    );
}
