//! Cuts text into the keys that the index knows: pairs of neighbouring characters, single characters, whole words.
//!
//! In: text as a reader sees it. Out: keys of its folded characters. The client cuts what is searched by the same rules,
//! and `tests/search/vectors.json` holds both to them. No dictionary and no locale: a text and any phrase of it give the
//! same keys. Keys end at the ends of lines, and no key holds white space.
//!
//! Files know a key by some bits of its hash. Different keys may share them: whatever the index proposes is looked up in
//! the text before it is shown.

/// What is known of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key {
    /// The hash that files go by.
    pub(super) hash: u32,
    /// Tells apart keys whose hashes are equal; [`OPEN`] and [`RARE`] are all that there is of pairs, 0 of single characters.
    pub(super) identity: u64,
}

/// A piece of text that has a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// Two neighbouring characters, folded, and what follows them in their line, see [`follower`].
    Pair(Key, u8),
    /// One character, folded.
    Single(char),
    /// A word or a number.
    Word(Key),
}

/// A pair of which the index keeps what its two next characters are, not only the next one: the second of the pair is no
/// ideograph. What comes after a sign or a digit has little to do with it, so it says more about where the pair is.
pub(super) const OPEN: u64 = 0x40;
/// A pair with a character beyond 16 bits: only its hash may be that of another pair.
pub(super) const RARE: u64 = 0x80;
/// Bits of a hash that files know: the first ones name the shard, the rest are the fingerprint.
pub(super) const HASH_BITS: u32 = 26;
/// Bits that are kept of what follows a pair.
pub(super) const FOLLOWER_BITS: u32 = 6;
/// Bits of them for the second of two characters that follow.
const SECOND_BITS: u32 = 2;
/// Characters below are signs, digits and letters of other scripts.
const FIRST_IDEOGRAPH: u32 = 0x3400;
const CHAINED: u64 = 1 << 63;
/// Numbers beyond all characters, so that no two sorts of keys are made of the same numbers.
const WORD: u32 = 0x11_0000;
const WHOLE: u32 = 0x11_0001;
const NUMBERED: u32 = 0x11_0002;
const PADDED: u32 = 0x11_0003;

impl Key {
    /// Pairs of characters of 16 bits have different hashes.
    pub(super) fn pair(a: char, b: char) -> Self {
        let (a, b) = (u32::from(a), u32::from(b));
        let open = if b < FIRST_IDEOGRAPH { OPEN } else { 0 };
        let rare = if (a | b) >> 16 == 0 { 0 } else { RARE };
        Self {
            hash: mix(a << 16 ^ b, 0),
            identity: open | rare,
        }
    }

    /// Different characters have different hashes.
    pub(super) fn single(c: char) -> Self {
        Self {
            hash: mix(u32::from(c), 0),
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
            identity: identity | CHAINED,
        }
    }
}

/// What the index keeps of a character that follows a pair: one of 64 numbers, enough to tell most others from it. The end of a
/// line is 0.
fn follower(c: char) -> u8 {
    (mix(u32::from(c), 1) >> (32 - FOLLOWER_BITS)) as u8
}

/// The last characters of a line without white space, each with what is kept of it as a follower.
#[derive(Default)]
struct Run {
    last: [(char, u8); 3],
    count: usize,
}

impl Run {
    fn push(&mut self, c: char, give: &mut impl FnMut(Piece)) {
        let new = (c, follower(c));
        let [a, b, next] = self.last;
        if self.count == 3 {
            give(pair(a.0, b.0, [next.1, new.1]));
            self.last = [b, next, new];
        } else {
            self.last[self.count] = new;
            self.count += 1;
        }
    }

    fn end(&mut self, give: &mut impl FnMut(Piece)) {
        let [a, b, next] = self.last;
        if self.count == 3 {
            give(pair(a.0, b.0, [next.1, 0]));
            give(pair(b.0, next.0, [0, 0]));
        } else if self.count == 2 {
            give(pair(a.0, b.0, [0, 0]));
        }
        self.count = 0;
    }
}

fn pair(a: char, b: char, [next, after]: [u8; 2]) -> Piece {
    let key = Key::pair(a, b);
    if key.identity & OPEN == 0 {
        Piece::Pair(key, next)
    } else {
        Piece::Pair(
            key,
            next >> SECOND_BITS << SECOND_BITS | after >> (FOLLOWER_BITS - SECOND_BITS),
        )
    }
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
    word: Vec<char>,
    run: Run,
}

impl Cutter {
    /// Gives every piece of a text that has a key, as often as it occurs.
    pub(super) fn cut(&mut self, text: &str, mut give: impl FnMut(Piece)) {
        let mut chars = text.chars();
        while let Some(mut c) = chars.next() {
            // Ideographs are most of a text, and nothing else is asked of them.
            if !('\u{4e00}'..='\u{9fff}').contains(&c) {
                c = fold(c);
                if is_word(c) {
                    self.word.push(c);
                } else if !self.word.is_empty() {
                    self.end_word(&mut give);
                }
                if c.is_whitespace() {
                    self.run.end(&mut give);
                    continue;
                }
                if is_opening(c)
                    && let Some(number) = numbered(chars.clone().map(fold))
                {
                    give(Piece::Word(number));
                }
            } else if !self.word.is_empty() {
                self.end_word(&mut give);
            }
            give(Piece::Single(c));
            self.run.push(c, &mut give);
        }
        self.run.end(&mut give);
        if !self.word.is_empty() {
            self.end_word(&mut give);
        }
    }

    fn end_word(&mut self, give: &mut impl FnMut(Piece)) {
        give(Piece::Word(Key::chained(self.word.iter().copied(), WORD)));
        if self.word[0] == '0' && self.word.iter().all(char::is_ascii_digit) {
            let mut serial = self
                .word
                .iter()
                .copied()
                .skip_while(|c| *c == '0')
                .peekable();
            if serial.peek().is_some() {
                give(Piece::Word(Key::chained(serial, PADDED)));
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
