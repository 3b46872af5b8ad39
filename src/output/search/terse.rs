//! Text in few bits: common letters have short codes that never change, and what was there before is pointed at.
//!
//! In: text. Out: bytes that `client/terse.js` reads. A general compressor learns the letters of every file anew, and a file of the
//! index is too short for that: this takes two thirds of the room and of the time. The letters by how common they
//! are in public documents stand in `client/letters.txt`; which they are decides about lengths only, any text can be written.
//!
//! ```text
//! count of UTF-16 units           Elias γ, then until there are so many
//!   00    piece that was before   length − 2: Elias γ; distance − 1: as many bits as the units so far need
//!   010 … 110, 1110   a letter    its number in its line of letters, 4 to 9 bits
//!   1111  any other unit          16 bits
//! ```

use std::sync::LazyLock;

use super::bits::BitWriter;

/// Letters by how common they are: lines of 16, 32, … 512. The first begins with three that would not show.
const LETTERS: &str = include_str!("client/letters.txt");
const UNSEEN: &str = "\n \0";
/// What the letters of each line begin with: a code and its bits.
const PREFIXES: [(u32, u32); 6] = [(2, 3), (3, 3), (4, 3), (5, 3), (6, 3), (14, 4)];
/// Bits of a letter's number in the first line.
const FIRST_BITS: u32 = 4;
const OTHER: (u32, u32) = (15, 4);
const PIECE: (u32, u32) = (0, 2);
/// Places that are tried for a piece.
const TRIES: usize = 4;
/// A piece so long is taken without looking for a longer one behind the next letter.
const LONG: usize = 6;
const BUCKETS: usize = 1 << 12;

/// The code of a unit and how many bits it has.
#[derive(Clone, Copy)]
struct Code {
    bits: u32,
    count: u32,
}

static CODES: LazyLock<Box<[Code]>> = LazyLock::new(|| {
    let other = |unit: u32| Code {
        bits: OTHER.0 << 16 | unit,
        count: OTHER.1 + 16,
    };
    let mut codes: Box<[Code]> = (0..0x1_0000).map(other).collect();
    for ((line, (prefix, length)), width) in LETTERS.lines().zip(PREFIXES).zip(FIRST_BITS..) {
        let unseen = if width == FIRST_BITS { UNSEEN } else { "" };
        for (unit, number) in unseen.encode_utf16().chain(line.encode_utf16()).zip(0..) {
            codes[usize::from(unit)] = Code {
                bits: prefix << width | number,
                count: length + width,
            };
        }
    }
    codes
});

/// Writes texts; keeps its room between them.
#[derive(Default)]
pub(super) struct Terse {
    units: Vec<u16>,
    /// For each hash of two units the last place that has it, plus one.
    last: Vec<u32>,
    /// For each place the one before it with the same hash, plus one.
    before: Vec<u32>,
}

/// A place where the next units were before.
#[derive(Clone, Copy, Default)]
struct Piece {
    length: usize,
    distance: usize,
}

impl Piece {
    /// Points at it from a place.
    fn write(self, at: usize, out: &mut BitWriter) {
        let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        out.bits(PIECE.0, PIECE.1);
        out.count(number(self.length - 2));
        out.bits(number(self.distance - 1), distance_bits(number(at)));
    }
}

impl Terse {
    /// The bytes of a text.
    pub(super) fn write(&mut self, text: &str) -> Vec<u8> {
        self.units.clear();
        self.units.extend(text.encode_utf16());
        self.last.clear();
        self.last.resize(BUCKETS, 0);
        self.before.clear();
        self.before.resize(self.units.len(), 0);
        let codes = &**CODES;
        let mut out = BitWriter::with_capacity(text.len() / 3 + 8);
        out.count(u32::try_from(self.units.len()).unwrap_or(u32::MAX));
        let mut at = 0;
        let mut piece = self.find(at);
        while at < self.units.len() {
            self.note(at);
            let mut next = None;
            if piece.length > 1 && piece.length < LONG {
                let later = self.find(at + 1);
                if later.length > piece.length {
                    piece.length = 0;
                }
                next = Some(later);
            }
            if piece.length > 1 {
                piece.write(at, &mut out);
                for place in at + 1..at + piece.length {
                    self.note(place);
                }
                at += piece.length;
                next = None;
            } else {
                let Code { bits, count } = codes[usize::from(self.units[at])];
                out.bits(bits, count);
                at += 1;
            }
            piece = next.unwrap_or_else(|| self.find(at));
        }
        out.finish()
    }

    /// The longest piece that begins here and was before, if it is shorter to point at than to write.
    fn find(&self, at: usize) -> Piece {
        let mut best = Piece::default();
        let Some(bucket) = self.bucket(at) else {
            return best;
        };
        let units = &self.units[..];
        let mut place = self.last[bucket] as usize;
        for _ in 0..TRIES {
            let Some(before) = place.checked_sub(1) else {
                break;
            };
            let rest = units[at..].iter();
            let length = rest
                .zip(&units[before..])
                .take_while(|(a, b)| a == b)
                .count();
            if length > best.length {
                best = Piece {
                    length,
                    distance: at - before,
                };
            }
            place = self.before[before] as usize;
        }
        if best.length == 2 {
            let written =
                CODES[usize::from(units[at])].count + CODES[usize::from(units[at + 1])].count;
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            if written <= PIECE.1 + 1 + distance_bits(at) {
                return Piece::default();
            }
        }
        best
    }

    fn note(&mut self, at: usize) {
        if let Some(bucket) = self.bucket(at) {
            self.before[at] = self.last[bucket];
            self.last[bucket] = u32::try_from(at + 1).unwrap_or(u32::MAX);
        }
    }

    /// Where places that begin with the same two units are found.
    fn bucket(&self, at: usize) -> Option<usize> {
        let two = self.units.get(at..at + 2)?;
        let both = u32::from(two[0]) << 16 | u32::from(two[1]);
        Some(both.wrapping_mul(0x9e37_79b1) as usize >> (32 - BUCKETS.ilog2()))
    }
}

/// Bits of a distance where so many units are before.
fn distance_bits(before: u32) -> u32 {
    u32::BITS - before.saturating_sub(1).leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::{CODES, LETTERS, Terse, UNSEEN};
    use std::collections::BTreeSet;

    #[test]
    fn 每一行字数是上一行的两倍而且没有重复() {
        let mut lines: Vec<Vec<u16>> = LETTERS
            .lines()
            .map(|line| line.encode_utf16().collect())
            .collect();
        lines[0].extend(UNSEEN.encode_utf16());
        let lengths: Vec<usize> = lines.iter().map(Vec::len).collect();
        assert_eq!(lengths, [16, 32, 64, 128, 256, 512]);
        let all: BTreeSet<u16> = lines.concat().into_iter().collect();
        assert_eq!(all.len(), 1008);
        assert!(
            !LETTERS.contains(['`', '$', '\\', '\r']),
            "the client has the letters in a template"
        );
    }

    #[test]
    fn 没有哪个字的编码是别的字的开头() {
        let mut codes: Vec<(u64, u32)> = CODES
            .iter()
            .map(|code| (u64::from(code.bits) << (32 - code.count), code.count))
            .collect();
        codes.sort_unstable();
        assert!(codes.windows(2).all(|two| {
            let end = two[0].0 + (1 << (32 - two[0].1));
            end <= two[1].0
        }));
        assert_eq!(codes[0].0 >> 30, 1, "two zeros are left for pieces");
    }

    #[test]
    fn 重复的话只占几个字节() {
        let mut terse = Terse::default();
        let once = terse.write("各有关单位要认真组织实施。").len();
        let often = terse.write(&"各有关单位要认真组织实施。".repeat(100)).len();
        assert!(once < 22 && often < once + 8, "{once} {often}");
    }
}
