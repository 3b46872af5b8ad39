//! 公开事项 and what fulfils them.

use std::collections::{BTreeMap, BTreeSet};

use super::assemble::doc_id;
use super::{DocId, Entry};
use crate::config::{AgencyIx, Config, FieldIx};
use crate::diag::{Diagnostic, Sink, nearest};
use crate::gate::Withheld;
use crate::model::Item;
use crate::source::SourcePath;

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

impl SiteItem {
    /// Whether something is expected to stand on the platform: it is not public on request alone.
    pub(crate) fn is_due(&self) -> bool {
        self.item.proactive || !self.item.on_request
    }
}

/// All items, and where the one with an id stands.
pub(super) struct Items {
    pub(super) items: Vec<SiteItem>,
    pub(super) places: BTreeMap<String, usize>,
}

/// Joins items with the documents that name them.
pub(super) fn join(
    items: Vec<(AgencyIx, Item)>,
    entries: &[Entry],
    config: &Config,
    withheld: &Withheld,
    sink: &Sink,
) -> Items {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut out: Vec<SiteItem> = Vec::with_capacity(items.len());
    for (agency, item) in items {
        if let Some(first) = seen.get(&item.id) {
            duplicate(&item, &out[*first].item, sink);
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
        let fulfilled = address(&item, entries, withheld, sink)
            .into_iter()
            .collect();
        out.push(SiteItem {
            item,
            agency,
            owner,
            field,
            fulfilled,
        });
    }
    for (at, entry) in entries.iter().enumerate() {
        for wanted in &entry.document.items {
            if let Some(place) = seen.get(&wanted.value) {
                let id = doc_id(at);
                out[*place].fulfilled.push(Fulfilment::Document(id));
            }
        }
    }
    check_words(&out, config, sink);
    check_claims(&out, withheld, sink);
    Items {
        items: out,
        places: seen,
    }
}

/// The items that a document names and that are in no catalogue.
pub(super) fn check(entry: &Entry, places: &BTreeMap<String, usize>, sink: &Sink) {
    let wanted = entry.document.items.iter();
    for wanted in wanted.filter(|wanted| !places.contains_key(&wanted.value)) {
        unknown(entry, wanted, places, sink);
    }
}

fn duplicate(item: &Item, first: &Item, sink: &Sink) {
    let message = format!("公开事项编号“{}”重复", item.id);
    sink.push(
        Diagnostic::error("duplicate-item", &item.path, item.span, message)
            .related(&first.path, first.span, "第一次写在这里")
            .help("给其中一个换一个编号"),
    );
}

fn unknown(
    entry: &Entry,
    wanted: &crate::source::fields::Located<String>,
    seen: &BTreeMap<String, usize>,
    sink: &Sink,
) {
    let near = nearest(&wanted.value, seen.keys().map(String::as_str));
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

/// Fields and agencies that the configuration does not have: each once, where it is first written.
fn check_words(items: &[SiteItem], config: &Config, sink: &Sink) {
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    for item in items {
        let own = &item.item;
        if let (Some(words), None) = (own.field.as_deref(), item.field)
            && told.insert(("field", words))
        {
            let names = config.fields.iter().map(|field| field.name.as_str());
            let help = nearest(words, names).map_or_else(
                || "在 config.toml 里用 [[field]] 补上这个领域，或者改为已有的领域".to_owned(),
                |near| format!("是不是 {near}？"),
            );
            let message = format!("config.toml 里没有“{words}”这个重点领域，这些事项单独列出");
            let place = own.field_span.unwrap_or(own.span);
            sink.push(Diagnostic::warning("item-field", &own.path, place, message).help(help));
        }
        // Words such as 应急管理部门 are allowed; what is written as an id must be one.
        if let (Some(words), None) = (own.owner.as_deref(), item.owner)
            && words.is_ascii()
            && told.insert(("owner", words))
        {
            let known = nearest(words, config.agency_ids());
            let message = format!("config.toml 里没有编号为“{words}”的机关");
            let place = own.owner_span.unwrap_or(own.span);
            let mut finding = Diagnostic::warning("item-owner", &own.path, place, message);
            finding.help = Some(known.map_or_else(
                || "写机关的编号或者名称".to_owned(),
                |near| format!("是不是 {near}？"),
            ));
            if let Some(agency) = known.and_then(|id| config.agency_by_id(id)) {
                let agency = config.agency(agency);
                let words = format!("{}写在这里", agency.name);
                finding = finding.related(&SourcePath::new("config.toml"), agency.span, words);
            }
            sink.push(finding);
        }
    }
}

/// An item that must be public, and that only a document fulfils which is not, is a contradiction.
fn check_claims(items: &[SiteItem], withheld: &Withheld, sink: &Sink) {
    let open = items
        .iter()
        .filter(|item| item.fulfilled.is_empty() && item.is_due());
    for item in open {
        let own = &item.item;
        for (path, span) in withheld.claims(&own.id) {
            let message = format!(
                "编号为 {} 的公开事项应当主动公开，落实它的这个文件没有公开，按尚未公开处理",
                own.id
            );
            sink.push(
                Diagnostic::warning("item-not-public", path, *span, message)
                    .related(&own.path, own.span, "事项写在这里")
                    .help("公开这个文件，或者删去它的 items 中的编号；依法只能依申请公开的，在目录里改公开方式"),
            );
        }
    }
}

/// What an item's address fulfils it with: an address outside, or a page of this portal that is really there.
fn address(item: &Item, entries: &[Entry], withheld: &Withheld, sink: &Sink) -> Option<Fulfilment> {
    let written = item.url.as_deref()?;
    if written.contains("://") {
        return Some(Fulfilment::Address(written.to_owned()));
    }
    let path = written.trim_start_matches('/');
    let found = entries.iter().position(|entry| {
        entry.url.as_str() == path
            || entry.url.address() == path
            || entry.document.path.in_content() == path
    });
    if found.is_none() {
        let message = format!(
            "编号为 {} 的公开事项的网址不是本平台的公开文档，按尚未公开处理",
            item.id
        );
        let mut finding =
            Diagnostic::warning("unfulfilled-address", &item.path, item.span, message).help(
                "写以 https:// 开头的完整网址，或者本平台文档的网址，例如 /policy/2024/yjya.html",
            );
        if let Some(source) = hidden(path, withheld) {
            finding = finding
                .related(&source, None, "这个文件没有公开")
                .help("公开这个文件，或者删去事项的网址");
        }
        sink.push(finding);
    }
    found.map(|at| Fulfilment::Document(doc_id(at)))
}

/// The file behind an address, where it is one that is not public.
fn hidden(path: &str, withheld: &Withheld) -> Option<SourcePath> {
    let stem = path
        .trim_end_matches("index.html")
        .trim_end_matches(".html")
        .trim_end_matches("/index.md")
        .trim_end_matches(".md")
        .trim_end_matches('/');
    [
        format!("content/{stem}.md"),
        format!("content/{stem}/index.md"),
    ]
    .iter()
    .map(|path| SourcePath::new(path))
    .find(|path| withheld.contains(path))
}
