//! The keys of some neighbouring documents, and where each occurs.
//!
//! In: documents of one slice of the layout. Out: [`Slice`], sorted by key, from which every shard takes its part. A slice is made at most
//! once, by whichever thread first needs it, and on that thread alone: one that waits for a slice never holds another.

use std::ops::Range;

use super::cut::{Cutter, Key, OPEN, Piece, RARE};
use super::entries::{Entries, Group};
use super::layout::{self, Layout};
use super::texts::texts;
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
        let mut keys = Keys::default();
        let (mut bodies, mut heads) = (body.groups().peekable(), head.groups().peekable());
        loop {
            let next = [bodies.peek(), heads.peek()].into_iter().flatten();
            let Some(hash) = next.map(|group| group.hash).min() else {
                break;
            };
            let body = bodies.next_if(|group| group.hash == hash);
            let head = heads.next_if(|group| group.hash == hash);
            let mut marks = 0;
            for group in [&body, &head] {
                let empty = (0, 0);
                let (count, marked) = group.as_ref().map_or(empty, Group::measure);
                marks |= marked;
                push_number(&mut keys.lists, count);
                if let Some(group) = group {
                    push_places(&mut keys.lists, group.places());
                }
            }
            keys.sorted.push(Key {
                hash,
                identity: identity(hash, marks),
            });
            keys.ends
                .push(u32::try_from(keys.lists.len()).unwrap_or(u32::MAX));
        }
        keys.lists.shrink_to_fit();
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

/// The keys of a slice in the order of their hashes, each with where it occurs.
#[derive(Default)]
pub(super) struct Keys {
    sorted: Vec<Key>,
    /// Where the lists of each key end in `lists`.
    ends: Vec<u32>,
    lists: Vec<u8>,
}

/// Where a key occurs in a slice.
#[derive(Clone, Copy)]
pub(super) struct Lists<'k> {
    pub(super) key: Key,
    bytes: &'k [u8],
}

impl Keys {
    /// The keys whose hashes begin with the `log` bits of `part`.
    pub(super) fn part(&self, log: u32, part: u32) -> impl Iterator<Item = Lists<'_>> {
        let begins = move |key: &Key| (u64::from(key.hash) << log >> 32) as u32;
        let from = self.sorted.partition_point(|key| begins(key) < part);
        let rest = &self.sorted[from..];
        let some = rest.iter().take_while(move |key| begins(key) == part);
        (from..).zip(some).map(|(at, key)| {
            let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
            Lists {
                key: *key,
                bytes: &self.lists[start as usize..self.ends[at] as usize],
            }
        })
    }
}

impl Lists<'_> {
    /// Gives the passages that have the key, then the documents whose heads have it.
    pub(super) fn read(self, body: &mut Vec<Place>, head: &mut Vec<Place>) {
        let mut bytes = self.bytes.iter();
        for places in [body, head] {
            let mut last = 0;
            for _ in 0..next_number(&mut bytes) {
                last += next_number(&mut bytes);
                let mut followers = 0;
                for byte in &mut bytes {
                    followers |= 1 << (byte & 0x3f);
                    if *byte < MORE {
                        break;
                    }
                }
                places.push(Place {
                    number: last,
                    followers,
                });
            }
        }
    }
}

/// The bit of a byte that is not the last of several.
const MORE: u8 = 0x80;

fn next_number<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> u32 {
    let mut value = 0;
    for (byte, shift) in bytes.zip((0..).step_by(7)) {
        value |= u32::from(byte & 0x7f) << shift;
        if *byte < MORE {
            break;
        }
    }
    value
}

fn push_number(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= u32::from(MORE) {
        bytes.push(value.to_le_bytes()[0] | MORE);
        value >>= 7;
    }
    bytes.push(value.to_le_bytes()[0]);
}

/// A key in one passage, or in one head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The slot, or the document.
    pub(super) number: u32,
    /// What follows it there, as bits.
    pub(super) followers: u64,
}

fn push_places(bytes: &mut Vec<u8>, places: impl Iterator<Item = Place>) {
    let mut last = 0;
    for place in places {
        push_number(bytes, place.number - last);
        last = place.number;
        let mut rest = place.followers;
        while rest != 0 {
            let code = (rest.trailing_zeros() & 0x3f) as u8;
            rest &= rest - 1;
            bytes.push(if rest == 0 { code } else { code | MORE });
        }
    }
}
