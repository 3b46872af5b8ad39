//! 有效性, computed at the build date from 立改废 (standards part 7).

use std::sync::Arc;

use super::relation::{Edge, Related, Sort, Target};
use super::{DocId, Prepared};
use crate::gate::Published;
use crate::model::{Date, Detail, Relation, Validity};

/// What made a validity so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Basis {
    /// An act in this portal.
    Document(DocId),
    /// An act outside it, in words.
    Words(String),
}

/// 有效性 with its date and its basis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Status {
    /// The state.
    pub validity: Validity,
    /// The day from which it is so, where it is known.
    pub date: Option<Date>,
    /// The acts that made it so.
    pub by: Vec<Basis>,
}

/// From which day an act works: its 施行日期, else its 成文日期, else its 发布日期.
pub(crate) fn acts_from(document: &Published) -> Date {
    document
        .effective
        .or(document.dated)
        .unwrap_or(document.published.date)
}

/// What was repealed before the day on which it would have begun to work: it never did anything to others.
pub(crate) fn stillborn(documents: &[Arc<Prepared>], edges: &[Edge]) -> Vec<bool> {
    let start = |id: DocId| acts_from(&documents[id.0 as usize].document);
    let mut repeals: Vec<&Edge> = edges
        .iter()
        .filter(|edge| edge.sort == Sort::Acts(Relation::Repeals))
        .collect();
    // A repealer that starts later is judged after all that start before it.
    repeals.sort_by_key(|edge| (start(edge.to), start(edge.from), edge.from));
    let mut found = vec![false; documents.len()];
    for edge in repeals {
        if start(edge.from) < start(edge.to) && !found[edge.from.0 as usize] {
            found[edge.to.0 as usize] = true;
        }
    }
    found
}

/// The validity of a policy; other kinds have none. `acts` tells from which day a document works, if it ever does.
pub(crate) fn status(
    document: &Published,
    related: &[Related],
    today: Date,
    acts: impl Fn(DocId) -> Option<Date>,
) -> Option<Status> {
    let Detail::Policy(policy) = &document.detail else {
        return None;
    };
    let acted = |relation: Relation| -> Vec<(DocId, Date)> {
        let group = related
            .iter()
            .find(|group| group.sort == Sort::ActedUpon(relation));
        let ids = group
            .into_iter()
            .flat_map(|group| &group.targets)
            .filter_map(|target| match target {
                Target::Document(id) => Some(*id),
                Target::Words(_) => None,
            });
        ids.filter_map(|id| Some((id, acts(id)?)))
            .filter(|(_, day)| *day <= today)
            .collect()
    };
    let by_acts = |validity, found: Vec<(DocId, Date)>| Status {
        validity,
        date: found.iter().map(|(_, day)| *day).max(),
        by: found
            .into_iter()
            .map(|(id, _)| Basis::Document(id))
            .collect(),
    };

    let repealed = acted(Relation::Repeals);
    if !repealed.is_empty() {
        let first = repealed.iter().map(|(_, day)| *day).min();
        return Some(Status {
            date: first,
            ..by_acts(Validity::Repealed, repealed)
        });
    }
    if let Some(outside) = policy
        .status
        .as_ref()
        .filter(|outside| outside.date.is_none_or(|day| day <= today))
    {
        let by = outside
            .by
            .iter()
            .map(|words| Basis::Words(words.value.clone()))
            .collect();
        return Some(Status {
            validity: outside.validity,
            date: outside.date,
            by,
        });
    }
    if let Some(last) = document.valid_until.filter(|last| *last < today) {
        return Some(Status {
            validity: Validity::Expired,
            date: last.tomorrow().ok(),
            by: Vec::new(),
        });
    }
    if let Some(day) = document.effective.filter(|day| *day > today) {
        return Some(Status {
            validity: Validity::Pending,
            date: Some(day),
            by: Vec::new(),
        });
    }
    let mut amended = acted(Relation::Amends);
    amended.extend(acted(Relation::Replaces));
    amended.sort_unstable();
    amended.dedup();
    if !amended.is_empty() {
        return Some(by_acts(Validity::Amended, amended));
    }
    Some(Status {
        validity: Validity::Valid,
        date: document.effective,
        by: Vec::new(),
    })
}
