//! Numbers in running text: `75`, `７５`, `七十五`, `一百零三`, `1.2万`.
//!
//! In: a clause. Out: the first number that counts pieces, with its place. 汉字 are numerals only right before the word that
//! is counted: 一 and 三 stand in many other words.

use std::ops::Range;

/// The first number with one of some words right behind it. Other figures before it make it uncertain: then there is none.
pub(super) fn first_before(clause: &str, words: &[&str]) -> Option<(i64, Range<usize>)> {
    let counts = |end: usize| {
        let rest = clause[end..].trim_start();
        words.iter().any(|word| rest.starts_with(word))
    };
    let mut at = 0;
    while let Some(offset) = clause[at..].find(|c| digit(c).is_some() || is_numeral(c)) {
        let start = at + offset;
        let is_figure = clause[start..].starts_with(|c| digit(c).is_some());
        let end = end_of(clause, start, is_figure);
        if counts(end) {
            let number = if is_figure {
                figure(&clause[start..end])
            } else {
                numeral(&clause[start..end])
            };
            return Some((number?, start..end));
        }
        if is_figure {
            return None;
        }
        at = end;
    }
    None
}

fn end_of(clause: &str, start: usize, is_figure: bool) -> usize {
    let belongs = |c: char| {
        if is_figure {
            digit(c).is_some()
        } else {
            is_numeral(c)
        }
    };
    clause[start..]
        .find(|c| !belongs(c))
        .map_or(clause.len(), |end| start + end)
}

fn digit(c: char) -> Option<u32> {
    let fullwidth = u32::from(c).checked_sub(u32::from('０'));
    c.to_digit(10).or(fullwidth.filter(|value| *value < 10))
}

fn figure(text: &str) -> Option<i64> {
    text.chars().try_fold(0_i64, |value, c| {
        value.checked_mul(10)?.checked_add(i64::from(digit(c)?))
    })
}

const DIGITS: &str = "〇一二三四五六七八九";

fn is_numeral(c: char) -> bool {
    DIGITS.contains(c) || "零两十百千万".contains(c)
}

/// The value of 汉字 numerals: 两千零一十五 as well as 二〇一五.
fn numeral(text: &str) -> Option<i64> {
    let unit = |c: char| match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    };
    let single = |c: char| match c {
        '零' => Some(0),
        '两' => Some(2),
        _ => i64::try_from(DIGITS.chars().position(|d| d == c)?).ok(),
    };
    if !text.contains(['十', '百', '千', '万']) {
        return text.chars().try_fold(0_i64, |value, c| {
            value.checked_mul(10)?.checked_add(single(c)?)
        });
    }
    let (mut whole, mut section, mut last) = (0_i64, 0_i64, None);
    for c in text.chars() {
        if c == '万' {
            whole = (section + last.take().unwrap_or(0)).checked_mul(10_000)?;
            section = 0;
        } else if let Some(unit) = unit(c) {
            section += last.take().unwrap_or(1) * unit;
        } else {
            last = Some(single(c)?);
        }
    }
    Some(whole + section + last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::first_before;

    fn number(clause: &str) -> Option<i64> {
        first_before(clause, &["件", "起"]).map(|(number, _)| number)
    }

    #[test]
    fn 读得懂阿拉伯数字和汉字() {
        for (clause, value) in [
            ("政府信息公开申请75件", 75),
            ("申请７５件", 75),
            ("申请 75 件", 75),
            ("申请七十五件", 75),
            ("申请十件", 10),
            ("申请一百零三件", 103),
            ("申请一百二十件", 120),
            ("申请两千零一十五件", 2015),
            ("申请一万三千六百一十二件", 13_612),
            ("申请二〇件", 20),
            ("申请零件", 0),
            ("申请一件", 1),
            ("三类申请共七十五件", 75),
        ] {
            assert_eq!(number(clause), Some(value), "{clause}");
        }
    }

    #[test]
    fn 不是件数的不读() {
        for clause in [
            "申请三类",
            "申请占比75%",
            "2024年办结75件",
            "案件",
            "第二批案件",
        ] {
            assert_eq!(number(clause), None, "{clause}");
        }
    }
}
