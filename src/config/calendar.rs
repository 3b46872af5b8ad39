//! `[[calendar]]`: the holidays of a year, over those that the program knows.
//!
//! In: the tables as written. Out: a [`WorkCalendar`]. A year that the portal writes stands in the place of the program's
//! whole year. A day that cannot be meant is a finding; the year is then left as it was.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Weekday, date};

use crate::diag::{Diagnostic, Span};
use crate::model::workdays::{CalendarYear, parse_days};
use crate::model::{Date, WorkCalendar};
use crate::source::fields::{Located, Reader};

const EXAMPLE: &str = "写成 \"2月5日\" 或者 \"2月5日至11日\"，一年的日子都写在这一年里";

/// Reads `[[calendar]]` over the years of the program.
pub(super) fn read(tables: &[Reader<'_>]) -> WorkCalendar {
    let mut calendar = WorkCalendar::builtin();
    let mut seen: BTreeMap<i16, Span> = BTreeMap::new();
    for table in tables {
        let Some((year, span)) = year(table) else {
            continue;
        };
        if let Some(first) = seen.insert(year, span) {
            let scope = table.scope();
            let message = format!("{year}年的放假安排写了两次");
            scope.sink.push(
                Diagnostic::error("work-calendar", scope.path, span, message)
                    .related(scope.path, first, "另一处在这里")
                    .help("合并成一节"),
            );
            continue;
        }
        if let Some(days) = days_of(table, year) {
            calendar.set(year, days);
        }
    }
    calendar
}

fn year(table: &Reader<'_>) -> Option<(i16, Span)> {
    let written = table.integer("year")?;
    let span = table.span("year")?;
    let year = i16::try_from(written).ok();
    if let Some(year) = year.filter(|_| (2000..=2999).contains(&written)) {
        return Some((year, span));
    }
    let message = format!("年份(year)应当是四位的年份，这里是 {written}");
    let help = "year = 2027".to_owned();
    table.scope().error("out-of-range", span, message, help);
    None
}

fn days_of(table: &Reader<'_>, year: i16) -> Option<CalendarYear> {
    let (holidays, workdays) = (days(table, "holidays", year), days(table, "workdays", year));
    let (holidays, workdays) = (holidays?, workdays?);
    let mut sound = true;
    for (day, span) in &workdays {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let problem = if holidays.contains_key(day) {
            "既写了放假，又写了调休上班"
        } else if weekend {
            continue;
        } else {
            "不是周末，不会是调休上班的日子"
        };
        wrong(table, *span, format!("{year}年{}{problem}", in_words(*day)));
        sound = false;
    }
    let missing: Vec<String> = fixed_holidays(year)
        .filter(|day| !holidays.contains_key(day))
        .map(in_words)
        .collect();
    if sound && !missing.is_empty() {
        let scope = table.scope();
        let span = table.span("holidays").unwrap_or(scope.anchor);
        let message = format!("{year}年的放假日子缺少{}", missing.join("、"));
        let finding = Diagnostic::warning("work-calendar", scope.path, span, message)
            .help("照国务院办公厅的通知写全，放假期间的周末也写")
            .note("依据《全国年节及纪念日放假办法》第二条");
        scope.sink.push(finding);
    }
    let only_days = |map: BTreeMap<Date, Span>| map.into_keys().collect::<BTreeSet<Date>>();
    sound.then(|| CalendarYear {
        holidays: only_days(holidays),
        workdays: only_days(workdays),
    })
}

/// The holidays that have the same date every year.
fn fixed_holidays(year: i16) -> impl Iterator<Item = Date> {
    [(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)]
        .into_iter()
        .map(move |(month, day)| date(year, month, day))
}

/// The days of a list with their places; `None` where one cannot be read.
fn days(table: &Reader<'_>, key: &str, year: i16) -> Option<BTreeMap<Date, Span>> {
    let mut found = BTreeMap::new();
    let mut sound = !table.has(key) || table.value(key).is_some();
    for Located { value, span } in table.located_texts(key) {
        match parse_days(year, &value) {
            Ok(days) => found.extend(days.into_iter().map(|day| (day, span))),
            Err(reason) => {
                wrong(
                    table,
                    span,
                    format!("“{value}”读不成{year}年的日子: {reason}"),
                );
                sound = false;
            }
        }
    }
    sound.then_some(found)
}

fn wrong(table: &Reader<'_>, span: Span, message: String) {
    table
        .scope()
        .error("work-calendar", span, message, EXAMPLE.to_owned());
}

fn in_words(day: Date) -> String {
    format!("{}月{}日", day.month(), day.day())
}
