//! 公开的内容里有居民身份证号
//!
//! ## 发现什么
//!
//! 标题、正文、内容概述、附件名称、CSV 附件里有18位身份证号：省份代码存在、出生日期真实、校验码正确。
//! 校验码不对、但旁边写着“身份证”“证件号”的，作为提醒；15位旧号码只在旁边写着这些词时提醒。
//! 统一社会信用代码、项目代码等不是身份证号的编码不会报。号码在报告里从不完整显示。
//!
//! ## 为什么
//!
//! 身份证号是个人信息，公开会损害第三方合法权益；惩戒公示、强制性信息披露也应当去标识化处理。
//!
//! ## 例子
//!
//! ```text
//! 身份证号：11010519491231002X
//! ```
//!
//! ## 怎样改
//!
//! 删去号码，或者只保留前6位和后4位，中间用 * 代替；附件里的也要改，改好后重新生成网站。
//! 已经发布过的，同时清理旧的附件和搜索引擎快照。
//!
//! 确实不是身份证号的，按提示写出校验值（不要写号码本身）：
//!
//! ```toml
//! allow = [{ rule = "id-number", hash = "3f2a9c01b7d4", reason = "设备编号，不是身份证号" }]
//! ```

use crate::check::person::{self, IdNumber};
use crate::check::runs::runs_in;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "id-number",
    area: Area::Persons,
    level: Level::Deny,
    basis: "《政府信息公开条例》第十五条；《个人信息保护法》第二十五条、第二十八条",
    settings: &[],
    source: include_str!("id_number.rs"),
    check: Check::Page(check),
};

/// Words beside a number that say what it is.
const CONTEXT: [&str; 5] = ["身份证", "证件号", "公民身份号码", "公民身份证", "身份号码"];

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let today = page.input.today();
    for (text, piece) in page.texts().numbers() {
        for run in runs_in(text.text, piece, 15) {
            let kind = match run.text.len() {
                18 => person::id_number(&run.text, today),
                15 if person::old_id_number(&run.text) => Some(IdNumber::Formed),
                _ => None,
            };
            let Some(kind) = kind else { continue };
            let sure = kind == IdNumber::Valid;
            let (before, after) = person::around(text.text, &run.range, 24);
            let context = CONTEXT
                .iter()
                .any(|word| before.contains(word) || after.contains(word));
            if (!sure && !context) || is_code(&run.text, before, after) {
                continue;
            }
            let hash = person::hash(&run.text);
            let message = format!(
                "{}居民身份证号 {}",
                if sure { "这是" } else { "这里像是" },
                person::shown(&run.text)
            );
            let finding = text
                .finding(page.entry, &run.range, message)
                .help(format!("删去号码或者用 * 代替中间的数字；确实不是身份证号的，写 allow = [{{ rule = \"id-number\", hash = \"{hash}\", reason = \"……\" }}]"))
                .masked(hash);
            found.push(if sure {
                finding
            } else {
                finding.at_most_warn("校验码不对，旁边写着身份证")
            });
        }
    }
}

/// Codes with letters or strokes around them, longer codes, and parts of addresses on the net.
fn is_code(number: &str, before: &str, after: &str) -> bool {
    let joined =
        |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '/' | '_' | '.' | '=' | '%'));
    (person::credit_code(number) && before.contains("信用代码"))
        || joined(before.chars().next_back())
        || joined(after.chars().next().filter(|c| *c != '.'))
}
