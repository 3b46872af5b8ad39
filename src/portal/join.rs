//! Joins what became of each document into a site.
//!
//! In: pieces in the order of their paths, tables, configuration. Out: the site and its findings.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::piece::{Outcome, Piece};
use crate::config::Config;
use crate::diag::Sink;
use crate::gate::Withheld;
use crate::kind;
use crate::model::Date;
use crate::site::{self, Findings, Site};
use crate::source::{FileEntry, SourceFile, SourcePath};

/// What a site is joined from besides its documents.
pub(crate) struct Ground<'a> {
    /// The configuration.
    pub(crate) config: &'a Arc<Config>,
    /// The build date.
    pub(crate) today: Date,
    /// Catalogues and tables of reports.
    pub(crate) tables: &'a [Arc<SourceFile>],
    /// Files that nothing claims.
    pub(crate) strays: &'a [SourcePath],
    /// The files of `static/`.
    pub(crate) statics: &'a [FileEntry],
}

/// Joins pieces; what is wrong with tables goes to the sink, what is wrong between documents comes back. Their texts are
/// still to be checked ([`Findings::read_texts`]).
pub(crate) fn join<'p>(
    ground: &Ground<'_>,
    pieces: impl Iterator<Item = &'p Piece>,
    sink: &Sink,
) -> (Site, Findings) {
    let (mut documents, mut stubs) = (Vec::new(), Vec::new());
    let mut withheld = Withheld::default();
    let mut claimed = BTreeSet::new();
    let mut next_change: Option<Date> = None;
    for piece in pieces {
        match &piece.outcome {
            Outcome::Public(own) => {
                withheld.add_redacted(&own.document);
                documents.push(Arc::clone(own));
            }
            Outcome::TakenDown(stub, hidden) => {
                withheld.add(hidden);
                stubs.push(Arc::clone(stub));
            }
            Outcome::Withheld(hidden) => withheld.add(hidden),
            Outcome::Failed(failed) => withheld.add_failed(failed, ground.today),
        }
        claimed.extend(piece.claims.iter().cloned());
        next_change = next_change.into_iter().chain(piece.next_change).min();
    }
    let context = kind::Context {
        config: ground.config,
        tables: ground.tables,
    };
    let items = kind::read_tables(&context, ground.strays, &claimed, sink).items;
    site::assemble(site::Input {
        config: Arc::clone(ground.config),
        today: ground.today,
        documents,
        stubs,
        withheld,
        next_change,
        items,
        statics: ground
            .statics
            .iter()
            .map(|file| file.name.clone())
            .collect(),
    })
}
