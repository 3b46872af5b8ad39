//! A text that says mostly what another says, as its plain text says what a body says: kept as the pieces that both share.
//!
//! In: a text and the one that it was made from. Out: a [`Told`] of some bytes a line, and from it and the same base the
//! text again. How well the two fit decides only how much room it takes: any text can be told by any other.

use memchr::memmem;

/// Of how many bytes a word has at most that is looked for in the base.
const WORD: usize = 12;

/// How far behind the last shared piece a word is looked for.
const REACH: usize = 96;

/// How far a word is looked for that is so short that it occurs anywhere.
const SHORT: usize = 6;

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
        let mut steps = Vec::new();
        let mut own = String::new();
        let (mut rest, mut left) = (text, base);
        let mut said = 0;
        while !rest.is_empty() {
            let word = word(rest);
            let found = find(word, left);
            // A step holds what its numbers can count.
            if found.is_some() || own.len() - said + word.len() > LONGEST {
                let skipped = found.unwrap_or_default();
                let shared = found.map_or(0, |at| shared(rest, &left[at..]));
                steps.push([own.len() - said, skipped, shared].map(count));
                said = own.len();
                rest = &rest[shared..];
                left = &left[skipped + shared..];
            } else {
                own.push_str(word);
                rest = &rest[word.len()..];
            }
        }
        Self {
            steps: steps.into(),
            own: own.into(),
            len: text.len(),
        }
    }

    /// The text, by the base that it was taken apart with.
    pub(crate) fn by(&self, base: &str) -> String {
        let mut text = String::with_capacity(self.len);
        let (mut own, mut left) = (&*self.own, base);
        for step in &self.steps {
            let [said, skipped, shared] = step.map(usize::from);
            if said > 0 {
                text.push_str(&own[..said]);
                own = &own[said..];
            }
            text.push_str(&left[skipped..skipped + shared]);
            left = &left[skipped + shared..];
        }
        text.push_str(own);
        text
    }
}

fn count(bytes: usize) -> u16 {
    u16::try_from(bytes).unwrap_or(u16::MAX)
}

/// What is looked for as one: up to white space or the end of a tag.
fn word(text: &str) -> &str {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at >= WORD || (at > 0 && (c.is_whitespace() || c == '<')) {
            break;
        }
        end = at + c.len_utf8();
        if c.is_whitespace() || c == '>' {
            break;
        }
    }
    &text[..end]
}

/// How far behind the beginning of `base` the word begins. White space must follow at once: what stands around it is what
/// tells a place.
fn find(word: &str, base: &str) -> Option<usize> {
    if base.starts_with(word) {
        return Some(0);
    }
    if word.starts_with(char::is_whitespace) {
        return None;
    }
    let reach = if word.len() < SHORT { REACH / 6 } else { REACH };
    let near = &base.as_bytes()[..base.len().min(reach + word.len())];
    memmem::find(near, word.as_bytes())
}

/// How many bytes both texts begin with, whole characters only.
fn shared(text: &str, base: &str) -> usize {
    const LANES: usize = 16;
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
            (format!("{other}{long}"), long),
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
