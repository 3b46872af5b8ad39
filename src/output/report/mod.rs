//! 政府信息公开年报: each report with its tables in the official layout, the lists of reports, the years side by side.

pub(super) mod charts;
mod compare;
mod download;
mod parts;
mod years;

use super::document::{attachments, metadata, page, qr, source};
use super::frame::{Spec, base, section_description, section_name, section_url};
use super::{Context, RenderError, Scene};
use crate::model::{KindId, ReportFormat};
use crate::plan::{Origin, Planner};
use crate::site::reports::tables;
use crate::site::{DocId, Entry, Scope, Site};
use crate::theme::view::{
    CountLink, FacetLink, Link, ReportLink, ReportListView, ReportView, ReportYear, Section,
};

const NAME: &str = "政府信息公开年报";

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    let agencies = site.agencies_with_content().map(Scope::Agency);
    for scope in std::iter::once(Scope::Portal).chain(agencies) {
        let ids = site
            .lists(scope)
            .map_or(&[][..], |lists| lists.of(KindId::Report));
        if let Some(url) = section_url(site, scope, Section::Report).filter(|_| !ids.is_empty()) {
            let day = super::lists::changed(site, ids);
            planner.page(
                url,
                Origin::Generated(NAME),
                day,
                Box::new(move |cx| list(cx, scope)),
            );
        }
    }
    for id in site
        .ids()
        .filter(|id| site.entry(*id).document.kind == KindId::Report)
    {
        let entry = site.entry(id);
        let day = entry
            .document
            .updated
            .map_or(entry.document.published.date, |day| {
                day.max(entry.document.published.date)
            });
        planner.page(
            entry.url.clone(),
            Origin::Source(entry.document.path.clone()),
            Some(day),
            Box::new(move |cx| report(cx, id)),
        );
        download::plan(entry, id, planner);
    }
    years::plan(site, planner);
}

fn year_of(entry: &Entry) -> u16 {
    tables(entry)
        .and_then(|tables| u16::try_from(tables.year).ok())
        .unwrap_or_default()
}

fn list(cx: &Context<'_>, scope: Scope) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = section_url(site, scope, Section::Report)
        .unwrap_or_else(|| crate::site::route::UrlPath::new("report/index.html"));
    let mut spec = Spec::new(scope, &url, Section::Report, section_name(Section::Report));
    spec.description = section_description(Section::Report).map(str::to_owned);
    let ids = site
        .lists(scope)
        .map_or(&[][..], |lists| lists.of(KindId::Report));
    let view = ReportListView {
        page: spec.page(site, cx.frames),
        description: section_description(Section::Report).map(str::to_owned),
        years: years(site, ids),
        agencies: if scope == Scope::Portal {
            agency_lists(site)
        } else {
            Vec::new()
        },
        over_years: years::link(site, agency_of(site, scope)),
    };
    Ok(cx.theme.render(&view)?)
}

/// Whose reports the pages of a scope are about: the portal's are those of its own agency.
fn agency_of(site: &Site, scope: Scope) -> crate::config::AgencyIx {
    match scope {
        Scope::Portal => site.config.own_agency(),
        Scope::Agency(agency) => agency,
    }
}

/// Reports by year, the newest first; within a year the portal's own first, then in the order of `config.toml`.
fn years(site: &Site, ids: &[DocId]) -> Vec<ReportYear> {
    let mut sorted: Vec<DocId> = ids.to_vec();
    let own = site.config.own_agency();
    sorted.sort_by_key(|id| {
        let entry = site.entry(*id);
        (
            std::cmp::Reverse(year_of(entry)),
            entry.document.agency != own,
            entry.document.agency,
            *id,
        )
    });
    let mut years: Vec<ReportYear> = Vec::new();
    for id in sorted {
        let entry = site.entry(id);
        let year = year_of(entry);
        let link = ReportLink {
            agency: site.config.agency(entry.document.agency).name.clone(),
            title: entry.document.title.clone(),
            href: entry.url.href(),
            published: entry.document.published.date.to_string(),
        };
        match years.last_mut().filter(|last| last.year == year) {
            Some(last) => last.reports.push(link),
            None => years.push(ReportYear {
                year,
                reports: vec![link],
            }),
        }
    }
    years
}

fn agency_lists(site: &Site) -> Vec<CountLink> {
    site.agencies_with_content()
        .filter_map(|agency| {
            let scope = Scope::Agency(agency);
            let count = site.lists(scope)?.of(KindId::Report).len();
            let href = format!("{}report/index.html", base(site, scope));
            (count > 0)
                .then(|| CountLink::new(site.config.agency(agency).name.clone(), href, count))
        })
        .collect()
}

fn report(cx: &Context<'_>, id: DocId) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let entry = site.entry(id);
    let document = &entry.document;
    let year = year_of(entry);
    let mut years: Vec<(u16, DocId)> =
        site.agencies
            .get(&document.agency)
            .map_or_else(Vec::new, |lists| {
                lists
                    .of(KindId::Report)
                    .iter()
                    .map(|id| (year_of(site.entry(*id)), *id))
                    .collect()
            });
    years.sort_by_key(|(year, id)| (std::cmp::Reverse(*year), *id));
    let of_year = |wanted: u16| {
        years
            .iter()
            .find(|(year, _)| *year == wanted)
            .map(|(year, id)| Link::new(format!("{year}年"), site.entry(*id).url.href()))
    };
    let view = ReportView {
        page: page(cx, entry),
        agency: site.config.agency(document.agency).name.clone(),
        year,
        metadata: metadata(cx, entry),
        source: Some(source(site, entry)),
        published: Some(document.published.to_minute())
            .filter(|_| document.published.time.is_some())
            .or_else(|| Some(document.published.date.to_string())),
        note: note(entry),
        parts: parts::parts(cx, entry),
        downloads: download::links(entry),
        charts: tables(entry).map(charts::of_report).unwrap_or_default(),
        history: years::history(site, document.agency, year),
        comparisons: tables(entry)
            .map(|tables| compare::tables(site, document.agency, tables))
            .unwrap_or_default(),
        over_years: years::link(site, document.agency),
        attachments: attachments(entry),
        previous: year.checked_sub(1).and_then(of_year),
        next: of_year(year + 1),
        years: years
            .iter()
            .map(|(year, other)| FacetLink {
                title: format!("{year}年"),
                href: site.entry(*other).url.href(),
                count: 0,
                current: *other == id,
            })
            .collect(),
        qr: qr(site, entry),
    };
    Ok(cx.theme.render(&view)?)
}

/// Words on a form that is not today's.
fn note(entry: &Entry) -> Option<String> {
    Some(match tables(entry)?.format {
        ReportFormat::Format2021 => return None,
        ReportFormat::Format2019 => {
            "本报告按国办公开办函〔2019〕60号规定的试行格式编制。".to_owned()
        }
        ReportFormat::Prose => "本报告为历史年报，编制时尚无统一的表格格式。".to_owned(),
    })
}
