//! Where the runs of digits and Latin letters of a text are, of which numbers of persons consist.
//!
//! In: a text. Out: its runs with their places, half-width and upper case. What a run means is not known here.

use std::ops::Range;

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

/// Full-width digits and letters.
pub(super) fn full_width() -> impl Iterator<Item = char> {
    let signs = ('\u{ff10}'..='\u{ff5a}').map(|c| (c, half_width(c)));
    signs.filter_map(|(c, half)| half.map(|_| c))
}

/// Whether a row of ASCII holds so many bytes in a row that may be joined.
pub(super) fn is_long(row: &[u8]) -> bool {
    let joined = |b: &&u8| joins(**b);
    // So many of them have one of every seven bytes.
    let mut looks = (LEAST - 1..row.len()).step_by(LEAST);
    looks.any(|at| {
        let (before, behind) = row.split_at(at);
        let behind = behind.iter().take(LEAST).take_while(joined).count();
        let before = before.iter().rev().take(LEAST).take_while(joined);
        behind > 0 && before.count() + behind >= LEAST
    })
}

/// Whether a byte of ASCII may belong to a number or join its parts.
fn joins(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-')
}

/// The parts of a text in which a number of a person can stand, in order: runs with what joins them (see [`grouped_runs`]), of
/// at least seven digits. Looked for in such pieces of the text as hold every full-width digit and letter, and every row of ASCII
/// that [`is_long`].
pub(crate) fn pieces(text: &str, among: &[Range<usize>]) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut passed = 0;
    for piece in among {
        let mut at = piece.start.max(passed);
        while at < piece.end {
            let row = bytes[at..].iter().take(LEAST);
            let row = row.take_while(|byte| joins(**byte)).count();
            if row < LEAST && !may_be_wide(bytes, at) {
                at += row.max(1);
                continue;
            }
            let (part, end) = piece_around(text, at, passed);
            found.extend(part.filter(|part| has_least(&text[part.clone()])));
            if end > at {
                // What follows may begin right here.
                (passed, at) = (end, end);
            } else {
                at += 1;
            }
        }
    }
    found
}

/// Whether a full-width digit or letter may begin at a byte.
fn may_be_wide(bytes: &[u8], at: usize) -> bool {
    let is_wide = |second, third| match second {
        0xbc => matches!(third, 0x90..=0x99 | 0xa1..=0xba),
        0xbd => matches!(third, 0x81..=0x9a),
        _ => false,
    };
    matches!(bytes.get(at..), Some([0xef, second, third, ..]) if is_wide(*second, *third))
}

/// The piece around a byte, from its first run with a digit on, and where all that is joined ends. Nothing before `passed` belongs
/// to it.
fn piece_around(text: &str, at: usize, passed: usize) -> (Option<Range<usize>>, usize) {
    let mut start = text.floor_char_boundary(at);
    loop {
        let mut before = text[passed..start].chars().rev();
        match before.next() {
            Some(c) if half_width(c).is_some() => start -= c.len_utf8(),
            Some(' ' | '-') if before.next().is_some_and(|c| half_width(c).is_some()) => start -= 1,
            _ => break,
        }
    }
    loop {
        let end = end_of_run(text, start);
        let mut run = text[start..end].chars().filter_map(half_width);
        if run.any(|c| c.is_ascii_digit()) {
            let end = end_of_piece(text, end);
            return (Some(start..end), end);
        }
        let is_joint = matches!(text.as_bytes().get(end), Some(b' ' | b'-'));
        if !is_joint || end_of_run(text, end + 1) == end + 1 {
            return (None, end);
        }
        start = end + 1;
    }
}

/// Whether a piece has as many digits as a number of a person.
fn has_least(piece: &str) -> bool {
    let digits = piece.chars().filter_map(half_width);
    piece.len() >= LEAST && digits.filter(char::is_ascii_digit).count() >= LEAST
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

#[cfg(test)]
mod tests {
    use super::{Run, grouped_runs, grouped_runs_in, pieces, runs, runs_in};
    use crate::check::sieve::Sieve;

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
            let of = |find: fn(&str, &std::ops::Range<usize>, usize) -> Vec<Run>| {
                let among = Sieve::new(["全文"].into_iter()).pieces(&text);
                let pieces = pieces(&text, &among.numbers);
                let found: Vec<_> = pieces
                    .iter()
                    .flat_map(|piece| find(&text, piece, 7))
                    .collect();
                found
            };
            assert_eq!(of(runs_in), runs(&text, 7), "{text}");
            assert_eq!(of(grouped_runs_in), grouped_runs(&text, 7), "{text}");
        }
        let text = "2024年5月16日，第12号";
        let all = 0..text.len();
        assert!(pieces(text, std::slice::from_ref(&all)).is_empty());
    }
}
