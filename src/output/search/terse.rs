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

use encoding_rs::mem::convert_str_to_utf16;

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
/// A piece so long is taken without looking for a longer one behind the next letter.
const LONG: usize = 6;
/// The longest piece: its bits are written in one go.
const LONGEST: usize = 1 << 14;
const BUCKETS: usize = 1 << 12;
/// Units that are compared at once; so many zeros stand behind the text.
const AT_ONCE: usize = 4;

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
pub(super) struct Terse {
    /// The units, then zeros.
    units: Vec<u16>,
    /// For each hash of two units where they were.
    last: Box<[Places]>,
    /// For each place where the hash of its two units was before: found for all places first, for what is decided at one is
    /// hard to foresee, and a processor that goes back on it loses all that it was looking up.
    before: Vec<Places>,
}

/// Up to four places, the newest in the lowest sixteen bits, each counted from one. Of one beyond sixteen bits the rest is kept,
/// and a nearer place may be meant: whatever stands there is compared.
type Places = u64;

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
        // Elias γ of a number is the number behind as many zeros as it has bits but the first.
        let length = number(self.length - 1);
        out.bits(PIECE.0 | length, PIECE.1 + 2 * length.ilog2() + 1);
        out.bits(number(self.distance - 1), distance_bits(number(at)));
    }
}

impl Default for Terse {
    fn default() -> Self {
        Self {
            units: Vec::new(),
            last: vec![0; BUCKETS].into_boxed_slice(),
            before: Vec::new(),
        }
    }
}

impl Terse {
    /// The bytes of a text.
    pub(super) fn write(&mut self, text: &str) -> Vec<u8> {
        let count = self.read(text);
        self.look_back(count);
        let text = Text {
            units: &self.units[..count + AT_ONCE],
            before: &self.before[..=count],
            codes: &CODES,
        };
        text.write()
    }

    /// Takes the units of a text; returns how many there are.
    fn read(&mut self, text: &str) -> usize {
        let room = text.len() + AT_ONCE;
        if self.units.len() < room {
            self.units.resize(room, 0);
        }
        let count = convert_str_to_utf16(text, &mut self.units);
        self.units[count..count + AT_ONCE].fill(0);
        count
    }

    /// Finds the places before each place.
    fn look_back(&mut self, count: usize) {
        self.last.fill(0);
        let twos = self.units[..count].windows(2).zip(1_u64..);
        let last = &mut self.last;
        self.before.clear();
        self.before.extend(twos.map(|(two, place)| {
            let both = u32::from(two[0]) << 16 | u32::from(two[1]);
            let hash = both.wrapping_mul(0x9e37_79b1) >> (u32::BITS - BUCKETS.ilog2());
            let last = &mut last[hash as usize];
            let before = *last;
            *last = before << 16 | place & 0xffff;
            before
        }));
        // Nothing begins with the last unit, nor behind it.
        self.before.resize(count + 1, 0);
    }
}

/// A text that is written.
struct Text<'t> {
    /// The units, then as many zeros as are compared at once.
    units: &'t [u16],
    /// For each place and the end, where it was before.
    before: &'t [Places],
    codes: &'t [Code],
}

impl Text<'_> {
    fn write(&self) -> Vec<u8> {
        let count = self.before.len() - 1;
        let mut out = BitWriter::with_capacity(count + 8);
        out.count(u32::try_from(count).unwrap_or(u32::MAX));
        let mut at = 0;
        let mut piece = self.find(at);
        while at < count {
            let mut next = None;
            if piece.length > 1 && piece.length < LONG {
                let later = self.find(at + 1);
                next = Some(later).filter(|later| later.length > piece.length);
            }
            if piece.length > 1 && next.is_none() {
                piece.write(at, &mut out);
                at += piece.length;
            } else {
                let Code { bits, count } = self.code(self.units[at]);
                out.bits(bits, count);
                at += 1;
            }
            piece = next.unwrap_or_else(|| self.find(at));
        }
        out.finish()
    }

    /// The longest piece that begins here and was before, if it is shorter to point at than to write.
    #[inline]
    fn find(&self, at: usize) -> Piece {
        match self.before[at] {
            // Two of three.
            0 => Piece::default(),
            places => self.longest(at, places),
        }
    }

    fn longest(&self, at: usize, mut places: Places) -> Piece {
        let mut best = Piece::default();
        let here = four(self.units, at);
        let most = LONGEST.min(self.units.len() - AT_ONCE - at);
        while places != 0 {
            let distance = ((at as u64).wrapping_sub(places) & 0xffff) as usize + 1;
            places >>= 16;
            let before = at - distance;
            let mut length = (here ^ four(self.units, before)).trailing_zeros() as usize / 16;
            if length == AT_ONCE {
                let rest = &self.units[at + AT_ONCE..(at + AT_ONCE).max(at + most)];
                let pairs = rest.iter().zip(&self.units[before + AT_ONCE..]);
                length += pairs.take_while(|(a, b)| a == b).count();
            }
            length = length.min(most);
            if length > best.length {
                best = Piece { length, distance };
            }
        }
        if best.length == 2 {
            let two = &self.units[at..at + 2];
            let written: u32 = two.iter().map(|unit| self.code(*unit).count).sum();
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            if written <= PIECE.1 + 1 + distance_bits(at) {
                return Piece::default();
            }
        }
        best
    }

    fn code(&self, unit: u16) -> Code {
        self.codes[usize::from(unit)]
    }
}

/// The units from a place on as one number, the first lowest.
fn four(units: &[u16], at: usize) -> u64 {
    let four = units[at..at + AT_ONCE].iter().rev();
    four.fold(0, |number, unit| number << 16 | u64::from(*unit))
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
