//! What filters, counts and ranking ask of every document, in a few bits each.
//!
//! In: documents in their order. Out: a compressed file: the length of a header (4 bytes, lowest first), the header (JSON: the words that
//! columns stand for, and how many documents each month has), then for each column the low bytes of its values and the high ones.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::layout::{self, Layout};
use super::{pack, record};
use crate::output::RenderError;
use crate::site::{Entry, Site};

/// The words of a table, by column.
#[derive(Default, Serialize)]
struct Header<'s> {
    documents: usize,
    /// Months of 发布日期 in ascending order, with how many documents each has.
    months: Vec<(String, u32)>,
    years: Vec<String>,
    kinds: Vec<&'static str>,
    /// 有效性; the first is none.
    statuses: Vec<Option<&'static str>>,
    issuers: Vec<&'s [String]>,
    topics: Vec<&'s [String]>,
}

/// The values of a column, as numbers in the order in which they first occur.
struct Column<T> {
    known: BTreeMap<T, u16>,
    words: Vec<T>,
    values: Vec<u16>,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self {
            known: BTreeMap::new(),
            words: Vec::new(),
            values: Vec::new(),
        }
    }
}

impl<T: Ord + Clone> Column<T> {
    fn push(&mut self, word: T) {
        let next = u16::try_from(self.words.len()).unwrap_or(u16::MAX);
        let number = *self.known.entry(word.clone()).or_insert(next);
        if number == next && self.words.len() == usize::from(next) {
            self.words.push(word);
        }
        self.values.push(number);
    }
}

/// The columns of a table, in the order in which they are written.
#[derive(Default)]
struct Columns<'s> {
    slots: Vec<u16>,
    archived: Vec<u16>,
    year: Column<String>,
    kind: Column<&'static str>,
    status: Column<Option<&'static str>>,
    issuers: Column<&'s [String]>,
    topics: Column<&'s [String]>,
    months: Vec<(String, u32)>,
}

impl<'s> Columns<'s> {
    fn push(&mut self, entry: &'s Entry, slots: u32) {
        let document = &entry.document;
        self.slots.push(u16::try_from(slots).unwrap_or(u16::MAX));
        self.archived.push(u16::from(document.is_archived()));
        self.year.push(record::year(entry).to_string());
        self.kind.push(document.kind.kind().name);
        self.status
            .push(entry.status.as_ref().map(|status| status.validity.value()));
        self.issuers.push(&document.issuers);
        self.topics.push(&document.topics);
        let mut month = document.published.date.to_string();
        month.truncate(month.rfind('-').unwrap_or(month.len()));
        match self.months.last_mut() {
            Some((last, count)) if *last == month => *count += 1,
            _ => self.months.push((month, 1)),
        }
    }
}

/// Writes the table of some documents.
pub(super) fn write(
    site: &Site,
    layout: &Layout,
    numbers: Range<u32>,
) -> Result<Vec<u8>, RenderError> {
    let mut columns = Columns::default();
    for number in numbers {
        let slots = layout.slots(number);
        columns.push(layout::entry(site, number), slots.end - slots.start);
    }
    let header = pack::to_json(&Header {
        documents: columns.slots.len(),
        months: columns.months,
        years: columns.year.words,
        kinds: columns.kind.words,
        statuses: columns.status.words,
        issuers: columns.issuers.words,
        topics: columns.topics.words,
    })?;
    let length = u32::try_from(header.len()).unwrap_or(u32::MAX);
    let mut bytes = length.to_le_bytes().to_vec();
    bytes.extend(header);
    for values in [
        columns.slots,
        columns.archived,
        columns.year.values,
        columns.kind.values,
        columns.status.values,
        columns.issuers.values,
        columns.topics.values,
    ] {
        bytes.extend(values.iter().map(|value| value.to_le_bytes()[0]));
        bytes.extend(values.iter().map(|value| value.to_le_bytes()[1]));
    }
    pack::data(&bytes)
}
