//! The keys of some neighbouring documents, and where each occurs.
//!
//! In: documents of one slice of the layout. Out: [`Slice`], sorted by key, from which every shard takes its part. A slice is made at most
//! once, by whichever thread first needs it, and on that thread alone: one that waits for a slice never holds another.

use std::ops::Range;

use super::cut::{self, Cutter, END, Key};
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
        reader.words.body.reserve(bytes / 8);
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
    letters: Letters,
}

/// What was read of a family of keys.
struct Collector {
    head: Entries,
    body: Entries,
}

/// The characters of 16 bits: most of a text is made of few, and of each its key and its code are looked for once.
struct Letters {
    all: Vec<Letter>,
    /// The numbers of the keys that are new in a passage, and the codes of all its characters.
    numbers: Vec<u32>,
    codes: Vec<u8>,
}

#[derive(Clone, Copy, Default)]
struct Letter {
    /// The number of its key; 0 before its first occurrence.
    number: u32,
    /// The last slot that had it, counted from 1.
    last: u32,
    code: u8,
}

impl Default for Letters {
    fn default() -> Self {
        Self {
            all: vec![Letter::default(); 0x1_0000],
            numbers: Vec::new(),
            codes: Vec::new(),
        }
    }
}

impl Letters {
    /// Reads the characters of the passage of a slot; how often each occurs does not matter. Those of more than 16 bits may be among
    /// the new ones several times.
    fn read(&mut self, slot: u32, chars: &[u32], keys: &mut Entries) {
        self.codes.resize(chars.len(), 0);
        self.numbers.resize(chars.len(), 0);
        let mut count = 0;
        for (c, code) in chars.iter().zip(&mut self.codes) {
            if *c == END {
                *code = 0;
                continue;
            }
            let mut other = Letter::default();
            let letter = self.all.get_mut(*c as usize).unwrap_or(&mut other);
            if letter.number == 0 {
                letter.number = keys.number_of(Key::single(*c));
                letter.code = cut::follower(*c);
            }
            *code = letter.code;
            // Whether a character is new cannot be foretold: a branch would be mistaken too often.
            self.numbers[count] = letter.number;
            count += usize::from(letter.last != slot + 1);
            letter.last = slot + 1;
        }
        self.numbers.truncate(count);
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
            letters: Letters::default(),
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
            self.read_field(document, field);
        }
        let wholes = [number_key.as_deref(), index].into_iter().flatten();
        self.words.head.read_head(document, wholes.map(Key::whole));
    }

    fn read_field(&mut self, document: u32, field: &str) {
        self.cutter.cut(field);
        let singles = self.cutter.singles().map(Key::single);
        let words = self.cutter.words();
        self.words.head.read_head(document, singles.chain(words));
        if field.is_ascii() {
            // Nothing but whole words and signs can be found here, and whoever looks for words asks for them and not for
            // their pairs. Most 索引号 are such, and all have the same few digits.
            let signs = field.replace(|c: char| c.is_ascii_alphanumeric(), " ");
            self.cutter.cut(&signs);
        }
        self.pairs.head.read_head(document, self.cutter.pairs());
    }

    fn read_passage(&mut self, slot: u32, text: &str) {
        self.cutter.cut(text);
        let words = &mut self.words.body;
        self.letters.read(slot, self.cutter.chars(), words);
        words.read_numbers(slot, &self.letters.numbers);
        let single = |key| Occurrence { key, code: 0 };
        words.read_passage(slot, self.cutter.words().map(single));
        let pairs = self.cutter.followed(&self.letters.codes);
        self.pairs.body.read_passage(slot, pairs);
    }
}
