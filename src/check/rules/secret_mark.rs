//! 公开的内容里有密级标志
//!
//! ## 发现什么
//!
//! 标题、正文、附件名称里有“绝密★”“机密★”“秘密★”。
//!
//! ## 为什么
//!
//! 国家秘密不得公开。密级和保密期限是涉密公文的要素，网页上出现它，说明涉密文件可能已经上网；即使已经解密，也应当先履行解密和审查程序，去掉标志。
//!
//! ## 例子
//!
//! ```text
//! 机密★10年
//! ```
//!
//! ## 怎样改
//!
//! 立即停止发布，按规定向保密工作机构报告。确认不涉密的，去掉标志后再发布；
//! 讲解密级标志写法的制度、教材，写 `allow` 并说明。

use crate::check::text::List;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "secret-mark",
    area: Area::Openness,
    level: Level::Deny,
    basis: "《政府信息公开条例》第十四条；《保守国家秘密法》",
    settings: &[],
    source: include_str!("secret_mark.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    for (text, hit) in page.texts().of(List::Secret) {
        let message = format!("公开的内容里有密级标志“{}”", &text.text[hit.range.clone()]);
        found.push(
            text.finding(page.entry, &hit.range, message)
                .help("停止发布，按规定处理；确认不涉密的去掉标志"),
        );
    }
}
