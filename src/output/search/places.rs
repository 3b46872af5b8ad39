//! Where a key occurs in a slice, in units of 16 bits.
//!
//! In: gaps between places, and what follows the key there. Out: units, and the places read from them. Those of a key are its heads, then
//! its passages:
//!
//! ```text
//! 11 gap                    a head
//! 10 gap                    so many passages are left out, in addition to the next gap
//! 0  gap  many  follower    a passage, by its gap (8 bits) to the one before, or the same passage where the gap is 0; whether
//!                           what follows is there many times (1 bit), and what it is (6 bits)
//! ```
//!
//! In a passage, what follows ascends. A gap of 1 is to the next place; the first is counted from the place before all. Units are longer
//! than bytes would be, but most passages are one of them, and reading them takes no loop for each.

use std::ops::RangeInclusive;

/// A key in one passage, or in one head.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// The slot, or the document.
    pub(super) number: u32,
    /// What follows it there, as bits.
    pub(super) followers: u64,
}

/// What follows a key in a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Follower {
    /// The passage.
    pub(super) slot: u32,
    pub(super) code: u8,
    /// Whether it is there many times.
    pub(super) is_many: bool,
}

/// The greatest number of what follows.
pub(super) const LAST_CODE: u8 = 0x3f;
/// The bit of a passage's unit that says that what follows is there many times.
pub(super) const MANY: u16 = 0x40;
/// The greatest gap in the unit of a passage.
pub(super) const MOST_GAP: u32 = 0xff;
/// The greatest gap in other units.
pub(super) const MOST_SKIPPED: u32 = 0x3fff;
const GAP_SHIFT: u32 = 7;
const SKIP: u16 = 0x8000;
const HEAD: u16 = 0xc000;

/// The unit of a head behind so many documents, at most [`MOST_SKIPPED`].
pub(super) fn head(gap: u32) -> u16 {
    debug_assert!((1..=MOST_SKIPPED).contains(&gap));
    HEAD | (gap & MOST_SKIPPED) as u16
}

/// The unit that leaves out so many passages, at most [`MOST_SKIPPED`].
pub(super) fn skip(gap: u32) -> u16 {
    debug_assert!(gap <= MOST_SKIPPED);
    SKIP | (gap & MOST_SKIPPED) as u16
}

/// The unit of a passage behind so many, at most [`MOST_GAP`].
pub(super) fn passage(gap: u32, code: u32) -> u16 {
    debug_assert!(gap <= MOST_GAP && code <= LAST_CODE.into());
    ((gap << GAP_SHIFT | code) & 0x7fff) as u16
}

/// Whether a unit is of the same passage as the one before.
pub(super) fn is_same(unit: u16) -> bool {
    unit < 1 << GAP_SHIFT
}

/// Puts places in order, each once.
pub(super) fn merge(places: &mut Vec<Place>, from: usize) {
    places[from..].sort_unstable_by_key(|place| place.number);
    let mut last = from;
    for at in from + 1..places.len() {
        let place = places[at];
        if place.number == places[last].number {
            places[last].followers |= place.followers;
        } else {
            last += 1;
            places[last] = place;
        }
    }
    places.truncate((last + 1).min(places.len()));
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

/// The units of heads, and those of passages.
fn sorts(units: &[u16]) -> (&[u16], &[u16]) {
    let heads = units.iter().take_while(|unit| **unit >= HEAD).count();
    units.split_at(heads)
}

/// How many units are of passages: in how many of them the key is, counted for each thing that follows it.
pub(super) fn count(units: &[u16]) -> u32 {
    units.iter().map(|unit| u32::from(*unit < SKIP)).sum()
}

/// Reads the heads of a key, counted from `first`.
pub(super) fn read_heads(units: &[u16], first: u32, places: &mut Vec<Place>) {
    let mut next = first;
    for unit in sorts(units).0 {
        next += u32::from(unit & !HEAD);
        places.push(Place {
            number: next - 1,
            followers: 0,
        });
    }
}

/// Reads the passages of a key, counted from `first`.
pub(super) fn read_passages(units: &[u16], first: u32, places: &mut Vec<Place>) {
    let units = sorts(units).1;
    let mut next = first;
    // Whether a unit is of the same passage cannot be foretold: no branch asks for it.
    let mut end = places.len();
    places.resize(end + units.len(), Place::default());
    for unit in units {
        if *unit >= SKIP {
            next += u32::from(unit & !HEAD);
            continue;
        }
        next += u32::from(unit >> GAP_SHIFT);
        end += usize::from(!is_same(*unit));
        let place = &mut places[end - 1];
        place.number = next - 1;
        place.followers |= 1 << (unit & u16::from(LAST_CODE));
    }
    places.truncate(end);
}

/// Leaves of places from one on those where one of `codes` follows.
pub(super) fn keep(places: &mut Vec<Place>, from: usize, codes: &RangeInclusive<u8>) {
    let wanted = u64::MAX >> (LAST_CODE - codes.end()) & u64::MAX << codes.start();
    let mut end = from;
    for at in from..places.len() {
        let mut place = places[at];
        place.followers &= wanted;
        places[end] = place;
        end += usize::from(place.followers != 0);
    }
    places.truncate(end);
}

/// The passages that have a key.
pub(super) struct Passages<'k> {
    units: &'k [u16],
    /// From where they are counted.
    first: u32,
}

impl<'k> Passages<'k> {
    /// From the units of a key.
    pub(super) fn new(units: &'k [u16], first: u32) -> Self {
        let units = sorts(units).1;
        Self { units, first }
    }

    /// How many there are at most, counted for each thing that follows.
    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    /// Gives what follows the key in each of them.
    pub(super) fn visit(&self, give: &mut impl FnMut(Follower)) {
        let mut next = self.first;
        for unit in self.units {
            if *unit >= SKIP {
                next += u32::from(unit & !HEAD);
                continue;
            }
            next += u32::from(unit >> GAP_SHIFT);
            give(Follower {
                slot: next - 1,
                code: unit.to_le_bytes()[0] & LAST_CODE,
                is_many: unit & MANY != 0,
            });
        }
    }
}
