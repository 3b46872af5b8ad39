//! Characters that nobody sees and that no web page may hold.
//!
//! In: the text of a file. Out: a finding for each, whether it stands there itself or is written as `&#11;`.

use memchr::memmem;

use super::SourcePath;
use crate::diag::{Diagnostic, Sink, Span};

/// Looks from a byte on: those in front matter are for TOML to refuse.
pub(super) fn refuse(path: &SourcePath, text: &str, from: usize, sink: &Sink) {
    let mut found = Vec::new();
    if text.bytes().any(is_control) {
        let bytes = text.bytes().enumerate().skip(from);
        let signs = bytes.filter(|(_, byte)| is_control(*byte));
        found.extend(signs.map(|(at, byte)| (Span::new(at, at + 1), u32::from(byte))));
    }
    let rest = text.get(from..).unwrap_or_default();
    for at in memmem::find_iter(rest.as_bytes(), "&#") {
        let number = &rest[at + 2..];
        let end = number.find(';').filter(|end| *end <= 8);
        let Some(number) = end.map(|end| &number[..end]) else {
            continue;
        };
        let value = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        if let Ok(value) = value
            && char::from_u32(value).is_some_and(|c| c.is_control() && !"\n\t\r".contains(c))
        {
            let start = from + at;
            found.push((Span::new(start, start + number.len() + 3), value));
        }
    }
    for (span, value) in found {
        let message = format!("此处有看不见的控制字符（U+{value:04X}），网页里不能有");
        sink.push(
            Diagnostic::error("control-character", path, span, message)
                .help("删去它；多半是从别的软件粘贴时带来的"),
        );
    }
}

fn is_control(byte: u8) -> bool {
    byte < b' ' && byte != b'\n' && byte != b'\t' || byte == 0x7f
}

#[cfg(test)]
mod tests {
    use super::refuse;
    use crate::diag::{Sink, Span};
    use crate::source::SourcePath;

    fn spans(text: &str) -> Vec<Span> {
        let sink = Sink::default();
        refuse(&SourcePath::new("content/a.md"), text, 3, &sink);
        let findings = sink.into_findings().into_iter();
        findings.filter_map(|finding| finding.span).collect()
    }

    #[test]
    fn 指出每一个控制字符() {
        assert_eq!(
            spans("\u{1}甲\n\t乙 &#10; &#xa; &#60; &# &#x110000; &nbsp;"),
            []
        );
        assert_eq!(spans("甲\u{b}乙\u{7f}"), [Span::new(3, 4), Span::new(7, 8)]);
        assert_eq!(
            spans("甲乙&#11;和&#x1F;"),
            [Span::new(6, 11), Span::new(14, 20)]
        );
    }
}
