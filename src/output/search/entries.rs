//! Occurrences of keys as plain numbers, so that millions of them are sorted by their hashes in a few passes.
//!
//! In: for each occurrence a hash, where it is and what follows it. Out: for each hash in order the places, each once, in the
//! order in which they came.

use super::slice::Place;

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
    first: u32,
}

const PLACE_BITS: u32 = 24;
const FOLLOWER_MASK: u64 = 0x3f;
const MARKS: u64 = 0xc0;
/// Bits of a digit by which is sorted, and where the two highest digits of a hash begin.
const DIGIT: u32 = 11;
const DIGIT_MASK: u64 = 0x7ff;
const DIGITS: [u32; 2] = [42, 53];

impl Entries {
    /// Adds an occurrence; places ascend. The lowest six bits of `code` are what follows, the other two are marks.
    pub(super) fn push(&mut self, hash: u32, place: u32, code: u8) {
        let place = place - *self.first.get_or_insert(place);
        debug_assert!(place >> PLACE_BITS == 0);
        self.all
            .push(u64::from(hash) << 32 | u64::from(place) << 8 | u64::from(code));
    }

    /// Sorts by hash; what has the same hash keeps its order.
    pub(super) fn sorted(mut self) -> Sorted {
        let digit = |entry: u64, shift: u32| (entry >> shift & DIGIT_MASK) as usize;
        let mut counts = vec![[0_usize; 1 << DIGIT]; DIGITS.len()];
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
        for some in self
            .all
            .chunk_by_mut(|a, b| a >> DIGITS[0] == b >> DIGITS[0])
        {
            if !some.is_sorted_by_key(|entry| entry >> 32) {
                some.sort_by_key(|entry| entry >> 32);
            }
        }
        Sorted(self)
    }
}

impl Sorted {
    /// The occurrences of each hash.
    pub(super) fn groups(&self) -> impl Iterator<Item = Group<'_>> {
        let first = self.0.first.unwrap_or_default();
        let same = |a: &u64, b: &u64| a >> 32 == b >> 32;
        self.0.all.chunk_by(same).map(move |entries| Group {
            hash: (entries[0] >> 32) as u32,
            entries,
            first,
        })
    }
}

impl Group<'_> {
    /// In how many places it is, and all its marks.
    pub(super) fn measure(&self) -> (u32, u8) {
        let mut count = 0;
        let mut last = u64::MAX;
        let mut marks = 0;
        for entry in self.entries {
            count += u32::from(entry >> 8 != last);
            last = entry >> 8;
            marks |= entry & MARKS;
        }
        (count, (marks & 0xff) as u8)
    }

    /// Its places, ascending, each with all that follows there.
    pub(super) fn places(&self) -> impl Iterator<Item = Place> {
        let same = |a: &u64, b: &u64| a >> 8 == b >> 8;
        self.entries.chunk_by(same).map(|some| Place {
            number: self.first + ((some[0] & 0xffff_ffff) as u32 >> 8),
            followers: some
                .iter()
                .fold(0, |all, entry| all | 1 << (entry & FOLLOWER_MASK)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Entries;

    #[test]
    fn 按散列排好_同一处只有一次() {
        let mut entries = Entries::default();
        let given = [
            (7, 100, 1),
            (u32::MAX, 100, 0x80),
            (7, 100, 3),
            (0, 101, 0),
            (7, 102, 0x41),
        ];
        for (hash, place, code) in given {
            entries.push(hash, place, code);
        }
        let sorted = entries.sorted();
        let found: Vec<_> = sorted
            .groups()
            .map(|group| {
                let places: Vec<_> = group.places().map(|at| (at.number, at.followers)).collect();
                (group.hash, group.measure(), places)
            })
            .collect();
        assert_eq!(
            found,
            [
                (0, (1, 0), vec![(101, 1)]),
                (7, (2, 0x40), vec![(100, 0b1010), (102, 0b10)]),
                (u32::MAX, (1, 0x80), vec![(100, 1)]),
            ]
        );
    }
}
