//! A document as a search engine takes it.
//!
//! In: a document of the site. Out: one object, the same for every engine, with the words and the text that the site's own
//! search shows and searches.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::markdown;
use crate::site::Entry;

/// A document. What it does not have is left out.
#[derive(Debug, Serialize)]
pub(super) struct Record<'s> {
    /// Letters and digits, as every engine allows; made of the address and so as stable as that.
    pub(super) id: String,
    /// From the site's root, without a leading slash.
    pub(super) url: &'s str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc_number: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index_number: Option<&'s str>,
    issuer: &'s [String],
    /// `2024-05-13` or `2024-05-13T09:30:00`, in Beijing.
    published: String,
    /// Of 成文日期, else of 发布日期, as on the catalogue's axis.
    year: String,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    topics: &'s [String],
    archived: bool,
    text: Cow<'s, str>,
    files: Vec<File<'s>>,
}

/// A file whose text was read.
#[derive(Debug, Serialize)]
struct File<'s> {
    /// What a reader calls it.
    name: &'s str,
    /// From the site's root.
    url: String,
    text: String,
}

/// Bytes of an object beside its texts.
const FIELDS: usize = 600;

/// About how many bytes the object has: nothing need be parsed for it.
pub(super) fn weight(entry: &Entry) -> usize {
    let files = entry.document.attachments.iter();
    let texts: usize = files
        .filter_map(|file| file.text.as_str())
        .map(|text| text.len() + FIELDS)
        .sum();
    FIELDS + entry.document.body.text.len() + texts
}

/// Whether a document has a file whose text was read, and how many.
pub(super) fn files(entry: &Entry) -> usize {
    let files = entry.document.attachments.iter();
    files.filter(|file| file.text.as_str().is_some()).count()
}

/// A document's id.
pub(super) fn id(entry: &Entry) -> String {
    let digest = Sha256::digest(entry.url.address().as_bytes());
    digest.iter().take(16).fold(String::new(), |mut id, byte| {
        // Writing to a string cannot fail.
        let _ = write!(id, "{byte:02x}");
        id
    })
}

/// A document.
pub(super) fn record(entry: &Entry) -> Record<'_> {
    let document = &entry.document;
    let files = document.attachments.iter().filter_map(|file| {
        Some(File {
            name: file.title.as_deref().unwrap_or(&file.name),
            url: entry.url.beside(&file.name).as_str().to_owned(),
            text: markdown::tidy(file.text.as_str()?),
        })
    });
    Record {
        id: id(entry),
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
        files: files.collect(),
    }
}
