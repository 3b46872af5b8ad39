//! Axes of the catalogue and the library: 机构, 主题, 体裁, 年份, 有效性, 发文机关.
//!
//! In: the documents of a site. Out: lists of them by what they say on an axis. What they say is little, they are many, and each
//! stands in many lists: so every document is asked once, and its answers are numbered ([`Answers`]).

use std::collections::{BTreeMap, HashMap};

use super::route::part;
use super::{DocId, Entry, Site};
use crate::config::AgencyIx;
use crate::model::Validity;

/// A way to sort documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Axis {
    /// 有效性.
    Status,
    /// 发布机构.
    Agency,
    /// 主题分类; a first-level topic holds its second-level ones.
    Topic,
    /// 体裁.
    Genre,
    /// Year of 成文日期, else of 发布日期.
    Year,
    /// 发文机关.
    Issuer,
}

/// One value of an axis with its documents, newest first.
#[derive(Debug, Clone)]
pub(crate) struct AxisValue {
    /// The words; those of a second-level topic with the first level before them: `综合政务—应急管理`.
    pub label: String,
    /// Its part of the address: `2024`, `综合政务/应急管理`.
    pub slug: String,
    /// For topics: 1 or 2; else 1.
    pub level: u8,
    /// The documents.
    pub documents: Vec<DocId>,
}

impl Axis {
    const ALL: [Self; 6] = [
        Self::Status,
        Self::Agency,
        Self::Topic,
        Self::Genre,
        Self::Year,
        Self::Issuer,
    ];

    /// The word in addresses and data.
    #[must_use]
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Agency => "agency",
            Self::Topic => "topic",
            Self::Genre => "genre",
            Self::Year => "year",
            Self::Issuer => "issuer",
        }
    }

    /// The word on pages.
    #[must_use]
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Status => "有效性",
            Self::Agency => "发布机构",
            Self::Topic => "主题分类",
            Self::Genre => "体裁",
            Self::Year => "年份",
            Self::Issuer => "发文机关",
        }
    }

    /// Sorts documents by this axis. Years descend, states and agencies keep their official order, all else is sorted
    /// by its words.
    #[must_use]
    pub(crate) fn sort(self, site: &Site, documents: &[DocId]) -> Vec<AxisValue> {
        let mut values = Values::default();
        let column = &site.answers().0[self as usize];
        let mut known: Vec<Option<Vec<usize>>> = vec![None; column.values.len()];
        for id in documents {
            for number in column.of(*id) {
                let number = *number as usize;
                let places =
                    known[number].get_or_insert_with(|| values.places(&column.values[number]));
                for at in places {
                    let documents = &mut values.all[*at].documents;
                    if documents.last() != Some(id) {
                        documents.push(*id);
                    }
                }
            }
        }
        let mut all: Vec<Option<AxisValue>> = values.all.into_iter().map(Some).collect();
        let in_order = values.order.into_values();
        in_order.filter_map(|at| all[at].take()).collect()
    }

    /// What a document says on this axis, one value after the other.
    fn said<'s>(self, entry: &'s Entry, mut each: impl FnMut(Said<'s>)) {
        let document = &entry.document;
        match self {
            Self::Status => {
                if let Some(status) = &entry.status {
                    each(Said::Status(status.validity));
                }
            }
            Self::Agency => each(Said::Agency(document.agency)),
            Self::Topic => document
                .topics
                .iter()
                .for_each(|topic| each(Said::Topic(topic))),
            Self::Genre => document
                .genre
                .iter()
                .for_each(|genre| each(Said::Word(genre))),
            Self::Year => {
                let day = document.written_on();
                each(Said::Year(day.year()));
            }
            Self::Issuer => document
                .issuers
                .iter()
                .for_each(|issuer| each(Said::Word(issuer))),
        }
    }
}

/// Order, words, address and level of a value.
type Value = (u32, String, String, u8);

/// What all documents say on all axes, in the order of [`Axis::ALL`].
#[derive(Debug)]
pub(super) struct Answers([Column; 6]);

/// What all documents say on one axis.
#[derive(Debug, Default)]
struct Column {
    /// By number, what is said: each time the values that it stands for.
    values: Vec<Vec<Value>>,
    /// The numbers of all documents, one behind the other.
    numbers: Vec<u32>,
    /// By document, where its numbers end.
    ends: Vec<usize>,
}

impl Answers {
    /// Asks all documents.
    pub(super) fn of(site: &Site) -> Self {
        let mut known: [HashMap<Said<'_>, u32>; 6] = Default::default();
        let mut columns: [Column; 6] = Default::default();
        for entry in &site.entries {
            for (axis, (known, column)) in Axis::ALL.iter().zip(known.iter_mut().zip(&mut columns))
            {
                axis.said(entry, |said| {
                    let number = *known.entry(said).or_insert_with(|| {
                        column.values.push(said.values(site));
                        u32::try_from(column.values.len() - 1).unwrap_or(u32::MAX)
                    });
                    column.numbers.push(number);
                });
                column.ends.push(column.numbers.len());
            }
        }
        Self(columns)
    }
}

impl Column {
    fn of(&self, id: DocId) -> &[u32] {
        let at = id.0 as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[start..self.ends[at]]
    }
}

/// The values of an axis as they come up.
#[derive(Default)]
struct Values {
    all: Vec<AxisValue>,
    /// Where each stands, by its order and its address.
    order: BTreeMap<(u32, String), usize>,
}

impl Values {
    /// Where values stand; one that has not come up yet is added.
    fn places(&mut self, values: &[Value]) -> Vec<usize> {
        let place = |(order, label, slug, level): &Value| {
            let place = self.order.entry((*order, slug.clone()));
            *place.or_insert_with(|| {
                self.all.push(AxisValue {
                    label: label.clone(),
                    slug: slug.clone(),
                    level: *level,
                    documents: Vec::new(),
                });
                self.all.len() - 1
            })
        };
        values.iter().map(place).collect()
    }
}

/// What a document says on an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Said<'s> {
    Status(Validity),
    Agency(AgencyIx),
    Topic(&'s str),
    Year(i16),
    Word(&'s str),
}

impl Said<'_> {
    /// The values that it stands for.
    fn values(&self, site: &Site) -> Vec<Value> {
        match *self {
            Self::Status(validity) => {
                let at = Validity::ALL.iter().position(|one| *one == validity);
                let order = at.and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
                let [label, value] = [validity.label(), validity.value()].map(str::to_owned);
                vec![(order, label, value, 1)]
            }
            Self::Agency(ix) => {
                let agency = site.config.agency(ix);
                vec![(u32::from(ix.0), agency.name.clone(), agency.id.clone(), 1)]
            }
            Self::Topic(topic) => topic_keys(topic),
            Self::Year(year) => {
                let order = u32::try_from(9999 - i32::from(year)).unwrap_or(0);
                vec![(order, format!("{year}年"), year.to_string(), 1)]
            }
            Self::Word(word) => vec![(0, word.to_owned(), part(word), 1)],
        }
    }
}

/// A topic and, before it, the first-level topic above it.
fn topic_keys(topic: &str) -> Vec<Value> {
    let mut levels = topic
        .splitn(2, ['\\', '/'])
        .map(str::trim)
        .filter(|level| !level.is_empty());
    let Some(first) = levels.next() else {
        return Vec::new();
    };
    let mut keys = vec![(0, first.to_owned(), part(first), 1)];
    if let Some(second) = levels.next() {
        keys.push((
            0,
            format!("{first}—{second}"),
            format!("{}/{}", part(first), part(second)),
            2,
        ));
    }
    keys
}
