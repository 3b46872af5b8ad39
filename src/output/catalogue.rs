//! 政府信息公开目录: every public document, and a static list for each value of each axis.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::frame::section_name;
use super::lists::{List, changed, plan_pages};
use super::{Context, RenderError, Scene, rows};
use crate::plan::Planner;
use crate::site::route::{UrlPath, encode};
use crate::site::{Axis, AxisValue, Scope, Site};
use crate::theme::view::{CatalogueView, FacetGroup, FacetLink, Facets, Link, Section};

const NAME: &str = "政府信息公开目录";
pub(crate) const AXES: [Axis; 4] = [Axis::Agency, Axis::Topic, Axis::Genre, Axis::Year];

/// Second-level topics by the address of their first-level topic.
type Below = BTreeMap<String, Vec<FacetLink>>;

/// A list of the catalogue, and which value narrows it.
struct Drawer {
    list: List,
    axes: Facets,
    chosen: Option<(Axis, String)>,
}

impl AsRef<List> for Drawer {
    fn as_ref(&self) -> &List {
        &self.list
    }
}

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    let all = &site.portal.all;
    let values: Vec<(Axis, Vec<AxisValue>)> = AXES
        .par_iter()
        .map(|axis| (*axis, axis.sort(site, all)))
        .collect();
    let groups = groups(site, &values);
    let axes = Facets::new(&groups);
    let below = below(&values);
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
            chosen: None,
        },
    );
    for (axis, values) in values {
        for value in values {
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
            let axes = narrow(&groups, &axes, &below, (axis, &value.slug));
            let chosen = Some((axis, value.label));
            drawer(site, planner, Drawer { list, axes, chosen });
        }
    }
}

fn below(values: &[(Axis, Vec<AxisValue>)]) -> Below {
    let mut below = Below::new();
    let topics = values.iter().filter(|(axis, _)| *axis == Axis::Topic);
    for value in topics.flat_map(|(_, values)| values) {
        if value.level == 1 {
            continue;
        }
        let above = value.slug.split('/').next().unwrap_or_default().to_owned();
        below.entry(above).or_default().push(FacetLink {
            title: value.label.clone(),
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
    let values = AXES.map(|axis| (axis, axis.sort(site, &site.portal.all)));
    groups(site, &values)
}

fn groups(site: &Site, values: &[(Axis, Vec<AxisValue>)]) -> Vec<FacetGroup> {
    let mut groups: Vec<FacetGroup> = values
        .iter()
        .map(|(axis, values)| FacetGroup {
            key: axis.key().to_owned(),
            title: axis.label().to_owned(),
            all: None,
            links: values
                .iter()
                .filter(|value| value.level == 1)
                .map(|value| FacetLink {
                    href: encode(&folder(*axis, &value.slug)) + "index.html",
                    count: value.documents.len(),
                    title: value.label.clone(),
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
    let view = CatalogueView {
        page: list.page(cx, &list.page_url(number), number),
        description: list.description.clone(),
        axes: first_page_only(&drawer.axes, number),
        chosen: drawer
            .chosen
            .iter()
            .map(|(axis, label)| format!("{}：{label}", axis.label()))
            .collect(),
        table: rows::table(cx, &list.ids, number, list.show),
        pagination: list.pagination(number),
        data: list.data(),
    };
    Ok(cx.theme.render(&view)?)
}

/// Facets narrow a list from its first page; the later pages hold its rows.
pub(crate) fn first_page_only(facets: &Facets, number: usize) -> Facets {
    if number == 1 {
        facets.clone()
    } else {
        Facets::new(&[])
    }
}

/// Marks the chosen value; under a first-level topic its second-level topics are offered too.
fn narrow(
    groups: &[FacetGroup],
    shared: &Facets,
    below: &Below,
    (axis, slug): (Axis, &str),
) -> Facets {
    let Some(place) = groups.iter().position(|group| group.key == axis.key()) else {
        return shared.clone();
    };
    let mut group = groups[place].clone();
    group.all = Some("catalogue/index.html".to_owned());
    let first = slug.split('/').next().unwrap_or(slug);
    let top = encode(&folder(axis, first)) + "index.html";
    if let Some(at) = group.links.iter().position(|link| link.href == top) {
        group.links[at].current = true;
        if let Some(links) = below.get(first).filter(|_| axis == Axis::Topic) {
            let here = encode(&folder(axis, slug)) + "index.html";
            let links = links.iter().map(|link| FacetLink {
                current: link.href == here,
                ..link.clone()
            });
            group.links.splice(at + 1..=at, links.collect::<Vec<_>>());
        }
    }
    shared.with(place, &group)
}
