//! A public document with what can be known of it alone: its address, and the facts of its text.
//!
//! In: a document that came through the gate. Out: a [`Prepared`], which depends on that document and nothing else, so
//! that it stays good while other documents change.

use std::borrow::Cow;

use super::route;
use crate::gate::Published;
use crate::markdown::{self, LinkRef, Parsed, Problem};
use crate::model::List;
use crate::site::route::UrlPath;

/// A summary taken from the text is cut after this many characters.
const SUMMARY_CHARS: usize = 200;

/// A public document, its address and the facts of its text.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// The document.
    pub document: Published,
    /// Its page.
    pub url: UrlPath,
    /// 内容概述: as written, else the first paragraph.
    pub summary: String,
    /// Ids in its text that a link may point to.
    pub anchors: Vec<String>,
    /// The first picture of its text, as written.
    pub first_image: Option<String>,
    /// Links in its text, to be checked once all documents are known.
    pub(super) links: Vec<LinkRef>,
    /// What is wrong with its text.
    pub(super) problems: Vec<Problem>,
    /// Its text without markup, where [`Texts::Kept`] asked for it.
    plain: Option<Box<str>>,
}

/// What is kept of the texts of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Texts {
    /// The text as it is and its plain text from the same reading, for a run that needs all of them.
    Kept,
    /// The text alone, packed, for a run that lasts long and needs few of them: a third of the memory.
    OnDemand,
}

impl Prepared {
    /// Reads the text of a document once.
    pub(crate) fn of(mut document: Published, texts: Texts) -> Self {
        let text = document.body.text.read();
        let parsed = Parsed::new(&text);
        let plain =
            (texts == Texts::Kept).then(|| with_lists(parsed.plain(), &document).into_boxed_str());
        let facts = parsed.into_facts();
        drop(text);
        if texts == Texts::OnDemand {
            document.pack();
        }
        let summary = document
            .summary
            .clone()
            .unwrap_or_else(|| shortened(facts.first_paragraph.as_deref().unwrap_or_default()));
        Self {
            url: route::of_document(&document),
            summary,
            anchors: facts.anchors.into_iter().collect(),
            first_image: facts.first_image,
            links: facts.links,
            problems: facts.problems,
            plain,
            document,
        }
    }

    /// Its text as a reader sees it, without markup, and the cells of its lists: what is searched.
    #[must_use]
    pub(crate) fn plain(&self) -> Cow<'_, str> {
        match &self.plain {
            Some(kept) => Cow::Borrowed(kept),
            None => {
                let text = markdown::plain(&self.document.body.text.read());
                Cow::Owned(with_lists(text, &self.document))
            }
        }
    }

    /// Bytes of its text and its lists as written: no less than those of [`Self::plain`], and known without parsing.
    #[must_use]
    pub(crate) fn length(&self) -> usize {
        let cells = |list: &List| -> usize {
            let rows = list.rows.iter().flat_map(|row| &row.cells);
            let words = list.head.iter().chain(rows);
            list.title.len() + 1 + words.map(|word| word.len() + 1).sum::<usize>()
        };
        self.document.body.text.len() + self.document.lists.iter().map(cells).sum::<usize>()
    }
}

/// Adds the lists of a document to its plain text, a row a line.
fn with_lists(mut text: String, document: &Published) -> String {
    for list in &document.lists {
        let rows = list.rows.iter().map(|row| row.cells.join(" "));
        for line in [list.title.clone(), list.head.join(" ")]
            .into_iter()
            .chain(rows)
        {
            text.push('\n');
            text.push_str(&line.replace('\n', " "));
        }
    }
    text
}

/// The first characters of a paragraph, on one line.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SUMMARY_CHARS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
