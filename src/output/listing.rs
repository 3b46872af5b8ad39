//! 清单 of documents: as tables under the text, and as files beside the page.

use std::collections::BTreeMap;

use super::sheet::Sheet;
use super::{Context, RenderError, Scene};
use crate::model::List;
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::site::{DocId, Entry};
use crate::theme::view::{Link, ListColumn, ListTable};

/// More groups than this are not counted one by one.
const GROUPS: usize = 12;

/// Characters of the longest code.
const CODE: usize = 20;

/// A way to write a list.
type Format = fn(&Context<'_>, &List) -> Result<Vec<u8>, RenderError>;

const FORMATS: [(&str, &str, Format); 2] = [
    ("csv", "CSV", |_, list| sheet(list).csv()),
    ("xlsx", "Excel", |cx, list| sheet(list).xlsx(cx.site.today)),
];

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    for id in site.ids() {
        let entry = site.entry(id);
        for (at, list) in entry.document.lists.iter().enumerate() {
            for (extension, _, write) in FORMATS {
                planner.unlisted(
                    file(entry, list, extension),
                    Origin::Source(list.path.clone()),
                    Box::new(move |cx| write(cx, list_of(cx, id, at))),
                );
            }
        }
    }
}

fn list_of<'c>(cx: &'c Context<'_>, id: DocId, at: usize) -> &'c List {
    &cx.site.entry(id).document.lists[at]
}

/// The address of a list as a file.
fn file(entry: &Entry, list: &List, extension: &str) -> UrlPath {
    entry.url.beside(&format!("{}.{extension}", list.name))
}

fn sheet(list: &List) -> Sheet<'_> {
    Sheet {
        title: &list.title,
        head: list.head.iter().map(String::as_str).collect(),
        rows: list.rows.iter().map(|row| row.cells.clone()).collect(),
    }
}

/// The lists of a document as its page shows them.
pub(super) fn tables(entry: &Entry) -> Vec<ListTable> {
    let lists = entry.document.lists.iter();
    (1..)
        .zip(lists)
        .map(|(number, list)| ListTable {
            id: format!("list-{number}"),
            title: list.title.clone(),
            summary: summary(list),
            columns: columns(list),
            rows: list.rows.iter().map(|row| row.cells.clone()).collect(),
            data: FORMATS
                .iter()
                .map(|(extension, label, _)| Link::new(*label, file(entry, list, extension).href()))
                .collect(),
        })
        .collect()
}

fn columns(list: &List) -> Vec<ListColumn> {
    let kind = |at: usize| {
        let all = |test: fn(&str) -> bool| list.rows.iter().all(|row| test(&row.cells[at]));
        if at == list.names {
            "name"
        } else if all(str::is_empty) {
            "text"
        } else if all(is_figure) {
            "figure"
        } else if all(is_code) {
            "code"
        } else {
            "text"
        }
    };
    list.head
        .iter()
        .enumerate()
        .map(|(at, title)| ListColumn {
            title: title.clone(),
            kind: kind(at).to_owned(),
        })
        .collect()
}

/// Empty, or a number that may have a sign, separators, a point and a percent sign.
fn is_figure(cell: &str) -> bool {
    let digits = cell
        .trim_start_matches(['-', '+', '−'])
        .trim_end_matches('%');
    digits
        .chars()
        .all(|c| c.is_ascii_digit() || c == '.' || c == ',')
}

/// A number of a telephone, a code, a day: not broken over two lines.
fn is_code(cell: &str) -> bool {
    cell.is_ascii() && cell.len() <= CODE
}

/// How many rows there are, and how many of each group.
fn summary(list: &List) -> String {
    let words = format!("共 {} 项", list.rows.len());
    let Some(at) = list.groups else {
        return words;
    };
    let mut order: Vec<&str> = Vec::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for row in &list.rows {
        let group = row.cells[at].as_str();
        if group.is_empty() {
            continue;
        }
        let count = counts.entry(group).or_default();
        if *count == 0 {
            order.push(group);
        }
        *count += 1;
    }
    if order.is_empty() || order.len() > GROUPS {
        return words;
    }
    let groups: Vec<String> = order
        .iter()
        .map(|group| format!("{group} {} 项", counts[group]))
        .collect();
    format!("{words}：{}", groups.join("、"))
}
