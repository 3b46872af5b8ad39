//! The keys of some neighbouring documents, and where each occurs.
//!
//! In: documents of one slice of the layout. Out: [`Slice`], sorted by key, from which every shard takes its part. A slice is made at most
//! once, by whichever thread first needs it, and on that thread alone: one that waits for a slice never holds another.

use std::ops::Range;

use super::cut::{Cutter, Key};
use super::entries::{Entries, Occurrence};
use super::keys::Keys;
use super::layout::{self, Layout};
use super::texts::{self, texts};
use crate::markdown;
use crate::model::doc_number;
use crate::site::{Entry, Site};

/// Where the keys of some documents occur.
pub(super) struct Slice {
    pub(super) pairs: Keys,
    pub(super) words: Keys,
}

impl Slice {
    /// Reads documents by their numbers.
    pub(super) fn new(site: &Site, layout: &Layout, documents: Range<u32>) -> Self {
        let firsts = [documents.start, layout.slots(documents.start).start];
        let mut reader = Reader::new(firsts);
        let lengths = documents
            .clone()
            .flat_map(|number| texts::slots(layout::entry(site, number)));
        let bytes: usize = lengths.map(|(length, _)| length).sum();
        // Most characters have three bytes, and of three pairs one was in its passage before.
        reader.pairs.body.reserve(bytes / 4);
        for number in documents {
            let entry = layout::entry(site, number);
            reader.read_head(number, entry);
            let mut slot = layout.slots(number).start;
            for text in texts(entry) {
                for (at, passage) in text.read().passages() {
                    reader.read_passage(slot + at, passage);
                }
                slot += text.slots;
            }
        }
        Self {
            pairs: reader.pairs.into_keys(),
            words: reader.words.into_keys(),
        }
    }
}

struct Reader {
    cutter: Cutter,
    pairs: Collector,
    words: Collector,
    seen: Seen,
    /// Room for what is found in a text.
    found: Vec<Occurrence>,
}

/// What was read of a family of keys.
struct Collector {
    head: Entries,
    body: Entries,
}

/// Single characters that the passage had already: most of a text is made of few characters, and how often each
/// occurs does not matter.
struct Seen {
    /// For each character of 16 bits the last slot that had it, counted from 1.
    last: Vec<u32>,
    new: Vec<u32>,
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            last: vec![0; 0x1_0000],
            new: Vec::new(),
        }
    }
}

impl Seen {
    /// The characters that are new in the passage of a slot; those of more than 16 bits may be there several times.
    fn new_ones(&mut self, chars: impl Iterator<Item = u32>, slot: u32) -> &[u32] {
        let mut count = 0;
        for c in chars {
            if count == self.new.len() {
                self.new.resize(2 * count + 64, 0);
            }
            self.new[count] = c;
            // Whether a character is new cannot be foretold: a branch would be mistaken too often.
            let is_new = match self.last.get_mut(c as usize) {
                Some(last) => std::mem::replace(last, slot + 1) != slot + 1,
                None => true,
            };
            count += usize::from(is_new);
        }
        &self.new[..count]
    }
}

impl Collector {
    fn new([document, slot]: [u32; 2]) -> Self {
        Self {
            head: Entries::new(document),
            body: Entries::new(slot),
        }
    }

    fn into_keys(self) -> Keys {
        Keys::new(self.head, self.body)
    }
}

impl Reader {
    /// Nothing is read; documents and slots will be counted from these.
    fn new(firsts: [u32; 2]) -> Self {
        Self {
            cutter: Cutter::default(),
            pairs: Collector::new(firsts),
            words: Collector::new(firsts),
            seen: Seen::default(),
            found: Vec::new(),
        }
    }

    /// Title, 文号 and 索引号. 发文机关 are few and stand in a table of their own.
    fn read_head(&mut self, document: u32, entry: &Entry) {
        let number = entry.document.doc_number.as_ref().map(|n| &*n.value);
        let number_key = number.map(doc_number::key);
        let index = entry.document.index_number.as_ref().map(|n| &*n.value);
        let title = markdown::tidy(&entry.document.title);
        let fields = [Some(&*title), number, number_key.as_deref(), index];
        for field in fields.into_iter().flatten() {
            self.read_field(field);
        }
        let wholes = [number_key.as_deref(), index].into_iter().flatten();
        let wholes = wholes.map(|whole| single(Key::whole(whole)));
        self.words.head.extend(&wholes.collect::<Vec<_>>());
        self.pairs.head.end_head(document);
        self.words.head.end_head(document);
    }

    fn read_field(&mut self, field: &str) {
        self.cutter.cut(field);
        self.found.clear();
        self.found
            .extend(self.cutter.singles().map(|c| single(Key::single(c))));
        self.found.extend(self.cutter.words().map(single));
        self.words.head.extend(&self.found);
        if field.is_ascii() {
            // Nothing but whole words and signs can be found here, and whoever looks for words asks for them and not for
            // their pairs. Most 索引号 are such, and all have the same few digits.
            let signs = field.replace(|c: char| c.is_ascii_alphanumeric(), " ");
            self.cutter.cut(&signs);
        }
        self.found.clear();
        let pairs = self.cutter.pairs().iter();
        self.found
            .extend(pairs.map(|found| Occurrence { code: 0, ..*found }));
        self.pairs.head.extend(&self.found);
    }

    fn read_passage(&mut self, slot: u32, text: &str) {
        self.cutter.cut(text);
        self.found.clear();
        let new = self.seen.new_ones(self.cutter.singles(), slot);
        self.found
            .extend(new.iter().map(|c| single(Key::single(*c))));
        self.found.extend(self.cutter.words().map(single));
        self.words.body.extend(&self.found);
        self.words.body.end_passage(slot);
        self.pairs.body.extend(self.cutter.pairs());
        self.pairs.body.end_passage(slot);
    }
}

/// A key that nothing follows.
fn single(key: Key) -> Occurrence {
    Occurrence { key, code: 0 }
}
