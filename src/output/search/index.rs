//! The files of the index, each made when it is asked for.
//!
//! In: the site and its layout. Out: bytes. Shards of keys need every slice of their segment; a slice is made once, by whichever
//! thread is first, and kept for the other shards.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use super::layout::{self, Layout};
use super::shard::{self, Part};
use super::slice::Slice;
use super::texts::texts;
use super::{pack, record, table};
use crate::output::RenderError;
use crate::site::Site;

/// Documents in a file of heads.
pub(super) const HEADS: u32 = 16;
/// Documents in a file of the table.
pub(super) const ROWS: u32 = 4096;
/// Slots in a file of texts.
pub(super) const SLOTS: u32 = 2;

/// What all files of the index share.
pub(super) struct Index {
    pub(super) layout: Layout,
    slices: Vec<Once>,
}

#[derive(Default)]
struct Once {
    begun: AtomicBool,
    slice: OnceLock<Slice>,
}

impl Index {
    pub(super) fn new(layout: Layout) -> Self {
        let slices = layout.slices.iter().map(|_| Once::default()).collect();
        Self { layout, slices }
    }

    /// A shard of keys of a segment.
    pub(super) fn shard(&self, site: &Site, segment: usize, part: Part) -> Vec<u8> {
        let segment = &self.layout.segments[segment];
        let wanted = segment.slices.clone();
        let make = |at: usize| {
            let documents = self.layout.slices[at].clone();
            let slice = &self.slices[at].slice;
            slice.get_or_init(|| Slice::new(site, &self.layout, documents))
        };
        // First those that nobody makes, so that threads share the work; then wait for the others.
        for at in wanted.clone() {
            if !self.slices[at].begun.swap(true, Ordering::Relaxed) {
                make(at);
            }
        }
        let slices: Vec<&Slice> = wanted.map(make).collect();
        shard::write(segment, part, &slices)
    }

    /// What a hit shows of some documents.
    pub(super) fn heads(&self, site: &Site, number: u32) -> Result<Vec<u8>, RenderError> {
        let first = number * HEADS;
        let last = self.layout.document_count().min(first + HEADS);
        let records = (first..last).map(|number| record::head(layout::entry(site, number)));
        pack::json(&records.collect::<Vec<_>>())
    }

    /// What filters ask of many documents.
    pub(super) fn table(&self, site: &Site, number: u32) -> Result<Vec<u8>, RenderError> {
        let first = number * ROWS;
        let last = self.layout.document_count().min(first + ROWS);
        table::write(site, &self.layout, first..last)
    }

    /// The passages of some slots.
    pub(super) fn texts(&self, site: &Site, number: u32) -> Result<Vec<u8>, RenderError> {
        let first = number * SLOTS;
        let last = self.layout.slot_count().min(first + SLOTS);
        let mut all = String::new();
        let mut slot = first;
        while slot < last {
            let document = self.layout.document_at(slot);
            let mut start = self.layout.slots(document).start;
            for text in texts(layout::entry(site, document)) {
                let own = text.passages().map(|(at, passage)| (start + at, passage));
                for (_, passage) in own.filter(|(at, _)| (first..last).contains(at)) {
                    all.push_str(passage);
                    // A text has no such character.
                    all.push('\0');
                }
                start += text.slots;
            }
            slot = start;
        }
        all.pop();
        pack::text(&all)
    }
}
