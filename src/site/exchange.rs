//! Puts a document in the place of its former self.
//!
//! In: a site with its findings, and documents that were read again. Out: the site with these documents in it, all else
//! shared; or the answer that more than their pages would change, and the site must be assembled anew. The answer is
//! cautious: a site that is exchanged equals the one that would be assembled, finding by finding.

use std::sync::Arc;

use super::lookup::{Found, bare_title};
use super::shape::Shape;
use super::{DocId, Entry, Findings, Prepared, Site};

/// A document that may stand in the place of its former self.
pub(crate) struct Exchange {
    id: DocId,
    own: Arc<Prepared>,
}

impl Site {
    /// Whether nothing but its own page, the rows that name it and its own findings change with a document.
    pub(crate) fn exchange(&self, findings: &Findings, own: &Arc<Prepared>) -> Option<Exchange> {
        let id = self.lookup.path(&own.document.path)?;
        let former = self.entry(id);
        let same_shape = Shape::of(&former.document)? == Shape::of(&own.document)?;
        // A link elsewhere may point to one of the headings that are gone, or wait for one that is new.
        let same_anchors = former.anchors == own.anchors || !findings.anchored.contains(&id);
        let same_name = former.document.title == own.document.title
            || (self.is_unnamed(former, findings) && self.is_unnamed(own, findings));
        let stable = same_shape && same_anchors && same_name && !findings.mention(own);
        stable.then(|| Exchange {
            id,
            own: Arc::clone(own),
        })
    }

    /// Whether nothing but pages and rows says the title of a document: no reference may mean it, no decision takes its
    /// name from it, no finding says it, and no other document has its 文号 under this or another title.
    fn is_unnamed(&self, own: &Prepared, findings: &Findings) -> bool {
        let document = &own.document;
        let name = bare_title(&document.title);
        let alone = document
            .doc_number
            .as_ref()
            .is_none_or(|number| !matches!(self.lookup.number(&number.value), Found::Several(_)));
        alone
            && document.decision.is_none()
            && !findings.titles.contains(name)
            && !findings.says(name)
    }

    /// The site with documents in the places of their former selves, and what is wrong with them now.
    pub(crate) fn exchanged(&self, exchanges: &[Exchange], findings: &mut Findings) -> Self {
        let mut site = self.clone();
        for Exchange { id, own } in exchanges {
            let place = &mut site.entries[id.0 as usize];
            *place = Arc::new(Entry {
                own: Arc::clone(own),
                ..(**place).clone()
            });
        }
        for exchange in exchanges {
            findings.renew(&site, exchange.id);
        }
        site
    }
}

impl Exchange {
    /// Which document it is.
    pub(crate) fn id(&self) -> DocId {
        self.id
    }
}

impl Findings {
    /// Whether a finding that takes several documents has these words in it.
    fn says(&self, words: &str) -> bool {
        self.common.iter().any(|one| {
            let mut others = one.related.iter().map(|other| &other.message);
            one.message.contains(words) || others.any(|message| message.contains(words))
        })
    }

    /// Whether a finding that takes more than this document names a place in it.
    fn mention(&self, own: &Prepared) -> bool {
        let path = &own.document.path;
        self.common
            .iter()
            .any(|one| one.path == *path || one.related.iter().any(|other| other.path == *path))
    }
}
