//! Text as it is collected: lines, and where they were.

use super::limits;
use crate::model::Extent;

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Extracted {
    text: String,
    marks: Vec<Mark>,
    extent: Extent,
}

/// From this byte of the text on, a place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    /// Offset into the text.
    at: usize,
    /// What begins there.
    place: Place,
}

/// A place in a file, as its readers know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A page, from 1.
    Page(u32),
    /// A sheet of a workbook; the rows that follow are its.
    Sheet(Box<str>),
    /// A row of a sheet or of a CSV file, from 1.
    Row(u32),
}

impl Extracted {
    /// The lines.
    #[must_use]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is all of the file.
    #[must_use]
    pub(crate) fn extent(&self) -> Extent {
        self.extent
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The words for a place in the text: `第3页`, `工作表“收支”第12行`; empty for a file without pages and rows.
    #[must_use]
    pub(crate) fn place(&self, at: usize) -> String {
        let until = self.marks.partition_point(|mark| mark.at <= at);
        let mut words = String::new();
        for mark in self.marks[..until].iter().rev() {
            match &mark.place {
                Place::Page(number) => return format!("第{number}页"),
                Place::Row(number) if words.is_empty() => words = format!("第{number}行"),
                Place::Row(_) => {}
                Place::Sheet(name) => return format!("工作表“{name}”{words}"),
            }
        }
        words
    }
}

/// Collects lines. White space is joined, lines without anything are dropped, and so is all beyond the limit.
#[derive(Debug, Default)]
pub(super) struct Lines {
    text: String,
    marks: Vec<Mark>,
    start: usize,
    space: bool,
    part: bool,
}

impl Lines {
    /// Adds to the current line.
    pub(super) fn push(&mut self, words: &str) {
        for c in words.chars() {
            self.push_char(c);
        }
    }

    /// Adds a character to the current line; white space separates, other control characters are nothing.
    pub(super) fn push_char(&mut self, c: char) {
        if c.is_whitespace() {
            self.space = true;
            return;
        }
        if c.is_control() || self.is_full() {
            return;
        }
        if self.space && self.text.len() > self.start {
            self.text.push(' ');
        }
        self.space = false;
        self.text.push(c);
    }

    /// Separates what follows from what is there.
    pub(super) fn space(&mut self) {
        self.space = true;
    }

    /// Ends the line.
    pub(super) fn end_line(&mut self) {
        self.space = false;
        if self.text.len() > self.start {
            self.text.push('\n');
            self.start = self.text.len();
        }
    }

    /// Ends the line; what follows is at a place.
    pub(super) fn begin(&mut self, place: Place) {
        self.end_line();
        let at = self.text.len();
        // A row that had nothing in it is no place.
        if let Some(last) = self.marks.last_mut()
            && last.at == at
            && matches!((&last.place, &place), (Place::Row(_), Place::Row(_)))
        {
            last.place = place;
        } else {
            self.marks.push(Mark { at, place });
        }
    }

    /// Whether nothing more is taken in. From the first time it is asked and true, the text is a part.
    pub(super) fn is_full(&mut self) -> bool {
        self.part |= self.text.len() >= limits::TEXT;
        self.text.len() >= limits::TEXT
    }

    /// Something of the file was left out.
    pub(super) fn cut(&mut self) {
        self.part = true;
    }

    /// All lines.
    pub(super) fn finish(mut self) -> Extracted {
        self.end_line();
        self.text.truncate(self.text.trim_end().len());
        self.text.shrink_to_fit();
        Extracted {
            text: self.text,
            marks: self.marks,
            extent: if self.part {
                Extent::Part
            } else {
                Extent::Whole
            },
        }
    }
}
