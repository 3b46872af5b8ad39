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
mod exchange;
mod expected;
mod findings;
mod items;
mod links;
mod lookup;
mod prepared;
mod relation;
pub(crate) mod reports;
mod required;
pub(crate) mod route;
mod shape;
mod shown;
mod validity;

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

pub(crate) use assemble::{Input, assemble};
pub(crate) use axes::{Axis, AxisValue};
pub(crate) use changes::{Change, ChangeKind, changes};
pub(crate) use columns::Scope;
pub(crate) use columns::ScopeLists;
pub(crate) use decision::Decision;
pub(crate) use exchange::Exchange;
pub(crate) use findings::Findings;
pub(crate) use items::{Fulfilment, SiteItem};
pub(crate) use links::PageLinks;
pub(crate) use prepared::{Prepared, Texts};
pub(crate) use relation::{Related, Sort as RelatedSort, Target};
pub(crate) use validity::{Basis, Status};

use crate::config::{AgencyIx, Config};
use crate::gate::Stub;
use crate::model::Date;
use crate::site::route::UrlPath;
use crate::source::SourcePath;

/// A public document of the site. Ids ascend from the newest to the oldest, so a sorted list of ids is a list of
/// documents, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct DocId(pub(crate) u32);

/// A public document with what the site knows of it. What it is by itself is read through it as if it were its own.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// What it is by itself.
    pub own: Arc<Prepared>,
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

impl Deref for Entry {
    type Target = Prepared;

    fn deref(&self) -> &Prepared {
        &self.own
    }
}

/// The joined content of a portal at a build date. Sites that differ in one document share all else.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    /// Public documents, newest first.
    pub entries: Vec<Arc<Entry>>,
    joined: Arc<Joined>,
    pub(crate) stamp: Stamp,
}

/// Tells states of a site apart: two that bear the same have the same documents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stamp(Arc<()>);

impl PartialEq for Stamp {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Site {
    type Target = Joined;

    fn deref(&self) -> &Joined {
        &self.joined
    }
}

/// All of a site but the documents.
#[derive(Debug)]
pub(crate) struct Joined {
    /// The configuration.
    pub config: Arc<Config>,
    /// The build date.
    pub today: Date,
    /// What was taken down, with the address that stays.
    pub stubs: Vec<(Arc<Stub>, UrlPath)>,
    /// 重大行政决策 by their ids.
    pub decisions: BTreeMap<String, Decision>,
    /// 公开事项.
    pub items: Vec<SiteItem>,
    /// Where the item with an id stands in `items`.
    item_places: BTreeMap<String, usize>,
    /// The next day on which the output changes by itself.
    pub next_change: Option<Date>,
    pub(crate) portal: ScopeLists,
    pub(crate) agencies: BTreeMap<AgencyIx, ScopeLists>,
    pub(crate) lookup: lookup::Lookup,
    pub(crate) reports: reports::Reports,
    withheld: crate::gate::Withheld,
    answers: OnceLock<axes::Answers>,
}

impl Site {
    /// A document by its id.
    #[must_use]
    pub(crate) fn entry(&self, id: DocId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// What the documents say on axes: the same for all sites that are exchanged for each other.
    fn answers(&self) -> &axes::Answers {
        self.answers.get_or_init(|| axes::Answers::of(self))
    }

    /// The 公开事项 with an id.
    #[must_use]
    pub(crate) fn item(&self, id: &str) -> Option<&SiteItem> {
        self.items.get(*self.item_places.get(id)?)
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
