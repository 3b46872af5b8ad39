//! What a body is made of, with places: headings as written, links, pictures, tables, and which bytes are words.
//!
//! The markdown stage settles levels and cleans; this reading keeps what the editor wrote, because that is what is judged.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A heading as written.
pub(crate) struct Heading {
    /// 1 to 6.
    pub(crate) level: u8,
    /// Its bytes in the body.
    pub(crate) range: Range<usize>,
    /// Its words.
    pub(crate) text: String,
}

/// A link or a picture.
pub(crate) struct Link<'a> {
    /// Where it leads, as written.
    pub(crate) target: CowStr<'a>,
    /// Its words, or the alternative text.
    pub(crate) text: String,
    /// Its bytes in the body.
    pub(crate) range: Range<usize>,
}

/// A table.
pub(crate) struct Table {
    /// Its bytes in the body.
    pub(crate) range: Range<usize>,
    /// The cells of its header row.
    pub(crate) header: Vec<String>,
    /// The rows below, and where each begins.
    pub(crate) rows: Vec<(Range<usize>, Vec<String>)>,
}

/// What a body is made of.
#[derive(Default)]
pub(crate) struct Markup<'a> {
    /// Headings in order.
    pub(crate) headings: Vec<Heading>,
    /// Links in order.
    pub(crate) links: Vec<Link<'a>>,
    /// Pictures in order.
    pub(crate) images: Vec<Link<'a>>,
    /// Tables in order.
    pub(crate) tables: Vec<Table>,
    /// The bytes that readers see as words, ascending; code, markup and addresses are left out.
    pub(crate) words: Vec<Range<usize>>,
}

impl<'a> Markup<'a> {
    /// Reads a body.
    pub(super) fn read(body: &'a str) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES;
        let mut reader = Reader::default();
        for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
            reader.event(event, range);
        }
        reader.markup
    }

    /// Whether bytes of the body are all words of one piece.
    pub(crate) fn is_words(&self, range: &Range<usize>) -> bool {
        let at = self.words.partition_point(|words| words.end <= range.start);
        self.words
            .get(at)
            .is_some_and(|words| words.start <= range.start && range.end <= words.end)
    }
}

#[derive(Default)]
struct Reader<'a> {
    markup: Markup<'a>,
    /// Texts that are open: of a heading, of links and pictures, of a cell.
    open: Vec<String>,
    code: bool,
    header: bool,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                for open in &mut self.open {
                    open.push_str(&text);
                }
                if !self.code {
                    self.words(range);
                }
            }
            Event::Code(text) => {
                for open in &mut self.open {
                    open.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                for open in &mut self.open {
                    open.push(' ');
                }
            }
            _ => {}
        }
    }

    /// Neighbouring pieces are one.
    fn words(&mut self, range: Range<usize>) {
        match self.markup.words.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.markup.words.push(range),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.markup.headings.push(Heading {
                    level: number(level),
                    range,
                    text: String::new(),
                });
                self.open.push(String::new());
            }
            Tag::Link { dest_url, .. } => {
                self.markup.links.push(link(dest_url, range));
                self.open.push(String::new());
            }
            Tag::Image { dest_url, .. } => {
                self.markup.images.push(link(dest_url, range));
                self.open.push(String::new());
            }
            Tag::Table(_) => self.markup.tables.push(Table {
                range,
                header: Vec::new(),
                rows: Vec::new(),
            }),
            Tag::TableHead => self.header = true,
            Tag::TableRow => {
                if let Some(table) = self.markup.tables.last_mut() {
                    table.rows.push((range, Vec::new()));
                }
            }
            Tag::TableCell => self.open.push(String::new()),
            Tag::CodeBlock(_) => self.code = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let text = self.open.pop().unwrap_or_default();
                if let Some(heading) = self.markup.headings.last_mut() {
                    heading.text = text;
                }
            }
            TagEnd::Link => {
                let text = self.open.pop().unwrap_or_default();
                // A picture in a link is read after the link began: links do not nest.
                if let Some(link) = self.markup.links.last_mut() {
                    link.text = text;
                }
            }
            TagEnd::Image => {
                let text = self.open.pop().unwrap_or_default();
                if let Some(image) = self.markup.images.last_mut() {
                    image.text = text;
                }
            }
            TagEnd::TableHead => self.header = false,
            TagEnd::TableCell => {
                let text = self.open.pop().unwrap_or_default();
                if let Some(table) = self.markup.tables.last_mut() {
                    match table.rows.last_mut() {
                        _ if self.header => table.header.push(text),
                        Some((_, cells)) => cells.push(text),
                        None => {}
                    }
                }
            }
            TagEnd::CodeBlock => self.code = false,
            _ => {}
        }
    }
}

fn link(target: CowStr<'_>, range: Range<usize>) -> Link<'_> {
    Link {
        target,
        text: String::new(),
        range,
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
