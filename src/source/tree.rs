//! What the walk found, as data.

use std::path::PathBuf;

use super::SourcePath;
use super::front_matter::Split;

/// A file that goes out with its document, unread.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct AttachmentFile {
    /// Path below the bundle's folder, `/`-separated.
    pub(crate) name: String,
    /// Where it lies on disk.
    pub(crate) file: PathBuf,
    /// Length in bytes.
    pub(crate) size: u64,
}

/// A text file of `content/`, decoded.
#[derive(Debug)]
pub(crate) struct SourceFile {
    /// From the portal's root.
    pub(crate) path: SourcePath,
    /// The normalised text.
    pub(crate) text: String,
    /// Where front matter and body lie; for tables (TOML, CSV) the whole text is neither.
    pub(crate) split: Split,
    /// Whether it is `index.md` of a bundle.
    pub(crate) bundle: bool,
    /// The files of its bundle, sorted.
    pub(crate) attachments: Vec<AttachmentFile>,
}

impl SourceFile {
    /// The TOML between the fences.
    pub(crate) fn front(&self) -> &str {
        &self.text[self.split.front.clone()]
    }

    /// The Markdown behind the fences, in the memory that the file was read into.
    pub(crate) fn into_body(self) -> String {
        let mut text = self.text;
        text.truncate(self.split.body.end);
        text.drain(..self.split.body.start);
        text
    }
}

/// Everything below `content/` that is read as text.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Markdown documents, sorted by path.
    pub(crate) documents: Vec<SourceFile>,
    /// TOML and CSV files outside bundles (catalogue tables, tables of reports), sorted by path.
    pub(crate) tables: Vec<SourceFile>,
    /// Files that nothing claims: never published, named once each.
    pub(crate) strays: Vec<SourcePath>,
    /// Documents that could not be read at all; their findings stand in the sink.
    pub(crate) unreadable: Vec<SourcePath>,
}
