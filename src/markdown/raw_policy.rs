//! Which raw HTML may stay, and how it is kept balanced.
//!
//! In: raw HTML as the parser finds it, and where Markdown's own blocks begin and end. Out: tokens of
//! allowed tags only, each start with its end inside the same block. It must never let through a tag or
//! an attribute that is not on its list; `clean` looks once more at the finished HTML.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::Problem;
use super::raw::{Lexer, Piece, RawStart, decode};
use super::tree::{Node, RawTag, Token};

/// Raw tags nested deeper than this are left out.
const MAX_DEPTH: usize = 64;

/// Elements that hold blocks: they may stay open across the Markdown between their tags.
const FLOW: &[&str] = &[
    "blockquote",
    "caption",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "li",
    "ol",
    "p",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements of text.
const PHRASING: &[&str] = &[
    "a", "abbr", "b", "cite", "code", "del", "em", "h2", "h3", "h4", "h5", "h6", "i", "ins",
    "mark", "pre", "rp", "rt", "ruby", "s", "small", "span", "strong", "sub", "summary", "sup",
    "u",
];

/// Elements without content.
const VOID: &[&str] = &["br", "col", "hr", "img"];

/// Elements that go with all they hold.
const DROPPED: &[&str] = &[
    "applet",
    "audio",
    "embed",
    "frameset",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
];

/// Attributes that any element may have.
const GENERIC: &[&str] = &["dir", "id", "lang", "title"];

/// The list entry of the same name, so that only names of the list come out.
fn listed(list: &[&'static str], name: &str) -> Option<&'static str> {
    list.iter().copied().find(|entry| *entry == name)
}

fn own_attributes(tag: &str) -> &'static [&'static str] {
    match tag {
        "a" => &["href"],
        "img" => &["alt", "height", "src", "width"],
        "td" => &["colspan", "headers", "rowspan"],
        "th" => &["abbr", "colspan", "headers", "rowspan", "scope"],
        "col" | "colgroup" => &["span"],
        "ol" => &["reversed", "start"],
        "li" => &["value"],
        "details" => &["open"],
        "del" | "ins" => &["datetime"],
        _ => &[],
    }
}

/// Old ways to align text become the classes that tables use.
fn alignment(key: &str, value: &str) -> Option<&'static str> {
    let value = match key {
        "align" => value.trim(),
        "style" => {
            let (property, value) = value.split_once(':')?;
            (property.trim() == "text-align")
                .then_some(value)?
                .trim_matches([' ', ';'])
        }
        _ => return None,
    };
    match value.to_ascii_lowercase().as_str() {
        "left" => Some("align-left"),
        "center" => Some("align-center"),
        "right" => Some("align-right"),
        _ => None,
    }
}

/// Whether an open element ends by itself where another begins.
fn ends_before(open: &str, new: &str) -> bool {
    match new {
        "li" => open == "li",
        "dt" | "dd" => matches!(open, "dt" | "dd"),
        "td" | "th" => matches!(open, "td" | "th"),
        "tr" => matches!(open, "td" | "th" | "tr" | "caption" | "colgroup"),
        "thead" | "tbody" | "tfoot" => {
            matches!(
                open,
                "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "caption" | "colgroup"
            )
        }
        "rt" | "rp" => matches!(open, "rt" | "rp"),
        _ => open == "p" && (FLOW.contains(&new) || new == "hr" || new == "pre" || is_heading(new)),
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Where a lexed text stands in the body.
pub(super) enum Origin {
    /// It is the body's own text from this byte.
    At(usize),
    /// It was put together from lines: the offset in the text and in the body of each.
    Lines(Vec<(usize, usize)>),
    /// It is not the body's text letter for letter: every place is the whole.
    Whole(Range<usize>),
}

impl Origin {
    fn span(&self, range: &Range<usize>) -> Range<usize> {
        match self {
            Self::Whole(whole) => whole.clone(),
            _ => self.place(range.start)..self.place(range.end.saturating_sub(1)) + 1,
        }
    }

    fn place(&self, at: usize) -> usize {
        match self {
            Self::At(start) => start + at,
            Self::Whole(whole) => whole.start,
            Self::Lines(lines) => {
                let line = lines.partition_point(|(text, _)| *text <= at);
                lines
                    .get(line.saturating_sub(1))
                    .map_or(at, |(text, body)| body + (at - text))
            }
        }
    }
}

/// A piece of raw HTML.
pub(super) struct Source<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) origin: Origin,
}

impl<'a> Source<'a> {
    fn slice(&self, range: Range<usize>) -> Cow<'a, str> {
        match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[range]),
            Cow::Owned(text) => Cow::Owned(text[range].to_owned()),
        }
    }
}

/// Where tokens and findings go.
pub(super) struct Sinks<'s, 'a> {
    pub(super) tokens: &'s mut Vec<Token<'a>>,
    pub(super) problems: &'s mut Vec<Problem>,
}

/// Whether text in raw HTML needs a token of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Block,
    Inline,
}

/// The state of raw HTML in a body.
#[derive(Default)]
pub(super) struct Policy<'a> {
    pub(super) tags: Vec<RawTag<'a>>,
    /// Open raw elements, innermost last.
    open: Vec<&'static str>,
    /// How many of them were open where each of Markdown's blocks began.
    barriers: Vec<usize>,
    /// The element whose content is being left out, in the current leaf.
    dropping: Option<String>,
    warned: BTreeSet<String>,
}

impl<'a> Policy<'a> {
    /// A block of Markdown begins.
    pub(super) fn enter(&mut self) {
        self.barriers.push(self.open.len());
    }

    /// A block of Markdown ends: what was opened in it ends as well.
    pub(super) fn leave(&mut self, at: usize, out: &mut Vec<Token<'a>>) {
        self.dropping = None;
        let base = self.barriers.pop().unwrap_or(0);
        self.close_to(base, at, out);
    }

    /// A block of raw HTML ends: elements of text end with it, containers stay open.
    pub(super) fn leave_html(&mut self, at: usize, out: &mut Vec<Token<'a>>) {
        self.dropping = None;
        while self.open.len() > self.base()
            && self.open.last().is_some_and(|name| PHRASING.contains(name))
        {
            self.close_to(self.open.len() - 1, at, out);
        }
    }

    /// Ends all that is open at the end of the body.
    pub(super) fn finish(&mut self, at: usize, out: &mut Vec<Token<'a>>) {
        self.close_to(0, at, out);
    }

    pub(super) fn is_dropping(&self) -> bool {
        self.dropping.is_some()
    }

    /// Reads raw HTML and adds what may stay.
    pub(super) fn read(&mut self, source: &Source<'a>, within: Within, sinks: &mut Sinks<'_, 'a>) {
        let mut lexer = Lexer::new(&source.text);
        while let Some(piece) = lexer.next() {
            match piece {
                Piece::Text(range) if within == Within::Block && self.dropping.is_none() => {
                    let span = source.origin.span(&range);
                    let node = Node::RawText(source.slice(range));
                    sinks.tokens.push(Token { node, span });
                }
                Piece::End(name, _) if self.dropping.as_ref() == Some(&name) => {
                    self.dropping = None;
                }
                Piece::End(name, range) if self.dropping.is_none() => {
                    self.end(&name, source.origin.span(&range), sinks.tokens);
                }
                Piece::Start(tag) if self.dropping.is_none() => {
                    self.start(source, &tag, sinks);
                    if let Some(name) = &self.dropping
                        && lexer.skip_past_end_of(name)
                    {
                        self.dropping = None;
                    }
                }
                Piece::Comment(range) => warn_comment(source, &range, sinks.problems),
                _ => {}
            }
        }
    }

    fn start(&mut self, source: &Source<'a>, tag: &RawStart, sinks: &mut Sinks<'_, 'a>) {
        let span = source.origin.span(&tag.span);
        // The page has its title already.
        let name = if tag.name == "h1" { "h2" } else { &tag.name };
        let void = listed(VOID, name);
        let Some(name) = void
            .or_else(|| listed(FLOW, name))
            .or_else(|| listed(PHRASING, name))
        else {
            if DROPPED.contains(&name) {
                self.dropping = Some(tag.name.clone());
            }
            self.warn_tag(&tag.name, span, sinks.problems);
            return;
        };
        while self.open.len() > self.base()
            && self.open.last().is_some_and(|open| ends_before(open, name))
        {
            self.close_to(self.open.len() - 1, span.start, sinks.tokens);
        }
        if void.is_none() {
            if self.open.len() >= MAX_DEPTH {
                return;
            }
            self.open.push(name);
        }
        let attributes = self.attributes(source, name, tag, sinks.problems);
        let index = u32::try_from(self.tags.len()).unwrap_or(u32::MAX);
        self.tags.push(RawTag { name, attributes });
        let node = Node::RawStart(index);
        sinks.tokens.push(Token { node, span });
    }

    fn attributes(
        &mut self,
        source: &Source<'a>,
        name: &'static str,
        tag: &RawStart,
        problems: &mut Vec<Problem>,
    ) -> Vec<(&'static str, Cow<'a, str>)> {
        let mut kept: Vec<(&'static str, Cow<'a, str>)> = Vec::new();
        for (key, range) in &tag.attributes {
            if let Some(class) = alignment(key, &source.text[range.clone()]) {
                kept.push(("class", Cow::Borrowed(class)));
                continue;
            }
            let own = own_attributes(name);
            let Some(key) = listed(own, key).or_else(|| listed(GENERIC, key)) else {
                self.warn_attribute(key, source.origin.span(&tag.span), problems);
                continue;
            };
            // The first of two of a name counts, as in browsers.
            if kept.iter().any(|(name, _)| *name == key) {
                continue;
            }
            let value = match source.slice(range.clone()) {
                Cow::Borrowed(text) => decode(text),
                Cow::Owned(text) => Cow::Owned(decode(&text).into_owned()),
            };
            kept.push((key, value));
        }
        kept
    }

    fn end(&mut self, name: &str, span: Range<usize>, out: &mut Vec<Token<'a>>) {
        let name = if name == "h1" { "h2" } else { name };
        let base = self.base();
        let found = self.open[base..].iter().rposition(|open| *open == name);
        if let Some(at) = found {
            self.close_to(base + at, span.start, out);
        }
    }

    fn base(&self) -> usize {
        self.barriers.last().copied().unwrap_or(0)
    }

    fn close_to(&mut self, base: usize, at: usize, out: &mut Vec<Token<'a>>) {
        while self.open.len() > base {
            if let Some(name) = self.open.pop() {
                out.push(Token {
                    node: Node::RawEnd(name),
                    span: at..at,
                });
            }
        }
    }

    fn warn_tag(&mut self, name: &str, span: Range<usize>, problems: &mut Vec<Problem>) {
        if self.warned.insert(format!("<{name}")) {
            let lost = if DROPPED.contains(&name) {
                "标签及其内容已去掉"
            } else {
                "标签已去掉，其中的文字保留"
            };
            problems.push(
                Problem::warning("unsafe-html", span, format!("正文不能使用 <{name}> 标签，{lost}"))
                    .help("请改用 Markdown 写法，或改用允许的标签，如 table、figure、sub、sup、br、ruby、details"),
            );
        }
    }

    fn warn_attribute(&mut self, name: &str, span: Range<usize>, problems: &mut Vec<Problem>) {
        if self.warned.insert(name.to_owned()) {
            let shown: String = name.chars().take(40).collect();
            problems.push(
                Problem::warning(
                    "unsafe-html",
                    span,
                    format!("正文中的 HTML 标签不能带 {shown} 属性，该属性已去掉"),
                )
                .help("版式由网站样式统一规定，不在正文中设置"),
            );
        }
    }
}

/// A comment without an end takes all the rest of the body with it.
fn warn_comment(source: &Source<'_>, range: &Range<usize>, problems: &mut Vec<Problem>) {
    let text = &source.text[range.clone()];
    if text.starts_with("<!--") && !text.ends_with("-->") {
        let start = range.start..range.start + "<!--".len();
        let message = "注释没有结束，从这里起的内容都不会发布".to_owned();
        problems.push(
            Problem::error("unclosed-comment", source.origin.span(&start), message)
                .help("在注释末尾加上 -->，或删去 <!--"),
        );
    }
}
