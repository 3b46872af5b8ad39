//! The portal's own lists (`checks/*.toml`), read with the same field tables and the same Chinese messages as everything else
//! that an editor writes.

use crate::diag::{Severity, Sink, Span};
use crate::source::fields::{Field, Reader, Scope};
use crate::source::{SourcePath, parse_toml};

/// What a list is, for messages about it.
#[derive(Clone, Copy)]
pub(super) struct Form {
    /// Its name in messages.
    pub(super) noun: &'static str,
    /// Its keys.
    pub(super) fields: &'static [Field],
    /// The code of what is wrong in it.
    pub(super) code: &'static str,
}

/// Reads a list. Everything that is wrong in it is a finding under the form's code; `None` where one of them is an error.
pub(super) fn read<T>(
    form: Form,
    path: &SourcePath,
    text: &str,
    sink: &Sink,
    take: impl FnOnce(&Reader<'_>) -> T,
) -> Option<T> {
    let own = Sink::default();
    let taken = parse_toml(text, 0, path, &own).map(|table| {
        let scope = Scope {
            path,
            offset: 0,
            anchor: Span::new(0, 0),
            noun: form.noun,
            sink: &own,
        };
        take(&Reader::open(&table, &[form.fields], scope))
    });
    let mut findings = own.into_findings();
    for finding in &mut findings {
        finding.code = form.code;
    }
    let refused = findings.iter().any(|f| f.severity == Severity::Deny);
    sink.extend(findings);
    taken.filter(|_| !refused)
}
