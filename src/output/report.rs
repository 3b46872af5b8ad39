//! 政府信息公开年报: each report with its tables in the official layout, and the lists of reports.

use super::document::{attachments, metadata, page, qr, source};
use super::frame::{Spec, base, section_description, section_name, section_url};
use super::{Context, RenderError, Scene};
use crate::markdown;
use crate::model::{
    Detail, KindId, LayoutCell, LayoutKind, LayoutTable, ReportFormat, ReportTables, Slot, arrange,
    layout,
};
use crate::plan::{Origin, Planner};
use crate::site::{DocId, Entry, PageLinks, Scope, Site};
use crate::theme::view::{
    Cell, CellKind, CountLink, FacetLink, Grid, GridRow, Html, Link, ReportLink, ReportListView,
    ReportPart, ReportView, ReportYear, Section,
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
    }
}

/// The figures of a report.
fn tables(entry: &Entry) -> Option<&ReportTables> {
    match &entry.document.detail {
        Detail::Report(tables) => Some(tables),
        _ => None,
    }
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
    };
    Ok(cx.theme.render(&view)?)
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
        parts: parts(site, entry),
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

/// The parts in order: the prose under its own headings, the tables in between.
fn parts(site: &Site, entry: &Entry) -> Vec<ReportPart> {
    let rendered = markdown::render(&entry.document.body.text, &PageLinks::new(site, entry));
    let mut grids: Vec<LayoutTable> = tables(entry).map(layout).unwrap_or_default();
    let mut take = |id| {
        grids
            .iter()
            .position(|grid| grid.id == id)
            .map(|at| grids.remove(at))
    };
    let sections: Vec<_> = rendered.sections().collect();
    let headings: Vec<&str> = sections
        .iter()
        .map(|(heading, _)| heading.text.as_str())
        .collect();
    let mut out = Vec::new();
    let preamble = rendered.preamble();
    if !preamble.as_str().trim().is_empty() {
        out.push(ReportPart {
            body: Some(Html::trusted(preamble.as_str())),
            ..ReportPart::default()
        });
    }
    for slot in arrange(&headings) {
        match slot {
            Slot::Section { heading, table } => {
                let (own, html) = &sections[heading];
                out.push(ReportPart {
                    id: own.id.clone(),
                    title: None,
                    body: Some(Html::trusted(html.as_str())),
                    tables: table.and_then(&mut take).iter().map(grid).collect(),
                });
            }
            Slot::Table(id) => out.extend(take(id).map(|table| {
                ReportPart {
                    id: format!("part-{}", out_id(&table)),
                    title: Some(table.heading.to_owned()),
                    body: table
                        .note
                        .map(|note| Html::trusted(format!("<p>{note}</p>"))),
                    tables: vec![grid(&table)],
                }
            })),
        }
    }
    let notes = rendered.footnotes();
    if !notes.as_str().trim().is_empty() {
        out.push(ReportPart {
            body: Some(Html::trusted(notes.as_str())),
            ..ReportPart::default()
        });
    }
    out
}

fn out_id(table: &LayoutTable) -> &'static str {
    match table.id {
        crate::model::TableId::T2 => "t2",
        crate::model::TableId::T3 => "t3",
        crate::model::TableId::T4 => "t4",
    }
}

fn grid(table: &LayoutTable) -> Grid {
    let rows = |rows: &[Vec<LayoutCell>]| {
        rows.iter()
            .map(|row| GridRow {
                cells: row.iter().map(cell).collect(),
            })
            .collect()
    };
    Grid {
        caption: table.caption.clone(),
        head: rows(&table.head),
        body: rows(&table.body),
        columns: table.columns,
    }
}

fn cell(cell: &LayoutCell) -> Cell {
    Cell {
        kind: match cell.kind {
            LayoutKind::Col => CellKind::Col,
            LayoutKind::ColGroup => CellKind::Colgroup,
            LayoutKind::Row => CellKind::Row,
            LayoutKind::RowGroup => CellKind::Rowgroup,
            LayoutKind::Note => CellKind::Note,
            LayoutKind::Figure => CellKind::Figure,
        },
        text: cell.text.clone(),
        colspan: cell.colspan,
        rowspan: cell.rowspan,
        id: cell.id.clone(),
        headers: (!cell.headers.is_empty()).then(|| cell.headers.join(" ")),
    }
}
