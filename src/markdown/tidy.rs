//! Text as a reader sees it.
//!
//! In: text of a body or a title. Out: the same words, one space for each run of white space in a line, no empty
//! lines, no character that cannot be seen. What is searched is this text.

/// One space for each run of white space in a line, no empty lines, no invisible characters.
pub(crate) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let start = out.len();
        let mut rest = line;
        while let Some(at) = rest.find(|c: char| !is_word(c)) {
            out.push_str(&rest[..at]);
            let mut chars = rest[at..].chars();
            let gap = chars.next().is_some_and(char::is_whitespace);
            if gap && out.len() > start && !out.ends_with(' ') {
                out.push(' ');
            }
            rest = chars.as_str();
        }
        out.push_str(rest);
        let end = out.trim_end_matches(' ').len();
        out.truncate(end);
        if out.len() > start {
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether a character is neither white space nor without width.
fn is_word(c: char) -> bool {
    // Nearly all text: decided by two comparisons.
    matches!(c, '!'..='~' | '\u{3001}'..='\u{d7ff}')
        || !(is_invisible(c) || c.is_whitespace() || c.is_control())
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
    fn 看得见的才检索得到() {
        assert_eq!(
            tidy("第一条　　为了 \t 规范\n\n  \n第二条"),
            "第一条 为了 规范\n第二条"
        );
        assert_eq!(tidy("应\u{200b}急\u{ad}预案\u{feff}"), "应急预案");
        assert_eq!(tidy("a\u{0}b\u{7}"), "ab");
    }
}
