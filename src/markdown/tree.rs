//! The tree of a body: a flat list of tokens in document order, with side tables for what is long.
//!
//! In: nothing but what `parse` puts here. Out: what HTML, search text and facts read.
//! It must never own words of the page: text is borrowed from the body wherever it can be.
//!
//! A nested structure is written as `Start` … `End`, so that no reader needs recursion
//! and no depth of nesting can exhaust the stack.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr};

use super::table::Grid;
use super::{Heading, Problem};

/// What a `Start` opens and an `End` closes. Numbers are indexes into the tree's side tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    /// Index into `Tree::headings`.
    Heading(u32),
    Quote,
    Bullets,
    /// A numbered list and its first number.
    Numbers(u32),
    Item,
    /// Index into `Tree::infos`: the word after the fence, empty for an indented block.
    Code(u32),
    /// A block of raw HTML.
    Html,
    /// Index into `Tree::notes`.
    Note(u32),
    /// Index into `Tree::alignments` and `Tree::grids`.
    Table(u32),
    Head,
    Row,
    Cell,
    Emphasis,
    Strong,
    Strike,
    /// Index into `Tree::links`.
    Link(u32),
    /// Index into `Tree::links`.
    Image(u32),
}

impl Kind {
    /// Whether this stands among words and not among blocks.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Emphasis | Self::Strong | Self::Strike | Self::Link(_) | Self::Image(_)
        )
    }
}

#[derive(Clone, Debug)]
pub(super) enum Node<'a> {
    Start(Kind),
    End(Kind),
    Text(CowStr<'a>),
    Code(CowStr<'a>),
    /// A reference to a footnote: index into `Tree::references`.
    Reference(u32),
    SoftBreak,
    HardBreak,
    Rule,
    Task(Check),
    /// An allowed raw tag: index into `Tree::tags`.
    RawStart(u32),
    RawEnd(&'static str),
    /// Text inside a block of raw HTML, entities as written.
    RawText(Cow<'a, str>),
}

/// The box of a task list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Check {
    Done,
    Open,
}

#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub(super) node: Node<'a>,
    /// Bytes of the body.
    pub(super) span: Range<usize>,
}

/// A link or an image of Markdown.
#[derive(Clone, Debug)]
pub(super) struct Target<'a> {
    /// As the author wrote it, escapes and entities resolved, not yet percent-decoded.
    pub(super) dest: CowStr<'a>,
    pub(super) title: CowStr<'a>,
    pub(super) form: Form,
}

/// How a link was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `[words](target)` or by reference.
    Words,
    /// `<https://…>`.
    Address,
    /// `<name@example.cn>`.
    Mail,
}

/// A raw tag that passed the list of what is allowed; values are decoded.
#[derive(Clone, Debug)]
pub(super) struct RawTag<'a> {
    pub(super) name: &'static str,
    pub(super) attributes: Vec<(&'static str, Cow<'a, str>)>,
}

impl RawTag<'_> {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| &**value)
    }
}

/// A reference to a footnote.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// Index into `Tree::notes`.
    pub(super) note: u32,
    pub(super) id: String,
}

/// A footnote.
#[derive(Clone, Debug)]
pub(super) struct Note<'a> {
    pub(super) label: CowStr<'a>,
    /// Token indexes of its content, without `Start` and `End`.
    pub(super) content: Range<usize>,
    /// The number shown, from 1.
    pub(super) number: u32,
    pub(super) id: String,
    /// Ids of the places that refer to it.
    pub(super) back: Vec<String>,
}

/// A heading before and after its id and its level are settled.
#[derive(Clone, Debug)]
pub(super) struct HeadingEntry<'a> {
    /// As written, 1–6.
    pub(super) written: u8,
    /// `{#id}`.
    pub(super) explicit: Option<CowStr<'a>>,
    /// What readers see.
    pub(super) settled: Heading,
}

/// An id that is neither a heading's nor a footnote's: token index and id.
pub(super) type Anchor = (usize, String);

/// A parsed body.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    pub(super) body: &'a str,
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) headings: Vec<HeadingEntry<'a>>,
    pub(super) links: Vec<Target<'a>>,
    pub(super) infos: Vec<CowStr<'a>>,
    pub(super) alignments: Vec<Vec<Alignment>>,
    pub(super) grids: Vec<Grid>,
    pub(super) tags: Vec<RawTag<'a>>,
    pub(super) notes: Vec<Note<'a>>,
    pub(super) references: Vec<Reference>,
    /// Articles (第…条) and raw ids, by token index.
    pub(super) anchors: Vec<Anchor>,
    /// Every id of the page.
    pub(super) ids: BTreeSet<String>,
    pub(super) problems: Vec<Problem>,
}

/// Where words stand in the body, if they are a part of it.
pub(super) fn place_in(body: &str, words: &str) -> Option<usize> {
    let start = words.as_ptr().addr().checked_sub(body.as_ptr().addr())?;
    (start + words.len() <= body.len()).then_some(start)
}

impl Tree<'_> {
    /// The id of the paragraph or raw tag at this token.
    pub(super) fn anchor(&self, token: usize) -> Option<&str> {
        self.anchors
            .binary_search_by_key(&token, |(index, _)| *index)
            .ok()
            .map(|at| self.anchors[at].1.as_str())
    }

    /// Index of the `End` that closes the `Start` at `start`; the last token where there is none.
    pub(super) fn end_of(&self, start: usize) -> usize {
        let mut depth = 0usize;
        for (index, token) in self.tokens.iter().enumerate().skip(start) {
            match token.node {
                Node::Start(_) => depth += 1,
                Node::End(_) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return index;
                    }
                }
                _ => {}
            }
        }
        self.tokens.len().saturating_sub(1)
    }
}
