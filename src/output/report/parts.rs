//! The parts of a report on its page: the prose under its own headings, the tables in their official layout in between.

use crate::markdown;
use crate::model::{LayoutCell, LayoutKind, LayoutTable, Slot, arrange, layout};
use crate::output::Context;
use crate::site::reports::tables;
use crate::site::{Entry, PageLinks};
use crate::theme::view::{Cell, CellKind, Grid, GridRow, Html, ReportPart};

/// The parts in order: the prose under its own headings, the tables in between.
pub(super) fn parts(cx: &Context<'_>, entry: &Entry) -> Vec<ReportPart> {
    let rendered = markdown::render(
        &entry.document.body.text.read(),
        &PageLinks::new(cx.site, entry),
    );
    let mut grids: Vec<LayoutTable> = tables(entry).map(layout).unwrap_or_default();
    let mut take = |id| {
        grids
            .iter()
            .position(|grid| grid.id == id)
            .map(|at| grids.remove(at))
    };
    let sections: Vec<_> = rendered.sections().collect();
    let headings: Vec<&str> = sections
        .iter()
        .map(|(heading, _)| heading.text.as_str())
        .collect();
    let mut out = Vec::new();
    let preamble = rendered.preamble();
    if !preamble.as_str().trim().is_empty() {
        out.push(ReportPart {
            body: Some(Html::trusted(preamble.as_str())),
            ..ReportPart::default()
        });
    }
    for slot in arrange(&headings) {
        match slot {
            Slot::Section { heading, table } => {
                let (own, html) = &sections[heading];
                out.push(ReportPart {
                    id: own.id.clone(),
                    title: None,
                    body: Some(Html::trusted(html.as_str())),
                    tables: table
                        .and_then(&mut take)
                        .iter()
                        .map(|table| grid(cx, table))
                        .collect(),
                });
            }
            Slot::Table(id) => out.extend(take(id).map(|table| ReportPart {
                id: format!("part-{}", out_id(&table)),
                title: Some(table.heading.to_owned()),
                body: None,
                tables: vec![grid(cx, &table)],
            })),
        }
    }
    let notes = rendered.footnotes();
    if !notes.as_str().trim().is_empty() {
        out.push(ReportPart {
            body: Some(Html::trusted(notes.as_str())),
            ..ReportPart::default()
        });
    }
    out
}

fn out_id(table: &LayoutTable) -> &'static str {
    match table.id {
        crate::model::TableId::T2 => "t2",
        crate::model::TableId::T3 => "t3",
        crate::model::TableId::T4 => "t4",
    }
}

fn grid(cx: &Context<'_>, table: &LayoutTable) -> Grid {
    let rows = |rows: &[Vec<LayoutCell>]| rows.iter().map(|cells| row(cx, cells)).collect();
    Grid {
        caption: table.caption.clone(),
        head: rows(&table.head),
        body: rows(&table.body),
        columns: table.columns,
        note: table.note.map(str::to_owned),
    }
}

/// The cells one by one are for templates that draw them by themselves.
fn row(cx: &Context<'_>, cells: &[LayoutCell]) -> GridRow {
    let mut row = GridRow::new(cells.iter().map(cell).collect());
    if !cx.theme.has_own_templates() {
        row.cells = Vec::new();
    }
    row
}

fn cell(cell: &LayoutCell) -> Cell {
    Cell {
        kind: match cell.kind {
            LayoutKind::Col => CellKind::Col,
            LayoutKind::ColGroup => CellKind::Colgroup,
            LayoutKind::Row => CellKind::Row,
            LayoutKind::RowGroup => CellKind::Rowgroup,
            LayoutKind::Note => CellKind::Note,
            LayoutKind::Figure => CellKind::Figure,
        },
        text: cell.text.clone(),
        colspan: cell.colspan,
        rowspan: cell.rowspan,
        id: cell.id.clone(),
        headers: (!cell.headers.is_empty()).then(|| cell.headers.join(" ")),
    }
}
