//! Documents as rows of a list.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use super::data::Lines;
use super::{Context, RenderError, catalogue};
use crate::model::{Detail, KindId};
use crate::site::{DocId, Entry, Site};
use crate::theme::Theme;
use crate::theme::view::{
    Block, Columns, FacetGroup, Link, Pagination, Row, RowTable, SharedRow, Show, StatusMark,
};

/// Documents on a page of a list.
pub(crate) const PER_PAGE: usize = 20;

/// The rows of all documents, each made once for all the lists that it stands in, and what else lists share.
pub(crate) struct Rows {
    /// As pages show them.
    drawn: Vec<OnceLock<SharedRow>>,
    /// As data files hold them.
    lines: Vec<OnceLock<Arc<Lines>>>,
    /// The axes of the catalogue, for the pages that offer all its lists.
    axes: OnceLock<Vec<FacetGroup>>,
    /// The columns of lists, by what there is to show.
    columns: RwLock<BTreeMap<Show, Columns>>,
}

impl Rows {
    /// Room for the rows of a site; a row is made when the first list needs it.
    pub(crate) fn new(site: &Site) -> Self {
        Self {
            drawn: site.ids().map(|_| OnceLock::new()).collect(),
            lines: site.ids().map(|_| OnceLock::new()).collect(),
            axes: OnceLock::new(),
            columns: RwLock::default(),
        }
    }

    /// The same rows, but for some documents that are no longer what they were.
    pub(crate) fn without(&self, changed: &[DocId]) -> Self {
        let mut drawn = self.drawn.clone();
        let mut lines = self.lines.clone();
        for id in changed {
            drawn[id.0 as usize] = OnceLock::new();
            lines[id.0 as usize] = OnceLock::new();
        }
        let columns = self.columns.read().unwrap_or_else(PoisonError::into_inner);
        Self {
            drawn,
            lines,
            axes: OnceLock::new(),
            columns: RwLock::new(columns.clone()),
        }
    }

    /// The axes of the catalogue with their lists.
    pub(super) fn axes(&self, site: &Site) -> &[FacetGroup] {
        self.axes.get_or_init(|| catalogue::axes(site))
    }

    /// The columns of a list, in the theme's order.
    fn columns(&self, theme: &Theme, show: Show) -> Columns {
        let known = self.columns.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(columns) = known.get(&show) {
            return columns.clone();
        }
        drop(known);
        let keys = theme.columns().filter(|column| show.has(column));
        let columns = Columns::new(keys.map(str::to_owned).collect());
        let mut known = self.columns.write().unwrap_or_else(PoisonError::into_inner);
        known.entry(show).or_insert(columns).clone()
    }

    fn of(&self, site: &Site, id: DocId) -> SharedRow {
        self.drawn[id.0 as usize]
            .get_or_init(|| SharedRow::new(row(site, id)))
            .clone()
    }

    /// A document as the data files of lists hold it.
    pub(super) fn lines(&self, site: &Site, id: DocId) -> Result<Arc<Lines>, RenderError> {
        let place = &self.lines[id.0 as usize];
        if let Some(lines) = place.get() {
            return Ok(Arc::clone(lines));
        }
        let lines = Arc::new(Lines::new(site, site.entry(id))?);
        Ok(Arc::clone(place.get_or_init(|| lines)))
    }
}

/// The mark of a policy's validity.
pub(crate) fn status_mark(entry: &Entry) -> Option<StatusMark> {
    entry.status.as_ref().map(|status| StatusMark {
        value: status.validity.value().to_owned(),
        label: status.validity.label().to_owned(),
    })
}

/// A document as a row.
pub(crate) fn row(site: &Site, id: DocId) -> Row {
    let entry = site.entry(id);
    let document = &entry.document;
    Row {
        title: document.title.clone(),
        href: entry.url.href(),
        index_number: document
            .index_number
            .as_ref()
            .map(|number| number.value.clone()),
        doc_number: document
            .doc_number
            .as_ref()
            .map(|number| number.value.clone()),
        issuer: Some(document.issuers.join("、")),
        dated: document.dated.map(|day| day.to_string()),
        published: document.published.date.to_string(),
        status: status_mark(entry),
        tag: tag(site, entry),
    }
}

/// A short word beside the title.
pub(crate) fn tag(site: &Site, entry: &Entry) -> Option<String> {
    let word = match &entry.document.detail {
        Detail::Interpretation(interpretation) => interpretation.form.label,
        Detail::Consultation(consultation) => consultation.state(site.today).label(),
        Detail::Disclosure(Some(act)) => act.kind.label,
        _ => return None,
    };
    Some(word.to_owned())
}

/// Which columns a list needs, over all its pages.
pub(crate) fn show(site: &Site, ids: &[DocId]) -> Show {
    let mut show = Show {
        issuer: true,
        ..Show::default()
    };
    for entry in ids.iter().map(|id| site.entry(*id)) {
        show.index_number |= entry.document.index_number.is_some();
        show.doc_number |= entry.document.doc_number.is_some();
        show.dated |= entry.document.dated.is_some();
        show.status |= entry.document.kind == KindId::Policy;
    }
    show
}

/// How many pages a list has; an empty one has one.
pub(crate) fn page_count(len: usize) -> usize {
    len.div_ceil(PER_PAGE).max(1)
}

/// The rows of page `number`, from 1.
pub(crate) fn table(cx: &Context<'_>, ids: &[DocId], number: usize, show: Show) -> RowTable {
    let offset = (number - 1) * PER_PAGE;
    RowTable {
        rows: ids
            .iter()
            .skip(offset)
            .take(PER_PAGE)
            .map(|id| cx.rows.of(cx.site, *id))
            .collect(),
        show,
        columns: cx.rows.columns(cx.theme, show),
        offset,
    }
}

/// Links to the pages of a list whose first page is `first` and whose others stand in `folder`/page/.
pub(crate) fn pagination(len: usize, number: usize, first: &str, folder: &str) -> Pagination {
    Pagination::new(len, page_count(len), number, |n| {
        if n == 1 {
            first.to_owned()
        } else {
            format!("{folder}page/{n}.html")
        }
    })
}

/// The newest documents of a list under a heading; nothing where the list is empty.
pub(crate) fn block(
    site: &Site,
    title: &str,
    ids: &[DocId],
    most: usize,
    more: Option<Link>,
) -> Option<Block> {
    let rows = ids
        .iter()
        .take(most)
        .map(|id| row(site, *id))
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| Block {
        title: title.to_owned(),
        rows,
        more,
    })
}

/// Titles of the newest documents as links.
pub(crate) fn links(site: &Site, ids: &[DocId], most: usize) -> Vec<Link> {
    ids.iter()
        .take(most)
        .map(|id| {
            let entry = site.entry(*id);
            Link::new(entry.document.title.clone(), entry.url.href())
        })
        .collect()
}
