//! Every finding of a build once, as an editor sees it: `reports/<behaviour>.txt` holds a portal and, in its last
//! section, the exit status and the whole report. `GONGKAI_REWRITE=1` writes that section anew: then read the change.

use std::path::{Path, PathBuf};

use crate::support::{SiteTest, sections};

const REWRITE: &str = "GONGKAI_REWRITE";

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/build/reports");
    let entries = std::fs::read_dir(folder).expect("the fixtures");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a fixture").path())
        .collect();
    files.sort();
    files
}

/// The portal of a fixture, and its section of expectations.
fn split(text: &str) -> (&str, &str) {
    match text.rfind("-- report, status ") {
        Some(at) => text.split_at(at),
        None => (text, ""),
    }
}

#[test]
fn 每种问题的报告逐字如预期() {
    let mut wrong = Vec::new();
    for fixture in fixtures() {
        let text = std::fs::read_to_string(&fixture).expect("a text");
        let (portal, expected) = split(&text);
        let build = SiteTest::from_text(portal).build();
        let status = build.status().expect("an exit status");
        let found = format!("-- report, status {status} --\n{}\n", build.report());
        if found == expected {
            continue;
        }
        if std::env::var_os(REWRITE).is_some() {
            std::fs::write(&fixture, format!("{portal}{found}")).expect("the fixture is written");
        }
        let name = fixture.file_stem().unwrap_or_default().to_string_lossy();
        wrong.push(format!("=== {name}\n{found}--- expected\n{expected}"));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What has an error publishes nothing; what has only warnings publishes.
#[test]
fn 有错误就不发布() {
    for fixture in fixtures() {
        let text = std::fs::read_to_string(&fixture).expect("a text");
        let (portal, _) = split(&text);
        let site = SiteTest::from_text(portal);
        let build = site.build();
        let published = build.folder().join("index.html").exists();
        assert_eq!(
            published,
            build.status() == Some(0),
            "{}",
            fixture.display()
        );
    }
}

#[test]
fn 全部问题一次报告而且旧网站不变() {
    let site = SiteTest::from_text("");
    site.edit(
        "content/system/a.md",
        "+++\ntitle = \"信息发布制度\"\npublished = 2026-01-05\n+++\n正文。\n",
    );
    let old = site.build();
    old.expect_status(0);
    let old = old.output_files();
    let mut expected = 0;
    for (at, fixture) in fixtures().iter().enumerate() {
        let text = std::fs::read_to_string(fixture).expect("a text");
        let (portal, report) = split(&text);
        // Fixtures with a configuration of their own cannot share one portal.
        if portal.contains("-- config.toml --") || !report.starts_with("-- report, status 1") {
            continue;
        }
        for (path, text) in sections(portal) {
            // The same folder, one level deeper, so that fixtures do not collide with each other.
            if let Some(below) = path.strip_prefix("content/system/") {
                site.edit(&format!("content/system/{at}/{below}"), text);
                expected += 1;
            }
        }
    }
    assert!(expected > 5, "the fixtures cover documents of this kind");
    let build = site.build();
    build.expect_status(1);
    for code in [
        "unknown-key",
        "wrong-type",
        "toml-syntax",
        "broken-link",
        "redaction",
    ] {
        assert!(
            build.findings(code) > 0,
            "{code} is missing in\n{}",
            build.stderr
        );
    }
    assert_eq!(old, build.output_files(), "the old site is changed");
}

/// The report's carets stand under what they mean, in columns of a terminal.
#[test]
fn 插入符对准汉字() {
    let site = SiteTest::from_text(
        "-- content/system/a.md --\n+++\ntitle = \"甲\"\npublished = 2026-01-05\n+++\n参见汉字之后的[办法](没有.md)。\n",
    );
    let build = site.build();
    let lines: Vec<&str> = build.report().lines().collect();
    let at = lines
        .iter()
        .position(|line| line.contains("参见"))
        .expect("an excerpt");
    let columns =
        |text: &str| -> usize { text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum() };
    let before = columns(&lines[at][..lines[at].find('[').expect("the link")]);
    let caret = lines[at + 1].find('^').expect("a caret");
    let marked = lines[at + 1].matches('^').count();
    assert!(caret >= before, "{}", build.report());
    assert!(
        caret + marked <= before + columns("[办法](没有.md)"),
        "{}",
        build.report()
    );
}
