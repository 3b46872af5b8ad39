//! 暂行、试行的文件没有有效期
//!
//! ## 发现什么
//!
//! 标题里有“暂行”“试行”的政策文件（法律、法规、规章除外），没有写有效期（`valid_until`），正文里也没有写有效期；或者规范性文件现行有效已经超过十年仍是暂行、试行。只查本机关制作的、现行有效的文件。
//!
//! ## 为什么
//!
//! 暂行、试行的文件应当规定有效期，一般不超过两年（各地规定不一）。没有有效期的“试行”文件长期不清理，是清理检查的重点。
//!
//! ## 例子
//!
//! ```toml
//! title = "示例市养犬管理办法（试行）"
//! # 没有 valid_until
//! ```
//!
//! ## 怎样改
//!
//! 写 `valid_until`；已经到期需要继续的，重新公布；不再执行的，写明失效。

use crate::check::{Area, Check, Finding, Page, Place, Rule};
use crate::diag::Level;
use crate::model::{Category, Detail, Validity};

pub(super) static RULE: Rule = Rule {
    name: "trial-without-end",
    area: Area::Validity,
    level: Level::Warn,
    basis: "国办发〔2014〕17号等（规范性文件有效期制度，各地规定不一）",
    settings: &[],
    source: include_str!("trial_without_end.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Detail::Policy(policy) = &document.detail else {
        return;
    };
    let words = ["暂行", "试行"];
    let Some(trial) = words.iter().find(|word| document.title.contains(**word)) else {
        return;
    };
    let valid = page
        .entry
        .status
        .as_ref()
        .is_some_and(|s| s.validity == Validity::Valid);
    let ends = document.valid_until.is_some()
        || [
            "有效期",
            "试行期",
            "暂行期",
            "自公布之日起两年",
            "有效至",
            "施行至",
            "执行至",
        ]
        .iter()
        .any(|word| document.body.text.contains(word));
    if !valid || ends {
        return;
    }
    // Of others' documents and of laws this office cannot set the term; a mention of another's trial measure is none.
    let quoted = document.title.contains("《")
        && !document.title.starts_with('《')
        && document.title.ends_with("的通知");
    if matches!(policy.category, Category::Law | Category::Regulation)
        || !page.is_own()
        || quoted && !document.title.contains("印发")
    {
        return;
    }
    let message = format!("标题写着“{trial}”，没有写有效期");
    found.push(
        Finding::new(
            &document.path,
            Place::Word("title", (*trial).to_owned()),
            message,
        )
        .help("valid_until = 2028-06-30"),
    );
}
