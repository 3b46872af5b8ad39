//! 公开事项目录: the items that must be public, in the official table layout, and what fulfils each.

mod coverage;
mod export;
mod row;
mod table;

pub(crate) use row::row;
pub(crate) use table::{coverage, of_agency, page_of};

use std::sync::Arc;

use super::frame::{Spec, section_description, section_name};
use super::{Context, RenderError, Scene};
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::site::{Scope, Site};
use crate::theme::view::{CountLink, Item, ItemsIndexView, ItemsView, Link, Section};
use table::{Table, Tier, by_agency, by_field, by_field_at, field_name};

const NAME: &str = "公开事项目录";

/// Tables of one sort: they link to each other.
struct Family {
    tables: Vec<Table>,
    /// The view at one 公开层级 that they belong to.
    tier: Option<Tier>,
}

/// A way to write a table.
type Format = fn(&Context<'_>, &Table) -> Result<Vec<u8>, RenderError>;

const FORMATS: [(&str, &str, Format); 2] =
    [("csv", "CSV", export::csv), ("xlsx", "Excel", export::xlsx)];

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    page(planner, UrlPath::new("items/index.html"), index);
    if site.items.is_empty() {
        return;
    }
    page(planner, coverage::url(), coverage::render);
    plan_data(planner, &whole(site));
    let of_agencies = by_agency(site).into_iter().map(|(_, table)| table);
    plan_family(planner, None, by_field(site));
    plan_family(planner, None, of_agencies.collect());
    for tier in Tier::ALL {
        let tables = by_field_at(site, tier);
        if tables.is_empty() {
            continue;
        }
        page(planner, tier.url(), move |cx| tier_index(cx, tier));
        plan_family(planner, Some(tier), tables);
    }
}

fn page<F>(planner: &mut Planner, url: UrlPath, render: F)
where
    F: Fn(&Context<'_>) -> Result<Vec<u8>, RenderError> + Send + Sync + 'static,
{
    planner.page(url, Origin::Generated(NAME), None, Box::new(render));
}

fn plan_family(planner: &mut Planner, tier: Option<Tier>, tables: Vec<Table>) {
    for table in &tables {
        plan_data(planner, table);
    }
    let family = Arc::new(Family { tables, tier });
    for at in 0..family.tables.len() {
        let own = Arc::clone(&family);
        page(planner, family.tables[at].url.clone(), move |cx| {
            render(cx, &own, at)
        });
    }
}

fn plan_data(planner: &mut Planner, table: &Table) {
    for (extension, _, write) in FORMATS {
        let own = table.clone();
        planner.unlisted(
            table.file(extension),
            Origin::Generated(NAME),
            Box::new(move |cx| write(cx, &own)),
        );
    }
}

/// All items as one table; it has files and no page.
fn whole(site: &Site) -> Table {
    Table {
        title: NAME.to_owned(),
        url: UrlPath::new("items/items.html"),
        items: by_field(site)
            .into_iter()
            .flat_map(|table| table.items)
            .collect(),
    }
}

fn data(table: &Table) -> Vec<Link> {
    FORMATS
        .iter()
        .map(|(extension, label, _)| Link::new(*label, table.file(extension).href()))
        .collect()
}

/// All items as data; nothing where there are none.
pub(super) fn data_of_all(site: &Site) -> Vec<Link> {
    if site.items.is_empty() {
        return Vec::new();
    }
    data(&whole(site))
}

fn spec(url: &UrlPath, title: impl Into<String>) -> Spec<'_> {
    Spec::new(Scope::Portal, url, Section::Items, title)
}

fn index(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = UrlPath::new("items/index.html");
    let mut spec = spec(&url, section_name(Section::Items));
    spec.description = section_description(Section::Items).map(str::to_owned);
    let group = |table: &Table| table.group(site);
    let mut views: Vec<CountLink> = Vec::new();
    for tier in Tier::ALL {
        let count = by_field_at(site, tier)
            .iter()
            .map(|table| table.items.len())
            .sum();
        if count > 0 {
            let title = format!("{}公开事项", tier.label());
            views.push(CountLink::new(title, tier.url().href(), count));
        }
    }
    if !site.items.is_empty() {
        let (title, href) = (coverage::TITLE, coverage::url().href());
        views.push(CountLink::new(title, href, site.items.len()));
    }
    let view = ItemsIndexView {
        description: spec.description.clone(),
        page: spec.page(site, cx.frames),
        views,
        fields: by_field(site).iter().map(group).collect(),
        owners: by_agency(site)
            .iter()
            .map(|(_, table)| group(table))
            .collect(),
        coverage: table::coverage(&site.items),
        data: data_of_all(site),
    };
    Ok(cx.theme.render(&view)?)
}

fn tier_index(cx: &Context<'_>, tier: Tier) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = tier.url();
    let tables = by_field_at(site, tier);
    let mut spec = spec(&url, format!("{}公开事项", tier.label()));
    spec.trail = vec![Link::new(NAME, "items/index.html")];
    spec.description = Some(format!(
        "{}应当公开的事项，按领域编排，列明每个事项的公开情况",
        tier.label()
    ));
    let items = tables.iter().flat_map(|table| &table.items);
    let view = ItemsIndexView {
        description: spec.description.clone(),
        page: spec.page(site, cx.frames),
        views: Vec::new(),
        coverage: table::coverage(items.map(|at| &site.items[*at])),
        fields: tables.iter().map(|table| table.group(site)).collect(),
        owners: Vec::new(),
        data: Vec::new(),
    };
    Ok(cx.theme.render(&view)?)
}

fn render(cx: &Context<'_>, family: &Family, at: usize) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let table = &family.tables[at];
    let heading = match family.tier {
        None => format!("{NAME}：{}", table.title),
        Some(tier) => format!("{NAME}：{}（{}）", table.title, tier.label()),
    };
    let mut spec = spec(&table.url, heading);
    spec.trail = vec![Link::new(NAME, "items/index.html")];
    if let Some(tier) = family.tier {
        let title = format!("{}公开事项", tier.label());
        spec.trail.push(Link::new(title, tier.url().href()));
    }
    spec.description = Some(format!(
        "{}应当公开的事项、依据、时限、主体、渠道以及公开情况",
        table.title
    ));
    let others = family.tables.iter().filter(|other| other.url != table.url);
    let view = ItemsView {
        page: spec.page(site, cx.frames),
        description: None,
        items: rows(site, table),
        coverage: table.coverage(site),
        others: others
            .map(|other| CountLink::new(other.title.clone(), other.url.href(), other.items.len()))
            .collect(),
        data: data(table),
    };
    Ok(cx.theme.render(&view)?)
}

/// The rows of a table; where it holds several fields, each begins under its name.
fn rows(site: &Site, table: &Table) -> Vec<Item> {
    let fields: Vec<&str> = table
        .items
        .iter()
        .map(|at| field_name(site, &site.items[*at]))
        .collect();
    let several = fields.windows(2).any(|pair| pair[0] != pair[1]);
    let mut items: Vec<Item> = table
        .items
        .iter()
        .map(|at| row(site, &site.items[*at]))
        .collect();
    for at in 0..items.len() {
        if several && (at == 0 || fields[at] != fields[at - 1]) {
            items[at].group = Some(fields[at].to_owned());
        }
    }
    ItemsView::lay_out(&mut items);
    items
}
