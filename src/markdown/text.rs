//! The words of a body without markup: for search, summaries, headings and alternative texts.
//!
//! In: the tree or a part of it. Out: plain text. It must never show markup, ids, or the marks that
//! join table cells.

use super::raw::decode;
use super::table::Grid;
use super::tidy::Tidier;
use super::tree::{Kind, Node, Token, Tree, place_in};
use super::{Shared, cjk, table};

/// The text of the whole body, tidy: a line for each block, a space between cells. And what of it stands in the body.
pub(super) fn body(tree: &Tree<'_>) -> (String, Vec<Shared>) {
    let mut writer = Writer {
        body: tree.body,
        carets: tree.grids.iter().any(Grid::has_carets),
        out: Tidier::with_capacity(tree.body.len()),
        shared: Vec::with_capacity(tree.tokens.len() / 2),
        last: ' ',
        gap: false,
    };
    let mut index = 0;
    while index < tree.tokens.len() {
        index = writer.token(tree, index);
    }
    (writer.out.finish(), writer.shared)
}

/// The text of inline tokens in one line.
pub(super) fn words(tokens: &[Token<'_>], tree: &Tree<'_>) -> String {
    let mut out = String::new();
    for token in tokens {
        match &token.node {
            Node::Text(text) | Node::Code(text) => out.push_str(text),
            Node::HardBreak => out.push(' '),
            Node::RawText(text) => out.push_str(&decode(text)),
            Node::RawStart(tag) => {
                let tag = &tree.tags[*tag as usize];
                match tag.name {
                    "br" => out.push(' '),
                    "img" => out.push_str(tag.attribute("alt").unwrap_or_default()),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    let text = out.trim();
    if text.len() == out.len() {
        out
    } else {
        text.to_owned()
    }
}

/// The first line of a paragraph, at most `count` characters of it, and whether that is all of the paragraph; empty
/// where it begins with neither 第 nor 目.
pub(super) fn opening(tokens: &[Token<'_>], count: usize) -> (String, bool) {
    let mut out = String::new();
    let mut left = count;
    for token in tokens {
        match &token.node {
            Node::Text(text) => {
                if out.is_empty() && !text.is_empty() {
                    if !text.starts_with(['第', '目']) {
                        return (out, false);
                    }
                    out.reserve('第'.len_utf8() * count);
                }
                for c in text.chars() {
                    if left == 0 {
                        return (out, false);
                    }
                    out.push(c);
                    left -= 1;
                }
            }
            Node::HardBreak => {
                out.push('\n');
                return (out, false);
            }
            Node::Start(kind) | Node::End(kind) if kind.is_inline() => {}
            Node::End(Kind::Paragraph) => return (out, true),
            Node::Reference(_) => {}
            _ => break,
        }
    }
    (out, false)
}

struct Writer<'b> {
    body: &'b str,
    /// Whether a cell of a table may belong to the one above.
    carets: bool,
    out: Tidier,
    shared: Vec<Shared>,
    /// The last character that came, seen or not.
    last: char,
    /// White space of raw HTML that counts only if a word follows in the same line.
    gap: bool,
}

impl Writer<'_> {
    /// Writes one token and returns the index of the next.
    fn token(&mut self, tree: &Tree<'_>, index: usize) -> usize {
        let token = &tree.tokens[index];
        match &token.node {
            Node::Text(text) | Node::Code(text) => self.words(text),
            Node::HardBreak | Node::Rule => self.line(),
            Node::Start(Kind::Cell) => {
                if self.carets && table::joins_up(tree.body, token) {
                    return skip_cell(tree, index);
                }
                self.gap = true;
            }
            Node::Start(kind) | Node::End(kind) if !kind.is_inline() && *kind != Kind::Cell => {
                self.line();
            }
            Node::RawText(text) => self.raw_text(&decode(text)),
            Node::RawStart(tag) => {
                let tag = &tree.tags[*tag as usize];
                if tag.name == "img" {
                    self.words(tag.attribute("alt").unwrap_or_default());
                } else {
                    self.raw_tag(tag.name);
                }
            }
            Node::RawEnd(name) => self.raw_tag(name),
            _ => {}
        }
        index + 1
    }

    fn raw_tag(&mut self, name: &str) {
        match name {
            "td" | "th" => self.gap = true,
            "br" | "hr" | "p" | "div" | "table" | "tr" | "caption" | "ul" | "ol" | "li" | "dl"
            | "dt" | "dd" | "figure" | "figcaption" | "blockquote" | "details" | "summary"
            | "pre" | "h2" | "h3" | "h4" | "h5" | "h6" => self.line(),
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if std::mem::take(&mut self.gap) {
            self.out.space();
        }
        self.last = text.chars().next_back().unwrap_or(self.last);
        let place = place_in(self.body, text);
        self.out.push(text, |at, word| {
            if let Some(start) = place {
                self.shared.push((at, start + word.start..start + word.end));
            }
        });
    }

    /// White space in HTML is one space; a line break in it goes where one of Markdown would.
    fn raw_text(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let word_at = rest
                .find(|c: char| !c.is_ascii_whitespace())
                .unwrap_or(rest.len());
            let (space, tail) = rest.split_at(word_at);
            let end = tail
                .find(|c: char| c.is_ascii_whitespace())
                .unwrap_or(tail.len());
            let (word, next) = tail.split_at(end);
            if !space.is_empty() {
                let after = word.chars().next().unwrap_or(' ');
                self.gap |= !(space.contains('\n') && cjk::joins(self.last, after));
            }
            self.words(word);
            rest = next;
        }
    }

    fn line(&mut self) {
        self.gap = false;
        self.last = '\n';
        self.out.end_line();
    }
}

fn skip_cell(tree: &Tree<'_>, start: usize) -> usize {
    let end = tree.tokens[start..]
        .iter()
        .position(|token| matches!(token.node, Node::End(Kind::Cell)));
    end.map_or(tree.tokens.len(), |length| start + length + 1)
}
