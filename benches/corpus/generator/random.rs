//! Seeded random numbers. In: a seed and the number of a stream. Out: the same draws on every machine, in every version.
//!
//! Its own twenty lines and not a crate's generator: the golden hash of the self-test must outlive updates.
//! Must never use floating point, whose functions differ between platforms.

/// SplitMix64: one stream of draws.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The stream `number` of `seed`; streams of different numbers are independent.
    pub(crate) fn new(seed: u64, number: usize) -> Self {
        let mut start = Self(seed ^ 0x6f6e_676b_6169_0001);
        let base = start.draw();
        let mut stream = Self(base ^ (number as u64).wrapping_mul(0xd134_2543_de82_ef95));
        stream.draw();
        stream
    }

    /// The next 64 bits.
    pub(crate) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `bound` − 1; 0 where `bound` is 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.draw()) * (bound as u128);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True `per_mille` times in a thousand.
    pub(crate) fn chance(&mut self, per_mille: usize) -> bool {
        self.below(1000) < per_mille
    }

    /// One entry of a list that is not empty.
    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// The position of one weight, drawn in proportion to the weights.
    pub(crate) fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (position, weight) in weights.iter().enumerate() {
            if left < *weight {
                return position;
            }
            left -= weight;
        }
        0
    }
}

/// Length of a body in bytes at 0, 1, 5, 10, 20 … 90, 95, 99, 99.8 and 100 % of a log-normal
/// distribution (median 5000, sigma 0.7) whose last two in a thousand are stretched to 180 KB.
const LENGTHS: [(usize, usize); 16] = [
    (0, 600),
    (10, 980),
    (50, 1580),
    (100, 2040),
    (200, 2770),
    (300, 3460),
    (400, 4190),
    (500, 5000),
    (600, 5970),
    (700, 7220),
    (800, 9010),
    (900, 12_260),
    (950, 15_800),
    (990, 25_500),
    (998, 37_500),
    (1000, 180_000),
];

/// Draws the length of a body in bytes, times `percent` / 100.
pub(crate) fn body_length(random: &mut Random, percent: usize) -> usize {
    let at = random.below(100_000);
    let length = LENGTHS
        .windows(2)
        .find(|pair| at < pair[1].0 * 100)
        .map_or(5000, |pair| {
            let ((from, low), (to, high)) = (pair[0], pair[1]);
            low + (high - low) * (at - from * 100) / ((to - from) * 100)
        });
    length * percent / 100
}
