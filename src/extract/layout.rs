//! Lines and paragraphs of a fixed layout: from pieces of text at places on a page.
//!
//! In: pieces in the order in which the page draws them, which in documents of an office is the order of reading. Out: a
//! paragraph a line. A fixed layout does not know paragraphs; without them a phrase that runs over the end of a line would
//! not be found. So a line that reaches the right edge goes on in the next one, unless that is indented.

use super::text::Lines;

/// A piece of text that stands on one line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) text: String,
    /// Left end.
    pub(super) x: f64,
    /// Right end.
    pub(super) end: f64,
    /// Base line, growing downwards.
    pub(super) y: f64,
    /// Height of the characters.
    pub(super) size: f64,
}

/// The lines of a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    lines: Vec<Run>,
    last: Option<Run>,
}

impl Page {
    /// Adds what is drawn next.
    pub(super) fn push(&mut self, run: Run) {
        if run.text.is_empty() || ![run.x, run.end, run.y, run.size].iter().all(|n| n.is_finite()) {
            return;
        }
        // Bold is often made by drawing twice, a hair apart.
        if self.last.as_ref().is_some_and(|last| is_shadow(last, &run)) {
            return;
        }
        match self.lines.last_mut() {
            Some(line) if is_on(line, &run) => {
                if needs_space(line, &run) {
                    line.text.push(' ');
                }
                line.text.push_str(&run.text);
                line.end = line.end.max(run.end);
                line.size = line.size.max(run.size);
            }
            _ => self.lines.push(run.clone()),
        }
        self.last = Some(run);
    }

    /// Writes the paragraphs.
    pub(super) fn write(self, out: &mut Lines) {
        let shown = || self.lines.iter().filter(|line| !line.text.trim().is_empty());
        let left = shown().map(|line| line.x).fold(f64::INFINITY, f64::min);
        let right = shown().map(|line| line.end).fold(f64::NEG_INFINITY, f64::max);
        let mut before: Option<&Run> = None;
        for line in shown() {
            match before {
                Some(before) if goes_on(before, line, (left, right)) => {
                    if is_word(before.text.trim_end().chars().last()) && is_word(line.text.trim_start().chars().next()) {
                        out.space();
                    }
                }
                _ => out.end_line(),
            }
            out.push(line.text.trim());
            before = Some(line);
        }
        out.end_line();
    }
}

fn is_shadow(last: &Run, run: &Run) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < run.size * 0.15;
    last.text == run.text && near(last.x, run.x) && near(last.y, run.y)
}

/// Whether a run stands on a line, at its end.
fn is_on(line: &Run, run: &Run) -> bool {
    let size = line.size.max(run.size);
    (line.y - run.y).abs() < size * 0.5 && run.x > line.end - size
}

/// Whether a gap is one that a reader sees: less is seen between words of letters than between 汉字.
fn needs_space(line: &Run, run: &Run) -> bool {
    let gap = (run.x - line.end) / line.size.max(run.size).max(f64::MIN_POSITIVE);
    let letters = (
        is_word(line.text.chars().last()),
        is_word(run.text.chars().next()),
    );
    gap > match letters {
        (true, true) => 0.15,
        (false, false) => 1.0,
        _ => 0.6,
    }
}

/// Whether the paragraph of `before` goes on in `line`, between the edges of the page's text.
fn goes_on(before: &Run, line: &Run, (left, right): (f64, f64)) -> bool {
    let size = before.size.max(line.size);
    let step = line.y - before.y;
    let alike = (before.size - line.size).abs() < size * 0.2;
    alike
        && step > 0.0
        && step < size * 3.0
        && before.end > right - size * 2.0
        && (line.x < left + size || line.x < before.x - size)
}

/// A letter or digit of a script that puts spaces between words.
fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}')
}
