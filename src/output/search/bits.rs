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
            let mut gaps = Gaps::new(self, count, range);
            for number in numbers {
                gaps.add(number - next);
                next = number + 1;
            }
            *self = gaps.end();
            return;
        }
        // Those between them are fewer.
        let mut gaps = Gaps::new(self, range - count, range);
        let mut last = 0;
        for number in numbers.chain(std::iter::once(range)) {
            for absent in next..number {
                gaps.add(absent - last);
                last = absent + 1;
            }
            next = number + 1;
        }
        *self = gaps.end();
    }

    /// What another writer has written.
    pub(super) fn append(&mut self, other: &Self) {
        let (words, rest) = other.bytes.as_chunks::<4>();
        for word in words {
            self.bits(u32::from_be_bytes(*word), 32);
        }
        for byte in rest {
            self.bits(u32::from(*byte), 8);
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

/// Writes the gaps of a list. There is room for all of them, and for each eight bytes are written, of which those stay that are full: no
/// branch asks whether there are enough bits, which cannot be foretold.
struct Gaps {
    bytes: Vec<u8>,
    low: u32,
    /// Where the next bytes go.
    at: usize,
    /// Bits not yet before it, the first one highest; fewer than 8 once a gap is written.
    pending: u64,
    count: u32,
}

impl Gaps {
    /// Those of `count` numbers below `range`, behind what a writer has written, which they take.
    fn new(writer: &mut BitWriter, count: u32, range: u32) -> Self {
        let low = low_bits(count, range);
        // All high parts together are no more than that of the range.
        let most = u64::from(count) * u64::from(low + 1) + u64::from(range >> low);
        let room = usize::try_from(most / 8).unwrap_or(usize::MAX);
        let mut bytes = std::mem::take(&mut writer.bytes);
        let at = bytes.len();
        bytes.resize(at + room + 16, 0);
        let mut gaps = Self {
            bytes,
            low,
            at,
            pending: 0,
            count: 0,
        };
        let pending = writer.pending & ((1 << writer.count) - 1);
        gaps.bits(pending, writer.count);
        gaps
    }

    /// The lowest `count` bits of a number, at most 56.
    fn bits(&mut self, value: u64, count: u32) {
        self.count += count;
        // In two steps, for there may be none, and no shift is by 64.
        self.pending |= value << 1 << (63 - self.count);
        self.bytes[self.at..self.at + 8].copy_from_slice(&self.pending.to_be_bytes());
        self.at += (self.count / 8) as usize;
        self.pending <<= self.count & !7;
        self.count %= 8;
    }

    fn add(&mut self, gap: u32) {
        let (mut zeros, rest) = (gap >> self.low, gap & ((1 << self.low) - 1));
        while zeros + self.low > 55 {
            self.bits(0, 24);
            zeros -= 24;
        }
        self.bits(u64::from(1 << self.low | rest), zeros + 1 + self.low);
    }

    /// All that was written.
    fn end(mut self) -> BitWriter {
        self.bytes.truncate(self.at);
        BitWriter {
            bytes: self.bytes,
            pending: self.pending >> 1 >> (63 - self.count),
            count: self.count,
        }
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
