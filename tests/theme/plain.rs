//! A second theme, in `plain/`: every template is its own, so nothing of the default's pages is left.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gongkai::theme::{Theme, ThemeFiles};

use crate::fixture::samples;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Names of the files in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        let name = entry.expect("an entry").file_name();
        name.into_string().expect("UTF-8")
    };
    entries.map(name).collect()
}

fn plain() -> Theme {
    let root = folder("tests/theme/plain");
    let mut files = ThemeFiles::new();
    for part in ["templates", "static"] {
        for name in names(&root.join(part)) {
            let bytes = std::fs::read(root.join(part).join(&name)).expect("a file");
            files.insert(format!("{part}/{name}"), bytes);
        }
    }
    let settings = std::fs::read(root.join("theme.toml")).expect("settings");
    files.insert("theme.toml".to_owned(), settings);
    Theme::new(files, &BTreeMap::new()).unwrap_or_else(|errors| panic!("{errors:?}"))
}

#[test]
fn the_second_theme_replaces_every_template_of_the_default() {
    let own = names(&folder("tests/theme/plain/templates"));
    let default = names(&folder("themes/default/templates"));
    assert_eq!(own, default);
}

#[test]
fn every_page_is_drawn_by_the_second_theme_alone() {
    let theme = plain();
    for sample in samples() {
        let html = sample.html(&theme);
        assert!(html.contains("<body class=\"plain\">"), "{}", sample.path);
        assert_eq!(html.matches("<h1>").count(), 1, "{}", sample.path);
        assert!(html.contains("assets/plain."), "{}", sample.path);
        for other in [
            "assets/style.",
            "assets/print.",
            "assets/site.",
            "class=\"wrap",
            "class=\"doc ",
        ] {
            assert!(!html.contains(other), "{other} in {}", sample.path);
        }
    }
    assert_eq!(theme.label("search"), Some("查找"));
    assert_eq!(theme.label("home"), Some("首页"));
}
