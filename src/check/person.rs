//! Numbers of persons and of bodies: what a run of digits and letters is.
//!
//! In: a run of a text, half-width and upper case. Out: what its check digits say. It must never hand a number on whole: messages
//! get [`shown`], exceptions get [`hash`].

use std::fmt::Write as _;
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use crate::model::Date;

/// What looks like a 居民身份证号 (GB 11643—1999).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum IdNumber {
    /// Date, province and check digit are right.
    Valid,
    /// Only the form is right.
    Formed,
}

/// Whether 18 characters are an ID number: a date from 1900 up to `today`, a province that there is, and the check digit.
pub(crate) fn id_number(text: &str, today: Date) -> Option<IdNumber> {
    let bytes = text.as_bytes();
    let (body, check) = (bytes.get(..17)?, *bytes.get(17)?);
    if bytes.len() != 18 || !body.iter().all(u8::is_ascii_digit) || body[0] == b'0' {
        return None;
    }
    if !(check.is_ascii_digit() || check == b'X') {
        return None;
    }
    let number = |range: Range<usize>| text[range].parse::<i16>().ok();
    let year = number(6..10)?;
    let day = |range| number(range).and_then(|n| i8::try_from(n).ok());
    let born = Date::new(year, day(10..12)?, day(12..14)?).ok()?;
    if !(1900..=2099).contains(&year) || born > today {
        return None;
    }
    let province = number(0..2)?;
    if !PROVINCES.contains(&province) {
        return None;
    }
    let sum: u32 = body
        .iter()
        .zip(ID_WEIGHTS)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    if b"10X98765432"[(sum % 11) as usize] == check {
        Some(IdNumber::Valid)
    } else {
        Some(IdNumber::Formed)
    }
}

const ID_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const PROVINCES: [i16; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
];

/// Whether 15 digits have the form of the older ID number; only words around it can make it one.
pub(crate) fn old_id_number(text: &str) -> bool {
    let digits = text.len() == 15 && text.bytes().all(|b| b.is_ascii_digit());
    let date = || {
        let day = |range: Range<usize>| text[range].parse::<i8>().ok();
        Date::new(1900 + i16::from(day(6..8)?), day(8..10)?, day(10..12)?).ok()
    };
    let province = || {
        text[..2]
            .parse::<i16>()
            .is_ok_and(|p| PROVINCES.contains(&p))
    };
    digits && province() && date().is_some()
}

/// Whether 18 characters are a 统一社会信用代码 (GB 32100—2015) with the right check character.
pub(crate) fn credit_code(text: &str) -> bool {
    const LETTERS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let values: Option<Vec<usize>> = text
        .bytes()
        .map(|b| LETTERS.iter().position(|letter| *letter == b))
        .collect();
    let Some(values) = values.filter(|values| values.len() == 18) else {
        return false;
    };
    let mut weight = 1;
    let mut sum = 0;
    for value in &values[..17] {
        sum += value * weight;
        weight = weight * 3 % 31;
    }
    (31 - sum % 31) % 31 == values[17]
}

/// Whether nine characters are an 组织机构代码 (GB 11714) with the right check character.
pub(crate) fn organisation_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 9 {
        return false;
    }
    let value = |b: u8| match b {
        b'0'..=b'9' => Some(u32::from(b - b'0')),
        b'A'..=b'Z' => Some(u32::from(b - b'A') + 10),
        _ => None,
    };
    let weights = [3, 7, 9, 10, 5, 8, 4, 2];
    let sum: Option<u32> = bytes[..8]
        .iter()
        .zip(weights)
        .map(|(b, weight)| Some(value(*b)? * weight))
        .sum();
    let check = sum.map(|sum| match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        digit => b'0' + u8::try_from(digit).unwrap_or(0),
    });
    check == Some(bytes[8])
}

/// Whether digits have the prefix, the length and the check digit of a bank card.
pub(crate) fn bank_card(digits: &str) -> bool {
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let form = match digits.len() {
        16 => {
            digits.starts_with("62")
                || digits.starts_with('4')
                || digits.starts_with("35")
                || matches!(&digits[..2], "51" | "52" | "53" | "54" | "55")
        }
        15 => matches!(&digits[..2], "34" | "37"),
        17..=19 => digits.starts_with("62"),
        _ => false,
    };
    form && luhn(digits)
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, b)| {
            let digit = u32::from(b - b'0');
            match (at % 2, digit * 2) {
                (0, _) => digit,
                (_, double) if double > 9 => double - 9,
                (_, double) => double,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// A number as messages show it: the first three and the last two characters.
pub(crate) fn shown(number: &str) -> String {
    let count = number.chars().count();
    if count < 8 {
        return "*".repeat(count);
    }
    number
        .chars()
        .enumerate()
        .map(|(at, c)| if at < 3 || at + 2 >= count { c } else { '*' })
        .collect()
}

/// What an exception writes in place of a number.
pub(crate) fn hash(number: &str) -> String {
    let digest = Sha256::digest(number.as_bytes());
    digest.iter().take(6).fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The text around some bytes: so many characters before, and so many after, within the line.
pub(crate) fn around<'t>(text: &'t str, range: &Range<usize>, chars: usize) -> (&'t str, &'t str) {
    let before = &text[..range.start];
    let before = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    let from = before
        .char_indices()
        .rev()
        .nth(chars.saturating_sub(1))
        .map_or(0, |(at, _)| at);
    let after = &text[range.end..];
    let after = after.find('\n').map_or(after, |at| &after[..at]);
    let to = after
        .char_indices()
        .nth(chars)
        .map_or(after.len(), |(at, _)| at);
    (&before[from..], &after[..to])
}

#[cfg(test)]
mod tests {
    use super::{
        IdNumber, bank_card, credit_code, hash, id_number, old_id_number, organisation_code, shown,
    };
    use jiff::civil::date;

    #[test]
    fn 身份证号的日期_省份和校验码() {
        let today = date(2026, 6, 1);
        for valid in ["11010519491231002X", "53010219200508011X"] {
            assert_eq!(id_number(valid, today), Some(IdNumber::Valid), "{valid}");
        }
        assert_eq!(
            id_number("110105194912310021", today),
            Some(IdNumber::Formed)
        );
        for other in [
            "440524188001010014",
            "110105194913310027",
            "990105194912310021",
            "110105203012310026",
            "1101051949123100",
        ] {
            assert_eq!(id_number(other, today), None, "{other}");
        }
        assert!(old_id_number("110105491231002"));
        assert!(!old_id_number("110105491331002"));
    }

    #[test]
    fn 机构的代码不是个人信息() {
        for code in [
            "91350100M000100Y43",
            "11441700007280420Y",
            "11500226753092798P",
            "11341702486344515H",
            "11620622013933539B",
        ] {
            assert!(credit_code(code), "{code}");
        }
        assert!(!credit_code("91350100M000100Y44"));
        for code in ["000014349", "053533505", "01404053X", "014560025"] {
            assert!(organisation_code(code), "{code}");
        }
        assert!(!organisation_code("035210000"));
    }

    #[test]
    fn 银行卡号的校验() {
        assert!(bank_card("6222021234567890128"));
        assert!(!bank_card("6222021234567890129"));
        assert!(!bank_card("1234567890123456"));
    }

    #[test]
    fn 号码从不完整显示() {
        assert_eq!(shown("11010519491231002X"), "110*************2X");
        assert_eq!(hash("11010519491231002X").len(), 12);
    }
}
