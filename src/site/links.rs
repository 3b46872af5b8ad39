//! Links in texts: written as paths to sources, checked once, drawn as addresses.

use percent_encoding::percent_decode_str;

use super::lookup::Lookup;
use super::route::{self, FIXED_PAGES, UrlPath, encode};
use super::{DocId, Entry, Site};
use crate::diag::{Diagnostic, Span};
use crate::gate::Withheld;
use crate::markdown::{Links, Resolution};
use crate::source::SourcePath;

/// Where a link in a text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// A heading of the same text.
    Here(String),
    /// A public document, and a heading in it.
    Document(DocId, Option<String>),
    /// Another file of the site.
    File(UrlPath),
    /// An address outside.
    Outside,
    /// Nothing that is public: the source path it would be.
    Missing(Option<SourcePath>),
}

fn is_outside(target: &str) -> bool {
    let scheme = target.split_once(':').map_or("", |(scheme, _)| scheme);
    target.starts_with("//")
        || (!scheme.is_empty()
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c)))
}

/// Reads a link's target against the file it stands in.
pub(super) fn place(lookup: &Lookup, from: &SourcePath, target: &str) -> Place {
    if is_outside(target) {
        return Place::Outside;
    }
    let (path, anchor) = target
        .split_once('#')
        .map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let anchor = anchor.filter(|anchor| !anchor.is_empty()).map(decode);
    if path.is_empty() {
        return Place::Here(anchor.unwrap_or_default());
    }
    let path = decode(path.split('?').next().unwrap_or_default());
    let Some(source) = route::resolve(from, &path) else {
        return Place::Missing(None);
    };
    let in_folder = || lookup.path(&SourcePath::new(&format!("{}/index.md", source.as_str())));
    if let Some(id) = lookup.path(&source).or_else(in_folder) {
        return Place::Document(id, anchor);
    }
    if let Some(url) = lookup.file(source.as_str()) {
        return Place::File(url.clone());
    }
    let below = source.in_content();
    let page = if path.ends_with('/') {
        format!("{below}/index.html")
    } else {
        below.to_owned()
    };
    if FIXED_PAGES.contains(&page.as_str()) || lookup.is_static(&page) {
        return Place::File(UrlPath::new(page));
    }
    Place::Missing(Some(source))
}

/// Checks the links of one document; what is broken is an error, what is not public a warning. Answers with the
/// documents whose headings it names.
pub(super) fn check(site: &Site, entry: &Entry, out: &mut Vec<Diagnostic>) -> Vec<DocId> {
    let document = &entry.document;
    let withheld = &site.withheld;
    let mut named = Vec::new();
    for link in entry.marks().into_iter().flat_map(|marks| &marks.links) {
        let span = document.body.span(&link.span);
        match place(&site.lookup, &document.path, &link.target) {
            Place::Here(anchor) if !anchor.is_empty() && !entry.anchors().contain(&anchor) => {
                out.push(broken_anchor(entry, span, &anchor, entry));
            }
            Place::Document(id, Some(anchor)) => {
                named.push(id);
                let other = site.entry(id);
                if !other.anchors().contain(&anchor) {
                    out.push(broken_anchor(entry, span, &anchor, other));
                }
            }
            Place::Missing(Some(path)) if withheld.has_failed(&path) => {}
            Place::Missing(Some(path)) if hidden(withheld, &path) => out.push(
                Diagnostic::warning("refers-to-withheld", &document.path, span, "这个链接指向没有公开的文件，页面上只留文字，不加链接")
                    .help("检查文字本身是否妥当"),
            ),
            Place::Missing(_) => out.push(
                Diagnostic::error("broken-link", &document.path, span, format!("链接的文件不存在: {}", link.target))
                    .help("站内链接写成相对于本文件的源文件路径，例如 ../2024/yjya.md；附件放在文档自己的文件夹里"),
            ),
            _ => {}
        }
    }
    named
}

fn broken_anchor(entry: &Entry, span: Span, anchor: &str, of: &Entry) -> Diagnostic {
    let help = crate::diag::nearest(anchor, of.anchors().iter()).map_or_else(
        || "标题的锚点是它的文字，空格写成 -，标点省去".to_owned(),
        |near| format!("是不是 #{near}？"),
    );
    Diagnostic::error(
        "broken-anchor",
        &entry.document.path,
        span,
        format!("没有找到标题“#{anchor}”"),
    )
    .help(help)
}

/// A withheld document, or a file of its bundle.
fn hidden(withheld: &Withheld, path: &SourcePath) -> bool {
    let mut folder = path.as_str();
    if withheld.contains(path) {
        return true;
    }
    loop {
        if withheld.contains(&SourcePath::new(&format!("{folder}/index.md"))) {
            return true;
        }
        match folder.rsplit_once('/') {
            Some((above, _)) => folder = above,
            None => return false,
        }
    }
}

/// The links of one document's page, for the renderer of texts.
pub(crate) struct PageLinks<'s> {
    site: &'s Site,
    entry: &'s Entry,
}

impl<'s> PageLinks<'s> {
    /// The links of a document.
    pub(crate) fn new(site: &'s Site, entry: &'s Entry) -> Self {
        Self { site, entry }
    }
}

impl Links for PageLinks<'_> {
    fn resolve(&self, target: &str) -> Resolution {
        let root = self.entry.url.root();
        match place(&self.site.lookup, &self.entry.document.path, target) {
            Place::Here(anchor) => Resolution::Href(format!("#{}", encode(&anchor))),
            Place::Document(id, anchor) => {
                let href = self.site.entry(id).url.href();
                let anchor = anchor
                    .map(|anchor| format!("#{}", encode(&anchor)))
                    .unwrap_or_default();
                Resolution::Href(format!("{root}{href}{anchor}"))
            }
            Place::File(url) => Resolution::Href(format!("{root}{}", url.href())),
            Place::Outside => Resolution::External(target.to_owned()),
            Place::Missing(_) => Resolution::Unlinked,
        }
    }
}
