//! Where a key occurs, in few bytes.
//!
//! In: sorted occurrences. Out: bytes, and the places read from them. Heads are gaps and a zero. Passages, where they are few, are gaps each
//! with all that follows there. Where they are many, they are listed for each thing that follows, so that some are read
//! without the rest: its number, gaps, and a zero. A gap is written twice as large, and one more where the key is there many
//! times.

use std::ops::RangeInclusive;

use super::entries::{Group, Spot};

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

pub(super) fn push_heads(bytes: &mut Vec<u8>, group: Option<&Group<'_>>) {
    let mut next = 0;
    for spot in group.into_iter().flat_map(Group::spots) {
        push_gap(bytes, spot.place, &mut next, false);
    }
    bytes.push(0);
}

/// Writes the passages of a group, and says how many there are, counted for each thing that follows.
pub(super) fn push_passages(bytes: &mut Vec<u8>, group: &Group<'_>) -> u32 {
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
pub(super) fn read_passages(
    mut bytes: &[u8],
    first: u32,
    codes: &RangeInclusive<u8>,
    places: &mut Vec<Place>,
) {
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

/// Gives each thing that follows a key, with the passages where it does, counted from `first`, and whether it does so many times.
pub(super) fn visit(mut bytes: &[u8], first: u32, give: &mut impl FnMut(u8, u32, bool)) {
    let mut places = Vec::new();
    if let [TOGETHER, rest @ ..] = bytes {
        read_together(rest, first, &(0..=LAST_CODE), &mut places);
        for place in places {
            for code in codes(place.followers) {
                give(code, place.number, place.is_many);
            }
        }
        return;
    }
    while let [code, rest @ ..] = bytes {
        bytes = rest;
        places.clear();
        read_list(&mut bytes, first, 0, &mut places);
        for place in &places {
            give(*code, place.number, place.is_many);
        }
    }
}

/// Reads places up to the zero behind them.
pub(super) fn read_list(bytes: &mut &[u8], first: u32, followers: u64, places: &mut Vec<Place>) {
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
pub(super) fn behind_zero(bytes: &[u8]) -> &[u8] {
    memchr::memchr(0, bytes).map_or(&[], |zero| &bytes[zero + 1..])
}

pub(super) fn next_number(bytes: &mut &[u8]) -> u64 {
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

pub(super) fn push_number(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= u64::from(MORE) {
        bytes.push(value.to_le_bytes()[0] | MORE);
        value >>= 7;
    }
    bytes.push(value.to_le_bytes()[0]);
}

#[cfg(test)]
mod tests {
    use super::super::entries::Entries;
    use super::{LAST_CODE, Place, push_passages, read_passages};

    /// What is read of occurrences of one key, given with what follows.
    fn read(given: &[(u32, u8)], codes: std::ops::RangeInclusive<u8>) -> Vec<Place> {
        let mut entries = Entries::default();
        for (place, code) in given {
            entries.push(7, *place, *code);
        }
        let sorted = entries.sorted();
        let mut bytes = Vec::new();
        for group in sorted.groups() {
            push_passages(&mut bytes, &group);
        }
        let mut places = Vec::new();
        read_passages(&bytes, sorted.first(), &codes, &mut places);
        places
    }

    #[test]
    fn 多处少处读出来一样_只读要的那些() {
        for count in [3_u32, 20, 70, 500] {
            let given: Vec<(u32, u8)> = (0..count)
                .flat_map(|at| {
                    let place = 1000 + at * at % 7 + at * 3;
                    let code = u8::try_from(at % 9 * 7).unwrap();
                    [
                        (place, code),
                        (place, code),
                        (place, u8::try_from(at % 5).unwrap()),
                    ]
                })
                .collect();
            let mut given = given;
            given.sort_by_key(|(place, _)| *place);
            for codes in [0..=LAST_CODE, 0..=3, 7..=7, 40..=LAST_CODE] {
                let wanted = |code: &u8| codes.contains(code);
                let mut all: Vec<(u32, u64)> = Vec::new();
                for (place, code) in given.iter().filter(|(_, code)| wanted(code)) {
                    match all.last_mut() {
                        Some((last, followers)) if last == place => *followers |= 1 << code,
                        _ => all.push((*place, 1 << code)),
                    }
                }
                let found: Vec<_> = read(&given, codes.clone())
                    .iter()
                    .map(|place| (place.number, place.followers))
                    .collect();
                assert_eq!(found, all, "{count} {codes:?}");
            }
        }
    }
}
