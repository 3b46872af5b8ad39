//! 引用已经废止的法律、行政法规
//!
//! ## 发现什么
//!
//! 正文或者附件用书名号引用的法律、行政法规，在文件成文（没有成文日期的按发布）以前已经废止，例如2021年的文件还依据《合同法》《物权法》。
//! 写成“原《合同法》”的、同一句里说到废止或者失效的、法律法规规章的文本不算。同一部法在一份文件里只指出第一处。
//!
//! ## 为什么
//!
//! 依据已经废止，文件的合法性会受到质疑；检查时属于引用依据错误。
//!
//! ## 例子
//!
//! ```text
//! 依照《中华人民共和国合同法》订立合同。        # 2021年1月1日起由《民法典》规定
//! ```
//!
//! ## 怎样改
//!
//! 改引现行的法律。本地要补充的写在 `checks/repealed-law.toml` 里，名称不带“中华人民共和国”和书名号：
//!
//! ```toml
//! [[word]]
//! word = "示例省某某条例"
//! right = "示例省新条例"
//! from = 2024-01-01
//! ```

use std::collections::BTreeSet;

use crate::check::cited::{cited, is_past};
use crate::check::{Area, Check, Finding, Page, Rule, Setting};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "cites-repealed-law",
    area: Area::Validity,
    level: Level::Warn,
    basis: "《党政机关公文处理工作条例》第十九条（公文内容符合国家法律法规）",
    settings: &[Setting {
        key: "keep",
        default: "[]",
        doc: "不查的法律，名称不带“中华人民共和国”",
    }],
    source: include_str!("cites_repealed_law.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    if page.is_legislation() {
        return;
    }
    let day = document.written_on();
    let mut seen = BTreeSet::new();
    for text in page.texts().prose() {
        for one in cited(text.text) {
            let name = one.name.trim_start_matches("中华人民共和国");
            let Some(law) = page.input.lexicon.repealed_law(name) else {
                continue;
            };
            let Some(since) = law.since().filter(|since| day >= *since) else {
                continue;
            };
            if is_past(text.text, &one) || !seen.insert(law.wrong.as_str()) {
                continue;
            }
            let message = format!("《{name}》已于 {since} 废止，成文时不能再作依据");
            let help = if law.right.is_empty() {
                "删去，或者改引现行的依据".to_owned()
            } else {
                format!("改引现行的《{}》，条款一并核对", law.right)
            };
            found.push(text.finding(page.entry, &one.range, message).help(help));
        }
    }
}
