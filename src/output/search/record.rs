//! What a hit shows of a document.
//!
//! In: a document. Out: plain data for the client, as the page shows it; widths and cases are for the client to fold.

use serde::Serialize;

use super::texts::texts;
use crate::markdown;
use crate::site::Entry;

/// The head of a document. What filters ask stands in the table.
#[derive(Serialize)]
pub(super) struct Head<'e> {
    url: &'e str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    doc_number: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index_number: Option<&'e str>,
    published: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<File<'e>>,
}

/// A file whose text was read, with its place among the slots of its document.
#[derive(Serialize)]
struct File<'e> {
    name: &'e str,
    url: String,
    /// Its first slot, counted from the document's.
    first: u32,
    slots: u32,
}

/// Title, numbers, date and files of a document.
pub(super) fn head(entry: &Entry) -> Head<'_> {
    let document = &entry.document;
    let mut first = 0;
    let mut files = Vec::new();
    for text in texts(entry) {
        if let Some(file) = text.file {
            files.push(File {
                name: file.name,
                url: entry.url.beside(file.path).as_str().to_owned(),
                first,
                slots: text.slots,
            });
        }
        first += text.slots;
    }
    Head {
        url: entry.url.address(),
        title: title(entry),
        doc_number: document.doc_number.as_ref().map(|n| n.value.as_str()),
        index_number: document.index_number.as_ref().map(|n| n.value.as_str()),
        published: document.published.to_string(),
        files,
    }
}

/// The title in one line.
pub(super) fn title(entry: &Entry) -> String {
    markdown::tidy(&entry.document.title).replace('\n', " ")
}

/// The year of 成文日期, else of 发布日期, as on the catalogue's axis.
pub(super) fn year(entry: &Entry) -> i16 {
    let document = &entry.document;
    document.written_on().year()
}
