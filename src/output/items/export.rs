//! The catalogue of items as files that can be put back into `content/catalogue/`: the columns of the content contract.

use super::table::{Table, field_name, responsible};
use crate::kind::catalogue::FIELDS;
use crate::output::sheet::Sheet;
use crate::output::{Context, RenderError};
use crate::site::{Site, SiteItem};

/// What ticks a box.
const YES: &str = "√";

pub(super) fn csv(cx: &Context<'_>, table: &Table) -> Result<Vec<u8>, RenderError> {
    sheet(cx.site, table).csv()
}

pub(super) fn xlsx(cx: &Context<'_>, table: &Table) -> Result<Vec<u8>, RenderError> {
    sheet(cx.site, table).xlsx(cx.site.today)
}

fn sheet<'t>(site: &Site, table: &'t Table) -> Sheet<'t> {
    let rows = table.items.iter().map(|at| cells(site, &site.items[*at]));
    Sheet {
        title: &table.title,
        head: FIELDS.iter().map(|field| field.label).collect(),
        rows: rows.collect(),
    }
}

fn cells(site: &Site, item: &SiteItem) -> Vec<String> {
    FIELDS
        .iter()
        .map(|field| cell(site, item, field.key))
        .collect()
}

fn cell(site: &Site, item: &SiteItem, key: &str) -> String {
    let own = &item.item;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let tick = |ticked: bool| if ticked { YES } else { "" }.to_owned();
    match key {
        "id" => own.id.clone(),
        "field" => field(site, item),
        "level1" => own.level1.clone(),
        "level2" => text(&own.level2),
        "content" => own.content.clone(),
        "basis" => text(&own.basis),
        "time_limit" => text(&own.time_limit),
        "owner" => owner(site, item),
        "channels" => own.channels.join("、"),
        "audience_all" => tick(own.audience_all),
        "audience_specific" => tick(own.audience_specific),
        "proactive" => tick(own.proactive),
        "on_request" => tick(own.on_request),
        "county" => tick(own.county),
        "township" => tick(own.township),
        "url" => text(&own.url),
        _ => String::new(),
    }
}

/// The field by a word that leads back to it.
fn field(site: &Site, item: &SiteItem) -> String {
    match item.field {
        None => item.item.field.clone().unwrap_or_default(),
        Some(ix) => {
            let name = field_name(site, item);
            if site.config.field_by_id_or_name(name) == Some(ix) {
                name.to_owned()
            } else {
                site.config.field(ix).id.clone()
            }
        }
    }
}

/// The agency by a word that leads back to it. Items of a catalogue that is not the portal's own name theirs.
fn owner(site: &Site, item: &SiteItem) -> String {
    match (&item.item.owner, item.owner) {
        (Some(words), None) => words.clone(),
        (None, None) if item.agency == site.config.own_agency() => String::new(),
        _ => {
            let ix = responsible(item);
            let agency = site.config.agency(ix);
            let by_id = site.config.agency_by_id(&agency.name);
            let back = by_id.or_else(|| site.config.agency_by_name(&agency.name));
            if back == Some(ix) {
                agency.name.clone()
            } else {
                agency.id.clone()
            }
        }
    }
}
