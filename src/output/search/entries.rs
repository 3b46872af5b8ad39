//! Occurrences of keys as plain numbers, so that millions of them are sorted by their hashes in a few passes.
//!
//! In: for each occurrence a hash, where it is and what follows it. Out: for each hash in order the places, each once, in the
//! order in which they came.

/// Occurrences in the order in which they came: the hash in the upper half of a number, then 24 bits of the place, then what
/// follows and marks. Places are counted from the first, so that those of a slice have room.
#[derive(Default)]
pub(super) struct Entries {
    all: Vec<u64>,
    first: Option<u32>,
}

/// Occurrences in the order of their hashes.
pub(super) struct Sorted(Entries);

/// All occurrences of a hash.
pub(super) struct Group<'e> {
    pub(super) hash: u32,
    entries: &'e [u64],
}

/// A place of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// Counted from the first place of all.
    pub(super) place: u32,
    /// What follows there, as bits.
    pub(super) followers: u64,
    /// What follows there many times, as bits.
    pub(super) many: u64,
}

const PLACE_BITS: u32 = 24;
const CODE: u64 = 0x3f;
const MARKS: u64 = 0xc0;
/// Digits by which is sorted, the lower first: where in a number they begin. Together they are the highest 22 bits.
const DIGITS: [u32; 2] = [42, 53];
const DIGIT_BITS: u32 = 11;

impl Entries {
    /// Makes room for so many occurrences.
    pub(super) fn reserve(&mut self, count: usize) {
        self.all.reserve(count);
    }

    /// Adds an occurrence; places ascend. The lowest six bits of `code` are what follows, the other two are marks.
    pub(super) fn push(&mut self, hash: u32, place: u32, code: u8) {
        let place = place - *self.first.get_or_insert(place);
        debug_assert!(place >> PLACE_BITS == 0);
        self.all
            .push(u64::from(hash) << 32 | u64::from(place) << 8 | u64::from(code));
    }

    /// Sorts by hash; what has the same hash keeps its order.
    pub(super) fn sorted(mut self) -> Sorted {
        const MASK: u64 = (1 << DIGIT_BITS) - 1;
        let digit = |entry: u64, shift: u32| (entry >> shift & MASK) as usize;
        let mut counts = vec![[0_usize; 1 << DIGIT_BITS]; DIGITS.len()];
        for entry in &self.all {
            for (counts, shift) in counts.iter_mut().zip(DIGITS) {
                counts[digit(*entry, shift)] += 1;
            }
        }
        let mut other = vec![0; self.all.len()];
        for (counts, shift) in counts.iter_mut().zip(DIGITS) {
            let mut start = 0;
            for count in counts.iter_mut() {
                start += std::mem::replace(count, start);
            }
            for entry in &self.all {
                let place = &mut counts[digit(*entry, shift)];
                other[*place] = *entry;
                *place += 1;
            }
            std::mem::swap(&mut self.all, &mut other);
        }
        // Few hashes begin with the same two digits.
        let highest = DIGITS[0];
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

impl Group<'_> {
    /// How many occurrences it has.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// All its marks.
    pub(super) fn marks(&self) -> u8 {
        let all = self.entries.iter().fold(0, |all, entry| all | entry);
        (all & MARKS) as u8
    }

    /// Its places, ascending, each with all that follows there. Three times are many.
    pub(super) fn spots(&self) -> impl Iterator<Item = Spot> {
        let same = |a: &u64, b: &u64| a >> 8 == b >> 8;
        self.entries.chunk_by(same).map(|some| {
            let (mut once, mut twice, mut many) = (0_u64, 0_u64, 0_u64);
            for entry in some {
                let code = 1 << (entry & CODE);
                many |= twice & code;
                twice |= once & code;
                once |= code;
            }
            Spot {
                place: (some[0] & 0xffff_ffff) as u32 >> 8,
                followers: once,
                many,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Entries, Spot};

    #[test]
    fn 按散列排好_同一处只有一次() {
        let mut entries = Entries::default();
        let given = [
            (7, 100, 3),
            (u32::MAX, 100, 0x80),
            (7, 100, 1),
            (0, 101, 0),
            (7, 101, 1),
            (7, 101, 2),
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
            .map(|group| (group.hash, group.marks(), group.spots().collect::<Vec<_>>()))
            .collect();
        let spot = |place, followers, many| Spot {
            place,
            followers,
            many,
        };
        let of_seven = vec![spot(0, 0b1010, 0), spot(1, 0b110, 0b10), spot(2, 0b10, 0)];
        assert_eq!(
            found,
            [
                (0, 0, vec![spot(1, 1, 0)]),
                (7, 0x40, of_seven),
                (u32::MAX, 0x80, vec![spot(0, 1, 0)]),
            ]
        );
    }
}
