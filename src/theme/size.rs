//! Sizes of a theme: custom properties of the style sheet that are lengths, shares or plain numbers.
//!
//! In: what `[sizes]` in `theme.toml` says. Out: CSS. Never anything but one number with one unit, so that no value can
//! end its declaration and begin another.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a message says a size looks like.
pub(super) const EXPECTED: &str =
    "此处应为一个尺寸: 数字加单位 rem、em、px 或者 %, 如 \"1.125rem\"; 行距只写数字, 如 \"1.9\"";

const UNITS: [&str; 5] = ["rem", "em", "px", "%", ""];

/// Whether `text` is a number above zero with a unit that a style sheet knows.
pub(super) fn is_size(text: &str) -> bool {
    let number = text.trim_end_matches(|sign: char| sign.is_ascii_alphabetic() || sign == '%');
    let plain = number
        .chars()
        .all(|sign| sign.is_ascii_digit() || sign == '.');
    UNITS.contains(&&text[number.len()..])
        && plain
        && number.parse::<f64>().is_ok_and(|value| value > 0.0)
}

/// The custom properties: `text_line` becomes `--text-line`.
pub(super) fn style(sizes: &BTreeMap<String, String>) -> String {
    let mut css = String::new();
    for (key, size) in sizes {
        let _ = write!(css, "--{}:{size};", key.replace('_', "-"));
    }
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_a_unit_are_sizes() {
        for size in ["1.125rem", "46em", "4px", "150%", "1.9"] {
            assert!(is_size(size), "{size}");
        }
    }

    #[test]
    fn nothing_else_gets_into_the_style_sheet() {
        for text in [
            "",
            "rem",
            "0",
            "-1px",
            "1 rem",
            "1e3px",
            "12pt",
            "inf",
            "1rem;color:red",
            "calc(1px)",
            "１rem",
        ] {
            assert!(!is_size(text), "{text}");
        }
    }

    #[test]
    fn keys_become_custom_properties() {
        let sizes = BTreeMap::from([("text_line".to_owned(), "1.9".to_owned())]);
        assert_eq!(style(&sizes), "--text-line:1.9;");
    }
}
