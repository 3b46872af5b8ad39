//! A shard: the keys whose hashes begin with the same bits, and where they occur in a segment.
//!
//! In: the slices of a segment, and which of its pairs are cut ([`super::split`]). Out: the bytes of a shard, one stream of bits:
//!
//! ```text
//! count of keys, then for each by its fingerprint
//!   gap to the fingerprint before          Golomb–Rice
//!   whether several keys share it          1 bit
//!   pairs: whether this one is cut         1 bit, then if so
//!     whether a list of all is kept        1 bit
//!     with which numbers parts begin       63 bits, for the numbers from 1 on
//!   count of passages                      Elias γ, then
//!   pairs in 64 passages or more: what is  2 bits: 0 nothing, 1 or 2 for 3 or 6 bits of what
//!     kept beside them                     follows, 3 where the pair is there many times
//!   the passages, as a list of slots; with 1 and 2 after each
//!     what follows                         0 and one thing, 1 and several: of 8 as bits, of 64
//!                                          as a count less 2 and gaps
//!   with 3: those that have it many times  as a list of places in the list before
//!   count of documents with the key in title or number, then a list of them
//! ```
//!
//! A list is of gaps, as Golomb–Rice codes; where more than half of all there could be are in it and nothing stands between them, of
//! gaps between those that are not. Slots and documents are counted from the segment's first. The parts of a pair that is
//! cut are keys of their own.

use super::bits::{BitWriter, low_bits};
use super::cut::{FOLLOWER_BITS, HASH_BITS, Key, OPEN, RARE, print_of};
use super::entries::SEVERAL;
use super::keys::Lists;
use super::layout::Segment;
use super::places::{self, Place};
use super::slice::Slice;
use super::split::{self, DETAILED, Split, Splits};

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

/// What the shards of a segment are made of.
pub(super) struct Source<'s> {
    pub(super) segment: &'s Segment,
    /// In the order of their documents.
    pub(super) slices: Vec<&'s Slice>,
    pub(super) splits: &'s Splits,
}

impl<'s> Source<'s> {
    /// Writes a shard.
    pub(super) fn shard(&self, part: Part) -> Vec<u8> {
        let (log, splits) = match part.family {
            Family::Pairs => (
                self.segment.pairs,
                self.splits.parts(self.segment.pairs, part.number),
            ),
            Family::Words => (self.segment.words, [].as_slice()),
        };
        let found = self.gather(part, log);
        let mut groups = found
            .chunk_by(|a, b| print_of(a.key.hash) == print_of(b.key.hash))
            .peekable();
        let mut parts = splits
            .chunk_by(|a, b| print_of(a.hash) == print_of(b.hash))
            .peekable();
        let mut all: Vec<Entry<'_>> = Vec::new();
        loop {
            let group = groups.peek().map(|group| print_of(group[0].key.hash));
            let part = parts.peek().map(|group| print_of(group[0].hash));
            let Some(print) = group.into_iter().chain(part).min() else {
                break;
            };
            all.push(Entry {
                print,
                keys: groups.next_if(|_| group == Some(print)).unwrap_or_default(),
                parts: parts.next_if(|_| part == Some(print)).unwrap_or_default(),
            });
        }
        let writer = Writer {
            out: BitWriter::default(),
            source: self,
            family: part.family,
            body: Vec::new(),
            head: Vec::new(),
        };
        writer.write(&all, log)
    }

    /// The keys of all slices by their hashes; what a key has in one slice comes before what it has in the next.
    fn gather(&self, part: Part, log: u32) -> Vec<Lists<'s>> {
        let mut found = Vec::new();
        for slice in &self.slices {
            let keys = match part.family {
                Family::Pairs => &slice.pairs,
                Family::Words => &slice.words,
            };
            found.extend(keys.part(log, part.number));
        }
        let mut order: Vec<(u32, u32)> = (0..)
            .zip(&found)
            .map(|(at, lists)| (lists.key.hash, at))
            .collect();
        order.sort_unstable();
        order.iter().map(|(_, at)| found[*at as usize]).collect()
    }
}

/// All that has the same fingerprint.
struct Entry<'e> {
    print: u32,
    /// Keys as slices have them.
    keys: &'e [Lists<'e>],
    /// Parts of pairs that are cut.
    parts: &'e [split::Part],
}

/// What stands beside the passages of a pair.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Nothing,
    /// What follows it, in so many bits.
    Followers(u32),
}

struct Writer<'s> {
    out: BitWriter,
    source: &'s Source<'s>,
    family: Family,
    /// Where a fingerprint occurs.
    body: Vec<Place>,
    head: Vec<Place>,
}

impl Writer<'_> {
    fn write(mut self, all: &[Entry<'_>], log: u32) -> Vec<u8> {
        let bits = HASH_BITS - log;
        let count = count(all.len());
        self.out.count(count);
        let low = low_bits(count, 1 << bits);
        let mut next = 0;
        for entry in all {
            let own = entry.print & ((1 << bits) - 1);
            self.out.gap(own - next, low);
            next = own + 1;
            let split = match self.family {
                Family::Pairs => self.source.splits.of(entry.print),
                Family::Words => None,
            };
            if let (true, [part]) = (entry.keys.is_empty(), entry.parts) {
                self.write_part(part);
                continue;
            }
            let shared = self.read(entry, split.is_some());
            self.out.bits(u32::from(shared), 1);
            if self.family == Family::Pairs {
                self.write_split(split);
            }
            self.write_body(entry, split.is_some());
            let documents = &self.source.segment.documents;
            let range = documents.end - documents.start;
            self.out.count(self::count(self.head.len()));
            let numbers = self.head.iter().map(|place| place.number - documents.start);
            self.out.list(numbers, range);
        }
        self.out.finish()
    }

    /// Writes a part of a pair that is cut, which shares its fingerprint with nothing and is in no head.
    fn write_part(&mut self, part: &split::Part) {
        let source = self.source;
        let pair = source.splits.of(part.print);
        let list = pair.map(|pair| pair.list(part, source.segment, &source.slices));
        self.out.bits(0, 2);
        match list {
            Some(list) => self.out.append(list),
            None => self.out.count(0),
        }
        self.out.count(0);
    }

    /// Reads where a fingerprint occurs; says whether several keys share it.
    fn read(&mut self, entry: &Entry<'_>, is_split: bool) -> bool {
        self.body.clear();
        self.head.clear();
        for lists in entry.keys {
            lists.read_heads(&mut self.head);
            if !is_split {
                lists.read_passages(&mut self.body);
            }
        }
        for part in entry.parts {
            for slice in &self.source.slices {
                slice
                    .pairs
                    .read_passages(part.print, &part.codes, &mut self.body);
            }
        }
        let has_other_keys = entry
            .keys
            .iter()
            .any(|lists| lists.key != entry.keys[0].key || self.is_doubtful(lists.key));
        let shared = has_other_keys || usize::from(!entry.keys.is_empty()) + entry.parts.len() > 1;
        if shared {
            places::merge(&mut self.body, 0);
            places::merge(&mut self.head, 0);
        }
        shared
    }

    /// Whether a key may be several.
    fn is_doubtful(&self, key: Key) -> bool {
        match self.family {
            Family::Pairs => key.identity & RARE != 0,
            Family::Words => key.identity == SEVERAL,
        }
    }

    fn write_split(&mut self, split: Option<&Split>) {
        self.out.bits(u32::from(split.is_some()), 1);
        if let Some(split) = split {
            self.out.bits(u32::from(split.has_whole), 1);
            self.out.bits((split.starts >> 1 & 0xffff_ffff) as u32, 32);
            self.out.bits((split.starts >> 33) as u32, 31);
        }
    }

    fn write_body(&mut self, entry: &Entry<'_>, is_split: bool) {
        let slots = &self.source.segment.slots;
        let range = slots.end - slots.start;
        let count = count(self.body.len());
        self.out.count(count);
        let mut beside = Beside::Nothing;
        if self.family == Family::Pairs && count >= DETAILED {
            beside = beside_of(entry, is_split);
            self.out.bits(beside.code(), 2);
        }
        let numbers = self.body.iter().map(|place| place.number - slots.start);
        match beside {
            Beside::Nothing => self.out.list(numbers, range),
            Beside::Followers(width) => {
                let low = low_bits(count, range);
                let mut next = 0;
                for (number, place) in numbers.zip(&self.body) {
                    self.out.gap(number - next, low);
                    next = number + 1;
                    write_followers(&mut self.out, place.followers, width);
                }
            }
        }
    }
}

impl Beside {
    fn code(self) -> u32 {
        match self {
            Self::Nothing => 0,
            Self::Followers(width) => width / (FOLLOWER_BITS / 2),
        }
    }
}

/// What is kept beside the passages of a pair.
fn beside_of(entry: &Entry<'_>, is_split: bool) -> Beside {
    let [first, rest @ ..] = entry.keys else {
        return Beside::Nothing;
    };
    let kind = first.key.identity;
    match kind {
        // Different pairs share the hash.
        _ if is_split || !entry.parts.is_empty() => Beside::Nothing,
        _ if rest.iter().any(|lists| lists.key.identity != kind) => Beside::Nothing,
        0 => Beside::Followers(FOLLOWER_BITS / 2),
        OPEN => Beside::Followers(FOLLOWER_BITS),
        _ => Beside::Nothing,
    }
}

fn write_followers(out: &mut BitWriter, followers: u64, width: u32) {
    if width < FOLLOWER_BITS {
        write_halves(out, followers);
        return;
    }
    let count = followers.count_ones();
    if count == 1 {
        out.bits(followers.trailing_zeros(), 1 + width);
        return;
    }
    out.bits(1, 1);
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

/// Writes the first half of the bits of what follows: one of eight.
fn write_halves(out: &mut BitWriter, followers: u64) {
    let bytes = followers.to_le_bytes();
    let halves = (0..).zip(bytes).filter(|(_, byte)| *byte != 0);
    let mask = halves.fold(0_u32, |mask, (half, _)| mask | 1 << half);
    if mask.is_power_of_two() {
        out.bits(mask.trailing_zeros(), 1 + FOLLOWER_BITS / 2);
    } else {
        out.bits(1 << 8 | mask, 9);
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
