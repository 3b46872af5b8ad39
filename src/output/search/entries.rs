//! Occurrences of keys, gathered place by place: however often a key is in a place, it is noted once.
//!
//! In: the keys of a head or a passage as they occur, each with what follows it, and where that is; places ascend. Out: the keys in the
//! order of their hashes, and the units of each ([`super::places`]).
//!
//! A slice has few different keys and thirty times as many occurrences, two thirds of which are new in their passage. A table finds the
//! number of each key, what is known of it tells whether something is new, and units are written as they come and put to their keys at
//! the end. Sorting all occurrences took a third longer and twice the room.

use std::hint::select_unpredictable;

use super::cut::Key;
use super::places::{self, LAST_CODE, MANY, MOST_GAP, MOST_SKIPPED};

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
    /// What is known of each key by its number, from 1 on; room for others behind the last.
    known: Vec<Known>,
    /// The last number.
    last: u32,
    /// From where places are counted.
    first: u32,
    /// Units as they came, see [`unit()`]; room for others behind the last.
    units: Vec<u64>,
    count: usize,
    /// What is many times in a passage.
    many: Vec<Many>,
    /// Room for occurrences whose keys were found.
    here: Vec<Here>,
}

/// A key in the table.
#[derive(Clone, Copy, Default)]
struct Entry {
    hash: u32,
    /// Its number; 0 where the table is empty.
    number: u32,
}

#[derive(Clone, Copy, Default)]
struct Known {
    identity: u32,
    /// The place behind the last one, counted from `first`.
    next: u32,
    units: u32,
    occurrences: u32,
    /// How often each thing follows the key in its last passage, up to three times, which is many: the lower bits, and the upper ones.
    odd: u64,
    twice: u64,
}

impl Known {
    /// Notes as what the key occurs.
    fn is(&mut self, identity: u32) {
        if self.identity != identity {
            self.identity = SEVERAL;
        }
    }
}

/// A key that occurs, by its number.
#[derive(Clone, Copy, Default)]
struct Here {
    number: u32,
    identity: u32,
    code: u8,
}

/// What follows a key many times in a passage.
struct Many {
    number: u32,
    code: u8,
    /// How many units there are at the end of the passage.
    end: usize,
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
            last: 0,
            first,
            units: Vec::new(),
            count: 0,
            many: Vec::new(),
            here: vec![Here::default(); TOGETHER],
        }
    }

    /// Makes room for so many different things in passages.
    pub(super) fn reserve(&mut self, count: usize) {
        self.units.reserve(count);
    }

    pub(super) fn first(&self) -> u32 {
        self.first
    }

    /// Adds keys of the head of a document.
    pub(super) fn read_head(&mut self, document: u32, keys: impl Iterator<Item = Key>) {
        let next = document - self.first + 1;
        for key in keys {
            let number = self.number_of(key);
            self.make_room(1, 0);
            let known = &mut self.known[number as usize];
            if known.next < next {
                self.units[self.count] = unit(number, places::head(next - known.next));
                self.count += 1;
                known.units += 1;
                known.next = next;
            }
        }
    }

    /// Adds keys as they occur in the passage of a slot.
    pub(super) fn read_passage(
        &mut self,
        slot: u32,
        mut occurrences: impl Iterator<Item = Occurrence>,
    ) {
        let from = self.many.len();
        loop {
            self.make_table();
            // Numbers first, places then: while one look-up waits for memory, the next ones are under way.
            let mut here = std::mem::take(&mut self.here);
            let mut count = 0;
            for (here, Occurrence { key, code }) in here.iter_mut().zip(occurrences.by_ref()) {
                *here = Here {
                    number: self.number(key),
                    identity: key.identity,
                    code,
                };
                count += 1;
            }
            self.add(slot, &here[..count]);
            self.here = here;
            if count < TOGETHER {
                break;
            }
        }
        for many in &mut self.many[from..] {
            many.end = self.count;
        }
    }

    /// Adds occurrences in the passage of a slot.
    fn add(&mut self, slot: u32, here: &[Here]) {
        let next = slot - self.first + 1;
        self.make_room(here.len(), next);
        let (all, units) = (&mut *self.known, &mut *self.units);
        let mut count = self.count;
        for one in here {
            let known = &mut all[one.number as usize];
            known.is(one.identity);
            known.occurrences = known.occurrences.saturating_add(1);
            let gap = skip(known, next, |skipped| {
                units[count] = unit(one.number, skipped);
                count += 1;
            });
            known.next = next;
            let odd = select_unpredictable(gap == 0, known.odd, 0);
            let twice = select_unpredictable(gap == 0, known.twice, 0);
            let own = 1 << one.code;
            known.odd = odd ^ own | odd & twice & own;
            known.twice = twice | odd & own;
            if own & twice & !odd != 0 {
                self.many.push(Many {
                    number: one.number,
                    code: one.code,
                    end: 0,
                });
            }
            // Whether something is new here is as good as chance: a branch would be mistaken half of the time.
            let is_new = (odd | twice) & own == 0;
            units[count] = unit(one.number, places::passage(gap, one.code.into()));
            count += usize::from(is_new);
            known.units += u32::from(is_new);
        }
        self.count = count;
    }

    /// Adds keys that nothing follows, by their numbers, as they occur in the passage of a slot.
    pub(super) fn read_numbers(&mut self, slot: u32, numbers: &[u32]) {
        let next = slot - self.first + 1;
        self.make_room(numbers.len(), next);
        for &number in numbers {
            let known = &mut self.known[number as usize];
            let gap = skip(known, next, |skipped| {
                self.units[self.count] = unit(number, skipped);
                self.count += 1;
            });
            if gap > 0 {
                self.units[self.count] = unit(number, places::passage(gap, 0));
                self.count += 1;
                known.units += 1;
                known.next = next;
            }
        }
    }

    /// The number of a key, perhaps a new one.
    pub(super) fn number_of(&mut self, key: Key) -> u32 {
        self.make_table();
        let number = self.number(key);
        self.known[number as usize].is(key.identity);
        number
    }

    /// The number of a key, perhaps a new one, for which there is room.
    fn number(&mut self, key: Key) -> u32 {
        let mask = self.table.len() - 1;
        let mut at = (key.hash >> self.shift) as usize & mask;
        loop {
            let entry = &mut self.table[at];
            if entry.number == 0 {
                break;
            }
            if entry.hash == key.hash {
                return entry.number;
            }
            at = (at + 1) & mask;
        }
        self.last += 1;
        self.table[at] = Entry {
            hash: key.hash,
            number: self.last,
        };
        self.known[self.last as usize].identity = key.identity;
        self.last
    }

    /// Makes room for [`TOGETHER`] new keys; at most half of the table is filled.
    fn make_table(&mut self) {
        let keys = self.last as usize + 1 + TOGETHER;
        self.known.resize(keys, Known::default());
        while 2 * keys > self.table.len() {
            self.shift -= 1;
            let new = vec![Entry::default(); 2 * self.table.len()];
            for entry in std::mem::replace(&mut self.table, new) {
                if entry.number > 0 {
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
        while self.table[at].number > 0 {
            at = (at + 1) & mask;
        }
        at
    }

    /// Makes room for the units of so many occurrences in a place, each perhaps far behind the one before.
    fn make_room(&mut self, occurrences: usize, next: u32) {
        let most = 2 + (next / MOST_SKIPPED) as usize;
        let room = self.count + occurrences * most;
        if self.units.len() < room {
            self.units.resize(room + TOGETHER, 0);
        }
    }

    /// The keys in the order of their hashes; no more can come.
    pub(super) fn found(&mut self) -> Vec<Found> {
        let table = std::mem::take(&mut self.table);
        let mut found = Vec::with_capacity(self.last as usize);
        for entry in table.iter().filter(|entry| entry.number > 0) {
            let known = &self.known[entry.number as usize];
            found.push(Found {
                key: Key {
                    hash: entry.hash,
                    identity: known.identity,
                },
                units: known.units,
                number: entry.number,
            });
        }
        found.sort_unstable_by_key(|found| found.key.hash);
        found
    }

    /// Writes the units of each key from where they begin; `starts` is in the order of what was found.
    pub(super) fn write(self, found: &[Found], starts: &[u32], out: &mut [u16]) {
        let mut next = vec![0; self.last as usize + 1];
        for (found, start) in found.iter().zip(starts) {
            next[found.number as usize] = *start;
        }
        let put = |units: &[u64], next: &mut [u32], out: &mut [u16]| {
            for unit in units {
                let at = &mut next[(*unit >> 16) as usize];
                out[*at as usize] = (*unit & 0xffff) as u16;
                *at += 1;
            }
        };
        let mut from = 0;
        for many in &self.many {
            put(&self.units[from..many.end], &mut next, out);
            from = many.end;
            let is_told_apart = self.known[many.number as usize].occurrences >= TOLD_APART;
            let end = next[many.number as usize] as usize;
            mark(&mut out[..end], is_told_apart.then_some(many.code));
        }
        put(&self.units[from..self.count], &mut next, out);
    }
}

/// By how many places a key is behind its last one; what of them no unit of a passage can tell is skipped.
fn skip(known: &mut Known, next: u32, mut give: impl FnMut(u16)) -> u32 {
    let mut gap = next - known.next;
    while gap > MOST_GAP {
        let skipped = (gap - 1).min(MOST_SKIPPED);
        give(places::skip(skipped));
        known.units += 1;
        gap -= skipped;
    }
    gap
}

/// Says of what follows a key in the last of its passages, or of all that does, that it is there many times.
fn mark(units: &mut [u16], code: Option<u8>) {
    for unit in units.iter_mut().rev() {
        if code.is_none_or(|code| unit.to_le_bytes()[0] & LAST_CODE == code) {
            *unit |= MANY;
        }
        if !places::is_same(*unit) {
            break;
        }
    }
}

/// A unit with the number of its key.
fn unit(number: u32, unit: u16) -> u64 {
    u64::from(number) << 16 | u64::from(unit)
}
