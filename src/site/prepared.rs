//! A public document with what can be known of it alone: its address, and the facts of its text.
//!
//! In: a document that came through the gate. Out: a [`Prepared`], which depends on that document and nothing else, so
//! that it stays good while other documents change.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::route;
use super::shown::Shown;
use crate::gate::Published;
use crate::markdown::{self, Facts, LinkRef, Links, Parsed, Problem};
use crate::model::{KindId, List, Packer, Told};
use crate::site::route::UrlPath;

/// A summary taken from the text is cut after this many characters.
const SUMMARY_CHARS: usize = 200;

/// A public document, its address and the facts of its text. Facts that are not known yet are read when they are asked for,
/// each sort by itself: of most documents a run that lasts long needs none, or one.
#[derive(Debug)]
pub(crate) struct Prepared {
    /// The document.
    pub document: Published,
    /// Its page.
    pub url: UrlPath,
    opening: OnceLock<Opening>,
    anchors: OnceLock<Anchors>,
    /// `None` where nothing in its text has to be checked.
    marks: OnceLock<Option<Box<Marks>>>,
    /// Its text without markup, told by its text, where [`Texts::Kept`] asked for it.
    plain: Option<Told>,
    /// Its HTML, where [`Texts::Kept`] asked for it and nothing in it but links depends on other documents.
    shown: Option<Box<Shown>>,
}

/// What stands for a document elsewhere.
#[derive(Debug)]
struct Opening {
    /// What stands for a 内容概述 where none is written: the first paragraph.
    paragraph: Option<Box<str>>,
    /// The first picture of its text, as written.
    image: Option<Box<str>>,
}

/// What has to be checked in a text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Links, to be checked once all documents are known.
    pub(super) links: Box<[LinkRef]>,
    /// What is wrong with the text by itself.
    pub(super) problems: Box<[Problem]>,
}

/// What is kept of the texts of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Texts {
    /// The text as it is, its plain text and its facts from the same reading, for a run that needs all of them.
    Kept,
    /// The text alone, for a run that lasts long and needs few of them: it begins before any text was parsed.
    OnDemand,
}

impl Prepared {
    /// Reads the text of a document once, or leaves it for later.
    pub(crate) fn of(document: Published, texts: Texts) -> Self {
        if texts == Texts::OnDemand {
            return Self::unread(document);
        }
        let text = document.body.text.read();
        let parsed = Parsed::new(&text);
        let (plain, shared) = parsed.plain();
        let plain = Told::of(&with_lists(plain, &document), &text, &shared);
        // Only reports are shown part by part.
        let whole = document.kind != KindId::Report;
        let shown = whole.then(|| Shown::of(&parsed, &text)).flatten();
        let facts = parsed.into_facts();
        drop(text);
        let anchors = Anchors::of(&facts.anchors);
        let opening = Opening::of(&facts, &document);
        Self {
            opening: OnceLock::from(opening),
            anchors: OnceLock::from(anchors),
            marks: OnceLock::from(Marks::of(facts)),
            plain: Some(plain),
            shown: shown.map(Box::new),
            ..Self::unread(document)
        }
    }

    fn unread(document: Published) -> Self {
        Self {
            url: route::of_document(&document),
            opening: OnceLock::new(),
            anchors: OnceLock::new(),
            marks: OnceLock::new(),
            plain: None,
            shown: None,
            document,
        }
    }

    /// Packs its text, for one who keeps it long and reads it rarely.
    pub(crate) fn pack(&mut self, packer: &mut Packer) {
        self.document.pack(packer);
    }

    fn facts(&self) -> Facts {
        markdown::scan(&self.document.body.text.read())
    }

    fn opening(&self) -> &Opening {
        let read = || Opening::of(&self.facts(), &self.document);
        self.opening.get_or_init(read)
    }

    /// Ids in its text that a link may point to.
    pub(super) fn anchors(&self) -> &Anchors {
        let read = || Anchors::of(&self.facts().anchors);
        self.anchors.get_or_init(read)
    }

    /// What has to be checked in its text; `None` where there is nothing.
    pub(super) fn marks(&self) -> Option<&Marks> {
        let marks = self.marks.get_or_init(|| Marks::of(self.facts()));
        marks.as_deref()
    }

    /// The first picture of its text, as written.
    #[must_use]
    pub(crate) fn first_image(&self) -> Option<&str> {
        self.opening().image.as_deref()
    }

    /// 内容概述: as written, else the first paragraph.
    #[must_use]
    pub(crate) fn summary(&self) -> &str {
        let written = self.document.summary.as_deref();
        let opening = || self.opening().paragraph.as_deref();
        written.or_else(opening).unwrap_or_default()
    }

    /// Its text as a reader sees it, without markup, and the cells of its lists: what is searched.
    #[must_use]
    pub(crate) fn plain(&self) -> Cow<'_, str> {
        let text = self.document.body.text.read();
        let plain = match &self.plain {
            Some(told) => told.by(&text),
            None => with_lists(markdown::plain(&text), &self.document),
        };
        Cow::Owned(plain)
    }

    /// Its HTML and headings, where they are known already.
    #[must_use]
    pub(crate) fn shown(&self) -> Option<&Shown> {
        self.shown.as_deref()
    }

    /// Its text as HTML; `links` is asked where it has any.
    #[must_use]
    pub(crate) fn html(&self, links: &dyn Links) -> String {
        let text = self.document.body.text.read();
        match &self.shown {
            Some(shown) => shown.html(&text, links),
            None => markdown::render(&text, links).html.into_string(),
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

impl Opening {
    fn of(facts: &Facts, document: &Published) -> Self {
        let first = facts.first_paragraph.as_deref().unwrap_or_default();
        Self {
            paragraph: document.summary.is_none().then(|| shortened(first).into()),
            image: facts.first_image.as_deref().map(Box::from),
        }
    }
}

impl Marks {
    fn of(facts: Facts) -> Option<Box<Self>> {
        let marks = Self {
            links: facts.links.into(),
            problems: facts.problems.into(),
        };
        let empty = marks.links.is_empty() && marks.problems.is_empty();
        (!empty).then(|| Box::new(marks))
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

/// Ids in a text, sorted, in little room.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Anchors(Box<str>);

impl Anchors {
    /// No id has this sign in it: Markdown replaces it.
    const BETWEEN: char = '\0';

    fn of(ids: &BTreeSet<String>) -> Self {
        let mut all = String::with_capacity(ids.iter().map(|id| id.len() + 1).sum());
        for id in ids {
            all.push_str(id);
            all.push(Self::BETWEEN);
        }
        Self(all.into())
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split_terminator(Self::BETWEEN)
    }

    /// Whether one of them is this.
    pub(super) fn contain(&self, id: &str) -> bool {
        self.iter().any(|own| own == id)
    }
}

/// The first characters of a paragraph, on one line.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SUMMARY_CHARS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
