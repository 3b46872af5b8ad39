//! XML in pieces: elements by their local names, text with references resolved.
//!
//! Entities that a document declares are not expanded: only the five of XML and characters by number are known, so a
//! document cannot grow while it is read.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::limits;

/// A piece of a document.
pub(super) enum Piece<'x> {
    /// An element begins. One that is empty begins and ends.
    Start(&'x Element<'x>),
    /// An element of this local name ends.
    End(&'x str),
    /// Text.
    Text(&'x str),
}

/// An element's name and attributes.
pub(super) struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// An attribute, by its name without a prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let found = self
            .0
            .attributes()
            .flatten()
            .find(|attribute| local(attribute.key.into_inner()) == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }

    /// An attribute that is a number.
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        self.attribute(name)?.trim().parse().ok()
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// What became of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The document ended.
    Whole,
    /// It broke off, or is not well formed; the pieces up to there were handed out.
    Broken,
}

/// Hands the pieces of a document to `take`, until it says `false`.
pub(super) fn read(bytes: &[u8], mut take: impl FnMut(Piece<'_>) -> bool) -> End {
    let Ok(text) = super::plain::decode(bytes) else {
        return End::Broken;
    };
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut left = limits::OPERATORS;
    loop {
        let Ok(event) = reader.read_event() else {
            return End::Broken;
        };
        left = left.saturating_sub(1);
        let goes_on = left > 0
            && match event {
                Event::Start(start) => take(Piece::Start(&Element(start))),
                Event::Empty(start) => {
                    let element = Element(start);
                    take(Piece::Start(&element)) && take(Piece::End(element.name()))
                }
                Event::End(end) => take(Piece::End(local(end.name().into_inner()))),
                Event::Text(text) => take(Piece::Text(&text)),
                Event::CData(text) => take(Piece::Text(&text)),
                Event::GeneralRef(name) => match name.resolve_char_ref() {
                    Ok(Some(c)) => take(Piece::Text(c.encode_utf8(&mut [0; 4]))),
                    _ => {
                        resolve_predefined_entity(&name).is_none_or(|text| take(Piece::Text(text)))
                    }
                },
                Event::Eof => return End::Whole,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => true,
            };
        if !goes_on {
            return End::Whole;
        }
    }
}
