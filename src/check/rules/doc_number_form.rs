//! 发文字号的写法不规范
//!
//! ## 发现什么
//!
//! 发文字号（`doc_number`）的年份没有用六角括号〔〕，年份不是四位，序号前有“第”或者多余的0，缺“号”，中间有空格，用了全角数字。
//! 提示里有改好的写法，可以直接粘贴。令（某某令第1号）、公告（2017年第4号）和法律法规的公布文号另有写法，不按这条查。
//!
//! ## 为什么
//!
//! 发文字号由发文机关代字、年份、发文顺序号组成，年份标全称，用六角括号“〔〕”括入，发文顺序号不加“第”字，不编虚位，在阿拉伯数字后加“号”字。
//! 写法不一，检索和引用时就对不上。
//!
//! ## 例子
//!
//! ```toml
//! doc_number = "示政办发[2024]017号"     # 应当是 示政办发〔2024〕17号
//! ```
//!
//! ## 怎样改
//!
//! 照提示改。原件就是这样印的，也改成规范写法，检索时各种写法都能找到。

use crate::check::{Area, Check, Finding, Page, Place, Rule};
use crate::diag::Level;
use crate::model::doc_number;

pub(super) static RULE: Rule = Rule {
    name: "doc-number-form",
    area: Area::Metadata,
    level: Level::Warn,
    basis: "GB/T 9704—2012（发文字号）；《党政机关公文处理工作条例》第九条",
    settings: &[],
    source: include_str!("doc_number_form.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Some(number) = &document.doc_number else {
        return;
    };
    let written = number.value.as_str();
    let Err(wrong) = doc_number::form(written) else {
        return;
    };
    // Orders of some ministries count so: 中国人民银行令〔2019〕第4号.
    if written.contains("令〔") && written.contains("〕第") {
        return;
    }
    let message = format!("发文字号“{written}”的写法不规范: {}", wrong.words());
    let mut finding = Finding::new(&document.path, Place::Span(number.span), message);
    if let Some(mended) = doc_number::mended(written) {
        finding = finding.help(format!("doc_number = \"{mended}\""));
    }
    found.push(finding);
}
