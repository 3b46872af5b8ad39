//! The whole public catalogue as data: `catalogue.json`, `catalogue.csv` and `catalogue.xlsx` (content contract, part 7).
//!
//! In: the site. Out: three files with the same columns, all read from the one table [`columns::COLUMNS`], newest
//! document first. What is archived is in them too, and marked. They must never hold more than the gate let pass.

mod columns;
mod csv;
#[cfg(test)]
pub(super) mod fixture;
mod json;
mod list;
mod xlsx;

pub(super) use csv::harmless;
pub(super) use list::{Lines, csv_head};
pub(super) use xlsx::{CELL_MAX, ROWS_MAX, excel_day, fitting};

use super::{Context, RenderError, Scene};
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;

const NAME: &str = "目录数据";

/// A way to write the catalogue.
type Format = fn(&Context<'_>) -> Result<Vec<u8>, RenderError>;

const FORMATS: [(&str, Format); 3] = [
    ("catalogue.json", json::render),
    ("catalogue.csv", csv::render),
    ("catalogue.xlsx", xlsx::render),
];

pub(super) fn plan(_: &Scene<'_>, planner: &mut Planner) {
    for (path, format) in FORMATS {
        planner.unlisted(
            UrlPath::new(path),
            Origin::Generated(NAME),
            Box::new(format),
        );
    }
}

fn failed(output: &'static str, cause: &impl std::fmt::Display) -> RenderError {
    RenderError::Data {
        output,
        cause: cause.to_string(),
    }
}

#[cfg(test)]
mod tests;
