//! 没有用处的例外
//!
//! ## 发现什么
//!
//! 文件的 `allow` 里写了某条规则，而这条规则在这份文件里没有发现问题；或者规则的名称写错了。
//!
//! ## 为什么
//!
//! 问题改好以后例外还留着，以后再出现同样的问题就不会提醒。
//!
//! ## 例子
//!
//! ```toml
//! allow = [{ rule = "late-publication", reason = "平台建成前的文件" }]
//! # 而发布日期并没有超过时限
//! ```
//!
//! ## 怎样改
//!
//! 删去这一条，或者改正规则的名称。

use crate::check::{Area, Check, Rule};
use crate::diag::Level;

pub(in crate::check) static RULE: Rule = Rule {
    name: "unused-exception",
    area: Area::Site,
    level: Level::Warn,
    basis: "本程序的约定",
    settings: &[],
    source: include_str!("unused_exception.rs"),
    // The engine knows which exceptions were used, and speaks in this rule's name.
    check: Check::Portal(|_, _| {}),
};
