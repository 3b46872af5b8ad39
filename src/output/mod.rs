//! What the site is made of: one file per output, and the registry [`OUTPUTS`].
//!
//! In: `&Site`. Out: entries of the plan, and later each entry's bytes. An output reads the site and the theme and
//! nothing else: no files, no clock, no environment.

mod acts;
mod agencies;
mod apply;
mod assets;
mod attachments;
mod catalogue;
mod compare;
mod correction;
mod data;
mod decisions;
mod document;
mod feed;
mod feeds;
mod fields;
mod frame;
mod gazette;
mod guide;
mod home;
mod items;
mod kinds;
mod library;
mod lifecycle;
mod list_data;
mod listing;
mod lists;
mod narrow;
mod not_found;
mod report;
mod robots;
mod rows;
mod search;
mod sheet;
mod site_map;
mod sitemap;
mod statutory;
mod stubs;

use std::fmt;
use std::sync::Arc;

use rayon::prelude::*;

pub(crate) use frame::Frames;
pub(crate) use gazette::Issues;
pub(crate) use rows::Rows;

use crate::diag::Sink;
use crate::plan::{Plan, Planner};
use crate::site::Site;
use crate::source::FileEntry;
use crate::theme::{Theme, ThemeError};

/// What an entry may read while its bytes are made.
pub(crate) struct Context<'a> {
    /// The content.
    pub(crate) site: &'a Site,
    /// Templates and assets.
    pub(crate) theme: &'a Theme,
    /// What the pages of an agency share.
    pub(crate) frames: &'a Frames,
    /// What the lists of a document share.
    pub(crate) rows: &'a Rows,
    /// Files of gazettes between the two outputs that need them.
    pub(crate) issues: &'a Issues,
}

/// What an output may read while it plans.
pub(crate) struct Scene<'a> {
    /// The content.
    pub(crate) site: &'a Site,
    /// Templates and assets.
    pub(crate) theme: &'a Theme,
    /// The files of `static/`.
    pub(crate) statics: &'a [FileEntry],
}

/// Why an entry has no bytes.
#[derive(Debug)]
pub(crate) enum RenderError {
    /// A template failed.
    Theme(ThemeError),
    /// A data file could not be made.
    Data {
        /// Which output.
        output: &'static str,
        /// Why.
        cause: String,
    },
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Theme(error) => error.fmt(f),
            Self::Data { output, cause } => write!(f, "无法生成{output}: {cause}"),
        }
    }
}

impl std::error::Error for RenderError {}

impl From<ThemeError> for RenderError {
    fn from(error: ThemeError) -> Self {
        Self::Theme(error)
    }
}

/// An output: adds its entries to the plan.
type Output = fn(&Scene<'_>, &mut Planner);

/// Every output but the sitemap, which reads what the others planned.
static OUTPUTS: &[Output] = &[
    home::plan,
    guide::plan,
    lists::plan,
    kinds::plan,
    gazette::plan,
    lifecycle::plan,
    decisions::plan,
    acts::plan,
    statutory::plan,
    report::plan,
    apply::plan,
    library::plan,
    catalogue::plan,
    items::plan,
    fields::plan,
    agencies::plan,
    document::plan,
    compare::plan,
    attachments::plan,
    listing::plan,
    stubs::plan,
    search::plan,
    data::plan,
    feed::plan,
    feeds::plan,
    not_found::plan,
    assets::plan,
    site_map::plan,
    robots::plan,
];

/// Plans the whole site. Collisions go to the sink.
pub(crate) fn plan(scene: &Scene<'_>, sink: &Sink) -> Plan {
    let plan_one = |output: &Output| {
        let mut planner = Planner::default();
        output(scene, &mut planner);
        planner
    };
    let parts: Vec<Planner> = OUTPUTS.par_iter().map(plan_one).collect();
    let mut planner = Planner::of(parts);
    sitemap::plan(scene, &mut planner);
    planner.finish(sink)
}

/// A list of documents that several entries share.
pub(crate) type Ids = Arc<[crate::site::DocId]>;
