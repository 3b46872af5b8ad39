//! A text file of `content/`, as data.

use super::front_matter::Split;
use super::{FileEntry, SourcePath};

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
    /// The files of its bundle, sorted; they go out with it, unread.
    pub(crate) attachments: Vec<FileEntry>,
}

impl SourceFile {
    /// The TOML between the fences.
    pub(crate) fn front(&self) -> &str {
        &self.text[self.split.front.clone()]
    }

    /// The Markdown behind the fences. Moving it to the front would take as long as a copy, and keep the room of all
    /// that stands before.
    pub(crate) fn into_body(self) -> String {
        self.text[self.split.body].to_owned()
    }
}
