//! Text into HTML: the only place that knows which characters need escaping.
//!
//! In: any text. Out: text that is safe between tags and inside double quotes.

use std::ops::Range;

/// The bytes that are escaped.
const SPECIAL: [u8; 4] = *b"&<>\"";

/// Without a branch, so that many bytes are compared at a time: of a `matches!` the compiler makes a table of bits.
fn is_special(byte: u8) -> bool {
    let same = |found, special: &u8| found | special.eq(&byte);
    SPECIAL.iter().fold(false, same)
}

/// Where the first byte stands that is escaped. Most text has none.
fn first_special(bytes: &[u8]) -> Option<usize> {
    const LANES: usize = 16;
    let (whole, rest) = bytes.as_chunks::<LANES>();
    let plain = whole.iter().take_while(|lanes| {
        let found = |found, byte: &u8| found | is_special(*byte);
        !lanes.iter().fold(false, found)
    });
    let start = LANES * plain.count();
    let behind = if start < LANES * whole.len() {
        &bytes[start..]
    } else {
        rest
    };
    let at = behind.iter().position(|byte| is_special(*byte))?;
    Some(start + at)
}

/// Escapes for text and for attribute values in double quotes.
pub(super) fn push(out: &mut String, text: &str) {
    push_words(out, text, |_, _| {});
}

/// The same; `word` is told what of the text is written as it is, and where.
pub(super) fn push_words(out: &mut String, text: &str, mut word: impl FnMut(usize, Range<usize>)) {
    let mut rest = text;
    while let Some(at) = first_special(rest.as_bytes()) {
        let (plain, tail) = rest.split_at(at);
        let from = text.len() - rest.len();
        word(out.len(), from..from + at);
        out.push_str(plain);
        out.push_str(match tail.as_bytes()[0] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &tail[1..];
    }
    word(out.len(), text.len() - rest.len()..text.len());
    out.push_str(rest);
}

/// ` name="value"`.
pub(super) fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push(out, value);
    out.push('"');
}

/// Escapes text of raw HTML: entities stay as written, angle brackets that are no tag do not.
pub(super) fn push_raw(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(escape);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::push;

    #[test]
    fn every_special_sign_is_escaped_wherever_it_stands() {
        for before in 0..40 {
            for behind in [0, 1, 15, 16, 33] {
                let (before, behind) = ("甲".repeat(before), "b".repeat(behind));
                let mut out = String::new();
                push(&mut out, &format!("{before}<{behind}&\"{before}>{behind}"));
                assert_eq!(
                    out,
                    format!("{before}&lt;{behind}&amp;&quot;{before}&gt;{behind}")
                );
            }
        }
    }
}
