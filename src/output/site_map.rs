//! 站点地图 for people (footer item ⑦ of standards 4.3).

use super::frame::{Spec, section_name};
use super::{Context, RenderError, Scene, agencies, fields, gazette, home, statutory};
use crate::plan::{Origin, Planner};
use crate::site::Scope;
use crate::site::route::UrlPath;
use crate::theme::view::{CountLink, Section, SiteMapGroup, SiteMapView};

pub(super) fn plan(_: &Scene<'_>, planner: &mut Planner) {
    planner.page(
        UrlPath::new("sitemap.html"),
        Origin::Generated("站点地图"),
        None,
        Box::new(render),
    );
}

fn render(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = UrlPath::new("sitemap.html");
    let mut spec = Spec::new(Scope::Portal, &url, Section::None, "站点地图");
    spec.column_type = None;
    let group = |title: &str, href: Option<&str>, links: Vec<CountLink>| SiteMapGroup {
        title: title.to_owned(),
        href: href.map(str::to_owned),
        links,
    };
    let mut groups: Vec<SiteMapGroup> = home::columns(site, Scope::Portal)
        .into_iter()
        .map(|column| {
            let links = if column.section == Section::Statutory {
                tree(cx)
            } else {
                Vec::new()
            };
            SiteMapGroup {
                title: column.title,
                href: Some(column.href),
                links,
            }
        })
        .collect();
    groups.push(group(
        section_name(Section::Apply),
        Some("apply.html"),
        Vec::new(),
    ));
    let lists = statutory::lists_across(site).into_iter();
    for link in lists.chain(gazette::link(site)) {
        groups.push(group(&link.title, Some(&link.href), Vec::new()));
    }
    for axis in cx.rows.axes(site) {
        let links = axis
            .links
            .iter()
            .map(|link| CountLink::new(&*link.title, &*link.href, link.count))
            .collect();
        groups.push(group(
            &format!("{}：{}", section_name(Section::Catalogue), axis.title),
            Some("catalogue/index.html"),
            links,
        ));
    }
    groups.push(group(
        section_name(Section::Fields),
        None,
        fields::field_links(site),
    ));
    groups.push(group(
        section_name(Section::Agencies),
        Some("agencies/index.html"),
        agencies::agency_links(site),
    ));
    groups.retain(|group| group.href.is_some() || !group.links.is_empty());
    Ok(cx.theme.render(&SiteMapView {
        page: spec.page(site, cx.frames),
        groups,
    })?)
}

/// Top columns, each followed by the columns below it.
fn tree(cx: &Context<'_>) -> Vec<CountLink> {
    statutory::groups(cx.site, Scope::Portal, 0)
        .into_iter()
        .flat_map(|group| {
            std::iter::once(CountLink::new(group.title, group.href, group.count))
                .chain(group.children)
        })
        .collect()
}
