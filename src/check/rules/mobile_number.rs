//! 公开的内容里有手机号
//!
//! ## 发现什么
//!
//! 11位手机号。一份文件里不到3个的作为提醒；3个以上，或者与姓名在同一个表格里的，是错误。
//! 固定电话、12345 等热线、旁边写着“热线”“客服”“值班”的不报。
//!
//! ## 为什么
//!
//! 办事联系应当公布办公电话。个人手机号属于个人信息，成批公开会给本人带来骚扰和诈骗的风险；建议提案答复还应当去掉代表、委员的联系方式。
//!
//! ## 例子
//!
//! ```text
//! 联系人：王某，13800138000
//! ```
//!
//! ## 怎样改
//!
//! 换成办公电话，或者中间4位用 * 代替。本人同意公开的工作手机号，写 `allow` 并说明：
//!
//! ```toml
//! allow = [{ rule = "mobile-number", hash = "3f2a9c01b7d4", reason = "值班手机，轮流使用" }]
//! ```

use crate::check::person;
use crate::check::runs::{Run, grouped_runs_in};
use crate::check::text::Text;
use crate::check::{Area, Check, Finding, Page, Rule, Setting};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "mobile-number",
    area: Area::Persons,
    level: Level::Deny,
    basis: "《政府信息公开条例》第十五条；《个人信息保护法》第二十五条",
    settings: &[Setting {
        key: "count",
        default: "3",
        doc: "一份文件里有几个以上算错误",
    }],
    source: include_str!("mobile_number.rs"),
    check: Check::Page(check),
};

const DUTY: [&str; 5] = ["热线", "客服", "值班", "举报电话", "报警"];

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let mut numbers: Vec<(&Text<'_>, Run)> = Vec::new();
    for (text, piece) in page.texts().numbers() {
        for run in grouped_runs_in(text.text, piece, 11) {
            if let Some(run) = mobile(&run)
                && !is_other(text.text, &run)
            {
                numbers.push((text, run));
            }
        }
    }
    let least = usize::try_from(page.input.number(RULE.name, "count", 3)).unwrap_or(3);
    let many = numbers.len() >= least.max(1);
    for (text, run) in numbers {
        let hash = person::hash(&run.text);
        let in_table = in_table_of_names(text, &run);
        let message = format!("手机号 {}", person::shown(&run.text));
        let finding = text
            .finding(page.entry, &run.range, message)
            .help(format!("换成办公电话，或者写 allow = [{{ rule = \"mobile-number\", hash = \"{hash}\", reason = \"……\" }}]"))
            .masked(hash);
        found.push(if many || in_table {
            finding
        } else {
            finding.at_most_warn("个别的手机号可能是公布的工作电话")
        });
    }
}

/// The eleven digits of a mobile number, with or without the country's code.
fn mobile(run: &Run) -> Option<Run> {
    let digits = match run.text.len() {
        13 => run.text.strip_prefix("86")?,
        _ => run.text.as_str(),
    };
    let bytes = digits.as_bytes();
    let good = bytes.len() == 11
        && bytes.iter().all(u8::is_ascii_digit)
        && bytes[0] == b'1'
        && (b'3'..=b'9').contains(&bytes[1]);
    good.then(|| Run {
        text: digits.to_owned(),
        range: run.range.clone(),
    })
}

/// Part of a code or an address on the net, an amount, or a number of duty.
fn is_other(text: &str, run: &Run) -> bool {
    let (before, after) = person::around(text, &run.range, 16);
    let glued = |c: Option<char>| c.is_some_and(|c| "-/_.=%〔〕[]".contains(c));
    let unit = after
        .chars()
        .next()
        .is_some_and(|c| "元万亿吨米平号立千人户件个次％%.〕".contains(c));
    let decimal = before.ends_with(['.', '，', ','])
        && before
            .chars()
            .rev()
            .nth(1)
            .is_some_and(|c| c.is_ascii_digit());
    glued(before.chars().next_back())
        || unit
        || decimal
        || after.starts_with(['/', '-', '_'])
        || DUTY.iter().any(|word| before.contains(word))
}

fn in_table_of_names(text: &Text<'_>, run: &Run) -> bool {
    let block = text.text[..run.range.start]
        .rsplit("\n\n")
        .next()
        .unwrap_or_default();
    let first = block.trim_start().lines().next().unwrap_or_default();
    first.contains('|') && first.contains("姓名")
}
