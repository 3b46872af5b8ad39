//! 新旧文本对照: a document beside the older one whose place it took.
//!
//! In: documents that name a public document of the portal in `replaces`. Out: for each such pair a page with both
//! texts side by side, and the links to it for the pages of both. Only plain text of public documents is compared.

mod diff;

use super::document::source_line;
use super::frame::{Spec, scope_of};
use super::rows::status_mark;
use super::{Context, RenderError, Scene, document};
use crate::model::Relation;
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::site::{DocId, Entry, RelatedSort, Site, Target};
use crate::theme::view::{CompareRow, CompareRun, CompareSide, CompareView, Link, Section};

/// What the pages are called.
const TITLE: &str = "新旧文本对照";

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    for new in site.ids() {
        for (at, old) in olds(site.entry(new)).enumerate() {
            let url = url(site.entry(new), at);
            let own = url.clone();
            planner.unlisted(
                url,
                Origin::Source(site.entry(new).document.path.clone()),
                Box::new(move |cx| render(cx, (old, new), &own)),
            );
        }
    }
}

/// The comparisons that a document stands in, on either side, as links.
pub(super) fn links(site: &Site, id: DocId) -> Vec<Link> {
    let entry = site.entry(id);
    let own = olds(entry)
        .enumerate()
        .map(|(at, old)| (url(entry, at), old));
    let others = targets(entry, RelatedSort::ActedUpon(Relation::Replaces)).filter_map(|new| {
        let newer = site.entry(new);
        let at = olds(newer).position(|old| old == id)?;
        Some((url(newer, at), new))
    });
    own.chain(others)
        .map(|(url, other)| {
            let title = format!("{TITLE}：《{}》", bare(&site.entry(other).document.title));
            Link::new(title, url.href())
        })
        .collect()
}

/// A title without the book marks around the whole of it.
fn bare(title: &str) -> &str {
    title
        .strip_prefix('《')
        .and_then(|rest| rest.strip_suffix('》'))
        .filter(|inner| !inner.contains(['《', '》']))
        .unwrap_or(title)
}

/// The public documents whose place this one took, in the order written.
fn olds(entry: &Entry) -> impl Iterator<Item = DocId> {
    targets(entry, RelatedSort::Acts(Relation::Replaces))
}

fn targets(entry: &Entry, sort: RelatedSort) -> impl Iterator<Item = DocId> {
    let related = entry
        .related
        .iter()
        .filter(move |related| related.sort == sort);
    related
        .flat_map(|related| &related.targets)
        .filter_map(|target| match target {
            Target::Document(id) => Some(*id),
            Target::Words(_) => None,
        })
}

/// `yjya.html` → `yjya-compare.html`, `yjya/index.html` → `yjya/compare.html`; the second one of a document ends in `-2`.
fn url(entry: &Entry, at: usize) -> UrlPath {
    let number = if at == 0 {
        String::new()
    } else {
        format!("-{}", at + 1)
    };
    let path = entry.url.as_str();
    let stem = match path.strip_suffix("/index.html") {
        Some(folder) => format!("{folder}/"),
        None => format!("{}-", path.strip_suffix(".html").unwrap_or(path)),
    };
    UrlPath::new(format!("{stem}compare{number}.html"))
}

fn render(
    cx: &Context<'_>,
    (old, new): (DocId, DocId),
    url: &UrlPath,
) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let (before, after) = (site.entry(old), site.entry(new));
    let scope = scope_of(site, after.document.agency);
    let title = format!("{TITLE}：{}", after.document.title);
    let mut spec = Spec::new(scope, url, Section::Statutory, title);
    spec.trail = document::trail(site, scope, after);
    spec.trail
        .push(Link::new(after.document.title.clone(), after.url.href()));
    spec.column = after.document.column;
    spec.column_type = Some("政策文件");
    let rows: Vec<CompareRow> = diff::rows(&before.plain(), &after.plain())
        .into_iter()
        .map(row)
        .collect();
    let count = |kind: &str| rows.iter().filter(|row| row.kind == kind).count();
    let view = CompareView {
        page: spec.page(site, cx.frames),
        old: side(before),
        new: side(after),
        changed: count("changed"),
        added: count("added"),
        removed: count("removed"),
        rows,
    };
    Ok(cx.theme.render(&view)?)
}

fn side(entry: &Entry) -> CompareSide {
    CompareSide {
        link: Link::new(entry.document.title.clone(), entry.url.href()),
        facts: source_line(entry),
        status: status_mark(entry),
    }
}

fn row(row: diff::Row) -> CompareRow {
    let whole = |text: String, changed| vec![CompareRun { text, changed }];
    let runs = |runs: Vec<diff::Run>| {
        let run = |run: diff::Run| CompareRun {
            text: run.text,
            changed: run.changed,
        };
        runs.into_iter().map(run).collect()
    };
    let (kind, mark, old, new) = match row {
        diff::Row::Same(text) => ("same", "", whole(text.clone(), false), whole(text, false)),
        diff::Row::Changed(old, new) => ("changed", "改", runs(old), runs(new)),
        diff::Row::Removed(text) => ("removed", "删", whole(text, true), Vec::new()),
        diff::Row::Added(text) => ("added", "增", Vec::new(), whole(text, true)),
    };
    CompareRow {
        kind: kind.to_owned(),
        mark: mark.to_owned(),
        old,
        new,
    }
}
