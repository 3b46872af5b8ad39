//! A catalogue as CSV: header row in keys or Chinese names, comma between cells, quotes around cells with line ends.

use std::collections::BTreeMap;

use super::FIELDS;
use super::entry::Entry;
use crate::diag::{Diagnostic, Sink, Span, nearest};
use crate::kind::csv_rows::{Row, ragged, rows};
use crate::model::Item;
use crate::source::SourcePath;
use crate::source::fields::{Field, Scope};

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

fn empty(scope: &Scope<'_>, message: &str) {
    let help = "第一行写表头（编号、领域、一级事项 …），以后一行一个事项".to_owned();
    scope.error("missing-field", scope.anchor, message.to_owned(), help);
}
