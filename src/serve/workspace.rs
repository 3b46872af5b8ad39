//! The portal as it stands in memory: reads it again when something changed.
//!
//! In: options and what the watcher saw. Out: a [`View`] of the last good site with the newest report. This version reads
//! everything anew on every change and keeps the last portal without errors.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diag::{Diagnostic, Report, Sink};
use crate::output::RenderError;
use crate::portal::{self, Portal};
use crate::publish::manifest::{MANIFEST, Manifest, Record};
use crate::publish::path::OutPath;
use crate::publish::{Body, Outputs as _};
use crate::serve::watch::{SOURCES, concerns};
use crate::source::SourcePath;

/// Whom a preview is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Exactly what the public will see.
    Public,
    /// Drafts, future and expiring documents as well.
    Preview,
}

/// What the watcher saw.
pub(crate) enum Changes {
    /// These files or folders may be other ones now.
    Paths(BTreeSet<PathBuf>),
    /// It cannot say.
    Everything,
}

/// What came of a change.
#[derive(Debug)]
pub(crate) struct Update {
    /// The files that really differ.
    pub(crate) changed: Vec<SourcePath>,
    /// How long reading took.
    pub(crate) elapsed: Duration,
    /// Nothing stands against publishing: the view shows the new state.
    pub(crate) good: bool,
}

/// The portal in memory.
pub(crate) struct Workspace {
    options: portal::Options,
    files: Mutex<BTreeMap<PathBuf, Record>>,
    view: RwLock<Arc<View>>,
}

/// The last good site and the newest report.
pub(crate) struct View {
    revision: u64,
    report: Report,
    portal: Option<Arc<Portal>>,
    is_stale: bool,
}

impl Workspace {
    /// Reads everything. Errors in the content stand in the view.
    pub(crate) fn open(options: portal::Options, _: Audience) -> Result<Self, portal::Error> {
        let files = Mutex::new(files(&options.root));
        let (report, portal) = read(&options)?;
        let view = View {
            revision: 1,
            is_stale: portal.is_none(),
            report,
            portal,
        };
        Ok(Self {
            options,
            files,
            view: RwLock::new(Arc::new(view)),
        })
    }

    /// Reads again.
    pub(crate) fn apply(&self, _: &Changes) -> Update {
        let started = Instant::now();
        let changed = self.changed();
        if changed.is_empty() {
            return Update {
                changed,
                elapsed: started.elapsed(),
                good: !self.view().is_stale,
            };
        }
        let old = self.view();
        let (report, portal) = read(&self.options).unwrap_or_else(|error| {
            let sink = Sink::default();
            let place = SourcePath::new("config.toml");
            let words = error.to_string();
            sink.push(Diagnostic::error("unreadable-file", &place, None, words));
            (sink.into_report(&BTreeMap::new()), None)
        });
        let good = portal.is_some();
        let view = View {
            revision: old.revision + 1,
            is_stale: !good,
            report,
            portal: portal.or_else(|| old.portal.clone()),
        };
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(view);
        Update {
            changed,
            elapsed: started.elapsed(),
            good,
        }
    }

    /// A cheap snapshot.
    pub(crate) fn view(&self) -> Arc<View> {
        self.view
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn changed(&self) -> Vec<SourcePath> {
        let new = files(&self.options.root);
        let mut old = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let paths: BTreeSet<&PathBuf> = old.keys().chain(new.keys()).collect();
        let differs = |path: &&PathBuf| old.get(*path) != new.get(*path);
        let changed = paths.into_iter().filter(differs);
        let changed = changed.map(|path| SourcePath::new(&path.to_string_lossy()));
        let changed = changed.collect();
        *old = new;
        changed
    }
}

/// What every source file holds.
fn files(root: &Path) -> BTreeMap<PathBuf, Record> {
    let sources = SOURCES;
    let walk = sources.map(|source| WalkDir::new(root.join(source)).into_iter());
    let entries = walk.into_iter().flatten().filter_map(Result::ok);
    let entries = entries.filter(|entry| concerns(entry.path(), root));
    let record = |entry: walkdir::DirEntry| {
        let below = entry.path().strip_prefix(root).ok()?.to_owned();
        let bytes = std::fs::read(entry.path()).ok()?;
        Some((below, Record::of(&bytes)))
    };
    entries.filter_map(record).collect()
}

fn read(options: &portal::Options) -> Result<(Report, Option<Arc<Portal>>), portal::Error> {
    let sink = Sink::default();
    let loaded = portal::load(options, &sink)?;
    let report = sink.into_report(&loaded.levels);
    let portal = loaded.portal.filter(|_| report.denied() == 0);
    Ok((report, portal.map(Arc::new)))
}

impl View {
    /// Grows with each change.
    pub(crate) fn revision(&self) -> u64 {
        self.revision
    }

    /// The findings of the newest read, good or bad.
    pub(crate) fn report(&self) -> &Report {
        &self.report
    }

    /// The site shown is older than the report, or there is none at all.
    pub(crate) fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// The output at a path from the site's root, without a leading slash.
    pub(crate) fn find(&self, url_path: &str) -> Option<usize> {
        let portal = self.portal.as_ref()?;
        if url_path == MANIFEST {
            return Some(portal.len());
        }
        let entries = portal.plan().entries();
        entries
            .binary_search_by(|entry| entry.url.as_str().cmp(url_path))
            .ok()
    }

    /// Every output.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        let portal = self.portal.iter();
        let planned = portal.clone().flat_map(|portal| portal.plan().entries());
        planned
            .map(|entry| entry.url.as_str())
            .chain(portal.map(|_| MANIFEST))
    }

    /// The content of an output.
    pub(crate) fn make(&self, index: usize) -> Result<Body, RenderError> {
        let Some(portal) = &self.portal else {
            return Ok(Body::Bytes(Vec::new()));
        };
        if index < portal.len() {
            return portal.make(index);
        }
        let record = |index: usize| -> Result<Option<(OutPath, Record)>, RenderError> {
            let Ok(path) = OutPath::new(portal.path(index)) else {
                return Ok(None);
            };
            let bytes = match portal.make(index)? {
                Body::Bytes(bytes) => bytes,
                Body::CopyOf(file) => std::fs::read(file).map_err(|cause| RenderError::Data {
                    output: "站点清单",
                    cause: crate::source::io_words(&cause),
                })?,
            };
            Ok(Some((path, Record::of(&bytes))))
        };
        let records: Result<Vec<_>, _> = (0..portal.len()).into_par_iter().map(record).collect();
        Ok(Body::Bytes(
            Manifest::new(records?.into_iter().flatten()).to_bytes(),
        ))
    }

    /// Why the public does not see a page yet.
    #[allow(clippy::unused_self, reason = "every page is public here")]
    pub(crate) fn unpublished(&self, _: usize) -> Option<&'static str> {
        None
    }

    /// The files whose findings belong to a page.
    pub(crate) fn sources_of(&self, index: usize) -> Vec<SourcePath> {
        let entries = self
            .portal
            .iter()
            .flat_map(|portal| portal.plan().entries());
        match entries.skip(index).map(|entry| &entry.origin).next() {
            Some(crate::plan::Origin::Source(path)) => vec![path.clone()],
            _ => Vec::new(),
        }
    }
}
