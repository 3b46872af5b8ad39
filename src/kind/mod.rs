//! Source files become typed documents: one file per kind of document, and the registry [`KINDS`].
//!
//! In: source files and the configuration. Out: drafts, which nothing but the gate may turn into something public.
//! No I/O, no rendering. Every mistake of every file is a finding; a file with one yields no draft.

pub mod annual_report;
pub mod catalogue;
mod common;
mod consultation;
mod csv_rows;
mod disclosure;
mod failed;
mod gazette;
mod guide;
mod interpretation;
mod lists;
mod place;
mod policy;
mod read;
mod required;
mod system;
mod tables;

pub use common::{COMMON, STAGES};
pub use disclosure::ACT_KINDS;
pub(crate) use failed::Failed;
pub use interpretation::FORMS;
pub(crate) use read::{Draft, read_document};
pub(crate) use tables::read_tables;

use std::sync::Arc;

use crate::config::Config;
use crate::model::{Detail, KindId};
use crate::source::SourceFile;
use crate::source::fields::{Field, Reader};

/// What a kind may look at while it reads its own fields.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The portal's configuration.
    pub(crate) config: &'a Config,
    /// The tables: those of a report may lie beside it.
    pub(crate) tables: &'a [Arc<SourceFile>],
}

/// A kind of document: everything that the rest of the program asks about it.
pub struct Kind {
    /// Its identity.
    pub id: KindId,
    /// The word in data files and on the command line.
    pub name: &'static str,
    /// The folder below `content/` or `content/agencies/<id>/`.
    pub folder: &'static str,
    /// Its Chinese name.
    pub label: &'static str,
    /// The template of its page.
    pub template: &'static str,
    /// The fields it adds to [`COMMON`].
    pub fields: &'static [Field],
    /// Common fields that may not be left out here.
    pub required: &'static [&'static str],
    /// Reads its own fields; findings go to the reader's sink.
    pub(crate) read: fn(&Reader<'_>, &Context<'_>) -> Option<Detail>,
}

/// Every kind, in official order.
pub static KINDS: [&Kind; 8] = [
    &guide::KIND,
    &system::KIND,
    &policy::KIND,
    &interpretation::KIND,
    &consultation::KIND,
    &disclosure::KIND,
    &annual_report::KIND,
    &gazette::KIND,
];

impl KindId {
    /// The registry's entry.
    #[must_use]
    pub fn kind(self) -> &'static Kind {
        KINDS
            .iter()
            .find(|kind| kind.id == self)
            .copied()
            .unwrap_or(KINDS[0])
    }
}

#[cfg(test)]
mod tests;
