//! Occurrences of keys as plain numbers, so that millions of them are sorted by their hashes in a few passes.
//!
//! In: for each occurrence a hash, where it is and what follows it. Out: for each hash in order and each thing that follows it
//! the places, each once, in the order in which they came.

/// Occurrences in the order in which they came: the hash in the upper half of a number, then what follows and marks, then 24 bits
/// of the place. Places are counted from the first, so that those of a slice have room.
#[derive(Default)]
pub(super) struct Entries {
    all: Vec<u64>,
    first: Option<u32>,
}

/// Occurrences in the order of their hashes and of what follows them.
pub(super) struct Sorted(Entries);

/// All occurrences of a hash.
pub(super) struct Group<'e> {
    pub(super) hash: u32,
    entries: &'e [u64],
}

/// Those of them that are followed by the same.
pub(super) struct Followed<'e> {
    /// What follows.
    pub(super) code: u8,
    entries: &'e [u64],
}

const PLACE_BITS: u32 = 24;
const PLACE_MASK: u64 = 0xff_ffff;
const CODE_MASK: u64 = 0x3f;
const MARKS: u64 = 0xc0;
/// Digits by which is sorted, the least important first: what follows and marks, then the two highest of a hash;
/// where they begin, and how many bits they have.
const DIGITS: [(u32, u32); 3] = [(PLACE_BITS, 8), (42, 11), (53, 11)];
/// So often in one place is many times.
const MANY: usize = 3;

impl Entries {
    /// Adds an occurrence; places ascend. The lowest six bits of `code` are what follows, the other two are marks.
    pub(super) fn push(&mut self, hash: u32, place: u32, code: u8) {
        let place = place - *self.first.get_or_insert(place);
        debug_assert!(place >> PLACE_BITS == 0);
        self.all
            .push(u64::from(hash) << 32 | u64::from(code) << PLACE_BITS | u64::from(place));
    }

    /// Sorts by hash, then by what follows; what has both the same keeps its order.
    pub(super) fn sorted(mut self) -> Sorted {
        let digit = |entry: u64, (shift, bits): (u32, u32)| {
            usize::try_from(entry >> shift & ((1 << bits) - 1)).unwrap_or_default()
        };
        let mut counts = DIGITS.map(|(_, bits)| vec![0_usize; 1 << bits]);
        for entry in &self.all {
            for (counts, at) in counts.iter_mut().zip(DIGITS) {
                counts[digit(*entry, at)] += 1;
            }
        }
        let mut other = vec![0; self.all.len()];
        for (counts, at) in counts.iter_mut().zip(DIGITS) {
            if counts.contains(&self.all.len()) {
                continue;
            }
            let mut start = 0;
            for count in counts.iter_mut() {
                start += std::mem::replace(count, start);
            }
            for entry in &self.all {
                let place = &mut counts[digit(*entry, at)];
                other[*place] = *entry;
                *place += 1;
            }
            std::mem::swap(&mut self.all, &mut other);
        }
        // Few hashes begin with the same two digits.
        let highest = DIGITS[1].0;
        for some in self.all.chunk_by_mut(|a, b| a >> highest == b >> highest) {
            if !some.is_sorted_by_key(|entry| entry >> 32) {
                some.sort_by_key(|entry| entry >> 32);
            }
        }
        Sorted(self)
    }
}

impl Sorted {
    /// The first of all places.
    pub(super) fn first(&self) -> u32 {
        self.0.first.unwrap_or_default()
    }

    /// The occurrences of each hash.
    pub(super) fn groups(&self) -> impl Iterator<Item = Group<'_>> {
        let same = |a: &u64, b: &u64| a >> 32 == b >> 32;
        self.0.all.chunk_by(same).map(|entries| Group {
            hash: (entries[0] >> 32) as u32,
            entries,
        })
    }
}

impl<'e> Group<'e> {
    /// All its marks.
    pub(super) fn marks(&self) -> u8 {
        let all = self.entries.iter().fold(0, |all, entry| all | entry);
        (all >> PLACE_BITS & MARKS) as u8
    }

    /// Its parts by what follows.
    pub(super) fn followed(&self) -> impl Iterator<Item = Followed<'e>> {
        let same = |a: &u64, b: &u64| a >> PLACE_BITS == b >> PLACE_BITS;
        self.entries.chunk_by(same).map(|entries| Followed {
            code: (entries[0] >> PLACE_BITS & CODE_MASK) as u8,
            entries,
        })
    }
}

impl Followed<'_> {
    /// Its places, ascending and counted from the first of all, each with whether it is there many times.
    pub(super) fn places(&self) -> impl Iterator<Item = (u32, bool)> {
        self.entries
            .chunk_by(|a, b| a == b)
            .map(|some| ((some[0] & PLACE_MASK) as u32, some.len() >= MANY))
    }
}

#[cfg(test)]
mod tests {
    use super::Entries;

    #[test]
    fn 按散列和后接的字排好_同一处只有一次() {
        let mut entries = Entries::default();
        let given = [
            (7, 100, 3),
            (u32::MAX, 100, 0x80),
            (7, 100, 1),
            (0, 101, 0),
            (7, 101, 1),
            (7, 101, 1),
            (7, 101, 1),
            (7, 102, 0x41),
        ];
        for (hash, place, code) in given {
            entries.push(hash, place, code);
        }
        let sorted = entries.sorted();
        assert_eq!(sorted.first(), 100);
        let found: Vec<_> = sorted
            .groups()
            .map(|group| {
                let of = group
                    .followed()
                    .map(|part| (part.code, part.places().collect::<Vec<_>>()));
                (group.hash, group.marks(), of.collect::<Vec<_>>())
            })
            .collect();
        let of_seven = vec![
            (1, vec![(0, false), (1, true)]),
            (3, vec![(0, false)]),
            (1, vec![(2, false)]),
        ];
        assert_eq!(
            found,
            [
                (0, 0, vec![(0, vec![(1, false)])]),
                (7, 0x40, of_seven),
                (u32::MAX, 0x80, vec![(0, vec![(0, false)])]),
            ]
        );
    }
}
