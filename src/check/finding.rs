//! What a rule says: a place, words, and what to do. Codes, levels and spans of keys are the engine's work.

use std::ops::Range;

use super::Page;
use crate::diag::{Level, Span};
use crate::model::Attachment;
use crate::source::SourcePath;

/// Where a finding points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// The file as a whole: a document's opening fence.
    File,
    /// Bytes of the file.
    Span(Span),
    /// The value of a key in front matter or `config.toml`: `published`, `outcome.published`.
    Key(&'static str),
    /// A word in the value of a key.
    Word(&'static str, String),
    /// The first place in the file where this stands, if its text can be read.
    Text(String),
    /// A key of the table of an agency in `config.toml`: the agency's place in the list, the key.
    Agency(usize, &'static str),
}

/// A place in a file, with words.
#[derive(Debug, Clone)]
pub(crate) struct Beside {
    pub(crate) path: SourcePath,
    pub(crate) place: Place,
    pub(crate) message: String,
}

/// One finding of a rule.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) path: SourcePath,
    pub(crate) place: Place,
    pub(crate) message: String,
    pub(crate) label: Option<String>,
    pub(crate) help: Option<String>,
    pub(crate) related: Vec<Beside>,
    /// The highest level it may have, whatever the rule's default, and why.
    pub(crate) cap: Option<(Level, &'static str)>,
    /// Numbers of persons stand there: no excerpt may show them whole.
    pub(crate) masked: bool,
    /// What an exception by hash must name.
    pub(crate) hash: Option<String>,
    /// The attachment in whose text it stands, and the byte there.
    pub(crate) inside: Option<(Box<Attachment>, usize)>,
}

impl Finding {
    /// A finding at a place of a file.
    pub(crate) fn new(path: &SourcePath, place: Place, message: impl Into<String>) -> Self {
        Self {
            path: path.clone(),
            place,
            message: message.into(),
            label: None,
            help: None,
            related: Vec::new(),
            cap: None,
            masked: false,
            hash: None,
            inside: None,
        }
    }

    /// A finding at a key of a document's front matter.
    pub(crate) fn key(page: &Page<'_>, key: &'static str, message: impl Into<String>) -> Self {
        Self::new(&page.entry.document.path, Place::Key(key), message)
    }

    /// A finding about a document as a whole.
    pub(crate) fn whole(page: &Page<'_>, message: impl Into<String>) -> Self {
        Self::new(&page.entry.document.path, Place::File, message)
    }

    /// A finding in a document's body.
    pub(crate) fn body(page: &Page<'_>, range: &Range<usize>, message: impl Into<String>) -> Self {
        let document = &page.entry.document;
        let span = document.body.span(range);
        Self::new(&document.path, Place::Span(span), message)
    }

    /// Words at the caret.
    pub(crate) fn label(mut self, words: impl Into<String>) -> Self {
        self.label = Some(words.into());
        self
    }

    /// What to do.
    pub(crate) fn help(mut self, words: impl Into<String>) -> Self {
        self.help = Some(words.into());
        self
    }

    /// Another place that belongs to it.
    pub(crate) fn beside(
        mut self,
        path: &SourcePath,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        self.related.push(Beside {
            path: path.clone(),
            place,
            message: message.into(),
        });
        self
    }

    /// At most a reminder, whatever the rule's default is; the reason goes into the message.
    pub(crate) fn at_most_warn(mut self, why: &'static str) -> Self {
        self.cap = Some((Level::Warn, why));
        self
    }

    /// Excerpts may not show numbers whole; an exception must name the hash.
    pub(crate) fn masked(mut self, hash: String) -> Self {
        self.masked = true;
        self.hash = Some(hash);
        self
    }
}

/// How late something came, counted in working days; a day of rest behind the last one is late too.
pub(crate) fn late_by(used: u16, allowed: i64) -> String {
    if i64::from(used) > allowed {
        format!("第 {used} 个工作日才发布")
    } else {
        format!("第 {used} 个工作日以后的休息日才发布")
    }
}
