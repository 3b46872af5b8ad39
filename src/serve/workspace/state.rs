//! What is known of a portal at a moment, and how it follows its sources.
//!
//! In: which parts were touched. Out: a plan of the newest site, and all findings. The two speeds: where documents keep
//! their places in the site ([`crate::site::Exchange`]) they are put in the places of their former selves, and the plan
//! stays; in any other case the site is joined and planned anew from what was read, and nothing is read again that did not
//! change.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::stock::{Fresh, Look, Rules, Stock};
use super::theme::ThemeFolder;
use super::touched::Touched;
use crate::config::Config;
use crate::diag::{Diagnostic, Level, Report, Sink};
use crate::gate::Audience;
use crate::model::Date;
use crate::portal::{self, Ground, Made, Options, Outcome};
use crate::site::{Exchange, Findings, Site};
use crate::source::{self, FileEntry, SourceError, SourcePath};

/// A portal as its sources stand.
pub(super) struct State {
    options: Options,
    audience: Audience,
    /// What has not been looked at yet, since something stood in the way.
    pending: Touched,
    /// Whether another day has come since the last look.
    turned: bool,
    config: ConfigFile,
    statics: Statics,
    theme: ThemeFolder,
    stock: Stock,
    joined: Option<Joined>,
    made: Option<Planned>,
    due: Due,
}

/// `config.toml`.
#[derive(Default)]
struct ConfigFile {
    /// Its text as it was read; `None` before the first look.
    bytes: Option<Vec<u8>>,
    config: Option<Arc<Config>>,
    findings: Vec<Diagnostic>,
}

/// The files of `static/`.
#[derive(Default)]
struct Statics {
    files: Vec<FileEntry>,
    findings: Vec<Diagnostic>,
}

/// A site with what is wrong with it.
struct Joined {
    site: Site,
    findings: Findings,
    /// Whether `findings` say what is wrong with texts.
    texts_read: bool,
    /// What is wrong with catalogues and stray files.
    tables: Vec<Diagnostic>,
}

/// A planned site with the collisions of its addresses.
struct Planned {
    made: Arc<Made>,
    findings: Vec<Diagnostic>,
}

/// What a look at the sources gave.
pub(super) struct Looked {
    /// The sources that are not what they were.
    pub(super) changed: BTreeSet<SourcePath>,
    /// Whether the site is that of another day than before.
    pub(super) turned: bool,
    /// The newest site, whatever is wrong with it.
    pub(super) made: Option<Arc<Made>>,
    /// All findings.
    pub(super) report: Report,
}

/// What is to be done again, whenever a look comes to its end.
#[derive(Debug, Default)]
struct Due {
    /// Joining the site.
    join: bool,
    /// Planning it.
    plan: bool,
}

/// What a look finds on its way.
#[derive(Default)]
struct Found {
    changed: BTreeSet<SourcePath>,
    /// Documents that became other pieces.
    documents: Vec<SourcePath>,
}

impl State {
    /// A portal of which nothing has been read.
    pub(super) fn new(options: Options, audience: Audience) -> Self {
        Self {
            options,
            audience,
            pending: Touched::everything(),
            turned: false,
            config: ConfigFile::default(),
            statics: Statics::default(),
            theme: ThemeFolder::default(),
            stock: Stock::default(),
            joined: None,
            made: None,
            due: Due::default(),
        }
    }

    /// Where the portal lies.
    pub(super) fn root(&self) -> &std::path::Path {
        &self.options.root
    }

    /// The newest site, whatever is wrong with it.
    pub(super) fn made(&self) -> Option<Arc<Made>> {
        self.made.as_ref().map(|planned| Arc::clone(&planned.made))
    }

    /// The day that is shown.
    pub(super) fn today(&self) -> Date {
        self.options.today
    }

    /// Says that another day is to be shown from the next look on.
    pub(super) fn turn(&mut self, today: Date) {
        // What a later day changes is known; an earlier one may bring back anything.
        if today > self.options.today {
            self.stock.turn(today);
        } else {
            self.stock.annul();
        }
        self.options.today = today;
        self.turned = true;
        self.due.join = true;
    }

    /// Looks at what was touched, and at what could not be looked at before. The first look leaves the texts of documents
    /// unchecked, for [`Self::read_texts`]: the site does not depend on it, and at 100,000 documents it takes as long as all else.
    ///
    /// # Errors
    /// Where a source cannot be read at all. What was touched stays noted.
    pub(super) fn look(&mut self, touched: Touched) -> Result<Looked, SourceError> {
        // What may be exchanged is told by all findings.
        self.read_texts();
        self.pending.merge(touched);
        let mut found = Found::default();
        if self.pending.config {
            self.look_at_config(&mut found)?;
        }
        let Some(config) = self.config.config.clone() else {
            return Ok(Looked {
                changed: found.changed,
                turned: false,
                made: None,
                report: self.config.report(),
            });
        };
        if self.pending.statics {
            self.look_at_statics(&mut found);
        }
        if self.pending.themes
            && let Some(changed) = self.theme.look(&self.options.root, &config)?
        {
            self.due.plan = true;
            found.changed.extend(changed);
        }
        self.look_at_content(&config, &mut found)?;
        self.pending = Touched::default();
        self.bring_up(&config, &found.documents);
        Ok(Looked {
            changed: found.changed,
            turned: std::mem::take(&mut self.turned),
            made: self.made(),
            report: self.report(&config.checks.levels),
        })
    }

    /// Checks the texts of all documents, where that was left for later. Answers with all findings.
    pub(super) fn read_texts(&mut self) -> Option<Report> {
        let joined = self.joined.as_mut().filter(|joined| !joined.texts_read)?;
        joined.findings.read_texts(&joined.site);
        joined.texts_read = true;
        let config = self.config.config.as_ref()?;
        Some(self.report(&config.checks.levels))
    }

    fn look_at_config(&mut self, found: &mut Found) -> Result<(), SourceError> {
        let path = SourcePath::new("config.toml");
        let file = self.options.root.join("config.toml");
        let bytes =
            std::fs::read(&file).map_err(|cause| SourceError::Read { path: file, cause })?;
        if self.config.bytes.as_ref() != Some(&bytes) {
            let sink = Sink::default();
            let config = portal::config_of(&self.options, &bytes, &sink);
            self.config = ConfigFile {
                bytes: Some(bytes),
                config: config.map(Arc::new),
                findings: sink.into_findings(),
            };
            found.changed.insert(path);
            self.stock.annul();
            self.pending.themes = true;
        }
        self.pending.config = false;
        Ok(())
    }

    fn look_at_statics(&mut self, found: &mut Found) {
        let sink = Sink::default();
        let files = source::read_static(&self.options.root, &sink);
        let of = |files: &[FileEntry]| -> BTreeMap<String, FileEntry> {
            let pair = |file: &FileEntry| (file.name.clone(), file.clone());
            files.iter().map(pair).collect()
        };
        let (old, new) = (of(&self.statics.files), of(&files));
        let names = old.keys().chain(new.keys());
        let other = names.filter(|name| old.get(*name) != new.get(*name));
        let paths = other.map(|name| SourcePath::new(&format!("static/{name}")));
        found.changed.extend(paths);
        self.due.join |= !old.keys().eq(new.keys());
        self.statics = Statics {
            files,
            findings: sink.into_findings(),
        };
    }

    fn look_at_content(&mut self, config: &Config, found: &mut Found) -> Result<(), SourceError> {
        let rules = Rules {
            config,
            audience: self.audience,
            today: self.options.today,
        };
        let look = Look {
            root: &self.options.root,
            named: &self.pending.content,
            tree: self.pending.tree,
        };
        let Fresh {
            documents,
            shifted,
            mut changed,
        } = self.stock.look(&look, &rules)?;
        self.due.join |= shifted;
        found.documents = documents;
        found.changed.append(&mut changed);
        Ok(())
    }

    /// Brings site and plan up to what was read.
    fn bring_up(&mut self, config: &Arc<Config>, documents: &[SourcePath]) {
        let due = std::mem::take(&mut self.due);
        let exchanges = if due.join {
            None
        } else {
            self.exchanges(documents)
        };
        if let Some(exchanges) = exchanges {
            self.exchange(&exchanges, due.plan);
        } else {
            self.join(config);
            self.plan();
        }
    }

    /// The documents that changed, if each may stand in the place of its former self.
    fn exchanges(&self, documents: &[SourcePath]) -> Option<Vec<Exchange>> {
        let joined = self.joined.as_ref()?;
        let one = |path: &SourcePath| match &self.stock.piece(path)?.outcome {
            Outcome::Public(own) => joined.site.exchange(&joined.findings, own),
            _ => None,
        };
        let exchanges: Vec<Exchange> = documents.iter().map(one).collect::<Option<_>>()?;
        let renamed = exchanges.iter().filter(|one| one.is_renamed()).count();
        (renamed < 2).then_some(exchanges)
    }

    fn exchange(&mut self, exchanges: &[Exchange], plan: bool) {
        if let Some(joined) = &mut self.joined
            && !exchanges.is_empty()
        {
            joined.site = joined.site.exchanged(exchanges, &mut joined.findings);
            let current = self.made.as_mut().filter(|_| !plan);
            let kept = current.and_then(|planned| {
                planned.made = Arc::new(planned.made.exchanged(&joined.site, exchanges)?);
                Some(())
            });
            if kept.is_some() {
                return;
            }
        }
        if plan || !exchanges.is_empty() || self.made.is_none() {
            self.plan();
        }
    }

    fn join(&mut self, config: &Arc<Config>) {
        // What was found before makes room first: the old site stays in memory as long as somebody looks at it.
        let texts_read = self.joined.take().is_some();
        let sink = Sink::default();
        let ground = Ground {
            config,
            today: self.options.today,
            tables: self.stock.tables(),
            strays: self.stock.strays(),
            statics: &self.statics.files,
        };
        let (site, mut findings) = portal::join(&ground, self.stock.pieces(), &sink);
        if texts_read {
            findings.read_texts(&site);
        }
        self.joined = Some(Joined {
            site,
            findings,
            texts_read,
            tables: sink.into_findings(),
        });
    }

    /// Plans the site; without a theme there is no plan.
    fn plan(&mut self) {
        self.made = None;
        if let (Some(joined), Some(theme)) = (&self.joined, self.theme.theme()) {
            let sink = Sink::default();
            let site = joined.site.clone();
            let beside = (Arc::clone(theme), &*self.statics.files);
            let (made, ()) = Made::new(site, beside, |_| (), &sink);
            self.made = Some(Planned {
                made: Arc::new(made),
                findings: sink.into_findings(),
            });
        }
    }

    /// All findings, as one reading of everything would report them.
    fn report(&self, levels: &BTreeMap<String, Level>) -> Report {
        let sink = Sink::default();
        sink.extend(self.config.findings.iter().cloned());
        sink.extend(self.statics.findings.iter().cloned());
        sink.extend(self.theme.findings().cloned());
        sink.extend(self.stock.findings().cloned());
        if let Some(joined) = &self.joined {
            sink.extend(joined.tables.iter().cloned());
            sink.extend(joined.findings.own.values().flatten().cloned());
            sink.extend(joined.findings.common.iter().cloned());
            sink.conceal(|path| joined.site.conceals(path));
        }
        if let Some(planned) = &self.made {
            sink.extend(planned.findings.iter().cloned());
        }
        sink.into_report(levels)
    }
}

impl ConfigFile {
    fn report(&self) -> Report {
        let sink = Sink::default();
        sink.extend(self.findings.iter().cloned());
        sink.into_report(&BTreeMap::new())
    }
}
