//! The keys of some neighbouring documents, and where each occurs.
//!
//! In: documents of one slice of the layout. Out: [`Slice`], sorted by key, from which every shard takes its part. A slice is made at most
//! once, by whichever thread first needs it, and on that thread alone: one that waits for a slice never holds another.

use std::ops::{Range, RangeInclusive};

use super::cut::{Cutter, Key, OPEN, Piece, RARE};
use super::entries::{Entries, Group, Spot};
use super::layout::{self, Layout};
use super::shard::HASH_BITS;
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
            push_heads(&mut keys.lists, head.as_ref());
            keys.counts
                .push(push_passages(&mut keys.lists, body.as_ref()));
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

/// The keys of a slice in the order of their hashes, each with where it occurs: in heads, then in passages.
///
/// Heads are gaps and a zero. Passages, where they are few, are gaps each with all that follows there. Where they are many, they
/// are the same for each thing that follows, so that a part of them is read without the rest: its number, gaps, and a zero.
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
        let mut bytes = self.bytes;
        read_list(&mut bytes, self.firsts[0], 0, head);
    }

    /// Gives the passages that have the key followed by one of `codes`.
    pub(super) fn read_passages(self, codes: &RangeInclusive<u8>, body: &mut Vec<Place>) {
        read_group(behind_zero(self.bytes), self.firsts[1], codes, body);
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
/// What stands in the place of the number of what follows where there is one list for all.
const TOGETHER: u8 = 0xff;
/// Occurrences from which on passages are listed for each thing that follows.
const MANY: usize = 64;
/// The bit of a byte that is not the last of several.
const MORE: u8 = 0x80;

/// Writes the gap before a place; no gap is zero, not even the first.
fn push_gap(bytes: &mut Vec<u8>, place: u32, next: &mut u32, is_many: bool) {
    push_number(
        bytes,
        u64::from(place + 1 - *next) << 1 | u64::from(is_many),
    );
    *next = place + 1;
}

fn push_heads(bytes: &mut Vec<u8>, group: Option<&Group<'_>>) {
    let mut next = 0;
    for spot in group.into_iter().flat_map(Group::spots) {
        push_gap(bytes, spot.place, &mut next, false);
    }
    bytes.push(0);
}

/// Writes the passages of a group, and says how many there are, counted for each thing that follows.
fn push_passages(bytes: &mut Vec<u8>, group: Option<&Group<'_>>) -> u32 {
    let Some(group) = group else {
        return 0;
    };
    if group.len() < MANY {
        return push_together(bytes, group);
    }
    let spots: Vec<Spot> = group.spots().collect();
    let mut ends = [0_usize; LAST_CODE as usize + 1];
    for code in spots.iter().flat_map(|spot| codes(spot.followers)) {
        ends[usize::from(code)] += 1;
    }
    let mut count = 0;
    for end in &mut ends {
        count += std::mem::replace(end, count);
    }
    // What follows there is in the order of its numbers then, each with its places in order.
    let mut listed = vec![(0, false); count];
    for spot in &spots {
        for code in codes(spot.followers) {
            let end = &mut ends[usize::from(code)];
            listed[*end] = (spot.place, spot.many >> code & 1 == 1);
            *end += 1;
        }
    }
    let mut start = 0;
    for (code, end) in (0..).zip(ends) {
        if start == end {
            continue;
        }
        bytes.push(code);
        let mut next = 0;
        for (place, is_many) in &listed[start..end] {
            push_gap(bytes, *place, &mut next, *is_many);
        }
        bytes.push(0);
        start = end;
    }
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The numbers of what follows that are in `followers`.
pub(super) fn codes(mut followers: u64) -> impl Iterator<Item = u8> {
    std::iter::from_fn(move || {
        let code = (followers.trailing_zeros() & 0x7f) as u8;
        if followers == 0 {
            return None;
        }
        followers &= followers - 1;
        Some(code)
    })
}

fn push_together(bytes: &mut Vec<u8>, group: &Group<'_>) -> u32 {
    bytes.push(TOGETHER);
    let mut count = 0;
    let mut next = 0;
    for spot in group.spots() {
        push_gap(bytes, spot.place, &mut next, spot.many != 0);
        count += spot.followers.count_ones();
        let mut rest = spot.followers;
        while rest != 0 {
            let code = (rest.trailing_zeros() & 0x3f) as u8;
            rest &= rest - 1;
            bytes.push(if rest == 0 { code } else { code | MORE });
        }
    }
    count
}

/// Reads the passages of a key, counted from `first`, where one of `codes` follows.
fn read_group(mut bytes: &[u8], first: u32, codes: &RangeInclusive<u8>, places: &mut Vec<Place>) {
    if let [TOGETHER, rest @ ..] = bytes {
        read_together(rest, first, codes, places);
        return;
    }
    let from = places.len();
    let mut lists = 0;
    while let [code, rest @ ..] = bytes {
        bytes = rest;
        if codes.contains(code) {
            lists += 1;
            read_list(&mut bytes, first, 1 << *code, places);
        } else {
            bytes = behind_zero(bytes);
        }
    }
    if lists > 1 {
        merge(places, from);
    }
}

/// Reads places up to the zero behind them.
fn read_list(bytes: &mut &[u8], first: u32, followers: u64, places: &mut Vec<Place>) {
    let mut next = first;
    loop {
        let gap = next_number(bytes);
        if gap == 0 {
            return;
        }
        next += u32::try_from(gap >> 1).unwrap_or(u32::MAX);
        places.push(Place {
            number: next - 1,
            followers,
            is_many: gap & 1 == 1,
        });
    }
}

fn read_together(
    mut bytes: &[u8],
    first: u32,
    codes: &RangeInclusive<u8>,
    places: &mut Vec<Place>,
) {
    let wanted = u64::MAX >> (LAST_CODE - codes.end()) & u64::MAX << codes.start();
    let mut next = first;
    while !bytes.is_empty() {
        let gap = next_number(&mut bytes);
        next += u32::try_from(gap >> 1).unwrap_or(u32::MAX);
        let mut followers = 0;
        while let [byte, rest @ ..] = bytes {
            bytes = rest;
            followers |= 1 << (byte & LAST_CODE);
            if *byte < MORE {
                break;
            }
        }
        followers &= wanted;
        if followers != 0 {
            places.push(Place {
                number: next - 1,
                followers,
                is_many: gap & 1 == 1,
            });
        }
    }
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
