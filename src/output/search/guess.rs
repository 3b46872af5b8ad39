//! Numbers in fewer bits the better they are guessed: adaptive binary range coding, as in LZMA.
//!
//! In: numbers, each with what it is guessed from. Out: bytes. Whoever reads them makes the same guesses and learns from the
//! same numbers, so nothing of them need be written.

use std::collections::BTreeMap;

/// An even chance of a zero; of 2048.
const EVEN: u16 = 1024;
const CHANCE_BITS: u32 = 11;
/// How slowly chances follow what occurs.
const SLOWNESS: u32 = 4;
const LEAST_RANGE: u32 = 1 << 24;

/// Writes bits that are guessed.
pub(super) struct Writer {
    bytes: Vec<u8>,
    low: u64,
    range: u32,
    /// The last byte, to which a carry may still come, and how many bytes of all ones follow it.
    last: u8,
    ones: usize,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            bytes: Vec::new(),
            low: 0,
            range: u32::MAX,
            last: 0,
            ones: 0,
        }
    }
}

impl Writer {
    fn bit(&mut self, bit: u32, chance: &mut u16) {
        let bound = (self.range >> CHANCE_BITS) * u32::from(*chance);
        if bit == 0 {
            self.range = bound;
            *chance += ((1 << CHANCE_BITS) - *chance) >> SLOWNESS;
        } else {
            self.low += u64::from(bound);
            self.range -= bound;
            *chance -= *chance >> SLOWNESS;
        }
        while self.range < LEAST_RANGE {
            self.range <<= 8;
            self.shift();
        }
    }

    /// Gives up the highest byte of `low`, once no carry can change it.
    fn shift(&mut self) {
        let carry = u8::from(self.low >> 32 != 0);
        if self.low < 0xff00_0000 || carry == 1 {
            self.bytes.push(self.last.wrapping_add(carry));
            let ones = std::mem::take(&mut self.ones);
            self.bytes
                .extend(std::iter::repeat_n(0xff_u8.wrapping_add(carry), ones));
            self.last = (self.low >> 24 & 0xff) as u8;
        } else {
            self.ones += 1;
        }
        self.low = (self.low & 0x00ff_ffff) << 8;
    }

    /// All bytes; the first is always zero.
    pub(super) fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        self.bytes
    }
}

/// What is known of the numbers of a column.
pub(super) struct Guess {
    bits: u32,
    /// For each number that they are guessed from, the chances of each bit after those before it.
    known: BTreeMap<u16, Vec<u16>>,
}

impl Guess {
    /// For numbers of so many bits.
    pub(super) fn new(bits: u32) -> Self {
        Self {
            bits,
            known: BTreeMap::new(),
        }
    }

    pub(super) fn write(&mut self, number: u16, from: u16, out: &mut Writer) {
        let chances = self
            .known
            .entry(from)
            .or_insert_with(|| vec![EVEN; 1 << self.bits]);
        let mut place = 1;
        for bit in (0..self.bits).rev() {
            let bit = u32::from(number) >> bit & 1;
            out.bit(bit, &mut chances[place]);
            place = 2 * place + bit as usize;
        }
    }
}
