//! Contradictions between documents: each is a finding that names both places.
//!
//! In: the public documents and their relations as written. Out: findings. Nothing is decided here: what a page shows
//! follows from `validity` whether or not a contradiction was found.

mod acts;
mod cycle;
mod other;

use std::collections::BTreeMap;

use super::lookup::{Lookup, bare_title};
use super::relation::Edge;
use super::{DocId, Entry};
use crate::diag::{Diagnostic, Sink, Span};
use crate::model::{KindId, doc_number};

/// What the checks look at.
struct Scene<'a> {
    entries: &'a [(DocId, &'a Entry)],
    edges: &'a [Edge],
    lookup: &'a Lookup,
    sink: &'a Sink,
}

impl<'a> Scene<'a> {
    fn entry(&self, id: DocId) -> &'a Entry {
        self.entries[id.0 as usize].1
    }

    /// `《标题》`, for messages.
    fn name(&self, id: DocId) -> String {
        format!("《{}》", bare_title(&self.entry(id).document.title))
    }

    /// A warning at a relation, with its other place.
    fn warning(&self, code: &'static str, at: &Edge, message: String, other: Other<'_>) {
        let document = &self.entry(at.from).document;
        let there = &self.entry(other.id).document;
        self.sink.push(
            Diagnostic::warning(code, &document.path, at.span, message)
                .related(&there.path, other.span.unwrap_or(there.anchor), other.words)
                .help(other.help),
        );
    }
}

/// The second place of a finding, and what to do.
#[derive(Clone, Copy)]
struct Other<'w> {
    id: DocId,
    /// Where in its file; without one its first line.
    span: Option<Span>,
    words: &'w str,
    help: &'w str,
}

/// Looks for contradictions between public documents.
pub(super) fn check(entries: &[(DocId, &Entry)], edges: &[Edge], lookup: &Lookup, sink: &Sink) {
    let scene = Scene {
        entries,
        edges,
        lookup,
        sink,
    };
    check_numbers(&scene);
    cycle::check(&scene);
    acts::check(&scene);
    other::check(&scene);
}

/// 发文字号 names one document: two policies that bear it under other titles contradict each other.
fn check_numbers(scene: &Scene<'_>) {
    let mut by_path: Vec<&Entry> = scene
        .entries
        .iter()
        .map(|(_, entry)| *entry)
        .filter(|entry| entry.document.kind == KindId::Policy)
        .collect();
    by_path.sort_by(|a, b| a.document.path.cmp(&b.document.path));
    let mut seen: BTreeMap<String, &Entry> = BTreeMap::new();
    for entry in by_path {
        let document = &entry.document;
        let Some(number) = &document.doc_number else {
            continue;
        };
        let key = doc_number::key(&number.value);
        let Some(first) = seen.get(&key) else {
            seen.insert(key, entry);
            continue;
        };
        if bare_title(&first.document.title) == bare_title(&document.title) {
            continue;
        }
        let place = first.document.doc_number.as_ref().map(|n| n.span);
        scene.sink.push(
            Diagnostic::warning(
                "duplicate-doc-number",
                &document.path,
                number.span,
                format!("发文字号“{}”与另一份文件相同", number.value),
            )
            .related(&first.document.path, place, "另一处在这里")
            .help("核对哪一个文件的文号写错了；印发通知和所附文件是同一个文件的，合为一个文档"),
        );
    }
}
