//! What is wrong with `[checks]` itself: rules that do not exist, settings that a rule does not have, levels that have no effect.
//!
//! In: `[checks]` as it was read. Out: findings at the keys. A slip here would change nothing and nobody would notice.

use super::{RULES, manual};
use crate::config::{Checks, Setting, SettingValue};
use crate::diag::{Diagnostic, Level, Sink, Span, nearest};
use crate::source::SourcePath;

pub(super) fn check(checks: &Checks, sink: &Sink) {
    for (code, span) in &checks.places {
        match checks.levels.get(code) {
            _ if !is_known(code) => unknown(code, "[checks]", *span, sink),
            Some(Level::Allow | Level::Warn) if manual::is_error(code) => {
                let message = format!("“{code}”一直是错误，不能降低，这一行不起作用");
                warn(sink, *span, message, "删去这一行".to_owned());
            }
            _ => {}
        }
    }
    for (code, settings) in &checks.settings {
        let known = settings.iter().filter(|_| is_known(code));
        known.for_each(|(key, written)| setting(code, key, written, sink));
    }
    for (code, span) in checks.paths.iter().flat_map(|part| &part.places) {
        if !is_known(code) {
            unknown(code, "[checks.paths]", *span, sink);
        } else if super::rule(code).is_none() {
            let message = format!("“{code}”不能按文件夹设等级，这里写的不起作用");
            warn(sink, *span, message, "写在 [checks] 里".to_owned());
        }
    }
}

/// A setting that its rule does not have, or of another type.
fn setting(code: &str, key: &str, written: &Setting, sink: &Sink) {
    let own = super::rule(code).map_or(&[][..], |rule| rule.settings);
    let Some(known) = own.iter().find(|known| known.key == key) else {
        let keys: Vec<_> = own.iter().map(|known| known.key).collect();
        let help = match nearest(key, keys.iter().copied()) {
            Some(near) => format!("是不是 {near}？"),
            None if keys.is_empty() => "这条规则没有别的设置，只写等级(level)".to_owned(),
            None => format!("可以写: {}", keys.join("、")),
        };
        let message = format!("规则“{code}”没有“{key}”这项设置");
        return warn(sink, written.span, message, help);
    };
    let fits = match &written.value {
        SettingValue::Integer(number) => !known.takes_words() && *number >= 0,
        SettingValue::Texts(_) => known.takes_words(),
    };
    if !fits {
        let what = if known.takes_words() {
            "文字列表"
        } else {
            "不小于 0 的整数"
        };
        let message = format!("规则“{code}”的设置“{key}”应当是{what}");
        warn(
            sink,
            written.span,
            message,
            format!("{key} = {}", known.default),
        );
    }
}

fn is_known(code: &str) -> bool {
    super::rule(code).is_some() || manual::build_codes().any(|known| known == code)
}

fn unknown(code: &str, table: &str, span: Span, sink: &Sink) {
    let known = manual::build_codes().chain(RULES.iter().map(|rule| rule.name));
    let help = nearest(code, known).map_or_else(
        || "运行 gongkai explain 可以列出全部规则".to_owned(),
        |near| format!("是不是 {near}？"),
    );
    let message = format!("{table} 中没有名称为“{code}”的规则");
    warn(sink, span, message, help);
}

fn warn(sink: &Sink, span: Span, message: String, help: String) {
    let path = SourcePath::new("config.toml");
    sink.push(Diagnostic::warning("unknown-rule", &path, Some(span), message).help(help));
}
