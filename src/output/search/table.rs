//! What filters, counts and ranking ask of every document, in a few bits each.
//!
//! In: documents in their order. Out: a compressed file: the length of a header (4 bytes, lowest first), the header (JSON: the
//! words that the numbers of columns stand for, how many bits they have, and how many documents each month has), then the
//! columns, one after another, each number guessed from the same document's number in another column ([`super::guess`]).

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::guess::{Guess, Writer};
use super::layout::{self, Layout};
use super::{pack, record};
use crate::output::RenderError;
use crate::site::{Entry, Site};

/// The words of a table, by column.
#[derive(Default, Serialize)]
struct Header<'s> {
    documents: usize,
    /// Bits of the numbers of each column.
    bits: BTreeMap<&'static str, u32>,
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

/// The columns of a table.
#[derive(Default)]
struct Columns<'s> {
    slots: Vec<u16>,
    archived: Vec<u16>,
    joined: Vec<u16>,
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

/// What the numbers of a column are guessed from.
enum From<'c> {
    Nothing,
    /// The document before.
    Before,
    /// Another column of the same document.
    Column(&'c [u16]),
}

impl Columns<'_> {
    /// The columns in the order in which they are written.
    fn values(&self) -> [(&'static str, &[u16], From<'_>); 8] {
        let (issuers, kinds) = (&self.issuers.values, &self.kind.values);
        [
            ("issuers", issuers, From::Nothing),
            ("kinds", kinds, From::Column(issuers)),
            ("statuses", &self.status.values, From::Column(kinds)),
            ("topics", &self.topics.values, From::Column(issuers)),
            ("years", &self.year.values, From::Before),
            ("archived", &self.archived, From::Nothing),
            ("slots", &self.slots, From::Column(kinds)),
            ("joined", &self.joined, From::Column(&self.slots)),
        ]
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
        columns.joined.push(u16::from(layout.is_joined(number)));
    }
    let values = columns.values();
    let header = pack::to_json(&Header {
        documents: columns.slots.len(),
        bits: values
            .iter()
            .map(|(name, numbers, _)| (*name, bits(numbers)))
            .collect(),
        months: columns.months.clone(),
        years: columns.year.words.clone(),
        kinds: columns.kind.words.clone(),
        statuses: columns.status.words.clone(),
        issuers: columns.issuers.words.clone(),
        topics: columns.topics.words.clone(),
    })?;
    let length = u32::try_from(header.len()).unwrap_or(u32::MAX);
    let mut bytes = length.to_le_bytes().to_vec();
    bytes.extend(header);
    let mut out = Writer::default();
    for (_, numbers, from) in values {
        let mut guess = Guess::new(bits(numbers));
        let mut last = 0;
        for (row, number) in numbers.iter().enumerate() {
            let from = match from {
                From::Nothing => 0,
                From::Before => last,
                From::Column(other) => other[row],
            };
            guess.write(*number, from, &mut out);
            last = *number;
        }
    }
    bytes.extend(out.finish());
    pack::data(&bytes)
}

/// How many bits the greatest of these numbers has.
fn bits(numbers: &[u16]) -> u32 {
    numbers
        .iter()
        .max()
        .map_or(0, |most| 16 - most.leading_zeros())
}
