//! Text in XML.

/// Escapes text for an element or a quoted attribute, and drops what XML 1.0 cannot hold at all (its production `Char`).
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let (length, instead) = match byte {
            b'&' => (1, "&amp;"),
            b'<' => (1, "&lt;"),
            b'>' => (1, "&gt;"),
            b'"' => (1, "&quot;"),
            b'\'' => (1, "&apos;"),
            // A bare CR would be read as LF.
            b'\r' => (1, "&#13;"),
            b'\t' | b'\n' => continue,
            ..=0x1f => (1, ""),
            0xef if text[at..].starts_with(['\u{fffe}', '\u{ffff}']) => (3, ""),
            _ => continue,
        };
        out.push_str(&text[written..at]);
        out.push_str(instead);
        written = at + length;
    }
    out.push_str(&text[written..]);
    out
}

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
