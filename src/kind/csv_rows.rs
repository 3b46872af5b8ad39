//! CSV with the place of every cell: a comma between cells, quotes around cells with commas or line ends.
//!
//! In: a text. Out: its rows as written. What the cells mean is for the reader of a catalogue or of a list to say.

use std::ops::Range;

use crate::diag::Span;
use crate::source::fields::{Located, Scope};

/// A record with the places of its cells.
pub(super) struct Row {
    /// As a spreadsheet numbers it: the header is 1.
    pub(super) number: usize,
    /// Without their quotes.
    pub(super) cells: Vec<Located<String>>,
}

impl Row {
    /// The whole row.
    pub(super) fn span(&self) -> Span {
        let start = self.cells.first().map_or(0, |cell| cell.span.start);
        let end = self.cells.last().map_or(start, |cell| cell.span.end);
        Span::new(start, end)
    }
}

/// The rows of a text; quotes that are not closed are findings.
pub(super) fn rows(text: &str, scope: &Scope<'_>) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (number, record) in (1..).zip(reader.records()) {
        // The text is UTF-8 and rows may be of any length: nothing is left that the library could refuse.
        let Ok(record) = record else { break };
        let start = record
            .position()
            .and_then(|at| usize::try_from(at.byte()).ok());
        let (places, closed) = places(text, start.unwrap_or_default());
        let cells: Vec<Located<String>> = record
            .iter()
            .zip(places)
            .map(|(cell, place)| Located {
                value: as_meant(cell).to_owned(),
                span: Span::from(place),
            })
            .collect();
        let row = Row { number, cells };
        if !closed {
            unclosed(&row, scope);
        }
        rows.push(row);
    }
    rows
}

/// A cell without the apostrophe that an export of this program writes before what a spreadsheet would run as a formula.
fn as_meant(cell: &str) -> &str {
    let formula = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    cell.strip_prefix('\'')
        .filter(|rest| rest.starts_with(formula))
        .unwrap_or(cell)
}

/// The places of a record's cells, without their quotes, and whether every quote is closed.
///
/// The library tells where a record begins but not where its cells do; a quote opens a cell only as its first character.
fn places(text: &str, start: usize) -> (Vec<Range<usize>>, bool) {
    let bytes = text.as_bytes();
    let mut at = start;
    while bytes.get(at) == Some(&b'\n') {
        at += 1;
    }
    let mut cells = Vec::new();
    loop {
        if bytes.get(at) == Some(&b'"') {
            let from = at + 1;
            at = from;
            loop {
                match (bytes.get(at), bytes.get(at + 1)) {
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), _) => break,
                    (Some(_), _) => at += 1,
                    (None, _) => {
                        cells.push(from..at);
                        return (cells, false);
                    }
                }
            }
            cells.push(from..at);
        } else {
            let from = at;
            at += text[at..].find([',', '\n']).unwrap_or(text.len() - at);
            cells.push(from..at);
        }
        // Behind a closing quote the library takes what follows into the cell, up to the next comma.
        at += text[at..].find([',', '\n']).unwrap_or(text.len() - at);
        if bytes.get(at) != Some(&b',') {
            return (cells, true);
        }
        at += 1;
    }
}

/// Says that a row is longer or shorter than the header.
pub(super) fn ragged(row: &Row, columns: usize, scope: &Scope<'_>) {
    let message = format!(
        "第 {} 行有 {} 格，表头有 {columns} 格",
        row.number,
        row.cells.len()
    );
    let help = "补齐或删去多余的格；格内有英文逗号的，整格加英文双引号".to_owned();
    scope.error("csv-row", row.span(), message, help);
}

fn unclosed(row: &Row, scope: &Scope<'_>) {
    let from = row.cells.last().map_or(row.span(), |cell| cell.span).start;
    let message = format!("第 {} 行的引号不成对", row.number);
    let help = "整格加英文双引号时，格内的英文双引号写两个".to_owned();
    scope.error(
        "csv-row",
        Span::new(from.saturating_sub(1), from),
        message,
        help,
    );
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::places;

    proptest! {
        /// However the quotes stand, there is a place for every cell that the library finds, in order.
        #[test]
        fn 每一格都有位置(text in "[ab,\"\n甲]{0,40}") {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            for record in reader.records() {
                let record = record.unwrap();
                let start = usize::try_from(record.position().unwrap().byte()).unwrap();
                let (found, _) = places(&text, start);
                prop_assert_eq!(found.len(), record.len());
                for (place, cell) in found.into_iter().zip(record.iter()) {
                    let raw = text[place].replace("\"\"", "\"");
                    prop_assert!(cell.starts_with(&raw) || raw == cell || raw.contains('"'), "{:?} {:?}", cell, raw);
                }
            }
        }
    }
}
