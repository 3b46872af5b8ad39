//! What checks may know of a document whether it is public or not: dates and states, never a word of its title or text.

use crate::config::AgencyIx;
use crate::diag::Span;
use crate::kind::Draft;
use crate::model::{Date, KindId, Openness};
use crate::source::SourcePath;

/// The bare facts of a document.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    /// Its file.
    pub(crate) path: SourcePath,
    /// Its opening fence.
    pub(crate) anchor: Span,
    /// Its kind.
    pub(crate) kind: KindId,
    /// Whose it is.
    pub(crate) agency: AgencyIx,
    /// 公开属性.
    pub(crate) openness: Openness,
    /// 草稿.
    pub(crate) unfinished: bool,
    /// 发布日期.
    pub(crate) published: Date,
    /// 公开审查: the day on which it was reviewed, where it says so.
    pub(crate) review: Option<Option<Date>>,
    /// The day on which it was taken down.
    pub(crate) withdrawn: Option<Date>,
    /// 不予公开的理由 cites neither a law nor an article.
    pub(crate) reason_lacks_basis: bool,
    /// The day on which an act of 行政执法 was decided.
    pub(crate) decided: Option<Date>,
}

impl Record {
    /// The facts of a draft.
    pub(crate) fn of(draft: &Draft) -> Self {
        let document = &draft.document;
        let decided = match &document.detail {
            crate::model::Detail::Disclosure(Some(act)) => act.decided,
            _ => None,
        };
        Self {
            path: document.path.clone(),
            anchor: document.anchor,
            kind: document.kind,
            agency: document.agency,
            openness: document.openness,
            unfinished: draft.unfinished,
            published: document.published.date,
            review: draft.review.as_ref().map(|review| review.date),
            withdrawn: draft.withdrawn.as_ref().map(|w| w.date),
            reason_lacks_basis: document.openness_reason.as_deref().is_some_and(|reason| {
                !(reason.contains('《')
                    || reason.contains("法")
                    || reason.contains("条例")
                    || reason.contains('条'))
            }),
            decided,
        }
    }
}
