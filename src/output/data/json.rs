//! `catalogue.json`: a document to a line.

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::columns::{COLUMNS, Presence, Value};
use super::failed;
use crate::output::{Context, RenderError};
use crate::site::{Entry, Site};

pub(super) fn render(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let mut out = Vec::new();
    out.extend_from_slice(b"{\"version\":1,\"date\":\"");
    out.extend_from_slice(site.today.to_string().as_bytes());
    out.extend_from_slice(b"\",\"items\":[");
    for (at, entry) in site.entries.iter().enumerate() {
        out.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut out, &Item { site, entry })
            .map_err(|error| failed("catalogue.json", &error))?;
    }
    out.extend_from_slice(b"\n]}\n");
    Ok(out)
}

struct Item<'s> {
    site: &'s Site,
    entry: &'s Entry,
}

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for column in &COLUMNS {
            let value = (column.value)(self.site, self.entry);
            if column.presence == Presence::Always || !matches!(value, Value::None) {
                map.serialize_entry(column.key, &value)?;
            }
        }
        map.end()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Word { key, .. } => serializer.serialize_str(key),
            Self::Yes(_) => serializer.serialize_bool(true),
            Self::List(list) => serializer.collect_seq(*list),
            Self::Day(day) => serializer.collect_str(day),
            Self::Moment(moment) => serializer.collect_str(moment),
            Self::Address(url) => serializer.serialize_str(url.address()),
            Self::Files(files) => serializer.collect_seq(files),
        }
    }
}
