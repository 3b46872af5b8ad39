//! The site: published documents joined with each other. Immutable once assembled.
//!
//! In: what the gate let through, and the catalogue items. Out: a [`Site`] with addresses, relations both ways, the
//! validity computed from them, columns, agencies and axes. Findings about links and references go to the sink. It
//! must never see a draft, and it renders nothing.

mod assemble;
mod axes;
mod changes;
mod columns;
mod conflict;
mod decision;
mod expected;
mod items;
mod links;
mod lookup;
mod relation;
pub(crate) mod reports;
mod required;
pub(crate) mod route;
mod validity;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub(crate) use assemble::{Input, assemble};
pub(crate) use axes::{Axis, AxisValue};
pub(crate) use changes::{Change, ChangeKind, changes};
pub(crate) use columns::Scope;
pub(crate) use columns::ScopeLists;
pub(crate) use decision::Decision;
pub(crate) use items::{Fulfilment, SiteItem};
pub(crate) use links::PageLinks;
pub(crate) use relation::{Related, Sort as RelatedSort, Target};
pub(crate) use validity::{Basis, Status};

use crate::config::{AgencyIx, Config};
use crate::gate::{Published, Stub};
use crate::markdown;
use crate::model::Date;
use crate::site::route::UrlPath;
use crate::source::SourcePath;

/// A public document of the site. Ids ascend from the newest to the oldest, so a sorted list of ids is a list of
/// documents, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DocId(pub(crate) u32);

/// A public document with what the site knows of it.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The document.
    pub document: Published,
    /// Its page.
    pub url: UrlPath,
    /// 内容概述: as written, else the first paragraph.
    pub summary: String,
    /// Ids in its text that a link may point to.
    pub anchors: Vec<String>,
    /// The first picture of its text, as written.
    pub first_image: Option<String>,
    /// Its text without markup, where [`Texts::Kept`] asked for it.
    plain: Option<Box<str>>,
    /// 有效性; only policies have one.
    pub status: Option<Status>,
    /// From which day it works on others; `None` where it was repealed before that day.
    pub works_from: Option<Date>,
    /// Relations to and from other documents, by sort.
    pub related: Vec<Related>,
    /// The document before it in its list (newer).
    pub previous: Option<DocId>,
    /// The document after it in its list (older).
    pub next: Option<DocId>,
}

impl Entry {
    /// Its text as a reader sees it, without markup: what is searched.
    #[must_use]
    pub(crate) fn plain(&self) -> Cow<'_, str> {
        match &self.plain {
            Some(kept) => Cow::Borrowed(kept),
            None => Cow::Owned(markdown::plain(&self.document.body.text)),
        }
    }
}

/// Whether the plain text of documents is kept from their first reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Texts {
    /// For a run that needs all of them: each body is parsed once less.
    Kept,
    /// For a run that needs few of them: a third of the memory.
    #[expect(dead_code, reason = "a preview asks for it; a build needs every text")]
    OnDemand,
}

/// The joined content of a portal at a build date.
#[derive(Debug)]
pub(crate) struct Site {
    /// The configuration.
    pub config: Config,
    /// The build date.
    pub today: Date,
    /// Public documents, newest first.
    pub entries: Vec<Entry>,
    /// What was taken down, with the address that stays.
    pub stubs: Vec<(Stub, UrlPath)>,
    /// 重大行政决策 by their ids.
    pub decisions: BTreeMap<String, Decision>,
    /// 公开事项.
    pub items: Vec<SiteItem>,
    /// The next day on which the output changes by itself.
    pub next_change: Option<Date>,
    pub(crate) portal: ScopeLists,
    pub(crate) agencies: BTreeMap<AgencyIx, ScopeLists>,
    pub(crate) lookup: lookup::Lookup,
    pub(crate) reports: reports::Reports,
    withheld: crate::gate::Withheld,
}

impl Site {
    /// A document by its id.
    #[must_use]
    pub(crate) fn entry(&self, id: DocId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// All ids, newest first.
    pub(crate) fn ids(&self) -> impl Iterator<Item = DocId> + use<> {
        (0..u32::try_from(self.entries.len()).unwrap_or(u32::MAX)).map(DocId)
    }

    /// The lists of the portal or of one agency.
    pub(crate) fn lists(&self, scope: Scope) -> Option<&ScopeLists> {
        match scope {
            Scope::Portal => Some(&self.portal),
            Scope::Agency(agency) => self.agencies.get(&agency),
        }
    }

    /// Whose documents a file's folder says they are: agencies with anything public, in the order of `config.toml`.
    pub(crate) fn agencies_with_content(&self) -> impl Iterator<Item = AgencyIx> {
        self.agencies.keys().copied()
    }

    /// Whether the text of a file may not be shown, not even where something is wrong with it.
    pub(crate) fn conceals(&self, path: &SourcePath) -> bool {
        self.withheld.conceals(path)
    }

    /// Whether a 文号 or a 《标题》, in any writing, is that of a document that may not be shown.
    pub(crate) fn names_withheld(&self, written: &str) -> bool {
        self.withheld.answers_to(written)
    }
}
