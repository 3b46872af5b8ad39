//! Tables outside documents: catalogues, and files that nothing claims.

use super::Context;
use crate::config::{AgencyIx, Config};
use crate::diag::{Diagnostic, Sink};
use crate::model::Item;
use crate::source::Tree;

/// Reads the items of every catalogue, with the agency whose catalogue it is.
pub(crate) fn read_items(_: &Context<'_>, _: &Sink) -> Vec<(AgencyIx, Item)> {
    Vec::new()
}

/// Names every file of `content/` that is neither a document, nor an attachment, nor a table.
pub(crate) fn report_strays(tree: &Tree, _: &Config, sink: &Sink) {
    for path in &tree.strays {
        sink.push(
            Diagnostic::warning("stray-file", path, None, "这个文件不属于任何文档，不会发布")
                .help("附件放在文档自己的文件夹里：文档写成 名称/index.md，附件放在它旁边；要原样发布的文件放在 static 文件夹"),
        );
    }
}
