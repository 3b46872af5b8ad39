//! Emphasis as a Chinese writer means it.
//!
//! In: tokens in which the parser has resolved emphasis by the flanking rule of CommonMark. Out: the
//! same tokens with `*` and `~~` resolved anew. It must never read markup by pattern from the
//! source: code, links, escapes and raw HTML are told apart by the tokens alone.
//!
//! CommonMark calls 《 punctuation like any other, so `根据**《条例》**规定和**《办法》**执行` pairs the wrong
//! delimiters. Here a delimiter looks at the class of its neighbours, brackets have a direction, and a
//! lone `*` or `****` in a masked name or number (张*、李*; 138****1234) is never a delimiter.

use std::ops::Range;

use memchr::memchr2;
use pulldown_cmark::CowStr;

use super::cjk::Class;
use super::delimiter::{Run, match_runs, settle, width};
use super::tree::{Form, Kind, Node, Target, Token};

/// Emphasis nested deeper than this is left out: no reader can see it.
const MAX_DEPTH: usize = 24;

enum Piece<'a> {
    Token(Token<'a>),
    Run(usize),
}

/// Whether text or an element may hold a delimiter.
pub(super) fn has_marks(node: &Node<'_>) -> bool {
    match node {
        Node::Text(text) => memchr2(b'*', b'~', text.as_bytes()).is_some(),
        Node::Start(kind) => matches!(kind, Kind::Emphasis | Kind::Strong | Kind::Strike),
        _ => false,
    }
}

/// Resolves `*` and `~~` in the inline content that the tokens from `start` on are.
pub(super) fn resolve<'a>(
    body: &'a str,
    links: &[Target<'a>],
    tokens: &mut Vec<Token<'a>>,
    start: usize,
) {
    let mut cutter = Cutter::new(body, links, &tokens[start..]);
    for token in tokens.drain(start..) {
        cutter.take(token);
    }
    cutter.finish(tokens);
}

/// Takes the tokens of one inline segment apart into runs and the rest.
struct Cutter<'a, 'l> {
    body: &'a str,
    links: &'l [Target<'a>],
    /// Bytes of the segment: what lies outside does not count as a neighbour.
    bounds: Range<usize>,
    pieces: Vec<Piece<'a>>,
    runs: Vec<Run>,
    /// For each open link, image or `_` emphasis the runs inside it.
    levels: Vec<Vec<usize>>,
    /// Open elements that the writer marked with `_`.
    kept: Vec<bool>,
    pauses: (u32, u32),
    brackets: u32,
    verbatim: bool,
}

impl<'a, 'l> Cutter<'a, 'l> {
    fn new(body: &'a str, links: &'l [Target<'a>], segment: &[Token<'a>]) -> Self {
        let start = segment.first().map_or(0, |token| token.span.start);
        let end = segment.iter().map(|token| token.span.end).max();
        Self {
            body,
            links,
            bounds: start..end.unwrap_or(start),
            pieces: Vec::with_capacity(segment.len() + 8),
            runs: Vec::new(),
            levels: vec![Vec::new()],
            kept: Vec::new(),
            pauses: (0, 0),
            brackets: 0,
            verbatim: false,
        }
    }

    fn take(&mut self, token: Token<'a>) {
        match &token.node {
            Node::Start(kind @ (Kind::Emphasis | Kind::Strong | Kind::Strike)) => {
                let span = token.span.start..token.span.start + self.written_width(*kind, &token);
                let kept = self.mark(&span) == b'_';
                self.kept.push(kept);
                if kept {
                    self.levels.push(Vec::new());
                    self.pieces.push(Piece::Token(token));
                } else {
                    self.run(span);
                }
            }
            Node::End(kind @ (Kind::Emphasis | Kind::Strong | Kind::Strike)) => {
                let span = token.span.end - self.written_width(*kind, &token)..token.span.end;
                if self.kept.pop().unwrap_or(true) {
                    self.close_level();
                    self.pieces.push(Piece::Token(token));
                } else {
                    self.run(span);
                }
            }
            Node::Start(Kind::Link(link) | Kind::Image(link)) => {
                self.verbatim = self.links[*link as usize].form != Form::Words;
                self.levels.push(Vec::new());
                self.pieces.push(Piece::Token(token));
            }
            Node::End(Kind::Link(_) | Kind::Image(_)) => {
                self.verbatim = false;
                self.close_level();
                self.pieces.push(Piece::Token(token));
            }
            Node::Text(text) if !self.verbatim && is_source(self.body, text, &token.span) => {
                self.text(token.span.clone());
            }
            Node::SoftBreak | Node::HardBreak => {
                self.pauses.0 += 1;
                self.pieces.push(Piece::Token(token));
            }
            _ => self.pieces.push(Piece::Token(token)),
        }
    }

    /// The parser strikes out between single tildes too.
    fn written_width(&self, kind: Kind, token: &Token<'_>) -> usize {
        let text = &self.body[token.span.clone()];
        match kind {
            Kind::Strike if !(text.starts_with("~~") && text.ends_with("~~")) => 1,
            _ => width(kind),
        }
    }

    fn mark(&self, span: &Range<usize>) -> u8 {
        self.body
            .as_bytes()
            .get(span.start)
            .copied()
            .unwrap_or(b'_')
    }

    /// Cuts text that stands in the source as it is.
    fn text(&mut self, span: Range<usize>) {
        let bytes = self.body.as_bytes();
        let mut from = span.start;
        let mut at = span.start;
        if matches!(bytes[at], b'*' | b'~') && is_escaped(bytes, at) {
            at += 1;
        }
        while let Some(found) = memchr2(b'*', b'~', &bytes[at..span.end]) {
            at += found;
            let mark = bytes[at];
            let end = at
                + bytes[at..span.end]
                    .iter()
                    .take_while(|byte| **byte == mark)
                    .count();
            self.words(from..at);
            self.run(at..end);
            from = end;
            at = end;
        }
        self.words(from..span.end);
    }

    fn words(&mut self, span: Range<usize>) {
        if span.is_empty() {
            return;
        }
        let text = &self.body[span.clone()];
        // Most are 汉字, and none of these is any of the four.
        for c in text
            .chars()
            .filter(|c| !matches!(c, '\u{4e00}'..='\u{9fff}'))
        {
            match Class::of(c) {
                Class::Opening => self.brackets += 1,
                Class::Closing => self.brackets = self.brackets.saturating_sub(1),
                Class::Space => self.pauses.0 += 1,
                Class::Pause => {
                    self.pauses.0 += 1;
                    self.pauses.1 += u32::from(self.brackets == 0);
                }
                _ => {}
            }
        }
        self.pieces.push(Piece::Token(Token {
            node: Node::Text(CowStr::Borrowed(text)),
            span,
        }));
    }

    /// Adds a run, or lengthens the one that ends right here.
    fn run(&mut self, span: Range<usize>) {
        let mark = self.mark(&span);
        if let Some(Piece::Run(last)) = self.pieces.last() {
            let last = &mut self.runs[*last];
            if last.mark == mark && last.span.end == span.start {
                last.span.end = span.end;
                return;
            }
        }
        let index = self.runs.len();
        self.runs.push(Run {
            mark,
            span,
            pauses: self.pauses,
            ..Run::default()
        });
        if let Some(level) = self.levels.last_mut() {
            level.push(index);
        }
        self.pieces.push(Piece::Run(index));
    }

    fn close_level(&mut self) {
        if let Some(level) = self.levels.pop() {
            self.pair(&level);
        }
    }

    fn pair(&mut self, level: &[usize]) {
        for index in level {
            let run = &mut self.runs[*index];
            settle(run, self.body, &self.bounds);
        }
        match_runs(&mut self.runs, level);
    }

    fn finish(mut self, out: &mut Vec<Token<'a>>) {
        while !self.levels.is_empty() {
            self.close_level();
        }
        let mut depth = 0;
        for piece in self.pieces {
            match piece {
                Piece::Token(token) => out.push(token),
                Piece::Run(index) => write_run(&self.runs[index], self.body, &mut depth, out),
            }
        }
    }
}

/// Whether the text is the source itself: neither an entity nor made up by the parser.
fn is_source(body: &str, text: &str, span: &Range<usize>) -> bool {
    !text.is_empty()
        && span.len() == text.len()
        && std::ptr::eq(body[span.clone()].as_ptr(), text.as_ptr())
}

/// Whether an odd number of backslashes stands before the byte.
fn is_escaped(bytes: &[u8], at: usize) -> bool {
    let slashes = bytes[..at]
        .iter()
        .rev()
        .take_while(|byte| **byte == b'\\')
        .count();
    slashes % 2 == 1
}

/// What closes first, then delimiters that stay text, then what opens, outermost first.
fn write_run<'a>(run: &Run, body: &'a str, depth: &mut usize, out: &mut Vec<Token<'a>>) {
    let mut push = |node| {
        out.push(Token {
            node,
            span: run.span.clone(),
        });
    };
    for kind in &run.closes {
        *depth = depth.saturating_sub(1);
        if *depth < MAX_DEPTH {
            push(Node::End(*kind));
        }
    }
    if run.left > 0 {
        let end = run.span.start + run.left;
        push(Node::Text(CowStr::Borrowed(&body[run.span.start..end])));
    }
    for kind in run.opens.iter().rev() {
        if *depth < MAX_DEPTH {
            push(Node::Start(*kind));
        }
        *depth += 1;
    }
}
