//! Contradictions beside 立改废: consultations and what they became, issues of a gazette, the course of a decision.

use std::collections::BTreeMap;

use super::{Other, Scene};
use crate::diag::Diagnostic;
use crate::model::dates::in_words;
use crate::model::{Date, Detail};
use crate::site::relation::{Edge, Sort};
use crate::site::{DocId, Entry};

pub(super) fn check(scene: &Scene<'_>) {
    check_consultations(scene);
    check_carried_twice(scene);
    check_issues(scene);
    check_decisions(scene);
}

/// A policy names its consultation, and that names another policy.
fn check_consultations(scene: &Scene<'_>) {
    let became: Vec<&Edge> = scene
        .edges
        .iter()
        .filter(|edge| edge.sort == Sort::Became)
        .collect();
    for edge in scene
        .edges
        .iter()
        .filter(|edge| edge.sort == Sort::Consultation)
    {
        let of = |other: &&&Edge| other.from == edge.to;
        let Some(other) = became.iter().find(of).filter(|other| other.to != edge.from) else {
            continue;
        };
        let message = format!(
            "本文件写明由{}形成，那里写的却是{}",
            scene.name(edge.to),
            scene.name(other.to)
        );
        let place = Other {
            id: other.from,
            span: Some(other.span),
            words: "这里写的是另一个文件",
            help: "核对 consultation 和 draft_of，让它们指向对方",
        };
        scene.warning("consultation-mismatch", edge, message, place);
    }
}

/// An issue carries each document once.
fn check_carried_twice(scene: &Scene<'_>) {
    let mut seen: BTreeMap<(DocId, DocId), &Edge> = BTreeMap::new();
    for edge in scene.edges.iter().filter(|edge| edge.sort == Sort::Carries) {
        let Some(first) = seen.insert((edge.from, edge.to), edge) else {
            continue;
        };
        let place = Other {
            id: edge.from,
            span: Some(first.span),
            words: "第一次写在这里",
            help: "删去多写的一处",
        };
        let message = format!("本期把{}列了两次", scene.name(edge.to));
        scene.warning("carried-twice", edge, message, place);
    }
}

/// One agency has one issue of a number in a year.
fn check_issues(scene: &Scene<'_>) {
    let mut seen: BTreeMap<_, &Entry> = BTreeMap::new();
    // Oldest first: the later one is the one to look at.
    for (_, entry) in scene.entries.iter().rev() {
        let Detail::Gazette(gazette) = &entry.document.detail else {
            continue;
        };
        let key = (entry.document.agency, gazette.year, gazette.issue);
        let Some(first) = seen.get(&key) else {
            seen.insert(key, entry);
            continue;
        };
        let Detail::Gazette(other) = &first.document.detail else {
            continue;
        };
        scene.sink.push(
            Diagnostic::warning(
                "duplicate-issue",
                &entry.document.path,
                gazette.place,
                format!("已经有{}年第{}期公报", gazette.year, gazette.issue),
            )
            .related(&first.document.path, other.place, "另一期在这里")
            .help("核对年(year)和期(issue)"),
        );
    }
}

/// A decision is made after its consultation has closed.
fn check_decisions(scene: &Scene<'_>) {
    let mut decided: BTreeMap<&str, (&Entry, Date)> = BTreeMap::new();
    for (_, entry) in scene.entries {
        let document = &entry.document;
        if let (Some(decision), Some("decision")) = (&document.decision, document.decision_stage) {
            let day = document.written_on();
            decided.insert(&decision.value, (entry, day));
        }
    }
    for (_, entry) in scene.entries {
        let document = &entry.document;
        let Detail::Consultation(consultation) = &document.detail else {
            continue;
        };
        let (Some(decision), Some(closes), Some("solicit")) = (
            &document.decision,
            consultation.closes,
            document.decision_stage,
        ) else {
            continue;
        };
        let Some((made, day)) = decided.get(decision.value.as_str()) else {
            continue;
        };
        if *day >= closes {
            continue;
        }
        let place = made.document.decision.as_ref().map(|own| own.span);
        scene.sink.push(
            Diagnostic::warning(
                "decision-order",
                &document.path,
                consultation.closes_at,
                format!(
                    "征求意见{}截止，而决策{}已经作出",
                    in_words(closes),
                    in_words(*day)
                ),
            )
            .related(&made.document.path, place, "决策在这里")
            .help("核对截止日期(closes)、决策的成文日期(dated)和决策编号(decision)"),
        );
    }
}
