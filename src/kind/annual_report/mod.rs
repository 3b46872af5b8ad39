//! 政府信息公开工作年度报告: its fields, and its figures from front matter or from a table file beside it.
//!
//! In: a report's front matter and the table files of `content/`. Out: [`ReportTables`], every row of the form filled.
//! What cannot be a figure is a finding at its cell; whether figures add up is not asked here.

mod csv;
mod fields;
mod rows;

pub use fields::{FIELDS, TABLES};

use std::sync::Arc;

use super::Kind;
use crate::diag::Span;
use crate::model::{Detail, Explained, FigureRow, KindId, ReportFormat, ReportTables, TableId};
use crate::source::fields::{Reader, Scope};
use crate::source::{SourceFile, SourcePath, parse_toml};

pub(super) static KIND: Kind = Kind {
    id: KindId::Report,
    name: "report",
    folder: "report",
    label: "政府信息公开工作年度报告",
    template: "report.html",
    fields: &FIELDS,
    required: &[],
    read: |reader, context| {
        let tables = read(reader, context.tables)?;
        Some(Detail::Report(Box::new(tables)))
    },
};

/// The first year for which the 《条例》 asked for a report.
const FIRST_YEAR: i64 = 2008;

/// Reads the figures of a report. `None` where they have errors; each of them is in the reader's sink.
///
/// `files` are the tables of the tree: `tables = "2024.toml"` names one of them.
pub(crate) fn read(reader: &Reader<'_>, files: &[Arc<SourceFile>]) -> Option<ReportTables> {
    let year = year(reader);
    let format = match reader.choice("format").map(|c| c.value) {
        Some("2019") => ReportFormat::Format2019,
        Some("prose") => ReportFormat::Prose,
        None if reader.has("format") => return None,
        _ => ReportFormat::Format2021,
    };
    let written = TABLES.iter().find(|field| reader.has(field.key));
    let figures = match (format, reader.has("tables"), written) {
        (ReportFormat::Prose, false, None) => Some(Figures::none(reader.scope().path)),
        (ReportFormat::Prose, ..) => {
            prose_with_tables(reader);
            None
        }
        (_, true, Some(inline)) => {
            both_given(reader, inline.label);
            None
        }
        (_, false, None) => {
            no_tables(reader.scope(), "年报缺少表二、表三、表四的数字");
            None
        }
        (_, true, None) => from_file(reader, format, files),
        (_, false, Some(_)) => figures(reader, format),
    };
    let (year, figures) = (year?, figures?);
    Some(ReportTables {
        year,
        format,
        t2: figures.t2,
        t3: figures.t3,
        t4: figures.t4,
        path: figures.path,
        explained: explained(reader),
    })
}

fn explained(reader: &Reader<'_>) -> Explained {
    let Some(table) = reader.table("explain") else {
        return Explained::default();
    };
    Explained {
        carry_in: table.text("carry_in"),
        valid: table.text("valid"),
        rule: table.text("rule"),
    }
}

/// The file that `tables` names, whether it is there or not: such a file belongs to its report and is no stray.
pub(crate) fn tables_path(reader: &Reader<'_>) -> Option<SourcePath> {
    let written = reader.text("tables")?;
    let folder = reader.scope().path.folder();
    beside(folder, &written)
}

/// A path from the folder of a document; `None` where it leads out of `content/`.
pub(super) fn beside(folder: &str, written: &str) -> Option<SourcePath> {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.len() > 1 => {
                parts.pop();
            }
            ".." => return None,
            name => parts.push(name),
        }
    }
    Some(SourcePath::new(&parts.join("/")))
}

struct Figures {
    t2: Vec<FigureRow>,
    t3: Vec<FigureRow>,
    t4: Vec<FigureRow>,
    path: SourcePath,
}

impl Figures {
    fn none(path: &SourcePath) -> Self {
        Self {
            t2: Vec::new(),
            t3: Vec::new(),
            t4: Vec::new(),
            path: path.clone(),
        }
    }
}

fn figures(reader: &Reader<'_>, format: ReportFormat) -> Option<Figures> {
    let [t2, t3, t4] = TableId::ALL.map(|id| {
        let table = format.table(id)?;
        rows::read(reader, format, table)
    });
    Some(Figures {
        t2: t2?,
        t3: t3?,
        t4: t4?,
        path: reader.scope().path.clone(),
    })
}

fn from_file(
    reader: &Reader<'_>,
    format: ReportFormat,
    files: &[Arc<SourceFile>],
) -> Option<Figures> {
    let scope = reader.scope();
    let Some(written) = reader.text_at("tables") else {
        if let Some(span) = reader.span("tables") {
            let message = "表格文件(tables)是空的".to_owned();
            scope.error(
                "missing-field",
                span,
                message,
                "tables = \"2024.toml\"".to_owned(),
            );
        }
        return None;
    };
    let found = tables_path(reader).and_then(|path| files.iter().find(|file| file.path == path));
    let Some(file) = found else {
        scope.error(
            "missing-file",
            written.span,
            format!("没有找到表格文件“{}”", written.value),
            "把表格文件放在年报的 .md 文件旁边，写成 tables = \"2024.toml\"；年报带附件文件夹的，放在文件夹之外，写成 tables = \"../2024.toml\""
                .to_owned(),
        );
        return None;
    };
    let first_line = file.text.find('\n').unwrap_or(file.text.len());
    let inner = Scope {
        path: &file.path,
        offset: 0,
        anchor: Span::new(0, first_line),
        noun: "年报表格",
        sink: scope.sink,
    };
    if file.path.as_str().to_ascii_lowercase().ends_with(".csv") {
        return csv::read(&file.text, format, &inner);
    }
    let table = parse_toml(&file.text, 0, &file.path, scope.sink)?;
    let tables = Reader::open(&table, &[&TABLES], inner);
    if !TABLES.iter().any(|field| tables.has(field.key)) {
        no_tables(tables.scope(), "表格文件里没有表二、表三、表四");
        return None;
    }
    figures(&tables, format)
}

fn year(reader: &Reader<'_>) -> Option<i16> {
    let written = reader.integer("year")?;
    let year = i16::try_from(written).ok();
    if let Some(year) = year.filter(|_| (FIRST_YEAR..=2999).contains(&written)) {
        return Some(year);
    }
    let scope = reader.scope();
    let span = reader.span("year").unwrap_or(scope.anchor);
    let message = format!("年报的年度(year)应当是四位的年份，这里是 {written}");
    scope.error("out-of-range", span, message, "year = 2024".to_owned());
    None
}

fn prose_with_tables(reader: &Reader<'_>) {
    let scope = reader.scope();
    let key = ["tables", "t2", "t3", "t4"]
        .into_iter()
        .find(|key| reader.has(key));
    let span = key.and_then(|key| reader.span(key)).unwrap_or(scope.anchor);
    let message = "格式是 prose（没有表格的早期年报），却写了表格".to_owned();
    let help = "删去 format = \"prose\"，或者删去表格".to_owned();
    scope.error("report-format", span, message, help);
}

fn both_given(reader: &Reader<'_>, label: &str) {
    let scope = reader.scope();
    let span = reader.span("tables").unwrap_or(scope.anchor);
    let message = format!("既写了表格文件(tables)，又在这里写了{label}");
    let help = "只留一处: 全部写在表格文件里，或者全部写在这里".to_owned();
    scope.error("report-format", span, message, help);
}

fn no_tables(scope: &Scope<'_>, message: &str) {
    let help =
        "写 [t2]、[t3]、[t4]，或者 tables = \"2024.toml\"；没有表格的早期年报写 format = \"prose\"";
    scope.error(
        "missing-field",
        scope.anchor,
        message.to_owned(),
        help.to_owned(),
    );
}

#[cfg(test)]
mod csv_tests;
#[cfg(test)]
mod rule_tests;
#[cfg(test)]
mod tests;
