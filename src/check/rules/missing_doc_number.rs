//! 公文没有发文字号
//!
//! ## 发现什么
//!
//! 本机关制作的政策文件，体裁（`genre`）是通知、意见、决定、批复、函、方案等，或者类别是行政规范性文件，没有写发文字号（`doc_number`）。
//!
//! ## 为什么
//!
//! 发文字号是查找和引用文件的依据，目录、政策文件库和检索都按它。
//!
//! ## 例子
//!
//! ```toml
//! title = "关于做好防汛工作的通知"
//! genre = "通知"
//! # 没有 doc_number
//! ```
//!
//! ## 怎样改
//!
//! 补上 `doc_number`。原件确实没有文号的，写 `allow` 说明。

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::{Category, Detail};

pub(super) static RULE: Rule = Rule {
    name: "missing-doc-number",
    area: Area::Metadata,
    level: Level::Warn,
    basis: "《党政机关公文处理工作条例》第九条；政府信息公开目录系统实施指引",
    settings: &[],
    source: include_str!("missing_doc_number.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let Detail::Policy(policy) = &document.detail else {
        return;
    };
    let numbered = policy.category == Category::Normative
        || document
            .genre
            .as_deref()
            .is_some_and(|genre| GENRES.contains(&genre));
    let wanted = matches!(policy.category, Category::Normative | Category::Other) && numbered;
    if wanted && document.doc_number.is_none() && page.is_own() {
        found.push(
            Finding::whole(page, "政策文件没有发文字号")
                .label("在此段 front matter 中补充")
                .help("doc_number = \"示政办发〔2026〕17号\""),
        );
    }
}

const GENRES: [&str; 12] = [
    "通知", "意见", "决定", "决议", "通告", "公告", "批复", "函", "通报", "纪要", "方案", "规划",
];
