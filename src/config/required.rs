//! `[[required]]`: which fields must publish summaries and a 目录清单.

use std::collections::BTreeMap;

use super::field::{FieldDef, FieldIx, find};
use crate::diag::nearest;
use crate::model::RequiredDocument;
use crate::source::fields::{Located, Reader};

/// By field, what it must have, in the order of the pages.
pub(super) fn read(
    tables: &[Reader<'_>],
    fields: &[FieldDef],
) -> BTreeMap<FieldIx, Vec<RequiredDocument>> {
    let mut found: BTreeMap<FieldIx, Vec<RequiredDocument>> = BTreeMap::new();
    for table in tables {
        let documents = documents(table);
        for written in table.located_texts("fields") {
            let Some(field) = find(fields, &written.value) else {
                unknown(table, &written, fields);
                continue;
            };
            let own = found.entry(field).or_default();
            own.extend(&documents);
            own.sort_unstable();
            own.dedup();
        }
    }
    found
}

fn unknown(table: &Reader<'_>, written: &Located<String>, fields: &[FieldDef]) {
    let words = fields.iter().flat_map(|field| [&*field.id, &*field.name]);
    let help = nearest(&written.value, words).map_or_else(
        || "写 [[field]] 里的编号或者名称".to_owned(),
        |near| format!("是不是 {near}？"),
    );
    let message = format!("没有“{}”这个重点领域", written.value);
    table
        .scope()
        .error("unknown-field", written.span, message, help);
}

fn documents(table: &Reader<'_>) -> Vec<RequiredDocument> {
    let mut found = Vec::new();
    for written in table.located_texts("documents") {
        if let Some(document) = RequiredDocument::of(&written.value) {
            found.push(document);
            continue;
        }
        let words = RequiredDocument::ALL.map(RequiredDocument::value);
        let help = nearest(&written.value, words).map_or_else(
            || format!("可以写: {}", words.join("、")),
            |near| format!("是不是 {near}？"),
        );
        let message = format!("没有“{}”这种材料", written.value);
        table
            .scope()
            .error("unknown-word", written.span, message, help);
    }
    if !table.has("documents") {
        found.extend(RequiredDocument::ALL);
    }
    found
}
