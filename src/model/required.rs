//! What a 重点领域 has to publish beside its items: two summaries a year and a list of what is public (standards 11.6).

use super::Date;

/// A document that a field must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequiredDocument {
    /// 半年工作总结.
    HalfYearSummary,
    /// 全年工作总结.
    AnnualSummary,
    /// 目录清单: one for all years.
    Catalogue,
}

impl RequiredDocument {
    /// All, in the order of the pages.
    pub const ALL: [Self; 3] = [Self::HalfYearSummary, Self::AnnualSummary, Self::Catalogue];

    /// The word in front matter and in `config.toml`.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::HalfYearSummary => "half_year_summary",
            Self::AnnualSummary => "annual_summary",
            Self::Catalogue => "catalogue",
        }
    }

    /// The word on pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::HalfYearSummary => "半年工作总结",
            Self::AnnualSummary => "全年工作总结",
            Self::Catalogue => "目录清单",
        }
    }

    /// The document that a word names.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|document| document.value() == word || document.label() == word)
    }

    /// The first day on which the one of a year is missed: a month after the time it reports on. A 目录清单 is due always.
    #[must_use]
    pub fn due(self, year: i16) -> Option<Date> {
        match self {
            Self::HalfYearSummary => Date::new(year, 8, 1).ok(),
            Self::AnnualSummary => Date::new(year.checked_add(1)?, 2, 1).ok(),
            Self::Catalogue => Some(Date::MIN),
        }
    }
}

/// Which required document a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Required {
    /// What it is.
    pub document: RequiredDocument,
    /// 年度; a 目录清单 needs none.
    pub year: Option<i16>,
}
