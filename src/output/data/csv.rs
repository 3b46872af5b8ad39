//! `catalogue.csv`, for Excel: UTF-8 with BOM, lines ending in CRLF, every cell quoted.
//!
//! Excel runs a cell of a CSV file as a formula when it begins with one of a few signs, quoted or not. Such a cell gets
//! an apostrophe before it (the advice of OWASP, "CSV Injection"): the text stays readable, and nothing runs.

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use super::columns::{COLUMNS, cell};
use super::failed;
use crate::output::{Context, RenderError};

const BOM: &[u8] = b"\xef\xbb\xbf";

pub(super) fn render(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let fail = |error: ::csv::Error| failed("catalogue.csv", &error);
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Always)
        .from_writer(BOM.to_vec());
    writer
        .write_record(COLUMNS.iter().map(|column| column.header))
        .map_err(fail)?;
    for entry in &cx.site.entries {
        for column in &COLUMNS {
            let text = cell(&(column.value)(cx.site, entry));
            writer.write_field(harmless(text)).map_err(fail)?;
        }
        writer.write_record(None::<&[u8]>).map_err(fail)?;
    }
    writer
        .into_inner()
        .map_err(|error| failed("catalogue.csv", &error))
}

/// Keeps a cell from being read as a formula. Chinese and Japanese Excel take the full-width signs as well.
pub(in crate::output) fn harmless(text: String) -> String {
    let risky = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    if text.starts_with(risky) {
        format!("'{text}")
    } else {
        text
    }
}
