//! Findings that a document lets stand: `allow = [{ rule = "…", reason = "…" }]`.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Finding;
use super::{Input, Place, Rule};
use crate::model::Exception;
use crate::source::SourcePath;

/// The exceptions of all public documents, and which of them were used.
pub(super) struct Exceptions<'a> {
    by_path: BTreeMap<&'a SourcePath, &'a [Exception]>,
    used: BTreeSet<(&'a SourcePath, usize)>,
}

impl<'a> Exceptions<'a> {
    /// Of every public document that has any.
    pub(super) fn of(input: &Input<'a>) -> Self {
        let entries = input.site.entries.iter();
        Self {
            by_path: entries
                .filter(|entry| !entry.document.allow.is_empty())
                .map(|entry| (&entry.document.path, entry.document.allow.as_slice()))
                .collect(),
            used: BTreeSet::new(),
        }
    }

    /// Whether a finding may stand; the exception that says so is used from then on. Where numbers of persons are concerned, an
    /// exception must name the one number that it is about.
    pub(super) fn covers(&mut self, rule: &Rule, finding: &Finding) -> bool {
        let Some((path, exceptions)) = self.owner(&finding.path) else {
            return false;
        };
        let found = exceptions.iter().position(|exception| {
            exception.rule.value == rule.name && exception.hash == finding.hash
        });
        match found {
            Some(at) => {
                self.used.insert((path, at));
                true
            }
            None => false,
        }
    }

    /// The exceptions that speak for a file: its own, or those of the document whose attachment it is.
    fn owner(&self, path: &SourcePath) -> Option<(&'a SourcePath, &'a [Exception])> {
        if self.by_path.is_empty() {
            return None;
        }
        let mut folder = path.as_str();
        let mut at = path.clone();
        loop {
            if let Some((path, exceptions)) = self.by_path.get_key_value(&at) {
                return Some((path, exceptions));
            }
            folder = folder.rsplit_once('/')?.0;
            at = SourcePath::new(&format!("{folder}/index.md"));
        }
    }

    /// A finding for each exception that covered nothing, but for rules that are `off` there.
    pub(super) fn unused(&self, off: impl Fn(&str, &SourcePath) -> bool) -> Vec<Finding> {
        let mut found = Vec::new();
        for (path, exceptions) in &self.by_path {
            for (at, exception) in exceptions.iter().enumerate() {
                let name = exception.rule.value.as_str();
                if self.used.contains(&(*path, at)) || off(name, path) {
                    continue;
                }
                let place = Place::Span(exception.rule.span);
                found.push(match super::rule(name) {
                    Some(_) => Finding::new(
                        path,
                        place,
                        format!("例外没有用处: 规则 {name} 在这份文件里没有发现问题"),
                    )
                    .help("删去 allow 中的这一条"),
                    None => unknown(path, place, name),
                });
            }
        }
        found
    }
}

/// A name that no rule bears.
fn unknown(path: &SourcePath, place: Place, name: &str) -> Finding {
    let near = crate::diag::nearest(name, super::RULES.iter().map(|rule| rule.name));
    let help = near.map_or_else(
        || "运行 gongkai explain 可以列出全部规则".to_owned(),
        |near| format!("是不是 {near}？"),
    );
    Finding::new(path, place, format!("没有名称为“{name}”的检查规则")).help(help)
}
