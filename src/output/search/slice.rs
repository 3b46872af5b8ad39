//! The keys of some neighbouring documents, and where each occurs.
//!
//! In: documents of one slice of the layout. Out: [`Slice`], sorted by key, from which every shard takes its part. A slice is made at most
//! once, by whichever thread first needs it, and on that thread alone: one that waits for a slice never holds another.

use std::ops::{Range, RangeInclusive};

use super::cut::{Cutter, Key, OPEN, Piece, RARE};
use super::entries::{Entries, Group};
use super::layout::{self, Layout};
use super::shard::HASH_BITS;
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
        let mut keys = Keys {
            firsts: [head.first(), body.first()],
            ..Keys::default()
        };
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
            push_number(&mut keys.lists, identity(hash, marks));
            push_group(&mut keys.lists, head.as_ref());
            keys.counts.push(push_group(&mut keys.lists, body.as_ref()));
            keys.hashes.push(hash);
            keys.ends
                .push(u32::try_from(keys.lists.len()).unwrap_or(u32::MAX));
        }
        keys.lists.shrink_to_fit();
        keys.index();
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

/// The keys of a slice in the order of their hashes, each with where it occurs: in heads, then in passages. Both are, for each thing
/// that follows it, its number and then the places, as gaps (twice the gap, and one more where it is there many times), and
/// a zero; [`END`] is behind the last.
#[derive(Default)]
pub(super) struct Keys {
    hashes: Vec<u32>,
    /// Where those begin that begin with the same bits, and at last how many there are.
    begins: Vec<u32>,
    /// In how many passages each key is, counted for each thing that follows it.
    counts: Vec<u32>,
    /// Where the lists of each key end in `lists`.
    ends: Vec<u32>,
    /// For each key its identity, then its lists.
    lists: Vec<u8>,
    /// From where documents and slots are counted.
    firsts: [u32; 2],
}

/// Where a key occurs in a slice.
#[derive(Clone, Copy)]
pub(super) struct Lists<'k> {
    pub(super) key: Key,
    bytes: &'k [u8],
    firsts: [u32; 2],
}

/// Logarithm of into how many parts the hashes of a slice are told apart at once.
const BEGINS: u32 = 10;

impl Keys {
    /// Notes where hashes begin.
    fn index(&mut self) {
        let mut at = 0;
        self.begins = (0..1 << BEGINS)
            .map(|first| {
                let some = self.hashes[at..].iter();
                at += some
                    .take_while(|hash| **hash >> (32 - BEGINS) < first)
                    .count();
                u32::try_from(at).unwrap_or(u32::MAX)
            })
            .collect();
        self.begins
            .push(u32::try_from(self.hashes.len()).unwrap_or(u32::MAX));
    }

    /// Where the first key stands whose hash is not less; all hashes are less than 2³².
    fn place(&self, hash: u64) -> usize {
        let Ok(hash) = u32::try_from(hash) else {
            return self.hashes.len();
        };
        let first = (hash >> (32 - BEGINS)) as usize;
        let [start, end] = [self.begins[first], self.begins[first + 1]].map(|at| at as usize);
        start + self.hashes[start..end].partition_point(|other| *other < hash)
    }

    /// Where those keys stand whose hashes begin with the `log` bits of `part`.
    fn places(&self, log: u32, part: u32) -> Range<usize> {
        let bound = |part: u64| self.place(part << (32 - log));
        bound(part.into())..bound(u64::from(part) + 1)
    }

    /// The keys whose hashes begin with the `log` bits of `part`.
    pub(super) fn part(&self, log: u32, part: u32) -> impl Iterator<Item = Lists<'_>> {
        self.places(log, part).map(|at| self.lists_at(at))
    }

    /// Gives the passages that have a pair whose hash begins with `print`, followed by one of `codes`.
    pub(super) fn read_passages(
        &self,
        print: u32,
        codes: &RangeInclusive<u8>,
        body: &mut Vec<Place>,
    ) {
        let from = body.len();
        let places = self.places(HASH_BITS, print);
        let is_shared = places.len() > 1;
        for at in places {
            self.lists_at(at).read_passages(codes, body);
        }
        if is_shared {
            merge(body, from);
        }
    }

    fn lists_at(&self, at: usize) -> Lists<'_> {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        let mut bytes = &self.lists[start as usize..self.ends[at] as usize];
        let key = Key {
            hash: self.hashes[at],
            identity: next_number(&mut bytes),
        };
        Lists {
            key,
            bytes,
            firsts: self.firsts,
        }
    }

    /// The hashes with in how many passages each is, counted for each thing that follows it.
    pub(super) fn counts(&self) -> impl Iterator<Item = (u32, u32)> {
        self.hashes.iter().copied().zip(self.counts.iter().copied())
    }
}

impl Lists<'_> {
    /// Gives the documents whose heads have the key.
    pub(super) fn read_heads(self, head: &mut Vec<Place>) {
        read_group(self.bytes, self.firsts[0], &(0..=LAST_CODE), head);
    }

    /// Gives the passages that have the key followed by one of `codes`.
    pub(super) fn read_passages(self, codes: &RangeInclusive<u8>, body: &mut Vec<Place>) {
        read_group(skip_group(self.bytes), self.firsts[1], codes, body);
    }
}

/// A key in one passage, or in one head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// The slot, or the document.
    pub(super) number: u32,
    /// What follows it there, as bits.
    pub(super) followers: u64,
    /// Whether one of them follows it there many times.
    pub(super) is_many: bool,
}

impl Place {
    /// Takes in what is known of the same place from elsewhere.
    pub(super) fn join(&mut self, other: &Self) {
        self.followers |= other.followers;
        self.is_many |= other.is_many;
    }
}

/// Puts places in order, each once.
pub(super) fn merge(places: &mut Vec<Place>, from: usize) {
    places[from..].sort_unstable_by_key(|place| place.number);
    let mut last = from;
    for at in from + 1..places.len() {
        let place = places[at];
        if place.number == places[last].number {
            places[last].join(&place);
        } else {
            last += 1;
            places[last] = place;
        }
    }
    places.truncate((last + 1).min(places.len()));
}

/// The greatest number of what follows.
pub(super) const LAST_CODE: u8 = 0x3f;
/// What stands where no other thing follows.
const END: u8 = 0xff;
/// The bit of a byte that is not the last of several.
const MORE: u8 = 0x80;

/// Writes a group, and says how many places it has, counted for each thing that follows.
fn push_group(bytes: &mut Vec<u8>, group: Option<&Group<'_>>) -> u32 {
    let mut count = 0;
    for followed in group.into_iter().flat_map(Group::followed) {
        bytes.push(followed.code);
        // No gap is zero, not even the first.
        let mut next = 0;
        for (place, is_many) in followed.places() {
            push_number(bytes, u64::from(place + 1 - next) << 1 | u64::from(is_many));
            next = place + 1;
            count += 1;
        }
        bytes.push(0);
    }
    bytes.push(END);
    count
}

/// Reads the places of a group, counted from `first`, where one of `codes` follows.
fn read_group(mut bytes: &[u8], first: u32, codes: &RangeInclusive<u8>, places: &mut Vec<Place>) {
    let from = places.len();
    let mut lists = 0;
    while let [code, rest @ ..] = bytes
        && *code != END
    {
        bytes = rest;
        if !codes.contains(code) {
            bytes = behind_zero(bytes);
            continue;
        }
        lists += 1;
        let followers = 1 << *code;
        let mut next = first;
        loop {
            let gap = next_number(&mut bytes);
            if gap == 0 {
                break;
            }
            next += u32::try_from(gap >> 1).unwrap_or(u32::MAX);
            places.push(Place {
                number: next - 1,
                followers,
                is_many: gap & 1 == 1,
            });
        }
    }
    if lists > 1 {
        merge(places, from);
    }
}

/// What is behind a group.
fn skip_group(mut bytes: &[u8]) -> &[u8] {
    while let [code, rest @ ..] = bytes {
        if *code == END {
            return rest;
        }
        bytes = behind_zero(rest);
    }
    bytes
}

/// What is behind the first zero: no number other than zero has a zero byte.
fn behind_zero(bytes: &[u8]) -> &[u8] {
    memchr::memchr(0, bytes).map_or(&[], |zero| &bytes[zero + 1..])
}

fn next_number(bytes: &mut &[u8]) -> u64 {
    let mut value = 0;
    let mut shift = 0;
    while let [byte, rest @ ..] = *bytes {
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        if *byte < MORE {
            break;
        }
    }
    value
}

fn push_number(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= u64::from(MORE) {
        bytes.push(value.to_le_bytes()[0] | MORE);
        value >>= 7;
    }
    bytes.push(value.to_le_bytes()[0]);
}
