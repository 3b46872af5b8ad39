//! Where everything has its place: decided before any text is read.
//!
//! In: the site's documents and how long their texts are. Out: a [`Layout`]: numbers for documents, slots for passages, and
//! from them how many files there will be. Numbers ascend from the oldest document to the newest, so that a new document
//! comes last and moves nothing before it.

use std::ops::Range;

use super::texts;
use crate::site::{DocId, Entry, Site};

/// Documents that settle together: full groups share one segment, which a new document leaves as it is; the rest is the
/// last segment.
const SETTLED: u32 = 1024;
/// Documents whose keys are read together.
const SLICE: u32 = 256;
/// Bytes of several short texts that a file has at most; a passage of a long text has a file of its own.
const FILE: usize = 9000;
/// Documents of which none shares a file with another such group: a change of lengths moves texts between files no farther.
const TOGETHER: u32 = 16;
/// Bytes of text for which one shard of pairs is planned; it comes to about an eighth of that.
const SHARD: usize = 14 * 1024;
/// Logarithm of the most shards that a family may have.
const MOST_SHARDS: u32 = 16;

/// The places of all documents.
#[derive(PartialEq, Eq)]
pub(super) struct Layout {
    /// The first slot of each document by its number, and at last how many slots there are.
    slots: Vec<u32>,
    /// Whether a document's passage stands in the file of the one before it.
    joined: Vec<bool>,
    /// The first slot of each file of texts.
    pub(super) files: Vec<u32>,
    pub(super) segments: Vec<Segment>,
    /// Documents that are read together; a slice lies in one segment.
    pub(super) slices: Vec<Range<u32>>,
}

/// Documents whose keys share shards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) documents: Range<u32>,
    pub(super) slots: Range<u32>,
    /// Its slices.
    pub(super) slices: Range<usize>,
    /// Logarithm of how many shards the pairs have.
    pub(super) pairs: u32,
    /// Logarithm of how many shards words and single characters have.
    pub(super) words: u32,
}

impl Segment {
    /// How many shards it has.
    pub(super) fn shards(&self) -> usize {
        (1 << self.pairs) + (1 << self.words)
    }
}

impl Layout {
    pub(super) fn new(site: &Site) -> Self {
        let count = u32::try_from(site.entries.len()).unwrap_or(u32::MAX);
        let mut layout = Self {
            slots: vec![0],
            joined: Vec::new(),
            files: Vec::new(),
            segments: Vec::new(),
            slices: Vec::new(),
        };
        let settled = count / SETTLED * SETTLED;
        if settled > 0 {
            layout.add(site, 0..settled, SHARD);
        }
        if settled < count {
            // A query asks both segments: where there are two, the newer is in smaller pieces.
            let shard = if settled > 0 { SHARD / 2 } else { SHARD };
            layout.add(site, settled..count, shard);
        }
        layout
    }

    /// Adds a segment with shards for so many bytes of text each.
    fn add(&mut self, site: &Site, documents: Range<u32>, shard: usize) {
        let first = self.slot_count();
        let mut bytes = 0;
        let mut filled = 0;
        for number in documents.clone() {
            let texts: Vec<_> = texts::slots(site.entry(id(site, number))).collect();
            bytes += texts.iter().map(|(length, _)| length).sum::<usize>();
            filled = self.place(number, &texts, filled);
        }
        let slot = self.slot_count();
        let slices = self.slices.len();
        let starts = documents.clone().step_by(SLICE as usize);
        self.slices
            .extend(starts.map(|start| start..documents.end.min(start + SLICE)));
        let pairs = bytes
            .div_ceil(shard)
            .next_power_of_two()
            .ilog2()
            .min(MOST_SHARDS);
        self.segments.push(Segment {
            documents,
            slots: first..slot,
            slices: slices..self.slices.len(),
            pairs,
            words: pairs.saturating_sub(3),
        });
    }

    /// Gives a document its slots and files; `filled` bytes are in the last file, and are returned.
    fn place(&mut self, number: u32, texts: &[(usize, u32)], filled: usize) -> usize {
        let first = self.slot_count();
        let slots: u32 = texts.iter().map(|(_, slots)| slots).sum();
        self.slots.push(first + slots);
        let last = texts
            .last()
            .map_or(0, |(length, slots)| length / *slots as usize);
        let is_joined = slots == 1 && !number.is_multiple_of(TOGETHER) && filled + last <= FILE;
        self.joined.push(is_joined);
        if is_joined {
            return filled + last;
        }
        self.files.extend(first..first + slots);
        last
    }

    /// Whether a document's passage stands in the file of the one before it.
    pub(super) fn is_joined(&self, number: u32) -> bool {
        self.joined[number as usize]
    }

    /// The slots in a file of texts.
    pub(super) fn file(&self, number: u32) -> Range<u32> {
        let number = number as usize;
        let end = self.files.get(number + 1).copied();
        self.files[number]..end.unwrap_or_else(|| self.slot_count())
    }

    pub(super) fn document_count(&self) -> u32 {
        u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX)
    }

    pub(super) fn slot_count(&self) -> u32 {
        self.slots.last().copied().unwrap_or_default()
    }

    /// The slots of a document.
    pub(super) fn slots(&self, number: u32) -> Range<u32> {
        self.slots[number as usize]..self.slots[number as usize + 1]
    }

    /// The document that a slot belongs to.
    pub(super) fn document_at(&self, slot: u32) -> u32 {
        let after = self.slots.partition_point(|start| *start <= slot);
        u32::try_from(after - 1).unwrap_or(u32::MAX)
    }
}

/// The document of a number: numbers ascend from the oldest, ids from the newest.
pub(super) fn entry(site: &Site, number: u32) -> &Entry {
    site.entry(id(site, number))
}

fn id(site: &Site, number: u32) -> DocId {
    let last = site.entries.len() - 1;
    DocId(u32::try_from(last).unwrap_or(u32::MAX) - number)
}
