//! Annual reports by agency and year, and what the portal's own library says beside their figures.
//!
//! In: the joined documents. Out: [`Reports`]. Two reports of one agency for one year are a finding; the newest serves.

use std::collections::BTreeMap;

use super::{DocId, Entry, RelatedSort, Site, Target, validity};
use crate::config::AgencyIx;
use crate::diag::{Diagnostic, Sink};
use crate::model::{Category, Date, Detail, LibraryCounts, Relation, ReportTables, Validity};

/// Which report is whose, and the 行政规范性文件 of each agency.
#[derive(Debug, Default)]
pub(crate) struct Reports {
    by_year: BTreeMap<AgencyIx, BTreeMap<i16, DocId>>,
    norms: BTreeMap<AgencyIx, Vec<DocId>>,
}

/// The figures of a report, if it is one.
pub(crate) fn tables(entry: &Entry) -> Option<&ReportTables> {
    match &entry.document.detail {
        Detail::Report(tables) => Some(tables),
        _ => None,
    }
}

impl Reports {
    /// Indexes documents in the order of their ids, the newest first.
    pub(crate) fn new<'e>(entries: impl Iterator<Item = (DocId, &'e Entry)>, sink: &Sink) -> Self {
        let mut reports = Self::default();
        let mut places: BTreeMap<DocId, &Entry> = BTreeMap::new();
        for (id, entry) in entries {
            let agency = entry.document.agency;
            match &entry.document.detail {
                Detail::Policy(policy) if policy.category == Category::Normative => {
                    reports.norms.entry(agency).or_default().push(id);
                }
                Detail::Report(tables) => {
                    let years = reports.by_year.entry(agency).or_default();
                    if let Some(newer) = years.get(&tables.year).and_then(|id| places.get(id)) {
                        twice(entry, newer, tables.year, sink);
                        continue;
                    }
                    years.insert(tables.year, id);
                    places.insert(id, entry);
                }
                _ => {}
            }
        }
        reports
    }

    /// The reports of an agency by year.
    pub(crate) fn of(&self, agency: AgencyIx) -> impl DoubleEndedIterator<Item = (i16, DocId)> {
        let years = self.by_year.get(&agency);
        years.into_iter().flatten().map(|(year, id)| (*year, *id))
    }

    /// The report of an agency for a year.
    pub(crate) fn of_year(&self, agency: AgencyIx, year: i16) -> Option<DocId> {
        self.by_year.get(&agency)?.get(&year).copied()
    }
}

impl Site {
    /// The figures of the report before a report.
    pub(crate) fn year_before(&self, agency: AgencyIx, year: i16) -> Option<&ReportTables> {
        let id = self.reports.of_year(agency, year.checked_sub(1)?)?;
        tables(self.entry(id))
    }

    /// The 行政规范性文件 of an agency at the end of a year; `None` where the portal has none of it, or the year is not over.
    pub(crate) fn library_counts(&self, agency: AgencyIx, year: i16) -> Option<LibraryCounts> {
        let norms = self.reports.norms.get(&agency)?;
        let end = Date::new(year, 12, 31)
            .ok()
            .filter(|end| *end < self.today)?;
        let mut counts = LibraryCounts::default();
        for entry in norms.iter().map(|id| self.entry(*id)) {
            let made = entry
                .document
                .dated
                .unwrap_or(entry.document.published.date);
            if made > end {
                continue;
            }
            counts.made += i64::from(made.year() == year);
            let acts = |id: DocId| self.entry(id).works_from;
            let Some(status) = validity::status(&entry.document, &entry.related, end, acts) else {
                continue;
            };
            match status.validity {
                Validity::Valid => counts.valid += 1,
                Validity::Amended => counts.valid += i64::from(!self.is_replaced(entry, end)),
                Validity::Repealed => {
                    let in_year = status.date.is_some_and(|day| day.year() == year);
                    counts.repealed += i64::from(in_year);
                }
                Validity::Pending | Validity::Expired => {}
            }
        }
        Some(counts)
    }

    /// Whether a newer full text has taken a document's place by a day.
    fn is_replaced(&self, entry: &Entry, day: Date) -> bool {
        let replaced = RelatedSort::ActedUpon(Relation::Replaces);
        let groups = entry.related.iter().filter(|group| group.sort == replaced);
        groups.flat_map(|group| &group.targets).any(|target| {
            matches!(target, Target::Document(id) if self.entry(*id).works_from.is_some_and(|from| from <= day))
        })
    }
}

fn twice(entry: &Entry, newer: &Entry, year: i16, sink: &Sink) {
    let message = format!("同一机关{year}年的年报有两份");
    sink.push(
        Diagnostic::warning(
            "duplicate-report",
            &entry.document.path,
            entry.document.anchor,
            message,
        )
        .related(
            &newer.document.path,
            newer.document.anchor,
            "另一份在这里，比较和图表用这一份",
        )
        .help("检查 year；重复的删去一份"),
    );
}
