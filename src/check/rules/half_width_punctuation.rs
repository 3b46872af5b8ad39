//! 中文里用了半角标点
//!
//! ## 发现什么
//!
//! 汉字之间的半角逗号、分号、冒号、问号、叹号和圆括号。一份文件只报第一处，写明共有几处；代码、网址、数字之间的不算；法律、法规、规章的文本不能改动，不查。
//!
//! ## 为什么
//!
//! 中文用全角标点。半角标点多是从别处复制时带来的，排版难看，检索“，”时也找不到。
//!
//! ## 例子
//!
//! ```text
//! 加强领导,落实责任;按时完成
//! ```
//!
//! ## 怎样改
//!
//! 用编辑器的查找替换改成全角：`,` 改 `，`，`;` 改 `；`，`:` 改 `：`，`( )` 改 `（ ）`。

use crate::check::scan::{one_of, places, within};
use crate::check::{Area, Check, Finding, Page, Rule, Setting};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "half-width-punctuation",
    area: Area::Text,
    level: Level::Warn,
    basis: "GB/T 15834—2011（标点符号用法）",
    settings: &[Setting {
        key: "count",
        default: "1",
        doc: "有几处以上才报",
    }],
    source: include_str!("half_width_punctuation.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    if page.is_legislation() {
        return;
    }
    let text = document.body.text.as_str();
    let mut count = 0_usize;
    let mut first = None;
    // A mark with a character behind it that is not of ASCII.
    let marks = places(text, |[mark, next, _]| {
        one_of(mark, *b",;:?!()") & within(next, (0x80, 0xff))
    });
    for at in marks {
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        let han = |c: Option<char>| {
            c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || "》”〕".contains(c))
        };
        let follows = han(after) || after.is_some_and(|c| "《“〔".contains(c));
        let range = at..at + 1;
        if han(before) && follows && page.markup().is_words(&range) {
            count += 1;
            first.get_or_insert(range);
        }
    }
    let least = usize::try_from(page.input.number(RULE.name, "count", 1)).unwrap_or(1);
    if let Some(range) = first.filter(|_| count >= least) {
        let message = format!("汉字之间用了半角标点，共 {count} 处，第一处在这里");
        found.push(Finding::body(page, &range, message).help("改成全角标点: ， ； ： （ ）"));
    }
}
