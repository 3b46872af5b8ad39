//! Everything that can be searched, for the bulk interfaces of search engines.
//!
//! In: the site. Out: records as lines of JSON, in files that an engine takes in one request each, what makes the index,
//! and the list of ids. Files and lines are in the order of the ids, so the same site yields the same bytes.

use std::fmt::Write as _;

use serde::Serialize;

use super::engines;
use super::record::{self, record};
use crate::output::RenderError;
use crate::publish::{Body, Outputs};
use crate::site::{DocId, Site};

const NAME: &str = "检索数据";
/// Weight of the documents of a file, bytes. Escapes make a file a little longer; engines take some 10 MB at once.
const HEAVY: usize = 8 << 20;

/// The files of an export.
pub(crate) struct Bulk<'s> {
    site: &'s Site,
    documents: Vec<(String, DocId)>,
    files: Vec<File>,
}

struct File {
    path: String,
    content: Content,
}

enum Content {
    Mapping,
    Settings,
    Ids,
    /// For the bulk interface of OpenSearch and Elasticsearch: what to do in one line, the record in the next.
    Actions(std::ops::Range<usize>),
    /// A record a line.
    Lines(std::ops::Range<usize>),
}

/// The first line of each pair in a bulk request.
#[derive(Serialize)]
struct Action<'s> {
    index: Target<'s>,
}

#[derive(Serialize)]
struct Target<'s> {
    #[serde(rename = "_id")]
    id: &'s str,
}

impl<'s> Bulk<'s> {
    /// Plans the files; nothing is made yet.
    pub(crate) fn new(site: &'s Site) -> Self {
        let ids = site.ids().map(|id| (record::id(site.entry(id)), id));
        let mut documents: Vec<_> = ids.collect();
        documents.sort();
        let mut files = vec![
            File::new("ids.txt", Content::Ids),
            File::new("meilisearch/settings.json", Content::Settings),
            File::new("opensearch/mapping.json", Content::Mapping),
        ];
        let weights = documents
            .iter()
            .map(|(_, id)| record::weight(site.entry(*id)));
        for (number, part) in (1..).zip(parts(weights)) {
            files.push(File {
                path: format!("meilisearch/documents-{number:03}.ndjson"),
                content: Content::Lines(part.clone()),
            });
            files.push(File {
                path: format!("opensearch/bulk-{number:03}.ndjson"),
                content: Content::Actions(part),
            });
        }
        Self {
            site,
            documents,
            files,
        }
    }

    /// How many documents there are.
    #[must_use]
    pub(crate) fn documents(&self) -> usize {
        self.documents.len()
    }

    /// How many files of documents have text that is exported.
    #[must_use]
    pub(crate) fn attachments(&self) -> usize {
        self.site
            .entries
            .iter()
            .map(|entry| record::files(entry))
            .sum()
    }

    fn lines(
        &self,
        part: std::ops::Range<usize>,
        actions: Actions,
    ) -> Result<Vec<u8>, serde_json::Error> {
        let mut out = Vec::new();
        for (id, document) in &self.documents[part] {
            if actions == Actions::Before {
                serde_json::to_writer(
                    &mut out,
                    &Action {
                        index: Target { id },
                    },
                )?;
                out.push(b'\n');
            }
            serde_json::to_writer(&mut out, &record(self.site.entry(*document)))?;
            out.push(b'\n');
        }
        Ok(out)
    }

    fn ids(&self) -> Vec<u8> {
        let mut out = String::new();
        for (id, _) in &self.documents {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{id}");
        }
        out.into_bytes()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Actions {
    Before,
    None,
}

/// Cuts documents into parts of bounded weight; a document that is heavier stands alone.
fn parts(weights: impl Iterator<Item = usize>) -> Vec<std::ops::Range<usize>> {
    let mut parts: Vec<std::ops::Range<usize>> = Vec::new();
    let mut heavy = usize::MAX;
    for (at, weight) in weights.enumerate() {
        match parts.last_mut() {
            Some(part) if heavy + weight <= HEAVY => {
                part.end = at + 1;
                heavy += weight;
            }
            _ => {
                parts.push(at..at + 1);
                heavy = weight;
            }
        }
    }
    parts
}

impl File {
    fn new(path: &str, content: Content) -> Self {
        Self {
            path: path.to_owned(),
            content,
        }
    }
}

/// JSON for people to read.
fn pretty(value: &serde_json::Value) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = serde_json::to_vec_pretty(value)?;
    out.push(b'\n');
    Ok(out)
}

impl Outputs for Bulk<'_> {
    type Error = RenderError;

    fn len(&self) -> usize {
        self.files.len()
    }

    fn path(&self, index: usize) -> &str {
        &self.files[index].path
    }

    fn make(&self, index: usize) -> Result<Body, RenderError> {
        let bytes = match &self.files[index].content {
            Content::Mapping => pretty(&engines::mapping()),
            Content::Settings => pretty(&engines::settings()),
            Content::Ids => Ok(self.ids()),
            Content::Actions(part) => self.lines(part.clone(), Actions::Before),
            Content::Lines(part) => self.lines(part.clone(), Actions::None),
        };
        bytes.map(Body::Bytes).map_err(|error| RenderError::Data {
            output: NAME,
            cause: error.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{HEAVY, parts};

    #[test]
    fn 每个文件的大小有限并且不丢文档() {
        assert!(parts(std::iter::empty()).is_empty());
        let weights = [HEAVY / 2, HEAVY / 2, 1, HEAVY * 3, 2, 3];
        assert_eq!(parts(weights.into_iter()), [0..2, 2..3, 3..4, 4..6]);
    }
}
