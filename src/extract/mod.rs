//! The text of attachments: what search finds in them and checks look at.
//!
//! In: the name and the bytes of a file. Out: its [`Extracted`] text in lines, with marks that say on which page or in
//! which row a place is. This module reads no files, never fails a run, and keeps no state.
//!
//! A file may come from anywhere and may be hostile. So every library is called with limits of its work: bytes in, bytes
//! unpacked, pages, operators, cells, bytes out ([`limits`]). They are counts and not times: a slow machine reads as far
//! as a fast one, and the same file always yields the same text. A panic of a library ends at [`extract`].

mod archive;
mod format;
mod html;
mod layout;
mod limits;
mod ofd;
mod office;
mod old_document;
mod pdf;
mod plain;
mod sheet;
pub(crate) mod summary;
mod text;
mod xml;

#[cfg(test)]
mod tests;

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::model::{FileText, Text, Unreadable};

use format::Format;
pub(crate) use limits::INPUT;
pub(crate) use text::Extracted;

thread_local! {
    /// Whether this thread is within a library that may panic over a file.
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether the panic at hand is one that [`extract`] answers: nothing for a user to read.
#[must_use]
pub(crate) fn is_reading() -> bool {
    READING.get()
}

/// Whether a file of this name may hold text: whether reading it whole is worth the while.
#[must_use]
pub(crate) fn may_hold_text(name: &str) -> bool {
    Format::of_name(name).is_some()
}

/// Reads the text of a file. `None` is a format that holds no text.
///
/// # Errors
/// Why a format that does hold text could not be read.
pub(crate) fn extract(name: &str, bytes: &[u8]) -> Option<Result<Extracted, Unreadable>> {
    let named = Format::of_name(name)?;
    if bytes.len() as u64 > INPUT {
        return Some(Err(Unreadable::TooLarge));
    }
    let found = named.confirmed(bytes);
    READING.set(true);
    let read = catch_unwind(AssertUnwindSafe(|| read(found?, bytes)));
    READING.set(false);
    let read = read.unwrap_or(Err(Unreadable::Damaged));
    Some(read.and_then(|text| {
        if text.is_empty() {
            Err(Unreadable::NoText)
        } else {
            Ok(text)
        }
    }))
}

fn read(format: Format, bytes: &[u8]) -> Result<Extracted, Unreadable> {
    match format {
        Format::Plain => plain::text(bytes),
        Format::Csv => plain::csv(bytes),
        Format::Html => html::read(bytes),
        Format::Word => office::word(bytes),
        Format::Slides => office::slides(bytes),
        Format::Workbook => sheet::xlsx(bytes),
        Format::OldWorkbook => sheet::xls(bytes),
        Format::Ofd => ofd::read(bytes),
        Format::Pdf => pdf::read(bytes),
        Format::OldDocument => old_document::read(bytes),
    }
}

/// The same as the value that an attachment keeps: the text alone.
#[must_use]
pub(crate) fn file_text(name: &str, bytes: &[u8]) -> FileText {
    match extract(name, bytes) {
        None => FileText::NotText,
        Some(Ok(read)) => FileText::Read {
            extent: read.extent(),
            text: Arc::new(Text::from(read.text().to_owned())),
        },
        Some(Err(reason)) => FileText::Unreadable(reason),
    }
}
