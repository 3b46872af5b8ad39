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

/// Reads every catalogue, and names every file of `content/` that no document and no catalogue claims.
pub(crate) fn read_tables(context: &Context<'_>, drafts: &[Draft], sink: &Sink) -> Tables {
    let claimed = claimed(drafts);
    let mut items = Vec::new();
    for file in &context.tree.tables {
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
    for path in &context.tree.strays {
        stray(path, sink);
    }
    Tables { items }
}

/// The files that reports name as their tables, and documents as their lists.
fn claimed(drafts: &[Draft]) -> BTreeSet<SourcePath> {
    let reports = drafts
        .iter()
        .filter_map(|draft| match &draft.document.detail {
            Detail::Report(tables) => Some(tables.path.clone()),
            _ => None,
        });
    let lists = drafts
        .iter()
        .flat_map(|draft| lists::files(&draft.document.lists));
    reports.chain(lists).collect()
}

fn stray(path: &SourcePath, sink: &Sink) {
    sink.push(Diagnostic::warning("stray-file", path, None, "这个文件不属于任何文档，不会发布").help(
        "附件放在文档自己的文件夹里：文档写成 名称/index.md，附件放在它旁边；要显示成表格的，在文档里写 lists；要原样发布的文件放在 static 文件夹",
    ));
}
