//! The full text of a document for a reader of feeds: its text and its files, with links that work outside the page.

use super::xml::escape;
use crate::markdown::{Links, Resolution};
use crate::site::route::encode;
use crate::site::{Entry, PageLinks, Site};

/// HTML that stands alone.
pub(super) fn html(site: &Site, entry: &Entry) -> String {
    let links = FeedLinks {
        page: PageLinks::new(site, entry),
        site,
        entry,
    };
    let mut out = entry.html(&links);
    let files = &entry.document.attachments;
    if !files.is_empty() {
        out.push_str("<p>附件：</p><ul>");
        for file in files {
            let name = file.name.rsplit('/').next().unwrap_or(&file.name);
            let href = links.at_root(&entry.url.beside(&file.name).href());
            let title = file.title.as_deref().unwrap_or(name);
            out.push_str("<li><a href=\"");
            out.push_str(&escape(&href));
            out.push_str("\">");
            out.push_str(&escape(title));
            out.push_str("</a></li>");
        }
        out.push_str("</ul>");
    }
    out
}

/// The links of a page as they read from the feed: absolute, or relative to the site's root, where the feed stands.
struct FeedLinks<'s> {
    page: PageLinks<'s>,
    site: &'s Site,
    entry: &'s Entry,
}

impl FeedLinks<'_> {
    /// An address from the site's root, encoded already.
    fn at_root(&self, href: &str) -> String {
        match &self.site.config.portal.base_url {
            Some(base) => format!("{}{}", base.as_str(), without_index(href)),
            None => href.to_owned(),
        }
    }
}

impl Links for FeedLinks<'_> {
    fn resolve(&self, target: &str) -> Resolution {
        match self.page.resolve(target) {
            Resolution::Href(href) if href.starts_with('#') => {
                let page = encode(self.entry.url.as_str());
                Resolution::Href(self.at_root(&format!("{page}{href}")))
            }
            Resolution::Href(href) => {
                let root = self.entry.url.root();
                let from_root = href.strip_prefix(&root).unwrap_or(&href);
                Resolution::Href(self.at_root(from_root))
            }
            other => other,
        }
    }
}

/// `a/index.html#b` → `a/#b`: the address that pages give of themselves.
fn without_index(href: &str) -> String {
    let (path, anchor) = href.find('#').map_or((href, ""), |at| href.split_at(at));
    let path = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    format!("{path}{anchor}")
}
