//! The working-day calendar and the three units in which the law counts time: 工作日, 日 and 月.
//!
//! In: the days off and the make-up days of each year, those of the program or of the portal. Out: deadlines, and whether
//! they rest on the State Council's notice or only on the weekends. Civil dates only: it knows no clock and no time zone.
//!
//! A term begins on the day after the event (standards 1.5); its last day is the deadline.

mod days;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::ToSpan;
use jiff::civil::Weekday;
use serde::Deserialize;

pub use days::{BadDays, parse_days};

use super::Date;

/// A number of 工作日: neither days nor months can stand in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WorkDays(pub u16);

/// A number of 日: every day of the calendar counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days(pub u16);

/// A number of 月: the same day of a later month, or its last day where it has no such day (民法典第二百零二条).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Months(pub u16);

/// A term in whatever unit a rule gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Term {
    /// So many 工作日.
    Work(WorkDays),
    /// So many 日.
    Calendar(Days),
    /// So many 月.
    Month(Months),
}

impl From<WorkDays> for Term {
    fn from(days: WorkDays) -> Self {
        Self::Work(days)
    }
}

impl From<Days> for Term {
    fn from(days: Days) -> Self {
        Self::Calendar(days)
    }
}

impl From<Months> for Term {
    fn from(months: Months) -> Self {
        Self::Month(months)
    }
}

impl fmt::Display for Term {
    /// `20个工作日`, `20日`, `6个月`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Work(WorkDays(count)) => write!(f, "{count}个工作日"),
            Self::Calendar(Days(count)) => write!(f, "{count}日"),
            Self::Month(Months(count)) => write!(f, "{count}个月"),
        }
    }
}

/// How far a result can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Every day counted is of a year whose holidays are known.
    Known,
    /// Days of a year without data were told by their weekday: a finding that rests on it is at most a warning.
    Estimated,
}

/// The last day of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Deadline {
    /// The last day on which the duty is done in time.
    pub date: Date,
    /// Whether a year without data was counted.
    pub certainty: Certainty,
}

impl Deadline {
    /// Whether a day is too late.
    #[must_use]
    pub fn is_missed_on(self, day: Date) -> bool {
        day > self.date
    }

    /// Whether a year without data was counted.
    #[must_use]
    pub fn is_estimated(self) -> bool {
        self.certainty == Certainty::Estimated
    }
}

/// The working days that lie after one day, up to and with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Elapsed {
    /// How many.
    pub days: WorkDays,
    /// Whether a year without data was counted.
    pub certainty: Certainty,
}

/// What a year's notice changes in its weeks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarYear {
    /// 放假的日子, weekends among them.
    pub holidays: BTreeSet<Date>,
    /// 调休上班的周末.
    pub workdays: BTreeSet<Date>,
}

/// Which days are 工作日, year by year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    years: BTreeMap<i16, CalendarYear>,
}

impl WorkCalendar {
    /// The years that the program knows.
    #[must_use]
    pub fn builtin() -> Self {
        let file: BuiltinFile =
            toml::from_str(include_str!("workdays/calendar.toml")).unwrap_or_default();
        let mut calendar = Self::default();
        for year in file.calendar {
            let read = |list: &[String]| {
                let days = list
                    .iter()
                    .filter_map(|text| parse_days(year.year, text).ok());
                days.flatten().collect()
            };
            calendar.set(
                year.year,
                CalendarYear {
                    holidays: read(&year.holidays),
                    workdays: read(&year.workdays),
                },
            );
        }
        calendar
    }

    /// Puts a year in, in the place of what was known of it.
    pub fn set(&mut self, year: i16, days: CalendarYear) {
        self.years.insert(year, days);
    }

    /// The years whose holidays are known, in order.
    #[must_use]
    pub fn years(&self) -> &BTreeMap<i16, CalendarYear> {
        &self.years
    }

    /// Whether the holidays of a day's year are known.
    #[must_use]
    pub fn certainty(&self, day: Date) -> Certainty {
        if self.years.contains_key(&day.year()) {
            Certainty::Known
        } else {
            Certainty::Estimated
        }
    }

    /// Whether a day is a 工作日; in a year without data Monday to Friday are.
    #[must_use]
    pub fn is_workday(&self, day: Date) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        match self.years.get(&day.year()) {
            Some(year) => {
                year.workdays.contains(&day) || (!weekend && !year.holidays.contains(&day))
            }
            None => !weekend,
        }
    }

    /// The last day of a term that an event on `from` sets going.
    #[must_use]
    pub fn deadline(&self, from: Date, term: impl Into<Term>) -> Deadline {
        match term.into() {
            Term::Work(days) => self.after_work_days(from, days),
            Term::Calendar(Days(count)) => Deadline {
                date: from.saturating_add(i32::from(count).days()),
                certainty: Certainty::Known,
            },
            Term::Month(Months(count)) => Deadline {
                date: from.saturating_add(i32::from(count).months()),
                certainty: Certainty::Known,
            },
        }
    }

    fn after_work_days(&self, from: Date, WorkDays(count): WorkDays) -> Deadline {
        let mut certainty = Certainty::Known;
        let mut date = from;
        let mut left = count;
        while left > 0 {
            let Ok(next) = date.tomorrow() else { break };
            date = next;
            certainty = certainty.max(self.certainty(date));
            if self.is_workday(date) {
                left -= 1;
            }
        }
        Deadline { date, certainty }
    }

    /// The working days after `from`, up to and with `to`; none where `to` is not later.
    #[must_use]
    pub fn elapsed(&self, from: Date, to: Date) -> Elapsed {
        let mut certainty = Certainty::Known;
        let mut days = 0_u16;
        let mut date = from;
        while date < to && days < u16::MAX {
            let Ok(next) = date.tomorrow() else { break };
            date = next;
            certainty = certainty.max(self.certainty(date));
            days += u16::from(self.is_workday(date));
        }
        Elapsed {
            days: WorkDays(days),
            certainty,
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct BuiltinFile {
    calendar: Vec<BuiltinYear>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BuiltinYear {
    year: i16,
    holidays: Vec<String>,
    workdays: Vec<String>,
}

#[cfg(test)]
mod tests;
