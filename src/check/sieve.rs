//! Where in a text words can begin, told by the first characters of each word, and where numbers of persons can stand.
//!
//! In: the words that are looked for, and a text. Out: the pieces of the text in which some of them may stand, or a number; no
//! word stands anywhere else. The machine that finds words goes from byte to byte, and each step waits for the one before: a
//! build spent 2 % of its time there, most of it on texts without any. Here a character is one look into a table of few KB.

use std::ops::Range;

use super::runs;

/// Bits of a number that stands for a character.
const HASH_BITS: u32 = 12;
/// Words are of so many sorts; a character counts only behind one of a word of its own sort.
const SORTS: u32 = 10;
/// So many of them are words of two characters, the others longer ones.
const SHORT: u32 = 4;
/// The bit of a character that is found whatever follows.
const ALONE: u32 = 1 << (3 * SORTS);
/// The bit of full-width digits and letters.
const WIDE: u32 = 1 << (3 * SORTS + 1);
/// The bits of first characters: those of two have one step less to go.
const FIRST: u32 =
    (((1 << (SORTS - SHORT)) - 1) << SHORT) | (((1 << SHORT) - 1) << SORTS) | ALONE | WIDE;
/// The bits of last characters.
const LAST: u32 = !((1 << (2 * SORTS)) - 1);

/// See the module's doc.
pub(super) struct Sieve {
    /// For each character, the bits of its places in words.
    marks: Box<[u32; 1 << HASH_BITS]>,
    /// The bytes of ASCII with which no word begins.
    passed: [bool; 256],
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
            passed: std::array::from_fn(|byte| byte < 0x80),
            longest: 0,
            is_open: false,
        };
        for word in words {
            sieve.longest = sieve.longest.max(word.len());
            sieve.is_open |= word.len() == 1;
            sieve.add(word.as_bytes());
        }
        for sign in runs::full_width() {
            let (number, _) = character(sign.encode_utf8(&mut [0; 4]).as_bytes(), 0);
            sieve.marks[number as usize] |= WIDE;
        }
        sieve
    }

    fn add(&mut self, word: &[u8]) {
        let Some(begin) = word.first() else { return };
        self.passed[usize::from(*begin)] = false;
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

    /// The pieces of a text in which words or numbers of persons may stand.
    pub(super) fn pieces(&self, text: &str) -> Pieces {
        let bytes = text.as_bytes();
        let mut found = Pieces::default();
        if self.is_open {
            found.words.push(0..bytes.len());
            found.numbers.push(0..bytes.len());
            return found;
        }
        let (mut at, mut bits) = (0, 0);
        // Nearly all characters have three bytes or one, and stand in rows of their sort: so long as a row goes on it is known
        // where the next one begins before this one has been looked at.
        while at < bytes.len() {
            while let Some(word) = word(bytes, at).filter(|word| is_wide(word.to_le_bytes()[0])) {
                bits = self.look(bits, hash(word << 8), at, &mut found);
                at += 3;
            }
            let row = at;
            loop {
                let rest = bytes[at..].iter();
                at += rest
                    .take_while(|byte| self.passed[usize::from(**byte)])
                    .count();
                if !bytes.get(at).is_some_and(u8::is_ascii) {
                    break;
                }
                let (number, _) = character(bytes, at);
                bits = self.look(bits, number, at, &mut found);
                at += 1;
            }
            if runs::is_long(&bytes[row..at]) {
                found.numbers.push(row..at);
            } else if at == row && at < bytes.len() {
                let (number, width) = character(bytes, at);
                bits = self.look(bits, number, at, &mut found);
                at += width;
            }
        }
        if let Some(last) = found.words.last_mut() {
            last.end = last.end.min(bytes.len());
        }
        found
    }

    /// Looks at a character behind others: their bits and its number give the bits of all.
    // Called for each character of all texts: a call would cost more than what it does.
    #[inline]
    fn look(&self, bits: u32, number: u32, at: usize, found: &mut Pieces) -> u32 {
        let bits = ((bits << SORTS) | FIRST) & self.marks[number as usize];
        if bits & LAST != 0 {
            self.put(bits, at, found);
        }
        bits
    }

    #[cold]
    fn put(&self, bits: u32, at: usize, found: &mut Pieces) {
        if bits & WIDE != 0 {
            found.numbers.push(at..at + 1);
        }
        if bits & LAST & !WIDE == 0 {
            return;
        }
        // The word began here or up to two characters before; what is too long for the text is cut off in the end.
        let start = at.saturating_sub(2 * 3);
        let end = at + self.longest;
        match found.words.last_mut() {
            Some(last) if start <= last.end => last.end = end,
            _ => found.words.push(start..end),
        }
    }
}

/// Pieces of a text, of each sort in order and apart.
#[derive(Default)]
pub(super) struct Pieces {
    /// In which words may stand.
    pub(super) words: Vec<Range<usize>>,
    /// Where full-width digits and letters begin, and rows of ASCII: numbers of persons have the one or the other.
    pub(super) numbers: Vec<Range<usize>>,
}

/// Whether a character that begins with this byte has three.
fn is_wide(lead: u8) -> bool {
    lead & 0xf0 == 0xe0
}

/// A number below 2^[`HASH_BITS`] for the character that begins at a byte, and its length. One that has not three bytes is told
/// by two, which may be those of two characters.
fn character(bytes: &[u8], at: usize) -> (u32, usize) {
    let word = word(bytes, at).unwrap_or_else(|| last(&bytes[at..]));
    // What is behind the character is shifted out.
    match word & 0xff {
        0xe0..0xf0 => (hash(word << 8), 3),
        0xc0..0xe0 => (hash(word << 16), 2),
        0xf0.. => (hash(word << 16), 4),
        _ => (hash(word << 16), 1),
    }
}

/// The four bytes from a byte on.
fn word(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*four))
}

fn hash(key: u32) -> u32 {
    // An odd number without a pattern: its products are spread over their upper bits. Of many that were tried, one under which no
    // common character has the number of a full-width sign.
    key.wrapping_mul(0x6e61_7aff) >> (u32::BITS - HASH_BITS)
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
            let pieces = sieve.pieces(&text).words.into_iter();
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
        let text = "各乡镇人民政府，市政府各部门：按照2024年的安排，累计完成12.5%。";
        let found = sieve.pieces(text);
        assert!(found.words.is_empty() && found.numbers.is_empty());
        let text = format!("{text}安全生产{text}");
        let found = sieve.pieces(&text).words;
        assert_eq!(found.len(), 1);
        assert!(text[found[0].clone()].contains("安全生产"));
        assert!(found[0].len() < 40);
    }

    #[test]
    fn 单字节的词处处可能() {
        let sieve = Sieve::new(["安全", "?"].into_iter());
        assert_eq!(sieve.pieces("好?").words, vec![0..4]);
        let none = Sieve::new(["安全"].into_iter()).pieces("");
        assert!(none.words.is_empty());
    }
}
