//! A document as a line of the data files of lists: CSV and JSON, with the same columns.
//!
//! In: a document. Out: its two lines, each made once for all the lists that it stands in. The columns are a choice of
//! those of the whole catalogue; whoever wants all of them takes `catalogue.csv` or `catalogue.json`.

use std::sync::LazyLock;

use ::csv::{QuoteStyle, Terminator, WriterBuilder};
use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::columns::{COLUMNS, Column, Value, cell};
use super::csv::harmless;
use super::failed;
use crate::output::RenderError;
use crate::site::{Entry, Site};

/// Keys of the columns, in the order of a list on a page.
const KEYS: [&str; 9] = [
    "title",
    "index_number",
    "doc_number",
    "issuer",
    "genre",
    "dated",
    "published",
    "status",
    "url",
];

/// What Excel takes for UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

static CHOSEN: LazyLock<Vec<&'static Column>> = LazyLock::new(|| {
    let column = |key: &&str| COLUMNS.iter().find(|column| column.key == *key);
    KEYS.iter().filter_map(column).collect()
});

/// A document in the data files of lists.
#[derive(Debug)]
pub(in crate::output) struct Lines {
    /// A line of CSV with its end.
    pub(in crate::output) csv: Box<[u8]>,
    /// An object of JSON.
    pub(in crate::output) json: Box<[u8]>,
}

impl Lines {
    /// The lines of a document.
    pub(in crate::output) fn new(site: &Site, entry: &Entry) -> Result<Self, RenderError> {
        let cells = CHOSEN.iter().map(|column| {
            let value = (column.value)(site, entry);
            harmless(match &value {
                Value::Address(url) => match &site.config.portal.base_url {
                    Some(base) => base.join(url.address()),
                    None => cell(&value),
                },
                _ => cell(&value),
            })
        });
        let json = serde_json::to_vec(&Item { site, entry });
        Ok(Self {
            csv: line(cells, Vec::new())?.into(),
            json: json.map_err(|error| failed("列表数据", &error))?.into(),
        })
    }
}

/// The line of headings, with what makes Excel read the file as UTF-8.
pub(in crate::output) fn csv_head() -> Result<Vec<u8>, RenderError> {
    let headings = CHOSEN.iter().map(|column| column.header.to_owned());
    line(headings, BOM.to_vec())
}

fn line(cells: impl Iterator<Item = String>, before: Vec<u8>) -> Result<Vec<u8>, RenderError> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Always)
        .from_writer(before);
    let written = writer.write_record(cells);
    written.map_err(|error| failed("列表数据", &error))?;
    let bytes = writer.into_inner();
    bytes.map_err(|error| failed("列表数据", &error))
}

struct Item<'s> {
    site: &'s Site,
    entry: &'s Entry,
}

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(CHOSEN.len()))?;
        for column in CHOSEN.iter() {
            map.serialize_entry(column.key, &(column.value)(self.site, self.entry))?;
        }
        map.end()
    }
}
