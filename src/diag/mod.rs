//! Diagnostics: everything that is wrong with the input, each with its place.
//!
//! In: findings of the stages, as byte spans in a source file. Out: a sorted, counted [`Report`]. Stages push to a
//! [`Sink`] and go on; whether a build may publish is asked once, at the end. This module never reads files: whoever
//! renders a report hands in a way to get a file's text.

mod json;
mod quoted;
mod render;
mod sarif;
mod span;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

pub use json::to_json;
pub use render::{Excerpts, render_text};
pub use sarif::to_sarif;
pub use span::{LineIndex, Position, Span};

use crate::source::SourcePath;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Stops the build: nothing is published.
    Deny,
    /// Is shown; the build goes on.
    Warn,
}

/// The level that `[checks]` in `config.toml` gives to a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Not shown.
    Allow,
    /// Shown.
    Warn,
    /// Shown, and the build stops.
    Deny,
}

/// A second place that explains a finding ("另一处在这里").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The file.
    pub path: SourcePath,
    /// Where in it; `None` is the whole file.
    pub span: Option<Span>,
    /// What stands there.
    pub message: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Kebab-case, finishes the sentence "allow …", never reused.
    pub code: &'static str,
    /// What it does to a build.
    pub severity: Severity,
    /// What is wrong, in Chinese.
    pub message: String,
    /// The file it is in.
    pub path: SourcePath,
    /// Where in the file; `None` is the whole file.
    pub span: Option<Span>,
    /// Words at the caret.
    pub label: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// Why: the rule's source, or the reason of its level.
    pub note: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// The excerpt must not be shown: the text is not public.
    pub confidential: bool,
    /// Numbers of persons stand at the place: the excerpt shows strokes in their middle.
    pub masked: bool,
}

impl Diagnostic {
    /// A finding that stops the build.
    #[must_use]
    pub fn error(
        code: &'static str,
        path: &SourcePath,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code,
            severity: Severity::Deny,
            message: message.into(),
            path: path.clone(),
            span: span.into(),
            label: None,
            help: None,
            note: None,
            related: Vec::new(),
            confidential: false,
            masked: false,
        }
    }

    /// A finding that is shown while the build goes on.
    #[must_use]
    pub fn warning(
        code: &'static str,
        path: &SourcePath,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Warn,
            ..Self::error(code, path, span, message)
        }
    }

    /// Words at the caret.
    #[must_use]
    pub fn label(mut self, words: impl Into<String>) -> Self {
        self.label = Some(words.into());
        self
    }

    /// What to do about it.
    #[must_use]
    pub fn help(mut self, words: impl Into<String>) -> Self {
        self.help = Some(words.into());
        self
    }

    /// Why it is so.
    #[must_use]
    pub fn note(mut self, words: impl Into<String>) -> Self {
        self.note = Some(words.into());
        self
    }

    /// Another place that belongs to it.
    #[must_use]
    pub fn related(
        mut self,
        path: &SourcePath,
        span: impl Into<Option<Span>>,
        message: impl Into<String>,
    ) -> Self {
        self.related.push(Related {
            path: path.clone(),
            span: span.into(),
            message: message.into(),
        });
        self
    }
}

/// Where the stages push what they find; safe to use from many threads.
#[derive(Debug, Default)]
pub struct Sink(Mutex<Vec<Diagnostic>>);

impl Sink {
    /// Adds a finding.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.lock().push(diagnostic);
    }

    /// Adds findings that were made elsewhere.
    pub fn extend(&self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.lock().extend(diagnostics);
    }

    /// What was pushed, as it came.
    #[must_use]
    pub fn into_findings(self) -> Vec<Diagnostic> {
        self.0
            .into_inner()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Whether anything pushed so far stops a build.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.lock().iter().any(|d| d.severity == Severity::Deny)
    }

    /// Marks every finding in a file as confidential: its text is not public and is not shown.
    pub fn conceal(&self, hidden: impl Fn(&SourcePath) -> bool) {
        for diagnostic in self.lock().iter_mut() {
            diagnostic.confidential = hidden(&diagnostic.path);
        }
    }

    /// Closes the sink: levels of `[checks]` applied, sorted by path, position and code, doubles dropped.
    ///
    /// A finding that stops a build by the content contract stays an error whatever its level says.
    #[must_use]
    pub fn into_report(self, levels: &BTreeMap<String, Level>) -> Report {
        let mut list = self.into_findings();
        list.retain_mut(|d| match (d.severity, levels.get(d.code)) {
            (Severity::Warn, Some(Level::Allow)) => false,
            (Severity::Warn, Some(Level::Deny)) => {
                d.severity = Severity::Deny;
                let why = format!("config.toml 的 [checks] 把 {} 设为 deny", d.code);
                d.note = Some(
                    d.note
                        .take()
                        .map_or(why.clone(), |note| format!("{note}；{why}")),
                );
                true
            }
            _ => true,
        });
        // Of doubles the one that says why stays.
        let bare = |d: &Diagnostic| d.note.is_none();
        list.sort_by(|a, b| {
            let places = (&a.path, a.span, a.code).cmp(&(&b.path, b.span, b.code));
            places
                .then_with(|| a.message.cmp(&b.message))
                .then_with(|| bare(a).cmp(&bare(b)))
        });
        list.dedup_by(|a, b| {
            a.path == b.path && a.span == b.span && a.code == b.code && a.message == b.message
        });
        mask_neighbours(&mut list);
        Report { list }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Diagnostic>> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// All findings of a run, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    list: Vec<Diagnostic>,
}

impl Report {
    /// The findings by path, position and code.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Keeps the findings in files for which `wanted` says yes.
    #[must_use]
    pub fn only(mut self, wanted: impl Fn(&SourcePath) -> bool) -> Self {
        self.list.retain(|diagnostic| wanted(&diagnostic.path));
        self
    }

    /// How many stop the build.
    #[must_use]
    pub fn denied(&self) -> usize {
        self.list
            .iter()
            .filter(|d| d.severity == Severity::Deny)
            .count()
    }

    /// How many are only shown.
    #[must_use]
    pub fn warned(&self) -> usize {
        self.list.len() - self.denied()
    }
}

/// The known word nearest to a misspelt one, if one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), candidate))
        .filter(|(score, _)| *score > 0.78)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// Where numbers of persons were found in a file, the excerpts of its other findings show strokes too: they may stand in the same
/// line.
fn mask_neighbours(list: &mut [Diagnostic]) {
    let of_persons: BTreeSet<SourcePath> = list
        .iter()
        .filter(|diagnostic| diagnostic.masked)
        .map(|diagnostic| diagnostic.path.clone())
        .collect();
    for diagnostic in list.iter_mut() {
        diagnostic.masked |= of_persons.contains(&diagnostic.path);
    }
}

#[cfg(test)]
mod tests;
