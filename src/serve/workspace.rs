//! The portal that `gongkai serve` shows, kept in memory and kept fresh.
//!
//! In: a portal's folder, and word of what changed in it. Out: a [`View`], the last site without errors together with
//! the newest findings. It renders nothing by itself: a file is made when it is asked for.

mod state;
mod stock;
mod tables;
mod theme;
mod touched;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

pub(crate) use crate::gate::Audience;
pub(crate) use view::View;

use crate::diag::{Diagnostic, Report, Sink};
use crate::model::Date;
use crate::portal::{self, Options};
use crate::source::{SourceError, SourcePath};
use state::State;
use touched::Touched;

/// What may have changed.
pub(crate) enum Changes {
    /// These files or folders: created, written, renamed or removed.
    Paths(BTreeSet<PathBuf>),
    /// Anything.
    Everything,
}

/// What came of a change.
#[derive(Debug)]
pub(crate) struct Update {
    /// The sources that are not what they were.
    pub(crate) changed: Vec<SourcePath>,
    /// How long it took.
    pub(crate) elapsed: Duration,
    /// Whether the view shows what the sources say now.
    pub(crate) good: bool,
}

/// A portal in memory.
pub(crate) struct Workspace {
    state: Mutex<State>,
    view: RwLock<Arc<View>>,
}

impl Workspace {
    /// Reads a portal for an audience, but for what is wrong with its texts ([`Self::complete`]). A portal with errors, or
    /// with a theme that does not compile, has a view without a site.
    ///
    /// # Errors
    /// Where the sources cannot be read.
    pub(crate) fn open(options: Options, audience: Audience) -> Result<Self, portal::Error> {
        let mut state = State::new(options, audience);
        let looked = state.look(Touched::default())?;
        let view = View::first(looked.made, looked.report, audience);
        Ok(Self {
            state: Mutex::new(state),
            view: RwLock::new(Arc::new(view)),
        })
    }

    /// Checks what [`Self::open`] left for later: the texts of documents. Answers with the view that has all findings, the
    /// first time. What is wrong with texts alone leaves the site in sight, as it does when it comes about later.
    pub(crate) fn complete(&self) -> Option<Arc<View>> {
        let mut state = self.state();
        let report = state.read_texts()?;
        let old = self.view();
        if *old.report() == report {
            return Some(old);
        }
        let next = Arc::new(old.completed(report));
        self.put(Arc::clone(&next));
        Some(next)
    }

    fn put(&self, view: Arc<View>) {
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = view;
    }

    /// Reads what changed and puts a new view in place. Whoever holds the old one keeps it as it was.
    pub(crate) fn apply(&self, changes: &Changes) -> Update {
        let mut state = self.state();
        let touched = match changes {
            Changes::Paths(paths) => Touched::of(state.root(), paths),
            Changes::Everything => Touched::everything(),
        };
        self.follow(&mut state, touched)
    }

    /// The day that is shown.
    pub(crate) fn today(&self) -> Date {
        self.state().today()
    }

    /// Shows another day: what is public on it, and what its pages say of time.
    pub(crate) fn turn(&self, today: Date) -> Update {
        let mut state = self.state();
        state.turn(today);
        self.follow(&mut state, Touched::default())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn follow(&self, state: &mut State, touched: Touched) -> Update {
        let started = Instant::now();
        let old = self.view();
        let (files, next) = match state.look(touched) {
            Ok(now) => {
                let files: Vec<SourcePath> = now.changed.into_iter().collect();
                let same = files.is_empty() && !now.turned && *old.report() == now.report;
                let next = (!same).then(|| old.followed(now.made, now.report));
                (files, next)
            }
            Err(error) => {
                let report = unreadable(&error, state.root());
                (Vec::new(), Some(old.followed(None, report)))
            }
        };
        let good = !next.as_ref().unwrap_or(&old).is_stale();
        if let Some(view) = next {
            self.put(Arc::new(view));
        }
        Update {
            changed: files,
            elapsed: started.elapsed(),
            good,
        }
    }

    /// The view as it stands: it does not change under the reader.
    pub(crate) fn view(&self) -> Arc<View> {
        Arc::clone(&self.view.read().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
impl Workspace {
    /// The newest site, whatever is wrong with it.
    fn newest(&self) -> Option<Arc<portal::Made>> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.made()
    }
}

/// A source that cannot be read at all, as a finding.
fn unreadable(error: &SourceError, root: &Path) -> Report {
    let path = match error {
        SourceError::Read { path, .. } => path.strip_prefix(root).unwrap_or(path),
        SourceError::NoPortal { from } => from,
    };
    let path = SourcePath::new(&path.to_string_lossy());
    let sink = Sink::default();
    sink.push(Diagnostic::error(
        "unreadable-file",
        &path,
        None,
        error.to_string(),
    ));
    sink.into_report(&BTreeMap::new())
}

#[cfg(test)]
mod tests;
