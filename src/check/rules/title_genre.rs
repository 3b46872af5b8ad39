//! 标题的文种叠用或者与体裁不符
//!
//! ## 发现什么
//!
//! 政策文件的标题里：
//!
//! - 文种叠用：“关于……请示的报告”“上报……的报告”“请求……的请示”“关于对……的批复”“……意见的函”；
//! - 标题以15种公文文种之一结尾，而 `genre` 写的是另一种文种。
//!
//! ## 为什么
//!
//! 公文标题由发文机关名称、事由和文种组成，一份公文只有一个文种。文种错了，效力和办理方式都会被误解；按体裁归类的列表也会归错。
//!
//! ## 例子
//!
//! ```toml
//! title = "关于对示例区水利工程的批复"      # 应当是 关于示例区水利工程的批复
//! ```
//!
//! ## 怎样改
//!
//! 照提示改。原件的标题就是这样的，写 `allow` 说明。

use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;
use crate::model::KindId;

pub(super) static RULE: Rule = Rule {
    name: "title-genre",
    area: Area::Metadata,
    level: Level::Warn,
    basis: "《党政机关公文处理工作条例》第八条（公文种类）",
    settings: &[],
    source: include_str!("title_genre.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    if document.kind != KindId::Policy || !page.is_own() {
        return;
    }
    let title = document.title.trim_end_matches(['）', ')', '】']);
    for (pattern, words) in DOUBLED {
        if let (Some(head), Some(tail)) = (title.find(pattern.0), title.rfind(pattern.1))
            && title.ends_with(pattern.1)
            && head + pattern.0.len() <= tail
            && (head == 0 || pattern.2)
        {
            let message = format!("标题的文种叠用: {words}");
            found.push(Finding::key(page, "title", message).help("去掉多余的一个，只留一个文种"));
            return;
        }
    }
    let ending = GENRES.iter().find(|genre| title.ends_with(**genre));
    let written = document
        .genre
        .as_deref()
        .filter(|genre| GENRES.contains(genre));
    if let (Some(ending), Some(written)) = (ending, written)
        && *ending != written
    {
        let message = format!("标题的文种是“{ending}”，体裁写的是“{written}”");
        found.push(Finding::key(page, "genre", message).help(format!("genre = \"{ending}\"")));
    }
}

/// The kinds of official documents, the longer words first.
const GENRES: [&str; 15] = [
    "决议", "决定", "命令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复",
    "议案", "纪要", "函",
];

/// The first word, the last word, whether the first may stand anywhere, and what is doubled.
const DOUBLED: [((&str, &str, bool), &str); 5] = [
    (
        ("关于对", "的批复", false),
        "“关于对……的批复”，应当是“关于……的批复”",
    ),
    (
        ("请求", "的请示", true),
        "“请求……的请示”，应当是“关于……的请示”",
    ),
    (
        ("上报", "的报告", true),
        "“上报……的报告”，应当是“关于……的报告”",
    ),
    (
        ("请示", "的报告", true),
        "“……请示的报告”，请示和报告只用一个",
    ),
    (
        ("关于", "意见的函", false),
        "“关于……意见的函”，应当是“关于……的函”",
    ),
];
