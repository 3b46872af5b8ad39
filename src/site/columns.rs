//! Columns and lists: of the portal, which gathers all agencies, and of each agency alone.

use std::collections::BTreeMap;

use super::assemble::doc_id;
use super::{DocId, Entry};
use crate::config::{AgencyIx, ColumnIx, Config};
use crate::model::KindId;

/// Whose lists: the portal's, or one agency's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Scope {
    /// The whole portal.
    Portal,
    /// One agency.
    Agency(AgencyIx),
}

/// The lists of a scope; every list is newest first and leaves out what is archived.
#[derive(Debug, Default)]
pub(crate) struct ScopeLists {
    /// Everything listed.
    pub(crate) all: Vec<DocId>,
    /// By kind.
    pub(crate) kinds: BTreeMap<KindId, Vec<DocId>>,
    /// By column under 法定主动公开内容; a column holds what stands in its sub-columns too.
    pub(crate) columns: BTreeMap<ColumnIx, Vec<DocId>>,
    /// What is archived: at its address, in no other list.
    pub(crate) archived: Vec<DocId>,
}

impl ScopeLists {
    /// The documents of a kind.
    pub(crate) fn of(&self, kind: KindId) -> &[DocId] {
        self.kinds.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The documents of a column and the columns below it.
    pub(crate) fn column(&self, column: ColumnIx) -> &[DocId] {
        self.columns.get(&column).map_or(&[], Vec::as_slice)
    }

    /// The guide of this scope.
    pub(crate) fn guide(&self) -> Option<DocId> {
        self.of(KindId::Guide).first().copied()
    }

    fn add(&mut self, id: DocId, entry: &Entry, config: &Config) {
        if entry.document.is_archived() {
            self.archived.push(id);
            return;
        }
        self.all.push(id);
        self.kinds.entry(entry.document.kind).or_default().push(id);
        let mut column = entry.document.column;
        while let Some(at) = column {
            self.columns.entry(at).or_default().push(id);
            column = config.columns.get(at).parent;
        }
    }
}

/// Sorts all entries into the lists of the portal and of each agency.
pub(super) fn lists(
    entries: &[Entry],
    config: &Config,
) -> (ScopeLists, BTreeMap<AgencyIx, ScopeLists>) {
    let mut portal = ScopeLists::default();
    let mut agencies: BTreeMap<AgencyIx, ScopeLists> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let id = doc_id(at);
        portal.add(id, entry, config);
        agencies
            .entry(entry.document.agency)
            .or_default()
            .add(id, entry, config);
    }
    // The portal's guide is its own agency's; the others stand with their agencies.
    if let Some(guides) = portal.kinds.get_mut(&KindId::Guide) {
        let own = |id: &DocId| entries[id.0 as usize].document.agency == config.own_agency();
        guides.sort_by_key(|id| (!own(id), *id));
        if guides.first().is_none_or(|id| !own(id)) {
            portal.kinds.remove(&KindId::Guide);
        }
    }
    (portal, agencies)
}

/// The neighbours of each document in its list: same agency, same column, or same kind where it has no column.
pub(super) fn neighbours(
    agencies: &BTreeMap<AgencyIx, ScopeLists>,
    entries: &[Entry],
) -> Vec<(Option<DocId>, Option<DocId>)> {
    let mut out = vec![(None, None); entries.len()];
    let mut own: BTreeMap<(AgencyIx, KindId, Option<ColumnIx>), DocId> = BTreeMap::new();
    for lists in agencies.values() {
        for id in &lists.all {
            let document = &entries[id.0 as usize].document;
            if document.kind == KindId::Guide {
                continue;
            }
            if let Some(newer) = own.insert((document.agency, document.kind, document.column), *id)
            {
                out[id.0 as usize].0 = Some(newer);
                out[newer.0 as usize].1 = Some(*id);
            }
        }
    }
    out
}
