//! 公开的内容里有自然人的详细住址
//!
//! ## 发现什么
//!
//! “家庭住址”“现住址”“户籍地址”“家住”等词后面写到了门牌、楼栋、单元或者室。只写到乡镇、村的不报；机关、企业、工程的地址不报。
//!
//! ## 为什么
//!
//! 家庭详细住址是个人信息，救助、补贴名单公示时写到乡镇、村即可。
//!
//! ## 例子
//!
//! ```text
//! 现住址：示例市青石镇和平路12号3单元402室
//! ```
//!
//! ## 怎样改
//!
//! 只写到乡镇、村（社区）。确实不是个人住址的，照提示写 `allow`。

use std::ops::Range;

use crate::check::person;
use crate::check::text::List;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "home-address",
    area: Area::Persons,
    level: Level::Deny,
    basis: "《政府信息公开条例》第十五条；《个人信息保护法》第二十五条",
    settings: &[],
    source: include_str!("home_address.rs"),
    check: Check::Page(check),
};

/// The words before an address.
pub(crate) const HEADS: [&str; 8] = [
    "家庭住址",
    "家庭地址",
    "现住址",
    "户籍地址",
    "户籍所在地",
    "居住地址",
    "家住",
    "住所地址",
];

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    for (text, hit) in page.texts().of(List::Address) {
        let Some(range) = address(text.text, hit.range.end) else {
            continue;
        };
        let head = &text.text[hit.range.clone()];
        let hash = person::hash(&text.text[range.clone()]);
        let message = format!("“{head}”之后是自然人的详细住址");
        found.push(
            text.finding(page.entry, &range, message)
                .help(format!("只写到乡镇、村（社区）；确实不是个人住址的，写 allow = [{{ rule = \"home-address\", hash = \"{hash}\", reason = \"……\" }}]"))
                .masked(hash),
        );
    }
}

/// The address behind a word, where it goes down to a house: within the sentence and at most 40 characters on.
fn address(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = &text[from..];
    let skipped = rest.len()
        - rest
            .trim_start_matches(['：', ':', '为', '在', '是', ' ', '于', '|', '　'])
            .len();
    let start = from + skipped;
    let clause: String = text[start..]
        .chars()
        .take(40)
        .take_while(|c| !"，。；、,;\n|（(".contains(*c))
        .collect();
    let place = [
        "省", "市", "县", "区", "旗", "镇", "乡", "街道", "路", "村", "巷", "街",
    ];
    let fine = ["号", "栋", "幢", "单元", "室", "组"];
    let end = fine
        .iter()
        .filter_map(|word| {
            let at = clause.rfind(word)?;
            let digit = clause[..at].chars().next_back()?;
            (digit.is_ascii_digit() || "０１２３４５６７８９一二三四五六七八九十".contains(digit))
                .then_some(at + word.len())
        })
        .max()?;
    place
        .iter()
        .any(|word| clause[..end].contains(word))
        .then_some(start..start + end)
}
