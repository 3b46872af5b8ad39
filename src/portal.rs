//! The stages in a row: from a portal's folder to a plan whose entries can be made.
//!
//! In: a root folder and what the command line says. Out: a [`Portal`]. Content problems go to the sink and the run goes
//! on; only a broken environment (a disk, a theme) is an [`Error`].

use std::fmt;
use std::path::{Path, PathBuf};

use crate::config::{self, BaseUrl};
use crate::diag::Sink;
use crate::extract::summary::{self, Summary};
use crate::model::Date;
use crate::output::{Context, Frames, RenderError, Rows, Scene};
use crate::plan::{Content, Plan};
use crate::publish::{Body, Outputs};
use crate::site::Site;
use crate::source::{self, FileEntry, SourceError, SourcePath};
use crate::theme::{Theme, ThemeError};
use crate::{check, gate, kind, output, site};

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

/// A portal that is read, checked and planned; nothing is rendered yet.
pub(crate) struct Portal {
    site: Site,
    records: Vec<check::Record>,
    theme: Theme,
    frames: Frames,
    rows: Rows,
    plan: Plan,
}

/// What came of reading a portal.
pub(crate) struct Loaded {
    /// The portal; `None` where `config.toml` itself has errors.
    pub portal: Option<Portal>,
    /// The levels that `[checks]` sets.
    pub levels: std::collections::BTreeMap<String, crate::diag::Level>,
}

/// Runs the stages up to the plan. Whether the result may be published is for the sink's report to say.
///
/// # Errors
/// Where the sources cannot be read or the theme does not compile.
pub(crate) fn load(options: &Options, sink: &Sink) -> Result<Loaded, Error> {
    let nothing = || {
        Ok(Loaded {
            portal: None,
            levels: std::collections::BTreeMap::new(),
        })
    };
    let path = SourcePath::new("config.toml");
    let Some(text) = source::read_config(&options.root, &path, sink)? else {
        return nothing();
    };
    let Some(mut config) = config::read(&text, &path, sink) else {
        return nothing();
    };
    if let Some(base) = &options.base_url {
        config.portal.base_url = Some(base.clone());
    }
    let levels = config.checks.levels.clone();
    let statics = source::read_static(&options.root, sink);
    let theme_files = source::read_theme(&options.root, &config.portal.theme, sink)?;
    let name = config.portal.theme.clone();
    let theme =
        Theme::new(theme_files, &config.labels).map_err(|errors| Error::Theme { name, errors })?;
    let (site, records) = read_site(options, config, &statics, sink)?;
    let frames = Frames::new(&site);
    let rows = Rows::new(&site);
    let plan = output::plan(
        &Scene {
            site: &site,
            theme: &theme,
            statics: &statics,
        },
        sink,
    );
    Ok(Loaded {
        portal: Some(Portal {
            site,
            records,
            theme,
            frames,
            rows,
            plan,
        }),
        levels,
    })
}

fn read_site(
    options: &Options,
    config: config::Config,
    statics: &[FileEntry],
    sink: &Sink,
) -> Result<(Site, Vec<check::Record>), Error> {
    let mut tree = source::read_tree(&options.root, sink)?;
    let documents = std::mem::take(&mut tree.documents);
    let context = kind::Context {
        config: &config,
        tree: &tree,
    };
    let (drafts, failed) = kind::read_documents(documents, &context, sink);
    let items = kind::read_tables(&context, &drafts, sink).items;
    let unreadable = tree.unreadable.iter().cloned().map(kind::Failed::unknown);
    let failed = failed.into_iter().chain(unreadable).collect();
    let mut admitted = gate::admit(drafts, failed, options.today, &config.checks, sink);
    source::digest(
        admitted
            .documents
            .iter_mut()
            .flat_map(gate::Published::attachments_mut),
    )?;
    if config.checks.levels.contains_key(summary::CODE) {
        for document in &admitted.documents {
            summary::report(document, sink);
        }
    }
    drop(tree);
    let records = std::mem::take(&mut admitted.records);
    let statics = statics.iter().map(|file| file.name.clone()).collect();
    let site = site::assemble(
        site::Input {
            config,
            today: options.today,
            admitted,
            items,
            statics,
            texts: site::Texts::Kept,
        },
        sink,
    );
    sink.conceal(|path| site.conceals(path));
    Ok((site, records))
}

impl Portal {
    /// How many public documents there are.
    #[must_use]
    pub(crate) fn documents(&self) -> usize {
        self.site.entries.len()
    }

    /// The next day on which the output changes by itself.
    #[must_use]
    pub(crate) fn next_change(&self) -> Option<Date> {
        self.site.next_change
    }

    /// What the gate let through, joined.
    #[must_use]
    pub(crate) fn site(&self) -> &Site {
        &self.site
    }

    /// How many attachments were read for search.
    #[must_use]
    pub(crate) fn attachment_texts(&self) -> Summary {
        let documents = self.site.entries.iter().map(|entry| &entry.document);
        Summary::of(documents.flat_map(|document| &document.attachments))
    }

    /// Looks for everything an inspector would find; findings go to the sink.
    pub(crate) fn check(&self, tools: check::Tools<'_>, sink: &Sink) {
        check::run(&self.site, &self.records, tools, sink);
    }

    /// The plan.
    #[must_use]
    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The name of its theme.
    pub(crate) fn theme_name(&self) -> &str {
        &self.site.config.portal.theme
    }

    /// Whether feed, sitemap and QR codes lack the address they need.
    #[must_use]
    pub(crate) fn lacks_base_url(&self) -> bool {
        self.site.config.portal.base_url.is_none()
    }
}

impl Outputs for Portal {
    type Error = RenderError;

    fn len(&self) -> usize {
        self.plan.len()
    }

    fn path(&self, index: usize) -> &str {
        self.plan.entries()[index].url.as_str()
    }

    fn is_slow(&self, index: usize) -> bool {
        // The data files at the root hold every document.
        let path = self.path(index);
        !path.contains('/') && !path.contains(".html")
    }

    fn make(&self, index: usize) -> Result<Body, RenderError> {
        match &self.plan.entries()[index].content {
            Content::CopyOf(file) => Ok(Body::CopyOf(file.clone())),
            Content::Made(make) => make(&Context {
                site: &self.site,
                theme: &self.theme,
                frames: &self.frames,
                rows: &self.rows,
            })
            .map(Body::Bytes),
        }
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
