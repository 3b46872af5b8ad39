//! 清单: tables (CSV or TOML) that a document names in `lists`, shown under its text.
//!
//! In: the entries of `lists` and the files beside the document. Out: [`List`]s with their cells as written. A table of a
//! document that is not public is never read, so that nothing of it can be told.

mod columns;
mod file;

use std::path::Path;

use super::Context;
use super::annual_report::beside;
use crate::diag::{Diagnostic, nearest};
use crate::model::{List, ListKind, ListRow, Openness, REDACTION_SIGNS};
use crate::source::fields::{Choice, Field, Located, Reader, Scope, Shape};
use crate::source::{SourceFile, SourcePath};
use columns::Columns;

static KINDS: [Choice; 4] = [
    Choice {
        value: "fees",
        label: "收费目录清单",
        also: &["收费清单", "收费"],
    },
    Choice {
        value: "powers",
        label: "权责清单",
        also: &["权力清单", "责任清单"],
    },
    Choice {
        value: "proposals",
        label: "建议提案办理结果",
        also: &["建议提案"],
    },
    Choice {
        value: "acts",
        label: "行政许可和行政处罚公示",
        also: &["双公示"],
    },
];

/// An entry of `lists`.
pub(super) static LIST: [Field; 3] = [
    Field::new(
        "file",
        "清单文件",
        Shape::Text,
        "file = \"shoufei.csv\"",
        "放在文档旁边的 .csv 或者 .toml 文件",
    )
    .required(),
    Field::new(
        "title",
        "清单名称",
        Shape::Text,
        "title = \"行政事业性收费目录清单\"",
        "表格的名称，不写时用清单的类别或者文件名",
    ),
    Field::new(
        "kind",
        "清单类别",
        Shape::Choice(&KINDS),
        "kind = \"fees\"",
        "收费清单、权责清单、建议提案、双公示，按类别检查表头；其他清单不写",
    ),
];

/// Reads the lists of a document; findings go to the reader's sink.
pub(super) fn read(reader: &Reader<'_>, openness: Openness, context: &Context<'_>) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    for entry in reader.tables("lists") {
        let Some(list) = one(&entry, openness, context) else {
            continue;
        };
        if lists.iter().any(|other| other.name == list.name) {
            let span = entry.span("file").unwrap_or(entry.scope().anchor);
            let message = format!("有两个清单的文件都叫“{}”", list.name);
            let help = "给其中一个文件改名，下载的文件才不会重名".to_owned();
            entry.scope().error("list-file", span, message, help);
            continue;
        }
        lists.push(list);
    }
    lists
}

fn one(entry: &Reader<'_>, openness: Openness, context: &Context<'_>) -> Option<List> {
    let written = entry.text_at("file")?;
    let kind = entry.choice("kind");
    let path = beside(entry.scope().path.folder(), &written.value);
    let name = Path::new(&written.value).file_stem()?.to_str()?.to_owned();
    let shown = matches!(openness, Openness::Public | Openness::Redacted);
    let found = path
        .as_ref()
        .and_then(|path| context.tables.iter().find(|file| file.path == *path));
    let title = entry
        .text("title")
        .or_else(|| kind.map(|kind| kind.label.to_owned()))
        .unwrap_or_else(|| name.clone());
    let mut list = List {
        path: path.unwrap_or_else(|| entry.scope().path.clone()),
        name,
        title,
        kind: kind.map(|kind| ListKind {
            value: kind.value,
            label: kind.label,
        }),
        head: Vec::new(),
        names: 0,
        groups: None,
        rows: Vec::new(),
    };
    if !shown {
        return Some(list);
    }
    let Some(file) = found else {
        missing(entry, &written, context);
        return None;
    };
    fill(&mut list, file, entry.scope());
    Some(list)
}

/// Reads the file of a list; what is wrong with it is a finding at the cell.
fn fill(list: &mut List, file: &SourceFile, outer: &Scope<'_>) {
    let scope = Scope {
        path: &file.path,
        offset: 0,
        anchor: crate::diag::Span::new(0, file.text.find('\n').unwrap_or(file.text.len())),
        noun: "清单",
        sink: outer.sink,
    };
    let table = file::read(file, &scope);
    if redaction_mark(&table, &scope) {
        return;
    }
    let columns = Columns::new(&table.head, list.kind, &scope);
    list.names = columns.names();
    list.groups = columns.groups();
    list.rows = table
        .rows
        .into_iter()
        .map(|cells| ListRow {
            until: columns.check(&cells, &scope),
            cells: cells.into_iter().map(|cell| cell.value).collect(),
        })
        .collect();
    list.head = table.head.into_iter().map(|cell| cell.value).collect();
}

/// A mark that would not be cut is an error. Only the file is named: what the mark encloses must not be shown.
fn redaction_mark(table: &file::Table, scope: &Scope<'_>) -> bool {
    let marked = table
        .head
        .iter()
        .chain(table.rows.iter().flatten())
        .any(|cell| REDACTION_SIGNS.iter().any(|sign| cell.value.contains(sign)));
    if marked {
        let words = "清单里不能写删减标记 {~ ~}，其中的内容不会被删去";
        scope.sink.push(
            Diagnostic::error("redaction", scope.path, None, words)
                .help("删去不公开的行、列或者文字本身"),
        );
    }
    marked
}

fn missing(entry: &Reader<'_>, written: &Located<String>, context: &Context<'_>) {
    let folder = entry.scope().path.folder();
    let near = context.tables.iter().filter_map(|file| {
        let below = file.path.as_str().strip_prefix(folder)?;
        below.strip_prefix('/')
    });
    let help = nearest(&written.value, near).map_or_else(
        || {
            "清单文件（.csv 或者 .toml）放在文档的 .md 文件旁边，写成 file = \"shoufei.csv\"；文档带附件文件夹的，放在文件夹之外，写成 file = \"../shoufei.csv\"".to_owned()
        },
        |near| format!("是不是 {near}？"),
    );
    entry.scope().error(
        "list-file",
        written.span,
        format!("没有找到清单文件“{}”", written.value),
        help,
    );
}

/// The files that a document names as its lists.
pub(super) fn files(lists: &[List]) -> impl Iterator<Item = SourcePath> + '_ {
    lists.iter().map(|list| list.path.clone())
}
