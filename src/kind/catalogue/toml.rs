//! A catalogue as TOML.

use toml::de::DeValue;

use super::FIELDS;
use super::entry::Entry;
use crate::diag::{Sink, Span};
use crate::model::Item;
use crate::source::fields::{Field, Located, Reader, Scope, Shape};
use crate::source::{SourcePath, parse_toml};

static ROOT: [Field; 1] = [Field::new(
    "item",
    "公开事项",
    Shape::Tables(&FIELDS),
    "[[item]]\nid = \"aq-01\"\nlevel1 = \"政策文件\"\ncontent = \"……\"",
    "一个事项一节",
)
.required()];

pub(super) fn read(path: &SourcePath, text: &str, sink: &Sink) -> Vec<Item> {
    let Some(table) = parse_toml(text, 0, path, sink) else {
        return Vec::new();
    };
    let scope = Scope {
        path,
        offset: 0,
        anchor: Span::new(0, text.find('\n').unwrap_or(text.len())),
        noun: "公开事项目录",
        sink,
    };
    let root = Reader::open(&table, &[&ROOT], scope);
    root.tables("item")
        .iter()
        .filter_map(|table| entry(table).item(table.scope()))
        .collect()
}

fn entry(table: &Reader<'_>) -> Entry {
    let scope = table.scope();
    let mut entry = Entry::default();
    for field in &FIELDS {
        let Some(value) = table.value(field.key) else {
            continue;
        };
        let span = Span::from(value.span()).shifted(scope.offset);
        let texts = match (field.shape, value.get_ref()) {
            (Shape::Raw, DeValue::Boolean(flag)) => vec![located(flag.to_string(), span)],
            (Shape::Raw, DeValue::Integer(number)) => vec![located(number.to_string(), span)],
            (Shape::Raw, DeValue::String(text)) => vec![located(text.to_string(), span)],
            (Shape::Raw, _) => {
                let message = format!("“{}”({})应当是 true 或 false", field.label, field.key);
                scope.error("wrong-type", span, message, field.example.to_owned());
                entry.spoilt = true;
                continue;
            }
            _ => table.located_texts(field.key),
        };
        entry.set(field.key, texts);
    }
    entry
}

fn located(value: String, span: Span) -> Located<String> {
    Located { value, span }
}
