//! Runs the rules: each document once with all rules of documents, beside it the rules of the portal as a whole.

use rayon::prelude::*;

use super::exception::Exceptions;
use super::finding::{Finding, Place};
use super::input::Knowledge;
use super::text::Lexicon;
use super::{
    Check, Input, Overview, Page, RULES, Record, Rule, level, overview, place, requirement,
    settings,
};
use crate::diag::{Diagnostic, Excerpts, Level, Severity, Sink, Span};
use crate::model::Attachment;
use crate::site::{DocId, Site};
use crate::source::SourcePath;

/// What a run of the rules needs from outside.
#[derive(Clone, Copy)]
pub(crate) struct Tools<'a> {
    /// The text of a file in which something was found.
    pub(crate) sources: &'a (dyn Excerpts + Sync),
    /// The portal's own lists of words (`checks/*.toml`), by the file's name.
    pub(crate) lists: &'a [(String, String)],
    /// Says in words where a byte of an attachment's text stands in the attachment: 第3页. Empty where it cannot be told.
    pub(crate) inside: fn(&Attachment, usize) -> String,
}

/// How many findings there are at each level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// At deny.
    pub(crate) denied: usize,
    /// At warn.
    pub(crate) warned: usize,
}

/// How many documents a thread looks at at a time: few, so that none is waited for at the end.
const TOGETHER: usize = 8;

type Found = (&'static Rule, Finding);

/// Looks for everything; findings go to the sink.
pub(crate) fn run(site: &Site, records: &[Record], tools: Tools<'_>, sink: &Sink) {
    let knowledge = knowledge(site, tools, sink);
    let input = Input::new(site, records, &knowledge);
    everything(&input)
        .into_par_iter()
        .for_each(|(rule, finding)| {
            if let Some(diagnostic) = diagnostic(rule, finding, &input, tools) {
                sink.push(diagnostic);
            }
        });
    settings::check(&site.config.checks, sink);
}

/// Looks for everything before a site is written: what must never be published goes to the sink, of the rest only the number is
/// told. What is wrong with the lists of words is for `run` to say.
pub(crate) fn protect(site: &Site, records: &[Record], tools: Tools<'_>, sink: &Sink) -> Counts {
    let knowledge = knowledge(site, tools, &Sink::default());
    let input = Input::new(site, records, &knowledge);
    let mut counts = Counts::default();
    for (rule, finding) in everything(&input) {
        match level::note(rule, &finding, &site.config.checks).0 {
            Level::Allow => {}
            Level::Warn => counts.warned += 1,
            Level::Deny if rule.protects() => {
                if let Some(diagnostic) = diagnostic(rule, finding, &input, tools) {
                    sink.push(diagnostic);
                }
            }
            Level::Deny => counts.denied += 1,
        }
    }
    counts
}

/// Looks at one document with every rule of documents: what its author should know while writing.
pub(crate) fn inspect(site: &Site, id: DocId, tools: Tools<'_>, sink: &Sink) {
    // What is wrong with the lists of words is for a check of the whole portal to say.
    let lexicon = Lexicon::new(site, tools.lists, &Sink::default());
    let knowledge = Knowledge::of_documents(lexicon);
    let input = Input::new(site, &[], &knowledge);
    let active: Vec<&'static Rule> = active(&input).collect();
    let mut exceptions = Exceptions::of(&input);
    for (rule, finding) in page(&active, &input, id) {
        if !exceptions.covers(rule, &finding)
            && let Some(diagnostic) = diagnostic(rule, finding, &input, tools)
        {
            sink.push(diagnostic);
        }
    }
}

/// Figures about the portal, for a report that shows more than findings.
pub(crate) fn survey(site: &Site, records: &[Record], tools: Tools<'_>) -> Overview {
    let knowledge = knowledge(site, tools, &Sink::default());
    overview::overview(&Input::new(site, records, &knowledge))
}

/// All lists, built-in and the portal's own; those that cannot be read are findings.
fn knowledge(site: &Site, tools: Tools<'_>, sink: &Sink) -> Knowledge {
    Knowledge {
        lexicon: Lexicon::new(site, tools.lists, sink),
        required: requirement::read(tools.lists, &site.config.columns, sink),
    }
}

/// Every finding that no exception covers, and one for each exception that covers nothing.
fn everything(input: &Input<'_>) -> Vec<Found> {
    let active: Vec<&'static Rule> = active(input).collect();
    let (pages, portal) = rayon::join(|| pages(&active, input), || wholes(&active, input));
    let mut exceptions = Exceptions::of(input);
    let mut kept: Vec<Found> = pages
        .into_iter()
        .flatten()
        .chain(portal.into_iter().flatten())
        .filter(|(rule, finding)| !exceptions.covers(rule, finding))
        .collect();
    let checks = &input.site.config.checks;
    let off = |name: &str, path: &SourcePath| {
        super::rule(name).is_some_and(|rule| level::of(rule, path, checks).0 == Level::Allow)
    };
    let unused = exceptions.unused(off).into_iter();
    kept.extend(unused.map(|finding| (&super::rules::unused_exception::RULE, finding)));
    kept
}

/// The rules that can have a finding that is shown.
fn active(input: &Input<'_>) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied().filter(|rule| is_active(rule, input))
}

/// Whether any file can have a finding of this rule that is shown.
fn is_active(rule: &Rule, input: &Input<'_>) -> bool {
    let checks = &input.site.config.checks;
    let general = checks.levels.get(rule.name).copied().unwrap_or(rule.level);
    general != Level::Allow
        || checks.paths.iter().any(|part| {
            part.levels
                .get(rule.name)
                .is_some_and(|l| *l != Level::Allow)
        })
}

fn pages(active: &[&'static Rule], input: &Input<'_>) -> Vec<Vec<Found>> {
    let ids: Vec<_> = input.site.ids().collect();
    ids.into_par_iter()
        .with_max_len(TOGETHER)
        .map(|id| page(active, input, id))
        .collect()
}

fn page(active: &[&'static Rule], input: &Input<'_>, id: DocId) -> Vec<Found> {
    let page = Page::new(input, id);
    let mut found = Vec::new();
    for rule in active {
        let Check::Page(check) = rule.check else {
            continue;
        };
        let mut own = Vec::new();
        check(&page, &mut own);
        found.extend(own.into_iter().map(|finding| (*rule, finding)));
    }
    found
}

fn wholes(active: &[&'static Rule], input: &Input<'_>) -> Vec<Vec<Found>> {
    active
        .par_iter()
        .map(|rule| {
            let mut own = Vec::new();
            if let Check::Portal(check) = rule.check {
                check(input, &mut own);
            }
            own.into_iter().map(|finding| (*rule, finding)).collect()
        })
        .collect()
}

fn diagnostic(
    rule: &'static Rule,
    finding: Finding,
    input: &Input<'_>,
    tools: Tools<'_>,
) -> Option<Diagnostic> {
    let (level, note) = level::note(rule, &finding, &input.site.config.checks);
    let severity = match level {
        Level::Allow => return None,
        Level::Warn => Severity::Warn,
        Level::Deny => Severity::Deny,
    };
    let span = span(&finding.path, &finding.place, tools);
    let mut message = finding.message;
    if let Some((attachment, at)) = &finding.inside {
        let inside = (tools.inside)(attachment, *at);
        if !inside.is_empty() {
            message = format!("{message}（{inside}）");
        }
    }
    let mut diagnostic = Diagnostic::error(rule.name, &finding.path, span, message);
    diagnostic.severity = severity;
    diagnostic.label = finding.label;
    diagnostic.help = finding.help;
    diagnostic.note = Some(note);
    diagnostic.masked = finding.masked;
    diagnostic.confidential = input.site.conceals(&finding.path);
    for beside in finding.related {
        let span = self::span(&beside.path, &beside.place, tools);
        diagnostic = diagnostic.related(&beside.path, span, beside.message);
    }
    Some(diagnostic)
}

fn span(path: &SourcePath, at: &Place, tools: Tools<'_>) -> Option<Span> {
    match at {
        Place::Span(span) => Some(*span),
        _ => place::resolve(at, &tools.sources.text(path)?),
    }
}
