//! The HTML of a text that is the same wherever it is shown: kept from the reading that takes its facts, so that it need not
//! be parsed again for its page.
//!
//! In: a parsed text. Out: its HTML and its headings, told by the text itself. A text with a link or a picture is not
//! kept: where those lead depends on other documents and on the page.

use crate::markdown::Parsed;
use crate::model::Told;

/// No heading has this sign in it: Markdown replaces it.
const BETWEEN: char = '\0';

/// A text as HTML.
#[derive(Debug)]
pub(crate) struct Shown {
    html: Told,
    /// Id and words of each heading, one behind the other.
    headings: Box<str>,
}

impl Shown {
    /// What can be kept of `body`; `None` where its HTML depends on more than itself.
    pub(super) fn of(parsed: &Parsed<'_>, body: &str) -> Option<Self> {
        let rendered = parsed.render_alone()?;
        let mut headings = String::new();
        for word in rendered.headings.iter().flat_map(|h| [&h.id, &h.text]) {
            if word.contains(BETWEEN) {
                return None;
            }
            headings.push_str(word);
            headings.push(BETWEEN);
        }
        Some(Self {
            html: Told::new(rendered.html.as_str(), body),
            headings: Box::from(headings.as_str()),
        })
    }

    /// The HTML, by the text that it was made from.
    pub(crate) fn html(&self, body: &str) -> String {
        self.html.by(body)
    }

    /// Id and words of each heading.
    pub(crate) fn headings(&self) -> impl Iterator<Item = (&str, &str)> + Clone {
        let mut words = self.headings.split_terminator(BETWEEN);
        std::iter::from_fn(move || Some((words.next()?, words.next()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::Shown;
    use crate::markdown::{self, Links, Parsed, Resolution};

    struct Nowhere;

    impl Links for Nowhere {
        fn resolve(&self, _: &str) -> Resolution {
            Resolution::Unlinked
        }
    }

    #[test]
    fn 留下的与再排一次的一样() {
        let body = "## 一、总则 & 目的\n\n为了**规范**工作。[^1]\n\n### `甲`\n\n| 乙 | 丙 |\n|---|---|\n| 1 | < |\n\n<b>丁</b>\n\n##\n\n[^1]: 说明\n";
        let rendered = markdown::render(body, &Nowhere);
        let shown = Shown::of(&Parsed::new(body), body).expect("no links");
        assert_eq!(shown.html(body), rendered.html.as_str());
        let headings = rendered.headings.iter().map(|h| (&*h.id, &*h.text));
        assert!(shown.headings().eq(headings));
    }

    #[test]
    fn 有链接或图片的不留() {
        for body in [
            "见[甲](a.md)",
            "![甲](a.png)",
            "<https://www.gov.cn>",
            "<a href=\"a.md\">甲</a>",
            "甲<img src=\"a.png\" alt=\"\">",
            "[甲]\n\n[甲]: a.md",
        ] {
            assert!(Shown::of(&Parsed::new(body), body).is_none(), "{body}");
        }
    }
}
