//! Pairs that are in very many passages, cut by what follows them: who looks for a phrase fetches the part that it needs.
//!
//! In: the slices of a segment. Out: [`Splits`]: which pairs are cut, and where. What follows a pair is one of 64 numbers; a part holds
//! those of some neighbouring numbers, so that no part is longer than it must be and none very short. Where a pair is in
//! most passages, a list of all of them stands beside the parts.

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use super::bits::BitWriter;
use super::cut::{self, print_of};
use super::layout::Segment;
use super::places::{LAST_CODE, Passages, codes};
use super::slice::Slice;

/// Pairs in so many passages of a segment say whether they have what follows them. In fewer, a phrase is looked up soon
/// enough without.
pub(super) const DETAILED: u32 = 64;
/// Pairs in so many passages are cut; counted for each thing that follows.
const LEAST: u32 = 1024;
/// Passages in a part at least, where there are neighbours to join.
const LEAST_IN_PART: u32 = 256;
/// A part holds several numbers only where that is no more than such a share of the pair's passages.
const SHARE: u32 = 8;
/// A list of all is kept beside the parts where it has more than such a share of the segment's passages.
const WHOLE_SHARE: u32 = 12;
/// A list of more passages does not say where a pair is many times: that would be as long as the list, and of so many hits the
/// newest come first anyway.
const MOST_COUNTED: u32 = 16_384;
/// Slices by which parts are measured, spread over all.
const MEASURED: usize = 4;
/// What stands for a list of all in the place of the number that a part begins with.
const WHOLE: u8 = 64;

/// The pairs of a segment that are cut.
#[derive(Default)]
pub(super) struct Splits {
    /// In the order of their prints.
    pairs: Vec<Split>,
    /// In the order of their hashes.
    parts: Vec<Part>,
}

/// A pair that is cut; pairs that files cannot tell apart are one.
pub(super) struct Split {
    /// The bits of the hash that files know.
    print: u32,
    /// Whether a list of all stands beside the parts.
    pub(super) has_whole: bool,
    /// With which numbers a part begins, as bits; the first always does.
    pub(super) starts: u64,
    /// The lists of its parts in their order, then that of all: made at once by whoever is first to need one.
    lists: OnceLock<Vec<BitWriter>>,
}

/// A list of a pair that is cut.
pub(super) struct Part {
    /// The hash that files go by.
    pub(super) hash: u32,
    /// The pair's.
    pub(super) print: u32,
    /// What follows the pair.
    pub(super) codes: RangeInclusive<u8>,
    /// Which of the pair's lists it is.
    number: usize,
}

impl Splits {
    /// Finds what is to be cut in the slices of a segment.
    pub(super) fn new(segment: &Segment, slices: &[&Slice]) -> Self {
        if segment.slots.len() < LEAST as usize {
            return Self::default();
        }
        let mut splits = Self::default();
        let mut places = Vec::new();
        let step = slices.len().div_ceil(MEASURED);
        for print in frequent(slices) {
            let mut measures = [0; 64];
            let mut passages = 0;
            for slice in slices.iter().step_by(step) {
                places.clear();
                slice
                    .pairs
                    .read_passages(print, &(0..=LAST_CODE), &mut places);
                passages += count(places.len());
                for place in &places {
                    for code in codes(place.followers) {
                        measures[usize::from(code)] += 1;
                    }
                }
            }
            let scale = count(slices.len().div_ceil(step).max(1));
            let all = count(slices.len());
            let measures = measures.map(|measure| measure * all / scale);
            let passages = passages * all / scale;
            splits.add(segment, print, passages, &measures);
        }
        splits.parts.sort_unstable_by_key(|part| part.hash);
        splits
    }

    fn add(&mut self, segment: &Segment, print: u32, passages: u32, measures: &[u32; 64]) {
        let has_whole = passages > count(segment.slots.len()) / WHOLE_SHARE;
        let starts = starts(measures, (passages / SHARE).max(LEAST_IN_PART));
        let mut add = |start: u8, codes, number| {
            self.parts.push(Part {
                hash: cut::mix(print, u32::from(start)),
                print,
                codes,
                number,
            });
        };
        for (number, codes) in (0..).zip(ranges(starts)) {
            add(*codes.start(), codes, number);
        }
        if has_whole {
            add(WHOLE, 0..=LAST_CODE, starts.count_ones() as usize);
        }
        self.pairs.push(Split {
            print,
            has_whole,
            starts,
            lists: OnceLock::new(),
        });
    }

    /// How the pair of a print is cut.
    pub(super) fn of(&self, print: u32) -> Option<&Split> {
        let at = self.pairs.binary_search_by_key(&print, |split| split.print);
        at.ok().map(|at| &self.pairs[at])
    }

    /// The parts whose hashes begin with the `log` bits of `shard`.
    pub(super) fn parts(&self, log: u32, shard: u32) -> &[Part] {
        let begins = |part: &Part| (u64::from(part.hash) << log >> 32) as u32;
        let from = self.parts.partition_point(|part| begins(part) < shard);
        let some = self.parts[from..].partition_point(|part| begins(part) == shard);
        &self.parts[from..from + some]
    }
}

impl Split {
    /// The list of a part of this pair.
    pub(super) fn list(&self, part: &Part, segment: &Segment, slices: &[&Slice]) -> &BitWriter {
        &self.lists.get_or_init(|| self.write(segment, slices))[part.number]
    }

    fn write(&self, segment: &Segment, slices: &[&Slice]) -> Vec<BitWriter> {
        let parts: Vec<RangeInclusive<u8>> = ranges(self.starts).collect();
        let mut part_of = [0; LAST_CODE as usize + 1];
        for (part, codes) in (0..).zip(&parts) {
            for code in codes.clone() {
                part_of[usize::from(code)] = part;
            }
        }
        // All at once: what is in no cache is fetched side by side.
        let mut found: Vec<Passages<'_>> = Vec::with_capacity(slices.len());
        let mut is_shared = false;
        for slice in slices {
            let before = found.len();
            found.extend(slice.pairs.passages(self.print));
            is_shared |= found.len() - before > 1;
        }
        let places: usize = found.iter().map(Passages::len).sum();
        let room = places / parts.len();
        let mut lists: Vec<Vec<Counted>> = parts.iter().map(|_| Vec::with_capacity(room)).collect();
        let mut whole = Vec::with_capacity(if self.has_whole { places } else { 0 });
        for own in &found {
            own.visit(&mut |one| {
                let counted = Counted {
                    slot: one.slot - segment.slots.start,
                    times: if one.is_many { MANY } else { 1 },
                };
                lists[part_of[usize::from(one.code)]].push(counted);
                if self.has_whole {
                    whole.push(counted);
                }
            });
        }
        if self.has_whole {
            lists.push(whole);
        }
        let range = count(segment.slots.len());
        let ordered = lists.iter_mut().map(|list| {
            if is_shared {
                list.sort_unstable_by_key(|one| one.slot);
            }
            join(list);
            written(list, range)
        });
        ordered.collect()
    }
}

/// A slot of the segment, and how often what is looked for is there, as far as that is known.
#[derive(Clone, Copy)]
struct Counted {
    slot: u32,
    times: u32,
}

/// So many times are many.
const MANY: u32 = 3;

/// Makes one of neighbours that are the same slot.
fn join(list: &mut Vec<Counted>) {
    let (mut end, mut before, mut times) = (0, u32::MAX, 0);
    for at in 0..list.len() {
        let one = list[at];
        // Whether a slot comes again cannot be foretold: no branch asks for it.
        let is_same = one.slot == before;
        times = one.times + if is_same { times } else { 0 };
        end += usize::from(!is_same);
        list[end - 1] = Counted {
            slot: one.slot,
            times,
        };
        before = one.slot;
    }
    list.truncate(end);
}

/// The list of a part, as [`super::shard`] says.
fn written(list: &[Counted], range: u32) -> BitWriter {
    let mut out = BitWriter::default();
    let count = count(list.len());
    out.count(count);
    let is_counted = (DETAILED..=MOST_COUNTED).contains(&count);
    if count >= DETAILED {
        out.bits(if is_counted { 3 } else { 0 }, 2);
    }
    out.list(list.iter().map(|one| one.slot), range);
    if is_counted {
        let mut many = vec![0; list.len()];
        let mut some = 0;
        for (at, one) in (0..).zip(list) {
            many[some] = at;
            some += usize::from(one.times >= MANY);
        }
        out.count(self::count(some));
        out.list(many[..some].iter().copied(), count);
    }
    out.compact()
}

/// The parts that begin with these numbers.
fn ranges(starts: u64) -> impl Iterator<Item = RangeInclusive<u8>> {
    let mut rest = codes(starts).peekable();
    std::iter::from_fn(move || {
        let start = rest.next()?;
        let next = rest.peek().copied().unwrap_or(LAST_CODE + 1);
        Some(start..=next - 1)
    })
}

/// With which numbers parts begin: neighbours join as long as a part stays within `most` passages.
fn starts(measures: &[u32; 64], most: u32) -> u64 {
    let mut starts = 1;
    let mut sum = 0;
    for (code, measure) in measures.iter().enumerate() {
        if sum > 0 && *measure > 0 && sum + measure > most {
            starts |= 1 << code;
            sum = 0;
        }
        sum += measure;
    }
    starts
}

/// The prints of pairs that are in very many passages, ascending.
fn frequent(slices: &[&Slice]) -> Vec<u32> {
    // Whatever is in so many passages of all is in this many of some slice.
    let share = LEAST / count(slices.len()).max(1);
    let mut candidates: Vec<u32> = slices
        .iter()
        .flat_map(|slice| slice.pairs.long(share))
        .map(print_of)
        .collect();
    candidates.sort_unstable();
    candidates.dedup();
    candidates.retain(|print| {
        let mut sum = 0;
        slices.iter().any(|slice| {
            sum += slice.pairs.count(*print);
            sum >= LEAST
        })
    });
    candidates
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::starts;

    #[test]
    fn 相邻的少数合在一起_多的单独一份() {
        let mut measures = [0; 64];
        for (code, measure) in [(0, 3), (2, 4), (5, 90), (6, 2), (7, 2), (63, 7)] {
            measures[code] = measure;
        }
        assert_eq!(starts(&measures, 10), 1 | 1 << 5 | 1 << 6 | 1 << 63);
        assert_eq!(starts(&measures, 1000), 1);
        assert_eq!(starts(&[0; 64], 0), 1);
    }
}
