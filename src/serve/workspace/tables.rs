//! The tables of `content/` as they were read: catalogues, and the figures of reports.
//!
//! In: the files that the walk found. Out: their texts and findings, and which of them are not what they were.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::stock::hash;
use crate::diag::{Diagnostic, Sink};
use crate::source::{self, Found, SourceFile, SourcePath};

/// The tables.
#[derive(Default)]
pub(super) struct Tables {
    read: BTreeMap<SourcePath, Table>,
    files: Vec<Arc<SourceFile>>,
}

struct Table {
    hash: u64,
    findings: Vec<Diagnostic>,
}

impl Tables {
    /// Reads all tables: they are few.
    pub(super) fn read(found: &[Found]) -> Self {
        let read: Vec<_> = found.par_iter().map(read).collect();
        let mut tables = Self::default();
        for (path, table, file) in read {
            tables.read.insert(path, table);
            tables.files.extend(file);
        }
        tables
    }

    /// Those that can be read, in the order of their paths.
    pub(super) fn files(&self) -> &[Arc<SourceFile>] {
        &self.files
    }

    /// The paths of all, those that cannot be read too.
    pub(super) fn paths(&self) -> impl Iterator<Item = &SourcePath> {
        self.read.keys()
    }

    /// What is wrong with the files as such.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.read.values().flat_map(|table| &table.findings)
    }

    /// The tables that are new, gone, or not what they were.
    pub(super) fn differ(&self, later: &Self) -> BTreeSet<SourcePath> {
        let differs = |path: &SourcePath| {
            let hash = |tables: &Self| tables.read.get(path).map(|table| table.hash);
            hash(self) != hash(later)
        };
        let paths = self.read.keys().chain(later.read.keys());
        paths.filter(|path| differs(path)).cloned().collect()
    }
}

fn read(found: &Found) -> (SourcePath, Table, Option<Arc<SourceFile>>) {
    let sink = Sink::default();
    let bytes = source::read_bytes(found);
    let hash = hash(&bytes);
    let file = source::read_text(found, bytes, &sink).ok().map(Arc::new);
    let table = Table {
        hash,
        findings: sink.into_findings(),
    };
    (found.path(), table, file)
}
