//! The identities within one report (standards 3.5: AR3-ROW, AR3-RES, AR3-BAL, AR4-SUM, AR2-NONNEG, AR2-RULE, AR-EMPTY).
//!
//! In: the figures of a report. Out: every identity that does not hold. A blank cell counts as 0 in a sum; a figure that
//! the form before 2021 leaves unrecorded makes no identity.

use super::violation::{CellId, ReportRule, Stated, Violation};
use super::{Cell, FigureRow, ReportTables, TableId};

/// The row of 表三 that sums up the results.
const RESULT_SUM: &str = "result_sum";
const CARRY_IN: &str = "carry_in";

/// Everything that a report's own figures say against each other, rule by rule.
#[must_use]
pub fn own_violations(report: &ReportTables) -> Vec<Violation> {
    let mut found = row_sums(report, TableId::T3, ReportRule::Row);
    found.extend(result_sums(report));
    found.extend(balance(report));
    found.extend(row_sums(report, TableId::T4, ReportRule::DisputeSum));
    found.extend(cells(report, ReportRule::NonNegative, |cell| {
        match cell {
            Cell::Number(number) => *number < 0,
            Cell::Decimal(amount) => amount.is_negative(),
            Cell::Blank(_) | Cell::NotRecorded => false,
        }
        .then_some("是负数")
    }));
    found.extend(cells(report, ReportRule::Empty, |cell| {
        matches!(cell, Cell::Blank(_)).then_some("没有填数字，没有的填 0")
    }));
    found
}

/// AR2-RULE: the figures of 规章 that are not 0, for a body that may not make 规章 (《立法法》第九十一条、第九十三条).
#[must_use]
pub fn rule_making_violations(report: &ReportTables) -> Vec<Violation> {
    let row = report.t2.iter().find(|row| row.def.id == "rule");
    let cells = row.into_iter().flat_map(|row| ids(TableId::T2, row));
    cells
        .filter_map(|cell| report.stated(cell).map(|stated| (cell, stated)))
        .filter(|(_, stated)| stated.value != 0)
        .map(|(cell, stated)| Violation {
            rule: ReportRule::RuleMaking,
            cell: Some(cell),
            printed: Stated {
                words: format!(
                    "{}是 {}，本机关没有规章制定权，应当是 0",
                    stated.words, stated.value
                ),
                ..stated
            },
            expected: None,
        })
        .collect()
}

/// A row's figures but the last against the last.
fn row_sums(report: &ReportTables, table: TableId, rule: ReportRule) -> Vec<Violation> {
    let rows = report.rows(table).iter().filter(|row| row.def.summed);
    rows.filter_map(|row| {
        let cells: Vec<CellId> = ids(table, row).collect();
        let (last, parts) = cells.split_last()?;
        let what = if table == TableId::T3 {
            "各类申请人之和"
        } else {
            "各种结果之和"
        };
        let label = report.format.table(table)?.label;
        let expected = total(report, parts, format!("{label}“{}”{what}", row.def.label))?;
        differing(report, rule, *last, expected)
    })
    .collect()
}

/// AR3-RES: in each column the results against their 总计.
fn result_sums(report: &ReportTables) -> Vec<Violation> {
    let place = |id: &str| report.t3.iter().position(|row| row.def.id == id);
    let (Some(before), Some(sum)) = (place(CARRY_IN), place(RESULT_SUM)) else {
        return Vec::new();
    };
    let results = &report.t3[before + 1..sum];
    let columns = report.t3[sum].def.columns;
    ids(TableId::T3, &report.t3[sum])
        .zip(columns)
        .filter_map(|(cell, column)| {
            let part = |row: &FigureRow| CellId {
                row: row.def.id,
                ..cell
            };
            let parts: Vec<CellId> = results.iter().map(part).collect();
            let words = format!("表三“{}”一列（一）至（六）项之和", column.label);
            let expected = total(report, &parts, words)?;
            differing(report, ReportRule::Results, cell, expected)
        })
        .collect()
}

/// AR3-BAL: in each column 一 and 二 against 三 and 四.
fn balance(report: &ReportTables) -> Vec<Violation> {
    let Some(row) = report.t3.iter().find(|row| row.def.id == RESULT_SUM) else {
        return Vec::new();
    };
    ids(TableId::T3, row)
        .zip(row.def.columns)
        .filter_map(|(cell, column)| {
            let pair = |one, other, words| {
                let cells = [one, other].map(|row| CellId { row, ..cell });
                let words = format!("表三“{}”一列{words}之和", column.label);
                total(report, &cells, words)
            };
            let received = pair("new", CARRY_IN, "第一、二项")?;
            let handled = pair(RESULT_SUM, "carry_out", "第三、四项")?;
            (received.value != handled.value).then_some(Violation {
                rule: ReportRule::Balance,
                cell: Some(cell),
                printed: handled,
                expected: Some(received),
            })
        })
        .collect()
}

pub(super) fn ids(table: TableId, row: &FigureRow) -> impl Iterator<Item = CellId> {
    let def = row.def;
    def.columns.iter().map(move |column| CellId {
        table,
        row: def.id,
        column: column.id,
    })
}

/// The sum of cells; none where one is not recorded. Its place is that of the first.
fn total(report: &ReportTables, cells: &[CellId], words: String) -> Option<Stated> {
    let stated: Vec<Stated> = cells
        .iter()
        .map(|cell| report.stated(*cell))
        .collect::<Option<_>>()?;
    Some(Stated {
        words,
        value: stated.iter().map(|one| one.value).sum(),
        path: report.path.clone(),
        span: stated.iter().find_map(|one| one.span),
    })
}

/// A violation where a cell differs from what it should be.
pub(super) fn differing(
    report: &ReportTables,
    rule: ReportRule,
    cell: CellId,
    expected: Stated,
) -> Option<Violation> {
    let printed = report.stated(cell)?;
    (printed.value != expected.value).then_some(Violation {
        rule,
        cell: Some(cell),
        printed,
        expected: Some(expected),
    })
}

/// Cells of which `problem` has something to say.
fn cells(
    report: &ReportTables,
    rule: ReportRule,
    problem: impl Fn(&Cell) -> Option<&'static str>,
) -> Vec<Violation> {
    let mut found = Vec::new();
    for table in TableId::ALL {
        for row in report.rows(table) {
            for (cell, figure) in ids(table, row).zip(&row.figures) {
                if let Some(problem) = problem(&figure.cell) {
                    let printed = Stated {
                        words: format!("{}{problem}", report.words(cell)),
                        value: figure.cell.counted().unwrap_or_default(),
                        path: report.path.clone(),
                        span: figure.span.or(row.span),
                    };
                    found.push(Violation {
                        rule,
                        cell: Some(cell),
                        printed,
                        expected: None,
                    });
                }
            }
        }
    }
    found
}
