//! Charts of figures: bars for the shares of a year, columns for the years.
//!
//! In: numbers. Out: places and lengths as decimal texts, computed in whole numbers, so that the same numbers make the
//! same bytes everywhere.

use crate::model::measure::RESULTS;
use crate::model::{Decimal, Measure, ReportTables, TableId};
use crate::theme::view::{BarChart, BarRow, ChartColumn, ChartLine, ChartYear, YearChart};

/// Applicants and results of a report; a chart of nothing is left out.
pub(super) fn of_report(report: &ReportTables) -> Vec<BarChart> {
    let applicants = report.t3.iter().find(|row| row.def.id == "new");
    let applicants = applicants.map(|row| {
        let columns = row.def.columns.iter().zip(&row.figures);
        columns
            .filter(|(column, _)| column.id != "sum")
            .map(|(column, figure)| (column.label, figure.cell.counted().unwrap_or_default()))
            .collect::<Vec<_>>()
    });
    let results = RESULTS
        .iter()
        .map(|measure| (measure.label, measure.count(report).unwrap_or_default()))
        .collect::<Vec<_>>();
    let results = report.rows(TableId::T3).first().map(|_| results);
    [
        ("applicants", "本年新收申请的申请人", "申请人", applicants),
        ("results", "本年度办理结果", "办理结果", results),
    ]
    .into_iter()
    .filter_map(|(id, title, label, bars)| {
        let rows = rows(&bars?)?;
        Some(BarChart {
            id: id.to_owned(),
            title: title.to_owned(),
            label: label.to_owned(),
            value: "件数".to_owned(),
            rows,
        })
    })
    .collect()
}

/// Bars with their shares; `None` where all are nothing.
pub(in crate::output) fn rows(bars: &[(&str, i64)]) -> Option<Vec<BarRow>> {
    let total: i64 = bars.iter().map(|(_, value)| value).sum();
    let longest = bars.iter().map(|(_, value)| *value).max()?;
    if longest <= 0 {
        return None;
    }
    Some(
        bars.iter()
            .map(|(label, value)| BarRow {
                label: (*label).to_owned(),
                value: value.to_string(),
                share: percent(*value, total),
                width: tenths(value * 1000 / longest),
            })
            .collect(),
    )
}

/// `63.2%`.
pub(in crate::output) fn percent(part: i64, whole: i64) -> Option<String> {
    let permille = Decimal::from(part).permille_of(Decimal::from(whole))?;
    Some(format!("{}%", tenths(permille)))
}

/// A number of tenths as a decimal without a superfluous `.0`.
pub(in crate::output) fn tenths(number: i64) -> String {
    match (number / 10, number % 10) {
        (whole, 0) => whole.to_string(),
        (whole, rest) => format!("{whole}.{rest}"),
    }
}

/// Height of the plot, distance of its top, room below it for the years.
const PLOT: i64 = 150;
const TOP: i64 = 20;
const FOOT: i64 = 26;
/// Room for a digit of a label, and the least width of a column.
const DIGIT: i64 = 7;
const NARROW: i64 = 18;
/// Between the columns of two years.
const GAP: i64 = 20;

/// Columns for each year, the oldest first; `None` where there is nothing to compare.
pub(super) fn years(
    (id, title): (&str, &str),
    measures: &[&Measure],
    reports: &[&ReportTables],
) -> Option<YearChart> {
    let values: Vec<Vec<Option<i64>>> = reports
        .iter()
        .map(|report| measures.iter().map(|m| m.count(report)).collect())
        .collect();
    let highest = values.iter().flatten().flatten().max().copied()?;
    if reports.len() < 2 || highest <= 0 {
        return None;
    }
    let step = step(highest);
    let top = step * ((highest + step - 1) / step);
    let digits = |number: i64| i64::try_from(number.to_string().len()).unwrap_or(DIGIT);
    let left = digits(top) * DIGIT + 8;
    let wide = NARROW.max(digits(highest) * DIGIT + 2);
    let count = i64::try_from(measures.len()).ok()?;
    let of_year = count * wide + GAP;
    let bottom = TOP + PLOT;
    let years = (0..).zip(reports.iter().zip(&values));
    let years = years.map(|(at, (report, values))| {
        let start = left + at * of_year + GAP / 2;
        let columns = (0..).zip(values).filter_map(|(place, value)| {
            let value = (*value)?;
            let height = value.max(0) * PLOT * 10 / top;
            let x = start + place * wide;
            Some(ChartColumn {
                series: usize::try_from(place + 1).ok()?,
                x: (x + 1).to_string(),
                y: tenths(bottom * 10 - height),
                width: (wide - 2).to_string(),
                height: tenths(height),
                middle: (x + wide / 2).to_string(),
                label_y: tenths(bottom * 10 - height - 40),
                value: value.to_string(),
            })
        });
        ChartYear {
            label: format!("{}年", report.year),
            x: (start + count * wide / 2).to_string(),
            columns: columns.collect(),
        }
    });
    let lines = (0..=top / step).map(|at| ChartLine {
        y: tenths((bottom - PLOT * at * step / top) * 10),
        label: (at * step).to_string(),
    });
    let year_count = i64::try_from(reports.len()).ok()?;
    Some(YearChart {
        id: id.to_owned(),
        title: title.to_owned(),
        description: describe(measures, reports, &values),
        width: (left + year_count * of_year + 4).to_string(),
        height: (bottom + FOOT).to_string(),
        left: left.to_string(),
        bottom: bottom.to_string(),
        series: measures.iter().map(|m| m.label.to_owned()).collect(),
        lines: lines.collect(),
        years: years.collect(),
    })
}

/// The distance of the lines: 1, 2 or 5 and noughts, so that there are at most five.
fn step(highest: i64) -> i64 {
    let mut unit = 1;
    loop {
        for factor in [1, 2, 5] {
            if highest <= factor * unit * 5 {
                return factor * unit;
            }
        }
        unit *= 10;
    }
}

/// `2024年: 本年新收12件、本年办结11件。2025年: …`
fn describe(
    measures: &[&Measure],
    reports: &[&ReportTables],
    values: &[Vec<Option<i64>>],
) -> String {
    let years = reports.iter().zip(values).map(|(report, values)| {
        let parts: Vec<String> = measures
            .iter()
            .zip(values)
            .filter_map(|(measure, value)| {
                Some(format!("{}{}{}", measure.label, (*value)?, measure.unit))
            })
            .collect();
        format!("{}年：{}。", report.year, parts.join("、"))
    });
    years.collect()
}

#[cfg(test)]
mod tests {
    use super::{percent, rows, step, tenths};

    #[test]
    fn 刻度不超过五格() {
        let cases = [
            (1, 1),
            (5, 1),
            (6, 2),
            (10, 2),
            (11, 5),
            (127, 50),
            (14069, 5000),
        ];
        for (highest, expected) in cases {
            assert_eq!(step(highest), expected, "{highest}");
            assert!(highest.div_euclid(step(highest)) <= 5);
        }
    }

    #[test]
    fn 最长的条是一百_比例按合计算() {
        let bars = rows(&[("自然人", 96), ("商业企业", 22), ("其他", 0)]).unwrap();
        let short: Vec<(&str, &str)> = bars
            .iter()
            .map(|bar| (bar.width.as_str(), bar.share.as_deref().unwrap()))
            .collect();
        assert_eq!(short, [("100", "81.4%"), ("22.9", "18.6%"), ("0", "0%")]);
        assert_eq!(rows(&[("自然人", 0)]), None);
        assert_eq!(percent(1, 0), None);
        assert_eq!(tenths(1005), "100.5");
    }
}
