//! Axes of the catalogue and the library: 机构, 主题, 体裁, 年份, 有效性, 发文机关.

use std::collections::{BTreeMap, HashMap};

use super::route::part;
use super::{DocId, Site};
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
        // Documents are many, and what they say on an axis is little: it is put in words once.
        let mut known: HashMap<Said<'_>, Vec<usize>> = HashMap::new();
        for id in documents {
            self.said(site, *id, |said| {
                let places = known
                    .entry(said)
                    .or_insert_with(|| values.places(said.values(site)));
                for at in places {
                    let documents = &mut values.all[*at].documents;
                    if documents.last() != Some(id) {
                        documents.push(*id);
                    }
                }
            });
        }
        let mut all: Vec<Option<AxisValue>> = values.all.into_iter().map(Some).collect();
        let in_order = values.order.into_values();
        in_order.filter_map(|at| all[at].take()).collect()
    }

    /// What a document says on this axis, one value after the other.
    fn said<'s>(self, site: &'s Site, id: DocId, mut each: impl FnMut(Said<'s>)) {
        let entry = site.entry(id);
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

/// The values of an axis as they come up.
#[derive(Default)]
struct Values {
    all: Vec<AxisValue>,
    /// Where each stands, by its order and its address.
    order: BTreeMap<(u32, String), usize>,
}

impl Values {
    /// Where values stand; one that has not come up yet is added.
    fn places(&mut self, values: Vec<(u32, String, String, u8)>) -> Vec<usize> {
        let place = |(order, label, slug, level): (u32, String, String, u8)| {
            let place = self.order.entry((order, slug.clone()));
            *place.or_insert_with(|| {
                self.all.push(AxisValue {
                    label,
                    slug,
                    level,
                    documents: Vec::new(),
                });
                self.all.len() - 1
            })
        };
        values.into_iter().map(place).collect()
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
    /// Order, words, address and level of the values that it stands for.
    fn values(&self, site: &Site) -> Vec<(u32, String, String, u8)> {
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
fn topic_keys(topic: &str) -> Vec<(u32, String, String, u8)> {
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
