//! 政府信息公开目录: every public document, and a static list for each value of each axis.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::frame::section_name;
use super::library::data_links;
use super::lists::{List, changed, plan_pages};
use super::{Context, RenderError, Scene, rows};
use crate::plan::Planner;
use crate::site::route::{UrlPath, encode};
use crate::site::{Axis, Scope, Site};
use crate::theme::view::{CatalogueView, FacetGroup, FacetLink, Link, Section};

const NAME: &str = "政府信息公开目录";
pub(crate) const AXES: [Axis; 4] = [Axis::Agency, Axis::Topic, Axis::Genre, Axis::Year];

/// Second-level topics by the address of their first-level topic.
type Below = BTreeMap<String, Vec<FacetLink>>;

/// A list of the catalogue, and which value narrows it.
struct Drawer {
    list: List,
    axes: Arc<Vec<FacetGroup>>,
    below: Arc<Below>,
    chosen: Option<(Axis, String, String)>,
}

impl AsRef<List> for Drawer {
    fn as_ref(&self) -> &List {
        &self.list
    }
}

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    let all = &site.portal.all;
    let axes = Arc::new(axes(site));
    let below = Arc::new(below(site));
    let list = List::new(
        site,
        Scope::Portal,
        UrlPath::new("catalogue/index.html"),
        Section::Catalogue,
        NAME,
        all,
    );
    drawer(
        site,
        planner,
        Drawer {
            list,
            axes: axes.clone(),
            below: below.clone(),
            chosen: None,
        },
    );
    for axis in AXES {
        for value in axis.sort(site, all) {
            let url = UrlPath::new(folder(axis, &value.slug) + "index.html");
            let mut list = List::new(
                site,
                Scope::Portal,
                url,
                Section::Catalogue,
                format!("{NAME}（{}：{}）", axis.label(), value.label),
                &value.documents,
            );
            list.trail = vec![Link::new(
                section_name(Section::Catalogue),
                "catalogue/index.html",
            )];
            let chosen = Some((axis, value.label, value.slug));
            drawer(
                site,
                planner,
                Drawer {
                    list,
                    axes: axes.clone(),
                    below: below.clone(),
                    chosen,
                },
            );
        }
    }
}

fn below(site: &Site) -> Below {
    let mut below = Below::new();
    let topics = Axis::Topic.sort(site, &site.portal.all);
    for value in topics {
        if value.level == 1 {
            continue;
        }
        let above = value.slug.split('/').next().unwrap_or_default().to_owned();
        below.entry(above).or_default().push(FacetLink {
            title: value.label,
            href: encode(&folder(Axis::Topic, &value.slug)) + "index.html",
            count: value.documents.len(),
            current: false,
        });
    }
    below
}

fn folder(axis: Axis, slug: &str) -> String {
    format!("catalogue/{}/{slug}/", axis.key())
}

/// The axes with the number of documents of each value; first-level topics only. Archived documents close the list.
pub(crate) fn axes(site: &Site) -> Vec<FacetGroup> {
    let mut groups: Vec<FacetGroup> = AXES
        .iter()
        .map(|axis| FacetGroup {
            key: axis.key().to_owned(),
            title: axis.label().to_owned(),
            all: None,
            links: axis
                .sort(site, &site.portal.all)
                .into_iter()
                .filter(|value| value.level == 1)
                .map(|value| FacetLink {
                    href: encode(&folder(*axis, &value.slug)) + "index.html",
                    count: value.documents.len(),
                    title: value.label,
                    current: false,
                })
                .collect(),
        })
        .filter(|group| !group.links.is_empty())
        .collect();
    if !site.portal.archived.is_empty() {
        let link = FacetLink {
            title: "已归档".to_owned(),
            href: "catalogue/archived/index.html".to_owned(),
            count: site.portal.archived.len(),
            current: false,
        };
        groups.push(FacetGroup {
            key: "archived".to_owned(),
            title: "归档".to_owned(),
            all: None,
            links: vec![link],
        });
    }
    groups
}

fn drawer(site: &Site, planner: &mut Planner, drawer: Drawer) {
    let day = changed(site, &drawer.list.ids);
    plan_pages(planner, drawer, day, NAME, render);
}

fn render(drawer: &Drawer, cx: &Context<'_>, number: usize) -> Result<Vec<u8>, RenderError> {
    let list = &drawer.list;
    let mut axes = (*drawer.axes).clone();
    if let Some((axis, _, slug)) = &drawer.chosen {
        narrow(&drawer.below, &mut axes, *axis, slug);
    }
    let view = CatalogueView {
        page: list.page(cx, &list.page_url(number), number),
        description: list.description.clone(),
        axes,
        chosen: drawer
            .chosen
            .iter()
            .map(|(axis, label, _)| format!("{}：{label}", axis.label()))
            .collect(),
        table: rows::table(cx.site, &list.ids, number, list.show),
        pagination: list.pagination(number),
        data: data_links(),
    };
    Ok(cx.theme.render(&view)?)
}

/// Marks the chosen value; under a first-level topic its second-level topics are offered too.
fn narrow(below: &Below, groups: &mut [FacetGroup], axis: Axis, slug: &str) {
    let first = slug.split('/').next().unwrap_or(slug);
    let top = encode(&folder(axis, first)) + "index.html";
    for group in groups.iter_mut().filter(|group| group.key == axis.key()) {
        group.all = Some("catalogue/index.html".to_owned());
        let Some(at) = group.links.iter().position(|link| link.href == top) else {
            continue;
        };
        group.links[at].current = true;
        let Some(links) = below.get(first).filter(|_| axis == Axis::Topic) else {
            continue;
        };
        let here = encode(&folder(axis, slug)) + "index.html";
        let links = links.iter().map(|link| FacetLink {
            current: link.href == here,
            ..link.clone()
        });
        group.links.splice(at + 1..=at, links.collect::<Vec<_>>());
    }
}
