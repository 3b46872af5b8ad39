//! 公开情况一览: how many items of each field are public, agency by agency.

use std::collections::BTreeMap;

use super::table::{Table, by_agency, by_field, coverage, responsible};
use super::{NAME, spec};
use crate::config::AgencyIx;
use crate::output::report::charts;
use crate::output::{Context, RenderError};
use crate::site::Site;
use crate::site::route::UrlPath;
use crate::theme::view::{BarChart, BarRow, Coverage, CoverageRow, CoverageView, Link};

/// The page's heading.
pub(super) const TITLE: &str = "公开事项落实情况";

pub(super) fn url() -> UrlPath {
    UrlPath::new("items/coverage.html")
}

pub(super) fn render(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = url();
    let mut spec = spec(&url, TITLE);
    spec.trail = vec![Link::new(NAME, "items/index.html")];
    spec.description = Some("各领域、各机关应当公开的事项和已经公开的事项数".to_owned());
    let agencies = by_agency(site);
    let rows: Vec<CoverageRow> = by_field(site)
        .iter()
        .map(|table| row(site, table, &agencies))
        .collect();
    let view = CoverageView {
        description: spec.description.clone(),
        page: spec.page(site, cx.frames),
        agencies: agencies
            .iter()
            .map(|(ix, table)| Link::new(site.config.agency(*ix).short_name(), table.url.href()))
            .collect(),
        chart: chart(&rows),
        rows,
        sums: agencies
            .iter()
            .map(|(_, table)| table.coverage(site))
            .collect(),
        coverage: coverage(&site.items),
    };
    Ok(cx.theme.render(&view)?)
}

/// Which part of its items is public in each field.
fn chart(rows: &[CoverageRow]) -> Option<BarChart> {
    let bar = |row: &CoverageRow| {
        let due = row.sum.total.saturating_sub(row.sum.on_request);
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let permille = (row.sum.fulfilled.min(due) * 1000).checked_div(due)?;
        Some(BarRow {
            label: row.title.clone(),
            value: format!("{}/{due}", row.sum.fulfilled),
            share: charts::percent(number(row.sum.fulfilled), number(due)),
            width: charts::tenths(number(permille)),
        })
    };
    let rows: Vec<BarRow> = rows.iter().filter_map(bar).collect();
    (rows.len() > 1).then(|| BarChart {
        id: "fields".to_owned(),
        title: "各领域已公开的事项".to_owned(),
        label: "领域".to_owned(),
        value: "已公开/应公开".to_owned(),
        rows,
    })
}

fn row(site: &Site, field: &Table, agencies: &[(AgencyIx, Table)]) -> CoverageRow {
    let mut cells: BTreeMap<AgencyIx, Vec<usize>> = BTreeMap::new();
    for at in &field.items {
        cells
            .entry(responsible(&site.items[*at]))
            .or_default()
            .push(*at);
    }
    let cell = |ix: &AgencyIx| -> Option<Coverage> {
        let items = cells.get(ix)?;
        Some(coverage(items.iter().map(|at| &site.items[*at])))
    };
    CoverageRow {
        title: field.title.clone(),
        href: field.url.href(),
        cells: agencies.iter().map(|(ix, _)| cell(ix)).collect(),
        sum: field.coverage(site),
    }
}
