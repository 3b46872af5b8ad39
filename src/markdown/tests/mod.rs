//! What the stage does as a whole, by topic.

mod cjk;
mod emphasis;
mod heading;
mod hostile;
mod html;
mod link;
mod note;
mod raw;
mod section;
mod table;
mod text;

use super::{Facts, Links, Resolution};

/// A portal in which `.md` files exist, except the closed.
pub(super) struct Portal;

impl Links for Portal {
    fn resolve(&self, target: &str) -> Resolution {
        match target {
            _ if target.starts_with("http") || target.starts_with("//") => {
                Resolution::External(target.to_owned())
            }
            _ if target.contains("不公开") => Resolution::Unlinked,
            _ => Resolution::Href(target.replace(".md", ".html")),
        }
    }
}

pub(super) fn html(body: &str) -> String {
    let html = super::render(body, &Portal).html.into_string();
    // Wherever the links can be written later, the same comes out.
    if let Some((bare, open)) = super::Parsed::new(body).render_open() {
        for (at, words) in open.shared.iter().flatten() {
            assert!(bare.as_str()[*at..].starts_with(&body[words.clone()]));
        }
        let filled = super::fill(bare.into_string(), &open.gaps, &Portal);
        assert_eq!(filled.as_str(), html);
    }
    html.trim_end().to_owned()
}

/// The content of a body of one paragraph.
pub(super) fn inline(body: &str) -> String {
    let html = html(body);
    html.strip_prefix("<p>")
        .and_then(|html| html.strip_suffix("</p>"))
        .map_or_else(|| html.clone(), str::to_owned)
}

pub(super) fn facts(body: &str) -> Facts {
    super::scan(body)
}

/// Code and the text it points at.
pub(super) fn findings(body: &str) -> Vec<(&'static str, String)> {
    facts(body)
        .problems
        .into_iter()
        .map(|problem| (problem.code, body[problem.span].to_owned()))
        .collect()
}
