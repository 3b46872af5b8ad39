//! The official layout of the tables (standards 3.2–3.4), as cells that any theme can set.
//!
//! In: the figures of a report. Out: rows of cells with their spans, what each cell is, and for assistive technology
//! which headings belong to a figure. Ids begin with the table's key and are unique on a page with one report.

use super::report_form::{RowDef, TableDef};
use super::{Cell, FigureRow, ReportTables, TableId};

/// The words in the corner of 表三.
const CORNER: &str = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
/// Columns before the figures of 表三.
const LABELS_T3: usize = 3;

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LayoutKind {
    /// Heading of a column.
    Col,
    /// Heading of a group of columns.
    ColGroup,
    /// Heading of a row.
    Row,
    /// Heading of a group of rows.
    RowGroup,
    /// An explanation; not a heading.
    Note,
    /// A figure, or the blank in its place.
    Figure,
}

impl LayoutKind {
    /// The `scope` of a heading in HTML; `None` where the cell is no heading.
    #[must_use]
    pub fn scope(self) -> Option<&'static str> {
        match self {
            Self::Col => Some("col"),
            Self::ColGroup => Some("colgroup"),
            Self::Row => Some("row"),
            Self::RowGroup => Some("rowgroup"),
            Self::Note | Self::Figure => None,
        }
    }

    /// Whether the cell is a heading.
    #[must_use]
    pub fn is_header(self) -> bool {
        self.scope().is_some()
    }
}

/// A cell in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutCell {
    /// The text as shown.
    pub text: String,
    /// What it is.
    pub kind: LayoutKind,
    /// Columns it covers, from 1.
    pub colspan: u8,
    /// Rows it covers, from 1.
    pub rowspan: u8,
    /// Id of a heading.
    pub id: Option<String>,
    /// Ids of the headings of a figure, the outermost first.
    pub headers: Vec<String>,
    /// Whether a number stands in it.
    pub numeric: bool,
}

/// A table in its official layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutTable {
    /// Which one.
    pub id: TableId,
    /// The heading of its part: 二、主动公开政府信息情况.
    pub heading: &'static str,
    /// What it shows.
    pub caption: String,
    /// Rows of headings.
    pub head: Vec<Vec<LayoutCell>>,
    /// Rows of figures; those of 表二 have headings in between.
    pub body: Vec<Vec<LayoutCell>>,
    /// Words beneath it.
    pub note: Option<&'static str>,
    /// Number of columns.
    pub columns: u8,
}

/// The tables of a report in official order; none for a report without tables.
#[must_use]
pub fn layout(report: &ReportTables) -> Vec<LayoutTable> {
    report
        .format
        .tables()
        .iter()
        .map(|def| {
            let rows = report.rows(def.id);
            let (head, body, columns) = match def.id {
                TableId::T2 => table_two(def, rows),
                TableId::T3 => table_three(def, rows),
                TableId::T4 => table_four(def, rows),
            };
            let lacks = |row: &FigureRow| row.figures.iter().any(|f| f.cell == Cell::NotRecorded);
            let title = def.heading.split_once('、').map_or(def.heading, |(_, t)| t);
            LayoutTable {
                id: def.id,
                heading: def.heading,
                caption: format!("{}年{title}", report.year),
                head,
                body,
                note: rows.iter().any(lacks).then_some("“—”表示该项数字未收入。"),
                columns,
            }
        })
        .collect()
}

type Rows = Vec<Vec<LayoutCell>>;

fn heading(kind: LayoutKind, text: &str, id: String) -> LayoutCell {
    LayoutCell {
        text: text.to_owned(),
        kind,
        colspan: 1,
        rowspan: 1,
        id: Some(id),
        headers: Vec::new(),
        numeric: false,
    }
}

fn figure(cell: &Cell, headers: Vec<String>) -> LayoutCell {
    LayoutCell {
        text: cell.to_string(),
        kind: LayoutKind::Figure,
        colspan: 1,
        rowspan: 1,
        id: None,
        headers,
        numeric: cell.is_figure(),
    }
}

impl LayoutCell {
    fn wide(mut self, columns: usize) -> Self {
        self.colspan = u8::try_from(columns).unwrap_or(u8::MAX);
        self
    }

    fn tall(mut self, rows: usize) -> Self {
        self.rowspan = u8::try_from(rows).unwrap_or(u8::MAX);
        self
    }
}

/// Groups of rows under one heading, each with the heading of its columns between them.
fn table_two(def: &TableDef, rows: &[FigureRow]) -> (Rows, Rows, u8) {
    let key = def.key;
    let mut body = Rows::new();
    let groups = rows.chunk_by(|a, b| a.def.groups == b.def.groups);
    for (number, group) in (1..).zip(groups) {
        let columns = group[0].def.columns;
        let title = group[0].def.groups.join("");
        let group_id = format!("{key}-g{number}");
        body.push(vec![
            heading(LayoutKind::ColGroup, &title, group_id.clone()).wide(4),
        ]);
        let name_id = format!("{group_id}-name");
        let mut names = vec![heading(LayoutKind::Col, "信息内容", name_id)];
        for (at, column) in columns.iter().enumerate() {
            let id = format!("{group_id}-{}", column.id);
            names.push(heading(LayoutKind::Col, column.label, id).wide(share(at, columns.len())));
        }
        body.push(names);
        for row in group {
            let row_id = format!("{key}-{}", row.def.id);
            let mut cells = vec![heading(LayoutKind::Row, row.def.label, row_id.clone())];
            for (at, (column, value)) in columns.iter().zip(&row.figures).enumerate() {
                let column_id = format!("{group_id}-{}", column.id);
                let headers = vec![group_id.clone(), column_id, row_id.clone()];
                cells.push(figure(&value.cell, headers).wide(share(at, columns.len())));
            }
            body.push(cells);
        }
    }
    (Rows::new(), body, 4)
}

/// How many of three columns the figure at a place takes: the last one takes what is left.
fn share(at: usize, figures: usize) -> usize {
    if at + 1 == figures { 4 - figures } else { 1 }
}

fn table_three(def: &TableDef, rows: &[FigureRow]) -> (Rows, Rows, u8) {
    let key = def.key;
    let columns = rows.first().map_or(&[][..], |row| row.def.columns);
    let column_id = |id: &str| format!("{key}-{id}");
    let all = format!("{key}-applicants");
    let organisations = format!("{key}-organisations");
    let last = columns.len().saturating_sub(1);
    let is_outer = |at: usize| at == 0 || at == last;

    let corner = LayoutCell {
        kind: LayoutKind::Note,
        id: None,
        ..heading(LayoutKind::Note, CORNER, String::new())
    };
    let top = heading(LayoutKind::ColGroup, "申请人情况", all.clone()).wide(columns.len());
    let mut head = vec![
        vec![corner.wide(LABELS_T3).tall(3), top],
        Vec::new(),
        Vec::new(),
    ];
    for (at, column) in columns.iter().enumerate() {
        let cell = heading(LayoutKind::Col, column.label, column_id(column.id));
        if at == 1 {
            let group = heading(
                LayoutKind::ColGroup,
                "法人或其他组织",
                organisations.clone(),
            );
            head[1].push(group.wide(last - 1));
        }
        if is_outer(at) {
            head[1].push(cell.tall(2));
        } else {
            head[2].push(cell);
        }
    }

    let mut body = Rows::new();
    for (at, row) in rows.iter().enumerate() {
        let (mut cells, mut above) = row_headings(key, rows, at);
        above.insert(0, all.clone());
        for (at, (column, value)) in columns.iter().zip(&row.figures).enumerate() {
            let mut headers = above.clone();
            if !is_outer(at) {
                headers.insert(1, organisations.clone());
            }
            headers.push(column_id(column.id));
            cells.push(figure(&value.cell, headers));
        }
        body.push(cells);
    }
    (
        head,
        body,
        u8::try_from(LABELS_T3 + columns.len()).unwrap_or(u8::MAX),
    )
}

/// The headings that begin a row, and the ids of all that belong to it: a group's heading stands in its first row only.
fn row_headings(key: &str, rows: &[FigureRow], at: usize) -> (Vec<LayoutCell>, Vec<String>) {
    let def = rows[at].def;
    let (mut cells, mut ids) = (Vec::new(), Vec::new());
    for depth in 1..=def.groups.len() {
        let same = |row: &FigureRow| row.def.groups.get(..depth) == def.groups.get(..depth);
        let before = rows[..at].iter().rev().take_while(|row| same(row)).count();
        let first = at - before;
        let id = format!("{key}-group{depth}-{}", rows[first].def.id);
        if before == 0 {
            let height = rows[at..].iter().take_while(|row| same(row)).count();
            let group = heading(LayoutKind::RowGroup, def.groups[depth - 1], id.clone());
            cells.push(group.tall(height));
        }
        ids.push(id);
    }
    let id = row_id(key, def);
    let label = heading(LayoutKind::Row, def.label, id.clone());
    cells.push(label.wide(LABELS_T3 - def.groups.len()));
    ids.push(id);
    (cells, ids)
}

fn row_id(key: &str, def: &RowDef) -> String {
    format!("{key}-row-{}", def.id)
}

/// All figures side by side in one row, under three rows of headings.
fn table_four(def: &TableDef, rows: &[FigureRow]) -> (Rows, Rows, u8) {
    let key = def.key;
    let mut head = vec![Vec::new(), Vec::new(), Vec::new()];
    let mut body = Vec::new();
    for (number, group) in
        (1..).zip(rows.chunk_by(|a, b| !a.def.groups.is_empty() && a.def.groups == b.def.groups))
    {
        let width = group.iter().map(|row| row.def.columns.len()).sum();
        let nested = !group[0].def.groups.is_empty();
        let title = if nested {
            group[0].def.groups[0]
        } else {
            group[0].def.label
        };
        let group_id = format!("{key}-g{number}");
        head[0].push(heading(LayoutKind::ColGroup, title, group_id.clone()).wide(width));
        for row in group {
            let row_id = row_id(key, row.def);
            let mut above = vec![group_id.clone()];
            if nested {
                let cell = heading(LayoutKind::ColGroup, row.def.label, row_id.clone());
                head[1].push(cell.wide(row.def.columns.len()));
                above.push(row_id);
            }
            for (column, value) in row.def.columns.iter().zip(&row.figures) {
                let id = format!("{key}-{}-{}", row.def.id, column.id);
                let cell = heading(LayoutKind::Col, column.label, id.clone());
                if nested {
                    head[2].push(cell);
                } else {
                    head[1].push(cell.tall(2));
                }
                let headers = above.iter().cloned().chain([id]).collect();
                body.push(figure(&value.cell, headers));
            }
        }
    }
    let columns = u8::try_from(body.len()).unwrap_or(u8::MAX);
    (head, vec![body], columns)
}

#[cfg(test)]
mod tests;
