//! `search.html`: the search page; without script it offers the static lists.

use crate::output::frame::{Spec, section_description, section_name};
use crate::output::{Context, RenderError};
use crate::site::Scope;
use crate::site::route::UrlPath;
use crate::theme::view::{Link, SearchView, Section};

pub(super) fn render(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let url = UrlPath::new("search.html");
    let title = section_name(Section::Search);
    let mut spec = Spec::new(Scope::Portal, &url, Section::Search, title);
    spec.description = section_description(Section::Search).map(str::to_owned);
    let view = SearchView {
        page: spec.page(cx.site, cx.frames),
        manifest: super::MANIFEST.to_owned(),
        axes: cx.rows.axes(cx.site).to_vec(),
        lists: lists(cx),
    };
    Ok(cx.theme.render(&view)?)
}

/// The sections that every portal has or that this one has something in.
fn lists(cx: &Context<'_>) -> Vec<Link> {
    use crate::model::KindId;
    let site = cx.site;
    let mut out = Vec::new();
    let mut add = |section, path: &str| out.push(Link::new(section_name(section), path));
    if !site.portal.columns.is_empty() {
        add(Section::Statutory, "statutory/index.html");
    }
    if !site.portal.of(KindId::Policy).is_empty() {
        add(Section::Library, "policy/library.html");
    }
    add(Section::Catalogue, "catalogue/index.html");
    if !site.items.is_empty() {
        add(Section::Items, "items/index.html");
    }
    if site.agencies.len() > 1 {
        add(Section::Agencies, "agencies/index.html");
    }
    out
}
