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
/// Bytes of text for which one shard of pairs is planned; it comes to about a tenth of that.
const SHARD: usize = 56 * 1024;
/// Logarithm of the most shards that a family may have.
const MOST_SHARDS: u32 = 16;

/// The places of all documents.
#[derive(PartialEq, Eq)]
pub(super) struct Layout {
    /// The first slot of each document by its number, and at last how many slots there are.
    slots: Vec<u32>,
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

impl Layout {
    pub(super) fn new(site: &Site) -> Self {
        let count = u32::try_from(site.entries.len()).unwrap_or(u32::MAX);
        let mut layout = Self {
            slots: vec![0],
            segments: Vec::new(),
            slices: Vec::new(),
        };
        let settled = count / SETTLED * SETTLED;
        if settled > 0 {
            layout.add(site, 0..settled, SHARD);
        }
        if settled < count {
            // A query asks both segments: where there are two, the newer is in smaller pieces.
            let shard = if settled > 0 { SHARD / 4 } else { SHARD };
            layout.add(site, settled..count, shard);
        }
        layout
    }

    /// Adds a segment with shards for so many bytes of text each.
    fn add(&mut self, site: &Site, documents: Range<u32>, shard: usize) {
        let first = self.slot_count();
        let mut slot = first;
        let mut bytes = 0;
        for number in documents.clone() {
            for (length, slots) in texts::slots(site.entry(id(site, number))) {
                slot += slots;
                bytes += length;
            }
            self.slots.push(slot);
        }
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
            words: pairs.saturating_sub(2),
        });
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
