//! The keys of some neighbouring documents, and where each occurs.
//!
//! In: documents of one slice of the layout. Out: [`Slice`], sorted by key, from which every shard takes its part. A slice is made at most
//! once, by whichever thread first needs it, and on that thread alone: one that waits for a slice never holds another.

use std::ops::Range;

use super::cut::{Cutter, Family, Key};
use super::layout::{self, Layout};
use super::texts::texts;
use crate::markdown;
use crate::model::doc_number;
use crate::site::{Entry, Site};

/// A pair that occurs so often in one passage is what the passage is about.
const DENSE: u32 = 3;

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
            self.cutter.cut(field, |family, key| match family {
                Family::Pairs => pairs.add_head(key, document),
                Family::Words => words.add_head(key, document),
            });
        }
        for whole in [number_key.as_deref(), index].into_iter().flatten() {
            words.add_head(Key::whole(whole), document);
        }
    }

    fn read_passage(&mut self, slot: u32, text: &str) {
        let (pairs, words) = (&mut self.pairs, &mut self.words);
        self.cutter.cut(text, |family, key| match family {
            Family::Pairs => pairs.add(key, slot),
            Family::Words => words.add(key, slot),
        });
    }
}

/// The keys of a slice in the order of their hashes, each with where it occurs.
#[derive(Default)]
pub(super) struct Keys {
    keys: Vec<Key>,
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
        let from = self.keys.partition_point(|key| begins(key) < part);
        let rest = &self.keys[from..];
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
    /// Gives the passages, each with whether the key is dense there, then the documents whose head has the key.
    pub(super) fn read(self, mut body: impl FnMut(u32, bool), mut head: impl FnMut(u32)) {
        let mut bytes = self.bytes.iter();
        let mut next = || {
            let mut value = 0;
            for shift in (0..).step_by(7) {
                let Some(byte) = bytes.next() else { break };
                value |= u32::from(byte & 0x7f) << shift;
                if *byte < 0x80 {
                    break;
                }
            }
            value
        };
        let mut place = 0;
        for _ in 0..next() {
            let value = next();
            place += value >> 1;
            body(place, value & 1 == 1);
        }
        place = 0;
        for _ in 0..next() {
            place += next();
            head(place);
        }
    }
}

fn push_number(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// An open hash table of keys, with their occurrences in the order they came.
struct Table {
    /// Numbers of cells plus one, by hash; 0 is free.
    places: Vec<u32>,
    cells: Vec<Cell>,
    body: Vec<Occurrence>,
    head: Vec<Occurrence>,
}

struct Cell {
    key: Key,
    body: Tally,
    head: Tally,
}

/// The occurrences of a key so far.
#[derive(Default)]
struct Tally {
    count: u32,
    /// The last place plus one.
    last: u32,
    /// Its number among all occurrences.
    at: u32,
}

struct Occurrence {
    cell: u32,
    place: u32,
    times: u32,
}

impl Default for Table {
    fn default() -> Self {
        Self {
            places: vec![0; 1 << 15],
            cells: Vec::new(),
            body: Vec::new(),
            head: Vec::new(),
        }
    }
}

impl Table {
    fn add(&mut self, key: Key, slot: u32) {
        let cell = self.cell(key);
        let tally = &mut self.cells[cell as usize].body;
        tally.note(&mut self.body, cell, slot);
    }

    fn add_head(&mut self, key: Key, document: u32) {
        let cell = self.cell(key);
        let tally = &mut self.cells[cell as usize].head;
        tally.note(&mut self.head, cell, document);
    }

    fn cell(&mut self, key: Key) -> u32 {
        let mask = self.places.len() - 1;
        let mut place = key.hash as usize & mask;
        loop {
            match self.places[place] {
                0 => break,
                cell if self.cells[cell as usize - 1].key == key => return cell - 1,
                _ => place = (place + 1) & mask,
            }
        }
        self.cells.push(Cell {
            key,
            body: Tally::default(),
            head: Tally::default(),
        });
        let cell = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        self.places[place] = cell;
        if self.cells.len() * 2 > self.places.len() {
            self.grow();
        }
        cell - 1
    }

    fn grow(&mut self) {
        let size = self.places.len() * 4;
        self.places.clear();
        self.places.resize(size, 0);
        for (cell, number) in self.cells.iter().zip(1..) {
            let mut place = cell.key.hash as usize & (size - 1);
            while self.places[place] != 0 {
                place = (place + 1) & (size - 1);
            }
            self.places[place] = number;
        }
    }

    fn into_keys(self) -> Keys {
        let mut order: Vec<u32> = (0..).take(self.cells.len()).collect();
        order.sort_unstable_by_key(|cell| self.cells[*cell as usize].key);
        let body = self.sorted(&order, &self.body, |cell| &cell.body);
        let head = self.sorted(&order, &self.head, |cell| &cell.head);
        let mut keys = Keys {
            keys: Vec::with_capacity(order.len()),
            ends: Vec::with_capacity(order.len()),
            lists: Vec::with_capacity(body.len() + head.len() + 2 * order.len()),
        };
        let (mut body, mut head) = (&body[..], &head[..]);
        for cell in order {
            let cell = &self.cells[cell as usize];
            let (own, rest) = body.split_at(cell.body.count as usize);
            body = rest;
            push_number(&mut keys.lists, cell.body.count);
            let mut last = 0;
            for (place, times) in own {
                let dense = u32::from(*times >= DENSE);
                push_number(&mut keys.lists, (place - last) << 1 | dense);
                last = *place;
            }
            let (own, rest) = head.split_at(cell.head.count as usize);
            head = rest;
            push_number(&mut keys.lists, cell.head.count);
            last = 0;
            for (place, _) in own {
                push_number(&mut keys.lists, place - last);
                last = *place;
            }
            keys.keys.push(cell.key);
            keys.ends
                .push(u32::try_from(keys.lists.len()).unwrap_or(u32::MAX));
        }
        keys
    }

    /// Places and times of all occurrences, those of a cell together, cells in `order`.
    fn sorted(
        &self,
        order: &[u32],
        all: &[Occurrence],
        tally: fn(&Cell) -> &Tally,
    ) -> Vec<(u32, u32)> {
        let mut starts = vec![0; self.cells.len()];
        let mut start = 0;
        for cell in order {
            starts[*cell as usize] = start;
            start += tally(&self.cells[*cell as usize]).count as usize;
        }
        let mut sorted = vec![(0, 0); all.len()];
        for occurrence in all {
            let at = &mut starts[occurrence.cell as usize];
            sorted[*at] = (occurrence.place, occurrence.times);
            *at += 1;
        }
        sorted
    }
}

impl Tally {
    fn note(&mut self, all: &mut Vec<Occurrence>, cell: u32, place: u32) {
        if self.last == place + 1 {
            all[self.at as usize].times += 1;
            return;
        }
        self.count += 1;
        self.last = place + 1;
        self.at = u32::try_from(all.len()).unwrap_or(u32::MAX);
        all.push(Occurrence {
            cell,
            place,
            times: 1,
        });
    }
}
