//! 公开的内容里有银行卡号
//!
//! ## 发现什么
//!
//! 15至19位数字，开头和校验位符合银行卡号的规则，并且旁边（或者所在列的表头）写着“卡号”“账号”“开户”“一卡通”“社保卡”。
//! 每4位用空格隔开的也能认出。旁边没有这些词的作为提醒。
//! 单位的对公账户（旁边写着“户名”“收款单位”“对公”“缴款”）不报；索引号、项目代码、不动产单元号等更长的编码不报。
//!
//! ## 为什么
//!
//! 个人的银行账户属于敏感个人信息，补贴、救助名单公示时不得公开。
//!
//! ## 例子
//!
//! ```text
//! 一卡通账号：6222021234567890128
//! ```
//!
//! ## 怎样改
//!
//! 删去，或者只保留后4位。确实是单位账户的，写 `allow`：
//!
//! ```toml
//! allow = [{ rule = "bank-card", hash = "3f2a9c01b7d4", reason = "罚没收入的单位账户" }]
//! ```

use crate::check::person;
use crate::check::runs::grouped_runs_in;
use crate::check::text::Text;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "bank-card",
    area: Area::Persons,
    level: Level::Deny,
    basis: "《政府信息公开条例》第十五条；《个人信息保护法》第二十八条",
    settings: &[],
    source: include_str!("bank_card.rs"),
    check: Check::Page(check),
};

const CONTEXT: [&str; 8] = [
    "卡号",
    "账号",
    "帐号",
    "开户",
    "一卡通",
    "社保卡",
    "银行卡",
    "存折",
];
const PUBLIC: [&str; 9] = [
    "户名",
    "收款单位",
    "收款人",
    "对公",
    "缴款",
    "账户名称",
    "帐户名称",
    "单位名称",
    "专户",
];

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    for (text, piece) in page.texts().numbers() {
        for run in grouped_runs_in(text.text, piece, 15) {
            if !person::bank_card(&run.text)
                || person::id_number(&run.text, page.input.today()).is_some()
                || person::old_id_number(&run.text) && run.text.len() == 15
            {
                continue;
            }
            let (before, after) = person::around(text.text, &run.range, 40);
            let glued =
                |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '/' | '_' | '.' | '=' | '%'));
            if glued(before.chars().next_back())
                || glued(after.chars().next().filter(|c| *c != '.'))
            {
                continue;
            }
            let near = |words: &[&str]| {
                words
                    .iter()
                    .any(|word| before.contains(word) || after.contains(word))
            };
            if near(&PUBLIC) || above(text, &run.range, &PUBLIC) {
                continue;
            }
            let sure = near(&CONTEXT) || above(text, &run.range, &CONTEXT);
            let hash = person::hash(&run.text);
            let message = format!(
                "{}银行卡号 {}",
                if sure { "这是" } else { "这里像是" },
                person::shown(&run.text)
            );
            let finding = text
                .finding(page.entry, &run.range, message)
                .help(format!("删去，或者只保留后4位；确实不是个人账户的，写 allow = [{{ rule = \"bank-card\", hash = \"{hash}\", reason = \"……\" }}]"))
                .masked(hash);
            found.push(if sure {
                finding
            } else {
                finding.at_most_warn("旁边没有写明是账号")
            });
        }
    }
}

/// Whether a line above in the same table names the column: the words of the header stand close over it.
fn above(text: &Text<'_>, range: &std::ops::Range<usize>, words: &[&str]) -> bool {
    let header = text.text[..range.start]
        .rsplit("\n\n")
        .next()
        .unwrap_or_default();
    let first = header.trim_start().lines().next().unwrap_or_default();
    (first.contains('|') || first.contains(',')) && words.iter().any(|word| first.contains(word))
}
