//! 清单: a table that a document shows and offers for download (standards 11.1–11.5).

use super::Date;
use crate::source::SourcePath;

/// What a list is: its columns are checked against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListKind {
    /// The word in front matter.
    pub value: &'static str,
    /// The word on pages.
    pub label: &'static str,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// As many as the headings.
    pub cells: Vec<String>,
    /// 公示截止日期: the last day on which the row may be shown.
    pub until: Option<Date>,
}

/// A list beside a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Its file.
    pub path: SourcePath,
    /// What the files to download are called, without extension.
    pub name: String,
    /// Caption.
    pub title: String,
    /// What it is, where the document says so.
    pub kind: Option<ListKind>,
    /// Headings.
    pub head: Vec<String>,
    /// Which column names a row.
    pub names: usize,
    /// Which column the rows are counted by.
    pub groups: Option<usize>,
    /// The rows, as written.
    pub rows: Vec<ListRow>,
}
