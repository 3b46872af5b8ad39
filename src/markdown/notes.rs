//! Footnotes: which reference means which note, and in what order they are shown.
//!
//! In: the tokens of a body and the labels of its references. Out: numbers, ids and places.
//! It must never drop a note: one that nothing refers to is shown after the others.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use pulldown_cmark::CowStr;

use super::Problem;
use super::tree::{Kind, Node, Note, Reference, Tree};

/// A note as the parser meets it.
pub(super) fn new(label: CowStr<'_>) -> Note<'_> {
    Note {
        label,
        content: 0..0,
        number: 0,
        id: String::new(),
        back: Vec::new(),
    }
}

/// Ties references to notes and numbers the notes in the order of their first reference.
pub(super) fn refer(tree: &mut Tree<'_>, labels: &[CowStr<'_>]) {
    if tree.notes.is_empty() && labels.is_empty() {
        return;
    }
    let mut by_label: BTreeMap<String, u32> = BTreeMap::new();
    let mut again = Vec::new();
    for (index, note) in (0u32..).zip(&tree.notes) {
        match by_label.entry(note.label.to_lowercase()) {
            Entry::Occupied(_) => again.push(index),
            Entry::Vacant(entry) => {
                entry.insert(index);
            }
        }
    }
    tree.references = labels
        .iter()
        .map(|label| Reference {
            note: by_label
                .get(&label.to_lowercase())
                .copied()
                .unwrap_or(u32::MAX),
            id: String::new(),
        })
        .collect();
    let mut next = 1;
    for reference in &tree.references {
        if let Some(note) = tree.notes.get_mut(reference.note as usize)
            && note.number == 0
        {
            note.number = next;
            next += 1;
        }
    }
    let mut unused = Vec::new();
    for (index, note) in (0u32..).zip(&mut tree.notes) {
        if note.number == 0 {
            note.number = next;
            next += 1;
            if again.binary_search(&index).is_err() {
                unused.push(index);
            }
        }
    }
    warn(tree, &again, &unused);
}

fn warn(tree: &mut Tree<'_>, again: &[u32], unused: &[u32]) {
    for token in &tree.tokens {
        let Node::Start(Kind::Note(index)) = token.node else {
            continue;
        };
        let label = &tree.notes[index as usize].label;
        if again.binary_search(&index).is_ok() {
            tree.problems.push(
                Problem::error(
                    "duplicate-footnote",
                    token.span.clone(),
                    format!("脚注 [^{label}] 定义了不止一次"),
                )
                .help("给每条脚注起不同的名称"),
            );
        } else if unused.binary_search(&index).is_ok() {
            tree.problems.push(
                Problem::warning(
                    "unused-footnote",
                    token.span.clone(),
                    format!("脚注 [^{label}] 在正文中没有引用，已排在其他脚注之后"),
                )
                .help(format!("在正文需要加注的地方写 [^{label}]，或删去这条脚注")),
            );
        }
    }
}

/// Finds where the content of each note stands, once the tokens are final.
pub(super) fn place(tree: &mut Tree<'_>) {
    if tree.notes.is_empty() {
        return;
    }
    for (index, token) in tree.tokens.iter().enumerate() {
        match token.node {
            Node::Start(Kind::Note(note)) => tree.notes[note as usize].content.start = index + 1,
            Node::End(Kind::Note(note)) => tree.notes[note as usize].content.end = index,
            _ => {}
        }
    }
}
