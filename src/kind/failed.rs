//! A file with errors: what it says of its own publicity, line by line, since it cannot be read as a whole.
//!
//! A report shows the lines of a file that is wrong. It must not show those of one that may not be public, and a file
//! whose front matter is broken may be just that.

use super::Kind;
use super::annual_report::beside;
use super::common::OPENNESS;
use crate::model::{Date, REDACTION_SIGNS};
use crate::source::{SourceFile, SourcePath};

/// A file that yields no draft.
#[derive(Debug)]
pub(crate) struct Failed {
    /// The file.
    pub(crate) path: SourcePath,
    /// From which day its text may be shown; `None` where it says, or may say, that it is not public.
    pub(crate) open_from: Option<Date>,
    /// The tables that it names: what holds of its text holds of theirs.
    pub(crate) tables: Vec<SourcePath>,
}

impl Failed {
    /// A file of which not even the kind is known.
    pub(crate) fn unknown(path: SourcePath) -> Self {
        Self {
            path,
            open_from: None,
            tables: Vec::new(),
        }
    }

    /// A file of a kind, judged by the lines of its front matter; in doubt it is not public.
    pub(crate) fn of(file: &SourceFile, kind: &Kind) -> Self {
        Self {
            path: file.path.clone(),
            open_from: open_from(file, kind),
            tables: tables(file),
        }
    }
}

fn open_from(file: &SourceFile, kind: &Kind) -> Option<Date> {
    let removed = |mark: &str| file.text.contains(mark);
    if REDACTION_SIGNS.into_iter().any(removed) || removed(":::") || removed("：：") {
        return None;
    }
    let mut open = !kind.required.contains(&"openness");
    let mut from = Date::MIN;
    for line in file.front().lines() {
        let (key, value) = line.split_once('=').unwrap_or((line, ""));
        let key = key.trim().trim_matches(['"', '\'', '[', ']', ' ']);
        let value = value.split('#').next().unwrap_or_default();
        let value = value.trim().trim_matches(['"', '\'']);
        match key {
            "openness" if is_public(value) => open = true,
            "draft" if value == "false" => {}
            "published" => from = day(value).map_or(from, |day| day.max(from)),
            _ if SECRET.iter().any(|word| key.starts_with(word)) => return None,
            _ => {}
        }
    }
    open.then_some(from)
}

/// Every name of a table between quotes in the front matter: that of a report's figures, or of a list.
fn tables(file: &SourceFile) -> Vec<SourcePath> {
    let quoted = file.front().split(['"', '\'']).skip(1).step_by(2);
    let named = quoted.filter(|name| {
        let end = name.rsplit('.').next().unwrap_or_default();
        end.eq_ignore_ascii_case("csv") || end.eq_ignore_ascii_case("toml")
    });
    named
        .filter_map(|name| beside(file.path.folder(), name))
        .collect()
}

/// Keys that stand in a document that is not public, or not yet.
const SECRET: [&str; 3] = ["openness", "draft", "withdrawn"];

fn is_public(word: &str) -> bool {
    let public = &OPENNESS[0];
    public.value == word || public.label == word || public.also.contains(&word)
}

/// The date at the head of a value.
fn day(value: &str) -> Option<Date> {
    value.get(..10)?.parse().ok()
}
