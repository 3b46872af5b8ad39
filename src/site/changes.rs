//! 立改废动态: what happened to which policy on which day.
//!
//! In: the site. Out: changes up to the build date, newest first. It decides nothing of its own: days and acts are those
//! from which `validity` computes.

use super::{Basis, DocId, Entry, RelatedSort, Site, Target};
use crate::model::{Category, Date, Detail, KindId, Relation};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ChangeKind {
    /// 公布.
    Issued,
    /// 施行: only where it is later than 公布.
    Effective,
    /// 修改, by another document or by a newer text.
    Amended,
    /// 废止.
    Repealed,
    /// 失效.
    Expired,
}

impl ChangeKind {
    /// All, in the order in which filters offer them.
    pub(crate) const ALL: [Self; 5] = [
        Self::Issued,
        Self::Effective,
        Self::Amended,
        Self::Repealed,
        Self::Expired,
    ];

    /// The word in addresses.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Effective => "effective",
            Self::Amended => "amended",
            Self::Repealed => "repealed",
            Self::Expired => "expired",
        }
    }

    /// The word on pages.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Issued => "公布",
            Self::Effective => "施行",
            Self::Amended => "修改",
            Self::Repealed => "废止",
            Self::Expired => "失效",
        }
    }
}

/// A change of one policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// When.
    pub date: Date,
    /// What.
    pub kind: ChangeKind,
    /// The policy.
    pub document: DocId,
    /// The acts that did it.
    pub by: Vec<Basis>,
}

/// All changes up to the build date, newest first. Of 其他文件, whose making is no 立法 matter, only what others did to
/// them; of what is archived nothing.
pub(crate) fn changes(site: &Site) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    for id in site.portal.of(KindId::Policy) {
        of_document(site, *id, &mut found);
    }
    found.retain(|change| change.date <= site.today);
    found.sort_by(|a, b| (b.date, b.kind, a.document).cmp(&(a.date, a.kind, b.document)));
    found
}

fn of_document(site: &Site, id: DocId, found: &mut Vec<Change>) {
    let entry = site.entry(id);
    let document = &entry.document;
    let Detail::Policy(policy) = &document.detail else {
        return;
    };
    let mut add = |date, kind, by| {
        found.push(Change {
            date,
            kind,
            document: id,
            by,
        });
    };
    if policy.category != Category::Other {
        let issued = document.written_on();
        add(issued, ChangeKind::Issued, Vec::new());
        if let Some(day) = document.effective.filter(|day| *day > issued)
            && entry.works_from.is_some()
        {
            add(day, ChangeKind::Effective, Vec::new());
        }
    }
    for relation in [Relation::Amends, Relation::Replaces] {
        for (other, day) in acts(site, entry, relation) {
            add(day, ChangeKind::Amended, vec![Basis::Document(other)]);
        }
    }
    let repealed = acts(site, entry, Relation::Repeals);
    let first = repealed.iter().map(|(_, day)| *day).min();
    if let Some(day) = first {
        let by = repealed.iter().filter(|(_, own)| *own == day);
        let by = by.map(|(other, _)| Basis::Document(*other)).collect();
        add(day, ChangeKind::Repealed, by);
    }
    let before = |day: Date| first.is_none_or(|first| day < first);
    if let Some(status) = &policy.status
        && let Some(day) = status.date.filter(|day| before(*day))
    {
        let kind = if status.validity == crate::model::Validity::Repealed {
            ChangeKind::Repealed
        } else {
            ChangeKind::Expired
        };
        let by = status.by.iter().map(|by| Basis::Words(by.value.clone()));
        add(day, kind, by.collect());
    }
    let ran_out = document.valid_until.and_then(|day| day.tomorrow().ok());
    if let Some(day) = ran_out.filter(|day| before(*day)) {
        add(day, ChangeKind::Expired, Vec::new());
    }
}

/// The documents that do this to a document, with the days from which they do.
fn acts(site: &Site, entry: &Entry, relation: Relation) -> Vec<(DocId, Date)> {
    let group = entry
        .related
        .iter()
        .find(|group| group.sort == RelatedSort::ActedUpon(relation));
    group
        .into_iter()
        .flat_map(|group| &group.targets)
        .filter_map(|target| match target {
            Target::Document(id) => Some((*id, site.entry(*id).works_from?)),
            Target::Words(_) => None,
        })
        .collect()
}
