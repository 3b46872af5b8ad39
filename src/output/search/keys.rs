//! The keys of a slice, found by the first bits of their hashes.
//!
//! In: sorted occurrences. Out: [`Keys`], and [`Lists`] of one of them, in bytes of [`super::places`].

use std::ops::{Range, RangeInclusive};

use super::cut::{HASH_BITS, Key};
use super::entries::Group;
use super::places::{self, Place};

/// The keys of a slice in the order of their hashes, each with where it occurs: in heads, then in passages.
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
    /// No keys; documents and slots are counted from these.
    pub(super) fn new(document: u32, slot: u32) -> Self {
        Self {
            firsts: [document, slot],
            ..Self::default()
        }
    }

    /// Adds a key; their hashes ascend.
    pub(super) fn push(&mut self, key: Key, head: Option<&Group<'_>>, body: Option<&Group<'_>>) {
        places::push_number(&mut self.lists, key.identity);
        places::push_heads(&mut self.lists, head);
        let count = body.map_or(0, |body| places::push_passages(&mut self.lists, body));
        self.counts.push(count);
        self.hashes.push(key.hash);
        self.ends
            .push(u32::try_from(self.lists.len()).unwrap_or(u32::MAX));
    }

    /// Notes where hashes begin, once all are there.
    pub(super) fn finish(&mut self) {
        self.lists.shrink_to_fit();
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
            places::merge(body, from);
        }
    }

    /// Gives what follows the pairs whose hashes begin with `print`, with the passages where it does, and whether many times.
    pub(super) fn visit(&self, print: u32, give: &mut impl FnMut(u8, u32, bool)) {
        for at in self.places(HASH_BITS, print) {
            let lists = self.lists_at(at);
            places::visit(places::behind_zero(lists.bytes), self.firsts[1], give);
        }
    }

    fn lists_at(&self, at: usize) -> Lists<'_> {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        let mut bytes = &self.lists[start as usize..self.ends[at] as usize];
        let key = Key {
            hash: self.hashes[at],
            identity: places::next_number(&mut bytes),
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
        places::read_list(&mut bytes, self.firsts[0], 0, head);
    }

    /// Gives the passages that have the key followed by one of `codes`.
    pub(super) fn read_passages(self, codes: &RangeInclusive<u8>, body: &mut Vec<Place>) {
        let bytes = places::behind_zero(self.bytes);
        places::read_passages(bytes, self.firsts[1], codes, body);
    }
}
