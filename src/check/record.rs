//! What checks may know of a document whether it is public or not: dates and states, never a word of its title or text.

use crate::kind::Draft;
use crate::model::{Date, Detail, Openness, Review};
use crate::source::SourcePath;

/// The bare facts of a document.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    /// Its file.
    pub(crate) path: SourcePath,
    /// 草稿.
    pub(crate) unfinished: bool,
    /// 发布日期.
    pub(crate) published: Date,
    /// 公开审查.
    pub(crate) review: Option<Review>,
    /// 不予公开的理由 cites neither a law nor an article.
    pub(crate) reason_lacks_basis: bool,
    /// 依法撤下的日期.
    pub(crate) withdrawn: Option<Date>,
    /// The day on which a published decision of 行政执法 was changed or revoked.
    pub(crate) revoked: Option<Date>,
}

impl Record {
    /// The facts of a draft.
    pub(crate) fn of(draft: &Draft) -> Self {
        let document = &draft.document;
        Self {
            path: document.path.clone(),
            unfinished: draft.unfinished,
            published: document.published.date,
            review: draft.review.clone(),
            withdrawn: draft.withdrawn.as_ref().map(|withdrawal| withdrawal.date),
            revoked: match &document.detail {
                Detail::Disclosure(Some(act)) if is_meant_for_all(draft) => act.revoked,
                _ => None,
            },
            reason_lacks_basis: document.openness_reason.as_deref().is_some_and(|reason| {
                !(reason.contains('《')
                    || reason.contains("法")
                    || reason.contains("条例")
                    || reason.contains('条'))
            }),
        }
    }
}

/// Whether its text is, was or will be public.
fn is_meant_for_all(draft: &Draft) -> bool {
    let openness = draft.document.openness;
    matches!(openness, Openness::Public | Openness::Redacted) && !draft.unfinished
}
