//! `feed.xml`: the newest documents as an Atom feed (RFC 4287) with their full text.
//!
//! In: the site. Out: well-formed XML whose times come from the documents, never from the clock. Where the portal's
//! address is known, every link is absolute and a page's address is its id; where it is not, links are relative to the
//! feed, and ids are made from the portal's name and the page's path. Both stay as they are when a text changes.

mod content;
pub(crate) mod xml;

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use super::document::kind_label;
use super::{Context, Scene};
use crate::model::{Date, Moment};
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::site::{DocId, Entry, Site};
use xml::push_escaped;

/// Documents in the feed.
const NEWEST: usize = 50;
const PATH: &str = "feed.xml";

pub(super) fn plan(_: &Scene<'_>, planner: &mut Planner) {
    planner.unlisted(
        UrlPath::new(PATH),
        Origin::Generated("订阅"),
        Box::new(|cx: &Context<'_>| Ok(render(cx.site).into_bytes())),
    );
}

fn render(site: &Site) -> String {
    let newest = || {
        let ids = site.portal.all.iter().take(NEWEST);
        ids.map(|id| site.entry(*id))
    };
    let updated = newest_change(site, &site.portal.all);
    let portal = &site.config.portal;
    let mut out = Feed {
        path: UrlPath::new(PATH),
        page: UrlPath::new("index.html"),
        title: format!("{}{}", portal.name, portal.title),
        updated,
    }
    .open(site);
    let path = UrlPath::new(PATH);
    for entry in newest() {
        open_entry(&mut out, site, &path, entry);
        let html = content::html(site, entry);
        out.push_str("<content type=\"html\">");
        push_escaped(&mut out, &html);
        out.push_str("</content>\n");
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

/// A feed of the newest documents of a list, with their summaries.
pub(super) fn summaries(site: &Site, about: Feed, ids: &[DocId]) -> String {
    let path = about.path.clone();
    let mut out = about.open(site);
    for id in ids.iter().take(NEWEST) {
        open_entry(&mut out, site, &path, site.entry(*id));
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

/// When any of the documents that a feed of a list shows last changed; the build date where there are none.
pub(super) fn newest_change(site: &Site, ids: &[DocId]) -> Moment {
    let newest = ids.iter().take(NEWEST).map(|id| site.entry(*id));
    newest
        .map(|entry| updated(site, entry))
        .max()
        .unwrap_or_else(|| Moment::day(site.today))
}

/// What a feed says of itself.
pub(super) struct Feed {
    /// Its own address.
    pub(super) path: UrlPath,
    /// The page that says the same.
    pub(super) page: UrlPath,
    /// Its title.
    pub(super) title: String,
    /// When anything in it last changed.
    pub(super) updated: Moment,
}

impl Feed {
    /// Everything before the first entry.
    pub(super) fn open(self, site: &Site) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n");
        element(&mut out, "title", &self.title);
        element(&mut out, "id", &id(site, &self.path));
        element(&mut out, "updated", &self.updated.to_rfc3339());
        let own = address(site, &self.path, &self.path);
        link(&mut out, "self", "application/atom+xml", &own);
        let page = address(site, &self.path, &self.page);
        link(&mut out, "alternate", "text/html", &page);
        author(&mut out, &site.config.portal.name);
        out.push_str("<generator>Gongkai</generator>\n");
        out
    }
}

/// An entry up to its content.
fn open_entry(out: &mut String, site: &Site, feed: &UrlPath, entry: &Entry) {
    let document = &entry.document;
    out.push_str("<entry>\n");
    element(out, "title", &document.title);
    element(out, "id", &id(site, &entry.url));
    link(
        out,
        "alternate",
        "text/html",
        &address(site, feed, &entry.url),
    );
    element(out, "published", &document.published.to_rfc3339());
    element(out, "updated", &updated(site, entry).to_rfc3339());
    for issuer in &document.issuers {
        author(out, issuer);
    }
    for term in categories(entry) {
        out.push_str("<category term=\"");
        push_escaped(out, term);
        out.push_str("\"/>\n");
    }
    if !entry.summary().is_empty() {
        element(out, "summary", entry.summary());
    }
}

pub(super) fn element(out: &mut String, name: &str, text: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    push_escaped(out, text);
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

pub(super) fn link(out: &mut String, rel: &str, kind: &str, href: &str) {
    out.push_str("<link rel=\"");
    out.push_str(rel);
    out.push_str("\" type=\"");
    out.push_str(kind);
    out.push_str("\" href=\"");
    push_escaped(out, href);
    out.push_str("\"/>\n");
}

fn author(out: &mut String, name: &str) {
    out.push_str("<author><name>");
    push_escaped(out, name);
    out.push_str("</name></author>\n");
}

/// Its kind, topics and 体裁, each once.
fn categories(entry: &Entry) -> Vec<&str> {
    let document = &entry.document;
    let topics = document.topics.iter().map(String::as_str);
    let all = std::iter::once(kind_label(entry))
        .chain(topics)
        .chain(document.genre.as_deref());
    let mut out: Vec<&str> = Vec::new();
    for term in all {
        if !out.contains(&term) {
            out.push(term);
        }
    }
    out
}

/// When a document last changed: its 最后更新日期, where that is later than its 发布日期 and not still to come.
fn updated(site: &Site, entry: &Entry) -> Moment {
    let document = &entry.document;
    let later = |day: &Date| *day > document.published.date && *day <= site.today;
    document
        .updated
        .filter(later)
        .map_or(document.published, Moment::day)
}

/// The full address of a page, or its address relative to a feed.
pub(super) fn address(site: &Site, feed: &UrlPath, url: &UrlPath) -> String {
    match &site.config.portal.base_url {
        Some(base) => base.join(url.address()),
        None => format!("{}{}", feed.root(), url.href()),
    }
}

/// What names an entry for good.
fn id(site: &Site, url: &UrlPath) -> String {
    match &site.config.portal.base_url {
        Some(base) => base.join(url.address()),
        None => urn(&site.config.portal.name, url),
    }
}

/// A UUID made from names alone (RFC 9562, version 8).
pub(super) fn urn(portal: &str, url: &UrlPath) -> String {
    let mut hasher = Sha256::new();
    hasher.update(portal.as_bytes());
    hasher.update([0]);
    hasher.update(url.as_str().as_bytes());
    let digest = hasher.finalize();
    let mut bytes: Vec<u8> = digest.iter().take(16).copied().collect();
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let mut out = String::from("urn:uuid:");
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests;
