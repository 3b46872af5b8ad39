//! Text in XML.

/// Escapes text for an element or a quoted attribute, and drops what XML 1.0 cannot hold at all (its production `Char`).
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    push_escaped(&mut out, text);
    out
}

/// The same at the end of what is written already.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let (mut at, mut written) = (0, 0);
    // Nearly all bytes stay: each costs one look into a table, which halves the time of a text.
    while let Some(ahead) = bytes[at..]
        .iter()
        .position(|byte| !STAYS[usize::from(*byte)])
    {
        at += ahead;
        let (length, instead) = match &bytes[at..] {
            [b'&', ..] => (1, "&amp;"),
            [b'<', ..] => (1, "&lt;"),
            [b'>', ..] => (1, "&gt;"),
            [b'"', ..] => (1, "&quot;"),
            [b'\'', ..] => (1, "&apos;"),
            // A bare CR would be read as LF.
            [b'\r', ..] => (1, "&#13;"),
            [..=0x1f, ..] => (1, ""),
            // U+FFFE and U+FFFF.
            [0xef, 0xbf, 0xbe | 0xbf, ..] => (3, ""),
            _ => {
                at += 1;
                continue;
            }
        };
        out.push_str(&text[written..at]);
        out.push_str(instead);
        at += length;
        written = at;
    }
    out.push_str(&text[written..]);
}

/// Whether a byte stays as it is, whatever follows.
static STAYS: [bool; 256] = {
    let mut stays = [true; 256];
    let mut control = 0;
    while control < 0x20 {
        stays[control] = matches!(control, 0x09 | 0x0a);
        control += 1;
    }
    let mut signs: &[u8] = b"&<>\"'\xef";
    while let [sign, rest @ ..] = signs {
        stays[*sign as usize] = false;
        signs = rest;
    }
    stays
};

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn 不能放进_xml_的字符都不留() {
        assert_eq!(
            escape("《a & b》<c> \"d\" 'e'"),
            "《a &amp; b》&lt;c&gt; &quot;d&quot; &apos;e&apos;"
        );
        assert_eq!(
            escape("一\u{0}二\u{b}三\u{1f}\u{ffff}四\t五"),
            "一二三四\t五"
        );
        assert_eq!(escape("a\rb"), "a&#13;b");
    }
}
