//! One table of a report: every row of the form from what is written, or zeros.

use std::collections::BTreeMap;

use serde_spanned::Spanned;
use toml::de::DeValue;

use crate::diag::{Diagnostic, Span};
use crate::model::{
    Cell, ColumnDef, Decimal, Figure, FigureRow, FigureSort, ReportFormat, RowDef, TableDef,
    TableId,
};
use crate::source::fields::{Reader, Scope};

/// No report counts more pieces than this; sums of such numbers never overflow.
const MAX: i64 = 999_999_999_999;
/// What people write into a cell that they leave blank.
const STROKES: [&str; 9] = ["", "/", "／", "-", "－", "–", "—", "——", "\\"];

/// Reads the rows of a table. `None` where a cell has an error.
pub(super) fn read(
    reader: &Reader<'_>,
    format: ReportFormat,
    def: &'static TableDef,
) -> Option<Vec<FigureRow>> {
    let Some(table) = reader.table(def.key) else {
        if reader.has(def.key) {
            return None;
        }
        missing_table(reader.scope(), format, def);
        let rows = def.rows.iter().map(|row| left_out(row, format, def.id));
        return Some(rows.collect());
    };
    let foreign = foreign_rows(&table, format, def);
    let rows: Vec<Option<FigureRow>> = def
        .rows
        .iter()
        .map(|row| match table.value(row.id) {
            Some(value) => row_of(table.scope(), row, value),
            None if table.has(row.id) => None,
            None => Some(left_out(row, format, def.id)),
        })
        .collect();
    let rows: Option<Vec<FigureRow>> = rows.into_iter().collect();
    rows.filter(|_| !foreign).map(sum_results)
}

/// The rows of a table from the lines of a CSV file, each of them of this table.
pub(super) fn from_lines(
    scope: &Scope<'_>,
    format: ReportFormat,
    def: &'static TableDef,
    mut lines: BTreeMap<&'static str, Line>,
) -> Option<Vec<FigureRow>> {
    if lines.is_empty() {
        missing_table(scope, format, def);
    }
    let rows: Vec<Option<FigureRow>> = def
        .rows
        .iter()
        .map(|row| match lines.remove(row.id) {
            Some(line) => line.read(scope),
            None => Some(left_out(row, format, def.id)),
        })
        .collect();
    rows.into_iter()
        .collect::<Option<Vec<FigureRow>>>()
        .map(sum_results)
}

/// A table that is not there at all is more likely forgotten than all zeros.
fn missing_table(scope: &Scope<'_>, format: ReportFormat, def: &TableDef) {
    if format == ReportFormat::Format2019 && def.id == TableId::T2 {
        return;
    }
    let message = format!("年报没有写{}({})，全部按 0 处理", def.label, def.key);
    scope.sink.push(
        Diagnostic::warning("report-table-missing", scope.path, scope.anchor, message).help(
            format!("补上 [{}]；确实全部为 0 的，写上这一行即可", def.key),
        ),
    );
}

/// Rows of the other form are findings.
fn foreign_rows(table: &Reader<'_>, format: ReportFormat, def: &TableDef) -> bool {
    let (other, words) = match format {
        ReportFormat::Format2019 => (ReportFormat::Format2021, "2021年格式"),
        _ => (ReportFormat::Format2019, "2019年格式"),
    };
    let mut found = false;
    let others = other.table(def.id).map_or(&[][..], |table| table.rows);
    for row in others {
        let own = def.rows.iter().any(|r| r.id == row.id);
        if own || !table.has(row.id) {
            continue;
        }
        found = true;
        let scope = table.scope();
        let span = table.span(row.id).unwrap_or(scope.anchor);
        let message = format!(
            "“{}”({})是{words}的行，本年报是{}年格式",
            row.label,
            row.id,
            format.value()
        );
        let help = format!("改用本格式的行，或者写 format = \"{}\"", other.value());
        scope.error("report-row", span, message, help);
    }
    found
}

/// A row that nobody wrote: zeros, or in 表二 of the form before 2021 not recorded.
fn left_out(row: &'static RowDef, format: ReportFormat, table: TableId) -> FigureRow {
    let cell = if format == ReportFormat::Format2019 && table == TableId::T2 {
        Cell::NotRecorded
    } else {
        Cell::Number(0)
    };
    let figure = Figure { cell, span: None };
    FigureRow {
        def: row,
        figures: vec![figure; row.columns.len()],
        span: None,
    }
}

fn row_of(
    scope: &Scope<'_>,
    row: &'static RowDef,
    value: &Spanned<DeValue<'_>>,
) -> Option<FigureRow> {
    let written: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
        DeValue::Array(list) => list.iter().collect(),
        _ => vec![value],
    };
    let is_list = value.get_ref().is_array();
    let line = Line {
        row,
        span: place(scope, value),
        cells: written
            .iter()
            .zip(columns_for(row))
            .map(|(value, sort)| (place(scope, value), of_toml(sort, value.get_ref())))
            .collect(),
    };
    if is_list == (row.columns.len() == 1) {
        wrong_length(scope, &line, is_list.then_some(written.len()));
        return None;
    }
    line.read(scope)
}

/// What each written cell counts; a cell too many counts what the last one does.
fn columns_for(row: &'static RowDef) -> impl Iterator<Item = FigureSort> {
    let last = row.columns.last().map_or(FigureSort::Count, |c| c.sort);
    let sorts = row.columns.iter().map(|column| column.sort);
    sorts.chain(std::iter::repeat(last))
}

/// A row as it is written, each cell with its place.
pub(super) struct Line {
    /// Which row of the form.
    pub(super) row: &'static RowDef,
    /// Its place.
    pub(super) span: Span,
    /// Its cells, or why one cannot be read.
    pub(super) cells: Vec<(Span, Result<Cell, String>)>,
}

impl Line {
    /// The figures; a sum that is left out is computed.
    pub(super) fn read(self, scope: &Scope<'_>) -> Option<FigureRow> {
        let (row, count) = (self.row, self.row.columns.len());
        let written = self.cells.len();
        if written != count && !(row.summed && written + 1 == count) {
            wrong_length(scope, &self, Some(written));
            return None;
        }
        let mut figures = Vec::with_capacity(count);
        for ((span, cell), column) in self.cells.into_iter().zip(row.columns) {
            match cell {
                Ok(cell) => figures.push(Figure {
                    cell,
                    span: Some(span),
                }),
                Err(why) => wrong_figure(scope, (row, column), span, &why),
            }
        }
        if figures.len() < written {
            return None;
        }
        if written < count {
            let cell = sum(&figures);
            figures.push(Figure { cell, span: None });
        }
        Some(FigureRow {
            def: row,
            figures,
            span: Some(self.span),
        })
    }
}

/// The sum of what is there; of nothing but blanks it is a blank.
fn sum(figures: &[Figure]) -> Cell {
    let numbers: Vec<i64> = figures.iter().filter_map(|f| f.cell.number()).collect();
    match figures.first() {
        Some(first) if numbers.is_empty() => first.cell.clone(),
        _ => Cell::Number(numbers.iter().sum()),
    }
}

/// 表三: the results summed up, column by column, where nobody wrote their （七）总计.
fn sum_results(mut rows: Vec<FigureRow>) -> Vec<FigureRow> {
    let place = |id: &str| rows.iter().position(|row| row.def.id == id);
    let (Some(before), Some(at)) = (place("carry_in"), place("result_sum")) else {
        return rows;
    };
    if rows[at].span.is_some() {
        return rows;
    }
    let results = &rows[before + 1..at];
    let sums: Vec<Figure> = (0..rows[at].figures.len())
        .map(|column| {
            let figures = results.iter().map(|row| &row.figures[column]);
            let sum = figures.filter_map(|figure| figure.cell.counted()).sum();
            Figure {
                cell: Cell::Number(sum),
                span: None,
            }
        })
        .collect();
    rows[at].figures = sums;
    rows
}

fn wrong_figure(scope: &Scope<'_>, (row, column): (&RowDef, &ColumnDef), span: Span, why: &str) {
    let message = format!("“{}”的“{}”写得不对: {why}", row.label, column.label);
    scope.error("report-figure", span, message, row.example.to_owned());
}

fn of_toml(sort: FigureSort, value: &DeValue<'_>) -> Result<Cell, String> {
    match value {
        DeValue::String(text) if STROKES.contains(&text.trim()) => {
            Ok(Cell::Blank(text.trim().to_owned()))
        }
        DeValue::String(text) if text.trim().parse::<f64>().is_ok() => {
            Err("数字两边不加引号".to_owned())
        }
        DeValue::String(_) => Err("不是数字；空格写 \"\" 或 \"/\"".to_owned()),
        DeValue::Integer(_) => {
            let number = value
                .as_integer()
                .and_then(|n| i64::from_str_radix(&n.as_str().replace('_', ""), n.radix()).ok());
            integer(sort, number)
        }
        DeValue::Float(number) if sort == FigureSort::Money => money(number.as_str()),
        DeValue::Float(_) => Err("应当是整数".to_owned()),
        _ => Err("应当是数字".to_owned()),
    }
}

/// A cell of a CSV file; commas between the digits are those of a spreadsheet.
pub(super) fn of_text(sort: FigureSort, text: &str) -> Result<Cell, String> {
    let text = text.trim();
    if STROKES.contains(&text) {
        return Ok(Cell::Blank(text.to_owned()));
    }
    let bare = text.replace(',', "");
    let signless = bare.strip_prefix('-').unwrap_or(&bare);
    if !signless.is_empty() && signless.bytes().all(|b| b.is_ascii_digit()) {
        return integer(sort, bare.parse().ok());
    }
    match Decimal::parse(&bare) {
        Ok(_) if sort == FigureSort::Money => money(&bare),
        Ok(_) => Err("应当是整数".to_owned()),
        Err(_) => Err("不是数字；空格写 /".to_owned()),
    }
}

fn integer(sort: FigureSort, number: Option<i64>) -> Result<Cell, String> {
    let number = number
        .filter(|n| (-MAX..=MAX).contains(n))
        .ok_or("数字太大")?;
    match sort {
        FigureSort::Change => Ok(Cell::Number(number)),
        _ if number < 0 => Err("是负数".to_owned()),
        FigureSort::Count => Ok(Cell::Number(number)),
        FigureSort::Money => Ok(Cell::Decimal(Decimal::from(number))),
    }
}

fn money(text: &str) -> Result<Cell, String> {
    let amount = Decimal::parse(text).map_err(|error| error.to_string())?;
    if amount.is_negative() {
        return Err("是负数".to_owned());
    }
    Ok(Cell::Decimal(amount))
}

fn wrong_length(scope: &Scope<'_>, line: &Line, written: Option<usize>) {
    let row = line.row;
    let names: Vec<&str> = row.columns.iter().map(|c| c.label).collect();
    let wanted = match names.len() {
        1 => "只写一个数".to_owned(),
        count => format!("应当有 {count} 个数（{}）", names.join("、")),
    };
    let found = written.map_or("一个数".to_owned(), |count| format!(" {count} 个数"));
    let message = format!("“{}”({}){wanted}，这里有{found}", row.label, row.id);
    scope.error("report-row", line.span, message, row.example.to_owned());
}

fn place(scope: &Scope<'_>, value: &Spanned<DeValue<'_>>) -> Span {
    Span::from(value.span()).shifted(scope.offset)
}
