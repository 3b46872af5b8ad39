//! Days of a year as a notice names them: `2月15日至23日`.

use std::fmt;

use super::Date;

/// Why a text names no days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadDays {
    /// Not `2月14日`, `2月15日至23日` or `4月29日至5月3日`.
    Form,
    /// The year has no such day.
    NoSuchDay,
    /// The last day lies before the first.
    Backwards,
}

impl fmt::Display for BadDays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "写法不对",
            Self::NoSuchDay => "这一年没有这一天",
            Self::Backwards => "后一个日期早于前一个日期",
        })
    }
}

impl std::error::Error for BadDays {}

/// Reads one day or a span of days of a year.
pub fn parse_days(year: i16, text: &str) -> Result<Vec<Date>, BadDays> {
    let (first, last) = text.trim().split_once('至').unwrap_or((text.trim(), ""));
    let (month, rest) = first.split_once('月').ok_or(BadDays::Form)?;
    let month = number(month)?;
    let first = day(year, month, rest)?;
    let last = match last.split_once('月') {
        _ if last.is_empty() && !text.contains('至') => first,
        Some((month, rest)) => day(year, number(month)?, rest)?,
        None => day(year, month, last)?,
    };
    if last < first {
        return Err(BadDays::Backwards);
    }
    Ok(first
        .series(jiff::Span::new().days(1))
        .take_while(|day| *day <= last)
        .collect())
}

fn day(year: i16, month: i8, text: &str) -> Result<Date, BadDays> {
    let day = number(text.strip_suffix('日').ok_or(BadDays::Form)?)?;
    Date::new(year, month, day).map_err(|_| BadDays::NoSuchDay)
}

fn number(text: &str) -> Result<i8, BadDays> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number = plain.then(|| text.parse().ok()).flatten();
    number.ok_or(BadDays::Form)
}

#[cfg(test)]
mod tests {
    use super::{BadDays, parse_days};

    fn words(text: &str) -> Vec<String> {
        let days = parse_days(2024, text).unwrap();
        days.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn 照通知的写法读日期() {
        assert_eq!(words("2月14日"), ["2024-02-14"]);
        assert_eq!(words("2月29日至3月1日"), ["2024-02-29", "2024-03-01"]);
        assert_eq!(words(" 10月1日至3日 ").len(), 3);
    }

    #[test]
    fn 读不出的写法说明原因() {
        for text in ["", "2024-02-14", "二月十四日", "2月14", "2月14日至", "月日"] {
            assert_eq!(parse_days(2024, text), Err(BadDays::Form), "{text}");
        }
        assert_eq!(parse_days(2023, "2月29日"), Err(BadDays::NoSuchDay));
        assert_eq!(parse_days(2024, "13月1日"), Err(BadDays::NoSuchDay));
        assert_eq!(parse_days(2024, "2月3日至1日"), Err(BadDays::Backwards));
    }
}
