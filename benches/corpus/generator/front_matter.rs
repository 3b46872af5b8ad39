//! Writes the TOML between two lines of `+++`. In: keys and values. Out: text that any TOML reader takes. Knows nothing of kinds.

use std::fmt::Write as _;

use jiff::civil::Date;

/// Front matter in the making.
#[derive(Debug)]
pub(crate) struct FrontMatter(String);

impl FrontMatter {
    pub(crate) fn new() -> Self {
        Self(String::from("+++\n"))
    }

    /// `key = "value"`.
    pub(crate) fn text(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.0, "{key} = {}", quoted(value));
    }

    /// `key = "value"`, nothing where the value is empty.
    pub(crate) fn text_if_any(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.text(key, value);
        }
    }

    /// `key = value`: a number, a truth value, a date, an array of numbers or an inline table.
    pub(crate) fn bare(&mut self, key: &str, value: impl std::fmt::Display) {
        let _ = writeln!(self.0, "{key} = {value}");
    }

    /// `key = 2024-05-10`.
    pub(crate) fn date(&mut self, key: &str, value: Date) {
        self.bare(key, value);
    }

    /// `key = ["a", "b"]`, nothing where the list is empty.
    pub(crate) fn array<S: AsRef<str>>(&mut self, key: &str, values: &[S]) {
        if !values.is_empty() {
            let list: Vec<_> = values.iter().map(|value| quoted(value.as_ref())).collect();
            self.bare(key, format_args!("[{}]", list.join(", ")));
        }
    }

    /// `[name]`: keys that follow belong to this table.
    pub(crate) fn table(&mut self, name: &str) {
        let _ = writeln!(self.0, "\n[{name}]");
    }

    /// The whole, with its closing line.
    pub(crate) fn finish(mut self) -> String {
        self.0.push_str("+++\n\n");
        self.0
    }
}

/// A basic string of TOML.
pub(crate) fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}
