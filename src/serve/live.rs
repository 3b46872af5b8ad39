//! What only a preview adds to a page: the script that shows a change by itself, and the band of a page that is not public.
//!
//! In: a page's bytes and what is known of it. Out: the bytes for a browser. Pages go out as they are to everything else.

use std::fmt::Write as _;

/// Addresses of the preview's own; a site has no such folder.
pub(super) const PREFIX: &str = "/_gongkai/";
/// The script, see [`PREFIX`].
pub(super) const SCRIPT: &str = include_str!("live/live.js");
/// The style of its panels.
pub(super) const PANEL_STYLE: &str = include_str!("live/panel.css");
/// The style of the band.
pub(super) const BAND_STYLE: &str = include_str!("live/band.css");

/// What is added to a page.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Additions<'a> {
    /// The tag of the page as it is sent; with the script that compares it.
    pub(super) script: Option<&'a str>,
    /// Why the public does not see the page.
    pub(super) unpublished: Option<&'a str>,
}

/// The tag of a page together with what is said above it.
pub(super) fn tag(tag: &str, unpublished: Option<&str>) -> String {
    match unpublished {
        Some(why) => format!("{tag}.{}", &super::file::tag_of(why.as_bytes())[..8]),
        None => tag.to_owned(),
    }
}

/// The page with the additions: the band behind `<body>`, the script before `</body>`.
pub(super) fn add(page: &[u8], additions: Additions<'_>) -> Vec<u8> {
    let mut band = String::new();
    let mut script = String::new();
    // Writing to a text cannot fail.
    if let Some(why) = additions.unpublished {
        let _ = write!(
            band,
            "<link rel=\"stylesheet\" href=\"{PREFIX}band.css\" data-gongkai>\
             <div class=\"gongkai-unpublished\" role=\"status\" data-gongkai><strong>预览，未公开</strong>：{why}</div>"
        );
    }
    if let Some(tag) = additions.script {
        let _ = write!(
            script,
            "<script src=\"{PREFIX}live.js\" data-tag=\"{tag}\" data-gongkai></script>"
        );
    }
    let end = rfind(page, b"</body").unwrap_or(page.len());
    let start = body_start(&page[..end]).unwrap_or(end);
    let mut out = Vec::with_capacity(page.len() + band.len() + script.len());
    out.extend_from_slice(&page[..start]);
    out.extend_from_slice(band.as_bytes());
    out.extend_from_slice(&page[start..end]);
    out.extend_from_slice(script.as_bytes());
    out.extend_from_slice(&page[end..]);
    out
}

/// Where the last `tag` begins, in capitals or not.
fn rfind(page: &[u8], tag: &[u8]) -> Option<usize> {
    page.windows(tag.len())
        .rposition(|here| here.eq_ignore_ascii_case(tag))
}

/// What follows the tag `<body …>`.
fn body_start(page: &[u8]) -> Option<usize> {
    let tag = b"<body";
    let opens = |here: &[u8]| {
        here[..tag.len()].eq_ignore_ascii_case(tag)
            && matches!(here[tag.len()], b'>' | b' ' | b'\n' | b'\t' | b'\r')
    };
    let start = page.windows(tag.len() + 1).position(opens)?;
    let mut quote = None;
    for (at, byte) in page.iter().enumerate().skip(start) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Whether a request is a browser's that goes to a page: only such name the type in so many words.
pub(super) fn is_navigation(accept: &str) -> bool {
    accept.split(',').any(|one| {
        let media_type = one.split(';').next().unwrap_or_default();
        media_type.trim().eq_ignore_ascii_case("text/html")
    })
}

#[cfg(test)]
mod tests {
    use super::{Additions, add, is_navigation};

    fn added(page: &str, additions: Additions<'_>) -> String {
        String::from_utf8(add(page.as_bytes(), additions)).unwrap()
    }

    #[test]
    fn 脚本加在正文末尾_横幅加在正文开头() {
        let additions = Additions {
            script: Some("abc"),
            unpublished: Some("草稿"),
        };
        let page = "<html><head><!-- <bodyx> --></head><BODY class=\"a>b\">正文</body></html>";
        let out = added(page, additions);
        let (head, rest) = out.split_once("<BODY class=\"a>b\">").unwrap();
        assert!(head.ends_with("</head>"));
        assert!(
            rest.starts_with("<link ") && rest.contains("：草稿</div>正文<script src="),
            "{rest}"
        );
        assert!(
            rest.ends_with("data-tag=\"abc\" data-gongkai></script></body></html>"),
            "{rest}"
        );
        assert_eq!(added(page, Additions::default()), page);
    }

    #[test]
    fn 没有正文标签的网页加在末尾() {
        let additions = Additions {
            script: Some("abc"),
            unpublished: Some("草稿"),
        };
        let out = added("片段", additions);
        assert!(
            out.starts_with("片段<link") && out.ends_with("</script>"),
            "{out}"
        );
    }

    #[test]
    fn 只有浏览器打开网页才算() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        assert!(is_navigation(browser) && is_navigation("application/xml, TEXT/HTML;q=0.5"));
        for other in ["*/*", "", "text/*", "application/json", "text/htmlx"] {
            assert!(!is_navigation(other), "{other}");
        }
    }
}
