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

use pulldown_cmark::CowStr;

use super::cjk::Class;
use super::tree::{Form, Kind, Node, Target, Token};

/// Emphasis nested deeper than this is left out: no reader can see it.
const MAX_DEPTH: usize = 24;

/// A run of delimiters longer than this masks something.
const MAX_RUN: usize = 3;

/// A run of `*` or `~`.
#[derive(Debug)]
struct Run {
    mark: u8,
    span: Range<usize>,
    can_open: bool,
    can_close: bool,
    /// A letter stands right before it.
    glued: bool,
    /// A bracket stands right behind it.
    bracket_behind: bool,
    /// Pauses in the text before it: all of them, and those outside brackets.
    pauses: (u32, u32),
    /// Delimiters not yet used.
    left: usize,
    closes: Vec<Kind>,
    opens: Vec<Kind>,
}

enum Piece<'a> {
    Token(Token<'a>),
    Run(usize),
}

/// Resolves `*` and `~~` in all inline content.
pub(super) fn resolve<'a>(
    body: &'a str,
    tokens: Vec<Token<'a>>,
    links: &[Target<'a>],
) -> Vec<Token<'a>> {
    if !body.contains('*') && !body.contains('~') {
        return tokens;
    }
    let mut out = Vec::with_capacity(tokens.len());
    let mut segment = Vec::new();
    let mut marked = false;
    let mut in_code = false;
    for token in tokens {
        match token.node {
            Node::Start(Kind::Code(_)) => in_code = true,
            Node::End(Kind::Code(_)) => in_code = false,
            _ => {}
        }
        if in_code || !token.is_inline() {
            flush(body, &mut segment, &mut marked, links, &mut out);
            out.push(token);
        } else {
            marked |= has_marks(&token);
            segment.push(token);
        }
    }
    flush(body, &mut segment, &mut marked, links, &mut out);
    out
}

fn has_marks(token: &Token<'_>) -> bool {
    match &token.node {
        Node::Text(text) => text.bytes().any(|byte| byte == b'*' || byte == b'~'),
        Node::Start(kind) => matches!(kind, Kind::Emphasis | Kind::Strong | Kind::Strike),
        _ => false,
    }
}

fn flush<'a>(
    body: &'a str,
    segment: &mut Vec<Token<'a>>,
    marked: &mut bool,
    links: &[Target<'a>],
    out: &mut Vec<Token<'a>>,
) {
    if *marked {
        let mut cutter = Cutter::new(body, links, segment);
        for token in segment.drain(..) {
            cutter.take(token);
        }
        cutter.finish(out);
    } else {
        out.append(segment);
    }
    *marked = false;
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
        while at < span.end {
            if !matches!(bytes[at], b'*' | b'~') {
                at += 1;
                continue;
            }
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
        for c in text.chars() {
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
            can_open: false,
            can_close: false,
            glued: false,
            bracket_behind: false,
            pauses: self.pauses,
            left: 0,
            closes: Vec::new(),
            opens: Vec::new(),
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

fn width(kind: Kind) -> usize {
    if kind == Kind::Emphasis { 1 } else { 2 }
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

/// Decides what a run may do from what stands on either side of it.
fn settle(run: &mut Run, body: &str, bounds: &Range<usize>) {
    let neighbour = |text: Option<char>| text.unwrap_or(' ');
    let before = neighbour(body[bounds.start..run.span.start].chars().next_back());
    let after = neighbour(
        body[run.span.end..bounds.end.max(run.span.end)]
            .chars()
            .next(),
    );
    let (left, right) = (Class::of(before), Class::of(after));
    run.left = run.span.len();
    run.glued = left.is_letter();
    run.bracket_behind = right.is_punctuation();
    let between = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
    let digit = before.is_ascii_digit() || after.is_ascii_digit();
    let masks = run.left > MAX_RUN
        || (run.mark == b'~' && run.left != 2)
        || (run.mark == b'*' && between && (run.left != 2 || digit));
    if masks {
        return;
    }
    let apart = |class: Class| class == Class::Space || class.is_punctuation();
    run.can_open = match right {
        Class::Space => false,
        Class::Word | Class::Cjk | Class::Opening => true,
        Class::Closing | Class::Pause => apart(left),
        Class::Mark => apart(left) || left == Class::Cjk,
    };
    run.can_close = match left {
        Class::Space => false,
        Class::Word | Class::Cjk | Class::Closing | Class::Pause => true,
        Class::Opening => apart(right),
        Class::Mark => apart(right) || right == Class::Cjk,
    };
}

/// Pairs the runs of one level, as CommonMark does once it knows what may open and close.
fn match_runs(runs: &mut [Run], level: &[usize]) {
    let mut openers: Vec<usize> = Vec::new();
    // No opener at or below this index fits a closer of the kind: keeps the search linear.
    let mut floor = [None::<usize>; 24];
    for &closer in level {
        if runs[closer].can_close {
            let kind = kind_of(&runs[closer]);
            while runs[closer].left > 0 {
                let found = openers
                    .iter()
                    .rposition(|&opener| {
                        floor[kind].is_some_and(|floor| opener <= floor)
                            || fits(&runs[opener], &runs[closer])
                    })
                    .filter(|at| floor[kind].is_none_or(|floor| openers[*at] > floor));
                let Some(at) = found else {
                    floor[kind] = openers.last().copied().max(floor[kind]);
                    break;
                };
                let opener = openers[at];
                openers.truncate(at + 1);
                join(runs, opener, closer);
                if runs[opener].left == 0 {
                    openers.pop();
                }
            }
        }
        if runs[closer].can_open && runs[closer].left > 0 {
            openers.push(closer);
        }
    }
}

/// Closers of one kind are fitted by the same openers.
fn kind_of(run: &Run) -> usize {
    let mark = usize::from(run.mark == b'~');
    ((mark * 3 + run.span.len() % 3) * 2 + usize::from(run.can_open)) * 2 + usize::from(run.glued)
}

fn fits(opener: &Run, closer: &Run) -> bool {
    if opener.mark != closer.mark {
        return false;
    }
    if opener.mark == b'~' {
        return true;
    }
    let (a, b) = (opener.span.len(), closer.span.len());
    let odd = (opener.can_close || closer.can_open)
        && (a + b).is_multiple_of(3)
        && !(a.is_multiple_of(3) && b.is_multiple_of(3));
    !odd && !masks_names(opener, closer)
}

/// `张*明、李*华` and `张**（男）、李**（女）`: both ends follow a letter, and a pause lies between.
fn masks_names(opener: &Run, closer: &Run) -> bool {
    if !opener.glued || !closer.glued {
        return false;
    }
    if opener.span.len() == 1 {
        closer.pauses.0 > opener.pauses.0
    } else {
        opener.bracket_behind && closer.pauses.1 > opener.pauses.1
    }
}

fn join(runs: &mut [Run], opener: usize, closer: usize) {
    let kind = match (runs[opener].mark, runs[opener].left, runs[closer].left) {
        (b'~', ..) => Kind::Strike,
        (_, 2.., 2..) => Kind::Strong,
        _ => Kind::Emphasis,
    };
    for end in [opener, closer] {
        runs[end].left = runs[end].left.saturating_sub(width(kind));
    }
    runs[opener].opens.push(kind);
    runs[closer].closes.push(kind);
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
