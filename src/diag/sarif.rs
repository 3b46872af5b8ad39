//! A report as SARIF 2.1.0 (OASIS Standard, 2020-03-27), which editors and code-hosting sites show beside the sources.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Diagnostic, Excerpts, LineIndex, Report, Severity, Span};
use crate::source::SourcePath;

/// What stays as it is in the path of a URI (RFC 3986, 3.3).
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// The report as a SARIF log, paths relative to the portal's root.
#[must_use]
pub fn to_sarif(report: &Report, excerpts: &dyn Excerpts) -> String {
    let mut rules: BTreeMap<&str, &Diagnostic> = BTreeMap::new();
    for diagnostic in report.diagnostics() {
        rules.entry(diagnostic.code).or_insert(diagnostic);
    }
    let index = |code: &str| rules.keys().position(|known| *known == code);
    let descriptors: Vec<Value> = rules
        .keys()
        .map(|code| {
            let mut descriptor = json!({ "id": code });
            if let Some(text) = crate::check::manual::explain(code) {
                let first = text.lines().next().unwrap_or(code).trim_start_matches("# ");
                descriptor["shortDescription"] = json!({ "text": first });
                descriptor["help"] = json!({ "text": text, "markdown": text });
            }
            descriptor
        })
        .collect();
    let mut places = Places {
        excerpts,
        last: None,
    };
    let results: Vec<Value> = report
        .diagnostics()
        .iter()
        .map(|diagnostic| result(diagnostic, index(diagnostic.code), &mut places))
        .collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gongkai",
                "version": env!("CARGO_PKG_VERSION"),
                "language": "zh-CN",
                "rules": descriptors,
            }},
            "language": "zh-CN",
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { "ROOT": { "description": { "text": "门户文件夹" } } },
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

fn result(diagnostic: &Diagnostic, rule: Option<usize>, places: &mut Places<'_>) -> Value {
    let words = diagnostic.shown_message(places.text(&diagnostic.path));
    let parts = [
        Some(&*words),
        diagnostic.help.as_deref(),
        diagnostic.note.as_deref(),
    ];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let mut result = json!({
        "ruleId": diagnostic.code,
        "level": match diagnostic.severity {
            Severity::Deny => "error",
            Severity::Warn => "warning",
        },
        "message": { "text": text },
        "locations": [{ "physicalLocation": places.physical(&diagnostic.path, diagnostic.span) }],
    });
    if let Some(rule) = rule {
        result["ruleIndex"] = json!(rule);
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().zip(1..).map(|(related, id)| {
            json!({
                "id": id,
                "message": { "text": related.message },
                "physicalLocation": places.physical(&related.path, related.span),
            })
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

/// Finds lines and columns; findings come sorted by path, so the last text is the one that is mostly needed.
struct Places<'e> {
    excerpts: &'e dyn Excerpts,
    last: Option<(SourcePath, Option<String>)>,
}

impl Places<'_> {
    fn text(&mut self, path: &SourcePath) -> Option<&str> {
        if self.last.as_ref().is_none_or(|(last, _)| last != path) {
            self.last = Some((path.clone(), self.excerpts.text(path)));
        }
        self.last.as_ref().and_then(|(_, text)| text.as_deref())
    }

    fn physical(&mut self, path: &SourcePath, span: Option<Span>) -> Value {
        let mut place = json!({
            "artifactLocation": {
                "uri": utf8_percent_encode(path.as_str(), PATH).to_string(),
                "uriBaseId": "ROOT",
            },
        });
        let Some(span) = span else { return place };
        if let Some(text) = self.text(path) {
            let index = LineIndex::new(text);
            let (start, end) = (index.position(span.start), index.position(span.end));
            place["region"] = json!({
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            });
        }
        place
    }
}
