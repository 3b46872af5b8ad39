//! The tables of a report from a CSV file: one line a row of the form, as the portal's own download has them.
//!
//! In: `编号, 类别, 项目, 数…`, the 编号 being `t3.granted`. Out: the figures. Lines without a 编号 and the headings of the
//! blocks are read past; a 编号 that the form does not know is a finding, and so is one that stands there twice.

use std::collections::BTreeMap;

use super::Figures;
use super::rows::{Line, from_lines, of_text};
use crate::diag::{Diagnostic, Span, nearest};
use crate::kind::csv_rows::{self, Row as CsvRow};
use crate::model::{FigureSort, ReportFormat, RowDef, TableDef, TableId};
use crate::source::fields::Scope;

/// Cells before the figures: 编号, 类别, 项目.
const LABELS: usize = 3;
const HEADER: &str = "编号";
const EXAMPLE: &str =
    "一行的开头是 编号,类别,项目，接着是数，例如 t3.new,,本年新收,12,1,0,0,0,0,13";

/// Reads the tables. `None` where a line has an error; each of them is in the scope's sink.
pub(super) fn read(text: &str, format: ReportFormat, scope: &Scope<'_>) -> Option<Figures> {
    let mut sound = true;
    let mut found: BTreeMap<(TableId, &str), (Line, Span)> = BTreeMap::new();
    for row in csv_rows::rows(text, scope) {
        let Some(id) = row.cells.first().map(|cell| cell.value.trim().to_owned()) else {
            continue;
        };
        if id == HEADER || (id.is_empty() && figures_of(&row).is_empty()) {
            continue;
        }
        let Some((table, def)) = row_named(format, &id) else {
            sound = false;
            unknown(scope, format, &row, &id);
            continue;
        };
        let (line, span) = (line(def, &row), row.span());
        if let Some((_, first)) = found.get(&(table.id, def.id)) {
            sound = false;
            let message = format!("“{id}”写了两行");
            scope.sink.push(
                Diagnostic::error("report-row", scope.path, span, message)
                    .related(scope.path, *first, "另一行在这里")
                    .help("删去其中一行"),
            );
            continue;
        }
        found.insert((table.id, def.id), (line, span));
    }
    if sound && found.is_empty() {
        let message = "表格文件里没有表二、表三、表四的数字".to_owned();
        let help = EXAMPLE.to_owned();
        scope.error("missing-field", scope.anchor, message, help);
        return None;
    }
    let mut tables = TableId::ALL.map(|id| {
        let table = format.table(id)?;
        let lines = table
            .rows
            .iter()
            .filter_map(|row| Some((row.id, found.remove(&(id, row.id))?.0)))
            .collect();
        from_lines(scope, format, table, lines)
    });
    let [t2, t3, t4] = tables.each_mut().map(Option::take);
    sound.then_some(())?;
    Some(Figures {
        t2: t2?,
        t3: t3?,
        t4: t4?,
        path: scope.path.clone(),
    })
}

/// The row of a form with an id such as `t3.granted`.
fn row_named(format: ReportFormat, id: &str) -> Option<(&'static TableDef, &'static RowDef)> {
    let (table, row) = id.split_once('.')?;
    let table = format.tables().iter().find(|def| def.key == table)?;
    let row = table.rows.iter().find(|def| def.id == row)?;
    Some((table, row))
}

/// The cells behind the labels, without the empty ones that a spreadsheet adds at the end of a line.
fn figures_of(row: &CsvRow) -> &[crate::source::fields::Located<String>] {
    let figures = row.cells.get(LABELS..).unwrap_or_default();
    let last = figures
        .iter()
        .rposition(|cell| !cell.value.trim().is_empty());
    &figures[..last.map_or(0, |at| at + 1)]
}

fn line(def: &'static RowDef, row: &CsvRow) -> Line {
    let mut written = figures_of(row);
    let all = row.cells.get(LABELS..).unwrap_or_default();
    // An empty cell within the row is a blank; an empty sum is one to compute.
    let least = def.columns.len() - usize::from(def.summed);
    if written.len() < least {
        written = &all[..least.min(all.len())];
    }
    let sorts = def.columns.iter().map(|column| column.sort);
    let cells = written
        .iter()
        .zip(sorts.chain(std::iter::repeat(FigureSort::Count)))
        .map(|(cell, sort)| (cell.span, of_text(sort, &cell.value)))
        .collect();
    Line {
        row: def,
        span: row.span(),
        cells,
    }
}

fn unknown(scope: &Scope<'_>, format: ReportFormat, row: &CsvRow, id: &str) {
    let ids: Vec<String> = format
        .tables()
        .iter()
        .flat_map(|table| {
            let ids = table.rows.iter();
            ids.map(|row| format!("{}.{}", table.key, row.id))
        })
        .collect();
    let message = if id.is_empty() {
        format!("第 {} 行有数字，没有编号", row.number)
    } else {
        format!("{}年格式的年报没有“{id}”这一行", format.value())
    };
    let help = match nearest(id, ids.iter().map(String::as_str)) {
        Some(near) => format!("是不是要写 {near}？"),
        None => EXAMPLE.to_owned(),
    };
    let span = row.cells.first().map_or(row.span(), |cell| cell.span);
    let span = if span.start == span.end {
        row.span()
    } else {
        span
    };
    scope.error("report-row", span, message, help);
}
