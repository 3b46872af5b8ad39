//! 立改废 that goes in a circle: no order of the documents makes sense of it, so the build stops.

use std::collections::{BTreeMap, BTreeSet};

use super::Scene;
use crate::diag::Diagnostic;
use crate::model::Relation;
use crate::site::DocId;
use crate::site::relation::{Edge, Sort};

/// A relation that changes the other document, unlike 引用.
pub(super) fn works(edge: &Edge) -> Option<Relation> {
    match edge.sort {
        Sort::Acts(relation) if relation != Relation::Cites => Some(relation),
        _ => None,
    }
}

pub(super) fn check(scene: &Scene<'_>) {
    let mut out: BTreeMap<DocId, Vec<&Edge>> = BTreeMap::new();
    for edge in scene.edges.iter().filter(|edge| works(edge).is_some()) {
        out.entry(edge.from).or_default().push(edge);
    }
    loop {
        trim(&mut out);
        let path = |id: &DocId| &scene.entry(*id).document.path;
        let Some(start) = out.keys().min_by_key(|id| path(id)).copied() else {
            return;
        };
        let circle = circle(&out, start);
        for edge in &circle {
            out.remove(&edge.from);
        }
        report(scene, circle);
    }
}

/// Drops documents that lead to nothing or that nothing leads to: what is left holds circles.
fn trim(out: &mut BTreeMap<DocId, Vec<&Edge>>) {
    loop {
        let before: usize = out.values().map(Vec::len).sum();
        let sources: BTreeSet<DocId> = out.keys().copied().collect();
        for edges in out.values_mut() {
            edges.retain(|edge| sources.contains(&edge.to));
        }
        let targets: BTreeSet<DocId> = out.values().flatten().map(|edge| edge.to).collect();
        out.retain(|id, edges| !edges.is_empty() && targets.contains(id));
        if out.values().map(Vec::len).sum::<usize>() == before {
            return;
        }
    }
}

/// Walks from a document, where every step leads on, until it comes back to where it was.
fn circle<'e>(out: &BTreeMap<DocId, Vec<&'e Edge>>, start: DocId) -> Vec<&'e Edge> {
    let mut walked: Vec<&Edge> = Vec::new();
    let mut at = start;
    loop {
        if let Some(from) = walked.iter().position(|edge| edge.from == at) {
            return walked.split_off(from);
        }
        let Some(edge) = out.get(&at).and_then(|edges| edges.first()) else {
            return walked;
        };
        walked.push(edge);
        at = edge.to;
    }
}

fn report(scene: &Scene<'_>, mut circle: Vec<&Edge>) {
    let first = circle
        .iter()
        .enumerate()
        .min_by_key(|(_, edge)| &scene.entry(edge.from).document.path)
        .map_or(0, |(at, _)| at);
    circle.rotate_left(first);
    let Some((head, rest)) = circle.split_first() else {
        return;
    };
    let names: Vec<String> = circle
        .iter()
        .map(|edge| scene.name(edge.from))
        .chain(std::iter::once(scene.name(head.from)))
        .collect();
    let mut finding = Diagnostic::error(
        "relation-cycle",
        &scene.entry(head.from).document.path,
        head.span,
        format!("废止、修改、替代绕成了一圈: {}", names.join(" → ")),
    )
    .help("后来的文件才能废止、修改或者替代先前的文件；删去写反的一处");
    for edge in rest {
        finding = finding.related(
            &scene.entry(edge.from).document.path,
            edge.span,
            format!("这里指向{}", scene.name(edge.to)),
        );
    }
    scene.sink.push(finding);
}
