//! What a test asks of a page: its links, its ids, its words. Reads the program's own pages, which are well-formed.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

/// The values of an attribute in a page, in order, with character references resolved.
pub(crate) fn attribute(page: &str, name: &str) -> Vec<String> {
    let needle = format!(" {name}=\"");
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find(&needle) {
        rest = &rest[at + needle.len()..];
        let end = rest.find('"').unwrap_or(rest.len());
        found.push(plain(&rest[..end]));
        rest = &rest[end..];
    }
    found
}

/// The tags of a page, from `<` to `>`, and where each ends.
fn tags(page: &str) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = page[at..].find('<') {
        let start = at + open;
        let mut end = start;
        loop {
            let Some(close) = page[end..].find('>') else {
                return found;
            };
            end += close + 1;
            // A `>` within quotes ends no tag.
            if page[start..end].matches('"').count().is_multiple_of(2) {
                break;
            }
        }
        found.push((&page[start..end], end));
        at = end;
    }
    found
}

/// The words of a page between two marks, tags left out and character references resolved.
pub(crate) fn words(page: &str) -> String {
    let mut out = String::new();
    let mut from = 0;
    for (tag, end) in tags(page) {
        out.push_str(&page[from..end - tag.len()]);
        from = end;
    }
    out.push_str(&page[from..]);
    plain(&out)
}

/// Character references resolved.
pub(crate) fn plain(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    [
        "&lt;", "&gt;", "&quot;", "&#39;", "&#x27;", "&#x2F;", "&amp;",
    ]
    .into_iter()
    .zip(["<", ">", "\"", "'", "'", "/", "&"])
    .fold(text.to_owned(), |text, (reference, sign)| {
        text.replace(reference, sign)
    })
}

/// The ids of a page.
pub(crate) fn ids(page: &str) -> BTreeSet<String> {
    attribute(page, "id").into_iter().collect()
}

/// Where a link on a page leads within the site: the file's path and the fragment. `None` for an address outside.
pub(crate) fn target(page: &str, href: &str) -> Option<(String, String)> {
    let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    if path.starts_with("//")
        || scheme.is_some_and(|s| s.chars().all(|c| c.is_ascii_alphanumeric()))
    {
        return None;
    }
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() {
        return Some((page.to_owned(), decode(fragment)));
    }
    let mut parts: Vec<&str> = if path.starts_with('/') {
        Vec::new()
    } else {
        page.split('/').collect()
    };
    parts.pop();
    for part in path.trim_start_matches('/').split('/') {
        match part {
            "." => {}
            ".." => {
                assert!(parts.pop().is_some(), "{href} on {page} leaves the site");
            }
            part => parts.push(part),
        }
    }
    let mut file = decode(&parts.join("/"));
    if file.is_empty() || file.ends_with('/') {
        file.push_str("index.html");
    }
    Some((file, decode(fragment)))
}
