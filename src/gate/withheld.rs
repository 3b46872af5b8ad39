//! What stays outside the gate: it answers questions about a path or a name, and tells nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::Published;
use crate::diag::Span;
use crate::kind::Failed;
use crate::model::{Date, Detail, Document, Openness, doc_number};
use crate::source::SourcePath;
use crate::source::fields::Located;

/// The documents that are not public. It can be asked about a path, and tells nothing else.
#[derive(Debug, Default)]
pub(crate) struct Withheld {
    paths: BTreeSet<SourcePath>,
    names: BTreeSet<String>,
    concealed: BTreeSet<SourcePath>,
    failed: BTreeSet<SourcePath>,
    claims: BTreeMap<String, Vec<(SourcePath, Span)>>,
}

impl Withheld {
    /// Whether a file is a document that may not be shown.
    #[must_use]
    pub(crate) fn contains(&self, path: &SourcePath) -> bool {
        self.paths.contains(path)
    }

    /// Whether the text of a file may not be shown in a report: it is not public, or there is or was something to remove.
    #[must_use]
    pub(crate) fn conceals(&self, path: &SourcePath) -> bool {
        self.concealed.contains(path)
    }

    /// Whether a 文号 or a 《标题》, in any writing, is that of a document that may not be shown.
    #[must_use]
    pub(crate) fn answers_to(&self, written: &str) -> bool {
        self.names.contains(&name_key(written))
    }

    /// Whether a file could not be read as a document; its own findings say why, and no other need repeat it.
    #[must_use]
    pub(crate) fn has_failed(&self, path: &SourcePath) -> bool {
        self.failed.contains(path)
    }

    /// Where documents that will not become public by themselves say that they fulfil a 公开事项.
    #[must_use]
    pub(crate) fn claims(&self, item: &str) -> &[(SourcePath, Span)] {
        self.claims.get(item).map_or(&[], Vec::as_slice)
    }

    /// Adds a document that was held back, or taken down.
    pub(crate) fn add(&mut self, hidden: &Hidden) {
        self.paths.insert(hidden.path.clone());
        self.concealed.insert(hidden.path.clone());
        self.concealed.extend(hidden.tables.iter().cloned());
        self.names.extend(hidden.names.iter().cloned());
        for item in &hidden.claims {
            let place = (hidden.path.clone(), item.span);
            self.claims
                .entry(item.value.clone())
                .or_default()
                .push(place);
        }
    }

    /// Adds a file that yields no document.
    pub(crate) fn add_failed(&mut self, file: &Failed, today: Date) {
        if file.open_from.is_none_or(|day| day > today) {
            self.concealed.insert(file.path.clone());
            self.concealed.extend(file.tables.iter().cloned());
        }
        self.failed.insert(file.path.clone());
        self.paths.insert(file.path.clone());
    }

    /// Adds a public document of which the file still holds what was cut. Its tables are no more to be shown than it is.
    pub(crate) fn add_redacted(&mut self, document: &Published) {
        if document.openness == Openness::Redacted {
            self.concealed.insert(document.path.clone());
            self.concealed.extend(tables(document));
        }
    }
}

/// The files of a document's lists, and the table file of a report: no more to be shown than the document is.
fn tables(document: &Document) -> impl Iterator<Item = SourcePath> {
    let report = match &document.detail {
        Detail::Report(tables) => Some(tables.path.clone()),
        _ => None,
    };
    let lists = document.lists.iter().map(|list| list.path.clone());
    lists.chain(report)
}

/// What is known of a document that was held back: by what it could be named. Only [`Withheld`] looks inside.
#[derive(Debug)]
pub(crate) struct Hidden {
    path: SourcePath,
    names: Vec<String>,
    /// The files of its lists, and the table file of a report.
    tables: Vec<SourcePath>,
    /// 公开事项 that it says it fulfils, where it will not become public by itself.
    claims: Vec<Located<String>>,
}

impl Hidden {
    /// A document that is to come.
    pub(super) fn awaited(document: &Document) -> Self {
        let number = document.doc_number.as_ref().map(|number| &*number.value);
        Self {
            path: document.path.clone(),
            tables: tables(document).collect(),
            claims: Vec::new(),
            names: std::iter::once(&*document.title)
                .chain(number)
                .map(name_key)
                .collect(),
        }
    }

    /// A document that is closed, on request or taken down.
    pub(super) fn for_good(document: &Document) -> Self {
        Self {
            claims: document.items.clone(),
            ..Self::awaited(document)
        }
    }
}

/// One key for a 文号 or a title, however it is bracketed.
fn name_key(written: &str) -> String {
    let written = written.trim();
    doc_number::key(
        written
            .strip_prefix('《')
            .and_then(|rest| rest.strip_suffix('》'))
            .unwrap_or(written),
    )
}
