//! The documents of one shard: what a hit shows, what filters ask, and the text.
//!
//! In: documents of the site. Out: plain data for the client. The text is as the page shows it, without markup;
//! widths and cases are for the client to fold, so that an excerpt reads like the page.

use std::borrow::Cow;

use serde::Serialize;

use super::partition::Weighed;
use crate::markdown;
use crate::site::{DocId, Entry, Site};

/// Weight of a document's fields beside its text, bytes.
const FIELDS: usize = 500;

/// A document with its weight. The source is a little longer than its text: near enough, and nothing need be parsed.
pub(super) fn weighed(site: &Site, id: DocId) -> Weighed<'_> {
    let entry = site.entry(id);
    Weighed {
        id,
        path: entry.url.as_str(),
        weight: entry.document.body.text.len() + FIELDS,
    }
}

/// A shard's file.
#[derive(Serialize)]
pub(super) struct Shard<'s> {
    documents: Vec<Record<'s>>,
}

/// A document. What is empty is left out.
#[derive(Serialize)]
struct Record<'s> {
    url: &'s str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc_number: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index_number: Option<&'s str>,
    issuer: &'s [String],
    published: String,
    /// Of 成文日期, else of 发布日期, as on the catalogue's axis.
    year: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    topics: &'s [String],
    #[serde(skip_serializing_if = "is_false")]
    archived: bool,
    text: Cow<'s, str>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_false(value: &bool) -> bool {
    !*value
}

impl<'s> Shard<'s> {
    pub(super) fn new(site: &'s Site, ids: &[DocId]) -> Self {
        let entries = ids.iter().map(|id| site.entry(*id));
        Self {
            documents: entries.map(record).collect(),
        }
    }
}

fn record(entry: &Entry) -> Record<'_> {
    let document = &entry.document;
    Record {
        url: entry.url.address(),
        title: markdown::tidy(&document.title).replace('\n', " "),
        doc_number: document.doc_number.as_ref().map(|n| n.value.as_str()),
        index_number: document.index_number.as_ref().map(|n| n.value.as_str()),
        issuer: &document.issuers,
        published: document.published.to_string(),
        year: document
            .dated
            .unwrap_or(document.published.date)
            .year()
            .to_string(),
        kind: document.kind.kind().name,
        status: entry.status.as_ref().map(|s| s.validity.value()),
        topics: &document.topics,
        archived: document.is_archived(),
        text: entry.plain(),
    }
}
