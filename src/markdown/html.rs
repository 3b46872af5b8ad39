//! The HTML of a body.
//!
//! In: the tree and who answers for links. Out: [`Rendered`]: balanced, escaped, without inline style or
//! script. It must never write a tag or an attribute that `clean` would take away.

use std::fmt::Write as _;
use std::ops::Range;

use super::gap::Open;
use super::tree::{Check, Kind, Node, RawTag, Tree, place_in};
use super::{Links, NoLinks, Rendered, SafeHtml, clean, escape, facts, highlight};

/// Makes the HTML of a body.
pub(super) fn write(tree: &Tree<'_>, links: &dyn Links) -> Rendered {
    let (mut rendered, _) = finish(Writer::new(tree, links));
    rendered.headings = facts::headings(tree).cloned().collect();
    rendered
}

/// Makes the HTML of a body without its links; there must be no raw HTML and no picture if there is a link.
pub(super) fn write_open(tree: &Tree<'_>) -> (SafeHtml, Open) {
    let mut writer = Writer::new(tree, &NoLinks);
    writer.open = Some(Open {
        gaps: Vec::new(),
        shared: Some(Vec::with_capacity(tree.tokens.len() / 2)),
    });
    let (rendered, open) = finish(writer);
    (rendered.html, open)
}

/// Everything but the outline.
fn finish(mut writer: Writer<'_, '_>) -> (Rendered, Open) {
    let tree = writer.tree;
    writer.range(0..tree.tokens.len());
    writer.begin_block();
    let notes_at = writer.out.len();
    writer.notes();
    writer.begin_block();
    let Writer {
        out,
        dirty,
        sections,
        open,
        ..
    } = writer;
    let mut marks: Vec<usize> = sections.iter().map(|(_, at)| *at).collect();
    marks.push(notes_at);
    let html = clean::regions(out, &dirty, &mut marks);
    let rendered = Rendered {
        html: SafeHtml(html),
        headings: Vec::new(),
        sections: sections
            .iter()
            .zip(&marks)
            .map(|((heading, _), at)| (*heading, *at))
            .collect(),
        notes_at: marks.last().copied().unwrap_or_default(),
    };
    let mut open = open.unwrap_or_default();
    if !dirty.is_empty() {
        // Whatever was cleaned may stand elsewhere now.
        open.shared = None;
    }
    (rendered, open)
}

pub(super) struct Writer<'t, 'a> {
    pub(super) tree: &'t Tree<'a>,
    pub(super) links: &'t dyn Links,
    pub(super) out: String,
    /// What is put down where links are not written at once.
    pub(super) open: Option<Open>,
    /// How Markdown's open links end.
    pub(super) closers: Vec<&'static str>,
    /// How open raw elements end that are more than a tag.
    pub(super) raw_closers: Vec<&'static str>,
    /// Open blocks and open raw elements.
    pub(super) depth: usize,
    pub(super) raw_depth: usize,
    raw_tables: usize,
    /// How many tables came before, for their names.
    pub(super) tables: usize,
    /// Where the current block of the outermost level begins, and whether it holds raw HTML.
    block_at: usize,
    block_raw: bool,
    /// What has to be cleaned.
    dirty: Vec<Range<usize>>,
    sections: Vec<(usize, usize)>,
    /// Whether the label of a task is open.
    in_label: bool,
}

impl<'t, 'a> Writer<'t, 'a> {
    fn new(tree: &'t Tree<'a>, links: &'t dyn Links) -> Self {
        Self {
            tree,
            links,
            out: String::with_capacity(tree.body.len() + tree.body.len() / 4 + 64),
            open: None,
            closers: Vec::new(),
            raw_closers: Vec::new(),
            depth: 0,
            raw_depth: 0,
            raw_tables: 0,
            tables: 0,
            block_at: 0,
            block_raw: false,
            dirty: Vec::new(),
            sections: Vec::new(),
            in_label: false,
        }
    }

    /// Ends the block of the outermost level that was being written.
    fn begin_block(&mut self) {
        let end = self.out.len();
        if self.block_raw {
            let starts_section = self
                .sections
                .last()
                .is_some_and(|(_, at)| *at == self.block_at);
            match self.dirty.last_mut() {
                Some(last) if last.end == self.block_at && !starts_section => last.end = end,
                _ => self.dirty.push(self.block_at..end),
            }
        }
        self.block_raw = false;
        self.block_at = end;
    }

    /// Writes the tokens of a range.
    pub(super) fn range(&mut self, range: Range<usize>) {
        let mut index = range.start;
        while index < range.end {
            index = self.token(index);
        }
    }

    /// Writes one token, or an element with all it holds; returns the index of the next.
    fn token(&mut self, index: usize) -> usize {
        let tree = self.tree;
        match &tree.tokens[index].node {
            Node::Start(kind) => return self.start(*kind, index),
            Node::End(kind) => self.end(*kind),
            Node::Text(text) => self.words(text),
            Node::Code(text) => {
                self.out.push_str("<code>");
                escape::push(&mut self.out, text);
                self.out.push_str("</code>");
            }
            Node::Reference(reference) => self.reference(*reference),
            Node::SoftBreak => self.out.push('\n'),
            Node::HardBreak => self.out.push_str("<br>\n"),
            Node::Rule => {
                self.outermost();
                self.out.push_str("<hr>\n");
            }
            Node::Task(check) => self.task(*check),
            Node::RawText(text) => {
                self.block_raw = true;
                escape::push_raw(&mut self.out, text);
            }
            Node::RawStart(tag) => self.raw_start(&tree.tags[*tag as usize], index),
            Node::RawEnd(name) => self.raw_end(name),
        }
        index + 1
    }

    fn words(&mut self, text: &str) {
        let Some(open) = &mut self.open else {
            return escape::push(&mut self.out, text);
        };
        let place = place_in(self.tree.body, text).zip(open.shared.as_mut());
        let Some((start, shared)) = place else {
            return escape::push(&mut self.out, text);
        };
        escape::push_words(&mut self.out, text, |at, word| {
            shared.push((at, start + word.start..start + word.end));
        });
    }

    /// A block begins: at the outermost level it may be told apart from those before it.
    fn outermost(&mut self) {
        self.close_label();
        if self.depth == 0 && self.raw_depth == 0 {
            self.begin_block();
        }
    }

    fn close_label(&mut self) {
        if self.in_label {
            self.in_label = false;
            self.out.push_str("</label>");
        }
    }

    fn start(&mut self, kind: Kind, index: usize) -> usize {
        if !kind.is_inline() {
            self.outermost();
        }
        match kind {
            Kind::Note(note) => return self.tree.notes[note as usize].content.end + 1,
            Kind::Table(table) => return self.table(table),
            Kind::Code(info) => return self.code(info, index),
            Kind::Image(link) => return self.image(link, index),
            Kind::Paragraph => {
                if let Some(next) = self.figure(index) {
                    return next;
                }
                self.open_with_id("p", index);
            }
            Kind::Heading(heading) => self.heading(heading as usize),
            Kind::Quote => self.out.push_str("<blockquote>\n"),
            Kind::Bullets => self.out.push_str("<ul>\n"),
            Kind::Numbers(1) => self.out.push_str("<ol>\n"),
            Kind::Numbers(first) => {
                let _ = writeln!(self.out, "<ol start=\"{first}\">");
            }
            Kind::Item => self.item(index),
            Kind::Emphasis => self.out.push_str("<em>"),
            Kind::Strong => self.out.push_str("<strong>"),
            Kind::Strike => self.out.push_str("<del>"),
            Kind::Link(link) => self.link(link),
            Kind::Html | Kind::Head | Kind::Row | Kind::Cell => {}
        }
        self.depth += usize::from(!kind.is_inline());
        index + 1
    }

    fn end(&mut self, kind: Kind) {
        if !kind.is_inline() {
            self.close_label();
            self.depth = self.depth.saturating_sub(1);
        }
        let close = match kind {
            Kind::Paragraph => "</p>\n",
            Kind::Heading(heading) => {
                let level = self.tree.headings[heading as usize].settled.level;
                self.out.push_str("</h");
                self.out.push(char::from(b'0' + level));
                ">\n"
            }
            Kind::Quote => "</blockquote>\n",
            Kind::Bullets => "</ul>\n",
            Kind::Numbers(_) => "</ol>\n",
            Kind::Item => "</li>\n",
            Kind::Emphasis => "</em>",
            Kind::Strong => "</strong>",
            Kind::Strike => "</del>",
            Kind::Link(_) => return self.link_end(),
            _ => return,
        };
        self.out.push_str(close);
    }

    fn open_with_id(&mut self, name: &str, index: usize) {
        self.out.push('<');
        self.out.push_str(name);
        if let Some(id) = self.tree.anchor(index) {
            escape::push_attribute(&mut self.out, "id", id);
        }
        self.out.push('>');
    }

    fn heading(&mut self, index: usize) {
        let heading = &self.tree.headings[index].settled;
        if heading.level == 2 && self.depth == 0 && self.raw_depth == 0 {
            self.sections.push((index, self.out.len()));
        }
        self.out.push_str("<h");
        self.out.push(char::from(b'0' + heading.level));
        escape::push_attribute(&mut self.out, "id", &heading.id);
        self.out.push('>');
    }

    fn item(&mut self, index: usize) {
        let next = |at: usize| self.tree.tokens.get(at).map(|token| &token.node);
        let task = match next(index + 1) {
            Some(Node::Start(Kind::Paragraph)) => matches!(next(index + 2), Some(Node::Task(_))),
            node => matches!(node, Some(Node::Task(_))),
        };
        self.out
            .push_str(if task { "<li class=\"task\">" } else { "<li>" });
    }

    fn task(&mut self, check: Check) {
        self.in_label = true;
        self.out.push_str(match check {
            Check::Done => "<label><input type=\"checkbox\" disabled checked> ",
            Check::Open => "<label><input type=\"checkbox\" disabled> ",
        });
    }

    fn code(&mut self, info: u32, start: usize) -> usize {
        let mut index = start + 1;
        let mut code = String::new();
        while let Some(token) = self.tree.tokens.get(index) {
            match &token.node {
                Node::Text(text) => code.push_str(text),
                Node::End(_) => break,
                _ => {}
            }
            index += 1;
        }
        highlight::push(&mut self.out, &code, &self.tree.infos[info as usize]);
        index + 1
    }

    fn table(&mut self, table: u32) -> usize {
        let tree = self.tree;
        let grid = &tree.grids[table as usize];
        self.depth += 1;
        self.write_table(grid, &tree.alignments[table as usize]);
        self.depth -= 1;
        grid.end + 1
    }

    fn raw_start(&mut self, tag: &RawTag<'_>, index: usize) {
        self.block_raw = true;
        match tag.name {
            "a" => return self.raw_link(tag, index),
            "img" => return self.raw_image(tag),
            "table" => {
                self.raw_tables += 1;
                if self.raw_tables == 1 {
                    self.open_scroll();
                }
            }
            _ => {}
        }
        if !matches!(tag.name, "br" | "hr" | "col") {
            self.raw_depth += 1;
        }
        self.out.push('<');
        self.out.push_str(tag.name);
        self.raw_attributes(tag, index, "");
        self.out.push('>');
    }

    pub(super) fn raw_attributes(&mut self, tag: &RawTag<'_>, index: usize, except: &str) {
        for (key, value) in &tag.attributes {
            if *key == "id" {
                if let Some(id) = self.tree.anchor(index) {
                    escape::push_attribute(&mut self.out, "id", id);
                }
            } else if *key != except {
                escape::push_attribute(&mut self.out, key, value);
            }
        }
    }

    fn raw_end(&mut self, name: &str) {
        self.block_raw = true;
        self.raw_depth = self.raw_depth.saturating_sub(1);
        if name == "a" {
            let closer = self.raw_closers.pop().unwrap_or_default();
            self.out.push_str(closer);
            return;
        }
        let _ = write!(self.out, "</{name}>");
        if name == "table" {
            self.raw_tables = self.raw_tables.saturating_sub(1);
            if self.raw_tables == 0 {
                self.close_scroll();
            }
        }
    }
}
