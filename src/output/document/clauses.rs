//! Headings, chapters and articles of a text as places to point to: each gets a link to itself, and together they make
//! the table of contents and the index of articles (条文索引).
//!
//! In: the HTML of a text, in which they have their ids. Out: the same HTML with the links, and the lines in their
//! order. One pass over the tags; nothing that a reader, a search or a feed takes for text is added.

use memchr::{memchr, memchr_iter};

use crate::markdown::{Clause, read_clause};
use crate::site::route::encode;
use crate::theme::view::{ClauseLink, TocEntry};

/// A text with fewer headings than this has no table of contents.
const TOC_MIN: usize = 3;

/// A line that divides a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A heading, or a chapter in a paragraph, at a level of 2 to 6.
    Title {
        /// As on the page.
        text: String,
        /// Its id, percent-encoded.
        anchor: String,
        /// Its depth.
        level: u8,
    },
    /// An article.
    Article {
        /// 第三条之一
        label: String,
        /// Its id, percent-encoded.
        anchor: String,
    },
}

/// What the walk over a text knows.
struct Walk<'h, I> {
    html: &'h str,
    out: String,
    lines: Vec<Line>,
    /// Ids and words of the headings that were not met yet; `None` where each says its own.
    headings: Option<I>,
    /// Level of the last heading.
    level: u8,
    /// Which of 编, 章, 节 occurred since.
    ranks: [bool; 3],
    /// Open quotations: what stands in them is linked, and not listed.
    quotes: usize,
    /// Up to where `html` is written.
    written: usize,
}

/// Adds the links to a text with these headings, each with its id and its words; `None` where every heading in the HTML is one,
/// and its words are what stands in it.
pub(crate) fn link<'h>(
    html: &str,
    headings: Option<impl Iterator<Item = (&'h str, &'h str)> + Clone>,
) -> (String, Vec<Line>) {
    let mut walk = Walk {
        html,
        out: String::with_capacity(html.len() + html.len() / 8),
        lines: Vec::new(),
        headings,
        level: 1,
        ranks: [false; 3],
        quotes: 0,
        written: 0,
    };
    for at in memchr_iter(b'<', html.as_bytes()) {
        walk.tag(at + 1);
    }
    walk.out.push_str(&html[walk.written..]);
    (walk.out, walk.lines)
}

impl<'h, I: Iterator<Item = (&'h str, &'h str)> + Clone> Walk<'_, I> {
    /// A tag whose name begins at `at`.
    fn tag(&mut self, at: usize) {
        let rest = &self.html[at..];
        match rest.as_bytes() {
            [b'p', b' ', ..] => {
                if let Some((id, inner)) = opened(&rest[1..]) {
                    self.paragraph(id, at + 1 + inner);
                }
            }
            [b'h', level @ b'2'..=b'6', b' ', ..] => {
                if let Some((id, inner)) = opened(&rest[2..]) {
                    self.heading(id, at + 2 + inner, *level);
                }
            }
            [b'b', b'l', ..] if rest.starts_with("blockquote>") => self.quotes += 1,
            [b'/', b'b', b'l', ..] if rest.starts_with("/blockquote>") => {
                self.quotes = self.quotes.saturating_sub(1);
            }
            _ => {}
        }
    }

    /// A paragraph with an id, whose text begins at `inner`.
    fn paragraph(&mut self, id: &str, inner: usize) {
        let text = &self.html[inner..];
        let Some(end) = find_tag(text, "</p>") else {
            return;
        };
        let lead = text.len() - text.trim_start_matches("<strong>").len();
        let line = &text[lead..end];
        let plain = line.split('<').next().unwrap_or_default();
        let Some(clause) = read_clause(plain) else {
            return;
        };
        let (Clause::Article(label) | Clause::Part(_, label)) = clause;
        let start = inner + lead;
        let anchor = encode(&unescape(id));
        self.write(start);
        self.open(&anchor);
        self.write(start + label.len());
        self.out.push_str("</a>");
        match clause {
            Clause::Article(label) if self.quotes == 0 => self.lines.push(Line::Article {
                label: label.to_owned(),
                anchor,
            }),
            Clause::Part(rank, words) if self.quotes == 0 => self.part(rank, words, anchor),
            _ => {}
        }
    }

    /// A chapter in a paragraph stands below the last heading, by its rank among those in use.
    fn part(&mut self, rank: u8, words: &str, anchor: String) {
        let rank = usize::from(rank);
        self.ranks[rank] = true;
        let above = self.ranks[..rank].iter().filter(|used| **used).count();
        let above = u8::try_from(above).unwrap_or_default();
        self.lines.push(Line::Title {
            text: unescape(words),
            anchor,
            level: (self.level + 1 + above).min(6),
        });
    }

    fn heading(&mut self, id: &str, inner: usize, level: u8) {
        let text = &self.html[inner..];
        let Some(end) = find_tag(text, "</h") else {
            return;
        };
        let text = &text[..end];
        let id = unescape(id);
        let anchor = encode(&id);
        let words = match &mut self.headings {
            None => Some(unescape(text.trim())),
            Some(headings) => {
                let mut rest = headings.clone();
                let found = rest.find(|(known, _)| *known == id);
                found.map(|(_, words)| {
                    *headings = rest;
                    words.to_owned()
                })
            }
        };
        if find_tag(text, "<a ").is_some() || find_tag(text, "<label").is_some() {
            // A link cannot stand in a link: this one comes behind, and the style sheet gives it its sign.
            self.write(inner + end);
            self.out.push_str("<a class=\"here\" href=\"#");
            self.out.push_str(&anchor);
            self.out.push_str("\" aria-label=\"本节的链接\"></a>");
        } else {
            self.write(inner);
            self.open(&anchor);
            self.write(inner + end);
            self.out.push_str("</a>");
        }
        if let Some(text) = words {
            self.level = level - b'0';
            self.ranks = [false; 3];
            self.lines.push(Line::Title {
                text,
                anchor,
                level: self.level,
            });
        }
    }

    /// The start of a link to an anchor.
    fn open(&mut self, anchor: &str) {
        self.out.push_str("<a class=\"here\" href=\"#");
        self.out.push_str(anchor);
        self.out.push_str("\">");
    }

    /// Writes what was read up to `end`.
    fn write(&mut self, end: usize) {
        self.out.push_str(&self.html[self.written..end]);
        self.written = end;
    }
}

/// Where a tag begins that begins like this.
fn find_tag(html: &str, tag: &str) -> Option<usize> {
    let mut tags = memchr_iter(b'<', html.as_bytes());
    tags.find(|at| html[*at..].starts_with(tag))
}

/// The id in a tag, and where its element's content begins; the rest of the tag, as the Markdown stage writes it.
fn opened(tag: &str) -> Option<(&str, usize)> {
    const ID: &str = " id=\"";
    let value = tag.strip_prefix(ID)?;
    let id = &value[..memchr(b'"', value.as_bytes())?];
    let behind = ID.len() + id.len() + 1;
    tag[behind..].starts_with('>').then_some((id, behind + 1))
}

/// The text of an attribute or of an element.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// The contents of a text over its two highest levels in use, and how many articles stand in it: 0 where there are
/// fewer than `articles_min`, or it is 0, and then the articles are left out.
pub(crate) fn contents(lines: Vec<Line>, articles_min: usize) -> (Vec<TocEntry>, usize) {
    let is_article = |line: &Line| match line {
        Line::Article { .. } => true,
        Line::Title { text, .. } => matches!(read_clause(text), Some(Clause::Article(_))),
    };
    let articles = lines.iter().filter(|line| is_article(line)).count();
    if articles_min > 0 && articles >= articles_min {
        return (with_articles(lines), articles);
    }
    let titles = lines
        .iter()
        .filter(|line| matches!(line, Line::Title { .. }))
        .count();
    if titles < TOC_MIN {
        return (Vec::new(), 0);
    }
    let mut toc = Toc::over(&lines, |_| true);
    for line in lines {
        if let Line::Title {
            text,
            anchor,
            level,
        } = line
        {
            toc.title(text, anchor, level);
        }
    }
    (toc.entries, 0)
}

fn with_articles(lines: Vec<Line>) -> Vec<TocEntry> {
    let no_article = |text: &str| !matches!(read_clause(text), Some(Clause::Article(_)));
    let mut toc = Toc::over(&lines, no_article);
    for line in lines {
        match line {
            Line::Article { label, anchor } => toc.article(label, anchor),
            Line::Title {
                text,
                anchor,
                level,
            } => match read_clause(&text) {
                Some(Clause::Article(label)) => toc.article(label.to_owned(), anchor),
                _ => toc.title(text, anchor, level),
            },
        }
    }
    toc.entries
}

/// A table of contents in the making.
struct Toc {
    entries: Vec<TocEntry>,
    /// The highest level in use.
    top: u8,
}

impl Toc {
    /// For lines of which titles that `counts` refuses are no titles here.
    fn over(lines: &[Line], counts: impl Fn(&str) -> bool) -> Self {
        let levels = lines.iter().filter_map(|line| match line {
            Line::Title { text, level, .. } => counts(text).then_some(*level),
            Line::Article { .. } => None,
        });
        Self {
            top: levels.min().unwrap_or(2),
            entries: Vec::new(),
        }
    }

    fn title(&mut self, title: String, anchor: String, level: u8) {
        if level > self.top + 1 {
            return;
        }
        let entry = TocEntry {
            title,
            anchor,
            level,
            ..TocEntry::default()
        };
        match self.entries.last_mut() {
            Some(above) if level > self.top && !above.title.is_empty() => {
                above.children.push(entry);
            }
            _ => self.entries.push(entry),
        }
    }

    /// An article stands under the last title; before the first one it has an entry without a title.
    fn article(&mut self, label: String, anchor: String) {
        if self.entries.is_empty() {
            self.entries.push(TocEntry {
                level: self.top,
                ..TocEntry::default()
            });
        }
        let Some(last) = self.entries.last_mut() else {
            return;
        };
        let link = ClauseLink { label, anchor };
        match last.children.last_mut() {
            Some(child) => child.clauses.push(link),
            None => last.clauses.push(link),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, contents, link};
    use crate::markdown::{self, Links, Parsed, Resolution};

    struct Nowhere;

    impl Links for Nowhere {
        fn resolve(&self, target: &str) -> Resolution {
            Resolution::Href(target.to_owned())
        }
    }

    fn linked(body: &str) -> (String, Vec<Line>) {
        let parsed = Parsed::new(body);
        let rendered = parsed.render(&Nowhere);
        let headings = rendered.headings.iter().map(|h| (&*h.id, &*h.text));
        let (html, lines) = link(rendered.html.as_str(), Some(headings.clone()));
        if parsed.headings_are_seen() {
            let seen = link(rendered.html.as_str(), Some(headings).filter(|_| false));
            assert_eq!((&seen.0, &seen.1), (&html, &lines));
        }
        (html, lines)
    }

    #[test]
    fn 条文的序号和标题链接到自己() {
        let (html, _) = linked("## 总则\n\n第三条　为了\n\n**第四条** 按照\n\n第五条规定");
        assert_eq!(
            html,
            "<h2 id=\"总则\"><a class=\"here\" href=\"#%E6%80%BB%E5%88%99\">总则</a></h2>\n\
             <p id=\"第三条\"><a class=\"here\" href=\"#%E7%AC%AC%E4%B8%89%E6%9D%A1\">第三条</a>　为了</p>\n\
             <p id=\"第四条\"><strong><a class=\"here\" href=\"#%E7%AC%AC%E5%9B%9B%E6%9D%A1\">第四条</a></strong> 按照</p>\n\
             <p>第五条规定</p>\n"
        );
    }

    #[test]
    fn 标题里已有链接的另加一个() {
        let (html, _) = linked("## [甲](a.html)\n");
        assert!(html.ends_with("<a href=\"a.html\">甲</a><a class=\"here\" href=\"#%E7%94%B2\" aria-label=\"本节的链接\"></a></h2>\n"), "{html}");
    }

    #[test]
    fn 文字一个也不增减() {
        for body in [
            "## 甲 & 乙\n\n第一条　丙 < 丁\n\n> 第一条　戊",
            "第一章　总则\n\n第一条【目的】己",
        ] {
            let (html, _) = linked(body);
            let words = |html: &str| {
                let mut inside = false;
                let mut out = String::new();
                for c in html.chars() {
                    match c {
                        '<' => inside = true,
                        '>' => inside = false,
                        c if !inside => out.push(c),
                        _ => {}
                    }
                }
                out
            };
            assert_eq!(
                words(&html),
                words(markdown::render(body, &Nowhere).html.as_str())
            );
        }
    }

    #[test]
    fn 条文索引按章列出各条() {
        let body = "第一章　总则\n\n第一条　甲。\n\n第二条　乙。\n\n第二章　办理\n\n第一节　受理\n\n第三条　丙。\n\n> 第九条　引文。\n";
        let (toc, articles) = contents(linked(body).1, 3);
        assert_eq!(articles, 3);
        let said: Vec<String> = toc
            .iter()
            .map(|entry| {
                let labels: Vec<&str> = entry
                    .clauses
                    .iter()
                    .map(|clause| clause.label.as_str())
                    .collect();
                let below: Vec<String> = entry
                    .children
                    .iter()
                    .map(|child| format!("{}{}", child.title, child.clauses.len()))
                    .collect();
                format!("{}[{}]{}", entry.title, labels.join(" "), below.join(","))
            })
            .collect();
        assert_eq!(
            said,
            ["第一章　总则[第一条 第二条]", "第二章　办理[]第一节　受理1"]
        );
        let (toc, articles) = contents(linked(body).1, 4);
        assert_eq!((toc.len(), articles), (2, 0));
        assert!(toc.iter().all(|entry| entry.clauses.is_empty()));
    }

    #[test]
    fn 没有章的从第一条列起标题写条的也算() {
        let (toc, articles) = contents(linked("第一条　甲。\n\n## 第二条　适用范围\n\n乙。").1, 2);
        assert_eq!(articles, 2);
        assert_eq!(toc.len(), 1);
        assert_eq!(toc[0].title, "");
        assert_eq!(toc[0].clauses.len(), 2);
    }
}
