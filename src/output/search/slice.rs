//! The keys of some neighbouring documents, and where each occurs.
//!
//! In: documents of one slice of the layout. Out: [`Slice`], sorted by key, from which every shard takes its part. A slice is made at most
//! once, by whichever thread first needs it, and on that thread alone: one that waits for a slice never holds another.

use std::ops::Range;

use super::cut::{Cutter, Key, Piece, follower};
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
            pairs: reader.pairs.into_keys(),
            words: reader.words.into_keys(),
        }
    }
}

#[derive(Default)]
struct Reader {
    cutter: Cutter,
    pairs: Table,
    words: Table,
    seen: Seen,
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

impl Reader {
    /// Title, 文号 and 索引号. 发文机关 are few and stand in a table of their own.
    fn read_head(&mut self, document: u32, entry: &Entry) {
        let number = entry.document.doc_number.as_ref().map(|n| &*n.value);
        let number_key = number.map(doc_number::key);
        let index = entry.document.index_number.as_ref().map(|n| &*n.value);
        let title = markdown::tidy(&entry.document.title);
        let fields = [Some(&*title), number, number_key.as_deref(), index];
        let (pairs, words) = (&mut self.pairs, &mut self.words);
        for field in fields.into_iter().flatten() {
            self.cutter.cut(field, |piece| match piece {
                Piece::Pair(a, b, _) => pairs.add_head(Key::pair(a, b), document),
                Piece::Single(c) => words.add_head(Key::single(c), document),
                Piece::Word(key) => words.add_head(key, document),
            });
        }
        for whole in [number_key.as_deref(), index].into_iter().flatten() {
            words.add_head(Key::whole(whole), document);
        }
    }

    fn read_passage(&mut self, slot: u32, text: &str) {
        let (pairs, words, seen) = (&mut self.pairs, &mut self.words, &mut self.seen);
        self.cutter.cut(text, |piece| match piece {
            Piece::Pair(a, b, next) => pairs.add(Key::pair(a, b), slot, follower(next)),
            Piece::Single(c) => {
                if seen.is_new(c, slot) {
                    words.add(Key::single(c), slot, 0);
                }
            }
            Piece::Word(key) => words.add(key, slot, 0),
        });
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
                let followers = bytes.next().copied().unwrap_or_default();
                places.push(Place {
                    number: last,
                    followers,
                });
            }
        }
    }
}

fn next_number<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> u32 {
    let mut value = 0;
    for (byte, shift) in bytes.zip((0..).step_by(7)) {
        value |= u32::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            break;
        }
    }
    value
}

fn push_number(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    bytes.push(value.to_le_bytes()[0]);
}

/// An open hash table of keys, with their occurrences in the order they came.
struct Table {
    /// Numbers of keys plus one, by hash; 0 is free.
    places: Vec<u32>,
    keys: Vec<Key>,
    body: Tally,
    head: Tally,
}

/// Occurrences of keys in passages, or in heads.
#[derive(Default)]
struct Tally {
    /// For each key the last place plus one, and the number of that occurrence.
    last: Vec<(u32, u32)>,
    all: Vec<Occurrence>,
}

struct Occurrence {
    key: u32,
    at: Place,
}

/// A key in one passage, or in one head.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The slot, or the document.
    pub(super) number: u32,
    /// What follows it there, as bits.
    pub(super) followers: u8,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            places: vec![0; 1 << 15],
            keys: Vec::new(),
            body: Tally::default(),
            head: Tally::default(),
        }
    }
}

impl Table {
    fn add(&mut self, key: Key, slot: u32, next: u8) {
        let number = self.number(key);
        self.body.note(number, slot, next);
    }

    fn add_head(&mut self, key: Key, document: u32) {
        let number = self.number(key);
        self.head.note(number, document, 0);
    }

    /// The number of a key, which is given to it where it has none.
    fn number(&mut self, key: Key) -> u32 {
        let mask = self.places.len() - 1;
        let mut place = key.hash as usize & mask;
        loop {
            match self.places[place] {
                0 => break,
                number if self.keys[number as usize - 1] == key => return number - 1,
                _ => place = (place + 1) & mask,
            }
        }
        self.keys.push(key);
        self.body.last.push((0, 0));
        self.head.last.push((0, 0));
        let number = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        self.places[place] = number;
        if self.keys.len() * 2 > self.places.len() {
            self.grow();
        }
        number - 1
    }

    fn grow(&mut self) {
        let size = self.places.len() * 4;
        self.places.clear();
        self.places.resize(size, 0);
        for (key, number) in self.keys.iter().zip(1..) {
            let mut place = key.hash as usize & (size - 1);
            while self.places[place] != 0 {
                place = (place + 1) & (size - 1);
            }
            self.places[place] = number;
        }
    }

    fn into_keys(self) -> Keys {
        let mut order: Vec<u32> = (0..).take(self.keys.len()).collect();
        order.sort_unstable_by_key(|key| self.keys[*key as usize]);
        let (body, mut starts) = self.body.sorted(&order);
        let (head, mut head_starts) = self.head.sorted(&order);
        starts.push(body.len());
        head_starts.push(head.len());
        let mut keys = Keys {
            sorted: Vec::with_capacity(order.len()),
            ends: Vec::with_capacity(order.len()),
            lists: Vec::with_capacity(body.len() + head.len() + 2 * order.len()),
        };
        for (at, key) in order.iter().enumerate() {
            push_list(&mut keys.lists, &body[starts[at]..starts[at + 1]]);
            push_list(&mut keys.lists, &head[head_starts[at]..head_starts[at + 1]]);
            keys.sorted.push(self.keys[*key as usize]);
            keys.ends
                .push(u32::try_from(keys.lists.len()).unwrap_or(u32::MAX));
        }
        keys
    }
}

impl Tally {
    fn note(&mut self, key: u32, number: u32, next: u8) {
        let (last, at) = &mut self.last[key as usize];
        if *last == number + 1 {
            self.all[*at as usize].at.followers |= next;
            return;
        }
        *last = number + 1;
        *at = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let at = Place {
            number,
            followers: next,
        };
        self.all.push(Occurrence { key, at });
    }

    /// All places, those of a key together, keys in `order`; and where each key's begin.
    fn sorted(&self, order: &[u32]) -> (Vec<Place>, Vec<usize>) {
        let mut counts = vec![0; order.len()];
        for occurrence in &self.all {
            counts[occurrence.key as usize] += 1;
        }
        let mut next = vec![0; order.len()];
        let mut starts = Vec::with_capacity(order.len() + 1);
        let mut start = 0;
        for key in order {
            starts.push(start);
            next[*key as usize] = start;
            start += counts[*key as usize];
        }
        let mut sorted = vec![Place::default(); self.all.len()];
        for occurrence in &self.all {
            let at = &mut next[occurrence.key as usize];
            sorted[*at] = occurrence.at;
            *at += 1;
        }
        (sorted, starts)
    }
}

fn push_list(bytes: &mut Vec<u8>, places: &[Place]) {
    push_number(bytes, u32::try_from(places.len()).unwrap_or(u32::MAX));
    let mut last = 0;
    for place in places {
        push_number(bytes, place.number - last);
        bytes.push(place.followers);
        last = place.number;
    }
}
