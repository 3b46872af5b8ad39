//! What is known of a body before it is rendered: outline, anchors, links, summary, problems.
//!
//! In: the tree. Out: [`Facts`]. It must never make HTML or ask where a link leads.

use std::ops::Range;

use super::link::{Address, classify};
use super::tree::{Form, Kind, Node, Target, Tree};
use super::{Facts, Heading, LinkKind, LinkRef, Problem, slip, text};

/// How far from the end of a link its target is looked for.
const SEARCH_BACK: usize = 64;

/// Reads the facts of a body.
pub(super) fn read(mut tree: Tree<'_>) -> Facts {
    let mut reader = Reader {
        facts: Facts {
            problems: std::mem::take(&mut tree.problems),
            ..Facts::default()
        },
        tree: &tree,
        depth: 0,
    };
    for index in 0..tree.tokens.len() {
        reader.token(index);
    }
    let Reader { mut facts, .. } = reader;
    let headings = tree.headings.into_iter();
    facts.headings = headings.map(|entry| entry.settled).collect();
    facts.anchors = tree.ids;
    facts
        .problems
        .sort_by(|a, b| (a.span.start, a.code).cmp(&(b.span.start, b.code)));
    facts
}

/// The outline.
pub(super) fn headings<'t>(tree: &'t Tree<'_>) -> impl Iterator<Item = &'t Heading> {
    tree.headings.iter().map(|entry| &entry.settled)
}

struct Reader<'t, 'a> {
    tree: &'t Tree<'a>,
    facts: Facts,
    /// How many blocks are open.
    depth: usize,
}

impl Reader<'_, '_> {
    fn token(&mut self, index: usize) {
        let token = &self.tree.tokens[index];
        match &token.node {
            Node::Start(kind) => {
                match *kind {
                    Kind::Link(link) => self.link(link, LinkKind::Link, &token.span),
                    Kind::Image(link) => self.link(link, LinkKind::Image, &token.span),
                    Kind::Table(table) => {
                        let problems = &self.tree.grids[table as usize].problems;
                        self.facts.problems.extend_from_slice(problems);
                    }
                    Kind::Paragraph => {
                        let slip = slip::table_not_made(self.tree.body, &token.span);
                        self.facts.problems.extend(slip);
                        if self.depth == 0 {
                            self.paragraph(index);
                        }
                    }
                    _ => {}
                }
                self.depth += usize::from(!kind.is_inline());
            }
            Node::End(kind) => self.depth -= usize::from(!kind.is_inline()),
            Node::Text(text) => {
                let slip = slip::link_not_made(self.tree.body, text, &token.span);
                self.facts.problems.extend(slip);
                self.words(text);
            }
            Node::Code(text) => self.words(text),
            Node::RawText(text) => self.words(text),
            Node::RawStart(tag) => {
                let tag = &self.tree.tags[*tag as usize];
                let (key, kind) = match tag.name {
                    "a" => ("href", LinkKind::Link),
                    "img" => ("src", LinkKind::Image),
                    _ => return,
                };
                if let Some(dest) = tag.attribute(key) {
                    let span = locate(self.tree.body, &token.span, dest, usize::MAX);
                    self.target(dest, kind, span);
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        self.facts.has_text = self.facts.has_text || text.contains(|c: char| !c.is_whitespace());
    }

    fn paragraph(&mut self, start: usize) {
        if self.facts.first_paragraph.is_some() {
            return;
        }
        let content = &self.tree.tokens[start + 1..];
        let end = content
            .iter()
            .position(|token| matches!(token.node, Node::End(Kind::Paragraph)))
            .unwrap_or(content.len());
        let text = text::words(&content[..end], self.tree);
        if !text.is_empty() {
            self.facts.first_paragraph = Some(text);
        }
    }

    fn link(&mut self, link: u32, kind: LinkKind, span: &Range<usize>) {
        let Target { dest, title, form } = &self.tree.links[link as usize];
        if *form == Form::Mail {
            return;
        }
        let window = dest.len() + title.len() + SEARCH_BACK;
        let place = locate(self.tree.body, span, dest, window);
        self.target(dest, kind, place);
    }

    fn target(&mut self, dest: &str, kind: LinkKind, span: Range<usize>) {
        if kind == LinkKind::Image {
            self.facts.has_text = true;
        }
        match classify(dest) {
            Address::Ask(target) => {
                if kind == LinkKind::Image {
                    self.image(&target, &span);
                }
                self.facts.links.push(LinkRef {
                    target: target.into_owned(),
                    span,
                    kind,
                });
            }
            Address::Contact(_) if kind == LinkKind::Link => {}
            Address::Contact(target) => {
                self.forbidden(target.split(':').next().unwrap_or(""), span);
            }
            Address::Forbidden(scheme) => self.forbidden(&scheme, span),
        }
    }

    fn image(&mut self, target: &str, span: &Range<usize>) {
        if is_remote(target) {
            let message = "图片在别的网站上，页面不会加载它，已改为链接".to_owned();
            self.facts.problems.push(
                Problem::warning("external-image", span.clone(), message)
                    .help("把图片存到本文件夹，再引用这份文件"),
            );
        } else if self.facts.first_image.is_none() {
            self.facts.first_image = Some(target.to_owned());
        }
    }

    fn forbidden(&mut self, scheme: &str, span: Range<usize>) {
        let shown: String = scheme.chars().take(40).collect();
        let message = format!("不能链接到“{shown}:”开头的地址，链接已去掉，文字保留");
        self.facts.problems.push(
            Problem::warning("unsafe-link", span, message)
                .help("可用的地址：本站文件的路径、https://、http://、mailto:、tel:"),
        );
    }
}

/// Whether the target has a host of its own.
fn is_remote(target: &str) -> bool {
    target.starts_with("//") || matches!(classify_scheme(target), Some("http" | "https"))
}

fn classify_scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    ["http", "https"]
        .into_iter()
        .find(|known| scheme.eq_ignore_ascii_case(known))
}

/// Where the target stands in its link: the last place in the last `window` bytes.
fn locate(body: &str, span: &Range<usize>, dest: &str, window: usize) -> Range<usize> {
    let text = &body[span.clone()];
    let mut from = text.len().saturating_sub(window);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    match text[from..].rfind(dest) {
        Some(at) if !dest.is_empty() => {
            let start = span.start + from + at;
            start..start + dest.len()
        }
        _ => span.clone(),
    }
}
