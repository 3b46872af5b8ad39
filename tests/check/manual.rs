//! Every rule is explained, and the handbook's pages are what the rules say now.

use std::path::Path;

use gongkai::check::{RULES, manual};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn 规则按名称排列_名称就是文件名() {
    let names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted);
    for rule in RULES {
        let file = format!("src/check/rules/{}.rs", rule.name.replace('-', "_"));
        let text = std::fs::read_to_string(root().join(&file)).expect(&file);
        assert_eq!(text, rule.source, "{file}");
    }
}

/// A text whose code is one word: headings in an example are no headings of the page.
fn without_code(text: &str) -> String {
    let mut parts = text.split("```");
    let mut out = parts.next().unwrap_or_default().to_owned();
    while let (Some(_), Some(rest)) = (parts.next(), parts.next()) {
        out.push_str("（这里是一段代码例子）");
        out.push_str(rest);
    }
    out
}

#[test]
fn 每条规则的说明都有规定的几节() {
    for rule in RULES {
        let comment = without_code(&manual::comment(rule));
        let found: Vec<_> = comment
            .lines()
            .filter_map(|line| line.strip_prefix("## "))
            .collect();
        assert_eq!(found, manual::HEADINGS, "{}", rule.name);
        assert!(
            !manual::title(rule).is_empty() && !rule.basis.is_empty(),
            "{}",
            rule.name
        );
        for section in comment.split("## ").skip(1) {
            let (heading, text) = section.split_once('\n').expect("a heading");
            assert!(text.trim().chars().count() > 4, "{}: {heading}", rule.name);
        }
    }
}

#[test]
fn 手册的规则页没有过时() {
    let mut pages = vec![("docs/guize.md".to_owned(), manual::index())];
    pages.extend(
        RULES
            .iter()
            .map(|rule| (format!("docs/guize/{}.md", rule.name), manual::page(rule))),
    );
    let mut stale = Vec::new();
    for (path, expected) in &pages {
        let file = root().join(path);
        if std::fs::read_to_string(&file).unwrap_or_default() == *expected {
            continue;
        }
        if std::env::var_os(super::REWRITE).is_some() {
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            std::fs::write(&file, expected).expect("the page is written");
        }
        stale.push(path.clone());
    }
    let folder = std::fs::read_dir(root().join("docs/guize")).expect("the pages of the rules");
    for entry in folder.flatten() {
        let path = format!("docs/guize/{}", entry.file_name().to_string_lossy());
        if !pages.iter().any(|(page, _)| *page == path) {
            stale.push(path);
        }
    }
    assert!(stale.is_empty(), "用 GONGKAI_REWRITE=1 重写: {stale:?}");
}
