//! 政府公报: the issues of the portal and of each agency by year, and each issue as one file (standards 11.9).

mod download;
mod whole;

use std::sync::Arc;

use super::frame::{Spec, section_description, section_name, section_url};
use super::lists::List;
use super::{Context, RenderError, Scene, list_data};
use crate::model::{Detail, Gazette, KindId};
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::site::{DocId, Entry, RelatedSort, Scope, Site};
use crate::theme::view::{GazettesView, IssueCard, IssueYear, Link, Section};

pub(crate) use download::Issues;
pub(super) use download::download;

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    let agencies = site.agencies_with_content().map(Scope::Agency);
    for scope in std::iter::once(Scope::Portal).chain(agencies) {
        // The portal's own gazettes stand in the portal's list already, and its pages link there.
        if scope == Scope::Agency(site.config.own_agency()) {
            continue;
        }
        let ids = site
            .lists(scope)
            .map_or(&[][..], |lists| lists.of(KindId::Gazette));
        if let Some(url) = section_url(site, scope, Section::Gazette).filter(|_| !ids.is_empty()) {
            let day = super::lists::changed(site, ids);
            let name = KindId::Gazette.kind().label;
            let (section, title) = (Section::Gazette, section_name(Section::Gazette));
            let list = List::new(site, scope, url.clone(), section, title, ids);
            list_data::plan(planner, &Arc::new(list), name);
            let origin = Origin::Generated(name);
            planner.page(url, origin, day, Box::new(move |cx| index(cx, scope)));
        }
    }
    for id in site.ids() {
        if let Some(url) = download::url(site.entry(id)) {
            let origin = Origin::Source(site.entry(id).document.path.clone());
            planner.unlisted(
                url,
                origin,
                Box::new(move |cx| Ok(cx.issues.file(cx.site, id))),
            );
        }
    }
}

/// The way to the portal's gazettes; `None` where there is none.
pub(super) fn link(site: &Site) -> Option<Link> {
    let url = section_url(site, Scope::Portal, Section::Gazette)?;
    (!site.portal.of(KindId::Gazette).is_empty())
        .then(|| Link::new(section_name(Section::Gazette), url.href()))
}

fn gazette(entry: &Entry) -> Option<&Gazette> {
    match &entry.document.detail {
        Detail::Gazette(gazette) => Some(gazette),
        _ => None,
    }
}

/// The documents that an issue carries and that are public here, in order.
fn carried(entry: &Entry) -> impl Iterator<Item = &crate::site::Target> {
    let groups = entry.related.iter();
    groups
        .filter(|group| group.sort == RelatedSort::Carries)
        .flat_map(|group| &group.targets)
}

fn index(cx: &Context<'_>, scope: Scope) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = section_url(site, scope, Section::Gazette)
        .unwrap_or_else(|| UrlPath::new("gazette/index.html"));
    let mut spec = Spec::new(
        scope,
        &url,
        Section::Gazette,
        section_name(Section::Gazette),
    );
    spec.description = section_description(Section::Gazette).map(str::to_owned);
    let ids = site
        .lists(scope)
        .map_or(&[][..], |lists| lists.of(KindId::Gazette));
    let mut page = spec.page(site, cx.frames);
    page.alternates = list_data::alternates(&url, section_name(Section::Gazette));
    let view = GazettesView {
        page,
        description: section_description(Section::Gazette).map(str::to_owned),
        total: ids.len(),
        years: years(site, ids),
        data: list_data::links(&url.href()),
    };
    Ok(cx.theme.render(&view)?)
}

/// Years from the newest, and in each year issues from the newest.
fn years(site: &Site, ids: &[DocId]) -> Vec<IssueYear> {
    let mut issues: Vec<(i16, u32, DocId)> = ids
        .iter()
        .filter_map(|id| {
            let gazette = gazette(site.entry(*id))?;
            Some((gazette.year, gazette.issue, *id))
        })
        .collect();
    issues.sort_by_key(|(year, issue, id)| (std::cmp::Reverse((*year, *issue)), *id));
    let first = issues
        .first()
        .map(|(_, _, id)| site.entry(*id).document.agency);
    let several = issues
        .iter()
        .any(|(_, _, id)| Some(site.entry(*id).document.agency) != first);
    let mut years: Vec<IssueYear> = Vec::new();
    for (year, _, id) in issues {
        let title = format!("{year}年");
        let Some(mut card) = card(site, id) else {
            continue;
        };
        if several {
            let agency = site.config.agency(site.entry(id).document.agency);
            card.agency = Some(agency.name.clone());
        }
        match years.last_mut().filter(|last| last.title == title) {
            Some(last) => last.issues.push(card),
            None => years.push(IssueYear {
                id: format!("y{year}"),
                title,
                issues: vec![card],
            }),
        }
    }
    years
}

fn card(site: &Site, id: DocId) -> Option<IssueCard> {
    let entry = site.entry(id);
    let gazette = gazette(entry)?;
    Some(IssueCard {
        title: format!("第{}期", gazette.issue),
        total: gazette.total_issue.map(|total| format!("总第{total}期")),
        href: entry.url.href(),
        published: entry.document.published.date.to_string(),
        documents: carried(entry).count(),
        download: download::url(entry).map(|url| url.href()),
        file: download::file_name(site, entry),
        agency: None,
    })
}
