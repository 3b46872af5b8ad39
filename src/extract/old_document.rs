//! Word documents of 1997–2003 and of WPS ([MS-DOC]): a paragraph a line, a table row a line.
//!
//! The text lies in pieces all over a stream; a table in another stream puts them in order. Only the main text is read,
//! not headers and notes. What is marked as deleted or hidden is not told apart: that stands in the formatting.

use std::io::{Cursor, Read as _};

use encoding_rs::WINDOWS_1252;

use super::limits;
use super::text::{Extracted, Lines};
use crate::model::Unreadable;

/// Where things stand in the file information block (FibBase, FibRgLw97, FibRgFcLcb97).
const VERSION: usize = 0x02;
const FLAGS: usize = 0x0a;
const MAIN_LENGTH: usize = 0x4c;
const PIECES_START: usize = 0x01a2;
const PIECES_LENGTH: usize = 0x01a6;

/// Word 97.
const OLDEST: u16 = 0x00c1;
const IS_ENCRYPTED: u16 = 1 << 8;
const IN_SECOND_TABLE: u16 = 1 << 9;
/// Fields within fields; no document needs so many.
const FIELDS: usize = 64;
/// Marks a piece whose characters are bytes.
const IN_BYTES: u32 = 1 << 30;

/// The main text.
pub(super) fn read(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    let Ok(mut file) = cfb::CompoundFile::open(Cursor::new(bytes)) else {
        // RTF, and whatever else goes by these names.
        return Err(Unreadable::OldFormat);
    };
    if file.exists("/EncryptedPackage") {
        return Err(Unreadable::Encrypted);
    }
    if !file.is_stream("/WordDocument") {
        return Err(Unreadable::OldFormat);
    }
    let words = stream(&mut file, "/WordDocument")?;
    let flags = two(&words, FLAGS)?;
    if two(&words, VERSION)? < OLDEST {
        return Err(Unreadable::OldFormat);
    }
    if flags & IS_ENCRYPTED != 0 {
        return Err(Unreadable::Encrypted);
    }
    let table = if flags & IN_SECOND_TABLE == 0 {
        "/0Table"
    } else {
        "/1Table"
    };
    let table = stream(&mut file, table)?;
    let start = four(&words, PIECES_START)? as usize;
    let length = four(&words, PIECES_LENGTH)? as usize;
    let table = table.get(start..).and_then(|rest| rest.get(..length));
    let pieces = pieces(table.ok_or(Unreadable::Damaged)?)?;
    let mut text = Text::default();
    let mut left = four(&words, MAIN_LENGTH)? as usize;
    for piece in pieces {
        let count = piece.count.min(left);
        left -= count;
        match piece.characters(&words, count) {
            Some(characters) => characters.chars().for_each(|c| text.take(c)),
            None => text.lines.cut(),
        }
        if text.lines.is_full() {
            break;
        }
    }
    Ok(text.lines.finish())
}

fn stream(file: &mut cfb::CompoundFile<Cursor<&[u8]>>, name: &str) -> Result<Vec<u8>, Unreadable> {
    let stream = file.open_stream(name).map_err(|_| Unreadable::Damaged)?;
    let mut bytes = Vec::new();
    stream
        .take(limits::INPUT)
        .read_to_end(&mut bytes)
        .map_err(|_| Unreadable::Damaged)?;
    Ok(bytes)
}

fn two(bytes: &[u8], at: usize) -> Result<u16, Unreadable> {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk);
    found
        .map(|two| u16::from_le_bytes(*two))
        .ok_or(Unreadable::Damaged)
}

fn four(bytes: &[u8], at: usize) -> Result<u32, Unreadable> {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk);
    found
        .map(|four| u32::from_le_bytes(*four))
        .ok_or(Unreadable::Damaged)
}

/// Characters that stand side by side.
struct Piece {
    count: usize,
    place: u32,
}

/// The table of pieces (Clx): runs of formatting, each with its length, then the pieces.
fn pieces(table: &[u8]) -> Result<Vec<Piece>, Unreadable> {
    let mut at = 0;
    while table.get(at) == Some(&1) {
        at += 3 + usize::from(two(table, at + 1)?);
    }
    if table.get(at) != Some(&2) {
        return Err(Unreadable::Damaged);
    }
    let length = four(table, at + 1)? as usize;
    let list = table.get(at + 5..).ok_or(Unreadable::Damaged)?;
    let list = &list[..length.min(list.len())];
    // One position more than pieces, 4 bytes each; then 8 bytes a piece, of which the place is the middle.
    let count = list.len().saturating_sub(4) / 12;
    let mut pieces = Vec::with_capacity(count);
    for piece in 0..count {
        let from = four(list, piece * 4)?;
        let to = four(list, piece * 4 + 4)?;
        pieces.push(Piece {
            count: to.checked_sub(from).ok_or(Unreadable::Damaged)? as usize,
            place: four(list, (count + 1) * 4 + piece * 8 + 2)?,
        });
    }
    Ok(pieces)
}

impl Piece {
    /// The first characters, as they lie in the stream.
    fn characters(&self, words: &[u8], count: usize) -> Option<String> {
        if self.place & IN_BYTES != 0 {
            let start = (self.place & (IN_BYTES - 1)) as usize / 2;
            let bytes = words.get(start..)?.get(..count)?;
            return Some(
                WINDOWS_1252
                    .decode_without_bom_handling(bytes)
                    .0
                    .into_owned(),
            );
        }
        let start = self.place as usize;
        let bytes = words.get(start..)?.get(..count.checked_mul(2)?)?;
        let units = bytes
            .as_chunks()
            .0
            .iter()
            .map(|two| u16::from_le_bytes(*two));
        Some(char::decode_utf16(units).flatten().collect())
    }
}

/// The text, with the marks that stand in it.
#[derive(Default)]
struct Text {
    lines: Lines,
    /// Of each field around, whether its instructions are being read; what comes after them is its result.
    fields: Vec<bool>,
    /// A cell has just ended: another mark of a cell is that of the row.
    after_cell: bool,
}

impl Text {
    fn take(&mut self, c: char) {
        match c {
            '\u{13}' if self.fields.len() < FIELDS => self.fields.push(true),
            '\u{14}' => {
                if let Some(field) = self.fields.last_mut() {
                    *field = false;
                }
            }
            '\u{15}' => {
                self.fields.pop();
            }
            _ if self.fields.contains(&true) => {}
            '\u{7}' if self.after_cell => self.end_line(),
            '\u{7}' => {
                self.lines.space();
                self.after_cell = true;
            }
            '\r' | '\u{b}' | '\u{c}' => self.end_line(),
            '\u{1e}' => self.put('-'),
            _ => self.put(c),
        }
    }

    fn put(&mut self, c: char) {
        self.after_cell &= c.is_control();
        self.lines.push_char(c);
    }

    fn end_line(&mut self) {
        self.after_cell = false;
        self.lines.end_line();
    }
}
