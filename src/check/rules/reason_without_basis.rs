//! 不予公开的理由没有写依据
//!
//! ## 发现什么
//!
//! 不公开、依申请公开、删减后公开的文件，理由（`openness_reason`）里没有法律依据：既没有《……》，也没有“第…条”。
//!
//! ## 为什么
//!
//! 不予公开要说明理由，理由要落到条款上：国家秘密、法律禁止、“三安全一稳定”、商业秘密和个人隐私、内部事务、过程性信息、执法案卷。只写“不宜公开”，复议和诉讼中站不住脚。
//!
//! ## 例子
//!
//! ```toml
//! openness = "closed"
//! openness_reason = "不宜公开"
//! ```
//!
//! ## 怎样改
//!
//! 写明理由和条款，例如“涉及商业秘密，依据《政府信息公开条例》第十五条”。

use crate::check::{Area, Check, Finding, Input, Place, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "reason-without-basis",
    area: Area::Openness,
    level: Level::Warn,
    basis: "《政府信息公开条例》第十四条至第十六条、第三十七条",
    settings: &[],
    source: include_str!("reason_without_basis.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    for record in input
        .records
        .iter()
        .filter(|record| record.reason_lacks_basis)
    {
        let message = "不予公开的理由没有写法律依据";
        found.push(
            Finding::new(&record.path, Place::Key("openness_reason"), message)
                .help("openness_reason = \"涉及商业秘密，依据《政府信息公开条例》第十五条\""),
        );
    }
}
