//! Field tables: which keys a TOML table may have, their Chinese names and types; and the `Reader` that checks a table
//! against them.
//!
//! In: a parsed table and its field table. Out: typed values with their places. Unknown keys, wrong types and missing
//! keys become findings, all of them; a getter answers `None` where a finding already stands.

mod reader;

pub(crate) use reader::{Reader, Scope};

use crate::diag::Span;

/// A value and where it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

/// One word of a closed list, with its Chinese names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The word in front matter.
    pub value: &'static str,
    /// The word on a page.
    pub label: &'static str,
    /// Other ways to write it.
    pub also: &'static [&'static str],
}

/// The type of a field.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A line of text.
    Text,
    /// One text or an array of texts.
    Texts,
    /// A civil date.
    Date,
    /// A civil date, or a date with a time of day.
    Moment,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// One word of a closed list.
    Choice(&'static [Choice]),
    /// A table with its own fields.
    Table(&'static [Field]),
    /// An array of tables.
    Tables(&'static [Field]),
    /// Anything: whoever reads it checks it.
    Raw,
}

/// Whether a field may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It may not.
    Required,
    /// It may.
    Optional,
}

/// A key, what it is called and what may stand behind it.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The key in TOML.
    pub key: &'static str,
    /// Its Chinese name, as pages and messages show it.
    pub label: &'static str,
    /// Its type.
    pub shape: Shape,
    /// Whether it must be there.
    pub need: Need,
    /// An example of a whole line, for messages and schemas.
    pub example: &'static str,
    /// What it means, in Chinese, for editors.
    pub doc: &'static str,
}

impl Field {
    /// A field that may be left out.
    pub(crate) const fn new(
        key: &'static str,
        label: &'static str,
        shape: Shape,
        example: &'static str,
        doc: &'static str,
    ) -> Self {
        Self {
            key,
            label,
            shape,
            need: Need::Optional,
            example,
            doc,
        }
    }

    /// The same field, which must be there.
    pub(crate) const fn required(mut self) -> Self {
        self.need = Need::Required;
        self
    }
}

impl Shape {
    /// The type in words.
    #[must_use]
    pub fn words(&self) -> &'static str {
        match self {
            Self::Text => "文字",
            Self::Texts => "文字或文字列表",
            Self::Date => "日期",
            Self::Moment => "日期或带时间的日期",
            Self::Flag => "真假值（true 或 false）",
            Self::Integer => "整数",
            Self::Number => "数字",
            Self::Choice(_) => "规定的词",
            Self::Table(_) => "一组内容（表）",
            Self::Tables(_) => "若干组内容（表的列表）",
            Self::Raw => "内容",
        }
    }
}

#[cfg(test)]
mod tests;
