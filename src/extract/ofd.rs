//! OFD, the fixed layout of GB/T 33190-2016: an archive of XML whose pages hold text at places.

use super::archive::Archive;
use super::layout::{Page, Run};
use super::limits;
use super::text::{Extracted, Lines, Place};
use super::xml::{self, Element, End, Piece};
use crate::model::Unreadable;

/// Page after page of every document in the file.
pub(super) fn read(bytes: &[u8]) -> Result<Extracted, Unreadable> {
    let mut archive = Archive::open(bytes)?;
    if archive.part("Encryptions.xml")?.is_some() {
        return Err(Unreadable::Encrypted);
    }
    let root = archive.part("OFD.xml")?.ok_or(Unreadable::Damaged)?;
    let mut lines = Lines::default();
    let mut number = 0;
    for document in texts_of(&root, "DocRoot") {
        let document = document.trim_start_matches('/').to_owned();
        let Some(part) = archive.part(&document)? else {
            lines.cut();
            continue;
        };
        let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
        for page in pages_of(&part) {
            number += 1;
            if number > limits::PAGES || lines.is_full() {
                lines.cut();
                return Ok(lines.finish());
            }
            lines.begin(Place::Page(u32::try_from(number).unwrap_or(u32::MAX)));
            match archive.part(&joined(folder, &page))? {
                Some(content) => take(&content, &mut lines),
                None => lines.cut(),
            }
        }
    }
    Ok(lines.finish())
}

/// The text of each element of a name.
fn texts_of(part: &[u8], wanted: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut inside = false;
    xml::read(part, |piece| {
        match piece {
            Piece::Start(element) if element.name() == wanted => {
                inside = true;
                found.push(String::new());
            }
            Piece::End(name) if name == wanted => inside = false,
            Piece::Text(words) if inside => {
                if let Some(last) = found.last_mut() {
                    last.push_str(words.trim());
                }
            }
            _ => {}
        }
        true
    });
    found
}

/// Where the pages of a document lie, in order. Templates (`TemplatePage`) are other elements: a form's frame and logo.
fn pages_of(part: &[u8]) -> Vec<String> {
    let mut pages = Vec::new();
    xml::read(part, |piece| {
        if let Piece::Start(element) = piece
            && element.name() == "Page"
        {
            pages.extend(element.attribute("BaseLoc"));
        }
        true
    });
    pages
}

/// A location in the archive: from its root with a leading slash, else from the document's folder.
fn joined(folder: &str, location: &str) -> String {
    let base = if location.starts_with('/') {
        ""
    } else {
        folder
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(location.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// What surrounds the text being read.
#[derive(Default)]
struct Object {
    /// Upper left corner of the object on the page, in millimetres.
    corner: (f64, f64),
    size: f64,
    /// Place of the current text in the object.
    place: (f64, f64),
    /// Sum of the steps from each character to the next.
    width: f64,
    text: Option<String>,
}

fn take(content: &[u8], lines: &mut Lines) {
    let mut page = Page::default();
    let mut object = Object::default();
    let end = xml::read(content, |piece| {
        match piece {
            Piece::Start(element) if element.name() == "TextObject" => begin(element, &mut object),
            Piece::Start(element) if element.name() == "TextCode" => code(element, &mut object),
            Piece::Text(words) => {
                if let Some(text) = &mut object.text {
                    text.push_str(words);
                }
            }
            Piece::End("TextCode") => {
                let x = object.corner.0 + object.place.0;
                page.push(Run {
                    text: object.text.take().unwrap_or_default().trim().to_owned(),
                    x,
                    end: x + object.width + object.size,
                    y: object.corner.1 + object.place.1,
                    size: object.size,
                    spaced: false,
                });
            }
            _ => {}
        }
        true
    });
    page.write(lines);
    if end == End::Broken {
        lines.cut();
    }
}

fn begin(element: &Element<'_>, object: &mut Object) {
    let boundary = element.attribute("Boundary").unwrap_or_default();
    let mut numbers = boundary.split_whitespace().map_while(|n| n.parse().ok());
    object.corner = (numbers.next().unwrap_or(0.0), numbers.next().unwrap_or(0.0));
    object.size = element.number("Size").unwrap_or(1.0).abs().max(0.1);
    object.place = (0.0, 0.0);
}

fn code(element: &Element<'_>, object: &mut Object) {
    // A text without a place of its own follows the one before.
    object.place.0 = element.number("X").unwrap_or(object.place.0 + object.width);
    object.place.1 = element.number("Y").unwrap_or(object.place.1);
    object.width = element.attribute("DeltaX").map_or(0.0, |steps| sum(&steps));
    object.text = Some(String::new());
}

/// Adds up steps; `g 3 5` is three times five.
fn sum(steps: &str) -> f64 {
    let mut total = 0.0;
    let mut words = steps.split_whitespace();
    while let Some(word) = words.next() {
        let number = |word: Option<&str>| word.and_then(|w| w.parse::<f64>().ok()).unwrap_or(0.0);
        total += if word == "g" {
            let times = number(words.next());
            times * number(words.next())
        } else {
            number(Some(word))
        };
    }
    total
}
