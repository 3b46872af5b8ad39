//! The tables of a report as files: CSV, one line a row of the form, which `tables = "2024.csv"` reads again; and XLSX in
//! the official layout.

use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::model::{Cell, LayoutCell, LayoutTable, ReportFormat, ReportTables, TableId, layout};
use crate::output::sheet::workbook;
use crate::output::{Context, RenderError};
use crate::plan::{Origin, Planner};
use crate::site::reports::tables;
use crate::site::route::UrlPath;
use crate::site::{DocId, Entry};
use crate::theme::view::Link;

const NAME: &str = "年报表格";
const BOM: &[u8] = b"\xef\xbb\xbf";

pub(super) fn plan(entry: &Entry, id: DocId, planner: &mut Planner) {
    let Some([csv_url, xlsx_url]) = urls(entry) else {
        return;
    };
    planner.unlisted(
        csv_url,
        Origin::Generated(NAME),
        Box::new(move |cx| csv(cx.site.entry(id))),
    );
    planner.unlisted(
        xlsx_url,
        Origin::Generated(NAME),
        Box::new(move |cx| xlsx(cx, cx.site.entry(id))),
    );
}

/// The files of a report; a report as prose has none.
pub(super) fn links(entry: &Entry) -> Vec<Link> {
    let Some([csv, xlsx]) = urls(entry) else {
        return Vec::new();
    };
    vec![Link::new("CSV", csv.href()), Link::new("XLSX", xlsx.href())]
}

/// CSV and XLSX beside the page: `2024.csv`, or `tables.csv` in the folder of a bundle.
fn urls(entry: &Entry) -> Option<[UrlPath; 2]> {
    tables(entry).filter(|tables| tables.format != ReportFormat::Prose)?;
    let page = entry.url.as_str();
    let stem = page.rsplit('/').next().unwrap_or(page);
    let stem = match stem.strip_suffix(".html").unwrap_or(stem) {
        "index" => "tables",
        stem => stem,
    };
    Some(["csv", "xlsx"].map(|end| entry.url.beside(&format!("{stem}.{end}"))))
}

fn failed(cause: &impl std::fmt::Display) -> RenderError {
    RenderError::Data {
        output: NAME,
        cause: cause.to_string(),
    }
}

/// Rows as CSV for Excel: UTF-8 with BOM, lines ending in CRLF. Rows may be of different length.
pub(super) fn csv_bytes(
    output: &'static str,
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<Vec<u8>, RenderError> {
    let fail = |cause: &dyn std::fmt::Display| RenderError::Data {
        output,
        cause: cause.to_string(),
    };
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(BOM.to_vec());
    for row in rows {
        writer.write_record(&row).map_err(|error| fail(&error))?;
    }
    writer.into_inner().map_err(|error| fail(&error))
}

fn csv(entry: &Entry) -> Result<Vec<u8>, RenderError> {
    let Some(report) = tables(entry) else {
        return Ok(Vec::new());
    };
    csv_bytes(NAME, lines(report).into_iter())
}

/// A block for each run of rows with the same columns: a heading, then `编号, 类别, 项目, 数…`.
fn lines(report: &ReportTables) -> Vec<Vec<String>> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    for id in TableId::ALL {
        let blocks = report
            .rows(id)
            .chunk_by(|a, b| a.def.columns == b.def.columns);
        for block in blocks {
            let columns = block[0].def.columns.iter().map(|c| c.label.to_owned());
            let labels = ["编号", "类别", "项目"].map(str::to_owned);
            lines.push(labels.into_iter().chain(columns).collect());
            for row in block.iter().filter(|row| recorded(row)) {
                let mut line = vec![
                    format!("{}.{}", id.key(), row.def.id),
                    row.def.groups.join(" "),
                    row.def.label.to_owned(),
                ];
                line.extend(row.figures.iter().map(|figure| figure.cell.to_string()));
                lines.push(line);
            }
        }
    }
    lines
}

/// A row that the report does not record is no line: it would read as blanks.
fn recorded(row: &crate::model::FigureRow) -> bool {
    row.figures.iter().any(|f| f.cell != Cell::NotRecorded)
}

fn xlsx(cx: &Context<'_>, entry: &Entry) -> Result<Vec<u8>, RenderError> {
    let Some(report) = tables(entry) else {
        return Ok(Vec::new());
    };
    write(cx, entry, report).map_err(|error| failed(&error))
}

fn write(cx: &Context<'_>, entry: &Entry, report: &ReportTables) -> Result<Vec<u8>, XlsxError> {
    let properties = DocProperties::new()
        .set_title(&entry.document.title)
        .set_author(&cx.site.config.agency(entry.document.agency).name);
    let mut workbook = workbook(&properties, entry.document.published.date)?;
    for table in layout(report) {
        let label = report.format.table(table.id).map_or("", |def| def.label);
        let sheet = workbook.add_worksheet();
        sheet.set_name(label)?.set_landscape().set_paper_size(9);
        sheet.set_print_fit_to_pages(1, 1);
        fill(sheet, &table)?;
    }
    workbook.save_to_buffer()
}

/// Width of a column of labels and of one of figures, in characters.
const LABEL_WIDTH: f64 = 14.0;
const FIGURE_WIDTH: f64 = 9.0;

fn fill(sheet: &mut Worksheet, table: &LayoutTable) -> Result<(), XlsxError> {
    let labels: u16 = match table.id {
        TableId::T2 => 4,
        TableId::T3 => 3,
        TableId::T4 => 0,
    };
    for column in 0..u16::from(table.columns) {
        let width = if column < labels {
            LABEL_WIDTH
        } else {
            FIGURE_WIDTH
        };
        sheet.set_column_width(column, width)?;
    }
    let title = Format::new().set_bold().set_align(FormatAlign::Center);
    let last = u16::from(table.columns) - 1;
    sheet.merge_range(0, 0, 0, last, &table.caption, &title)?;
    let rows: Vec<&Vec<LayoutCell>> = table.head.iter().chain(&table.body).collect();
    let mut taken = vec![vec![false; usize::from(table.columns)]; rows.len()];
    for (y, row) in rows.iter().enumerate() {
        let mut x = 0;
        for cell in *row {
            while taken[y].get(x) == Some(&true) {
                x += 1;
            }
            let (wide, tall) = (usize::from(cell.colspan), usize::from(cell.rowspan));
            for line in taken.iter_mut().skip(y).take(tall) {
                line.iter_mut()
                    .skip(x)
                    .take(wide)
                    .for_each(|place| *place = true);
            }
            put(sheet, (y + 1, x), cell)?;
            x += wide;
        }
    }
    if let Some(note) = table.note {
        let below = u32::try_from(rows.len() + 1).unwrap_or(u32::MAX);
        sheet.write_string(below, 0, note)?;
    }
    Ok(())
}

fn put(sheet: &mut Worksheet, (y, x): (usize, usize), cell: &LayoutCell) -> Result<(), XlsxError> {
    let format = Format::new()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    let format = if cell.kind.is_header() || cell.numeric {
        format.set_align(FormatAlign::Center)
    } else {
        format
    };
    let (row, column) = (
        u32::try_from(y).unwrap_or(u32::MAX),
        u16::try_from(x).unwrap_or(u16::MAX),
    );
    let is_merged = cell.colspan > 1 || cell.rowspan > 1;
    if is_merged {
        let (last_row, last_column) = (
            row + u32::from(cell.rowspan) - 1,
            column + u16::from(cell.colspan) - 1,
        );
        sheet.merge_range(row, column, last_row, last_column, &cell.text, &format)?;
    }
    match cell.text.parse::<f64>() {
        Ok(number) if cell.numeric => {
            sheet.write_number_with_format(row, column, number, &format)?;
        }
        // Merging wrote the text.
        _ if is_merged => {}
        _ => {
            sheet.write_string_with_format(row, column, &cell.text, &format)?;
        }
    }
    Ok(())
}
