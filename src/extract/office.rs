//! Word documents and slides of Office Open XML (ISO/IEC 29500): a paragraph a line, a table row a line.

use super::archive::Archive;
use super::text::{Extracted, Lines, Place};
use super::xml::{self, End, Piece};
use crate::model::Unreadable;

/// The text, then the notes.
pub(super) fn word(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    let mut archive = Archive::open(bytes)?;
    let mut lines = Lines::default();
    let Some(main) = archive.part("word/document.xml")? else {
        return Err(Unreadable::Damaged);
    };
    take(&main, &mut lines);
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        match archive.part(notes) {
            Ok(None) => {}
            Ok(Some(part)) => take(&part, &mut lines),
            Err(_) => lines.cut(),
        }
    }
    Ok(lines.finish())
}

/// Slide after slide, by number.
pub(super) fn slides(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    let mut archive = Archive::open(bytes)?;
    let mut slides: Vec<(u32, String)> = archive
        .names()
        .into_iter()
        .filter_map(|name| {
            let number = name
                .strip_prefix("ppt/slides/slide")?
                .strip_suffix(".xml")?
                .parse()
                .ok()?;
            Some((number, name))
        })
        .collect();
    if slides.is_empty() {
        return Err(Unreadable::Damaged);
    }
    slides.sort();
    let mut lines = Lines::default();
    for (number, name) in slides {
        match archive.part(&name) {
            Ok(Some(part)) => {
                lines.begin(Place::Page(number));
                take(&part, &mut lines);
            }
            Ok(None) | Err(_) => lines.cut(),
        }
    }
    Ok(lines.finish())
}

/// Where in the part the reader is.
#[derive(Default)]
struct At {
    /// Within an element whose text is shown.
    text: bool,
    /// Cells of tables around; paragraphs there do not end the line.
    cells: usize,
    /// Elements around whose text is not shown, or shown a second time.
    skipped: usize,
}

fn take(part: &[u8], lines: &mut Lines) {
    let mut at = At::default();
    let end = xml::read(part, |piece| {
        match piece {
            Piece::Start(element) => start(element.name(), &mut at, lines),
            Piece::End(name) => end_of(name, &mut at, lines),
            Piece::Text(words) if at.text && at.skipped == 0 => lines.push(words),
            Piece::Text(_) => {}
        }
        !lines.is_full()
    });
    lines.end_line();
    if end == End::Broken {
        lines.cut();
    }
}

/// `Fallback` repeats what `Choice` has; `rt` is the reading above a ruby.
fn is_skipped(name: &str) -> bool {
    matches!(name, "Fallback" | "rt")
}

fn start(name: &str, at: &mut At, lines: &mut Lines) {
    match name {
        "t" => at.text = true,
        "tc" => at.cells += 1,
        "tab" | "ptab" => lines.space(),
        "br" | "cr" if at.cells > 0 => lines.space(),
        "br" | "cr" => lines.end_line(),
        "noBreakHyphen" if at.skipped == 0 => lines.push_char('-'),
        _ if is_skipped(name) => at.skipped += 1,
        _ => {}
    }
}

fn end_of(name: &str, at: &mut At, lines: &mut Lines) {
    match name {
        "t" => at.text = false,
        "tc" => {
            at.cells = at.cells.saturating_sub(1);
            lines.space();
        }
        "p" if at.cells > 0 => lines.space(),
        "p" => lines.end_line(),
        "tr" if at.cells == 0 => lines.end_line(),
        _ if is_skipped(name) => at.skipped = at.skipped.saturating_sub(1),
        _ => {}
    }
}
