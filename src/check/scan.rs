//! Where certain signs stand in a text. Rules that look for few signs pass by the rest of a text many bytes at a time.

use memchr::{memchr, memchr_iter, memrchr};

/// Bytes that are looked at together.
const BLOCK: usize = 32;

/// Every byte of a text at which `is` holds of it and the two behind it, ascending; behind the end stand zeros. `is` is a
/// comparison of bytes without branches (`|`, `&`): it is made of many bytes at once then.
pub(super) fn places<F: Fn([u8; 3]) -> bool>(text: &str, is: F) -> Places<'_, F> {
    Places {
        bytes: text.as_bytes(),
        at: 0,
        end: 0,
        is,
    }
}

/// See [`places`].
pub(super) struct Places<'t, F> {
    bytes: &'t [u8],
    at: usize,
    /// Up to where each byte is looked at by itself.
    end: usize,
    is: F,
}

impl<F: Fn([u8; 3]) -> bool> Places<'_, F> {
    /// Whether any byte of the next block is such a place; nothing where there is no whole block.
    fn block(&self) -> Option<bool> {
        let bytes = self.bytes.get(self.at..self.at + BLOCK + 2)?;
        let (one, two, three) = (&bytes[..BLOCK], &bytes[1..=BLOCK], &bytes[2..BLOCK + 2]);
        let mut any = false;
        for at in 0..BLOCK {
            any |= (self.is)([one[at], two[at], three[at]]);
        }
        Some(any)
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or_default()
    }
}

impl<F: Fn([u8; 3]) -> bool> Iterator for Places<'_, F> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            while self.at < self.end {
                let at = self.at;
                self.at += 1;
                if (self.is)([self.byte(at), self.byte(at + 1), self.byte(at + 2)]) {
                    return Some(at);
                }
            }
            while self.block() == Some(false) {
                self.at += BLOCK;
            }
            if self.at >= self.bytes.len() {
                return None;
            }
            self.end = self.bytes.len().min(self.at + BLOCK);
        }
    }
}

/// The lines of a text with where each begins; the end of a line belongs to it.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let ends = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let mut start = 0;
    ends.chain([text.len()]).filter_map(move |end| {
        let line = (start, &text[start..end]);
        start = end;
        (!line.1.is_empty()).then_some(line)
    })
}

/// A bracket or a book mark, of either width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bracket {
    /// Its first byte in the text.
    pub(super) at: usize,
    pub(super) sign: char,
}

/// Every one of `()（）〔〕【】《》〈〉` in a text.
pub(super) fn brackets(text: &str) -> Vec<Bracket> {
    let is = |[one, two, three]: [u8; 3]| {
        let half = (one == b'(') | (one == b')');
        let full = (one == 0xef) & (two == 0xbc) & ((three == 0x88) | (three == 0x89));
        let kinds = (three & 0xfc == 0x88) | (three & 0xfe == 0x90) | (three & 0xfe == 0x94);
        half | full | ((one == 0xe3) & (two == 0x80) & kinds)
    };
    let found = places(text, is).filter_map(|at| {
        let sign = text[at..].chars().next()?;
        Some(Bracket { at, sign })
    });
    found.collect()
}

/// A line with brackets.
pub(super) struct Bracketed<'t> {
    /// Where it begins in the text.
    pub(super) start: usize,
    /// The line, with its end.
    pub(super) line: &'t str,
    /// Its brackets; their places are those in the text.
    pub(super) brackets: &'t [Bracket],
}

/// The lines in which the brackets of a text stand.
pub(super) fn bracketed<'t>(
    text: &'t str,
    mut brackets: &'t [Bracket],
) -> impl Iterator<Item = Bracketed<'t>> {
    let bytes = text.as_bytes();
    std::iter::from_fn(move || {
        let first = brackets.first()?.at;
        let start = memrchr(b'\n', &bytes[..first]).map_or(0, |at| at + 1);
        let end = memchr(b'\n', &bytes[first..]).map_or(text.len(), |at| first + at + 1);
        let count = brackets.partition_point(|bracket| bracket.at < end);
        let (own, rest) = brackets.split_at(count);
        brackets = rest;
        Some(Bracketed {
            start,
            line: &text[start..end],
            brackets: own,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{bracketed, brackets, lines, places};

    /// Texts of pieces in an order that looks like chance, longer and shorter than a block.
    fn texts() -> Vec<String> {
        let pieces = [
            "（",
            "）",
            "(",
            ")",
            "〔",
            "〕",
            "【",
            "】",
            "《",
            "》",
            "〈",
            "〉",
            "。",
            "，",
            "、",
            "政府",
            "a1",
            " ",
            "\n",
            "\n\n",
            "公开信息的机关",
            "𠮷",
            "é",
        ];
        let mut seed = 11_u64;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(seed >> 33).unwrap() % below
        };
        let mut text = |count| (0..count).map(|_| pieces[next(pieces.len())]).collect();
        (0..400).map(|at| text(at % 60)).collect()
    }

    #[test]
    fn 成批查找与逐字查找的结果相同() {
        for text in texts() {
            let slow: Vec<_> = text
                .char_indices()
                .filter(|(_, c)| "()（）〔〕【】《》〈〉".contains(*c))
                .collect();
            let fast: Vec<_> = brackets(&text)
                .iter()
                .map(|one| (one.at, one.sign))
                .collect();
            assert_eq!(fast, slow, "{text}");
            let found: Vec<_> =
                places(&text, |[one, two, _]| (one == b'a') & (two == b'1')).collect();
            let wanted: Vec<_> = text.match_indices("a1").map(|(at, _)| at).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn 行与行里的括号() {
        for text in texts() {
            let mut at = 0;
            let mut slow = Vec::new();
            for line in text.split_inclusive('\n') {
                slow.push((at, line));
                at += line.len();
            }
            assert_eq!(lines(&text).collect::<Vec<_>>(), slow);
            slow.retain(|(_, line)| !brackets(line).is_empty());
            let all = brackets(&text);
            let fast: Vec<_> = bracketed(&text, &all)
                .map(|one| (one.start, one.line))
                .collect();
            assert_eq!(fast, slow);
            let count: usize = bracketed(&text, &all).map(|one| one.brackets.len()).sum();
            assert_eq!(count, all.len());
        }
    }
}
