//! Amounts of money without rounding.

use std::cmp::Ordering;
use std::fmt;

/// A decimal number with as many places as were written: `31.50` stays `31.50`.
#[derive(Debug, Clone, Copy)]
pub struct Decimal {
    /// The digits without the point.
    digits: i64,
    /// How many of them stand behind the point.
    places: u32,
}

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadDecimal {
    /// Not digits with at most one point: an exponent, `inf`, `nan`.
    Form,
    /// More than 18 digits.
    TooLong,
}

impl fmt::Display for BadDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "不是通常写法的数字",
            Self::TooLong => "位数太多",
        })
    }
}

impl std::error::Error for BadDecimal {}

impl Decimal {
    /// Reads digits with or without a point; a sign may stand before them, `_` between them.
    pub fn parse(text: &str) -> Result<Self, BadDecimal> {
        let (negative, unsigned) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let bare: String = unsigned.chars().filter(|c| *c != '_').collect();
        let (whole, fraction) = bare.split_once('.').unwrap_or((&bare, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return Err(BadDecimal::Form);
        }
        let digits = format!("{whole}{fraction}");
        if digits.trim_start_matches('0').len() > 18 || fraction.len() > 18 {
            return Err(BadDecimal::TooLong);
        }
        let digits: i64 = digits.parse().map_err(|_| BadDecimal::TooLong)?;
        let places = u32::try_from(fraction.len()).map_err(|_| BadDecimal::TooLong)?;
        Ok(Self {
            digits: if negative { -digits } else { digits },
            places,
        })
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// The sum; `None` where it has more digits than can be kept.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let digits = self.scaled(places) + other.scaled(places);
        Some(Self {
            digits: i64::try_from(digits).ok()?,
            places,
        })
    }

    /// The difference; `None` where it has more digits than can be kept.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self {
            digits: -other.digits,
            ..other
        })
    }

    /// Without a sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self {
            digits: self.digits.abs(),
            ..self
        }
    }

    /// The number, where nothing stands behind its point.
    #[must_use]
    pub fn whole(self) -> Option<i64> {
        (self.places == 0).then_some(self.digits)
    }

    /// How many tenths of a percent it is of another, rounded; `None` of nothing.
    #[must_use]
    pub fn permille_of(self, other: Self) -> Option<i64> {
        let places = self.places.max(other.places);
        let (part, whole) = (self.scaled(places), other.scaled(places));
        if whole == 0 {
            return None;
        }
        let doubled = (part * 2000 + whole) / (whole * 2);
        i64::try_from(doubled).ok()
    }

    fn scaled(self, places: u32) -> i128 {
        i128::from(self.digits) * 10_i128.pow(places - self.places)
    }
}

impl From<i64> for Decimal {
    fn from(digits: i64) -> Self {
        Self { digits, places: 0 }
    }
}

/// By value: `1.5` equals `1.50`.
impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let places = self.places.max(other.places);
        self.scaled(places).cmp(&other.scaled(places))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let digits = self.digits.unsigned_abs();
        if self.places == 0 {
            return write!(f, "{sign}{digits}");
        }
        let unit = 10_u64.pow(self.places);
        let width = self.places as usize;
        write!(f, "{sign}{}.{:0width$}", digits / unit, digits % unit)
    }
}

#[cfg(test)]
mod tests {
    use super::{BadDecimal, Decimal};

    fn read(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn 金额照写_不出现浮点误差() {
        for text in [
            "9116.36",
            "59237.2449",
            "24252.311082",
            "0.10",
            "31.50",
            "0",
            "-0.05",
        ] {
            assert_eq!(read(text).to_string(), text);
        }
        assert_eq!(read("1_000.5").to_string(), "1000.5");
        assert_eq!(read("0.1").plus(read("0.2")).unwrap().to_string(), "0.3");
        assert_eq!(read("1.5"), read("1.50"));
        assert!(read("-1") < read("0.5") && read("-0.1").is_negative());
    }

    #[test]
    fn 差和百分比按四舍五入() {
        assert_eq!(
            read("31.5").minus(read("0.25")).unwrap().to_string(),
            "31.25"
        );
        assert_eq!(read("-0.05").abs().to_string(), "0.05");
        assert_eq!(read("1").permille_of(read("3")), Some(333));
        assert_eq!(read("2").permille_of(read("3")), Some(667));
        assert_eq!(read("1.5").permille_of(read("1")), Some(1500));
        assert_eq!(read("1").permille_of(read("0")), None);
        assert_eq!((read("12").whole(), read("1.5").whole()), (Some(12), None));
    }

    #[test]
    fn 不是通常写法的数字读不出来() {
        for text in ["", ".", "1e5", "inf", "nan", "1.2.3", "十", ".5"] {
            assert_eq!(Decimal::parse(text), Err(BadDecimal::Form), "{text}");
        }
        assert_eq!(
            Decimal::parse("1234567890123456789"),
            Err(BadDecimal::TooLong)
        );
        assert_eq!(
            Decimal::parse("0.1234567890123456789"),
            Err(BadDecimal::TooLong)
        );
    }
}
