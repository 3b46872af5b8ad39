//! A text that says mostly what another says, as its plain text says what a body says: kept as the pieces that both share.
//!
//! In: a text and the one that it was made from. Out: a [`Told`] of some bytes a line, and from it and the same base the
//! text again. How well the two fit decides only how much room it takes: any text can be told by any other.

use std::ops::Range;

use memchr::{memchr, memmem};

/// Of how many bytes a word has at most that is looked for in the base.
const WORD: usize = 12;

/// Of how many bytes a tag has at most that is looked for as one.
const TAG: usize = 256;

/// A step costs as much as so many bytes: shorter pieces are not worth one.
const WORTH: usize = 12;

/// How far behind the last shared piece a word may begin, as a rule: behind the marks of Markdown.
const NEAR: usize = 8;

/// How far a word may begin at most: behind the address of a link.
const FAR: usize = 96;

/// How many bytes that only the text has come next, how many of the base are left out, how many behind those are shared.
type Step = [u16; 3];

/// The longest piece of a step.
const LONGEST: usize = u16::MAX as usize;

/// A text in pieces of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    steps: Box<[Step]>,
    /// What the base does not say, one piece behind the other.
    own: Box<str>,
    /// Length of the text in bytes.
    len: usize,
}

impl Told {
    /// Takes a text apart into what `base` says in the same order, and the rest.
    pub(crate) fn new(text: &str, base: &str) -> Self {
        let mut out = Teller::new(base);
        let mut rest = text;
        // Where the reading of the base stands.
        let mut at = 0;
        while !rest.is_empty() {
            let word = word(rest);
            let mut length = word.len();
            let mut is_shared = false;
            if let Some(skipped) = find(word, &base[at..]) {
                at += skipped;
                length = shared(rest, &base[at..]);
                is_shared = length >= WORTH;
                at += length;
            }
            let (piece, behind) = rest.split_at(length);
            if is_shared {
                out.share(at - length..at);
            } else {
                out.say(piece);
            }
            rest = behind;
        }
        out.finish(text.len())
    }

    /// Takes a text apart for one who knows where pieces of it stand in `base`: each by where it begins in the text, in the
    /// order of the text. Nothing has to be looked for.
    pub(crate) fn of(text: &str, base: &str, pieces: &[(usize, Range<usize>)]) -> Self {
        let mut out = Teller::new(base);
        out.steps.reserve(pieces.len());
        out.own.reserve(text.len() / 4);
        let mut at = 0;
        for (start, piece) in pieces {
            let is_before = piece.start < out.told;
            if is_before || piece.len() < WORTH {
                continue;
            }
            out.say(&text[at..*start]);
            out.share(piece.clone());
            at = start + piece.len();
        }
        out.say(&text[at..]);
        out.finish(text.len())
    }

    /// The text, by the base that it was taken apart with.
    pub(crate) fn by(&self, base: &str) -> String {
        let mut text = String::with_capacity(self.len);
        let mut own = &*self.own;
        let mut at = 0;
        for [said, skipped, shared] in &self.steps {
            if *said > 0 {
                let (piece, behind) = own.split_at(usize::from(*said));
                text.push_str(piece);
                own = behind;
            }
            at += usize::from(*skipped);
            if *shared > 0 {
                let end = at + usize::from(*shared);
                text.push_str(&base[at..end]);
                at = end;
            }
        }
        text.push_str(own);
        text
    }
}

/// Puts down steps.
struct Teller<'b> {
    base: &'b str,
    steps: Vec<Step>,
    own: String,
    /// How much of `own` and of the base the steps have got through.
    said: usize,
    told: usize,
}

impl<'b> Teller<'b> {
    fn new(base: &'b str) -> Self {
        Self {
            base,
            steps: Vec::new(),
            own: String::new(),
            said: 0,
            told: 0,
        }
    }

    fn say(&mut self, piece: &str) {
        let mut rest = piece;
        while self.own.len() - self.said + rest.len() > LONGEST {
            let room = rest.floor_char_boundary(LONGEST - (self.own.len() - self.said));
            let (piece, behind) = rest.split_at(room);
            self.own.push_str(piece);
            self.steps.push([count(self.own.len() - self.said), 0, 0]);
            self.said = self.own.len();
            rest = behind;
        }
        self.own.push_str(rest);
    }

    fn share(&mut self, mut piece: Range<usize>) {
        // What was said may be what the base says too: then one step is enough for the piece before and this one.
        if let Some(last) = self.steps.last_mut()
            && self.own.as_bytes()[self.said..] == self.base.as_bytes()[self.told..piece.start]
            && last[2] > 0
            && let Ok(longer) = u16::try_from(usize::from(last[2]) + piece.end - self.told)
        {
            self.own.truncate(self.said);
            last[2] = longer;
            self.told = piece.end;
            return;
        }
        while piece.len() > LONGEST {
            let end = self.base.floor_char_boundary(piece.start + LONGEST);
            self.step(piece.start..end);
            piece.start = end;
        }
        self.step(piece);
    }

    fn step(&mut self, piece: Range<usize>) {
        while piece.start - self.told > LONGEST {
            self.steps.push([0, u16::MAX, 0]);
            self.told += LONGEST;
        }
        self.steps.push([
            count(self.own.len() - self.said),
            count(piece.start - self.told),
            count(piece.len()),
        ]);
        self.said = self.own.len();
        self.told = piece.end;
    }

    fn finish(self, len: usize) -> Told {
        // Copied, for what has grown has room to spare, which an allocator need not take back.
        Told {
            steps: Box::from(self.steps.as_slice()),
            own: Box::from(self.own.as_str()),
            len,
        }
    }
}

fn count(bytes: usize) -> u16 {
    u16::try_from(bytes).unwrap_or(u16::MAX)
}

/// What is looked for as one: a tag, a sign of white space, or what stands before the next of these.
fn word(text: &str) -> &str {
    let bytes = text.as_bytes();
    if bytes[0] == b'<'
        && let Some(end) = memchr(b'>', &bytes[..bytes.len().min(TAG)])
    {
        return &text[..=end];
    }
    let mut end = 0;
    while end < bytes.len() && end < WORD {
        match bytes[end] {
            b' ' | b'\n' | b'<' if end > 0 => break,
            b' ' | b'\n' => {
                end += 1;
                break;
            }
            byte => {
                end += match byte {
                    0..0x80 => 1,
                    0x80..0xe0 => 2,
                    0xe0..0xf0 => 3,
                    _ => 4,
                };
            }
        }
    }
    &text[..end]
}

/// How far behind the beginning of `base` the word begins. White space and tags must follow at once: what stands around
/// them is what tells a place.
fn find(word: &str, base: &str) -> Option<usize> {
    let (word, base) = (word.as_bytes(), base.as_bytes());
    if base.starts_with(word) {
        return Some(0);
    }
    if matches!(word[0], b' ' | b'\n' | b'<' | b'&') {
        return None;
    }
    let near = |skipped: &usize| {
        base.get(*skipped) == Some(&word[0]) && base[*skipped..].starts_with(word)
    };
    if let Some(skipped) = (1..=NEAR).find(near) {
        return Some(skipped);
    }
    // A short word occurs anywhere.
    if word.len() < WORD / 2 {
        return None;
    }
    memmem::find(&base[..base.len().min(FAR + word.len())], word)
}

/// How many bytes both texts begin with, whole characters only, and no more than a step can count.
fn shared(text: &str, base: &str) -> usize {
    const LANES: usize = 8;
    let a = &text.as_bytes()[..text.len().min(LONGEST)];
    let b = base.as_bytes();
    let whole = a
        .as_chunks::<LANES>()
        .0
        .iter()
        .zip(b.as_chunks::<LANES>().0);
    let mut end = LANES * whole.take_while(|(a, b)| a == b).count();
    while end < a.len() && end < b.len() && a[end] == b[end] {
        end += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Told;

    #[test]
    fn 正文的纯文字只占几个字节() {
        let long = "按照职责分工落实责任，".repeat(20);
        let body = format!("## 一、总体要求\n\n为了**进一步**加强[有关工作](a.md)，{long}根据《条例》制定本办法。\n\n| 单位 | 数量 |\n|---|---|\n| 市教育局 | 12 |\n").repeat(40);
        let plain = format!("一、总体要求\n为了进一步加强有关工作，{long}根据《条例》制定本办法。\n单位 数量\n市教育局 12\n").repeat(40);
        let told = Told::new(&plain, &body);
        assert_eq!(told.by(&body), plain);
        let size = 6 * told.steps.len() + told.own.len();
        assert!(size < plain.len() / 8, "{size} of {}", plain.len());
    }

    #[test]
    fn 再长的一段也说得出来() {
        let long = "为了规范政府信息公开工作，".repeat(20_000);
        let other = "x<y ".repeat(40_000);
        for (text, base) in [
            (long.clone(), format!("# {long}")),
            (format!("{other}{long}"), long.clone()),
            (long.clone(), format!("{}{long}", "1 2\n".repeat(40_000))),
            (
                format!("{}{long}", "1 2 ".repeat(40_000)),
                format!("{}{long}", "1| 2|".repeat(40_000)),
            ),
        ] {
            assert_eq!(Told::new(&text, &base).by(&base), text);
        }
    }

    #[test]
    fn 与原文毫不相干的也说得出来() {
        for (text, base) in [
            ("", ""),
            ("", "甲"),
            ("甲\n乙", ""),
            ("乙甲", "甲乙"),
            ("丙\u{3000}丁 戊", "甲乙丙丁戊"),
            ("é中", "ê丮中"),
        ] {
            assert_eq!(Told::new(text, base).by(base), text);
        }
    }

    #[test]
    fn 知道共同之处的不必再找() {
        let long = "按照职责分工落实责任，".repeat(6000);
        let base = format!("# 甲\n\n{long}**{long}**乙");
        let text = format!("甲<p>{long}{long}</p>乙");
        let (first, second) = (long.len() + 7, 2 * long.len() + 9);
        let pieces = [
            (6, 7..first),
            (6 + long.len(), first + 2..second),
            (6 + 2 * long.len() + 4, second + 2..second + 5),
        ];
        for pieces in [&pieces[..], &pieces[1..], &pieces[..1], &[]] {
            let told = Told::of(&text, &base, pieces);
            assert_eq!(told.by(&base), text);
            let shared: usize = pieces.iter().map(|(_, piece)| piece.len()).sum();
            assert!(told.own.len() <= text.len() - shared + 3);
        }
        // What came before in the base cannot be shared any more.
        let text = format!("{long}{long}");
        let back = [(0, first + 2..second), (long.len(), 7..first)];
        assert_eq!(Told::of(&text, &base, &back).by(&base), text);
    }

    #[test]
    fn 夹在中间的相同几个字节不另占一步() {
        let base = "按照职责分工落实责任。\n按照职责分工落实责任。";
        let half = base.find('\n').unwrap();
        let pieces = [(0, 0..half), (half + 1, half + 1..base.len())];
        let told = Told::of(base, base, &pieces);
        assert_eq!((told.steps.len(), told.own.len()), (1, 0));
        assert_eq!(told.by(base), base);
    }

    proptest! {
        #[test]
        fn 任何文字都能由任何文字说出来(
            text in "[甲乙丙<> \n*|a1\u{3000}]{0,200}",
            base in "[甲乙丙<> \n*|a1\u{3000}]{0,200}",
        ) {
            prop_assert_eq!(Told::new(&text, &base).by(&base), text);
        }
    }
}
