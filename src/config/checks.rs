//! `[checks]` and `[labels]`: tables whose keys are not ours to list.

use std::collections::BTreeMap;

use crate::diag::{Level, Span};
use crate::source::fields::Reader;

/// `[checks]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checks {
    /// `review = true`: every document names who reviewed it (先审查后公开).
    pub review: bool,
    /// The level given to each code.
    pub levels: BTreeMap<String, Level>,
    /// Where each code stands in `config.toml`: for a finding about a code that no rule bears.
    pub places: BTreeMap<String, Span>,
}

/// Reads `[checks]`.
pub(super) fn read(root: &Reader<'_>) -> Checks {
    let mut checks = Checks::default();
    for entry in entries(root, "checks") {
        let Entry { key, span, value } = entry;
        match (key.as_str(), value) {
            ("review", Word::Flag(flag)) => checks.review = flag,
            ("review", _) => wrong(root, span, "review 应当是 true 或 false", "review = true"),
            (_, Word::Text(word)) => {
                let level = match word.as_str() {
                    "allow" => Level::Allow,
                    "warn" => Level::Warn,
                    "deny" => Level::Deny,
                    _ => {
                        let message = format!("检查规则的等级没有“{word}”这个词");
                        let help =
                            "可以写: \"allow\"（不查）、\"warn\"（提醒）、\"deny\"（不准发布）";
                        root.scope()
                            .error("unknown-word", span, message, help.to_owned());
                        continue;
                    }
                };
                checks.places.insert(key.clone(), span);
                checks.levels.insert(key, level);
            }
            _ => {
                let message = format!("检查规则“{key}”的等级应当是文字");
                wrong(root, span, &message, &format!("{key} = \"warn\""));
            }
        }
    }
    checks
}

/// Reads `[labels]`.
pub(super) fn read_labels(root: &Reader<'_>) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::new();
    for Entry { key, span, value } in entries(root, "labels") {
        if let Word::Text(word) = value {
            labels.insert(key, word);
        } else {
            let message = format!("用词“{key}”应当是文字");
            wrong(root, span, &message, &format!("{key} = \"发布机构\""));
        }
    }
    labels
}

struct Entry {
    key: String,
    span: Span,
    value: Word,
}

enum Word {
    Text(String),
    Flag(bool),
    Other,
}

/// The keys and values of a table that is read raw.
fn entries(root: &Reader<'_>, name: &str) -> Vec<Entry> {
    let Some(value) = root.value(name) else {
        return Vec::new();
    };
    let offset = root.scope().offset;
    let Some(table) = value.get_ref().as_table() else {
        let span = Span::from(value.span()).shifted(offset);
        wrong(
            root,
            span,
            &format!("{name} 应当是一节内容（表）"),
            &format!("[{name}]"),
        );
        return Vec::new();
    };
    table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            span: Span::from(value.span()).shifted(offset),
            value: match (value.get_ref().as_str(), value.get_ref().as_bool()) {
                (Some(text), _) => Word::Text(text.trim().to_owned()),
                (_, Some(flag)) => Word::Flag(flag),
                _ => Word::Other,
            },
        })
        .collect()
}

fn wrong(root: &Reader<'_>, span: Span, message: &str, help: &str) {
    root.scope()
        .error("wrong-type", span, message.to_owned(), help.to_owned());
}
