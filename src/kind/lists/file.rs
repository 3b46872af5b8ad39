//! The cells of a list's file: CSV with a header row, or TOML with `columns` and `rows`.

use std::path::Path;

use toml::de::DeValue;

use crate::diag::Span;
use crate::kind::csv_rows::{ragged, rows};
use crate::source::fields::{Field, Located, Reader, Scope, Shape};
use crate::source::{SourceFile, parse_toml};

/// Headings and rows as written; every row is as long as the headings.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) head: Vec<Located<String>>,
    pub(super) rows: Vec<Vec<Located<String>>>,
}

static ROOT: [Field; 2] = [
    Field::new(
        "columns",
        "表头",
        Shape::Texts,
        "columns = [\"部门\", \"项目名称\"]",
        "各列的名称",
    )
    .required(),
    Field::new(
        "rows",
        "各行",
        Shape::Raw,
        "rows = [[\"市教育局\", \"公办幼儿园保教费\"]]",
        "一行一个列表，和表头一样多",
    )
    .required(),
];

/// Reads a file by its extension.
pub(super) fn read(file: &SourceFile, scope: &Scope<'_>) -> Table {
    let is_toml = Path::new(file.path.as_str())
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    let table = if is_toml {
        from_toml(&file.text, scope)
    } else {
        from_csv(&file.text, scope)
    };
    if table.head.is_empty() || table.rows.is_empty() {
        let message = "清单里没有内容".to_owned();
        let help = "第一行写表头，以后一行一项".to_owned();
        scope.error("missing-field", scope.anchor, message, help);
    }
    table
}

fn from_csv(text: &str, scope: &Scope<'_>) -> Table {
    let mut table = Table::default();
    for row in rows(text, scope) {
        if row.cells.iter().all(|cell| cell.value.trim().is_empty()) {
            continue;
        }
        if table.head.is_empty() {
            table.head = row.cells.into_iter().map(trimmed).collect();
        } else if row.cells.len() == table.head.len() {
            table
                .rows
                .push(row.cells.into_iter().map(trimmed).collect());
        } else {
            ragged(&row, table.head.len(), scope);
        }
    }
    table
}

fn from_toml(text: &str, scope: &Scope<'_>) -> Table {
    let Some(parsed) = parse_toml(text, 0, scope.path, scope.sink) else {
        return Table::default();
    };
    let inner = Scope { ..*scope };
    let root = Reader::open(&parsed, &[&ROOT], inner);
    let head = root.located_texts("columns");
    let mut rows = Vec::new();
    let written = root
        .value("rows")
        .map(|value| (value.get_ref(), value.span()));
    match written {
        Some((DeValue::Array(list), _)) => {
            for row in list {
                rows.extend(toml_row(
                    row.get_ref(),
                    Span::from(row.span()),
                    head.len(),
                    scope,
                ));
            }
        }
        Some((_, span)) => wrong("各行(rows)", Span::from(span), scope),
        None => {}
    }
    Table { head, rows }
}

fn toml_row(
    row: &DeValue<'_>,
    span: Span,
    columns: usize,
    scope: &Scope<'_>,
) -> Option<Vec<Located<String>>> {
    let DeValue::Array(cells) = row else {
        wrong("一行", span, scope);
        return None;
    };
    if cells.len() != columns {
        let message = format!("这一行有 {} 格，表头有 {columns} 格", cells.len());
        scope.error("csv-row", span, message, "补齐或删去多余的格".to_owned());
        return None;
    }
    let cells = cells.iter().map(|cell| {
        let span = Span::from(cell.span());
        let value = match cell.get_ref() {
            DeValue::String(text) => text.trim().to_owned(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            DeValue::Boolean(flag) => if *flag { "是" } else { "否" }.to_owned(),
            DeValue::Datetime(day) => day.to_string(),
            DeValue::Array(_) | DeValue::Table(_) => {
                wrong("一格", span, scope);
                return None;
            }
        };
        Some(Located { value, span })
    });
    cells.collect()
}

fn wrong(what: &str, span: Span, scope: &Scope<'_>) {
    let message = format!("清单的{what}写得不对");
    let help = ROOT[1].example.to_owned();
    scope.error("wrong-type", span, message, help);
}

fn trimmed(mut cell: Located<String>) -> Located<String> {
    let inner = cell.value.trim();
    if inner.len() < cell.value.len() {
        cell.value = inner.to_owned();
    }
    cell
}
