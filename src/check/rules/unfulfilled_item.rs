//! 公开事项没有公开的内容
//!
//! ## 发现什么
//!
//! 公开事项目录里应当主动公开的事项，没有一份公开的文件在 `items` 里写它的编号，也没有写公开的网址（`url`）。只依申请公开的事项不查；公开主体写的是本平台以外机关的不查。
//!
//! ## 为什么
//!
//! 目录列了就要公开，“事项目录与公开内容不一致”是基层政务公开检查的重点。
//!
//! ## 例子
//!
//! ```toml
//! [[item]]
//! id = "aq-06"
//! level2 = "行政处罚"
//! # 没有文件写 items = ["aq-06"]
//! ```
//!
//! ## 怎样改
//!
//! 在落实这个事项的文件里写 `items = ["编号"]`；公开在别处的，在目录里写 `url`；不再公开的，调整目录。

use crate::check::{Area, Check, Finding, Input, Place, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "unfulfilled-item",
    area: Area::Coverage,
    level: Level::Warn,
    basis: "国办发〔2019〕54号；《政府信息公开条例》第十九条至第二十一条",
    settings: &[],
    source: include_str!("unfulfilled_item.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    for site_item in &input.site.items {
        let item = &site_item.item;
        let due = item.proactive || !item.on_request;
        let elsewhere = site_item.owner.is_none()
            && item
                .owner
                .as_deref()
                .is_some_and(|owner| NAMED.iter().any(|end| owner.ends_with(end)));
        if !due || elsewhere || !site_item.fulfilled.is_empty() {
            continue;
        }
        let name = item.level2.as_deref().unwrap_or(&item.level1);
        let message = format!("公开事项“{}”（{name}）没有公开的内容", item.id);
        found.push(
            Finding::new(&item.path, Place::Span(item.span), message).help(format!(
                "在落实它的文件里写 items = [\"{}\"]，或者在目录里写公开的网址 url",
                item.id
            )),
        );
    }
}

/// The end of an agency's full name: such an owner is a certain body, and not of this portal.
const NAMED: [&str; 6] = ["局", "委员会", "人民政府", "办公室", "厅", "中心"];
