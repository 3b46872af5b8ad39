//! A catalogue as CSV: header row in keys or Chinese names, comma between cells, quotes around cells with line ends.

use std::collections::BTreeMap;
use std::ops::Range;

use super::FIELDS;
use super::entry::Entry;
use crate::diag::{Diagnostic, Sink, Span, nearest};
use crate::model::Item;
use crate::source::SourcePath;
use crate::source::fields::{Field, Located, Scope};

pub(super) fn read(path: &SourcePath, text: &str, sink: &Sink) -> Vec<Item> {
    let scope = Scope {
        path,
        offset: 0,
        anchor: Span::new(0, text.find('\n').unwrap_or(text.len())),
        noun: "公开事项目录",
        sink,
    };
    let mut rows = rows(text, &scope).into_iter();
    let Some(header) = rows.next() else {
        empty(&scope, "公开事项目录是空的");
        return Vec::new();
    };
    let columns = columns(&header, &scope);
    let mut items = Vec::new();
    let mut count = 0;
    for row in rows {
        if row.cells.iter().all(|cell| cell.value.trim().is_empty()) {
            continue;
        }
        count += 1;
        if row.cells.len() == header.cells.len() {
            items.extend(item(row, &columns, &scope));
        } else {
            ragged(&row, header.cells.len(), &scope);
        }
    }
    if count == 0 {
        empty(&scope, "公开事项目录只有表头，没有事项");
    }
    items
}

/// A record with the places of its cells.
struct Row {
    /// As a spreadsheet numbers it: the header is 1.
    number: usize,
    cells: Vec<Located<String>>,
}

impl Row {
    /// The whole row.
    fn span(&self) -> Span {
        let start = self.cells.first().map_or(0, |cell| cell.span.start);
        let end = self.cells.last().map_or(start, |cell| cell.span.end);
        Span::new(start, end)
    }
}

fn rows(text: &str, scope: &Scope<'_>) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (number, record) in (1..).zip(reader.records()) {
        // The text is UTF-8 and rows may be of any length: nothing is left that the library could refuse.
        let Ok(record) = record else { break };
        let start = record
            .position()
            .and_then(|at| usize::try_from(at.byte()).ok());
        let (places, closed) = places(text, start.unwrap_or_default());
        let cells: Vec<Located<String>> = record
            .iter()
            .zip(places)
            .map(|(cell, place)| Located {
                value: as_meant(cell).to_owned(),
                span: Span::from(place),
            })
            .collect();
        let row = Row { number, cells };
        if !closed {
            unclosed(&row, scope);
        }
        rows.push(row);
    }
    rows
}

/// A cell without the apostrophe that an export of this program writes before what a spreadsheet would run as a formula.
fn as_meant(cell: &str) -> &str {
    let formula = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    cell.strip_prefix('\'')
        .filter(|rest| rest.starts_with(formula))
        .unwrap_or(cell)
}

/// The places of a record's cells, without their quotes, and whether every quote is closed.
///
/// The library tells where a record begins but not where its cells do; a quote opens a cell only as its first character.
fn places(text: &str, start: usize) -> (Vec<Range<usize>>, bool) {
    let bytes = text.as_bytes();
    let mut at = start;
    while bytes.get(at) == Some(&b'\n') {
        at += 1;
    }
    let mut cells = Vec::new();
    loop {
        if bytes.get(at) == Some(&b'"') {
            let from = at + 1;
            at = from;
            loop {
                match (bytes.get(at), bytes.get(at + 1)) {
                    (Some(b'"'), Some(b'"')) => at += 2,
                    (Some(b'"'), _) => break,
                    (Some(_), _) => at += 1,
                    (None, _) => {
                        cells.push(from..at);
                        return (cells, false);
                    }
                }
            }
            cells.push(from..at);
        } else {
            let from = at;
            at += text[at..].find([',', '\n']).unwrap_or(text.len() - at);
            cells.push(from..at);
        }
        // Behind a closing quote the library takes what follows into the cell, up to the next comma.
        at += text[at..].find([',', '\n']).unwrap_or(text.len() - at);
        if bytes.get(at) != Some(&b',') {
            return (cells, true);
        }
        at += 1;
    }
}

/// Which field each column of the header is.
fn columns(header: &Row, scope: &Scope<'_>) -> Vec<Option<&'static Field>> {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    let columns: Vec<Option<&Field>> = header
        .cells
        .iter()
        .map(|cell| {
            let name = cell.value.trim();
            let field = FIELDS.iter().find(|f| f.key == name || f.label == name);
            let Some(field) = field else {
                unknown(name, cell.span, scope);
                return None;
            };
            if let Some(first) = seen.insert(field.key, cell.span) {
                let message = format!("“{}”({})有两列", field.label, field.key);
                scope.sink.push(
                    Diagnostic::error("duplicate-name", scope.path, cell.span, message)
                        .related(scope.path, first, "另一列在这里")
                        .help("删去其中一列"),
                );
                return None;
            }
            Some(field)
        })
        .collect();
    if !seen.contains_key("id") {
        scope.error(
            "missing-field",
            header.span(),
            "公开事项目录的表头缺少“编号”(id)".to_owned(),
            "第一行写表头，其中一列是 编号 或 id".to_owned(),
        );
    }
    columns
}

fn unknown(name: &str, span: Span, scope: &Scope<'_>) {
    let words = FIELDS.iter().flat_map(|f| [f.key, f.label]);
    let near = nearest(name, words)
        .or_else(|| {
            // 公开内容（要素）, 公开依据/文件 …: the official word with an addition.
            let mut labels = FIELDS.iter().map(|f| f.label);
            labels.find(|label| name.contains(label))
        })
        .and_then(|near| FIELDS.iter().find(|f| f.key == near || f.label == near));
    let help = match near {
        Some(field) => format!("是不是要写 {} 或 {}？", field.label, field.key),
        None => format!(
            "可以写的有: {}",
            FIELDS
                .iter()
                .map(|f| f.label)
                .collect::<Vec<_>>()
                .join("、")
        ),
    };
    let message = if name.is_empty() {
        "表头有一列没有名称".to_owned()
    } else {
        format!("公开事项目录没有“{name}”这一列")
    };
    scope.error("unknown-key", span, message, help);
}

fn item(row: Row, columns: &[Option<&'static Field>], scope: &Scope<'_>) -> Option<Item> {
    let id_column = columns
        .iter()
        .position(|column| column.is_some_and(|field| field.key == "id"))?;
    let id = &row.cells[id_column];
    if id.value.trim().is_empty() {
        let message = format!("第 {} 行缺少“编号”(id)", row.number);
        let span = if id.span.start == id.span.end {
            row.span()
        } else {
            id.span
        };
        scope.error("missing-field", span, message, "例如 aq-01".to_owned());
    }
    let mut entry = Entry::default();
    for (cell, column) in row.cells.into_iter().zip(columns) {
        if let Some(field) = column {
            entry.set(field.key, vec![cell]);
        }
    }
    entry.item(scope)
}

fn ragged(row: &Row, columns: usize, scope: &Scope<'_>) {
    let message = format!(
        "第 {} 行有 {} 格，表头有 {columns} 格",
        row.number,
        row.cells.len()
    );
    let help = "补齐或删去多余的格；格内有英文逗号的，整格加英文双引号".to_owned();
    scope.error("csv-row", row.span(), message, help);
}

fn unclosed(row: &Row, scope: &Scope<'_>) {
    let from = row.cells.last().map_or(row.span(), |cell| cell.span).start;
    let message = format!("第 {} 行的引号不成对", row.number);
    let help = "整格加英文双引号时，格内的英文双引号写两个".to_owned();
    scope.error(
        "csv-row",
        Span::new(from.saturating_sub(1), from),
        message,
        help,
    );
}

fn empty(scope: &Scope<'_>, message: &str) {
    let help = "第一行写表头（编号、领域、一级事项 …），以后一行一个事项".to_owned();
    scope.error("missing-field", scope.anchor, message.to_owned(), help);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::places;

    proptest! {
        /// However the quotes stand, there is a place for every cell that the library finds, in order.
        #[test]
        fn 每一格都有位置(text in "[ab,\"\n甲]{0,40}") {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            for record in reader.records() {
                let record = record.unwrap();
                let start = usize::try_from(record.position().unwrap().byte()).unwrap();
                let (found, _) = places(&text, start);
                prop_assert_eq!(found.len(), record.len());
                for (place, cell) in found.into_iter().zip(record.iter()) {
                    let raw = text[place].replace("\"\"", "\"");
                    prop_assert!(cell.starts_with(&raw) || raw == cell || raw.contains('"'), "{:?} {:?}", cell, raw);
                }
            }
        }
    }
}
