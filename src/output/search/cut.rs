//! Cuts text into the keys that the index knows: pairs of neighbouring characters, single characters, whole words.
//!
//! In: text as a reader sees it. Out: keys of its folded characters. The client cuts what is searched by the same rules,
//! and `tests/search/vectors.json` holds both to them. No dictionary and no locale: a text and any phrase of it give the
//! same keys. Keys end at the ends of lines, and no key holds white space.
//!
//! Files know a key by some bits of its hash. Different keys may share them: whatever the index proposes is looked up in
//! the text before it is shown.

use super::entries::Occurrence;

/// What is known of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    /// The hash that files go by.
    pub(super) hash: u32,
    /// Tells apart keys whose hashes are equal; [`OPEN`] and [`RARE`] are all that there is of pairs, 0 of single characters.
    pub(super) identity: u32,
}

/// A pair of which the index keeps what its two next characters are, not only the next one: the second of the pair is no
/// ideograph. What comes after a sign or a digit has little to do with it, so it says more about where the pair is.
pub(super) const OPEN: u32 = 0x40;
/// A pair with a character beyond 16 bits: only its hash may be that of another pair.
pub(super) const RARE: u32 = 0x80;
/// Bits of a hash that files know: the first ones name the shard, the rest are the fingerprint.
pub(super) const HASH_BITS: u32 = 26;
/// Bits that are kept of what follows a pair.
pub(super) const FOLLOWER_BITS: u32 = 6;
/// Bits of them for the second of two characters that follow.
const SECOND_BITS: u32 = 2;
/// Characters below are signs, digits and letters of other scripts.
const FIRST_IDEOGRAPH: u32 = 0x3400;
/// No character: none is followed beyond it.
pub(super) const END: u32 = u32::MAX;
const CHAINED: u32 = 1 << 31;
/// Numbers beyond all characters, so that no two sorts of keys are made of the same numbers.
const WORD: u32 = 0x11_0000;
const WHOLE: u32 = 0x11_0001;
const NUMBERED: u32 = 0x11_0002;
const PADDED: u32 = 0x11_0003;

impl Key {
    /// Pairs of characters of 16 bits have different hashes.
    fn pair(a: u32, b: u32) -> Self {
        let open = if b < FIRST_IDEOGRAPH { OPEN } else { 0 };
        let rare = if (a | b) >> 16 == 0 { 0 } else { RARE };
        Self {
            hash: mix(a << 16 ^ b, 0),
            identity: open | rare,
        }
    }

    /// Different characters have different hashes.
    pub(super) fn single(c: u32) -> Self {
        Self {
            hash: mix(c, 0),
            identity: 0,
        }
    }

    /// A field as a whole: 文号 (by its key) or 索引号.
    pub(super) fn whole(field: &str) -> Self {
        Self::chained(field.chars().map(fold), WHOLE)
    }

    fn chained(chars: impl IntoIterator<Item = char>, sort: u32) -> Self {
        let mut hash = sort;
        let mut identity: u64 = 0xcbf2_9ce4_8422_2325 ^ u64::from(sort);
        for c in chars.into_iter().map(u32::from) {
            hash = mix(hash, c);
            identity = (identity ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
        }
        Self {
            hash,
            identity: (identity >> 32) as u32 | CHAINED,
        }
    }
}

/// What the index keeps of a character that follows a pair: one of 64 numbers, enough to tell most others from it. [`END`] is 0.
pub(super) fn follower(c: u32) -> u8 {
    (mix(c, 1) >> (32 - FOLLOWER_BITS)) as u8
}

/// The bits of a hash that files know.
pub(super) fn print_of(hash: u32) -> u32 {
    hash >> (32 - HASH_BITS)
}

/// Mixes two numbers so that every bit of the result depends on every bit of both; the same in the client.
pub(super) fn mix(a: u32, b: u32) -> u32 {
    let mut hash = a.wrapping_mul(0x9e37_79b1) ^ b.wrapping_mul(0x85eb_ca77).rotate_left(15);
    hash = (hash ^ hash >> 15).wrapping_mul(0x2c1b_3c6d);
    hash = (hash ^ hash >> 12).wrapping_mul(0x297a_2d39);
    hash ^ hash >> 15
}

/// Cuts texts; keeps its room between them.
#[derive(Default)]
pub(super) struct Cutter {
    /// The folded characters of a text; [`END`] stands for white space, and twice behind the last one.
    chars: Vec<u32>,
    words: Vec<Key>,
    word: Vec<char>,
}

impl Cutter {
    /// Cuts a text; what its keys are is then asked.
    pub(super) fn cut(&mut self, text: &str) {
        self.words.clear();
        let mut folded = std::mem::take(&mut self.chars);
        folded.clear();
        folded.reserve(text.len() + 2);
        let mut rest = text;
        loop {
            // Most of a text is U+3001 to U+9FFF, of three bytes each, and of nearly all of them nothing else is asked.
            let mut bytes = rest.as_bytes();
            while let [high @ 0xe3..=0xe9, middle, low, others @ ..] = bytes {
                let bits = |byte: &u8| u32::from(byte & 0x3f);
                let c = u32::from(high & 0xf) << 12 | bits(middle) << 6 | bits(low);
                if c < FIRST_IDEOGRAPH && (c == 0x3000 || char::from_u32(c).is_some_and(is_opening))
                {
                    break;
                }
                folded.push(c);
                bytes = others;
            }
            if bytes.len() < rest.len() {
                rest = &rest[rest.len() - bytes.len()..];
                if !self.word.is_empty() {
                    self.end_word();
                }
            }
            let mut chars = rest.chars();
            let Some(c) = chars.next() else {
                break;
            };
            rest = chars.as_str();
            let c = fold(c);
            if is_word(c) {
                self.word.push(c);
            } else if !self.word.is_empty() {
                self.end_word();
            }
            if is_opening(c) {
                self.words.extend(numbered(chars.map(fold)));
            }
            folded.push(if c.is_whitespace() { END } else { u32::from(c) });
        }
        if !self.word.is_empty() {
            self.end_word();
        }
        folded.extend([END; 2]);
        self.chars = folded;
    }

    /// Its words and numbers, as often as they occur.
    pub(super) fn words(&self) -> impl Iterator<Item = Key> {
        self.words.iter().copied()
    }

    /// Its folded characters, and [`END`] between them and behind.
    pub(super) fn chars(&self) -> &[u32] {
        &self.chars
    }

    /// Its folded characters, as often as they occur.
    pub(super) fn singles(&self) -> impl Iterator<Item = u32> {
        self.chars.iter().copied().filter(|c| *c != END)
    }

    /// Its pairs of neighbouring characters, as often as they occur.
    pub(super) fn pairs(&self) -> impl Iterator<Item = Key> {
        self.chars.windows(2).filter_map(|pair| match *pair {
            [a, b] if a != END && b != END => Some(Key::pair(a, b)),
            _ => None,
        })
    }

    /// The same, each with what follows it in its line; of each character its code is given, see [`follower`].
    pub(super) fn followed(&self, codes: &[u8]) -> impl Iterator<Item = Occurrence> {
        let codes = codes[2..].windows(2);
        let windows = self.chars.windows(4).zip(codes);
        windows.filter_map(|(window, codes)| {
            let (&[a, b, next, _], &[own, after]) = (window, codes) else {
                return None;
            };
            if a == END || b == END {
                return None;
            }
            let key = Key::pair(a, b);
            let second = if next == END { 0 } else { after };
            let open = own >> SECOND_BITS << SECOND_BITS | second >> (FOLLOWER_BITS - SECOND_BITS);
            let is_open = key.identity & OPEN != 0;
            let code = if is_open { open } else { own };
            Some(Occurrence { key, code })
        })
    }

    fn end_word(&mut self) {
        self.words
            .push(Key::chained(self.word.iter().copied(), WORD));
        if self.word[0] == '0' && self.word.iter().all(char::is_ascii_digit) {
            let mut serial = self
                .word
                .iter()
                .copied()
                .skip_while(|c| *c == '0')
                .peekable();
            if serial.peek().is_some() {
                self.words.push(Key::chained(serial, PADDED));
            }
        }
        self.word.clear();
    }
}

/// Reads what follows an opening bracket as the year and serial number of a 文号: `2024〕5`, with single spaces, 第 or zeros
/// in the places where people write them.
fn numbered(chars: impl Iterator<Item = char>) -> Option<Key> {
    let mut chars = chars.peekable();
    let mut key = Vec::with_capacity(8);
    chars.next_if_eq(&' ');
    for _ in 0..4 {
        key.push(chars.next_if(char::is_ascii_digit)?);
    }
    chars.next_if_eq(&' ');
    chars.next_if(|c| is_closing(*c))?;
    chars.next_if_eq(&' ');
    if chars.next_if_eq(&'第').is_some() {
        chars.next_if_eq(&' ');
    }
    key.push(' ');
    let mut zero = None;
    while chars.peek() == Some(&'0') {
        zero = chars.next();
    }
    let serial = key.len();
    while let Some(digit) = chars.next_if(char::is_ascii_digit) {
        key.push(digit);
    }
    if key.len() == serial {
        key.push(zero?);
    }
    Some(Key::chained(key, NUMBERED))
}

fn is_opening(c: char) -> bool {
    matches!(c, '[' | '(' | '【' | '﹝' | '〔' | '〈')
}

fn is_closing(c: char) -> bool {
    matches!(c, ']' | ')' | '】' | '﹞' | '〕' | '〉')
}

/// Makes one character of what is searched: full-width forms half-width, capitals small. The length in UTF-16 stays, so
/// that a place in the folded text is the same place in the text.
pub(super) fn fold(c: char) -> char {
    match c {
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)
            .unwrap_or(c)
            .to_ascii_lowercase(),
        // Han and the punctuation beside it: nearly all text, and none of it has a small form.
        '\u{2000}'..='\u{20ff}' | '\u{3001}'..='\u{a63f}' | '\u{ac00}'..='\u{d7ff}' => c,
        c => {
            let mut low = c.to_lowercase();
            match (low.next(), low.next()) {
                (Some(one), None) if one.len_utf16() == c.len_utf16() => one,
                _ => c,
            }
        }
    }
}

/// Whether a folded character belongs to a word: the Latin letters and digits of which every browser knows that they are.
fn is_word(c: char) -> bool {
    matches!(c, '0'..='9' | 'a'..='z' | '\u{df}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}
