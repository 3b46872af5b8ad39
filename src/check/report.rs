//! What the model finds in an annual report, shared out to the rules that bear its findings.

use super::finding::{Finding, Place};
use super::{Input, Page};
use crate::config::{AgencyIx, AgencyKind, Level};
use crate::model::{
    Category, Detail, LibraryCounts, ReportFormat, ReportRule, ReportTables, Stated, Validity,
    Violation, law_violations, library_violations, own_violations, rule_making_violations,
    text_violations, year_violations,
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
    if let Some(before) = before(page, report) {
        found.extend(year_violations(report, before));
    }
    if let Some(counts) = library(page.input, document.agency, report.year) {
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
        let older = matches!(&page.entry.document.detail,
            Detail::Report(report) if report.format == ReportFormat::Format2019);
        if older && rule == ReportRule::RuleMaking {
            finding = finding.at_most_warn("2019年格式第三列是公开总数，含义不同");
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

/// The report of the same agency on the year before.
pub(super) fn before<'a>(page: &Page<'a>, report: &ReportTables) -> Option<&'a ReportTables> {
    let own = page.entry.document.agency;
    let entries = page.input.site.entries.iter();
    let mut reports = entries.filter_map(|entry| match &entry.document.detail {
        Detail::Report(other) if entry.document.agency == own => Some(other),
        _ => None,
    });
    reports
        .find(|other| other.year + 1 == report.year && other.format != ReportFormat::Prose)
        .map(|tables| &**tables)
}

/// What the library holds of an agency's 行政规范性文件; `None` where it holds none, so that there is nothing to compare.
fn library(input: &Input<'_>, agency: AgencyIx, year: i16) -> Option<LibraryCounts> {
    let mut counts = LibraryCounts::default();
    let mut any = false;
    for entry in &input.site.entries {
        let document = &entry.document;
        let Detail::Policy(policy) = &document.detail else {
            continue;
        };
        if document.agency != agency || policy.category != Category::Normative {
            continue;
        }
        any = true;
        let made = document.dated.unwrap_or(document.published.date).year();
        let ended = entry.status.as_ref().and_then(|status| {
            let over = matches!(status.validity, Validity::Repealed | Validity::Expired);
            over.then_some((status.validity, status.date.map(jiff::civil::Date::year)))
        });
        counts.made += i64::from(made == year);
        match ended {
            Some((validity, Some(end))) => {
                counts.repealed += i64::from(validity == Validity::Repealed && end == year);
                counts.valid += i64::from(made <= year && end > year);
            }
            Some((_, None)) => {}
            None => counts.valid += i64::from(made <= year),
        }
    }
    any.then_some(counts)
}
