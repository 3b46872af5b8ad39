//! 立改废动态 as an Atom feed: one entry a change; its id stays as long as the change does.

use std::sync::Arc;

use crate::model::Moment;
use crate::model::dates::in_words;
use crate::output::Context;
use crate::output::feed::{Feed, address, element, link, urn};
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::site::{Basis, Change, Site};

/// Its address.
pub(super) const PATH: &str = "policy/library/changes/feed.xml";
/// Changes in the feed.
const NEWEST: usize = 100;

pub(super) fn plan(planner: &mut Planner, changes: Arc<[Change]>) {
    planner.unlisted(
        UrlPath::new(PATH),
        Origin::Generated(super::NAME),
        Box::new(move |cx: &Context<'_>| Ok(render(cx.site, &changes).into_bytes())),
    );
}

fn render(site: &Site, changes: &[Change]) -> String {
    let newest = changes.first().map_or(site.today, |change| change.date);
    let title = format!("{}{}", site.config.portal.name, super::NAME);
    let mut feed = Feed {
        path: UrlPath::new(PATH),
        page: UrlPath::new(format!("{}index.html", super::FOLDER)),
        title,
        updated: Moment::day(newest),
    }
    .open(site);
    for change in changes.iter().take(NEWEST) {
        write_entry(&mut feed, site, change);
    }
    feed.push_str("</feed>\n");
    feed
}

fn write_entry(out: &mut String, site: &Site, change: &Change) {
    let entry = site.entry(change.document);
    let number = entry.document.doc_number.as_ref();
    let number = number.map_or_else(String::new, |number| format!("（{}）", number.value));
    let label = change.kind.label();
    out.push_str("<entry>\n");
    element(
        out,
        "title",
        &format!("{label}：{}{number}", entry.document.title),
    );
    element(
        out,
        "id",
        &urn(&site.config.portal.name, &name(site, change)),
    );
    let from = UrlPath::new(PATH);
    link(
        out,
        "alternate",
        "text/html",
        &address(site, &from, &entry.url),
    );
    let moment = Moment::day(change.date).to_rfc3339();
    element(out, "published", &moment);
    element(out, "updated", &moment);
    element(out, "summary", &summary(site, change));
    out.push_str("</entry>\n");
}

/// What names a change for good: the document, what happened, when, and by which acts.
fn name(site: &Site, change: &Change) -> UrlPath {
    let by: Vec<&str> = change
        .by
        .iter()
        .map(|by| match by {
            Basis::Document(id) => site.entry(*id).url.as_str(),
            Basis::Words(words) => words.as_str(),
        })
        .collect();
    UrlPath::new(format!(
        "{}#{}-{}-{}",
        site.entry(change.document).url,
        change.kind.key(),
        change.date,
        by.join(" ")
    ))
}

/// The change in a sentence.
fn summary(site: &Site, change: &Change) -> String {
    let entry = site.entry(change.document);
    let by: Vec<String> = change
        .by
        .iter()
        .map(|by| match by {
            Basis::Document(id) => crate::output::document::titled(&site.entry(*id).document),
            Basis::Words(words) => words.clone(),
        })
        .collect();
    let because = if by.is_empty() {
        String::new()
    } else {
        format!("，依据：{}", by.join("、"))
    };
    format!(
        "{}{}于{}{}{because}。",
        crate::output::document::kind_label(entry),
        crate::output::document::titled(&entry.document),
        in_words(change.date),
        change.kind.label()
    )
}
