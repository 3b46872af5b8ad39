//! `[checks]` and `[labels]`: tables whose keys are not ours to list.

use std::collections::BTreeMap;

use globset::{GlobBuilder, GlobMatcher};
use toml::de::{DeTable, DeValue};

use crate::diag::{Level, Span};
use crate::source::SourcePath;
use crate::source::fields::Reader;

/// `[checks]`.
#[derive(Debug, Clone, Default)]
pub struct Checks {
    /// `review = true`: every document names who reviewed it (先审查后公开).
    pub review: bool,
    /// The level given to each code.
    pub levels: BTreeMap<String, Level>,
    /// Where each code stands in `config.toml`, for a finding about it.
    pub places: BTreeMap<String, Span>,
    /// `[checks.paths]`: levels for a part of the files, in the order in which they are written; the last one that fits wins.
    pub paths: Vec<PathLevels>,
    /// What a rule is told beside its level: `late-publication = { level = "warn", days = 10 }`.
    pub settings: BTreeMap<String, BTreeMap<String, Setting>>,
}

/// Levels for the files that a pattern fits.
#[derive(Debug, Clone)]
pub struct PathLevels {
    /// As written: `policy/2010/**`.
    pub pattern: String,
    matcher: GlobMatcher,
    /// The level given to each code.
    pub levels: BTreeMap<String, Level>,
    /// Where each code stands in `config.toml`.
    pub places: BTreeMap<String, Span>,
}

impl PathLevels {
    /// Whether a file is meant: the pattern is read from `content/` down, or from the portal's root.
    #[must_use]
    pub fn fits(&self, path: &SourcePath) -> bool {
        self.matcher.is_match(path.in_content()) || self.matcher.is_match(path.as_str())
    }
}

/// A value that a rule is told, with the place of its key in `config.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The value.
    pub value: SettingValue,
    /// Its place.
    pub span: Span,
}

/// The types that a rule can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingValue {
    /// A whole number.
    Integer(i64),
    /// One text or several.
    Texts(Vec<String>),
}

/// Reads `[checks]`.
pub(super) fn read(root: &Reader<'_>) -> Checks {
    let mut checks = Checks::default();
    for entry in entries(root, "checks") {
        let Entry {
            key,
            name,
            span,
            value,
        } = entry;
        match (key.as_str(), value) {
            ("review", Word::Flag(flag)) => checks.review = flag,
            ("review", _) => wrong(root, span, "review 应当是 true 或 false", "review = true"),
            ("paths", Word::Table(table)) => checks.paths = paths(root, table),
            ("paths", _) => wrong(root, span, "paths 应当是一节内容（表）", PATHS_HELP),
            (_, Word::Text(word)) => {
                if let Some(level) = level(root, &word, span) {
                    checks.places.insert(key.clone(), name);
                    checks.levels.insert(key, level);
                }
            }
            (_, Word::Table(table)) => {
                checks.places.insert(key.clone(), name);
                rule(root, &key, table, &mut checks);
            }
            _ => {
                let message = format!("检查规则“{key}”的等级应当是文字");
                wrong(root, span, &message, &format!("{key} = \"warn\""));
            }
        }
    }
    checks
}

const PATHS_HELP: &str = "[checks.paths]\n\"policy/2010/**\" = { late-publication = \"allow\" }";

fn level(root: &Reader<'_>, word: &str, span: Span) -> Option<Level> {
    match word {
        "allow" => Some(Level::Allow),
        "warn" => Some(Level::Warn),
        "deny" => Some(Level::Deny),
        _ => {
            let message = format!("检查规则的等级没有“{word}”这个词");
            let help = "可以写: \"allow\"（不查）、\"warn\"（提醒）、\"deny\"（不准发布）";
            root.scope()
                .error("unknown-word", span, message, help.to_owned());
            None
        }
    }
}

/// `rule = { level = "warn", days = 10 }`.
fn rule(root: &Reader<'_>, key: &str, table: &DeTable<'_>, checks: &mut Checks) {
    for (name, value) in table {
        let span = Span::from(value.span()).shifted(root.scope().offset);
        if name.get_ref().as_ref() == "level" {
            match value.get_ref().as_str() {
                Some(word) => {
                    if let Some(level) = level(root, word, span) {
                        checks.levels.insert(key.to_owned(), level);
                    }
                }
                None => wrong(root, span, "level 应当是文字", "level = \"warn\""),
            }
            continue;
        }
        let Some(value) = setting(value.get_ref()) else {
            let message = format!(
                "检查规则“{key}”的设置“{}”应当是整数、文字或文字列表",
                name.get_ref()
            );
            wrong(root, span, &message, "days = 10");
            continue;
        };
        checks.settings.entry(key.to_owned()).or_default().insert(
            name.get_ref().to_string(),
            Setting {
                value,
                span: Span::from(name.span()).shifted(root.scope().offset),
            },
        );
    }
}

fn setting(value: &DeValue<'_>) -> Option<SettingValue> {
    match value {
        DeValue::Integer(number) => {
            let digits = number.as_str().replace('_', "");
            i64::from_str_radix(&digits, number.radix())
                .ok()
                .map(SettingValue::Integer)
        }
        DeValue::String(text) => Some(SettingValue::Texts(vec![text.to_string()])),
        DeValue::Array(list) => list
            .iter()
            .map(|one| one.get_ref().as_str().map(str::to_owned))
            .collect::<Option<Vec<_>>>()
            .map(SettingValue::Texts),
        _ => None,
    }
}

fn paths(root: &Reader<'_>, table: &DeTable<'_>) -> Vec<PathLevels> {
    let mut found = Vec::new();
    for (pattern, value) in table {
        let at = |range| Span::from(range).shifted(root.scope().offset);
        let span = at(pattern.span());
        let glob = GlobBuilder::new(pattern.get_ref())
            .literal_separator(true)
            .build();
        let Ok(glob) = glob else {
            let message = format!("“{}”不是路径的写法", pattern.get_ref());
            wrong(root, span, &message, PATHS_HELP);
            continue;
        };
        let Some(rules) = value.get_ref().as_table() else {
            wrong(
                root,
                at(value.span()),
                "这里应当是一组规则和等级",
                PATHS_HELP,
            );
            continue;
        };
        let mut levels = BTreeMap::new();
        let mut places = BTreeMap::new();
        for (code, word) in rules {
            places.insert(code.get_ref().to_string(), at(code.span()));
            let span = at(word.span());
            match word.get_ref().as_str() {
                Some(word) => {
                    if let Some(level) = level(root, word, span) {
                        levels.insert(code.get_ref().to_string(), level);
                    }
                }
                None => wrong(root, span, "检查规则的等级应当是文字", PATHS_HELP),
            }
        }
        found.push((
            span,
            PathLevels {
                pattern: pattern.get_ref().to_string(),
                matcher: glob.compile_matcher(),
                levels,
                places,
            },
        ));
    }
    // A table does not keep the order in which it was written; places do.
    found.sort_by_key(|(span, _)| *span);
    found.into_iter().map(|(_, levels)| levels).collect()
}

/// Reads `[labels]`.
pub(super) fn read_labels(root: &Reader<'_>) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::new();
    for Entry {
        key, span, value, ..
    } in entries(root, "labels")
    {
        if let Word::Text(word) = value {
            labels.insert(key, word);
        } else {
            let message = format!("用词“{key}”应当是文字");
            wrong(root, span, &message, &format!("{key} = \"发布机构\""));
        }
    }
    labels
}

struct Entry<'t> {
    key: String,
    /// The place of the key.
    name: Span,
    /// The place of the value.
    span: Span,
    value: Word<'t>,
}

enum Word<'t> {
    Text(String),
    Flag(bool),
    Table(&'t DeTable<'t>),
    Other,
}

/// The keys and values of a table that is read raw.
fn entries<'t>(root: &Reader<'t>, name: &str) -> Vec<Entry<'t>> {
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
            name: Span::from(key.span()).shifted(offset),
            span: Span::from(value.span()).shifted(offset),
            value: match (value.get_ref().as_str(), value.get_ref().as_bool()) {
                (Some(text), _) => Word::Text(text.trim().to_owned()),
                (_, Some(flag)) => Word::Flag(flag),
                _ => value.get_ref().as_table().map_or(Word::Other, Word::Table),
            },
        })
        .collect()
}

fn wrong(root: &Reader<'_>, span: Span, message: &str, help: &str) {
    root.scope()
        .error("wrong-type", span, message.to_owned(), help.to_owned());
}
