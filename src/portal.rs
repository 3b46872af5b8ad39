//! The stages in a row: from a portal's folder to a plan whose entries can be made.
//!
//! In: a root folder and what the command line says. Out: a [`Portal`]. Content problems go to the sink and the run goes
//! on; only a broken environment (a disk, a theme) is an [`Error`].

mod join;
mod made;
mod piece;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

pub(crate) use join::{Ground, join};
pub(crate) use made::Made;
pub(crate) use piece::{Outcome, Piece, PieceReader};

use crate::check;
use crate::config::{self, BaseUrl, Config};
use crate::diag::{Level, Sink};
use crate::extract::summary::Summary;
use crate::gate::{Audience, Gate};
use crate::kind;
use crate::model::Date;
use crate::output::RenderError;
use crate::plan::Plan;
use crate::publish::{Body, Outputs, Turn};
use crate::site::{Findings, Site, Texts};
use crate::source::{self, FileEntry, Found, Sorted, SourceError, SourceFile, SourcePath};
use crate::theme::{Theme, ThemeError};

/// How many documents a thread reads at a time: few, so that none is waited for at the end.
const TOGETHER: usize = 8;

/// What the command line says about a run.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// The folder with `config.toml`.
    pub root: PathBuf,
    /// The build date.
    pub today: Date,
    /// Takes the place of `base_url` in `config.toml`.
    pub base_url: Option<BaseUrl>,
}

/// Why a run could not do its work.
#[derive(Debug)]
pub(crate) enum Error {
    /// The sources cannot be read.
    Source(SourceError),
    /// The theme is broken.
    Theme {
        /// Its name.
        name: String,
        /// All that is wrong with it.
        errors: Vec<ThemeError>,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => error.fmt(f),
            Self::Theme { name, errors } => write!(f, "主题 {name} 有 {} 处错误", errors.len()),
        }
    }
}

impl std::error::Error for Error {}

impl From<SourceError> for Error {
    fn from(error: SourceError) -> Self {
        Self::Source(error)
    }
}

/// A portal as the public will see it, read, checked and planned; nothing is rendered yet.
pub(crate) struct Portal {
    made: Made,
    records: Vec<check::Record>,
}

/// What came of reading a portal.
pub(crate) struct Loaded<T> {
    /// The portal; `None` where `config.toml` itself has errors.
    pub portal: Option<Portal>,
    /// The levels that `[checks]` sets.
    pub levels: BTreeMap<String, Level>,
    /// What was seen at a look at it.
    pub seen: T,
}

/// A portal that is being planned, for whoever looks at it meanwhile.
#[derive(Clone, Copy)]
pub(crate) struct Look<'a> {
    site: &'a Site,
    records: &'a [check::Record],
}

/// Runs the stages up to the plan, for the public; `look` looks at the site while it is planned. Whether the result may be
/// published is for the sink's report to say.
///
/// # Errors
/// Where the sources cannot be read or the theme does not compile.
pub(crate) fn load<T: Send + Default>(
    options: &Options,
    look: impl FnOnce(Look<'_>) -> T + Send,
    sink: &Sink,
) -> Result<Loaded<T>, Error> {
    let Reading {
        made,
        records,
        levels,
        seen,
    } = read(options, Audience::Public, look, sink)?;
    Ok(Loaded {
        portal: made.map(|made| Portal { made, records }),
        levels,
        seen,
    })
}

/// What came of reading a portal for some audience. It cannot be published.
#[derive(Default)]
pub(crate) struct Reading<T> {
    /// The site; `None` where `config.toml` itself has errors.
    pub(crate) made: Option<Made>,
    /// What checks may know of every document that was read.
    pub(crate) records: Vec<check::Record>,
    /// The levels that `[checks]` sets.
    pub(crate) levels: BTreeMap<String, Level>,
    /// What was seen at a look at it.
    seen: T,
}

/// Runs the stages up to the plan, for an audience; what comes of it cannot be published.
///
/// # Errors
/// Where the sources cannot be read or the theme does not compile.
pub(crate) fn read<T: Send + Default>(
    options: &Options,
    audience: Audience,
    look: impl FnOnce(Look<'_>) -> T + Send,
    sink: &Sink,
) -> Result<Reading<T>, Error> {
    let Some(config) = read_config(options, sink)? else {
        return Ok(Reading::default());
    };
    let config = Arc::new(config);
    let levels = config.checks.levels.clone();
    let statics = source::read_static(&options.root, sink);
    // Neither needs the other, and a theme is compiled by one thread.
    let (theme, site) = rayon::join(
        || read_theme(&options.root, &config, sink),
        || read_site(options, audience, (&config, &statics), sink),
    );
    let (theme, (site, records, _)) = (theme?, site?);
    let look = |site: &Site| {
        look(Look {
            site,
            records: &records,
        })
    };
    let (made, seen) = Made::new(site, (Arc::new(theme), &statics), look, sink);
    Ok(Reading {
        made: Some(made),
        records,
        levels,
        seen,
    })
}

/// Reads `config.toml`; `None` where it has errors.
fn read_config(options: &Options, sink: &Sink) -> Result<Option<Config>, Error> {
    let text = source::read_config(&options.root, &config_path(), sink)?;
    Ok(text.and_then(|text| parse_config(options, &text, sink)))
}

/// The configuration by the bytes of `config.toml`; `None` where they have errors.
pub(crate) fn config_of(options: &Options, bytes: &[u8], sink: &Sink) -> Option<Config> {
    let text = source::decode_config(bytes, &config_path(), sink)?;
    parse_config(options, &text, sink)
}

fn config_path() -> SourcePath {
    SourcePath::new("config.toml")
}

fn parse_config(options: &Options, text: &str, sink: &Sink) -> Option<Config> {
    let mut config = config::read(text, &config_path(), sink)?;
    if let Some(base) = &options.base_url {
        config.portal.base_url = Some(base.clone());
    }
    Some(config)
}

/// Reads and compiles the theme.
fn read_theme(root: &Path, config: &Config, sink: &Sink) -> Result<Theme, Error> {
    let name = &config.portal.theme;
    let files = source::read_theme(root, name, sink)?;
    Theme::new(files, &config.labels).map_err(|errors| Error::Theme {
        name: name.clone(),
        errors,
    })
}

fn read_site(
    options: &Options,
    audience: Audience,
    (config, statics): (&Arc<Config>, &[FileEntry]),
    sink: &Sink,
) -> Result<(Site, Vec<check::Record>, Findings), Error> {
    let sorted = source::sort_out(source::list_content(&options.root, sink)?, sink);
    let tables = read_tables(&sorted, sink);
    let reader = PieceReader {
        context: kind::Context {
            config,
            tables: &tables,
        },
        gate: Gate {
            audience,
            today: options.today,
            checks: &config.checks,
        },
        texts: Texts::Kept,
    };
    let pieces: Vec<Piece> = sorted
        .documents
        .par_iter()
        .with_max_len(TOGETHER)
        .map(|found| reader.read(found, source::read_bytes(found), None))
        .collect::<Result<_, _>>()?;
    let ground = Ground {
        config,
        today: options.today,
        tables: &tables,
        strays: &sorted.strays,
        statics,
    };
    let (site, mut findings) = join(&ground, pieces.iter(), sink);
    findings.read_texts(&site);
    let mut records = Vec::with_capacity(pieces.len());
    for piece in pieces {
        records.extend(piece.record.map(|record| *record));
        sink.extend(piece.findings);
    }
    sink.extend(findings.own.values().flatten().cloned());
    sink.extend(findings.common.iter().cloned());
    sink.conceal(|path| site.conceals(path));
    Ok((site, records, findings))
}

/// A site with its findings by document, without a theme or a plan.
#[cfg(test)]
pub(crate) fn join_for_tests(
    options: &Options,
    audience: Audience,
    sink: &Sink,
) -> (Site, Findings) {
    let read = || -> Result<_, Error> {
        let config = read_config(options, sink)?.map(Arc::new);
        let config = config.unwrap_or_else(|| panic!("config.toml has errors"));
        let (site, _, findings) = read_site(options, audience, (&config, &[]), sink)?;
        Ok((site, findings))
    };
    read().unwrap_or_else(|error| panic!("{error}"))
}

/// The tables that can be read.
fn read_tables(sorted: &Sorted, sink: &Sink) -> Vec<Arc<SourceFile>> {
    let read = |found: &Found| source::read_text(found, source::read_bytes(found), sink).ok();
    sorted
        .tables
        .par_iter()
        .filter_map(|found| read(found).map(Arc::new))
        .collect()
}

impl Look<'_> {
    /// Looks for what must never be published; findings go to the sink, of the others only the number is told.
    pub(crate) fn protect(self, tools: check::Tools<'_>, sink: &Sink) -> check::Counts {
        check::protect(self.site, self.records, tools, sink)
    }

    /// Looks for everything an inspector would find; findings go to the sink.
    pub(crate) fn check(self, tools: check::Tools<'_>, sink: &Sink) {
        check::run(self.site, self.records, tools, sink);
    }
}

impl Portal {
    /// How many public documents there are.
    #[must_use]
    pub(crate) fn documents(&self) -> usize {
        self.made.site.entries.len()
    }

    /// The next day on which the output changes by itself.
    #[must_use]
    pub(crate) fn next_change(&self) -> Option<Date> {
        self.made.site.next_change
    }

    /// What the gate let through, joined.
    #[must_use]
    pub(crate) fn site(&self) -> &Site {
        &self.made.site
    }

    /// How many attachments were read for search.
    #[must_use]
    pub(crate) fn attachment_texts(&self) -> Summary {
        let documents = self.made.site.entries.iter().map(|entry| &entry.document);
        Summary::of(documents.flat_map(|document| &document.attachments))
    }

    /// Figures for a report that shows more than findings.
    pub(crate) fn survey(&self, tools: check::Tools<'_>) -> check::Overview {
        check::survey(self.site(), &self.records, tools)
    }

    /// The plan.
    #[must_use]
    pub(crate) fn plan(&self) -> &Plan {
        &self.made.plan
    }

    /// The name of its theme.
    pub(crate) fn theme_name(&self) -> &str {
        &self.made.site.config.portal.theme
    }

    /// Whether feed, sitemap and QR codes lack the address they need.
    #[must_use]
    pub(crate) fn lacks_base_url(&self) -> bool {
        self.made.site.config.portal.base_url.is_none()
    }
}

impl Outputs for Portal {
    type Error = RenderError;

    fn len(&self) -> usize {
        self.made.plan.len()
    }

    fn path(&self, index: usize) -> &str {
        self.made.path(index)
    }

    fn turn(&self, index: usize) -> Turn {
        let path = self.path(index);
        if path.starts_with("search/pairs-") || path.starts_with("search/words-") {
            return Turn::First;
        }
        // The data files at the root hold every document.
        if !path.contains('/') && !path.contains(".html") {
            return Turn::Early;
        }
        Turn::Any
    }

    fn preparations(&self) -> usize {
        self.plan().preparations().len()
    }

    fn prepare(&self, index: usize) {
        self.plan().preparations()[index](self.site());
    }

    fn make(&self, index: usize) -> Result<Body, RenderError> {
        self.made.make(index)
    }
}

/// The folders and files that a portal is made from: none of them may be the output.
#[must_use]
pub(crate) fn sources(root: &Path) -> Vec<PathBuf> {
    ["config.toml", "content", "themes", "static"]
        .iter()
        .map(|name| root.join(name))
        .collect()
}
