//! The HTML of a text as it is the same wherever it is shown: kept from the reading that takes its facts, so that it need not
//! be parsed again for its page.
//!
//! In: a parsed text. Out: its HTML and its headings, told by the text itself, and its links, which are written when it is shown:
//! where they lead depends on other documents and on the page. A text with a picture is not kept.

use crate::markdown::{self, Gap, Heading, Links, Parsed};
use crate::model::Told;

/// No heading has this sign in it: Markdown replaces it.
const BETWEEN: char = '\0';

/// A text as HTML.
#[derive(Debug)]
pub(crate) struct Shown {
    html: Told,
    /// Id and words of each heading, one behind the other; `None` where they can be seen in the HTML.
    headings: Option<Box<str>>,
    links: Box<[Gap]>,
}

impl Shown {
    /// What can be kept of `body`; `None` where more of its HTML than its links depends on more than itself.
    pub(super) fn of(parsed: &Parsed<'_>, body: &str) -> Option<Self> {
        let (html, open) = parsed.render_open()?;
        let html = html.as_str();
        let headings = if parsed.headings_are_seen() {
            None
        } else {
            Some(one_behind_the_other(parsed.headings())?)
        };
        Some(Self {
            html: match open.shared {
                Some(shared) => Told::of(html, body, &shared),
                None => Told::new(html, body),
            },
            headings,
            links: open.gaps.into(),
        })
    }

    /// The HTML, by the text that it was made from; `links` is asked where it has any.
    pub(crate) fn html(&self, body: &str, links: &dyn Links) -> String {
        markdown::fill(self.html.by(body), &self.links, links).into_string()
    }

    /// Id and words of each heading; `None` where every heading in the HTML is one, and its words are what stands in it.
    pub(crate) fn headings(&self) -> Option<impl Iterator<Item = (&str, &str)> + Clone> {
        let mut words = self.headings.as_deref()?.split_terminator(BETWEEN);
        Some(std::iter::from_fn(move || {
            Some((words.next()?, words.next()?))
        }))
    }
}

/// Id and words of each heading; `None` where they could not be told apart again.
fn one_behind_the_other<'h>(headings: impl Iterator<Item = &'h Heading>) -> Option<Box<str>> {
    let mut all = String::new();
    for word in headings.flat_map(|h| [&h.id, &h.text]) {
        if word.contains(BETWEEN) {
            return None;
        }
        all.push_str(word);
        all.push(BETWEEN);
    }
    Some(Box::from(all.as_str()))
}

#[cfg(test)]
mod tests {
    use super::Shown;
    use crate::markdown::{self, Links, Parsed, Resolution};

    struct Page;

    impl Links for Page {
        fn resolve(&self, _: &str) -> Resolution {
            Resolution::Href("b.html".to_owned())
        }
    }

    #[test]
    fn 留下的与再排一次的一样() {
        let body = "## 一、总则 & 目的\n\n为了**规范**工作。[^1]\n\n### `甲`\n\n| 乙 | 丙 |\n|---|---|\n| 1 | < |\n\n<b>丁</b>\n\n##\n\n[^1]: 说明\n";
        let linked = "## 见[甲](a.md)\n\n- <https://www.gov.cn>\n- [**乙**丙](b.md \"题\")[^1]\n\n|[甲](c.md)|\n|-|\n\n[^1]: 见[丁][1]\n\n[1]: d.md";
        for body in [body, linked] {
            let rendered = markdown::render(body, &Page);
            let shown = Shown::of(&Parsed::new(body), body).expect("no pictures");
            assert_eq!(shown.html(body, &Page), rendered.html.as_str());
            let headings = rendered.headings.iter().map(|h| (&*h.id, &*h.text));
            assert!(shown.headings().expect("none is simple").eq(headings));
        }
    }

    #[test]
    fn 标题一看就知道的不另留() {
        let seen = |body| {
            let shown = Shown::of(&Parsed::new(body), body).expect("no pictures");
            shown.headings().is_none()
        };
        assert!(seen(
            "## 甲 & 乙 {#丙}\n\n*丁*[戊](a.md)\n\n### 己\n庚\n==="
        ));
        for body in [
            "## *甲*",
            "## `甲`",
            "## [甲](a.md)",
            "## 甲[^1]\n\n[^1]: 乙",
            "## 甲\n\n<h2 id=\"乙\">乙</h2>",
            "甲[^1]\n\n[^1]: ## 乙",
        ] {
            assert!(!seen(body), "{body}");
        }
    }

    #[test]
    fn 有图片或链接写成标签的不留() {
        for body in [
            "![甲](a.png)",
            "[![甲](a.png)](a.md)",
            "<a href=\"a.md\">甲</a>",
            "甲<img src=\"a.png\" alt=\"\">",
            "<b>[甲](a.md)</b>",
        ] {
            assert!(Shown::of(&Parsed::new(body), body).is_none(), "{body}");
        }
    }
}
