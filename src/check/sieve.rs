//! Where in a text words can begin, told by the first characters of each word.
//!
//! In: the words that are looked for, and a text. Out: the pieces of the text in which some of them may stand; no word stands
//! anywhere else. The machine that finds words goes from byte to byte, and each step waits for the one before: a build spent
//! 2 % of its time there, most of it on texts without any. Here a character is one look into a table of few KB.

use std::ops::Range;

/// Bits of a number that stands for a character.
const HASH_BITS: u32 = 12;
/// Words are of so many sorts; a character counts only behind one of a word of its own sort.
const SORTS: u32 = 10;
/// So many of them are words of two characters, the others longer ones.
const SHORT: u32 = 4;
/// The bit of a character that is found whatever follows.
const ALONE: u32 = 1 << (3 * SORTS);
/// The bits of first characters: those of two have one step less to go.
const FIRST: u32 = (((1 << (SORTS - SHORT)) - 1) << SHORT) | (((1 << SHORT) - 1) << SORTS) | ALONE;
/// The bits of last characters.
const LAST: u32 = !((1 << (2 * SORTS)) - 1);

/// See the module's doc.
pub(super) struct Sieve {
    /// For each character, the bits of its places in words.
    marks: Box<[u32; 1 << HASH_BITS]>,
    /// Length in bytes of the longest word.
    longest: usize,
    /// A word has only one byte: nothing can be told.
    is_open: bool,
}

impl Sieve {
    /// For these words.
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut sieve = Self {
            marks: Box::new([0; 1 << HASH_BITS]),
            longest: 0,
            is_open: false,
        };
        for word in words {
            sieve.longest = sieve.longest.max(word.len());
            sieve.is_open |= word.len() == 1;
            sieve.add(word.as_bytes());
        }
        sieve
    }

    fn add(&mut self, word: &[u8]) {
        if word.is_empty() {
            return;
        }
        let wide = word.chunks(3).take_while(|three| is_wide(three[0]));
        let (sort, _) = character(word, 0);
        let (count, first) = match wide.count() {
            0 | 1 => (1, ALONE),
            2 => (2, 1 << (SORTS + sort % SHORT)),
            _ => (3, 1 << (SHORT + sort % (SORTS - SHORT))),
        };
        let mut at = 0;
        for place in 0..count {
            let (number, width) = character(word, at);
            self.marks[number as usize] |= first << (place * SORTS);
            at += width;
        }
    }

    /// The pieces of a text in which words may stand, in order and apart.
    pub(super) fn pieces(&self, text: &str) -> Vec<Range<usize>> {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        if self.is_open {
            found.push(0..bytes.len());
            return found;
        }
        let mut bits = 0;
        let mut at = 0;
        while at < bytes.len() {
            let (number, width) = character(bytes, at);
            bits = ((bits << SORTS) | FIRST) & self.marks[number as usize];
            if bits & LAST != 0 {
                self.put(at, bytes.len(), &mut found);
            }
            at += width;
        }
        found
    }

    /// Adds the piece in which a word may stand that began at a byte or up to two characters before.
    #[cold]
    fn put(&self, at: usize, length: usize, found: &mut Vec<Range<usize>>) {
        let start = at.saturating_sub(2 * 3);
        let end = length.min(at + self.longest);
        match found.last_mut() {
            Some(last) if start <= last.end => last.end = end,
            _ => found.push(start..end),
        }
    }
}

/// Whether a character that begins with this byte has three.
fn is_wide(lead: u8) -> bool {
    lead & 0xf0 == 0xe0
}

/// A number below 2^[`HASH_BITS`] for the character that begins at a byte, and its length. One that has not three bytes is told
/// by two, which may be those of two characters.
// Within the loop that calls it for each character of all texts: a call would cost more than what it does.
#[inline]
fn character(bytes: &[u8], at: usize) -> (u32, usize) {
    let word = match bytes[at..] {
        [a, b, c, d, ..] => u32::from_le_bytes([a, b, c, d]),
        ref rest => last(rest),
    };
    let lead = word & 0xff;
    // What is behind the character is shifted out.
    let (key, width) = if lead & 0xf0 == 0xe0 {
        (word << 8, 3)
    } else {
        let width = 1 + usize::from(lead >= 0xc0) + 2 * usize::from(lead >= 0xf0);
        (word << 16, width)
    };
    // An odd number without a pattern: its products are spread over their upper bits.
    let number = key.wrapping_mul(0x9e37_79b1) >> (u32::BITS - HASH_BITS);
    (number, width)
}

/// The last bytes of a text, with zeros behind.
#[cold]
fn last(rest: &[u8]) -> u32 {
    let bytes = rest.iter().rev();
    bytes.fold(0, |word, byte| (word << 8) | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use aho_corasick::AhoCorasick;

    use super::Sieve;

    const WORDS: [&str; 14] = [
        "安全",
        "安全生产",
        "全生",
        "产监",
        "来源：",
        "来源:",
        "源a",
        "\u{200b}",
        "\u{ad}",
        "TODO",
        "xx",
        "，，",
        "𠮷野",
        "é安",
    ];

    const PIECES: [&str; 20] = [
        "安", "全", "生", "产", "监", "来", "源", "：", ":", "a", "\u{200b}", "\u{ad}", "TO", "DO",
        "x", "，", "𠮷", "野", "é", "的",
    ];

    #[test]
    fn 筛过以后找到的一个不少() {
        let sieve = Sieve::new(WORDS.into_iter());
        let machine = AhoCorasick::new(WORDS).unwrap();
        let mut seed = 5_u64;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(seed >> 33).unwrap() % below
        };
        for length in 0..4000 {
            let text: String = (0..length % 40).map(|_| PIECES[next(20)]).collect();
            let all: Vec<_> = machine.find_overlapping_iter(&text).collect();
            let pieces = sieve.pieces(&text).into_iter();
            let sifted: Vec<_> = pieces
                .flat_map(|piece| {
                    let input = aho_corasick::Input::new(&text).range(piece);
                    machine.find_overlapping_iter(input)
                })
                .collect();
            assert_eq!(sifted, all, "{text}");
        }
    }

    #[test]
    fn 没有词的地方不找() {
        let sieve = Sieve::new(WORDS.into_iter());
        let text = "各乡镇人民政府，市政府各部门：按照2024年的安排，全市共完成12.5%。";
        assert!(sieve.pieces(text).is_empty());
        let text = format!("{text}安全生产{text}");
        let found = sieve.pieces(&text);
        assert_eq!(found.len(), 1);
        assert!(text[found[0].clone()].contains("安全生产"));
        assert!(found[0].len() < 40);
    }

    #[test]
    fn 单字节的词处处可能() {
        let sieve = Sieve::new(["安全", "?"].into_iter());
        assert_eq!(sieve.pieces("好?"), vec![0..4]);
        assert!(Sieve::new(["安全"].into_iter()).pieces("").is_empty());
    }
}
