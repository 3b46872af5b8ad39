//! 公开事项 and what fulfils them.

use std::collections::BTreeMap;

use super::{DocId, Entry};
use crate::config::{AgencyIx, Config, FieldIx};
use crate::diag::{Diagnostic, Sink};
use crate::model::Item;

/// What makes an item public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fulfilment {
    /// A document of this portal.
    Document(DocId),
    /// An address that the item names.
    Address(String),
}

/// An item of the catalogue with what the site knows of it.
#[derive(Debug, Clone)]
pub(crate) struct SiteItem {
    /// As written.
    pub item: Item,
    /// The agency whose catalogue it stands in.
    pub agency: AgencyIx,
    /// 公开主体, where it is one of the portal's agencies.
    pub owner: Option<AgencyIx>,
    /// 领域, where it is one of the portal's fields.
    pub field: Option<FieldIx>,
    /// What fulfils it, newest first.
    pub fulfilled: Vec<Fulfilment>,
}

/// Joins items with the documents that name them.
pub(super) fn join(
    items: Vec<(AgencyIx, Item)>,
    entries: &[(DocId, &Entry)],
    config: &Config,
    sink: &Sink,
) -> Vec<SiteItem> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut out: Vec<SiteItem> = Vec::with_capacity(items.len());
    for (agency, item) in items {
        if let Some(first) = seen.get(&item.id) {
            let first = &out[*first].item;
            sink.push(
                Diagnostic::error(
                    "duplicate-item",
                    &item.path,
                    item.span,
                    format!("公开事项编号“{}”重复", item.id),
                )
                .related(&first.path, first.span, "第一次写在这里")
                .help("给其中一个换一个编号"),
            );
            continue;
        }
        seen.insert(item.id.clone(), out.len());
        let owner = item.owner.as_deref().and_then(|owner| {
            config
                .agency_by_id(owner)
                .or_else(|| config.agency_by_name(owner))
        });
        let field = item
            .field
            .as_deref()
            .and_then(|field| config.field_by_id_or_name(field));
        let fulfilled = address(&item, entries, sink).into_iter().collect();
        out.push(SiteItem {
            item,
            agency,
            owner,
            field,
            fulfilled,
        });
    }
    for (id, entry) in entries {
        for wanted in &entry.document.items {
            if let Some(at) = seen.get(&wanted.value) {
                out[*at].fulfilled.push(Fulfilment::Document(*id));
            } else {
                let near = crate::diag::nearest(&wanted.value, seen.keys().map(String::as_str));
                let mut finding = Diagnostic::warning(
                    "unknown-item",
                    &entry.document.path,
                    wanted.span,
                    format!("公开事项目录中没有编号“{}”", wanted.value),
                );
                finding.help = Some(near.map_or_else(
                    || "在 content/catalogue/ 中补充这个事项，或者删去这个编号".to_owned(),
                    |near| format!("是不是 {near}？"),
                ));
                sink.push(finding);
            }
        }
    }
    out
}

/// What an item's address fulfils it with: an address outside, or a page of this portal that is really there.
fn address(item: &Item, entries: &[(DocId, &Entry)], sink: &Sink) -> Option<Fulfilment> {
    let written = item.url.as_deref()?;
    if written.contains("://") {
        return Some(Fulfilment::Address(written.to_owned()));
    }
    let path = written.trim_start_matches('/');
    let found = entries.iter().find(|(_, entry)| {
        entry.url.as_str() == path
            || entry.url.address() == path
            || entry.document.path.in_content() == path
    });
    if found.is_none() {
        sink.push(
            Diagnostic::warning(
                "unfulfilled-address",
                &item.path,
                item.span,
                format!(
                    "公开事项“{}”的网址不是本平台的公开文档，按尚未公开处理",
                    item.id
                ),
            )
            .help(
                "写以 https:// 开头的完整网址，或者本平台文档的网址，例如 /policy/2024/yjya.html",
            ),
        );
    }
    found.map(|(id, _)| Fulfilment::Document(*id))
}
