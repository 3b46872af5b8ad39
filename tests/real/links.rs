//! Every page can be reached, and every link leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::html;
use crate::{file_of, is_page, links, real, withdrawn};

#[test]
fn 从首页经链接到得了每个公开文档() {
    let Some(real) = real() else { return };
    let mut seen: BTreeSet<String> = BTreeSet::from(["index.html".to_owned()]);
    let mut ahead = vec!["index.html".to_owned()];
    while let Some(page) = ahead.pop() {
        for file in links(real, &page) {
            if real.files.contains_key(&file) && is_page(&file) && seen.insert(file.clone()) {
                ahead.push(file);
            }
        }
    }
    let withdrawn = withdrawn(real);
    for url in real
        .urls()
        .values()
        .filter(|url| !withdrawn.contains(**url))
    {
        assert!(
            seen.contains(&file_of(url)),
            "no way from the home page to {url}"
        );
    }
}

#[test]
fn 站内链接和锚点全部有效() {
    let Some(real) = real() else { return };
    let mut ids: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut broken = BTreeSet::new();
    // The page for addresses that are not there may be shown at any depth: its links begin at the host's root.
    let base = "/zfxxgk/";
    // What another part of the program has yet to make.
    let pending = [
        "search.html",
        "feed.xml",
        "catalogue.json",
        "catalogue.csv",
        "catalogue.xlsx",
    ];
    let pending = if real.files.contains_key("catalogue.json") {
        &[][..]
    } else {
        &pending[..]
    };
    for page in real.files.keys().filter(|path| is_page(path)) {
        let text = real.page(page);
        let places = ["href", "src"]
            .into_iter()
            .flat_map(|name| html::attribute(&text, name));
        for href in places {
            let href = href
                .strip_prefix(base)
                .map_or_else(|| href.clone(), |rest| format!("/{rest}"));
            let Some((file, fragment)) = html::target(page, &href) else {
                continue;
            };
            if pending.contains(&file.as_str()) {
                continue;
            }
            if !real.files.contains_key(&file) {
                broken.insert(format!("{page}: {href}"));
            } else if !fragment.is_empty() && is_page(&file) {
                let known = ids
                    .entry(file.clone())
                    .or_insert_with(|| html::ids(&real.page(&file)));
                if !known.contains(&fragment) {
                    broken.insert(format!("{page}: {href}"));
                }
            }
        }
    }
    let first: Vec<_> = broken.iter().take(20).collect();
    assert!(broken.is_empty(), "{} broken: {first:#?}", broken.len());
}
