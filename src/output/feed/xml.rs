//! Text in XML.

/// Escapes text for an element or a quoted attribute, and drops what XML 1.0 cannot hold at all (its production `Char`).
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' => out.push(c),
            // A bare CR would be read as LF.
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
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
