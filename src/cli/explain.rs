//! `gongkai explain`.

use super::args::ExplainArgs;
use super::{Status, complain, say};
use crate::check::{RULES, manual};
use crate::diag::nearest;

/// Says what a rule finds, why, and how to mend it; without a name lists all rules.
pub(super) fn run(args: &ExplainArgs) -> Status {
    let Some(name) = &args.rule else {
        say(manual::list().trim_end());
        return Status::Clean;
    };
    if let Some(text) = manual::explain(name) {
        say(&text);
        return Status::Clean;
    }
    let near = nearest(name, RULES.iter().map(|rule| rule.name));
    let hint = near.map_or_else(
        || "运行 gongkai explain 可以列出全部规则".to_owned(),
        |near| format!("是不是 {near}？"),
    );
    complain(&format!("没有名称为“{name}”的规则。{hint}"));
    Status::Failed
}
