//! The findings, by agency and by rule.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::overview::Overview;
use super::super::{manual, rule};
use super::escape;
use crate::diag::{Diagnostic, Excerpts, LineIndex, Report, Severity};
use crate::source::SourcePath;

/// How many findings of a rule are listed for an agency; all are counted.
const SHOWN: usize = 100;

type ByRule<'r> = BTreeMap<&'r str, Vec<&'r Diagnostic>>;

/// Writes the section.
pub(super) fn write(
    out: &mut String,
    report: &Report,
    overview: &Overview,
    sources: &dyn Excerpts,
) {
    out.push_str("<section id=\"findings\">\n<h2>问题清单</h2>\n");
    if report.diagnostics().is_empty() {
        out.push_str("<p>没有发现问题。</p>\n</section>\n");
        return;
    }
    let mut groups: BTreeMap<String, ByRule<'_>> = BTreeMap::new();
    for diagnostic in report.diagnostics() {
        let agency = agency(overview, &diagnostic.path);
        let by_rule = groups.entry(agency).or_default();
        by_rule.entry(diagnostic.code).or_default().push(diagnostic);
    }
    let mut texts = BTreeMap::new();
    for (agency, rules) in &groups {
        let count: usize = rules.values().map(Vec::len).sum();
        let _ = writeln!(out, "<h3>{}（{count} 处）</h3>", escape(agency));
        for (code, list) in rules {
            group(out, code, list, &mut |path| {
                let text = texts
                    .entry(path.clone())
                    .or_insert_with(|| sources.text(path));
                text.clone()
            });
        }
    }
    out.push_str("</section>\n");
}

/// Whose a file is, by its folder.
fn agency(overview: &Overview, path: &SourcePath) -> String {
    let found = overview
        .folders
        .iter()
        .find(|(folder, _)| path.as_str().starts_with(folder.as_str()));
    found.map_or_else(|| "平台的配置和外观".to_owned(), |(_, name)| name.clone())
}

fn group(
    out: &mut String,
    code: &str,
    list: &[&Diagnostic],
    text: &mut dyn FnMut(&SourcePath) -> Option<String>,
) {
    let title = rule(code).map_or(code, manual::title);
    let denied = list.iter().filter(|d| d.severity == Severity::Deny).count();
    let open = if denied > 0 { " open" } else { "" };
    let _ = writeln!(
        out,
        "<details{open}>\n<summary>{}<code>{code}</code> 错误 {denied} 处，提醒 {} 处</summary>",
        escape(title),
        list.len() - denied
    );
    if let Some(note) = list.first().and_then(|d| d.note.as_deref()) {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", escape(note));
    }
    out.push_str("<ol>\n");
    for diagnostic in list.iter().take(SHOWN) {
        one(out, diagnostic, text);
    }
    out.push_str("</ol>\n");
    if list.len() > SHOWN {
        let _ = writeln!(out, "<p>另有 {} 处没有列出。</p>", list.len() - SHOWN);
    }
    out.push_str("</details>\n");
}

fn one(
    out: &mut String,
    diagnostic: &Diagnostic,
    text: &mut dyn FnMut(&SourcePath) -> Option<String>,
) {
    let word = match diagnostic.severity {
        Severity::Deny => "错误",
        Severity::Warn => "提醒",
    };
    let line = diagnostic.span.and_then(|span| {
        let text = text(&diagnostic.path)?;
        Some(LineIndex::new(&text).position(span.start))
    });
    let place = line.map_or_else(String::new, |at| {
        format!(" 第{}行第{}字", at.line, at.column)
    });
    let _ = write!(
        out,
        "<li><strong class=\"{}\">{word}</strong> {}<br><span class=\"place\">{}{place}</span>",
        if diagnostic.severity == Severity::Deny {
            "deny"
        } else {
            "warn"
        },
        escape(&diagnostic.message),
        escape(diagnostic.path.as_str()),
    );
    if let Some(help) = &diagnostic.help {
        let _ = write!(
            out,
            "<br><span class=\"help\">怎样改: {}</span>",
            escape(help)
        );
    }
    out.push_str("</li>\n");
}
