//! Civil dates. They never go through a time zone.

use std::fmt;

pub use jiff::civil::{Date, Time};

/// A date with the time of day where it is known. Orders by date, then time; no time is the start of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of day.
    pub time: Option<Time>,
}

impl Moment {
    /// The start of a day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { date, time: None }
    }

    /// `2024-05-13 09:30`, the form that the meta tag `PubDate` asks for (国办发〔2017〕47号 附件); no time is `00:00`.
    #[must_use]
    pub fn to_minute(self) -> String {
        let time = self.time.unwrap_or(Time::midnight());
        format!("{} {:02}:{:02}", self.date, time.hour(), time.minute())
    }

    /// With its zone, as feeds and structured data ask: China has one.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        let time = self.time.unwrap_or(Time::midnight());
        format!(
            "{}T{:02}:{:02}:{:02}+08:00",
            self.date,
            time.hour(),
            time.minute(),
            time.second()
        )
    }
}

impl fmt::Display for Moment {
    /// As front matter writes it: `2024-05-13` or `2024-05-13T09:30:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            None => write!(f, "{}", self.date),
            Some(time) => write!(
                f,
                "{}T{:02}:{:02}:{:02}",
                self.date,
                time.hour(),
                time.minute(),
                time.second()
            ),
        }
    }
}

/// `2024年5月13日`: no padded zeros (GB/T 9704—2012, 成文日期).
#[must_use]
pub fn in_words(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::{Moment, in_words};
    use jiff::civil::{date, time};

    #[test]
    fn 发布时间的各种写法() {
        let moment = Moment {
            date: date(2024, 5, 3),
            time: Some(time(9, 5, 0, 0)),
        };
        assert_eq!(moment.to_minute(), "2024-05-03 09:05");
        assert_eq!(moment.to_rfc3339(), "2024-05-03T09:05:00+08:00");
        assert_eq!(moment.to_string(), "2024-05-03T09:05:00");
        assert_eq!(
            Moment::day(date(2024, 5, 3)).to_minute(),
            "2024-05-03 00:00"
        );
        assert_eq!(in_words(date(2024, 5, 3)), "2024年5月3日");
    }

    #[test]
    fn 同一天没有时间的排在前面() {
        let day = date(2024, 5, 3);
        assert!(
            Moment::day(day)
                < Moment {
                    date: day,
                    time: Some(time(0, 0, 0, 0))
                }
        );
    }
}
