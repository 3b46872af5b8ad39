//! Which tables of items there are: of a field, of an agency, and of a field at one 公开层级.

use std::collections::BTreeMap;

use crate::config::AgencyIx;
use crate::site::route::{UrlPath, part};
use crate::site::{Site, SiteItem};
use crate::theme::view::{Coverage, ItemGroup};

/// 公开层级 of a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tier {
    /// 县级.
    County,
    /// 乡级.
    Township,
}

impl Tier {
    /// Both, in official order.
    pub(crate) const ALL: [Self; 2] = [Self::County, Self::Township];

    /// The word on pages.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::County => "县级",
            Self::Township => "乡级",
        }
    }

    fn slug(self) -> &'static str {
        match self {
            Self::County => "county",
            Self::Township => "township",
        }
    }

    fn holds(self, item: &SiteItem) -> bool {
        match self {
            Self::County => item.item.county,
            Self::Township => item.item.township,
        }
    }

    /// The index of this view.
    pub(crate) fn url(self) -> UrlPath {
        UrlPath::new(format!("items/level/{}/index.html", self.slug()))
    }
}

/// A table of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// The field or agency.
    pub(super) title: String,
    /// Its page.
    pub(super) url: UrlPath,
    /// Places in `Site::items`, in the order of the rows.
    pub(super) items: Vec<usize>,
}

impl Table {
    /// How many of its items are fulfilled.
    pub(super) fn coverage(&self, site: &Site) -> Coverage {
        coverage(self.items.iter().map(|at| &site.items[*at]))
    }

    /// Its line in an index.
    pub(super) fn group(&self, site: &Site) -> ItemGroup {
        ItemGroup {
            title: self.title.clone(),
            href: self.url.href(),
            coverage: self.coverage(site),
        }
    }

    /// The file of the table with this extension, beside its page.
    pub(super) fn file(&self, extension: &str) -> UrlPath {
        let page = self.url.as_str();
        let stem = page.strip_suffix(".html").unwrap_or(page);
        UrlPath::new(format!("{stem}.{extension}"))
    }
}

/// How many of some items are fulfilled. What is public on request only is not expected to be.
pub(crate) fn coverage<'s>(items: impl IntoIterator<Item = &'s SiteItem>) -> Coverage {
    let mut found = Coverage::default();
    for item in items {
        found.total += 1;
        if !item.fulfilled.is_empty() {
            found.fulfilled += 1;
        } else if !item.is_due() {
            found.on_request += 1;
        }
    }
    found
}

/// The name of an item's 领域, as configured or as written.
pub(super) fn field_name<'s>(site: &'s Site, item: &'s SiteItem) -> &'s str {
    match (item.field, item.item.field.as_deref()) {
        (Some(field), _) => &site.config.field(field).name,
        (None, Some(written)) if !written.is_empty() => written,
        _ => "综合",
    }
}

fn field_slug(site: &Site, item: &SiteItem) -> String {
    item.field.map_or_else(
        || part(field_name(site, item)),
        |field| site.config.field(field).id.clone(),
    )
}

/// The page that shows an item's row.
pub(crate) fn page_of(site: &Site, item: &SiteItem) -> UrlPath {
    UrlPath::new(format!("items/field/{}.html", field_slug(site, item)))
}

/// The agency that answers for an item: its 公开主体, else the one whose catalogue it stands in.
pub(super) fn responsible(item: &SiteItem) -> AgencyIx {
    item.owner.unwrap_or(item.agency)
}

/// A table of each field: the configured ones in their order, then those that catalogues name by themselves.
pub(super) fn by_field(site: &Site) -> Vec<Table> {
    fields(site, |_| true, |item| page_of(site, item))
}

/// A table of each field that has items at a 公开层级.
pub(super) fn by_field_at(site: &Site, tier: Tier) -> Vec<Table> {
    let url = |item: &SiteItem| {
        let field = field_slug(site, item);
        UrlPath::new(format!("items/level/{}/{field}.html", tier.slug()))
    };
    fields(site, |item| tier.holds(item), url)
}

fn fields(
    site: &Site,
    keep: impl Fn(&SiteItem) -> bool,
    url: impl Fn(&SiteItem) -> UrlPath,
) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (at, item) in site.items.iter().enumerate().filter(|(_, item)| keep(item)) {
        let place = *places.entry(field_slug(site, item)).or_insert_with(|| {
            tables.push(Table {
                title: field_name(site, item).to_owned(),
                url: url(item),
                items: Vec::new(),
            });
            tables.len() - 1
        });
        tables[place].items.push(at);
    }
    // The catalogue of the portal's agency first, then those of the others as in `config.toml`.
    for table in &mut tables {
        let own = site.config.own_agency();
        table.items.sort_by_key(|at| {
            let agency = site.items[*at].agency;
            (agency != own, agency)
        });
    }
    tables.sort_by_key(|table| {
        let field = site.items[table.items[0]].field;
        (field.is_none(), field)
    });
    tables
}

/// A table of each agency that answers for items, in the order of `config.toml`; its rows stand field by field.
pub(super) fn by_agency(site: &Site) -> Vec<(AgencyIx, Table)> {
    let mut tables: BTreeMap<AgencyIx, Table> = BTreeMap::new();
    for at in by_field(site).into_iter().flat_map(|table| table.items) {
        let ix = responsible(&site.items[at]);
        let table = tables.entry(ix).or_insert_with(|| Table {
            title: site.config.agency(ix).name.clone(),
            url: agency_url(site, ix),
            items: Vec::new(),
        });
        table.items.push(at);
    }
    tables.into_iter().collect()
}

fn agency_url(site: &Site, ix: AgencyIx) -> UrlPath {
    UrlPath::new(format!("items/agency/{}.html", site.config.agency(ix).id))
}

/// The items that an agency answers for, as a line with its page; `None` where there are none.
pub(crate) fn of_agency(site: &Site, ix: AgencyIx) -> Option<ItemGroup> {
    let own = site.items.iter().filter(|item| responsible(item) == ix);
    let coverage = coverage(own);
    (coverage.total > 0).then(|| ItemGroup {
        title: "公开事项目录".to_owned(),
        href: agency_url(site, ix).href(),
        coverage,
    })
}
