use jiff::civil::{Date, Weekday, date};

use super::{CalendarYear, Certainty, Days, Elapsed, Months, Term, WorkCalendar, WorkDays};

#[derive(serde::Deserialize)]
struct Vectors {
    deadlines: Vec<Vector>,
}

#[derive(serde::Deserialize)]
struct Vector {
    from: String,
    work_days: u16,
    date: String,
    estimated: bool,
}

#[test]
fn 次日起算_第几个工作日截止() {
    let text = include_str!("../../../tests/workdays/vectors.json");
    let vectors: Vectors = serde_json::from_str(text).unwrap();
    assert!(vectors.deadlines.len() > 13);
    let calendar = WorkCalendar::builtin();
    for vector in vectors.deadlines {
        let from: Date = vector.from.parse().unwrap();
        let found = calendar.deadline(from, WorkDays(vector.work_days));
        let case = format!("{} + {}", vector.from, vector.work_days);
        assert_eq!(found.date.to_string(), vector.date, "{case}");
        assert_eq!(found.is_estimated(), vector.estimated, "{case}");
    }
}

#[test]
fn 每年的工作日数与通知相符() {
    let calendar = WorkCalendar::builtin();
    let expected = [250, 250, 249, 250, 249, 249, 251, 248, 248];
    for (year, count) in (2018..).zip(expected) {
        let found = calendar.elapsed(date(year - 1, 12, 31), date(year, 12, 31));
        assert_eq!(found.days, WorkDays(count), "{year}");
        assert_eq!(found.certainty, Certainty::Known, "{year}");
    }
    assert_eq!(calendar.years().len(), expected.len());
}

#[test]
fn 内置数据每天都在自己的年份_调休上班的是周末() {
    for (year, days) in WorkCalendar::builtin().years() {
        assert!(days.holidays.len() > 15, "{year}");
        assert!(days.workdays.len() > 4, "{year}");
        assert!(days.holidays.is_disjoint(&days.workdays), "{year}");
        for day in &days.workdays {
            let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            assert!(weekend && day.year() == *year, "{day}");
        }
    }
}

#[test]
fn 工作日_日和月各有各的算法() {
    let calendar = WorkCalendar::builtin();
    let end = |term: Term| calendar.deadline(date(2026, 1, 31), term).date;
    assert_eq!(end(WorkDays(20).into()), date(2026, 3, 5));
    assert_eq!(end(Days(20).into()), date(2026, 2, 20));
    assert_eq!(end(Months(1).into()), date(2026, 2, 28));
    assert_eq!(Term::from(WorkDays(20)).to_string(), "20个工作日");
    assert_eq!(Term::from(Days(20)).to_string(), "20日");
    assert_eq!(Term::from(Months(6)).to_string(), "6个月");
}

#[test]
fn 没有数据的年份按周末推算_并且标明() {
    let mut calendar = WorkCalendar::builtin();
    let new_year = date(2027, 1, 1);
    assert!(calendar.is_workday(new_year));
    let days = CalendarYear {
        holidays: [new_year].into(),
        workdays: [date(2027, 1, 3)].into(),
    };
    calendar.set(2027, days);
    assert!(!calendar.is_workday(new_year) && calendar.is_workday(date(2027, 1, 3)));
    let deadline = calendar.deadline(date(2026, 12, 31), WorkDays(1));
    assert_eq!(
        (deadline.date, deadline.is_estimated()),
        (date(2027, 1, 3), false)
    );
}

#[test]
fn 截止当日不算逾期_经过的工作日从次日数起() {
    let calendar = WorkCalendar::builtin();
    let deadline = calendar.deadline(date(2026, 2, 12), WorkDays(20));
    assert!(!deadline.is_missed_on(deadline.date));
    assert!(deadline.is_missed_on(deadline.date.tomorrow().unwrap()));
    let elapsed = calendar.elapsed(date(2026, 2, 12), deadline.date);
    let expected = Elapsed {
        days: WorkDays(20),
        certainty: Certainty::Known,
    };
    assert_eq!(elapsed, expected);
    let back = calendar.elapsed(deadline.date, date(2026, 2, 12));
    assert_eq!(back.days, WorkDays(0));
}

#[test]
fn 日期的尽头不会出错() {
    let calendar = WorkCalendar::default();
    assert_eq!(calendar.deadline(Date::MAX, WorkDays(3)).date, Date::MAX);
    assert_eq!(calendar.deadline(Date::MAX, Months(3)).date, Date::MAX);
}
