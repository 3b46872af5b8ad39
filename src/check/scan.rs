//! Where certain signs stand in a text. Rules that look for few signs pass by the rest of a text many bytes at a time.

use memchr::{memchr, memchr_iter, memrchr};

/// Bytes that are looked at together.
const BLOCK: usize = 64;
/// Numbers of eight bytes in a block.
const GROUPS: usize = BLOCK / 8;

/// Every byte of a text at which `is` gives 1 for it and the two behind it, ascending; behind the end stand zeros. Everywhere else
/// it must give 0, and do so without branches ([`one_of`], [`within`], `|`, `&`): it is asked of many bytes at once then.
pub(super) fn places<F: Fn([u8; 3]) -> u8>(text: &str, is: F) -> Places<'_, F> {
    Places {
        bytes: text.as_bytes(),
        block: 0,
        next_block: 0,
        found: [0; GROUPS],
        group: GROUPS,
        is,
    }
}

/// 1 for one of these bytes, 0 for any other.
pub(super) fn one_of<const N: usize>(byte: u8, these: [u8; N]) -> u8 {
    these
        .iter()
        .fold(0, |any, this| any | u8::from(byte == *this))
}

/// 1 for a byte from the first to the last, 0 for any other.
pub(super) fn within(byte: u8, (first, last): (u8, u8)) -> u8 {
    u8::from((first..=last).contains(&byte))
}

/// See [`places`].
pub(super) struct Places<'t, F> {
    bytes: &'t [u8],
    /// Where the block stands that is looked at.
    block: usize,
    next_block: usize,
    /// For each of its bytes, one where there is such a place; eight to a number, the first lowest.
    found: [u64; GROUPS],
    /// Which of the numbers is next.
    group: usize,
    is: F,
}

impl<F: Fn([u8; 3]) -> u8> Places<'_, F> {
    /// Looks at the block as a whole and says whether there is any such place.
    fn look(&mut self) -> bool {
        let mut last = [0; BLOCK + 2];
        let rest = &self.bytes[self.block..];
        let bytes = rest.first_chunk().unwrap_or_else(|| {
            last[..rest.len()].copy_from_slice(rest);
            &last
        });
        let mut found = [0_u8; BLOCK];
        for (at, found) in found.iter_mut().enumerate() {
            *found = (self.is)([bytes[at], bytes[at + 1], bytes[at + 2]]);
        }
        let (groups, _) = found.as_chunks();
        for (group, eight) in self.found.iter_mut().zip(groups) {
            *group = u64::from_le_bytes(*eight);
        }
        self.found.iter().any(|group| *group != 0)
    }
}

impl<F: Fn([u8; 3]) -> u8> Iterator for Places<'_, F> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        loop {
            while let Some(found) = self.found.get_mut(self.group) {
                if *found != 0 {
                    let at = found.trailing_zeros() as usize / 8;
                    *found &= *found - 1;
                    let at = self.block + self.group * 8 + at;
                    return (at < self.bytes.len()).then_some(at);
                }
                self.group += 1;
            }
            self.group = 0;
            loop {
                self.block = self.next_block;
                if self.block >= self.bytes.len() {
                    self.group = GROUPS;
                    return None;
                }
                self.next_block += BLOCK;
                if self.look() {
                    break;
                }
            }
        }
    }
}

/// A line of a text, with its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Its first byte in the text.
    pub(super) start: usize,
    pub(super) text: &'t str,
}

impl Line<'_> {
    /// Where the next line begins.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The lines of a text that are not empty.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let ends = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let mut start = 0;
    ends.chain([text.len()]).filter_map(move |end| {
        let line = Line {
            start,
            text: &text[start..end],
        };
        start = end;
        (!matches!(line.text, "" | "\n")).then_some(line)
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
        // Signs that differ in some bits alone are one without these bits: half as much to compare.
        let full = one_of(one, [0xef]) & one_of(two, [0xbc]) & one_of(three & !1, [0x88]);
        let kinds = one_of(three & !3, [0x88]) | one_of(three & !5, [0x90]);
        let others = one_of(one, [0xe3]) & one_of(two, [0x80]) & kinds;
        one_of(one & !1, [b'(']) | full | others
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
    use super::{bracketed, brackets, lines, one_of, places};

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
            let found: Vec<_> = places(&text, |[one, two, _]| {
                one_of(one, *b"a") & one_of(two, *b"1")
            })
            .collect();
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
            let fast: Vec<_> = lines(&text).map(|line| (line.start, line.text)).collect();
            let filled = slow.iter().copied().filter(|(_, line)| *line != "\n");
            assert_eq!(fast, filled.collect::<Vec<_>>());
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
