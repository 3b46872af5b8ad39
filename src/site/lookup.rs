//! Finds public documents by path, 文号 or title.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::assemble::doc_id;
use super::{DocId, Prepared};
use crate::model::doc_number;
use crate::site::route::UrlPath;
use crate::source::SourcePath;

/// What a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// One document.
    One(DocId),
    /// Several documents bear the number or the title.
    Several(Vec<DocId>),
    /// Nothing in this portal.
    None,
}

/// Indexes over the public documents. Only looked up, never walked, but for the files of bundles.
#[derive(Debug, Default)]
pub(crate) struct Lookup {
    paths: HashMap<SourcePath, DocId>,
    numbers: HashMap<String, Vec<DocId>>,
    titles: HashMap<String, Vec<DocId>>,
    files: BTreeMap<String, UrlPath>,
    statics: BTreeSet<String>,
}

impl Lookup {
    /// Indexes documents in the order of their ids, and the names of the files that are copied to the site's root.
    pub(crate) fn new(documents: &[Arc<Prepared>], statics: Vec<String>) -> Self {
        let ids = || {
            let places = documents.iter().enumerate();
            places.map(|(at, own)| (doc_id(at), &**own))
        };
        let ((paths, files), (numbers, titles)) = rayon::join(
            || rayon::join(|| paths(ids()), || files(ids())),
            || rayon::join(|| numbers(ids()), || titles(ids())),
        );
        Self {
            paths,
            numbers,
            titles,
            files,
            statics: statics.into_iter().collect(),
        }
    }

    /// Whether a file of `static/` will stand at this path.
    pub(crate) fn is_static(&self, path: &str) -> bool {
        self.statics.contains(path)
    }

    /// By file; a bundle is found by its folder too.
    pub(crate) fn path(&self, path: &SourcePath) -> Option<DocId> {
        self.paths.get(path).copied()
    }

    /// By 文号, in any writing.
    pub(crate) fn number(&self, written: &str) -> Found {
        found(self.numbers.get(&doc_number::key(written)))
    }

    /// By title, with or without 《》.
    pub(crate) fn title(&self, written: &str) -> Found {
        found(self.titles.get(bare_title(written)))
    }

    /// The documents with a title, given without its outer 《》.
    fn titled(&self, bare: &str) -> &[DocId] {
        self.titles.get(bare).map_or(&[], Vec::as_slice)
    }

    /// The published file of a bundle, by its source path.
    pub(crate) fn file(&self, source: &str) -> Option<&UrlPath> {
        self.files.get(source)
    }
}

fn paths<'d>(documents: impl Iterator<Item = (DocId, &'d Prepared)>) -> HashMap<SourcePath, DocId> {
    let path = |(id, own): (DocId, &Prepared)| (own.document.path.clone(), id);
    documents.map(path).collect()
}

fn numbers<'d>(
    documents: impl Iterator<Item = (DocId, &'d Prepared)>,
) -> HashMap<String, Vec<DocId>> {
    let mut numbers: HashMap<String, Vec<DocId>> = HashMap::new();
    for (id, own) in documents {
        if let Some(number) = &own.document.doc_number {
            let key = doc_number::key(&number.value);
            numbers.entry(key).or_default().push(id);
        }
    }
    numbers
}

fn titles<'d>(
    documents: impl Iterator<Item = (DocId, &'d Prepared)>,
) -> HashMap<String, Vec<DocId>> {
    let mut titles: HashMap<String, Vec<DocId>> = HashMap::new();
    for (id, own) in documents {
        let title = bare_title(&own.document.title).to_owned();
        titles.entry(title).or_default().push(id);
    }
    titles
}

/// The files that go out with documents.
fn files<'d>(documents: impl Iterator<Item = (DocId, &'d Prepared)>) -> BTreeMap<String, UrlPath> {
    let mut files = BTreeMap::new();
    for (_, own) in documents {
        let (document, url) = (&own.document, &own.url);
        for attachment in &document.attachments {
            let source = format!("{}/{}", document.path.folder(), attachment.name);
            files.insert(source, url.beside(&attachment.name));
        }
        for list in &document.lists {
            let file = url.beside(&format!("{}.csv", list.name));
            files.insert(list.path.as_str().to_owned(), file);
        }
    }
    files
}

fn found(ids: Option<&Vec<DocId>>) -> Found {
    match ids.map(Vec::as_slice) {
        None | Some([]) => Found::None,
        Some([one]) => Found::One(*one),
        Some(several) => Found::Several(several.to_vec()),
    }
}

/// Titles that changed since documents were indexed: who bears each of them now.
#[derive(Debug, Clone, Default)]
pub(crate) struct Retitled(BTreeMap<String, Vec<DocId>>);

impl Retitled {
    /// The documents with a title, given without its outer 《》.
    pub(super) fn titled<'l>(&'l self, lookup: &'l Lookup, bare: &str) -> &'l [DocId] {
        let changed = self.0.get(bare).map(Vec::as_slice);
        changed.unwrap_or_else(|| lookup.titled(bare))
    }

    /// By title, with or without 《》.
    pub(super) fn title(&self, lookup: &Lookup, written: &str) -> Found {
        let changed = self.0.get(bare_title(written));
        changed.map_or_else(|| lookup.title(written), |ids| found(Some(ids)))
    }

    /// Notes that a document has another title.
    pub(super) fn rename(&mut self, lookup: &Lookup, id: DocId, titles: [&str; 2]) {
        let [old, new] = titles.map(bare_title);
        let mut without = self.titled(lookup, old).to_vec();
        without.retain(|other| *other != id);
        self.0.insert(old.to_owned(), without);
        let mut with = self.titled(lookup, new).to_vec();
        with.push(id);
        with.sort_unstable();
        self.0.insert(new.to_owned(), with);
    }
}

/// A title without its outer 《》.
pub(crate) fn bare_title(title: &str) -> &str {
    let title = title.trim();
    title
        .strip_prefix('《')
        .and_then(|rest| rest.strip_suffix('》'))
        .filter(|inner| !inner.contains('《'))
        .unwrap_or(title)
}
