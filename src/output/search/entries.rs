//! Occurrences of keys, gathered place by place: however often a key is in a place, it is noted once.
//!
//! In: the keys of a head or a passage as they occur, each with what follows it, then where that was; places ascend. Out: the keys in the
//! order of their hashes, and the units of each ([`super::places`]).
//!
//! A slice has few different keys, thirty times as many occurrences, and half of those are the first of their key in a passage: a table finds
//! each key, and what is known of the place that has not ended lies close together. Sorting all occurrences took a third
//! longer and twice the room.

use super::cut::Key;
use super::places::{self, MANY, MOST_GAP, MOST_SKIPPED};

/// What stands for several keys of a slice that have the same hash.
pub(super) const SEVERAL: u32 = u32::MAX;
/// A key with fewer occurrences does not tell which of what follows it in a passage is there many times.
const TOLD_APART: u32 = 64;
/// Logarithm of how many entries a table has room for at first.
const SMALL: u32 = 12;
/// Occurrences for which room is made at once.
const TOGETHER: usize = 1024;

/// A key as it occurs, with what follows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Occurrence {
    pub(super) key: Key,
    pub(super) code: u8,
}

/// Occurrences in heads, or in passages.
pub(super) struct Entries {
    table: Vec<Entry>,
    /// By how much a hash is shifted to be a place in the table.
    shift: u32,
    /// What is known of each key, in the order in which they were found.
    known: Vec<Known>,
    /// From where places are counted.
    first: u32,
    /// What was found in the place that has not ended, and how many keys.
    here: Vec<Here>,
    count: usize,
    /// The number of the first of them among all that were ever here, counted from 1.
    number: u32,
    /// Units as they came, each with its key's place in `known`.
    units: Vec<(u32, u16)>,
    /// Where a passage's units begin of which some are there many times, some not.
    mixed: Vec<usize>,
}

/// A key in the table.
#[derive(Clone, Copy, Default)]
struct Entry {
    hash: u32,
    identity: u32,
    /// The key's place in `known`.
    key: u32,
    /// Its last number among all that were ever here; 0 where the table is empty.
    last: u32,
}

impl Entry {
    fn new(key: Key, number: u32) -> Self {
        Self {
            hash: key.hash,
            identity: key.identity,
            key: number,
            last: 0,
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Known {
    /// The place behind the last one, counted from `first`.
    next: u32,
    units: u32,
    occurrences: u32,
}

/// A key in the place that has not ended.
#[derive(Clone, Copy, Default)]
struct Here {
    /// What follows it there, as bits; what does so twice; what does so three times, which is many.
    once: u64,
    twice: u64,
    many: u64,
    key: u32,
    occurrences: u32,
}

/// A key with how many units it has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) key: Key,
    pub(super) units: u32,
    number: u32,
}

impl Entries {
    /// No occurrences; places will be counted from this.
    pub(super) fn new(first: u32) -> Self {
        Self {
            table: vec![Entry::default(); 1 << SMALL],
            shift: 32 - SMALL,
            known: Vec::new(),
            first,
            here: vec![Here::default(); 2 * TOGETHER],
            count: 0,
            number: 1,
            units: Vec::new(),
            mixed: Vec::new(),
        }
    }

    /// Makes room for so many different things in passages.
    pub(super) fn reserve(&mut self, count: usize) {
        self.units.reserve(count);
    }

    pub(super) fn first(&self) -> u32 {
        self.first
    }

    /// Adds keys as they occur in the place that has not ended.
    pub(super) fn extend(&mut self, occurrences: &[Occurrence]) {
        for some in occurrences.chunks(TOGETHER) {
            self.make_room();
            self.add(some);
        }
    }

    /// Adds occurrences, [`TOGETHER`] at most.
    fn add(&mut self, occurrences: &[Occurrence]) {
        let (table, here) = (&mut *self.table, &mut *self.here);
        let (shift, number) = (self.shift, self.number);
        let mask = table.len() - 1;
        let mut count = self.count;
        for &Occurrence { key, code } in occurrences {
            let mut at = (key.hash >> shift) as usize & mask;
            while table[at].hash != key.hash || table[at].last == 0 {
                if table[at].last == 0 {
                    table[at] = Entry::new(key, length(self.known.len()));
                    self.known.push(Known::default());
                    break;
                }
                at = (at + 1) & mask;
            }
            let entry = &mut table[at];
            if entry.identity != key.identity {
                entry.identity = SEVERAL;
            }
            // Whether a key is new here is as good as chance: a branch would be mistaken half of the time.
            let is_new = entry.last < number;
            let own = if is_new {
                count
            } else {
                (entry.last - number) as usize
            };
            count += usize::from(is_new);
            entry.last = number + length(own);
            let here = &mut here[own];
            let code = 1 << code;
            here.many |= here.twice & code;
            here.twice |= here.once & code;
            here.once |= code;
            here.key = entry.key;
            here.occurrences += 1;
        }
        self.count = count;
    }

    /// Makes room for [`TOGETHER`] occurrences; at most half of the table is filled.
    fn make_room(&mut self) {
        if self.here.len() < self.count + TOGETHER {
            self.here.resize(2 * self.here.len(), Here::default());
        }
        while 2 * (self.known.len() + TOGETHER) > self.table.len() {
            self.shift -= 1;
            let new = vec![Entry::default(); 2 * self.table.len()];
            for entry in std::mem::replace(&mut self.table, new) {
                if entry.last > 0 {
                    let at = self.free(entry.hash);
                    self.table[at] = entry;
                }
            }
        }
    }

    /// Where a new hash has its place.
    fn free(&self, hash: u32) -> usize {
        let mask = self.table.len() - 1;
        let mut at = (hash >> self.shift) as usize & mask;
        while self.table[at].last > 0 {
            at = (at + 1) & mask;
        }
        at
    }

    /// Ends the head of a document.
    pub(super) fn end_head(&mut self, document: u32) {
        let next = document - self.first + 1;
        for here in &mut self.here[..self.count] {
            let known = &mut self.known[here.key as usize];
            let unit = places::head(next - known.next);
            self.units.push((here.key, unit));
            known.next = next;
            known.units += 1;
            *here = Here::default();
        }
        self.forget();
    }

    /// Ends the passage of a slot.
    pub(super) fn end_passage(&mut self, slot: u32) {
        let next = slot - self.first + 1;
        for here in &mut self.here[..self.count] {
            let known = &mut self.known[here.key as usize];
            let mut gap = next - known.next;
            known.next = next;
            known.occurrences = known.occurrences.saturating_add(here.occurrences);
            while gap > MOST_GAP {
                let skipped = (gap - 1).min(MOST_SKIPPED);
                self.units.push((here.key, places::skip(skipped)));
                known.units += 1;
                gap -= skipped;
            }
            if here.many != 0 && here.many != here.once {
                self.mixed.push(self.units.len());
            }
            let mut rest = here.once;
            while rest != 0 {
                let code = rest.trailing_zeros();
                let is_many = here.many >> code & 1 == 1;
                let unit = places::passage(gap, code) | if is_many { MANY } else { 0 };
                self.units.push((here.key, unit));
                known.units += 1;
                rest &= rest - 1;
                gap = 0;
            }
            *here = Here::default();
        }
        self.forget();
    }

    fn forget(&mut self) {
        self.number += length(self.count);
        self.count = 0;
    }

    /// The keys in the order of their hashes; no more can come.
    pub(super) fn found(&mut self) -> Vec<Found> {
        let table = std::mem::take(&mut self.table);
        let mut found = Vec::with_capacity(self.known.len());
        for entry in table.iter().filter(|entry| entry.last > 0) {
            found.push(Found {
                key: Key {
                    hash: entry.hash,
                    identity: entry.identity,
                },
                units: self.known[entry.key as usize].units,
                number: entry.key,
            });
        }
        found.sort_unstable_by_key(|found| found.key.hash);
        found
    }

    /// Writes the units of each key from where they begin; `starts` is in the order of what was found.
    pub(super) fn write(mut self, found: &[Found], starts: &[u32], out: &mut [u16]) {
        let mut next = vec![0; self.known.len()];
        for (found, start) in found.iter().zip(starts) {
            next[found.number as usize] = *start;
        }
        for start in std::mem::take(&mut self.mixed) {
            if self.known[self.units[start].0 as usize].occurrences < TOLD_APART {
                self.mark(start);
            }
        }
        for (key, unit) in self.units {
            let at = &mut next[key as usize];
            out[*at as usize] = unit;
            *at += 1;
        }
    }

    /// Says of all that follows in a passage that it is there many times.
    fn mark(&mut self, start: usize) {
        self.units[start].1 |= MANY;
        for (_, unit) in &mut self.units[start + 1..] {
            if !places::is_same(*unit) {
                break;
            }
            *unit |= MANY;
        }
    }
}

fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
