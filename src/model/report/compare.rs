//! A report beside last year's, and beside the portal's own library (standards 3.5: AR3-YOY, AR2-YOY, AR2-LIB).

use super::identity::{differing, ids};
use super::violation::{CellId, ReportRule, Stated, Violation};
use super::{ReportFormat, ReportTables, TableId};
use crate::source::SourcePath;

/// What the portal's library says of an agency's 行政规范性文件 in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LibraryCounts {
    /// Those with a 成文日期 in the year.
    pub made: i64,
    /// Those that were repealed in the year.
    pub repealed: i64,
    /// Those in force at the end of the year.
    pub valid: i64,
}

/// AR3-YOY and AR2-YOY: what does not follow from the report of the year before.
///
/// Nothing is said where the years do not follow each other or where one of the two has no tables.
#[must_use]
pub fn year_violations(report: &ReportTables, before: &ReportTables) -> Vec<Violation> {
    if report.year != before.year + 1 {
        return Vec::new();
    }
    let mut found = carried_over(report, before);
    found.extend(valid_years(report, before));
    found
}

/// 上年结转 against last year's 结转下年度, column by column.
fn carried_over(report: &ReportTables, before: &ReportTables) -> Vec<Violation> {
    let row = report.t3.iter().find(|row| row.def.id == "carry_in");
    row.into_iter()
        .flat_map(|row| ids(TableId::T3, row))
        .filter_map(|cell| {
            let last = CellId {
                row: "carry_out",
                ..cell
            };
            let expected = of_year(before, before.stated(last)?);
            differing(report, ReportRule::CarriedOver, cell, expected)
        })
        .collect()
}

/// 现行有效 of 规章 and 行政规范性文件 against last year's; the form before 2021 counts otherwise.
fn valid_years(report: &ReportTables, before: &ReportTables) -> Vec<Violation> {
    let today = ReportFormat::Format2021;
    if report.format != today || before.format != today {
        return Vec::new();
    }
    ["rule", "norm"]
        .into_iter()
        .filter_map(|row| {
            let id = |column| CellId {
                table: TableId::T2,
                row,
                column,
            };
            let cell = id("valid");
            let last = before.stated(cell)?;
            let (made, repealed) = (
                report.stated(id("made"))?.value,
                report.stated(id("repealed"))?.value,
            );
            let label = report.t2.iter().find(|r| r.def.id == row)?.def.label;
            let expected = Stated {
                words: format!(
                    "“{label}”按{}年现行有效 {} 件、本年制发 {made} 件、本年废止 {repealed} 件推算，现行有效件数",
                    before.year, last.value
                ),
                value: last.value + made - repealed,
                ..last
            };
            differing(report, ReportRule::ValidYear, cell, expected)
        })
        .collect()
}

/// AR2-LIB: the figures of 行政规范性文件 against what the portal shows. `library` is what gives the portal's counts a
/// place: the report itself.
#[must_use]
pub fn library_violations(
    report: &ReportTables,
    counts: LibraryCounts,
    library: &SourcePath,
) -> Vec<Violation> {
    if report.format != ReportFormat::Format2021 {
        return Vec::new();
    }
    [
        ("made", counts.made, "成文日期在本年的"),
        ("repealed", counts.repealed, "本年废止的"),
        ("valid", counts.valid, "年末现行有效的"),
    ]
    .into_iter()
    .filter_map(|(column, value, words)| {
        let cell = CellId {
            table: TableId::T2,
            row: "norm",
            column,
        };
        let expected = Stated {
            words: format!("本平台政策文件库中{words}行政规范性文件"),
            value,
            path: library.clone(),
            span: None,
        };
        differing(report, ReportRule::Library, cell, expected)
    })
    .collect()
}

fn of_year(report: &ReportTables, stated: Stated) -> Stated {
    Stated {
        words: format!("{}年年报{}", report.year, stated.words),
        ..stated
    }
}
