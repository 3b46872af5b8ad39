//! 半年工作总结, 全年工作总结 and 目录清单 of the fields: which are there and which are missing (standards 11.6).

use std::collections::{BTreeMap, BTreeSet};

use super::{DocId, Site};
use crate::config::{Config, FieldIx};
use crate::model::{Date, RequiredDocument};

/// A required document of a field, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RequiredRow {
    /// What is required.
    pub document: RequiredDocument,
    /// Of which year; a 目录清单 is for all.
    pub year: Option<i16>,
    /// What answers it, newest first; empty: missing.
    pub found: Vec<DocId>,
}

impl Site {
    /// What a field must have, or has though it need not: newest year first, what is not yet due left out.
    pub(crate) fn required(&self, field: FieldIx) -> Vec<RequiredRow> {
        let mut found: BTreeMap<(RequiredDocument, Option<i16>), Vec<DocId>> = BTreeMap::new();
        for id in &self.portal.all {
            let document = &self.entry(*id).document;
            if let Some(required) = document.required
                && document.fields.contains(&field)
            {
                let year = required
                    .year
                    .filter(|_| required.document != RequiredDocument::Catalogue);
                let key = (required.document, year);
                found.entry(key).or_default().push(*id);
            }
        }
        let wanted = self
            .config
            .required
            .get(&field)
            .map_or(&[][..], Vec::as_slice);
        let mut keys: BTreeSet<(RequiredDocument, Option<i16>)> = found.keys().copied().collect();
        let first = found.keys().filter_map(|(_, year)| *year).min();
        let this = self.today.year();
        for document in wanted {
            if *document == RequiredDocument::Catalogue {
                keys.insert((*document, None));
                continue;
            }
            // Before the first year that has anything, nothing is missed; without any, the last one due is.
            let last = (this - 1..=this)
                .rev()
                .find(|year| self.is_due(*document, *year));
            for year in first.or(last).into_iter().flat_map(|first| first..=this) {
                if self.is_due(*document, year) {
                    keys.insert((*document, Some(year)));
                }
            }
        }
        let mut rows: Vec<RequiredRow> = keys
            .into_iter()
            .map(|(document, year)| RequiredRow {
                document,
                year,
                found: found.remove(&(document, year)).unwrap_or_default(),
            })
            .collect();
        rows.sort_by_key(|row| {
            (
                row.year.is_none(),
                std::cmp::Reverse((row.year, row.document)),
            )
        });
        rows
    }

    fn is_due(&self, document: RequiredDocument, year: i16) -> bool {
        document.due(year).is_some_and(|day| day <= self.today)
    }
}

/// The next day on which something that is required becomes due.
pub(super) fn next_change(config: &Config, today: Date) -> Option<Date> {
    let documents = config.required.values().flatten();
    let days = documents.flat_map(|document| {
        (today.year() - 1..=today.year()).filter_map(|year| document.due(year))
    });
    days.filter(|day| *day > today).min()
}

#[cfg(test)]
mod tests {
    use crate::model::RequiredDocument::{AnnualSummary, HalfYearSummary};

    #[test]
    fn 半年总结七月底前_全年总结次年一月底前() {
        let day =
            |document: crate::model::RequiredDocument| document.due(2026).unwrap().to_string();
        assert_eq!(day(HalfYearSummary), "2026-08-01");
        assert_eq!(day(AnnualSummary), "2027-02-01");
    }
}
