//! Text files and CSV, in UTF-8, UTF-16 with a BOM, or GB18030.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030};

use super::text::{Extracted, Lines, Place};
use crate::model::Unreadable;

/// Of so many characters one may be broken.
const BROKEN: usize = 100;

/// Each line a line.
pub(super) fn text(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    let text = decode(bytes)?;
    let mut lines = Lines::default();
    for line in text.lines() {
        if lines.is_full() {
            break;
        }
        lines.push(line);
        lines.end_line();
    }
    Ok(lines.finish())
}

/// Each row a line, its cells separated by a space.
pub(super) fn csv(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    let text = decode(bytes)?;
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') && !first.contains(',') {
        b'\t'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut lines = Lines::default();
    let mut row = csv::StringRecord::new();
    let mut at = Cursor { byte: 0, line: 1 };
    while !lines.is_full() {
        match reader.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => {
                lines.cut();
                break;
            }
        }
        let from = row.position().map_or(0, csv::Position::byte);
        lines.begin(Place::Row(at.line_of(&text, from)));
        for cell in &row {
            lines.push(cell);
            lines.space();
        }
    }
    Ok(lines.finish())
}

/// Counts lines as far as they have been asked for.
struct Cursor {
    byte: usize,
    line: u32,
}

impl Cursor {
    /// The line, from 1, of the row that begins at a byte, or behind empty lines there.
    fn line_of(&mut self, text: &str, from: u64) -> u32 {
        let from = usize::try_from(from)
            .unwrap_or(usize::MAX)
            .clamp(self.byte, text.len());
        let rest = &text.as_bytes()[from..];
        let empty = rest
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let passed = &text.as_bytes()[self.byte..from + empty];
        let lines = memchr::memchr_iter(b'\n', passed).count();
        self.line = self
            .line
            .saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        self.byte = from + empty;
        self.line
    }
}

/// Text of the encodings that occur. What has zeros or many broken characters is no text.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return tolerable(encoding.decode_without_bom_handling(&bytes[length..]).0);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => tolerable(Cow::Borrowed(text)),
        Err(_) => tolerable(GB18030.decode_without_bom_handling(bytes).0),
    }
}

fn tolerable(text: Cow<'_, str>) -> Result<Cow<'_, str>, Unreadable> {
    let bad = |c: char| c == '\u{fffd}' || c == '\0';
    let broken = text.chars().filter(|c| bad(*c)).count();
    if broken > 0 && broken > text.chars().count() / BROKEN {
        return Err(Unreadable::Damaged);
    }
    Ok(text)
}
