//! 立改废: the list of changes with its feed, and the list of what is no longer in force (standards part 7).

mod ended;
mod feed;

use std::sync::Arc;

use super::document::basis_link;
use super::frame::{Spec, section_name};
use super::{Context, RenderError, Scene};
use crate::model::{Category, Detail, KindId, Validity};
use crate::plan::{Origin, Planner};
use crate::site::route::{UrlPath, encode};
use crate::site::{Change, ChangeKind, Scope, Site, changes};
use crate::theme::view::{
    ChangeRow, ChangeYear, ChangesView, FacetGroup, FacetLink, Link, Pagination, Section,
};

const NAME: &str = "立改废动态";
const FOLDER: &str = "policy/library/changes/";
/// Rows of a page.
const PER_PAGE: usize = 50;
/// Years in the table of numbers.
const YEARS: usize = 10;

/// The ways to these pages; none where the portal has no policy.
pub(super) fn links(site: &Site) -> Vec<Link> {
    let mut links = Vec::new();
    if !site.portal.of(KindId::Policy).is_empty() {
        links.push(Link::new(NAME, format!("{FOLDER}index.html")));
    }
    links.extend(ended::link(site));
    links
}

/// The way to what has ended; `None` where nothing has.
pub(super) fn ended(site: &Site) -> Option<Link> {
    ended::link(site)
}

/// The feed of changes; `None` where the portal has no policy.
pub(super) fn feed(site: &Site) -> Option<Link> {
    let policies = site.portal.of(KindId::Policy);
    (!policies.is_empty()).then(|| Link::new("Atom 订阅", feed::PATH))
}

/// A list of changes, whole or of one kind.
struct Log {
    changes: Arc<[Change]>,
    kind: Option<ChangeKind>,
    facet: FacetGroup,
    years: Vec<ChangeYear>,
    in_force: [usize; 2],
}

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    if site.portal.of(KindId::Policy).is_empty() {
        return;
    }
    let all: Arc<[Change]> = changes(site).into();
    let of = |kind: ChangeKind| -> Arc<[Change]> {
        all.iter()
            .filter(|change| change.kind == kind)
            .cloned()
            .collect()
    };
    let kinds: Vec<(ChangeKind, Arc<[Change]>)> = ChangeKind::ALL
        .into_iter()
        .map(|kind| (kind, of(kind)))
        .filter(|(_, changes)| !changes.is_empty())
        .collect();
    let facet = |chosen: Option<ChangeKind>| FacetGroup {
        key: "kind".to_owned(),
        title: "变化".to_owned(),
        all: chosen.map(|_| format!("{FOLDER}index.html")),
        links: kinds
            .iter()
            .map(|(kind, changes)| FacetLink {
                title: kind.label().to_owned(),
                href: folder(Some(*kind)) + "index.html",
                count: changes.len(),
                current: chosen == Some(*kind),
            })
            .collect(),
    };
    let in_force = [Category::Regulation, Category::Normative].map(|own| in_force(site, own));
    feed::plan(planner, Arc::clone(&all));
    let whole = Log {
        years: years(site, &all),
        changes: all,
        kind: None,
        facet: facet(None),
        in_force,
    };
    plan_log(planner, whole);
    for (kind, changes) in &kinds {
        let log = Log {
            changes: Arc::clone(changes),
            kind: Some(*kind),
            facet: facet(Some(*kind)),
            years: Vec::new(),
            in_force,
        };
        plan_log(planner, log);
    }
    ended::plan(site, planner);
}

fn folder(kind: Option<ChangeKind>) -> String {
    match kind {
        None => FOLDER.to_owned(),
        Some(kind) => format!("{FOLDER}{}/", kind.key()),
    }
}

/// The address of page `number` of a list in a folder.
fn page_url(folder: &str, number: usize) -> UrlPath {
    UrlPath::new(match number {
        1 => format!("{folder}index.html"),
        _ => format!("{folder}page/{number}.html"),
    })
}

fn page_count(len: usize) -> usize {
    len.div_ceil(PER_PAGE).max(1)
}

fn pagination(folder: &str, len: usize, number: usize) -> Pagination {
    Pagination::new(len, page_count(len), number, |n| {
        encode(page_url(folder, n).as_str())
    })
}

fn plan_log(planner: &mut Planner, log: Log) {
    let log = Arc::new(log);
    let folder = folder(log.kind);
    for number in 1..=page_count(log.changes.len()) {
        let url = page_url(&folder, number);
        let day = log.changes.first().map(|change| change.date);
        let log = Arc::clone(&log);
        let make = Box::new(move |cx: &Context<'_>| render(cx, &log, number));
        if number == 1 {
            planner.page(url, Origin::Generated(NAME), day, make);
        } else {
            planner.unlisted(url, Origin::Generated(NAME), make);
        }
    }
}

fn render(cx: &Context<'_>, log: &Log, number: usize) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let folder = folder(log.kind);
    let url = page_url(&folder, number);
    let title = log.kind.map_or_else(
        || NAME.to_owned(),
        |kind| format!("{NAME}（{}）", kind.label()),
    );
    let mut spec = Spec::new(Scope::Portal, &url, Section::Library, title);
    spec.trail = vec![Link::new(
        section_name(Section::Library),
        "policy/library.html",
    )];
    if log.kind.is_some() {
        spec.trail
            .push(Link::new(NAME, format!("{FOLDER}index.html")));
    }
    spec.number = number;
    spec.column_type = Some("政策文件");
    let description =
        "法律法规、政府规章、行政规范性文件的公布、施行、修改、废止和失效，按日期从近到远排列";
    spec.description = Some(description.to_owned());
    let first = number == 1;
    let feed = Link::new("订阅立改废动态（Atom）", feed::PATH);
    let mut links = vec![feed.clone()];
    links.extend(ended::link(site));
    let view = ChangesView {
        page: spec.page(site, cx.frames),
        description: Some(description.to_owned()),
        facets: if first {
            vec![log.facet.clone()]
        } else {
            Vec::new()
        },
        rows: log
            .changes
            .iter()
            .skip((number - 1) * PER_PAGE)
            .take(PER_PAGE)
            .map(|change| row(site, change))
            .collect(),
        pagination: pagination(&folder, log.changes.len(), number),
        years: if first { log.years.clone() } else { Vec::new() },
        in_force: log.in_force,
        as_of: site.today.to_string(),
        feed,
        links,
    };
    Ok(cx.theme.render(&view)?)
}

fn row(site: &Site, change: &Change) -> ChangeRow {
    let entry = site.entry(change.document);
    ChangeRow {
        date: change.date.to_string(),
        key: change.kind.key().to_owned(),
        label: change.kind.label().to_owned(),
        title: entry.document.title.clone(),
        href: entry.url.href(),
        doc_number: entry.document.doc_number.as_ref().map(|n| n.value.clone()),
        category: super::document::kind_label(entry).to_owned(),
        by: change.by.iter().map(|by| basis_link(site, by)).collect(),
    }
}

fn category(site: &Site, change: &Change) -> Option<Category> {
    match &site.entry(change.document).document.detail {
        Detail::Policy(policy) => Some(policy.category),
        _ => None,
    }
}

/// What is in force at the build date: 现行有效 and, as their texts still hold, 已修改.
fn in_force(site: &Site, category: Category) -> usize {
    let ids = site.portal.of(KindId::Policy).iter();
    ids.map(|id| site.entry(*id))
        .filter(|entry| {
            matches!(&entry.document.detail, Detail::Policy(own) if own.category == category)
                && entry.status.as_ref().is_some_and(|status| {
                    matches!(status.validity, Validity::Valid | Validity::Amended)
                })
        })
        .count()
}

/// Numbers of the last years, newest first; a document that changed twice in a year counts once.
fn years(site: &Site, changes: &[Change]) -> Vec<ChangeYear> {
    let mut seen = std::collections::BTreeSet::new();
    let mut years: Vec<(i16, [usize; 6])> = Vec::new();
    for change in changes {
        let first = match category(site, change) {
            Some(Category::Regulation) => 0,
            Some(Category::Normative) => 3,
            _ => continue,
        };
        let which = match change.kind {
            ChangeKind::Issued => 0,
            ChangeKind::Amended => 1,
            ChangeKind::Repealed | ChangeKind::Expired => 2,
            ChangeKind::Effective => continue,
        };
        let year = change.date.year();
        if !seen.insert((year, which, change.document)) {
            continue;
        }
        if years.last().is_none_or(|(last, _)| *last != year) {
            if years.len() == YEARS {
                break;
            }
            years.push((year, [0; 6]));
        }
        if let Some((_, counts)) = years.last_mut() {
            counts[first + which] += 1;
        }
    }
    years
        .into_iter()
        .map(|(year, counts)| ChangeYear {
            year: format!("{year}年"),
            counts,
        })
        .collect()
}
