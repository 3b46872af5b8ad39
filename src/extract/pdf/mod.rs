//! PDF: the text layer.
//!
//! In: the bytes. Out: pages of paragraphs. The library reads the file's structure (ISO 32000-2: cross references, object
//! streams, the standard encryption with an empty password); what the operators of a page show is followed here, as far
//! as text needs it, with a count of the work. Pictures, paths and colours are passed over and fonts are never drawn.

mod content;
mod encoding;
mod font;
mod guard;
mod matrix;
mod stream;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::limits;
use super::text::{Extracted, Lines, Place};
use crate::model::Unreadable;
use content::Work;

/// Page after page.
pub(super) fn read(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    guard::check(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Unreadable::Encrypted,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Unreadable::Damaged,
    })?;
    let mut lines = Lines::default();
    let mut work = Work::default();
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        if number as usize > limits::PAGES || lines.is_full() || work.is_done() {
            lines.cut();
            break;
        }
        lines.begin(Place::Page(number));
        content::page(page, &mut work, &mut lines);
    }
    // Fonts that do not say which characters they draw leave holes.
    if work.unknown() > work.known() {
        return Err(Unreadable::NoText);
    }
    if work.unknown() > work.known() / 50 || work.is_done() {
        lines.cut();
    }
    Ok(lines.finish())
}
