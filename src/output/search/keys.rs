//! The keys of a slice, found by the first bits of their hashes.
//!
//! In: occurrences in heads and in passages. Out: [`Keys`], and [`Lists`] of one of them, in units of [`super::places`].

use std::ops::{Range, RangeInclusive};

use super::cut::{HASH_BITS, Key};
use super::entries::{Entries, Found, SEVERAL};
use super::places::{self, LAST_CODE, Passages, Place};

/// The keys of a slice in the order of their hashes, each with where it occurs: in heads, then in passages.
pub(super) struct Keys {
    hashes: Vec<u32>,
    identities: Vec<u32>,
    /// Where those begin that begin with the same bits, and at last how many there are.
    begins: Vec<u32>,
    /// Where the units of each key end.
    ends: Vec<u32>,
    units: Vec<u16>,
    /// From where documents and slots are counted.
    firsts: [u32; 2],
}

/// Where a key occurs in a slice.
#[derive(Clone, Copy)]
pub(super) struct Lists<'k> {
    pub(super) key: Key,
    units: &'k [u16],
    firsts: [u32; 2],
}

/// Logarithm of into how many parts the hashes of a slice are told apart at once.
const BEGINS: u32 = 11;

impl Keys {
    /// The keys of heads and of passages.
    pub(super) fn new(mut head: Entries, mut body: Entries) -> Self {
        let (heads, bodies) = (head.found(), body.found());
        let others = heads.iter().filter(|head| {
            let own = |body: &Found| body.key.hash.cmp(&head.key.hash);
            bodies.binary_search_by(own).is_err()
        });
        let count = bodies.len() + others.count();
        let mut keys = Self {
            hashes: Vec::with_capacity(count),
            identities: Vec::with_capacity(count),
            begins: Vec::new(),
            ends: Vec::with_capacity(count),
            units: Vec::new(),
            firsts: [head.first(), body.first()],
        };
        let (mut head_starts, mut body_starts) = (Vec::new(), Vec::new());
        let mut end = 0;
        let mut start = |starts: &mut Vec<u32>, found: Option<&Found>| {
            if let Some(found) = found {
                starts.push(end);
                end += found.units;
            }
            end
        };
        let (mut of_heads, mut of_bodies) = (heads.iter().peekable(), bodies.iter().peekable());
        loop {
            let next = [of_heads.peek(), of_bodies.peek()];
            let Some(hash) = next.into_iter().flatten().map(|found| found.key.hash).min() else {
                break;
            };
            let head = of_heads.next_if(|found| found.key.hash == hash);
            let body = of_bodies.next_if(|found| found.key.hash == hash);
            let mut identities = [head, body]
                .into_iter()
                .flatten()
                .map(|found| found.key.identity);
            let first = identities.next().unwrap_or(SEVERAL);
            let is_one = identities.all(|other| other == first);
            keys.hashes.push(hash);
            keys.identities.push(if is_one { first } else { SEVERAL });
            start(&mut head_starts, head);
            keys.ends.push(start(&mut body_starts, body));
        }
        keys.units = vec![0; end as usize];
        head.write(&heads, &head_starts, &mut keys.units);
        body.write(&bodies, &body_starts, &mut keys.units);
        keys.finish();
        keys
    }

    /// Notes where hashes begin, once all are there.
    fn finish(&mut self) {
        let mut at = 0;
        self.begins = (0..=1 << BEGINS)
            .map(|first| {
                let some = self.hashes[at..].iter();
                at += some
                    .take_while(|hash| **hash >> (32 - BEGINS) < first)
                    .count();
                u32::try_from(at).unwrap_or(u32::MAX)
            })
            .collect();
    }

    /// Where the first key stands whose hash is not less; all hashes are less than 2³².
    fn place(&self, hash: u64) -> usize {
        let Ok(hash) = u32::try_from(hash) else {
            return self.hashes.len();
        };
        let first = (hash >> (32 - BEGINS)) as usize;
        let [start, end] = [self.begins[first], self.begins[first + 1]].map(|at| at as usize);
        start + self.hashes[start..end].partition_point(|other| *other < hash)
    }

    /// Where those keys stand whose hashes begin with the `log` bits of `part`.
    fn places(&self, log: u32, part: u32) -> Range<usize> {
        let bound = |part: u64| self.place(part << (32 - log));
        bound(part.into())..bound(u64::from(part) + 1)
    }

    /// The keys whose hashes begin with the `log` bits of `part`.
    pub(super) fn part(&self, log: u32, part: u32) -> impl Iterator<Item = Lists<'_>> {
        self.places(log, part).map(|at| self.lists_at(at))
    }

    /// Gives the passages that have a pair whose hash begins with `print`, followed by one of `codes`.
    pub(super) fn read_passages(
        &self,
        print: u32,
        codes: &RangeInclusive<u8>,
        body: &mut Vec<Place>,
    ) {
        let from = body.len();
        let places = self.places(HASH_BITS, print);
        let is_shared = places.len() > 1;
        for at in places {
            self.lists_at(at).read_passages(body);
        }
        if *codes != (0..=LAST_CODE) {
            places::keep(body, from, codes);
        }
        if is_shared {
            places::merge(body, from);
        }
    }

    /// Where the pairs are whose hashes begin with `print`.
    pub(super) fn passages(&self, print: u32) -> impl Iterator<Item = Passages<'_>> {
        let own = self.part(HASH_BITS, print);
        own.map(|lists| Passages::new(lists.units, self.firsts[1]))
    }

    fn lists_at(&self, at: usize) -> Lists<'_> {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        Lists {
            key: Key {
                hash: self.hashes[at],
                identity: self.identities[at],
            },
            units: &self.units[start as usize..self.ends[at] as usize],
            firsts: self.firsts,
        }
    }

    /// The hashes of keys with so many units: all that are in so many passages, counted for each thing that follows, and some others.
    pub(super) fn long(&self, least: u32) -> impl Iterator<Item = u32> {
        let units = |at: usize| self.lists_at(at).units.len();
        let all = (0..self.hashes.len()).filter(move |at| units(*at) >= least as usize);
        all.map(|at| self.hashes[at])
    }

    /// In how many passages the pairs are whose hashes begin with `print`, counted for each thing that follows.
    pub(super) fn count(&self, print: u32) -> u32 {
        let own = self.places(HASH_BITS, print);
        own.map(|at| places::count(self.lists_at(at).units)).sum()
    }
}

impl Lists<'_> {
    /// Gives the documents whose heads have the key.
    pub(super) fn read_heads(self, head: &mut Vec<Place>) {
        places::read_heads(self.units, self.firsts[0], head);
    }

    /// Gives the passages that have the key.
    pub(super) fn read_passages(self, body: &mut Vec<Place>) {
        places::read_passages(self.units, self.firsts[1], body);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Keys;
    use crate::output::search::cut::Key;
    use crate::output::search::entries::{Entries, Occurrence, SEVERAL};
    use crate::output::search::places::{LAST_CODE, Place};

    const FIRST: u32 = 1000;

    fn occurrence(hash: u32, identity: u32, code: u8) -> Occurrence {
        Occurrence {
            key: Key { hash, identity },
            code,
        }
    }

    /// The keys of passages, each with its slot.
    fn keys(passages: &[(u32, Vec<Occurrence>)]) -> Keys {
        let mut body = Entries::new(FIRST);
        for (slot, occurrences) in passages {
            body.read_passage(*slot, occurrences.iter().copied());
        }
        Keys::new(Entries::new(0), body)
    }

    #[test]
    fn 按散列排好_标题在前_不同的键混在一起说得出() {
        let mut head = Entries::new(5);
        let mut body = Entries::new(FIRST);
        for (document, hash) in [(5, u32::MAX), (5, 7), (9, 7)] {
            let key = Key { hash, identity: 1 };
            head.read_head(document, [key, key].into_iter());
        }
        for (slot, hash, identity, code) in [
            (FIRST, 7, 2, 3),
            (FIRST, 0, 2, 0),
            (FIRST, 7, 2, 4),
            (FIRST, 1 << 31, 2, 0),
            (FIRST + 2, 1 << 31, 3, 0),
        ] {
            body.read_passage(slot, [occurrence(hash, identity, code)].into_iter());
        }
        let keys = Keys::new(head, body);
        let mut found = Vec::new();
        for lists in keys.part(0, 0) {
            let (mut heads, mut bodies) = (Vec::new(), Vec::new());
            lists.read_heads(&mut heads);
            lists.read_passages(&mut bodies);
            let numbers = |places: &[Place]| places.iter().map(|p| p.number).collect::<Vec<_>>();
            let Key { hash, identity } = lists.key;
            found.push((hash, identity, numbers(&heads), numbers(&bodies)));
        }
        assert_eq!(
            found,
            [
                (0, 2, vec![], vec![FIRST]),
                (7, SEVERAL, vec![5, 9], vec![FIRST]),
                (1 << 31, SEVERAL, vec![], vec![FIRST, FIRST + 2]),
                (u32::MAX, 1, vec![5], vec![]),
            ]
        );
        assert_eq!(keys.part(1, 1).count(), 2);
        assert_eq!(keys.part(10, 1023).count(), 1);
    }

    #[test]
    fn 多处少处读出来一样_只读要的那些() {
        // Other keys between them, so that tables and what is noted of a passage grow.
        for (count, others) in [(3_u32, 0), (20, 5), (70, 900), (500, 40)] {
            let mut given: BTreeMap<u32, Vec<u8>> = BTreeMap::new();
            for at in 0..count {
                let slot = FIRST + at * 3 + at / 7 * 300 + at / 60 * 20_000;
                let code = u8::try_from(at % 9 * 7).unwrap();
                let other = u8::try_from(at % 5).unwrap();
                given.insert(slot, vec![code, other, code]);
            }
            let passages = given.iter().map(|(slot, codes)| {
                let own = codes.iter().map(|code| occurrence(u32::MAX - 5, 0, *code));
                let others = (0..others).map(|at| occurrence((slot ^ (at * 77)) << 14, 0, 1));
                (*slot, own.chain(others).collect())
            });
            let keys = keys(&passages.collect::<Vec<_>>());
            for codes in [0..=LAST_CODE, 0..=3, 7..=7, 40..=LAST_CODE] {
                let wanted = |all: &[u8]| {
                    let all = all.iter().filter(|code| codes.contains(code));
                    all.fold(0_u64, |mask, code| mask | 1 << code)
                };
                let all = given.iter().map(|(slot, all)| Place {
                    number: *slot,
                    followers: wanted(all),
                });
                let all: Vec<_> = all.filter(|place| place.followers != 0).collect();
                let mut found = Vec::new();
                keys.read_passages((u32::MAX - 5) >> 6, &codes, &mut found);
                assert_eq!(found, all, "{count} {codes:?}");
            }
        }
    }

    #[test]
    fn 三次算多次_少的键不分后字() {
        for (times, told_apart) in [(3, false), (70, true)] {
            let mut codes = vec![4; times];
            codes.extend([5, 5, 63]);
            let own = codes.iter().map(|code| occurrence(9, 0, *code)).collect();
            let last = vec![occurrence(9, 0, 4)];
            let keys = keys(&[(FIRST + 3, own), (FIRST + 4, last)]);
            let mut found = Vec::new();
            for own in keys.passages(0) {
                own.visit(&mut |one| found.push((one.slot, one.code, one.is_many)));
            }
            let few = !told_apart;
            assert_eq!(
                found,
                [
                    (FIRST + 3, 4, true),
                    (FIRST + 3, 5, few),
                    (FIRST + 3, 63, few),
                    (FIRST + 4, 4, false),
                ]
            );
        }
    }
}
