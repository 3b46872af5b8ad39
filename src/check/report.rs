//! What the model finds in an annual report, shared out to the rules that bear its findings.

use super::Page;
use super::finding::{Finding, Place};
use crate::config::{AgencyKind, Level};
use crate::model::{
    Detail, ReportFormat, ReportRule, Stated, Violation, law_violations, library_violations,
    own_violations, rule_making_violations, text_violations, year_violations,
};

/// Everything that is wrong with a report; nothing for any other document.
pub(super) fn violations(page: &Page<'_>) -> Vec<Violation> {
    let document = &page.entry.document;
    let Detail::Report(report) = &document.detail else {
        return Vec::new();
    };
    let mut found = own_violations(report);
    if !may_make_rules(page) {
        found.extend(rule_making_violations(report));
    }
    let site = page.input.site;
    if let Some(before) = site.year_before(document.agency, report.year) {
        found.extend(year_violations(report, before));
    }
    if let Some(counts) = site.library_counts(document.agency, report.year) {
        found.extend(library_violations(report, counts, &document.path));
    }
    found.extend(text_violations(report, &document.body, &document.path));
    found.extend(law_violations(report.year, &document.body, &document.path));
    found
}

/// Puts the violations of one rule into words.
pub(super) fn push(page: &Page<'_>, rule: ReportRule, help: &str, found: &mut Vec<Finding>) {
    let own: Vec<&Violation> = page
        .violations()
        .iter()
        .filter(|violation| violation.rule == rule)
        .collect();
    if let (ReportRule::Empty, [first, _, ..]) = (rule, own.as_slice()) {
        let message = format!("表格有 {} 个空白格，第一个在这里", own.len());
        found.push(at(page, &first.printed, message).help(help));
        return;
    }
    for violation in own {
        let mut finding = at(page, &violation.printed, violation.to_string()).help(help);
        if let Some(expected) = &violation.expected
            && let Some(span) = expected.span
        {
            let words = format!("{}写在这里", expected.words);
            finding = finding.beside(&expected.path, Place::Span(span), words);
        }
        if let Detail::Report(report) = &page.entry.document.detail {
            let older = report.format == ReportFormat::Format2019;
            if older && rule == ReportRule::RuleMaking {
                finding = finding.at_most_warn("2019年格式第三列是公开总数，含义不同");
            } else if report.explained.reason(rule).is_some() {
                finding = finding.at_most_warn("年报在 explain 里说明了原因");
            }
        }
        found.push(finding);
    }
}

fn at(page: &Page<'_>, stated: &Stated, message: String) -> Finding {
    match stated.span {
        Some(span) => Finding::new(&stated.path, Place::Span(span), message),
        None => Finding::whole(page, message),
    }
}

/// Departments of the State Council, governments of provinces and of cities (《立法法》第九十一条、第九十三条).
fn may_make_rules(page: &Page<'_>) -> bool {
    let agency = page.agency();
    match agency.kind {
        AgencyKind::Government => {
            matches!(agency.level, Level::State | Level::Province | Level::City)
        }
        _ => agency.level == Level::State,
    }
}
