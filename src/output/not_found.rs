//! The page for addresses that do not exist.

use super::frame::{Spec, section_name};
use super::{Context, RenderError, Scene};
use crate::plan::{Origin, Planner};
use crate::site::Scope;
use crate::site::route::UrlPath;
use crate::theme::view::{Link, NotFoundView, Section};

pub(super) fn plan(_: &Scene<'_>, planner: &mut Planner) {
    planner.unlisted(
        UrlPath::new("404.html"),
        Origin::Generated("页面找不到的提示"),
        Box::new(render),
    );
}

fn render(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = UrlPath::new("404.html");
    let mut spec = Spec::new(Scope::Portal, &url, Section::None, "没有找到这个页面");
    spec.column_type = None;
    let mut page = spec.page(site, cx.frames);
    page.noindex = true;
    page.url = None;
    // A server shows this page at any depth: its links start at the site's root, where that is known.
    page.root = site
        .config
        .portal
        .base_url
        .as_ref()
        .map_or_else(String::new, |base| base.path().to_owned());
    let mut links = vec![
        Link::new("返回首页", "index.html"),
        Link::new("检索", "search.html"),
    ];
    links.push(Link::new(
        section_name(Section::Catalogue),
        "catalogue/index.html",
    ));
    links.push(Link::new("站点地图", "sitemap.html"));
    Ok(cx.theme.render(&NotFoundView { page, links })?)
}
