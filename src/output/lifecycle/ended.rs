//! 废止和失效: the policies that are no longer in force, the last to end first.

use std::sync::Arc;

use super::{PER_PAGE, page_count, page_url, pagination};
use crate::model::{KindId, Validity};
use crate::output::document::{basis_link, kind_label};
use crate::output::frame::{Spec, section_name};
use crate::output::lists::List;
use crate::output::rows::status_mark;
use crate::output::{Context, Ids, RenderError, list_data};
use crate::plan::{Origin, Planner};
use crate::site::{DocId, Scope, Site};
use crate::theme::view::{EndedRow, EndedView, Link, Section};

const NAME: &str = "废止和失效的文件";
const FOLDER: &str = "policy/library/ended/";

/// The way there; `None` where nothing has ended.
pub(super) fn link(site: &Site) -> Option<Link> {
    let mut ids = site.portal.of(KindId::Policy).iter();
    ids.any(|id| has_ended(site, *id))
        .then(|| Link::new(NAME, format!("{FOLDER}index.html")))
}

fn has_ended(site: &Site, id: DocId) -> bool {
    let status = site.entry(id).status.as_ref();
    status.is_some_and(|status| matches!(status.validity, Validity::Repealed | Validity::Expired))
}

pub(super) fn plan(site: &Site, planner: &mut Planner) {
    let ids = site.portal.of(KindId::Policy).iter().copied();
    let mut ids: Vec<DocId> = ids.filter(|id| has_ended(site, *id)).collect();
    if ids.is_empty() {
        return;
    }
    let day = |id: &DocId| {
        site.entry(*id)
            .status
            .as_ref()
            .and_then(|status| status.date)
    };
    ids.sort_by_key(|id| (std::cmp::Reverse(day(id)), *id));
    let latest = ids.first().and_then(day);
    let (scope, section) = (Scope::Portal, Section::Library);
    let list = List::new(site, scope, page_url(FOLDER, 1), section, NAME, &ids);
    list_data::plan(planner, &Arc::new(list), NAME);
    let ids: Ids = ids.into();
    for number in 1..=page_count(ids.len()) {
        let url = page_url(FOLDER, number);
        let ids = Ids::clone(&ids);
        let make = Box::new(move |cx: &Context<'_>| render(cx, &ids, number));
        if number == 1 {
            planner.page(url, Origin::Generated(NAME), latest, make);
        } else {
            planner.unlisted(url, Origin::Generated(NAME), make);
        }
    }
}

fn render(cx: &Context<'_>, ids: &[DocId], number: usize) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = page_url(FOLDER, number);
    let mut spec = Spec::new(Scope::Portal, &url, Section::Library, NAME);
    spec.trail = vec![Link::new(
        section_name(Section::Library),
        "policy/library.html",
    )];
    spec.number = number;
    spec.column_type = Some("政策文件");
    let description = "已经废止或者失效的政策文件，写明日期和依据，按废止、失效的日期从近到远排列";
    spec.description = Some(description.to_owned());
    let rows = ids.iter().skip((number - 1) * PER_PAGE).take(PER_PAGE);
    let first = page_url(FOLDER, 1);
    let mut page = spec.page(site, cx.frames);
    page.alternates = list_data::alternates(&first, NAME);
    let view = EndedView {
        page,
        description: Some(description.to_owned()),
        rows: rows.map(|id| row(site, *id)).collect(),
        pagination: pagination(FOLDER, ids.len(), number),
        as_of: site.today.to_string(),
        data: list_data::links(&first.href()),
        links: vec![Link::new(
            super::NAME,
            format!("{}index.html", super::FOLDER),
        )],
    };
    Ok(cx.theme.render(&view)?)
}

fn row(site: &Site, id: DocId) -> EndedRow {
    let entry = site.entry(id);
    let document = &entry.document;
    let status = entry.status.as_ref();
    let by = status.map_or(&[][..], |status| &status.by);
    let ran_out = by.is_empty()
        && document.valid_until.is_some()
        && status.is_some_and(|status| status.validity == Validity::Expired);
    EndedRow {
        title: document.title.clone(),
        href: entry.url.href(),
        doc_number: document.doc_number.as_ref().map(|n| n.value.clone()),
        category: kind_label(entry).to_owned(),
        status: status_mark(entry).unwrap_or_default(),
        date: status
            .and_then(|status| status.date)
            .map(|day| day.to_string()),
        by: by.iter().map(|by| basis_link(site, by)).collect(),
        reason: ran_out.then(|| "有效期届满".to_owned()),
    }
}
