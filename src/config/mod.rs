//! The portal's configuration: `config.toml`, read and checked as a whole.
//!
//! In: the text of the file. Out: a [`Config`] in which every id resolves, or findings, all of them with places. It
//! must not touch files, and nothing after it reads `config.toml` again.

mod agency;
mod base_url;
mod calendar;
mod checks;
mod column;
mod default_columns;
mod field;
mod id;
mod portal;
pub mod raw;
mod required;
mod search;

use std::collections::BTreeMap;

pub use agency::{Agency, AgencyIx, AgencyKind, Level};
pub use base_url::{BaseUrl, BaseUrlError};
pub use checks::{Checks, PathLevels, Setting, SettingValue};
pub use column::{Basis, Column, ColumnIx, ColumnTree, UpdateRule};
pub use field::{FieldDef, FieldIx};
pub use portal::{Correction, Portal, SiteIdentity};
pub use search::{Engine, SearchConfig};

use crate::diag::{Sink, Span};
use crate::model::{RequiredDocument, WorkCalendar};
use crate::source::fields::{Reader, Scope};
use crate::source::{SourcePath, parse_toml};

/// A portal's configuration, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// Name, address, theme.
    pub portal: Portal,
    /// Head, footer and meta tags.
    pub site: SiteIdentity,
    /// The agencies, as written.
    pub agencies: Vec<Agency>,
    /// The columns under 法定主动公开内容.
    pub columns: ColumnTree,
    /// The fields, as written or the 26 of the pilot.
    pub fields: Vec<FieldDef>,
    /// What fields must publish beside their items.
    pub required: BTreeMap<FieldIx, Vec<RequiredDocument>>,
    /// Which days are 工作日.
    pub calendar: WorkCalendar,
    /// The search page.
    pub search: SearchConfig,
    /// Levels of findings.
    pub checks: Checks,
    /// Words on pages that the portal changes, by key.
    pub labels: BTreeMap<String, String>,
    own: AgencyIx,
    index: agency::AgencyIndex,
}

impl Config {
    /// The portal's own agency: whatever lies outside `content/agencies/` is its.
    #[must_use]
    pub fn own_agency(&self) -> AgencyIx {
        self.own
    }

    /// The agency at a place, which this configuration must have given out.
    #[must_use]
    pub fn agency(&self, ix: AgencyIx) -> &Agency {
        &self.agencies[usize::from(ix.0)]
    }

    /// Every agency with its place, as written.
    pub fn agencies(&self) -> impl Iterator<Item = (AgencyIx, &Agency)> {
        (0..).map(AgencyIx).zip(&self.agencies)
    }

    /// The agency with an id.
    #[must_use]
    pub fn agency_by_id(&self, id: &str) -> Option<AgencyIx> {
        self.index.by_id(id)
    }

    /// The agency with a full name, or with a short name that no other agency bears.
    #[must_use]
    pub fn agency_by_name(&self, name: &str) -> Option<AgencyIx> {
        self.index.by_name(name)
    }

    /// The ids of the agencies, as written.
    pub fn agency_ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.agencies.iter().map(|agency| agency.id.as_str())
    }

    /// The field at a place, which this configuration must have given out.
    #[must_use]
    pub fn field(&self, ix: FieldIx) -> &FieldDef {
        &self.fields[usize::from(ix.0)]
    }

    /// The field with an id or a name.
    #[must_use]
    pub fn field_by_id_or_name(&self, word: &str) -> Option<FieldIx> {
        field::find(&self.fields, word)
    }
}

/// Reads `config.toml`. `None` where it has errors; each of them is in the sink.
#[must_use]
pub fn read(text: &str, path: &SourcePath, sink: &Sink) -> Option<Config> {
    let own = Sink::default();
    let config = read_all(text, path, &own);
    let failed = own.has_errors();
    for finding in own.into_report(&BTreeMap::new()).diagnostics() {
        sink.push(finding.clone());
    }
    config.filter(|_| !failed)
}

fn read_all(text: &str, path: &SourcePath, sink: &Sink) -> Option<Config> {
    let table = parse_toml(text, 0, path, sink)?;
    let scope = Scope {
        path,
        offset: 0,
        anchor: Span::new(0, text.find('\n').unwrap_or(text.len())),
        noun: "config.toml",
        sink,
    };
    let root = Reader::open(&table, &[&raw::ROOT], scope);
    if too_long(&root) {
        return None;
    }
    let portal_table = root.table("portal");
    let portal = portal_table.as_ref().and_then(portal::read);
    let site = root.table("site").map(|t| portal::read_site(&t));
    let agency_tables = root.tables("agency");
    let agencies = agency::read(&agency_tables);
    let index = agency::AgencyIndex::new(&agencies);
    let columns = column::read(&root.tables("column"));
    let fields = match root.tables("field") {
        tables if tables.is_empty() => field::defaults(),
        tables => field::read(&tables),
    };
    let required = required::read(&root.tables("required"), &fields);
    let calendar = calendar::read(&root.tables("calendar"));
    let search = root.table("search").map(|t| search::read(&t));
    let checks = checks::read(&root);
    let labels = checks::read_labels(&root);
    let own = portal_table.and_then(|table| own_agency(&table, &index, &agencies));
    Some(Config {
        portal: portal?,
        site: site.unwrap_or_default(),
        agencies,
        columns,
        fields,
        required,
        calendar,
        search: search.unwrap_or_default(),
        checks,
        labels,
        own: own?,
        index,
    })
}

/// Places in the lists are 16-bit numbers.
fn too_long(root: &Reader<'_>) -> bool {
    let length = |list| {
        let value = root.value(list);
        value
            .and_then(|v| v.get_ref().as_array())
            .map_or(0, |a| a.len())
    };
    let list = ["agency", "column", "field"]
        .into_iter()
        .find(|list| length(list) > usize::from(u16::MAX));
    if let Some(list) = list {
        let scope = root.scope();
        let message = format!("[[{list}]] 超过 {} 节", u16::MAX);
        let help = "分成几个平台".to_owned();
        scope.error("out-of-range", scope.anchor, message, help);
    }
    list.is_some()
}

fn own_agency(
    table: &Reader<'_>,
    index: &agency::AgencyIndex,
    agencies: &[Agency],
) -> Option<AgencyIx> {
    let written = table.text_at("agency")?;
    let found = index.by_id(&written.value);
    if found.is_none() {
        let known = agencies.iter().map(|agency| agency.id.as_str());
        id::unknown_id(table, &written, "机关", known);
    }
    found
}

#[cfg(test)]
mod tests;
