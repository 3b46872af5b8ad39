//! Numbers of persons and of bodies: what a run of digits and letters is.
//!
//! In: a text. Out: its runs, half-width and upper case, and what their check digits say. It must never hand a number on whole:
//! messages get [`shown`], exceptions get [`hash`].

use std::fmt::Write as _;
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use super::scan::{one_of, places, within};
use crate::model::Date;

/// A run of digits and Latin letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// Half-width, upper case.
    pub(crate) text: String,
    /// Its bytes in the text.
    pub(crate) range: Range<usize>,
}

/// Fewer digits than this are no number of a person: that of a passport has seven.
const LEAST: usize = 7;

/// The pieces of a text in which a number of a person can stand, in order: runs with what joins them (see [`grouped_runs`]),
/// of at least seven digits. One cheap pass that all rules share.
pub(crate) fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut passed = 0;
    // An ASCII or a full-width digit.
    let digits = places(text, |[one, two, three]| {
        let full = one_of(one, [0xef]) & one_of(two, [0xbc]) & within(three, (0x90, 0x99));
        within(one, (b'0', b'9')) | full
    });
    for at in digits {
        if at < passed {
            continue;
        }
        // Letters right before a digit belong to its run.
        let mut start = at;
        while let Some(before) = text[passed..start].chars().next_back() {
            if half_width(before).is_none() {
                break;
            }
            start -= before.len_utf8();
        }
        let end = end_of_piece(text, at);
        if end - start >= LEAST {
            let digits = text[start..end].chars().filter_map(half_width);
            if digits.filter(char::is_ascii_digit).count() >= LEAST {
                found.push(start..end);
            }
        }
        passed = end;
    }
    found
}

/// The end of the run at a byte and of those that follow it with a single space or stroke between.
fn end_of_piece(text: &str, start: usize) -> usize {
    let mut end = end_of_run(text, start);
    while matches!(text.as_bytes().get(end), Some(b' ' | b'-')) {
        let next = end_of_run(text, end + 1);
        if next == end + 1 {
            break;
        }
        end = next;
    }
    end
}

/// [`runs`] of one of the [`pieces`] of a text.
pub(crate) fn runs_in(text: &str, piece: &Range<usize>, least: usize) -> Vec<Run> {
    moved(runs(&text[piece.clone()], least), piece.start)
}

/// [`grouped_runs`] of one of the [`pieces`] of a text.
pub(crate) fn grouped_runs_in(text: &str, piece: &Range<usize>, least: usize) -> Vec<Run> {
    moved(grouped_runs(&text[piece.clone()], least), piece.start)
}

fn moved(mut runs: Vec<Run>, by: usize) -> Vec<Run> {
    for run in &mut runs {
        run.range = run.range.start + by..run.range.end + by;
    }
    runs
}

/// Every run with at least so many digits, in order. Full-width digits and letters count as the half-width ones they stand for.
pub(crate) fn runs(text: &str, least: usize) -> Vec<Run> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        // Most of a text is 汉字: their bytes are passed by without being put together.
        if !may_begin(bytes[at]) {
            at += 1;
            continue;
        }
        let end = end_of_run(text, at);
        if end == at {
            at += 1;
            continue;
        }
        let digits = text[at..end].chars().filter_map(half_width);
        if end - at >= least && digits.filter(char::is_ascii_digit).count() >= least {
            found.push(Run {
                text: text[at..end].chars().filter_map(half_width).collect(),
                range: at..end,
            });
        }
        at = end;
    }
    found
}

/// A digit or letter, or the first byte of a full-width one.
fn may_begin(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == 0xef
}

/// The end of the digits and letters that begin at a byte; the byte itself where none do.
fn end_of_run(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            at += 1;
        } else if *byte == 0xef
            && text[at..]
                .chars()
                .next()
                .is_some_and(|c| half_width(c).is_some())
        {
            at += 3;
        } else {
            break;
        }
    }
    at
}

/// Like [`runs`], with groups of digits joined that a single space or stroke separates: `6222 0212 3456 7890 128`.
pub(crate) fn grouped_runs(text: &str, least: usize) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut open: Option<Run> = None;
    let digits = |one: &Run| one.text.bytes().all(|b| b.is_ascii_digit());
    for group in runs(text, 3) {
        match &mut open {
            Some(before)
                if digits(before)
                    && digits(&group)
                    && matches!(&text[before.range.end..group.range.start], " " | "-")
                    && before.text.len() + group.text.len() <= 19 =>
            {
                before.text.push_str(&group.text);
                before.range.end = group.range.end;
            }
            _ => found.extend(open.replace(group)),
        }
    }
    found.extend(open);
    found.retain(|run| run.text.bytes().filter(u8::is_ascii_digit).count() >= least);
    found
}

fn half_width(c: char) -> Option<char> {
    match c {
        '0'..='9' | 'A'..='Z' => Some(c),
        'a'..='z' => Some(c.to_ascii_uppercase()),
        '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' => {
            let half = char::from_u32(u32::from(c) - 0xfee0)?;
            Some(half.to_ascii_uppercase())
        }
        _ => None,
    }
}

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
        IdNumber, bank_card, credit_code, grouped_runs, grouped_runs_in, hash, id_number,
        old_id_number, organisation_code, pieces, runs, runs_in, shown,
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
    fn 全角数字也认得出() {
        let found = runs("号码：１１０１０５１９４９１２３１００２ｘ。", 15);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "11010519491231002X");
    }

    #[test]
    fn 分段查找与整篇查找的结果相同() {
        let parts = [
            "1",
            "23",
            "456",
            "7890",
            "１２３",
            "E",
            "ab",
            "Ｇ",
            " ",
            "-",
            "  ",
            "，",
            "号",
            "。",
            "\n",
            "138 0013 8000",
            "6222 0212-3456",
        ];
        let mut seed = 7_u64;
        for _ in 0..3000 {
            let mut text = String::new();
            for _ in 0..24 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text.push_str(parts[usize::try_from(seed >> 33).unwrap() % parts.len()]);
            }
            let of = |find: fn(&str, &std::ops::Range<usize>, usize) -> Vec<super::Run>| {
                let pieces = pieces(&text);
                let found: Vec<_> = pieces
                    .iter()
                    .flat_map(|piece| find(&text, piece, 7))
                    .collect();
                found
            };
            assert_eq!(of(runs_in), runs(&text, 7), "{text}");
            assert_eq!(of(grouped_runs_in), grouped_runs(&text, 7), "{text}");
        }
        assert!(pieces("2024年5月16日，第12号").is_empty());
    }

    #[test]
    fn 号码从不完整显示() {
        assert_eq!(shown("11010519491231002X"), "110*************2X");
        assert_eq!(hash("11010519491231002X").len(), 12);
    }
}
