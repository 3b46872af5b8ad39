//! The last look at HTML that came near raw HTML: whatever is not on the list goes, all is balanced.
//!
//! In: finished HTML, where it holds raw HTML, and places to keep track of. Out: the HTML, and where those
//! places are now. It must never take away what `html` itself writes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

/// Every tag that `html` writes or `raw_policy` lets through.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "label",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "rp",
    "rt",
    "ruby",
    "s",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "rel"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    (
        "img",
        &["alt", "decoding", "height", "loading", "src", "width"],
    ),
    ("input", &["checked", "disabled"]),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("ol", &["reversed", "start"]),
    ("td", &["colspan", "headers", "rowspan"]),
    ("th", &["abbr", "colspan", "headers", "rowspan", "scope"]),
];

const GENERIC: &[&str] = &[
    "aria-label",
    "class",
    "dir",
    "id",
    "lang",
    "role",
    "tabindex",
    "title",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().copied().collect())
        .tag_attributes(
            ATTRIBUTES
                .iter()
                .map(|(tag, names)| (*tag, names.iter().copied().collect::<HashSet<_>>()))
                .collect::<HashMap<_, _>>(),
        )
        .generic_attributes(GENERIC.iter().copied().collect())
        .tag_attribute_values(HashMap::from([(
            "input",
            HashMap::from([("type", HashSet::from(["checkbox"]))]),
        )]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .strip_comments(true);
    builder
});

/// Cleans the regions (in order, apart from each other) and moves the marks (in order, never inside a
/// region) to where they are in the result.
pub(super) fn regions(html: String, regions: &[Range<usize>], marks: &mut [usize]) -> String {
    if regions.is_empty() {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    let mut marks = marks.iter_mut().peekable();
    for region in regions {
        while let Some(mark) = marks.next_if(|mark| **mark <= region.start) {
            *mark = out.len() + (*mark - from);
        }
        out.push_str(&html[from..region.start]);
        out.push_str(&CLEANER.clean(&html[region.clone()]).to_string());
        from = region.end;
    }
    for mark in marks {
        *mark = out.len() + mark.saturating_sub(from);
    }
    out.push_str(&html[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::regions;

    #[test]
    fn only_the_regions_are_cleaned_and_the_marks_move_along() {
        let html = "<p>甲</p><p onclick=\"x\">乙<script>x</script></p><h2>丙</h2>".to_owned();
        let region = html.find("<p onclick").unwrap_or(0)..html.find("<h2>").unwrap_or(0);
        let mut marks = [0, region.start, region.end, html.len()];
        let out = regions(html, &[region], &mut marks);
        assert_eq!(out, "<p>甲</p><p>乙</p><h2>丙</h2>");
        assert_eq!(
            marks.map(|at| &out[at..]),
            [&*out, "<p>乙</p><h2>丙</h2>", "<h2>丙</h2>", ""]
        );
    }

    #[test]
    fn only_boxes_of_tasks_are_inputs() {
        let region = |html: &str| {
            let whole = 0..html.len();
            regions(html.to_owned(), std::slice::from_ref(&whole), &mut [])
        };
        let task = "<label><input type=\"checkbox\" disabled> 甲</label>";
        assert!(region(task).contains("type=\"checkbox\" disabled"));
        assert!(!region("<input type=\"password\" onfocus=x>").contains("password"));
    }
}
