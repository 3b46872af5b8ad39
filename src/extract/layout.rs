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
    /// Whether white space was drawn before it. How wide it is seen is for the places to say: justified text has some
    /// between all characters.
    pub(super) spaced: bool,
}

/// The lines of a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Runs of one height each. Within a line the order of drawing says nothing: some programs draw a line font by font.
    lines: Vec<Vec<Run>>,
}

/// Runs that stand side by side, as one.
#[derive(Debug)]
struct Line {
    run: Run,
    /// Whether there are columns in it: a row of a table, which ends where it ends.
    columns: bool,
}

impl Page {
    /// Adds what is drawn next.
    pub(super) fn push(&mut self, run: Run) {
        let numbers = [run.x, run.end, run.y, run.size];
        if run.text.trim().is_empty() || !numbers.iter().all(|n| n.is_finite()) {
            return;
        }
        match self.lines.last_mut() {
            Some(line) if line.last().is_some_and(|last| is_beside(last, &run)) => line.push(run),
            _ => self.lines.push(vec![run]),
        }
    }

    /// Writes the paragraphs.
    pub(super) fn write(self, out: &mut Lines) {
        let lines: Vec<Line> = self.lines.into_iter().filter_map(Line::of).collect();
        let edge = |left: f64, line: &Line| left.min(line.run.x);
        let left = lines.iter().fold(f64::INFINITY, edge);
        let edge = |right: f64, line: &Line| right.max(line.run.end);
        let right = lines.iter().fold(f64::NEG_INFINITY, edge);
        let mut before: Option<&Line> = None;
        for line in &lines {
            match before {
                Some(before) if goes_on(before, line, (left, right)) => {
                    let last = before.run.text.trim_end().chars().next_back();
                    let first = line.run.text.trim_start().chars().next();
                    if is_word(last) && is_word(first) {
                        out.space();
                    }
                }
                _ => out.end_line(),
            }
            out.push(line.run.text.trim());
            before = Some(line);
        }
        out.end_line();
    }
}

/// Whether two runs stand on one line.
fn is_beside(last: &Run, run: &Run) -> bool {
    (last.y - run.y).abs() < last.size.max(run.size) * 0.5
}

/// Bold is often made by drawing twice, a hair apart.
fn is_shadow(last: &Run, run: &Run) -> bool {
    last.text == run.text && (last.x - run.x).abs() < run.size * 0.15
}

impl Line {
    /// Runs from left to right.
    fn of(mut runs: Vec<Run>) -> Option<Self> {
        runs.sort_by(|a, b| a.x.total_cmp(&b.x));
        runs.dedup_by(|run, last| is_shadow(last, run));
        let mut runs = runs.into_iter();
        let mut line = Self {
            run: runs.next()?,
            columns: false,
        };
        runs.for_each(|run| line.push(&run));
        Some(line)
    }

    fn push(&mut self, run: &Run) {
        let line = &mut self.run;
        let gap = (run.x - line.end) / line.size.max(run.size).max(f64::MIN_POSITIVE);
        if gap > seen(line, run) || run.spaced && between_words(line, run) {
            line.text.push(' ');
            self.columns |= gap > COLUMN;
        }
        line.text.push_str(&run.text);
        line.end = line.end.max(run.end);
        line.size = line.size.max(run.size);
    }
}

/// A gap between columns, in heights of the characters.
const COLUMN: f64 = 1.0;
/// A gap that is seen between two 汉字: an ideographic space, less what its neighbours take of it.
const IDEOGRAPHIC: f64 = 0.8;

/// From where on a reader sees a gap: less between words of letters than between 汉字, and more than the quarter that
/// office programs put between a 汉字 and a digit.
fn seen(line: &Run, run: &Run) -> f64 {
    let last = is_word(line.text.chars().next_back());
    match (last, is_word(run.text.chars().next())) {
        (true, true) => 0.15,
        (false, false) => IDEOGRAPHIC,
        _ => 0.4,
    }
}

fn between_words(line: &Run, run: &Run) -> bool {
    is_narrow(line.text.chars().next_back()) && is_narrow(run.text.chars().next())
}

/// Whether the paragraph of `before` goes on in `line`, between the edges of the page's text.
fn goes_on(before: &Line, line: &Line, (left, right): (f64, f64)) -> bool {
    if before.columns || line.columns {
        return false;
    }
    let (before, line) = (&before.run, &line.run);
    let size = before.size.max(line.size);
    let step = line.y - before.y;
    let alike = (before.size - line.size).abs() < size * 0.05;
    // A phrase that somebody looks for hardly runs over the end of a sentence, and a paragraph often ends with one.
    let ended = before.text.trim_end().ends_with(['。', '！', '？']);
    alike
        && !ended
        && step > 0.0
        && step < size * 3.0
        && before.end > right - size * 2.0
        && (line.x < left + size || line.x < before.x - size)
}

/// A letter or digit of a script that puts spaces between words.
fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}')
}

/// A character of a script that puts spaces between words, punctuation too.
fn is_narrow(c: Option<char>) -> bool {
    c.is_some_and(|c| c < '\u{2000}')
}
