//! A report as JSON, in the shape of the content contract, part 6.

use std::borrow::Cow;

use serde::Serialize;

use super::{Excerpts, LineIndex, Report, Severity, Span};
use crate::source::SourcePath;

#[derive(Serialize)]
struct Root<'r> {
    version: u32,
    summary: Summary,
    diagnostics: Vec<Item<'r>>,
}

#[derive(Serialize)]
struct Summary {
    deny: usize,
    warn: usize,
}

#[derive(Serialize)]
struct Item<'r> {
    code: &'r str,
    severity: &'static str,
    message: Cow<'r, str>,
    #[serde(flatten)]
    place: Place,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'r str>,
    related: Vec<RelatedItem<'r>>,
}

#[derive(Serialize)]
struct Place {
    path: String,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct RelatedItem<'r> {
    #[serde(flatten)]
    place: Place,
    message: &'r str,
}

/// The report as a JSON text, paths relative to the portal's root.
#[must_use]
pub fn to_json(report: &Report, excerpts: &dyn Excerpts) -> String {
    let diagnostics = report
        .diagnostics()
        .iter()
        .map(|d| {
            let (place, end) = locate(&d.path, d.span, excerpts);
            let text = d.confidential.then(|| excerpts.text(&d.path)).flatten();
            Item {
                code: d.code,
                severity: match d.severity {
                    Severity::Deny => "deny",
                    Severity::Warn => "warn",
                },
                message: d.shown_message(text.as_deref()),
                place,
                end_line: end.0,
                end_column: end.1,
                help: d.help.as_deref(),
                note: d.note.as_deref(),
                related: d
                    .related
                    .iter()
                    .map(|r| RelatedItem {
                        place: locate(&r.path, r.span, excerpts).0,
                        message: &r.message,
                    })
                    .collect(),
            }
        })
        .collect();
    let root = Root {
        version: 1,
        summary: Summary {
            deny: report.denied(),
            warn: report.warned(),
        },
        diagnostics,
    };
    serde_json::to_string_pretty(&root).unwrap_or_default()
}

fn locate(
    path: &SourcePath,
    span: Option<Span>,
    excerpts: &dyn Excerpts,
) -> (Place, (usize, usize)) {
    let text = span.and_then(|_| excerpts.text(path));
    let (start, end) = match (span, &text) {
        (Some(span), Some(text)) => {
            let index = LineIndex::new(text);
            let (start, end) = (index.position(span.start), index.position(span.end));
            ((start.line, start.column), (end.line, end.column))
        }
        _ => ((1, 1), (1, 1)),
    };
    (
        Place {
            path: path.as_str().to_owned(),
            line: start.0,
            column: start.1,
        },
        end,
    )
}
