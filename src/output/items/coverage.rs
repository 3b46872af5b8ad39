//! 公开情况一览: how many items of each field are public, agency by agency.

use std::collections::BTreeMap;

use super::table::{Table, by_agency, by_field, coverage, responsible};
use super::{NAME, spec};
use crate::config::AgencyIx;
use crate::output::{Context, RenderError};
use crate::site::Site;
use crate::site::route::UrlPath;
use crate::theme::view::{Coverage, CoverageRow, CoverageView, Link};

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
    let view = CoverageView {
        description: spec.description.clone(),
        page: spec.page(site, cx.frames),
        agencies: agencies
            .iter()
            .map(|(ix, table)| Link::new(site.config.agency(*ix).short_name(), table.url.href()))
            .collect(),
        rows: by_field(site)
            .iter()
            .map(|table| row(site, table, &agencies))
            .collect(),
        sums: agencies
            .iter()
            .map(|(_, table)| table.coverage(site))
            .collect(),
        coverage: coverage(&site.items),
    };
    Ok(cx.theme.render(&view)?)
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
