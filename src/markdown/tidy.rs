//! Text as a reader sees it.
//!
//! In: text of a body or a title. Out: the same words, one space for each run of white space in a line, no empty
//! lines, no character that cannot be seen. What is searched is this text.

/// One space for each run of white space in a line, no empty lines, no invisible characters.
pub(crate) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    let mut rest = text;
    while let Some(at) = first_gap(rest) {
        out.push_str(&rest[..at]);
        let mut chars = rest[at..].chars();
        match chars.next() {
            Some('\n') => start = end_line(&mut out, start),
            Some(c) if c.is_whitespace() && out.len() > start && !out.ends_with(' ') => {
                out.push(' ');
            }
            _ => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.truncate(out.trim_end().len());
    out
}

/// Ends the line that begins at `start`; returns where the next one begins.
fn end_line(out: &mut String, start: usize) -> usize {
    if out.ends_with(' ') {
        out.pop();
    }
    if out.len() > start {
        out.push('\n');
    }
    out.len()
}

/// Where the first character stands that is no part of a word.
fn first_gap(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
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
            }
        }
    }
    None
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
            let kept = tidy(&format!("甲{c}乙"));
            let gap = match c {
                '\n' => "\n".to_owned(),
                c if c.is_whitespace() => " ".to_owned(),
                c if c.is_control() || super::is_invisible(c) => String::new(),
                c => c.to_string(),
            };
            assert_eq!(kept, format!("甲{gap}乙"), "U+{:04X}", c as u32);
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
