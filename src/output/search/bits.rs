//! Numbers in few bits, the highest bit of each byte first.
//!
//! In: small numbers and ascending lists. Out: bytes that the client reads with the same rules. Gaps are Golomb–Rice codes: the parameter
//! follows from how many of how many there are, which the reader knows.

/// Writes numbers one after another.
#[derive(Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    /// Bits not yet in `bytes`, fewer than 32, the last one lowest.
    pending: u64,
    count: u32,
}

impl BitWriter {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(bytes),
            ..Self::default()
        }
    }

    /// The lowest `count` bits of a number, at most 32.
    pub(super) fn bits(&mut self, value: u32, count: u32) {
        debug_assert!(count <= 32 && (count == 32 || value >> count == 0));
        self.pending = self.pending << count | u64::from(value);
        self.count += count;
        if self.count >= 32 {
            self.count -= 32;
            let word = (self.pending >> self.count & 0xffff_ffff) as u32;
            self.bytes.extend_from_slice(&word.to_be_bytes());
        }
    }

    /// As many zeros, then a one.
    fn unary(&mut self, mut zeros: u32) {
        while zeros >= 32 {
            self.bits(0, 32);
            zeros -= 32;
        }
        self.bits(1, zeros + 1);
    }

    /// Any number, small ones in few bits (Elias γ of the number plus one).
    pub(super) fn count(&mut self, value: u32) {
        let width = (value + 1).ilog2();
        self.unary(width);
        self.bits((value + 1) & ((1 << width) - 1), width);
    }

    /// A gap in a list whose parameter is `low`.
    pub(super) fn gap(&mut self, value: u32, low: u32) {
        let (zeros, rest) = (value >> low, value & ((1 << low) - 1));
        if zeros + 1 + low <= 32 {
            self.bits(1 << low | rest, zeros + 1 + low);
        } else {
            self.unary(zeros);
            self.bits(rest, low);
        }
    }

    /// Ascending numbers below `range`; the reader knows how many there are.
    pub(super) fn list(&mut self, numbers: impl ExactSizeIterator<Item = u32>, range: u32) {
        let count = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        let mut next = 0;
        if u64::from(count) * 2 <= u64::from(range) {
            let low = low_bits(count, range);
            for number in numbers {
                self.gap(number - next, low);
                next = number + 1;
            }
            return;
        }
        // Those between them are fewer.
        let low = low_bits(range - count, range);
        let mut last = 0;
        for number in numbers.chain(std::iter::once(range)) {
            for absent in next..number {
                self.gap(absent - last, low);
                last = absent + 1;
            }
            next = number + 1;
        }
    }

    /// What another writer has written.
    pub(super) fn append(&mut self, other: &Self) {
        let (words, rest) = other.bytes.as_chunks::<4>();
        debug_assert!(rest.is_empty());
        for word in words {
            self.bits(u32::from_be_bytes(*word), 32);
        }
        let last = other.pending & ((1 << other.count) - 1);
        self.bits((last & 0xffff_ffff) as u32, other.count);
    }

    /// The same without room for more.
    pub(super) fn compact(self) -> Self {
        // A copy: allocators give nothing back where a block only shrinks by less than half.
        let bytes = self.bytes.as_slice().to_vec();
        Self { bytes, ..self }
    }

    /// All bytes, the last filled with zeros.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let last = self.pending << (64 - self.count.max(1));
        let bytes = self.count.div_ceil(8) as usize;
        self.bytes.extend_from_slice(&last.to_be_bytes()[..bytes]);
        self.bytes
    }
}

/// How many low bits of a gap are written as they are, where `count` numbers below `range` are listed.
pub(super) fn low_bits(count: u32, range: u32) -> u32 {
    let (count, range) = (u64::from(count), u64::from(range));
    // The largest for which 2^low is not above ln 2 of the mean gap.
    let mut low = 0;
    while low < 31 && (count * 10) << (low + 1) <= range * 7 {
        low += 1;
    }
    low
}
