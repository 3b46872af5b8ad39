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
//!   pairs in 64 passages or more: whether 2 bits: 0, 1 or 2 times 3 bits
//!     what follows is kept, then for each  0 and a follower, 1 and several: as 8 bits, or of 64 as a
//!                                          count less 2 and gaps
//!   count of documents with the key in title or number, then gaps
//! ```
//!
//! Slots and documents are counted from the segment's first.

use super::bits::{BitWriter, low_bits};
use super::cut::{FOLLOWER_BITS, Key, OPEN, RARE};
use super::layout::Segment;
use super::slice::{Lists, Place, SEVERAL, Slice};

/// Bits of a hash that files know: the first ones name the shard, the rest are the fingerprint.
pub(super) const HASH_BITS: u32 = 23;
/// Pairs in so many passages of a segment say whether they have what follows them. In fewer, a phrase is looked up soon
/// enough without.
const DETAILED: u32 = 64;
/// Pairs in more passages have it not: that would be longer than the passages it spares.
const MOST_DETAILED: u32 = 32768;

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
            let shared = group
                .iter()
                .any(|lists| lists.key != group[0].key || self.is_doubtful(lists.key));
            self.out.bits(u32::from(shared), 1);
            self.merge(group, shared);
            self.write_body(group);
            self.write_head();
        }
        self.out.finish()
    }

    /// Whether a key may be several.
    fn is_doubtful(&self, key: Key) -> bool {
        match self.family {
            Family::Pairs => key.identity & RARE != 0,
            Family::Words => key.identity == SEVERAL,
        }
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

    fn write_body(&mut self, group: &[Lists<'_>]) {
        let slots = &self.segment.slots;
        let count = u32::try_from(self.lists.body.len()).unwrap_or(u32::MAX);
        self.out.count(count);
        let low = low_bits(count, slots.end - slots.start);
        let width = match self.family {
            Family::Pairs if count >= DETAILED => {
                let times = times_kept(group, count);
                self.out.bits(times, 2);
                times * FOLLOWER_BITS
            }
            _ => 0,
        };
        let mut next = slots.start;
        for place in &self.lists.body {
            self.out.gap(place.number - next, low);
            next = place.number + 1;
            if width > 0 {
                write_followers(&mut self.out, place.followers, width);
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

/// How many followers of a pair are kept, where it is in so many passages.
fn times_kept(group: &[Lists<'_>], count: u32) -> u32 {
    let kind = group[0].key.identity;
    match kind {
        _ if count > MOST_DETAILED => 0,
        // Different pairs share the hash.
        _ if group.iter().any(|lists| lists.key.identity != kind) => 0,
        0 => 1,
        OPEN => 2,
        _ => 0,
    }
}

fn write_followers(out: &mut BitWriter, followers: u64, width: u32) {
    let count = followers.count_ones();
    if count == 1 {
        out.bits(followers.trailing_zeros(), 1 + width);
        return;
    }
    out.bits(1, 1);
    if width == FOLLOWER_BITS {
        out.bits((followers & 0xff) as u32, 8);
        return;
    }
    out.count(count - 2);
    let low = low_bits(count, 1 << width);
    let mut rest = followers;
    let mut next = 0;
    while rest != 0 {
        let code = rest.trailing_zeros();
        out.gap(code - next, low);
        next = code + 1;
        rest &= rest - 1;
    }
}
