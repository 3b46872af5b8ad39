//! Puts the site together: relations, validity, lists.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::findings::{self, Findings};
use super::lookup::{Lookup, Retitled};
use super::relation::{Relations, Resolver};
use super::reports::Reports;
use super::{
    DocId, Entry, Joined, Prepared, Site, Stamp, columns, conflict, decision, items, required,
    route, validity,
};
use crate::config::{AgencyIx, Config};
use crate::diag::Sink;
use crate::gate::{Stub, Withheld};
use crate::model::{Date, Item};

/// Everything a site is made of.
pub(crate) struct Input {
    /// The configuration.
    pub(crate) config: Arc<Config>,
    /// The build date.
    pub(crate) today: Date,
    /// What the gate let through, in any order.
    pub(crate) documents: Vec<Arc<Prepared>>,
    /// What was taken down, by path.
    pub(crate) stubs: Vec<Arc<Stub>>,
    /// What stayed outside.
    pub(crate) withheld: Withheld,
    /// The next day on which a date in the content changes the output.
    pub(crate) next_change: Option<Date>,
    /// Items of all catalogues, with the agency that each catalogue belongs to.
    pub(crate) items: Vec<(AgencyIx, Item)>,
    /// Names of the files in `static/`.
    pub(crate) statics: Vec<String>,
}

/// Assembles the site, and tells what is wrong with references and duplicates. No text is parsed for it: what is wrong with
/// texts and their links is for [`Findings::read_texts`] to say.
pub(crate) fn assemble(input: Input) -> (Site, Findings) {
    let Input {
        config,
        today,
        mut documents,
        stubs,
        withheld,
        next_change,
        items,
        statics,
    } = input;
    documents.par_sort_unstable_by(|a, b| {
        let (a, b) = (&a.document, &b.document);
        (b.published, b.dated, &a.path).cmp(&(a.published, a.dated, &b.path))
    });
    let lookup = Lookup::new(&documents, statics);
    let mut relations = Resolver {
        lookup: &lookup,
        retitled: &Retitled::default(),
        withheld: &withheld,
    }
    .relate(&documents);
    let mut entries = entries(&documents, &mut relations, today);
    let sink = Sink::default();
    let found = {
        let indexed: Vec<(DocId, &Entry)> = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| (doc_id(at), entry))
            .collect();
        let conflicts = || {
            findings::duplicate_numbers(&entries, &sink);
            conflict::check(&indexed, &relations.edges, &lookup, &sink);
        };
        let lists = || {
            let (portal, agencies) = columns::lists(&entries, &config);
            let neighbours = columns::neighbours(&agencies, &entries);
            (portal, agencies, neighbours)
        };
        let others = || {
            let sink = Sink::default();
            let decisions = decision::decisions(&indexed, &sink);
            let items = items::join(items, &entries, &config, &withheld, &sink);
            let reports = Reports::new(indexed.iter().copied(), &sink);
            (items, decisions, reports, sink.into_findings())
        };
        let ((), (lists, others)) = rayon::join(conflicts, || rayon::join(lists, others));
        let (portal, agencies, neighbours) = lists;
        let (items, decisions, reports, findings) = others;
        sink.extend(findings);
        (portal, agencies, neighbours, items, decisions, reports)
    };
    let (portal, agencies, neighbours, items, decisions, reports) = found;
    for (entry, (previous, next)) in entries.iter_mut().zip(neighbours) {
        entry.previous = previous;
        entry.next = next;
    }
    let stubs = stubs
        .into_iter()
        .map(|stub| {
            let url = route::of_stub(&stub);
            (stub, url)
        })
        .collect();
    let due = required::next_change(&config, today);
    let site = Site {
        entries: entries.into_iter().map(Arc::new).collect(),
        joined: Arc::new(Joined {
            config,
            today,
            stubs,
            decisions,
            items: items.items,
            item_places: items.places,
            next_change: [next_change, due].into_iter().flatten().min(),
            portal,
            agencies,
            lookup,
            reports,
            withheld,
            answers: OnceLock::new(),
        }),
        stamp: Stamp::default(),
    };
    let findings = Findings::of(&site, sink.into_findings());
    (site, findings)
}

/// The id of the document at a place of the sorted list.
pub(super) fn doc_id(at: usize) -> DocId {
    DocId(u32::try_from(at).unwrap_or(u32::MAX))
}

fn entries(documents: &[Arc<Prepared>], relations: &mut Relations, today: Date) -> Vec<Entry> {
    let stillborn = validity::stillborn(documents, &relations.edges);
    let works_from = |id: DocId| {
        let at = id.0 as usize;
        (!stillborn[at]).then(|| validity::acts_from(&documents[at].document))
    };
    let related = std::mem::take(&mut relations.related);
    (0..documents.len())
        .into_par_iter()
        .zip(related)
        .map(|(at, related)| Entry {
            status: validity::status(&documents[at].document, &related, today, works_from),
            works_from: works_from(doc_id(at)),
            own: Arc::clone(&documents[at]),
            related,
            previous: None,
            next: None,
        })
        .collect()
}
