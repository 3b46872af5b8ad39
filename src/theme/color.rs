//! Colours of a theme: parsing, contrast, custom properties.
//!
//! In: `#rrggbb` by key. Out: a style sheet with one custom property for each, and findings where text could not be read
//! on its background (WCAG 2.1, 1.4.3 and 1.4.11).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::error::ThemeError;

/// Colours of one mode, `#rrggbb` by key.
pub(super) type Colors = BTreeMap<String, String>;

/// A set of colours that a reader can choose, or that the system asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// 浅色
    Light,
    /// 深色
    Dark,
    /// 高对比
    Contrast,
}

impl Mode {
    /// All modes.
    pub(super) const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::Contrast];

    /// Key in `theme.toml` and value of `data-mode`.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }
}

/// Text and the background it stands on, by key.
const PAIRS: &[(&str, &str)] = &[
    ("text", "bg"),
    ("text", "surface"),
    ("text", "brand_soft"),
    ("text", "notice_bg"),
    ("text", "warn_bg"),
    ("text", "ended_bg"),
    ("text", "mark"),
    ("muted", "bg"),
    ("muted", "surface"),
    ("link", "bg"),
    ("link", "surface"),
    ("link", "brand_soft"),
    ("link", "notice_bg"),
    ("link", "warn_bg"),
    ("link", "ended_bg"),
    ("visited", "bg"),
    ("brand_text", "bg"),
    ("brand_text", "surface"),
    ("brand_text", "brand_soft"),
    ("on_brand", "brand"),
    ("visited", "surface"),
    ("ok", "bg"),
    ("ok", "surface"),
    ("warn", "bg"),
    ("warn", "surface"),
    ("warn", "warn_bg"),
    ("ended", "bg"),
    ("ended", "surface"),
    ("ended", "ended_bg"),
    ("notice", "notice_bg"),
    ("footer_text", "footer_bg"),
];

/// Least contrast of text, times 100.
const LEAST: u32 = 450;

/// Pairs of text and background that cannot be read.
pub(super) fn check(mode: &str, colors: &Colors) -> Vec<ThemeError> {
    let mut errors = Vec::new();
    for (text, background) in PAIRS {
        let of = |key: &str| colors.get(key).and_then(|value| parse(value));
        let (Some(front), Some(back)) = (of(text), of(background)) else {
            continue;
        };
        let ratio = contrast(front, back);
        if ratio < LEAST {
            errors.push(ThemeError::Contrast {
                mode: mode.to_owned(),
                text: (*text).to_owned(),
                background: (*background).to_owned(),
                ratio,
            });
        }
    }
    errors
}

/// Red, green and blue of `#rrggbb`.
pub(super) fn parse(value: &str) -> Option<[u8; 3]> {
    let digits = value.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// Contrast by WCAG 2.1, times 100, rounded down.
fn contrast(a: [u8; 3], b: [u8; 3]) -> u32 {
    let (a, b) = (luminance(a), luminance(b));
    let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a contrast lies between 1 and 21"
    )]
    let hundredths = (ratio * 100.0 + 1e-9) as u32;
    hundredths
}

fn luminance(color: [u8; 3]) -> f64 {
    let [r, g, b] = color.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Custom properties: light by default, dark and high contrast where the system asks for them or the reader chose them.
pub(super) fn style(light: &Colors, dark: &Colors, contrast: &Colors) -> String {
    let mut css = String::new();
    let sets = [
        (":root{color-scheme:light;", light, "}\n"),
        (
            "@media (prefers-color-scheme:dark){:root:not([data-mode]){color-scheme:dark;",
            dark,
            "}}\n",
        ),
        (
            "@media (prefers-contrast:more){:root:not([data-mode]){color-scheme:dark;",
            contrast,
            "}}\n",
        ),
        (":root[data-mode=dark]{color-scheme:dark;", dark, "}\n"),
        (
            ":root[data-mode=contrast]{color-scheme:dark;",
            contrast,
            "}\n",
        ),
    ];
    for (open, colors, close) in sets {
        css.push_str(open);
        for (key, value) in colors {
            let _ = write!(css, "--{}:{value};", key.replace('_', "-"));
        }
        css.pop();
        css.push_str(close);
    }
    css
}

#[cfg(test)]
mod tests {
    use super::{Colors, check, contrast, parse, style};

    #[test]
    fn contrast_is_that_of_wcag() {
        assert_eq!(contrast([0, 0, 0], [255, 255, 255]), 2100);
        assert_eq!(contrast([0x76; 3], [255, 255, 255]), 454);
        assert_eq!(contrast([0x77; 3], [255, 255, 255]), 447);
    }

    #[test]
    fn only_six_hexadecimal_digits_are_a_color() {
        assert_eq!(parse("#0b4a8F"), Some([0x0b, 0x4a, 0x8f]));
        for wrong in ["0b4a8f", "#fff", "#0b4a8g", "#+b4a8f", "red", "#中文"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn grey_text_on_white_is_refused() {
        let colors = Colors::from([
            ("bg".to_owned(), "#ffffff".to_owned()),
            ("muted".to_owned(), "#999999".to_owned()),
        ]);
        let errors = check("light", &colors);
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].to_string().contains("2.84"), "{}", errors[0]);
    }

    #[test]
    fn each_color_becomes_a_custom_property() {
        let colors = Colors::from([("brand_soft".to_owned(), "#eef4fb".to_owned())]);
        let css = style(&colors, &colors, &colors);
        assert!(
            css.starts_with(":root{color-scheme:light;--brand-soft:#eef4fb}\n"),
            "{css}"
        );
    }
}
