//! Text as a reader sees it.
//!
//! In: text of a body or a title. Out: the same words, one space for each run of white space in a line, no empty
//! lines, no character that cannot be seen. What is searched is this text.

use std::ops::Range;

/// One space for each run of white space in a line, no empty lines, no invisible characters.
pub(crate) fn tidy(text: &str) -> String {
    let mut tidier = Tidier::with_capacity(text.len());
    tidier.push(text, |_, _| {});
    tidier.finish()
}

/// Makes a text tidy that comes piece by piece.
pub(super) struct Tidier {
    out: String,
    /// Where the line begins that is being written.
    line: usize,
}

impl Tidier {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            out: String::with_capacity(bytes),
            line: 0,
        }
    }

    /// Writes a piece; `word` is told what of it is written as it is, and where.
    pub(super) fn push(&mut self, text: &str, mut word: impl FnMut(usize, Range<usize>)) {
        let mut from = 0;
        loop {
            let end = first_gap(&text[from..]).map_or(text.len(), |gap| from + gap);
            if end > from {
                word(self.out.len(), from..end);
                self.out.push_str(&text[from..end]);
            }
            let mut chars = text[end..].chars();
            match chars.next() {
                None => return,
                Some('\n') => self.end_line(),
                Some(c) if c.is_whitespace() => self.space(),
                Some(_) => {}
            }
            from = text.len() - chars.as_str().len();
        }
    }

    /// Writes a space between words.
    pub(super) fn space(&mut self) {
        if self.out.len() > self.line && !self.ends_with_space() {
            self.out.push(' ');
        }
    }

    /// Ends the line, if anything stands in it.
    pub(super) fn end_line(&mut self) {
        if self.ends_with_space() {
            self.out.pop();
        }
        if self.out.len() > self.line {
            self.out.push('\n');
        }
        self.line = self.out.len();
    }

    fn ends_with_space(&self) -> bool {
        self.out.as_bytes().last() == Some(&b' ')
    }

    /// The text.
    pub(super) fn finish(mut self) -> String {
        self.out.truncate(self.out.trim_end().len());
        self.out
    }
}

/// Where the first character stands that is no part of a word.
fn first_gap(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = skipped(bytes);
    while at < bytes.len() {
        match bytes[at] {
            // U+4000 to U+CFFF, three bytes each: nearly all text.
            0xe4..=0xec => at += 3,
            b'!'..=b'~' => at += 1,
            // Chinese signs but the ideographic space, and full-width forms.
            0xe3 if bytes[at + 1..at + 3] != [0x80, 0x80] => at += 3,
            0xef if matches!(bytes[at + 1], 0xbc | 0xbd) => at += 3,
            _ => {
                let c = text[at..].chars().next()?;
                if !is_word(c) {
                    return Some(at);
                }
                at += c.len_utf8();
                at += skipped(&bytes[at..]);
            }
        }
    }
    None
}

/// How many bytes may be skipped at once because no character of which [`is_word`] says no begins in them: a multiple of 16.
/// Without a branch, so that many bytes are compared at a time, three times as fast as sign by sign.
fn skipped(bytes: &[u8]) -> usize {
    const LANES: usize = 16;
    let lanes = |at: usize| bytes.get(at..)?.first_chunk::<LANES>();
    let mut at = 0;
    while let (Some(a), Some(b), Some(c)) = (lanes(at), lanes(at + 1), lanes(at + 2)) {
        let mut found = 0;
        for i in 0..LANES {
            let (a, b, c) = (a[i], b[i], c[i]);
            let is = |byte: u8, other: u8| u8::from(byte == other);
            let ascii = u8::from(a <= b' ') | is(a, 0x7f);
            // U+0080 to U+00BF; U+1000 to U+1FFF.
            let rare = is(a, 0xc2) | is(a, 0xe1);
            // U+2000 to U+200F, U+2028 to U+202F; U+2040 to U+207F.
            let spaces = is(b, 0x80) & (u8::from(c < 0x90) | is(c & 0xf8, 0xa8));
            let general = is(a, 0xe2) & (spaces | is(b, 0x81));
            // The ideographic space; U+FEC0 to U+FEFF.
            let ideographic = is(a, 0xe3) & is(b, 0x80) & is(c, 0x80);
            let wide = ideographic | (is(a, 0xef) & is(b, 0xbb));
            found |= ascii | rare | general | wide;
        }
        if found != 0 {
            break;
        }
        at += LANES;
    }
    // Behind the last character that ends in them.
    while at > 0 && at < bytes.len() && bytes[at] & 0xc0 == 0x80 {
        at -= 1;
    }
    at
}

/// Whether a character is neither white space nor without width.
fn is_word(c: char) -> bool {
    !(is_invisible(c) || c.is_whitespace() || c.is_control())
}

/// Characters without width: soft hyphen, zero-width space, joiners and the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn 每个字符都照它的种类() {
        for c in ('\u{1}'..='\u{ffff}').chain(['😀', '𠮷']) {
            // Wherever it stands, for many bytes are looked at at once.
            let (before, behind) = ("甲".repeat(c as usize % 19), "a".repeat(21));
            let kept = tidy(&format!("{before}甲{c}乙{behind}"));
            let gap = match c {
                '\n' => "\n".to_owned(),
                c if c.is_whitespace() => " ".to_owned(),
                c if c.is_control() || super::is_invisible(c) => String::new(),
                c => c.to_string(),
            };
            let expected = format!("{before}甲{gap}乙{behind}");
            assert_eq!(kept, expected, "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn 看得见的才检索得到() {
        assert_eq!(
            tidy("第一条　　为了 \t 规范\n\n  \n第二条"),
            "第一条 为了 规范\n第二条"
        );
        assert_eq!(tidy("应\u{200b}急\u{ad}预案\u{feff}"), "应急预案");
        assert_eq!(tidy("a\u{0}b\u{7}"), "ab");
        assert_eq!(
            tidy(" 甲 \r\n\r\n乙 \u{200b} 丙，\u{feff} \n \u{200b}\n"),
            "甲\n乙 丙，"
        );
        assert_eq!(tidy(" \n\u{3000}"), "");
    }
}
