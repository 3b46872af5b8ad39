//! Tables outside documents: catalogues, tables of reports, and files that nothing claims.

use std::collections::BTreeSet;

use super::place::place;
use super::{Context, Draft, catalogue, lists};
use crate::config::AgencyIx;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Detail, Item};
use crate::source::SourcePath;

/// What was read from the tables.
pub(crate) struct Tables {
    /// Items of all catalogues, with the agency whose catalogue it is.
    pub(crate) items: Vec<(AgencyIx, Item)>,
}

/// Reads every catalogue, and names every table and every stray file of `content/` that no document and no catalogue
/// claims. `claimed` are the files that reports name as their tables.
pub(crate) fn read_tables(
    context: &Context<'_>,
    strays: &[SourcePath],
    claimed: &BTreeSet<SourcePath>,
    sink: &Sink,
) -> Tables {
    let mut items = Vec::new();
    for file in context.tables {
        let Some(place) = place(&file.path, context.config, sink) else {
            continue;
        };
        if place.folder == catalogue::FOLDER {
            items.extend(
                catalogue::read(file, sink)
                    .into_iter()
                    .map(|item| (place.agency, item)),
            );
        } else if !claimed.contains(&file.path) {
            stray(&file.path, sink);
        }
    }
    for path in strays {
        stray(path, sink);
    }
    Tables { items }
}

impl Draft {
    /// The files that a report names as its tables, and a document as its lists: they are no strays.
    pub(crate) fn claims(&self) -> Vec<SourcePath> {
        let tables = match &self.document.detail {
            Detail::Report(tables) => Some(tables.path.clone()),
            _ => None,
        };
        let lists = lists::files(&self.document.lists);
        tables.into_iter().chain(lists).collect()
    }
}

fn stray(path: &SourcePath, sink: &Sink) {
    sink.push(Diagnostic::warning("stray-file", path, None, "这个文件不属于任何文档，不会发布").help(
        "附件放在文档自己的文件夹里：文档写成 名称/index.md，附件放在它旁边；要显示成表格的，在文档里写 lists；要原样发布的文件放在 static 文件夹",
    ));
}
