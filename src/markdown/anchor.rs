//! Ids of headings, of articles (第…条), of chapters and of footnotes, and how they stay unique; the outline.
//!
//! In: the tokens of a body. Out: ids as the content contract has them, and the level at which each
//! heading is shown. It must never depend on anything outside the body.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Problem;
use super::clause::{self, Clause, Opening};
use super::text;
use super::tree::{Kind, Node, Tree};

/// The id of a heading without a letter or a digit.
const NAMELESS: &str = "section";

/// An id from a heading's text: lower case, white space as `-`, 汉字, letters, digits, `-` and `_`
/// kept, the rest dropped.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            // Nearly all of a heading: told without asking the tables of Unicode.
            '\u{4e00}'..='\u{9fff}' | '0'..='9' | 'a'..='z' => out.push(c),
            '、' | '（' | '）' | '《' | '》' => {}
            _ if c.is_whitespace() => out.push('-'),
            _ if c.is_alphanumeric() || c == '-' || c == '_' => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    if out.is_empty() {
        out.push_str(NAMELESS);
    }
    out
}

/// The ids of a page that are taken.
#[derive(Debug, Default)]
pub(super) struct Registry {
    taken: BTreeSet<String>,
    /// For each id asked for, the last number given out.
    last: BTreeMap<String, u32>,
}

impl Registry {
    /// The id itself, or with the first free number behind it.
    pub(super) fn unique(&mut self, id: String) -> String {
        if self.taken.insert(id.clone()) {
            return id;
        }
        let last = self.last.entry(id.clone()).or_default();
        loop {
            *last += 1;
            let next = format!("{id}-{last}");
            if self.taken.insert(next.clone()) {
                return next;
            }
        }
    }

    fn has(&self, id: &str) -> bool {
        self.taken.contains(id)
    }
}

/// Who asks for an id.
#[derive(Clone, Copy)]
enum Claim {
    Heading(usize),
    /// A paragraph or a raw tag, by token.
    Token(usize),
}

/// Who asks for an id without one being written, and which.
struct Asked {
    claim: Claim,
    id: String,
    turn: Turn,
    /// Whether it is a paragraph that says no more than a number and a title.
    bare: bool,
}

/// When an id is given: whoever comes later gets the number behind it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    /// Headings and articles, in their order.
    Named,
    /// Chapters that are mere paragraphs: a heading of the same words goes before them.
    Part,
    /// Articles in a quotation: the text's own article goes before them.
    Quoted,
}

/// What asks for ids, in document order.
#[derive(Default)]
struct Requests {
    asked: Vec<Asked>,
    /// Where `asked` stood at each 目录.
    contents: Vec<usize>,
    /// How many quotations are open.
    quotes: usize,
}

impl Requests {
    fn heading(&mut self, claim: Claim, text: &str) {
        self.asked.push(Asked {
            claim,
            id: slug(text),
            turn: Turn::Named,
            bare: false,
        });
    }

    fn paragraph(&mut self, claim: Claim, opening: &Opening) {
        let (id, turn) = match opening.clause() {
            Some(Clause::Article(label)) if self.quotes > 0 => (label.to_owned(), Turn::Quoted),
            Some(Clause::Article(label)) => (label.to_owned(), Turn::Named),
            Some(Clause::Part(_, line)) if self.quotes == 0 => (slug(line), Turn::Part),
            None if opening.is_contents() => {
                self.contents.push(self.asked.len());
                return;
            }
            _ => return,
        };
        let bare = opening.is_bare();
        self.asked.push(Asked {
            claim,
            id,
            turn,
            bare,
        });
    }

    /// The requests without the lines that only name what comes further down: those between 目录 and the second time
    /// that the first of them occurs. Who is first to be given an id comes first.
    fn settled(mut self) -> Vec<Asked> {
        for start in std::mem::take(&mut self.contents).into_iter().rev() {
            let Some(first) = self.asked.get(start) else {
                continue;
            };
            let run = self.asked[start..].iter().take_while(|asked| asked.bare);
            let behind = start + run.count();
            let again = |asked: &Asked| asked.id == first.id;
            let end = match self.asked[start + 1..behind.max(start + 1)]
                .iter()
                .position(again)
            {
                Some(at) => start + 1 + at,
                None if self.asked[behind..].iter().any(again) => behind,
                None => start,
            };
            self.asked.drain(start..end);
        }
        self.asked.sort_by_key(|asked| asked.turn);
        self.asked
    }
}

/// Gives every heading its text, its level and its id, and every article, chapter, raw id and footnote its id.
///
/// Ids that the author wrote come first, in their order; then each [`Turn`] in its.
pub(super) fn settle(tree: &mut Tree<'_>) {
    let mut written: Vec<(Claim, String, Range<usize>)> = Vec::new();
    let mut requests = Requests::default();
    for (index, token) in tree.tokens.iter().enumerate() {
        match token.node {
            Node::Start(Kind::Heading(heading)) => {
                let end = index
                    + tree.tokens[index..]
                        .iter()
                        .take_while(|token| !matches!(token.node, Node::End(Kind::Heading(_))))
                        .count();
                let text = text::words(&tree.tokens[index + 1..end], tree);
                let entry = &mut tree.headings[heading as usize];
                let claim = Claim::Heading(heading as usize);
                match &entry.explicit {
                    Some(id) => written.push((claim, id.to_string(), token.span.clone())),
                    None => requests.heading(claim, &text),
                }
                if clause::is_contents(&text) {
                    requests.contents.push(requests.asked.len());
                }
                entry.settled.text = text;
            }
            Node::Start(Kind::Quote) => requests.quotes += 1,
            Node::End(Kind::Quote) => requests.quotes = requests.quotes.saturating_sub(1),
            Node::Start(Kind::Paragraph) => {
                let opening = Opening::of(&tree.tokens[index + 1..]);
                requests.paragraph(Claim::Token(index), &opening);
            }
            Node::RawStart(tag) => {
                let id = tree.tags[tag as usize].attribute("id").map(str::trim);
                if let Some(id) = id.filter(|id| !id.is_empty()) {
                    written.push((Claim::Token(index), id.to_owned(), token.span.clone()));
                }
            }
            _ => {}
        }
    }
    let mut registry = Registry::default();
    for (claim, id, span) in written {
        if registry.has(&id) {
            tree.problems.push(
                Problem::error(
                    "duplicate-anchor",
                    span,
                    format!("锚点“{id}”在本页用了不止一次"),
                )
                .help("每个锚点在一页内只能用一次，请改用别的名称"),
            );
        }
        give(tree, claim, registry.unique(id));
    }
    for asked in requests.settled() {
        give(tree, asked.claim, registry.unique(asked.id));
    }
    tree.anchors.sort_unstable_by_key(|(token, _)| *token);
    settle_notes(tree, &mut registry);
    tree.ids = registry.taken;
    settle_levels(tree);
}

fn give(tree: &mut Tree<'_>, claim: Claim, id: String) {
    match claim {
        Claim::Heading(heading) => tree.headings[heading].settled.id = id,
        Claim::Token(token) => tree.anchors.push((token, id)),
    }
}

/// `fn:1` and `fnref:1`: a colon never comes out of a heading's text.
fn settle_notes(tree: &mut Tree<'_>, registry: &mut Registry) {
    for note in &mut tree.notes {
        note.id = registry.unique(format!("fn:{}", note.number));
    }
    for reference in &mut tree.references {
        if let Some(note) = tree.notes.get_mut(reference.note as usize) {
            reference.id = registry.unique(format!("fnref:{}", note.number));
            note.back.push(reference.id.clone());
        }
    }
}

/// The page's title is its level 1, so the outermost headings of the body are level 2; each heading is
/// one level below the nearest one before it that was written with a smaller number. So nothing skips.
fn settle_levels(tree: &mut Tree<'_>) {
    let mut above: Vec<u8> = Vec::new();
    for entry in &mut tree.headings {
        while above.last().is_some_and(|level| *level >= entry.written) {
            above.pop();
        }
        above.push(entry.written);
        entry.settled.level = u8::try_from(above.len() + 1).unwrap_or(6).min(6);
    }
}

#[cfg(test)]
mod tests {
    use super::{Registry, slug};

    #[test]
    fn a_slug_keeps_chinese_letters_and_digits() {
        assert_eq!(slug("一、总体情况"), "一总体情况");
        assert_eq!(slug("第一章　总则"), "第一章-总则");
        assert_eq!(
            slug(" Annual Report_2024 (试行) "),
            "annual-report_2024-试行"
        );
        assert_eq!(slug("GDP～ｆ２"), "gdpｆ２");
    }

    #[test]
    fn a_heading_of_punctuation_has_an_id_too() {
        assert_eq!(slug("——"), "section");
    }

    #[test]
    fn repeats_are_numbered_and_never_meet_a_written_number() {
        let mut ids = Registry::default();
        assert_eq!(ids.unique("附则".to_owned()), "附则");
        assert_eq!(ids.unique("附则-1".to_owned()), "附则-1");
        assert_eq!(ids.unique("附则".to_owned()), "附则-2");
        assert_eq!(ids.unique("附则".to_owned()), "附则-3");
    }
}
