//! The files of the index, each made when it is asked for.
//!
//! In: the site and its layout. Out: bytes. Shards of keys need every slice of their segment; a slice is made once, by whichever
//! thread is first, and kept for the other shards.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use super::layout::{self, Layout, Segment};
use super::long::LongTexts;
use super::pack::Packer;
use super::shard::{self, Part};
use super::slice::Slice;
use super::split::Splits;
use super::texts::texts;
use super::{record, table};
use crate::output::RenderError;
use crate::site::{Prepared, Site, Stamp};

/// Documents in a file of heads.
pub(super) const HEADS: u32 = 16;
/// Documents in a file of the table.
pub(super) const ROWS: u32 = 16384;

/// What all files of the index share.
pub(super) struct Index {
    pub(super) layout: Layout,
    slices: Vec<Once>,
    segments: Vec<Shared>,
    packer: Packer,
    long: LongTexts,
}

/// What the shards of a segment share.
#[derive(Default)]
struct Shared {
    /// How many of them have been made.
    made: AtomicUsize,
    gathered: Mutex<Option<Arc<Gathered>>>,
}

/// The slices of a segment, as one state of the site has them.
struct Gathered {
    stamp: Stamp,
    slices: Vec<Arc<Made>>,
    /// How its pairs are cut.
    splits: Splits,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Option<Arc<Gathered>>> {
        self.gathered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What was gathered in this state of the site.
    fn of(&self, site: &Site) -> Option<Arc<Gathered>> {
        let known = self.lock();
        let fits = known.as_ref().filter(|known| known.stamp == site.stamp);
        fits.map(Arc::clone)
    }

    /// Keeps the slices of a segment, unless another thread has done so.
    fn keep(&self, site: &Site, segment: &Segment, slices: Vec<Arc<Made>>) -> Arc<Gathered> {
        let mut known = self.lock();
        if let Some(known) = known.as_ref().filter(|known| known.stamp == site.stamp) {
            return Arc::clone(known);
        }
        let own: Vec<&Slice> = slices.iter().map(|made| &made.slice).collect();
        let splits = Splits::new(segment, &own);
        let new = Arc::new(Gathered {
            stamp: site.stamp.clone(),
            slices,
            splits,
        });
        *known = Some(Arc::clone(&new));
        new
    }
}

#[derive(Default)]
struct Once {
    begun: AtomicBool,
    made: RwLock<Option<Arc<Made>>>,
}

/// A slice with the documents that it was made of: another state of the site may have others in their places.
struct Made {
    of: Vec<Arc<Prepared>>,
    slice: Slice,
}

impl Once {
    /// The slice of some documents as the site has them.
    fn get(&self, site: &Site, layout: &Layout, documents: &Range<u32>) -> Arc<Made> {
        let own = || {
            documents
                .clone()
                .map(|number| &layout::entry(site, number).own)
        };
        let fits = |made: &&Arc<Made>| made.of.iter().zip(own()).all(|(a, b)| Arc::ptr_eq(a, b));
        {
            let made = self.made.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(made) = made.as_ref().filter(fits) {
                return Arc::clone(made);
            }
        }
        let mut made = self.made.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = made.as_ref().filter(fits) {
            return Arc::clone(made);
        }
        let new = Arc::new(Made {
            of: own().cloned().collect(),
            slice: Slice::new(site, layout, documents.clone()),
        });
        *made = Some(Arc::clone(&new));
        new
    }
}

impl Once {
    /// Frees the slice; who asks again makes it anew.
    fn forget(&self) {
        self.begun.store(false, Ordering::Relaxed);
        *self.made.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Index {
    pub(super) fn new(layout: Layout) -> Self {
        let slices = layout.slices.iter().map(|_| Once::default()).collect();
        let segments = layout.segments.iter().map(|_| Shared::default());
        Self {
            segments: segments.collect(),
            layout,
            slices,
            packer: Packer::default(),
            long: LongTexts::default(),
        }
    }

    /// A shard of keys of a segment. With the last one the slices go: a build asks for each shard once, and they are what
    /// it holds most of.
    pub(super) fn shard(&self, site: &Site, number: usize, part: Part) -> Vec<u8> {
        let segment = &self.layout.segments[number];
        let shared = &self.segments[number];
        let gathered = self.gathered(site, number);
        let source = shard::Source {
            segment,
            slices: gathered.slices.iter().map(|made| &made.slice).collect(),
            splits: &gathered.splits,
        };
        let bytes = source.shard(part);
        let made = shared.made.fetch_add(1, Ordering::Relaxed) + 1;
        if made.is_multiple_of(segment.shards()) {
            *shared.lock() = None;
            for once in &self.slices[segment.slices.clone()] {
                once.forget();
            }
        }
        bytes
    }

    /// What the shards of a segment share.
    fn gathered(&self, site: &Site, number: usize) -> Arc<Gathered> {
        let segment = &self.layout.segments[number];
        let shared = &self.segments[number];
        match shared.of(site) {
            Some(known) => known,
            None => shared.keep(site, segment, self.gather(site, segment)),
        }
    }

    /// How many preparations there are.
    pub(super) fn preparations(&self) -> usize {
        self.slices.len() + self.segments.len()
    }

    /// Makes a slice ahead of the shards, or what the shards of a segment share once its slices are there.
    pub(super) fn prepare(&self, site: &Site, number: usize) {
        match self.slices.get(number) {
            Some(slice) if !slice.begun.swap(true, Ordering::Relaxed) => {
                slice.get(site, &self.layout, &self.layout.slices[number]);
            }
            Some(_) => {}
            None => drop(self.gathered(site, number - self.slices.len())),
        }
    }

    fn gather(&self, site: &Site, segment: &Segment) -> Vec<Arc<Made>> {
        let wanted = segment.slices.clone();
        let slice_at = |at: usize| self.slices[at].get(site, &self.layout, &self.layout.slices[at]);
        // First those that nobody makes, so that threads share the work; then wait for the others.
        for at in wanted.clone() {
            if !self.slices[at].begun.swap(true, Ordering::Relaxed) {
                slice_at(at);
            }
        }
        wanted.map(slice_at).collect()
    }

    /// What a hit shows of some documents.
    pub(super) fn heads(&self, site: &Site, number: u32) -> Result<Vec<u8>, RenderError> {
        let first = number * HEADS;
        let last = self.layout.document_count().min(first + HEADS);
        let records = (first..last).map(|number| record::head(layout::entry(site, number)));
        self.packer.json(&records.collect::<Vec<_>>())
    }

    /// What filters ask of many documents.
    pub(super) fn table(&self, site: &Site, number: u32) -> Result<Vec<u8>, RenderError> {
        let first = number * ROWS;
        let last = self.layout.document_count().min(first + ROWS);
        table::write(site, &self.layout, first..last)
    }

    /// The passages of some slots.
    pub(super) fn texts(&self, site: &Site, number: u32) -> Vec<u8> {
        let slots = self.layout.file(number);
        let mut all = String::new();
        let mut slot = slots.start;
        while slot < slots.end {
            let document = self.layout.document_at(slot);
            let mut start = self.layout.slots(document).start;
            for text in texts(layout::entry(site, document)) {
                let first = start;
                start += text.slots;
                if start <= slots.start || slots.end <= first {
                    continue;
                }
                let words = self.long.words(site, first, &text);
                let passages = words.passages().map(|(at, passage)| (first + at, passage));
                for (_, passage) in passages.filter(|(at, _)| slots.contains(at)) {
                    all.push_str(passage);
                    // A text has no such character.
                    all.push('\0');
                }
            }
            slot = start;
        }
        all.pop();
        self.packer.text(&all)
    }
}
