//! A shard: the keys whose hashes begin with the same bits, and where they occur in a segment.
//!
//! In: the slices of a segment. Out: the bytes of a shard, one stream of bits:
//!
//! ```text
//! count of keys, then for each by its fingerprint
//!   gap to the fingerprint before          Golomb–Rice
//!   whether several keys share it          1 bit
//!   count of passages, then for each       Elias γ, then
//!     gap to the slot before               Golomb–Rice
//!     pairs of middling count: 0 and the   4 bits or 9 bits
//!     follower, 1 and all followers
//!   count of documents with the key in title or number, then gaps
//! ```
//!
//! Slots and documents are counted from the segment's first.

use super::bits::{BitWriter, low_bits};
use super::cut::FOLLOWER_BITS;
use super::layout::Segment;
use super::slice::{Lists, Place, Slice};

/// Bits of a hash that files know: the first ones name the shard, the rest are the fingerprint.
pub(super) const HASH_BITS: u32 = 23;
/// Pairs in so many passages of a segment have what follows them. In fewer, a phrase is looked up soon enough without; in
/// more, that would be longer than the passages it spares.
const DETAILED: std::ops::RangeInclusive<u32> = 64..=16384;

/// Which files a key is found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// Two neighbouring characters.
    Pairs,
    /// One character, a word, or a whole number.
    Words,
}

/// Which shard of a segment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) family: Family,
    pub(super) number: u32,
}

/// Writes a shard of a segment from its slices, which are in order.
pub(super) fn write(segment: &Segment, part: Part, slices: &[&Slice]) -> Vec<u8> {
    let log = match part.family {
        Family::Pairs => segment.pairs,
        Family::Words => segment.words,
    };
    let mut found = gather(part, log, slices);
    // A stable sort: what a key has in one slice comes before what it has in the next.
    found.sort_by_key(|lists| lists.key);
    let writer = Writer {
        out: BitWriter::default(),
        segment,
        family: part.family,
        lists: Merged::default(),
    };
    writer.write(&found, log)
}

fn gather<'s>(part: Part, log: u32, slices: &[&'s Slice]) -> Vec<Lists<'s>> {
    let mut found = Vec::new();
    for slice in slices {
        let keys = match part.family {
            Family::Pairs => &slice.pairs,
            Family::Words => &slice.words,
        };
        found.extend(keys.part(log, part.number));
    }
    found
}

/// Where a fingerprint occurs.
#[derive(Default)]
struct Merged {
    body: Vec<Place>,
    head: Vec<Place>,
}

struct Writer<'s> {
    out: BitWriter,
    segment: &'s Segment,
    family: Family,
    lists: Merged,
}

impl Writer<'_> {
    fn write(mut self, found: &[Lists<'_>], log: u32) -> Vec<u8> {
        let bits = HASH_BITS - log;
        let fingerprint = |lists: &Lists<'_>| lists.key.hash << log >> log >> (32 - HASH_BITS);
        let same = |a: &Lists<'_>, b: &Lists<'_>| fingerprint(a) == fingerprint(b);
        let count = u32::try_from(found.chunk_by(same).count()).unwrap_or(u32::MAX);
        self.out.count(count);
        let low = low_bits(count, 1 << bits);
        let mut next = 0;
        for group in found.chunk_by(same) {
            let own = fingerprint(&group[0]);
            self.out.gap(own - next, low);
            next = own + 1;
            let shared = group.iter().any(|lists| lists.key != group[0].key);
            self.out.bits(u32::from(shared), 1);
            self.merge(group, shared);
            self.write_body();
            self.write_head();
        }
        self.out.finish()
    }

    fn merge(&mut self, group: &[Lists<'_>], shared: bool) {
        let Merged { body, head } = &mut self.lists;
        body.clear();
        head.clear();
        for lists in group {
            lists.read(body, head);
        }
        if shared {
            for places in [body, head] {
                places.sort_unstable_by_key(|place| place.number);
                places.dedup_by(|later, place| {
                    let is_same = later.number == place.number;
                    if is_same {
                        place.followers |= later.followers;
                    }
                    is_same
                });
            }
        }
    }

    fn write_body(&mut self) {
        let slots = &self.segment.slots;
        let count = u32::try_from(self.lists.body.len()).unwrap_or(u32::MAX);
        self.out.count(count);
        let low = low_bits(count, slots.end - slots.start);
        let is_detailed = self.family == Family::Pairs && DETAILED.contains(&count);
        let mut next = slots.start;
        for place in &self.lists.body {
            self.out.gap(place.number - next, low);
            next = place.number + 1;
            if is_detailed {
                let followers = place.followers;
                if followers.is_power_of_two() {
                    self.out.bits(followers.ilog2(), 1 + FOLLOWER_BITS);
                } else {
                    self.out.bits(0x100 | u32::from(followers), 9);
                }
            }
        }
    }

    fn write_head(&mut self) {
        let documents = &self.segment.documents;
        let count = u32::try_from(self.lists.head.len()).unwrap_or(u32::MAX);
        self.out.count(count);
        let low = low_bits(count, documents.end - documents.start);
        let mut next = documents.start;
        for place in &self.lists.head {
            self.out.gap(place.number - next, low);
            next = place.number + 1;
        }
    }
}
