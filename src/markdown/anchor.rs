//! Ids of headings, of articles (第…条) and of footnotes, and how they stay unique; the outline.
//!
//! In: the tokens of a body. Out: ids as the content contract has them, and the level at which each
//! heading is shown. It must never depend on anything outside the body.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::Problem;
use super::text;
use super::tree::{Kind, Node, Tree};

/// The id of a heading without a letter or a digit.
const NAMELESS: &str = "section";

/// An id from a heading's text: lower case, white space as `-`, 汉字, letters, digits, `-` and `_`
/// kept, the rest dropped.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_whitespace() {
            out.push('-');
        } else if c.is_alphanumeric() || c == '-' || c == '_' {
            out.extend(c.to_lowercase());
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
    pub(super) fn unique(&mut self, id: &str) -> String {
        if self.taken.insert(id.to_owned()) {
            return id.to_owned();
        }
        let last = self.last.entry(id.to_owned()).or_default();
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

/// How much of a paragraph is looked at for the number of an article.
const ARTICLE_CHARS: usize = 16;

/// `第三条` at the start of a paragraph, where white space or the end follows.
fn article(text: &str) -> Option<&str> {
    let number = text.strip_prefix('第')?;
    let end = number.find('条')?;
    let digits = &number[..end];
    let counts = !digits.is_empty()
        && digits.chars().all(|c| {
            c.is_ascii_digit() || "零〇一二三四五六七八九十百千两０１２３４５６７８９".contains(c)
        });
    let label = &text[..'第'.len_utf8() + end + '条'.len_utf8()];
    let rest = &text[label.len()..];
    (counts && rest.chars().next().is_none_or(char::is_whitespace)).then_some(label)
}

/// Who asks for an id.
#[derive(Clone, Copy)]
enum Claim {
    Heading(usize),
    /// A paragraph or a raw tag, by token.
    Token(usize),
}

/// Gives every heading its text, its level and its id, and every article, raw id and footnote its id.
///
/// Ids that the author wrote come first, in their order; then headings and articles in theirs.
pub(super) fn settle(tree: &mut Tree<'_>) {
    let mut written: Vec<(Claim, String, Range<usize>)> = Vec::new();
    let mut derived: Vec<(Claim, String)> = Vec::new();
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
                    None => derived.push((claim, slug(&text))),
                }
                entry.settled.text = text;
            }
            Node::Start(Kind::Paragraph) => {
                let start = text::first_chars(&tree.tokens[index + 1..], ARTICLE_CHARS);
                if let Some(label) = article(&start) {
                    derived.push((Claim::Token(index), label.to_owned()));
                }
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
        give(tree, claim, registry.unique(&id));
    }
    for (claim, id) in derived {
        give(tree, claim, registry.unique(&id));
    }
    tree.anchors.sort_unstable_by_key(|(token, _)| *token);
    settle_notes(tree, &mut registry);
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
        note.id = registry.unique(&format!("fn:{}", note.number));
    }
    for reference in &mut tree.references {
        if let Some(note) = tree.notes.get_mut(reference.note as usize) {
            reference.id = registry.unique(&format!("fnref:{}", note.number));
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
    use super::{Registry, article, slug};

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
        assert_eq!(ids.unique("附则"), "附则");
        assert_eq!(ids.unique("附则-1"), "附则-1");
        assert_eq!(ids.unique("附则"), "附则-2");
        assert_eq!(ids.unique("附则"), "附则-3");
    }

    #[test]
    fn an_article_begins_with_its_number_and_a_space() {
        assert_eq!(article("第三条　为了"), Some("第三条"));
        assert_eq!(article("第一百零二条 本办法"), Some("第一百零二条"));
        assert_eq!(article("第12条"), Some("第12条"));
        assert_eq!(article("第三条规定"), None);
        assert_eq!(article("第几条 "), None);
        assert_eq!(article("第三章　总则"), None);
        assert_eq!(article("依第三条　"), None);
    }
}
