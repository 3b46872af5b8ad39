//! The keys of some neighbouring documents, and where each occurs.
//!
//! In: documents of one slice of the layout. Out: [`Slice`], sorted by key, from which every shard takes its part. A slice is made at most
//! once, by whichever thread first needs it, and on that thread alone: one that waits for a slice never holds another.

use std::ops::Range;

use super::cut::{Cutter, Key, OPEN, Piece, RARE};
use super::entries::{Entries, Group};
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
        let mut reader = Reader::default();
        let bytes: usize = documents
            .clone()
            .flat_map(|number| texts::slots(layout::entry(site, number)))
            .map(|(length, _)| length)
            .sum();
        // Most characters have three bytes.
        reader.pairs.body.reserve(bytes / 3);
        for number in documents {
            let entry = layout::entry(site, number);
            reader.read_head(number, entry);
            let mut slot = layout.slots(number).start;
            for text in texts(entry) {
                for (at, passage) in text.passages() {
                    reader.read_passage(slot + at, passage);
                }
                slot += text.slots;
            }
        }
        Self {
            pairs: reader.pairs.into_pairs(),
            words: reader.words.into_words(),
        }
    }
}

#[derive(Default)]
struct Reader {
    cutter: Cutter,
    pairs: Collector,
    words: Collector,
    seen: Seen,
}

/// What was read of a family of keys.
#[derive(Default)]
struct Collector {
    body: Entries,
    head: Entries,
    /// Hashes of words, with what tells apart words whose hashes are equal.
    words: Vec<(u32, u64)>,
}

/// Single characters that the passage had already: most of a text is made of few characters, and how often each
/// occurs does not matter.
struct Seen(Vec<u32>);

impl Default for Seen {
    fn default() -> Self {
        Self(vec![0; 0x1_0000])
    }
}

impl Seen {
    /// Whether a character is new in the passage of a slot.
    fn is_new(&mut self, c: char, slot: u32) -> bool {
        let Some(last) = self.0.get_mut(c as usize) else {
            return true;
        };
        std::mem::replace(last, slot + 1) != slot + 1
    }
}

/// Marks of words and of single characters in an entry.
const WORD: u8 = 0x40;
const SINGLE: u8 = 0x80;
/// What stands for several words of a slice that have the same hash.
pub(super) const SEVERAL: u64 = u64::MAX;

impl Reader {
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
        for whole in [number_key.as_deref(), index].into_iter().flatten() {
            self.words.add_head(Key::whole(whole), document);
        }
    }

    fn read_field(&mut self, document: u32, field: &str) {
        let (pairs, words) = (&mut self.pairs, &mut self.words);
        let is_plain = field.is_ascii();
        self.cutter.cut(field, |piece| match piece {
            Piece::Pair(key, _) if !is_plain => pairs.head.push(key.hash, document, marks(key)),
            Piece::Pair(..) => {}
            Piece::Single(c) => words.head.push(Key::single(c).hash, document, SINGLE),
            Piece::Word(key) => words.add_head(key, document),
        });
        if is_plain {
            // Nothing but whole words and signs can be found here, and whoever looks for words asks for them and not for
            // their pairs. Most 索引号 are such, and all have the same few digits.
            let signs = field.replace(|c: char| c.is_ascii_alphanumeric(), " ");
            self.cutter.cut(&signs, |piece| {
                if let Piece::Pair(key, _) = piece {
                    pairs.head.push(key.hash, document, marks(key));
                }
            });
        }
    }

    fn read_passage(&mut self, slot: u32, text: &str) {
        let (pairs, words, seen) = (&mut self.pairs, &mut self.words, &mut self.seen);
        self.cutter.cut(text, |piece| match piece {
            Piece::Pair(key, follower) => {
                pairs.body.push(key.hash, slot, marks(key) | follower);
            }
            Piece::Single(c) => {
                if seen.is_new(c, slot) {
                    words.body.push(Key::single(c).hash, slot, SINGLE);
                }
            }
            Piece::Word(key) => {
                words.words.push((key.hash, key.identity));
                words.body.push(key.hash, slot, WORD);
            }
        });
    }
}

/// What an entry holds of a pair beside its hash.
fn marks(pair: Key) -> u8 {
    (pair.identity & (OPEN | RARE)) as u8
}

impl Collector {
    fn add_head(&mut self, key: Key, document: u32) {
        self.words.push((key.hash, key.identity));
        self.head.push(key.hash, document, WORD);
    }

    /// The keys in order; `identity` tells of a hash and the marks of its entries which key that is.
    fn into_keys(self, mut identity: impl FnMut(u32, u8) -> u64) -> Keys {
        let body = self.body.sorted();
        let head = self.head.sorted();
        let mut keys = Keys::new(head.first(), body.first());
        let (mut bodies, mut heads) = (body.groups().peekable(), head.groups().peekable());
        loop {
            let next = [bodies.peek(), heads.peek()].into_iter().flatten();
            let Some(hash) = next.map(|group| group.hash).min() else {
                break;
            };
            let head = heads.next_if(|group| group.hash == hash);
            let body = bodies.next_if(|group| group.hash == hash);
            let marks = [&head, &body].into_iter().flatten().map(Group::marks);
            let marks = marks.fold(0, |all, marks| all | marks);
            let identity = identity(hash, marks);
            keys.push(Key { hash, identity }, head.as_ref(), body.as_ref());
        }
        keys.finish();
        keys
    }

    fn into_pairs(self) -> Keys {
        self.into_keys(|_, marks| u64::from(marks) & (OPEN | RARE))
    }

    fn into_words(mut self) -> Keys {
        let mut words = std::mem::take(&mut self.words);
        words.sort_unstable();
        words.dedup();
        let mut words = words.into_iter().peekable();
        self.into_keys(|hash, marks| {
            let mut identity = None;
            while let Some((_, one)) = words.next_if(|(other, _)| *other <= hash) {
                identity = Some(identity.map_or(one, |_| SEVERAL));
            }
            // A character may have the hash of a word.
            identity.map_or(0, |one| if marks == WORD { one } else { SEVERAL })
        })
    }
}
