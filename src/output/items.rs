//! 公开事项目录: the items that must be public, in the official table layout, and what fulfils each.

use super::frame::{Spec, section_description, section_name};
use super::{Context, RenderError, Scene};
use crate::plan::{Origin, Planner};
use crate::site::route::{UrlPath, part};
use crate::site::{Fulfilment, Scope, Site, SiteItem};
use crate::theme::view::{
    AnyLink, Channel, CountLink, Coverage, Fulfilment as FulfilmentView, Item, ItemGroup,
    ItemsIndexView, ItemsView, Link, Section,
};

const NAME: &str = "公开事项目录";
/// Documents named beside an item.
const SHOWN: usize = 5;

/// All boxes of the column 公开渠道和载体 (standards part 10).
const CHANNELS: [&str; 13] = [
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏（电子屏）",
    "精准推送",
    "其他",
];

/// A table of items: all of one field, or all of one agency.
#[derive(Clone, PartialEq, Eq)]
struct Table {
    title: String,
    url: UrlPath,
    items: Vec<usize>,
}

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    planner.page(
        UrlPath::new("items/index.html"),
        Origin::Generated(NAME),
        None,
        Box::new(index),
    );
    for tables in [by_field(site), by_owner(site)] {
        for (at, table) in tables.iter().enumerate() {
            let (tables, url) = (tables.clone(), table.url.clone());
            planner.page(
                url,
                Origin::Generated(NAME),
                None,
                Box::new(move |cx| render(cx, &tables[at], &tables)),
            );
        }
    }
}

/// The name of an item's 领域, as configured or as written.
fn field_name<'s>(site: &'s Site, item: &'s SiteItem) -> &'s str {
    match (item.field, item.item.field.as_deref()) {
        (Some(field), _) => &site.config.fields[usize::from(field.0)].name,
        (None, Some(written)) if !written.is_empty() => written,
        _ => "综合",
    }
}

fn field_slug(site: &Site, item: &SiteItem) -> String {
    item.field.map_or_else(
        || part(field_name(site, item)),
        |field| site.config.fields[usize::from(field.0)].id.clone(),
    )
}

/// The page that shows an item's row.
pub(crate) fn page_of(site: &Site, item: &SiteItem) -> UrlPath {
    UrlPath::new(format!("items/field/{}.html", field_slug(site, item)))
}

fn by_field(site: &Site) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for (at, item) in site.items.iter().enumerate() {
        let url = page_of(site, item);
        match tables.iter_mut().find(|table| table.url == url) {
            Some(table) => table.items.push(at),
            None => tables.push(Table {
                title: field_name(site, item).to_owned(),
                url,
                items: vec![at],
            }),
        }
    }
    tables.sort_by_key(|table| site.items[table.items[0]].field);
    tables
}

fn by_owner(site: &Site) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for (at, item) in site.items.iter().enumerate() {
        let agency = site.config.agency(item.owner.unwrap_or(item.agency));
        let url = UrlPath::new(format!("items/agency/{}.html", agency.id));
        match tables.iter_mut().find(|table| table.url == url) {
            Some(table) => table.items.push(at),
            None => tables.push(Table {
                title: agency.name.clone(),
                url,
                items: vec![at],
            }),
        }
    }
    tables
}

/// How many of some items are fulfilled.
pub(crate) fn coverage(items: &[&SiteItem]) -> Coverage {
    Coverage {
        total: items.len(),
        fulfilled: items
            .iter()
            .filter(|item| !item.fulfilled.is_empty())
            .count(),
    }
}

fn coverage_of(site: &Site, table: &Table) -> Coverage {
    coverage(
        &table
            .items
            .iter()
            .map(|at| &site.items[*at])
            .collect::<Vec<_>>(),
    )
}

fn index(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = UrlPath::new("items/index.html");
    let mut spec = Spec::new(
        Scope::Portal,
        &url,
        Section::Items,
        section_name(Section::Items),
    );
    spec.description = section_description(Section::Items).map(str::to_owned);
    let group = |table: Table| ItemGroup {
        coverage: coverage_of(site, &table),
        href: table.url.href(),
        title: table.title,
    };
    let view = ItemsIndexView {
        page: spec.page(site, cx.frames),
        description: section_description(Section::Items).map(str::to_owned),
        fields: by_field(site).into_iter().map(group).collect(),
        owners: by_owner(site).into_iter().map(group).collect(),
        coverage: coverage(&site.items.iter().collect::<Vec<_>>()),
        data: Vec::new(),
    };
    Ok(cx.theme.render(&view)?)
}

fn render(cx: &Context<'_>, table: &Table, tables: &[Table]) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let mut spec = Spec::new(
        Scope::Portal,
        &table.url,
        Section::Items,
        format!("{NAME}：{}", table.title),
    );
    spec.trail = vec![Link::new(NAME, "items/index.html")];
    spec.description = Some(format!(
        "{}应当公开的事项、依据、时限、主体、渠道以及公开情况",
        table.title
    ));
    let mut items: Vec<Item> = table
        .items
        .iter()
        .map(|at| row(site, &site.items[*at]))
        .collect();
    ItemsView::lay_out(&mut items);
    let view = ItemsView {
        page: spec.page(site, cx.frames),
        description: None,
        items,
        coverage: coverage_of(site, table),
        others: tables
            .iter()
            .filter(|other| other.url != table.url)
            .map(|other| CountLink::new(other.title.clone(), other.url.href(), other.items.len()))
            .collect(),
        data: Vec::new(),
    };
    Ok(cx.theme.render(&view)?)
}

fn row(site: &Site, item: &SiteItem) -> Item {
    let own = &item.item;
    let owner = item.owner.map(|agency| site.config.agency(agency));
    Item {
        id: own.id.clone(),
        level1: own.level1.clone(),
        level2: own.level2.clone(),
        content: own.content.clone(),
        basis: own.basis.clone(),
        time_limit: own.time_limit.clone(),
        owner: match (owner, &own.owner) {
            (Some(agency), _)
                if site
                    .agencies
                    .contains_key(&item.owner.unwrap_or(item.agency)) =>
            {
                Some(AnyLink::internal(
                    agency.name.clone(),
                    format!("agencies/{}/index.html", agency.id),
                ))
            }
            (Some(agency), _) => Some(AnyLink::words(agency.name.clone())),
            (None, words) => words.as_ref().map(AnyLink::words),
        },
        channels: channels(&own.channels),
        audience_all: own.audience_all,
        audience_specific: own.audience_specific,
        proactive: own.proactive,
        on_request: own.on_request,
        county: own.county,
        township: own.township,
        fulfilled: item
            .fulfilled
            .iter()
            .take(SHOWN)
            .map(|one| fulfilment(site, one))
            .collect(),
        count: item.fulfilled.len(),
        ..Item::default()
    }
}

/// Every box of the official list, ticked or not, and what the catalogue names beside them.
fn channels(chosen: &[String]) -> Vec<Channel> {
    let known = |name: &str, written: &str| {
        name == written
            || (written == "电子屏" && name.contains("电子屏"))
            || (written == "网站" && name == "政府网站")
    };
    let official = CHANNELS.iter().map(|name| Channel {
        name: (*name).to_owned(),
        chosen: chosen.iter().any(|written| known(name, written)),
    });
    let more = chosen
        .iter()
        .filter(|written| !CHANNELS.iter().any(|name| known(name, written)));
    official
        .chain(more.map(|name| Channel {
            name: name.clone(),
            chosen: true,
        }))
        .collect()
}

fn fulfilment(site: &Site, one: &Fulfilment) -> FulfilmentView {
    match one {
        Fulfilment::Document(id) => {
            let entry = site.entry(*id);
            FulfilmentView {
                link: AnyLink::internal(entry.document.title.clone(), entry.url.href()),
                published: Some(entry.document.published.date.to_string()),
            }
        }
        Fulfilment::Address(address) => FulfilmentView {
            link: AnyLink::external("公开网址", address.clone()),
            published: None,
        },
    }
}
