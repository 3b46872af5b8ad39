//! Links that are written into finished HTML: what a body says is the same for every reader of it, where its links lead
//! is not.
//!
//! In: HTML that this stage made with its links left open, and who answers for them. Out: the HTML that would have come out at
//! once. It must never write a link in another way than `html_link` does.

use super::html_link;
use super::tree::{Form, Target};
use super::{Links, SafeHtml, Shared};

/// What comes with HTML whose links are left open.
#[derive(Debug, Default)]
pub(crate) struct Open {
    /// Where the links are to be written.
    pub(crate) gaps: Vec<Gap>,
    /// What of the HTML stands in the body; `None` where that is not known, for it was cleaned.
    pub(crate) shared: Option<Vec<Shared>>,
}

/// A place in HTML where a link begins or ends.
#[derive(Debug)]
pub(crate) struct Gap {
    /// Bytes of HTML before it.
    at: usize,
    /// The link that begins; `None` where the innermost open link ends.
    link: Option<Box<Link>>,
}

/// A link as written.
#[derive(Debug)]
struct Link {
    dest: Box<str>,
    title: Box<str>,
    form: Form,
}

impl Gap {
    pub(super) fn opens(at: usize, target: &Target<'_>) -> Self {
        let link = Link {
            dest: Box::from(&*target.dest),
            title: Box::from(&*target.title),
            form: target.form,
        };
        Self {
            at,
            link: Some(Box::new(link)),
        }
    }

    pub(super) fn closes(at: usize) -> Self {
        Self { at, link: None }
    }
}

/// Writes the links into HTML that came with these gaps.
pub(crate) fn fill(html: String, gaps: &[Gap], links: &dyn Links) -> SafeHtml {
    /// What a link adds, as a rule.
    const LINK: usize = 120;
    if gaps.is_empty() {
        return SafeHtml(html);
    }
    let mut out = String::with_capacity(html.len() + gaps.len() / 2 * LINK);
    let mut closers = Vec::new();
    let mut written = 0;
    for gap in gaps {
        out.push_str(&html[written..gap.at]);
        written = gap.at;
        match &gap.link {
            Some(link) => {
                let target = (&*link.dest, &*link.title);
                closers.push(html_link::open(&mut out, links, target, link.form));
            }
            None => out.push_str(closers.pop().unwrap_or_default()),
        }
    }
    out.push_str(&html[written..]);
    SafeHtml(out)
}
