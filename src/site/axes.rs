//! Axes of the catalogue and the library: 机构, 主题, 体裁, 年份, 有效性, 发文机关.

use std::collections::BTreeMap;

use super::route::part;
use super::{DocId, Site};
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
        let mut found: BTreeMap<(u32, String), AxisValue> = BTreeMap::new();
        for id in documents {
            for (order, label, slug, level) in self.keys(site, *id) {
                let value = found
                    .entry((order, slug.clone()))
                    .or_insert_with(|| AxisValue {
                        label,
                        slug,
                        level,
                        documents: Vec::new(),
                    });
                if value.documents.last() != Some(id) {
                    value.documents.push(*id);
                }
            }
        }
        found.into_values().collect()
    }

    /// Order, words, address and level of a document's values.
    fn keys(self, site: &Site, id: DocId) -> Vec<(u32, String, String, u8)> {
        let entry = site.entry(id);
        let document = &entry.document;
        match self {
            Self::Status => {
                let state = entry.status.as_ref().map(|status| status.validity);
                let order = |v: Validity| {
                    Validity::ALL
                        .iter()
                        .position(|one| *one == v)
                        .and_then(|at| u32::try_from(at).ok())
                };
                state
                    .map(|v| {
                        (
                            order(v).unwrap_or(0),
                            v.label().to_owned(),
                            v.value().to_owned(),
                            1,
                        )
                    })
                    .into_iter()
                    .collect()
            }
            Self::Agency => {
                let agency = site.config.agency(document.agency);
                vec![(
                    u32::from(document.agency.0),
                    agency.name.clone(),
                    agency.id.clone(),
                    1,
                )]
            }
            Self::Topic => document
                .topics
                .iter()
                .flat_map(|topic| topic_keys(topic))
                .collect(),
            Self::Genre => document
                .genre
                .iter()
                .map(|genre| (0, genre.clone(), part(genre), 1))
                .collect(),
            Self::Year => {
                let year = document.dated.unwrap_or(document.published.date).year();
                let order = u32::try_from(9999 - i32::from(year)).unwrap_or(0);
                vec![(order, format!("{year}年"), year.to_string(), 1)]
            }
            Self::Issuer => document
                .issuers
                .iter()
                .map(|issuer| (0, issuer.clone(), part(issuer), 1))
                .collect(),
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
