//! 政策文件库: all policies, and a static list for each value of each facet.

use rayon::prelude::*;

use super::catalogue::first_page_only;
use super::frame::section_name;
use super::lists::{List, changed, plan_pages};
use super::report::charts;
use super::{Context, RenderError, Scene, rows};
use crate::model::KindId;
use crate::plan::Planner;
use crate::site::route::{UrlPath, encode};
use crate::site::{Axis, Scope, Site};
use crate::theme::view::{
    BarChart, BarRow, FacetGroup, FacetLink, Facets, LibraryView, Link, Section,
};

const NAME: &str = "政策文件库";
/// Years in the chart.
const YEARS: usize = 10;
const AXES: [Axis; 5] = [
    Axis::Status,
    Axis::Topic,
    Axis::Year,
    Axis::Issuer,
    Axis::Genre,
];

/// A list of the library, and which value narrows it.
struct Shelf {
    list: List,
    facets: Facets,
    chosen: Option<(Axis, String)>,
    /// How many of each year, on the whole library.
    chart: Option<BarChart>,
}

impl AsRef<List> for Shelf {
    fn as_ref(&self) -> &List {
        &self.list
    }
}

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    let all = site.portal.of(KindId::Policy);
    if all.is_empty() {
        return;
    }
    let values: Vec<_> = AXES
        .par_iter()
        .map(|axis| (*axis, axis.sort(site, all)))
        .collect();
    let groups = values.iter().map(|(axis, values)| {
        let links = values
            .iter()
            .filter(|value| value.level == 1)
            .map(|value| FacetLink {
                title: value.label.clone(),
                href: encode(&folder(*axis, &value.slug)) + "index.html",
                count: value.documents.len(),
                current: false,
            });
        FacetGroup {
            key: axis.key().to_owned(),
            title: axis.label().to_owned(),
            all: None,
            links: links.collect(),
        }
    });
    let groups: Vec<FacetGroup> = groups.collect();
    let facets = Facets::new(&groups);

    let mut list = List::new(
        site,
        Scope::Portal,
        UrlPath::new("policy/library.html"),
        Section::Library,
        NAME,
        all,
    );
    "policy/library/".clone_into(&mut list.folder);
    list.column_type = "政策文件";
    shelve(
        site,
        planner,
        Shelf {
            list,
            facets: facets.clone(),
            chosen: None,
            chart: by_year(&groups),
        },
    );
    for (axis, values) in values {
        for value in values.into_iter().filter(|value| value.level == 1) {
            let url = UrlPath::new(folder(axis, &value.slug) + "index.html");
            let mut list = List::new(
                site,
                Scope::Portal,
                url,
                Section::Library,
                format!("{NAME}（{}：{}）", axis.label(), value.label),
                &value.documents,
            );
            list.trail = vec![Link::new(
                section_name(Section::Library),
                "policy/library.html",
            )];
            list.column_type = "政策文件";
            let facets = narrow(&groups, &facets, axis, &value.slug);
            let chosen = Some((axis, value.label));
            shelve(
                site,
                planner,
                Shelf {
                    list,
                    facets,
                    chosen,
                    chart: None,
                },
            );
        }
    }
}

/// The newest years with the number of their documents, as bars.
fn by_year(groups: &[FacetGroup]) -> Option<BarChart> {
    let years = groups.iter().find(|group| group.key == Axis::Year.key())?;
    let bars: Vec<(&str, i64)> = years
        .links
        .iter()
        .take(YEARS)
        .map(|link| {
            let count = i64::try_from(link.count).unwrap_or(i64::MAX);
            (link.title.as_str(), count)
        })
        .collect();
    let rows = charts::rows(&bars).filter(|_| bars.len() > 1)?.into_iter();
    Some(BarChart {
        id: "years".to_owned(),
        title: "各年的文件".to_owned(),
        label: "年份".to_owned(),
        value: "件数".to_owned(),
        rows: rows.map(|row| BarRow { share: None, ..row }).collect(),
    })
}

fn folder(axis: Axis, slug: &str) -> String {
    format!("policy/library/{}/{slug}/", axis.key())
}

/// Marks the chosen value.
fn narrow(groups: &[FacetGroup], facets: &Facets, axis: Axis, slug: &str) -> Facets {
    let Some(at) = groups.iter().position(|group| group.key == axis.key()) else {
        return facets.clone();
    };
    let mut group = groups[at].clone();
    let top = encode(&folder(axis, slug.split('/').next().unwrap_or(slug))) + "index.html";
    group.all = Some("policy/library.html".to_owned());
    for link in &mut group.links {
        link.current = link.href == top;
    }
    facets.with(at, &group)
}

fn shelve(site: &Site, planner: &mut Planner, shelf: Shelf) {
    let day = changed(site, &shelf.list.ids);
    plan_pages(planner, shelf, day, NAME, render);
}

fn render(shelf: &Shelf, cx: &Context<'_>, number: usize) -> Result<Vec<u8>, RenderError> {
    let list = &shelf.list;
    let view = LibraryView {
        page: list.page(cx, &list.page_url(number), number),
        description: list.description.clone(),
        facets: first_page_only(&shelf.facets, number),
        chosen: shelf
            .chosen
            .iter()
            .map(|(axis, label)| format!("{}：{label}", axis.label()))
            .collect(),
        table: rows::table(cx, &list.ids, number, list.show),
        pagination: list.pagination(number),
        chart: shelf.chart.clone().filter(|_| number == 1),
        links: super::lifecycle::links(cx.site),
        data: list.data(),
    };
    Ok(cx.theme.render(&view)?)
}

/// The catalogue as data.
pub(crate) fn data_links() -> Vec<Link> {
    vec![
        Link::new("Excel 表格（XLSX）", "catalogue.xlsx"),
        Link::new("CSV 表格", "catalogue.csv"),
        Link::new("JSON 数据", "catalogue.json"),
    ]
}
