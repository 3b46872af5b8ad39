//! The markdown stage: the body of a document becomes HTML, search text and facts.
//!
//! In: a body as `&str`, redacted already, lines ending in LF. Out: [`Facts`] (cheap, before
//! anything is rendered), [`Rendered`] and plain text, three readers of one tree.
//! It must never do I/O, know a route, or know what is public: [`Links`] answers that.

mod anchor;
mod cjk;
mod clause;
mod clean;
mod delimiter;
mod emphasis;
mod escape;
mod facts;
mod gap;
mod highlight;
mod html;
mod html_link;
mod html_note;
mod html_table;
mod link;
mod notes;
mod parse;
mod problem;
mod raw;
mod raw_policy;
mod slip;
mod table;
mod text;
mod tidy;
mod tree;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use tree::{Kind, Node, Token};

pub(crate) use clause::{Clause, read as read_clause};
pub(crate) use gap::{Gap, Open, fill};
pub(crate) use problem::{Level, Problem};
pub(crate) use tidy::tidy;

/// What the links of a body point to. The site stage answers: it knows routes and what is public.
pub(crate) trait Links {
    /// `target` is what the author wrote, percent-decoded unless it is a URL with a scheme or a
    /// host (`%23` stays, so that a `#` still begins the anchor); `#anchor` is included.
    fn resolve(&self, target: &str) -> Resolution;
}

/// For a body without any.
struct NoLinks;

impl Links for NoLinks {
    fn resolve(&self, _: &str) -> Resolution {
        Resolution::Unlinked
    }
}

/// Words of a body that stand in what was made of it: where they begin there, and their bytes in the body.
pub(crate) type Shared = (usize, Range<usize>);

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Resolution {
    /// Inside the site: the finished href relative to the page, percent-encoded. A first segment with
    /// a colon needs `./` before it, else it is taken for a scheme and the link goes.
    Href(String),
    /// Outside the site.
    External(String),
    /// To something that is not public: the words stay, the link goes.
    Unlinked,
}

/// A heading as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Heading {
    /// 2–6: the page's own title is the only level 1, and no level is skipped.
    pub level: u8,
    /// Unique in the page, not percent-encoded.
    pub id: String,
    /// Plain text.
    pub text: String,
    /// Bytes in the body.
    pub span: Range<usize>,
}

/// Whether a reference in a body is followed or shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// `[words](target)`, `a[href]`.
    Link,
    /// `![alt](target)`, `img[src]`.
    Image,
}

/// A link or an image, in Markdown or raw HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LinkRef {
    /// What [`Links::resolve`] will be asked.
    pub target: String,
    /// Bytes in the body: the target where it can be found, else the whole link.
    pub span: Range<usize>,
    pub kind: LinkKind,
}

/// What is known of a body before it is rendered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub headings: Vec<Heading>,
    /// Every id that the rendered page will have.
    pub anchors: BTreeSet<String>,
    pub links: Vec<LinkRef>,
    /// Plain text of the first paragraph that has any.
    pub first_paragraph: Option<String>,
    /// Target of the first image.
    pub first_image: Option<String>,
    pub problems: Vec<Problem>,
    /// False for a body without a word or a picture.
    pub has_text: bool,
}

/// HTML that was made by this stage and nowhere else: balanced, escaped and free of scripts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct SafeHtml(String);

impl SafeHtml {
    /// The HTML.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The HTML, for one who goes on writing.
    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

/// A rendered body.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rendered {
    pub html: SafeHtml,
    /// For the table of contents.
    pub headings: Vec<Heading>,
    /// Where the headings of level 2 begin that stand directly in the body: index into
    /// `headings`, byte in `html`.
    sections: Vec<(usize, usize)>,
    /// Byte in `html` where the footnotes begin.
    notes_at: usize,
}

impl Rendered {
    /// What stands before the first section.
    pub(crate) fn preamble(&self) -> SafeHtml {
        let end = self.sections.first().map_or(self.notes_at, |(_, at)| *at);
        SafeHtml(self.html.0[..end].to_owned())
    }

    /// The sections in their order, each with its heading. Each is balanced HTML of its own.
    pub(crate) fn sections(&self) -> impl Iterator<Item = (&Heading, SafeHtml)> {
        self.sections
            .iter()
            .enumerate()
            .map(|(index, (heading, start))| {
                let end = self
                    .sections
                    .get(index + 1)
                    .map_or(self.notes_at, |(_, at)| *at);
                let part = SafeHtml(self.html.0[*start..end].to_owned());
                (&self.headings[*heading], part)
            })
    }

    /// The footnotes of the whole body; they stand after the last section. Empty where there are none.
    pub(crate) fn footnotes(&self) -> SafeHtml {
        SafeHtml(self.html.0[self.notes_at..].to_owned())
    }
}

/// A parsed body, for whoever needs more than one reading of it. It borrows the body and is larger
/// than it: not for keeping.
pub(crate) struct Parsed<'a>(tree::Tree<'a>);

impl<'a> Parsed<'a> {
    /// Parses a body; any text is one.
    pub(crate) fn new(body: &'a str) -> Self {
        Self(parse::parse(body))
    }

    /// See [`render`].
    pub(crate) fn render(&self, links: &dyn Links) -> Rendered {
        html::write(&self.0, links)
    }

    /// The HTML of a body without its links, which [`fill`] writes; `None` where a link or a picture decides more
    /// than what stands around some words.
    pub(crate) fn render_open(&self) -> Option<(SafeHtml, Open)> {
        let tree = &self.0;
        let raw_asks = tree.tags.iter().any(|tag| matches!(tag.name, "a" | "img"));
        // Cleaning must come last, and an address decides how a picture is shown.
        let in_the_way = |token: &Token<'_>| {
            matches!(
                token.node,
                Node::Start(Kind::Image(_))
                    | Node::RawText(_)
                    | Node::RawStart(_)
                    | Node::RawEnd(_)
            )
        };
        let is_barred = !tree.links.is_empty() && tree.tokens.iter().any(in_the_way);
        (!raw_asks && !is_barred).then(|| html::write_open(tree))
    }

    /// The outline.
    pub(crate) fn headings(&self) -> impl Iterator<Item = &Heading> {
        facts::headings(&self.0)
    }

    /// Whether every heading of its HTML is one of its headings, in their order, and its words are what stands in it.
    pub(crate) fn headings_are_seen(&self) -> bool {
        let mut inside = false;
        // Those in a footnote are shown at the end.
        self.0.notes.is_empty()
            && self.0.tokens.iter().all(|token| match token.node {
                Node::Start(Kind::Heading(_)) | Node::End(Kind::Heading(_)) => {
                    inside = !inside;
                    true
                }
                Node::RawStart(_) | Node::RawEnd(_) | Node::RawText(_) => false,
                Node::Text(_) => true,
                _ => !inside,
            })
    }

    /// See [`plain`]; and what of it stands in the body.
    pub(crate) fn plain(&self) -> (String, Vec<Shared>) {
        text::body(&self.0)
    }

    /// See [`scan`]; the last reading, for it takes the ids with it.
    pub(crate) fn into_facts(self) -> Facts {
        facts::read(self.0)
    }
}

/// Reads a body without making HTML.
pub(crate) fn scan(body: &str) -> Facts {
    Parsed::new(body).into_facts()
}

/// Makes the HTML of a body.
pub(crate) fn render(body: &str, links: &dyn Links) -> Rendered {
    Parsed::new(body).render(links)
}

/// The text of a body for the search index: a line for each block, a space between cells, no markup, [`tidy()`].
pub(crate) fn plain(body: &str) -> String {
    Parsed::new(body).plain().0
}
