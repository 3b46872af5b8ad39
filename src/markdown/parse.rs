//! A body becomes a tree: the only place that talks to the Markdown parser.
//!
//! In: the body. Out: a [`Tree`] in which emphasis, line breaks, raw HTML, ids and footnotes are settled,
//! so that its readers only read. It must never fail: any text is a body.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::raw_policy::{Origin, Policy, Sinks, Source, Within};
use super::tree::{Check, Form, HeadingEntry, Kind, Node, Target, Token, Tree};
use super::{Heading, anchor, cjk, emphasis, notes, table};

/// Quotes and lists nested deeper than this keep their text and lose their frame.
const MAX_DEPTH: usize = 48;

/// Parses a body.
pub(super) fn parse(body: &str) -> Tree<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut builder = Builder::new(body);
    for (event, span) in Parser::new_ext(body, options).into_offset_iter() {
        // Nearly all that comes, taken out where it stands: an event is a large thing to move about.
        match event {
            Event::Text(CowStr::Borrowed(text)) => builder.text(text, span),
            Event::Start(Tag::Paragraph) => builder.open(Kind::Paragraph, span),
            Event::Start(Tag::TableRow) => builder.open(Kind::Row, span),
            Event::Start(Tag::TableCell) => builder.open(Kind::Cell, span),
            Event::Start(Tag::Strong) => builder.open(Kind::Strong, span),
            Event::End(tag) => builder.end(tag, span),
            Event::SoftBreak => builder.inline(Node::SoftBreak, span),
            event => builder.take(event, span),
        }
    }
    let mut tree = builder.finish();
    notes::place(&mut tree);
    anchor::settle(&mut tree);
    tree
}

struct Builder<'a> {
    tree: Tree<'a>,
    policy: Policy<'a>,
    /// What each open `Start` of the parser became; none where it was left out.
    open: Vec<Option<Kind>>,
    /// Where the inline content begins that is being read, and what of it must be settled at its end.
    inline_at: usize,
    marked: bool,
    broken: bool,
    /// Where the last table begins.
    table_at: usize,
    /// The lines of the block of raw HTML being read.
    html: Vec<(CowStr<'a>, Range<usize>)>,
    /// Labels of the references to footnotes, by their index.
    labels: Vec<CowStr<'a>>,
}

impl<'a> Builder<'a> {
    fn new(body: &'a str) -> Self {
        let mut tree = Tree {
            body,
            ..Tree::default()
        };
        tree.tokens.reserve(body.len() / 20);
        Self {
            tree,
            policy: Policy::default(),
            open: Vec::new(),
            inline_at: 0,
            marked: false,
            broken: false,
            table_at: 0,
            html: Vec::new(),
            labels: Vec::new(),
        }
    }

    fn take(&mut self, event: Event<'a>, span: Range<usize>) {
        let node = match event {
            Event::Start(tag) => return self.start(tag, span),
            Event::End(tag) => return self.end(tag, span),
            Event::Html(text) => return self.html.push((text, span)),
            Event::InlineHtml(text) => return self.inline_html(text, span),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                Node::Text(text)
            }
            Event::Code(text) => Node::Code(text),
            Event::FootnoteReference(label) => {
                self.labels.push(label);
                Node::Reference(index(self.labels.len() - 1))
            }
            Event::SoftBreak => Node::SoftBreak,
            Event::HardBreak => Node::HardBreak,
            Event::Rule => return self.rule(span),
            Event::TaskListMarker(true) => Node::Task(Check::Done),
            Event::TaskListMarker(false) => Node::Task(Check::Open),
        };
        self.inline(node, span);
    }

    fn text(&mut self, text: &'a str, span: Range<usize>) {
        self.inline(Node::Text(CowStr::Borrowed(text)), span);
    }

    fn inline(&mut self, node: Node<'a>, span: Range<usize>) {
        if self.policy.is_dropping() {
            return;
        }
        self.marked = self.marked || emphasis::has_marks(&node);
        self.broken |= match &node {
            Node::Text(text) => text.starts_with(cjk::is_indent),
            Node::SoftBreak => true,
            _ => false,
        };
        self.push(node, span);
    }

    fn rule(&mut self, span: Range<usize>) {
        if !self.policy.is_dropping() {
            self.settle(None);
            self.edge(Node::Rule, span);
        }
    }

    /// Adds what is not inline, and stands before or behind all of some inline content.
    fn edge(&mut self, node: Node<'a>, span: Range<usize>) {
        self.push(node, span);
        self.inline_at = self.tree.tokens.len();
    }

    /// Settles emphasis and line breaks of the inline content that ends here, directly in this block.
    fn settle(&mut self, block: Option<Kind>) {
        if !self.marked && !self.broken {
            return;
        }
        let Tree {
            tokens,
            links,
            body,
            ..
        } = &mut self.tree;
        if !matches!(block, Some(Kind::Code(_))) {
            if self.marked {
                emphasis::resolve(body, links, tokens, self.inline_at);
            }
            cjk::settle_breaks(&mut tokens[self.inline_at..], block);
        }
        (self.marked, self.broken) = (false, false);
    }

    fn push(&mut self, node: Node<'a>, span: Range<usize>) {
        self.tree.tokens.push(Token { node, span });
    }

    fn start(&mut self, tag: Tag<'a>, span: Range<usize>) {
        match self.kind(tag, &span) {
            Some(kind) => self.open(kind, span),
            None => self.open.push(None),
        }
    }

    fn open(&mut self, kind: Kind, span: Range<usize>) {
        let node = Node::Start(kind);
        if kind.is_inline() {
            self.marked = self.marked || emphasis::has_marks(&node);
            self.push(node, span);
        } else {
            let outer = self.open.last().copied().flatten();
            self.settle(outer);
            if kind != Kind::Html {
                self.policy.enter();
            }
            if matches!(kind, Kind::Table(_)) {
                self.table_at = self.tree.tokens.len();
            }
            self.edge(node, span);
        }
        self.open.push(Some(kind));
    }

    fn end(&mut self, tag: TagEnd, span: Range<usize>) {
        if tag == TagEnd::HtmlBlock {
            self.html_block(&span);
        }
        let Some(Some(kind)) = self.open.pop() else {
            return;
        };
        let node = Node::End(kind);
        if kind.is_inline() {
            return self.push(node, span);
        }
        if kind == Kind::Html {
            self.policy.leave_html(span.end, &mut self.tree.tokens);
        } else {
            self.policy.leave(span.end, &mut self.tree.tokens);
        }
        self.settle(Some(kind));
        self.edge(node, span);
        if matches!(kind, Kind::Table(_)) {
            let grid = table::read(&self.tree, self.table_at);
            self.tree.grids.push(grid);
        }
    }

    /// What a tag becomes; its long parts go to the side tables.
    fn kind(&mut self, tag: Tag<'a>, span: &Range<usize>) -> Option<Kind> {
        let deep = self.open.len() >= MAX_DEPTH;
        Some(match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, id, .. } => self.heading(level as u8, id, span),
            Tag::BlockQuote(_) | Tag::List(_) if deep => return None,
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::List(None) => Kind::Bullets,
            Tag::List(Some(first)) => Kind::Numbers(u32::try_from(first).unwrap_or(u32::MAX)),
            // An item without its list would be stray.
            Tag::Item => self.open.last().copied().flatten().map(|_| Kind::Item)?,
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                Kind::Code(add(&mut self.tree.infos, CowStr::Borrowed("")))
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                Kind::Code(add(&mut self.tree.infos, info))
            }
            Tag::HtmlBlock => Kind::Html,
            Tag::FootnoteDefinition(label) => {
                Kind::Note(add(&mut self.tree.notes, notes::new(label)))
            }
            Tag::Table(alignments) => Kind::Table(add(&mut self.tree.alignments, alignments)),
            Tag::TableHead => Kind::Head,
            Tag::TableRow => Kind::Row,
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Strike,
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => Kind::Link(self.target(link_type, dest_url, title)),
            Tag::Image {
                link_type,
                dest_url,
                title,
                ..
            } => Kind::Image(self.target(link_type, dest_url, title)),
            // Extensions that are not switched on.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => return None,
        })
    }

    fn heading(&mut self, written: u8, explicit: Option<CowStr<'a>>, span: &Range<usize>) -> Kind {
        let settled = Heading {
            level: written,
            id: String::new(),
            text: String::new(),
            span: span.clone(),
        };
        Kind::Heading(add(
            &mut self.tree.headings,
            HeadingEntry {
                written,
                explicit,
                settled,
            },
        ))
    }

    fn target(&mut self, link_type: LinkType, dest: CowStr<'a>, title: CowStr<'a>) -> u32 {
        let form = match link_type {
            LinkType::Autolink => Form::Address,
            LinkType::Email => Form::Mail,
            _ => Form::Words,
        };
        add(&mut self.tree.links, Target { dest, title, form })
    }

    fn inline_html(&mut self, text: CowStr<'a>, span: Range<usize>) {
        let (text, origin) = match text {
            CowStr::Borrowed(text) => (Cow::Borrowed(text), Origin::At(span.start)),
            other => (Cow::Owned(other.into_string()), Origin::Whole(span)),
        };
        self.read_html(&Source { text, origin }, Within::Inline);
    }

    fn read_html(&mut self, source: &Source<'a>, within: Within) {
        let mut sinks = Sinks {
            tokens: &mut self.tree.tokens,
            problems: &mut self.tree.problems,
        };
        self.policy.read(source, within, &mut sinks);
    }

    /// Reads the lines of a block of raw HTML as one text, for a tag may span lines.
    fn html_block(&mut self, span: &Range<usize>) {
        let lines = std::mem::take(&mut self.html);
        let borrowed = lines
            .iter()
            .all(|(text, _)| matches!(text, CowStr::Borrowed(_)));
        let length: usize = lines.iter().map(|(text, _)| text.len()).sum();
        let start = lines.first().map_or(span.start, |(_, range)| range.start);
        let end = lines.last().map_or(span.start, |(_, range)| range.end);
        let (text, origin) = if borrowed && end - start == length {
            let text = Cow::Borrowed(&self.tree.body[start..end]);
            (text, Origin::At(start))
        } else {
            let mut places = Vec::new();
            let mut joined = String::with_capacity(length);
            for (text, range) in &lines {
                places.push((joined.len(), range.start));
                joined.push_str(text);
            }
            let origin = if borrowed {
                Origin::Lines(places)
            } else {
                Origin::Whole(span.clone())
            };
            (Cow::Owned(joined), origin)
        };
        self.read_html(&Source { text, origin }, Within::Block);
    }

    fn finish(mut self) -> Tree<'a> {
        let end = self.tree.body.len();
        self.policy.finish(end, &mut self.tree.tokens);
        self.settle(None);
        self.tree.tags = std::mem::take(&mut self.policy.tags);
        notes::refer(&mut self.tree, &self.labels);
        self.tree
    }
}

/// Adds to a side table and returns the index.
fn add<T>(table: &mut Vec<T>, entry: T) -> u32 {
    table.push(entry);
    index(table.len() - 1)
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
