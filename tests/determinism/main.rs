//! Same input, same bytes: the sources, the theme, the configuration and the build date decide, and nothing else.

#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use support::{Files, SiteTest, difference, read_files};

/// A portal with every kind of content: the sample that the project brings, which a newcomer builds first.
fn sample() -> SiteTest {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = SiteTest::from_text("");
    let config = std::fs::read(project.join("config.toml")).expect("the sample's configuration");
    site.write("config.toml", &config);
    for folder in ["content", "static"] {
        for (path, bytes) in read_files(&project.join(folder)) {
            site.write(&format!("{folder}/{path}"), &bytes);
        }
    }
    site
}

/// The files of a fresh build.
fn built(site: &SiteTest) -> Files {
    let build = site.build();
    build.expect_status(0);
    let files = build.output_files();
    assert!(files.len() > 15, "{} files", files.len());
    files
}

#[track_caller]
fn same(one: &Files, other: &Files) {
    assert_eq!(difference(one, other), "");
}

#[test]
fn 一个线程和多个线程的结果逐字节相同() {
    let all = built(&sample());
    for jobs in ["1", "2", "7"] {
        let site = sample().arg("--jobs").arg(jobs);
        same(&all, &built(&site));
    }
}

#[test]
fn 结果与文件夹的位置和当前文件夹无关() {
    let one = built(&sample());
    let site = sample();
    let below = site.root().join("content/policy");
    let site = site.in_directory(below);
    let mut other = built(&site);
    same(&one, &other);
    let site = sample();
    let elsewhere = site.beside("别处/深/网站");
    std::fs::create_dir_all(elsewhere.parent().expect("a folder")).expect("a folder");
    other = built(&site.output(&elsewhere));
    same(&one, &other);
}

#[test]
fn 结果与环境变量无关() {
    let one = built(&sample());
    let site = sample();
    let temporary = site.beside("tmp");
    std::fs::create_dir_all(&temporary).expect("a folder");
    let site = site
        .env("TMPDIR", &temporary)
        .env("TZ", "America/Los_Angeles")
        .env("LANG", "tr_TR.UTF-8")
        .env("LC_ALL", "C")
        .env("HOME", "/nonexistent")
        .env("USER", "另一人")
        .env("SOURCE_DATE_EPOCH", "86400");
    same(&one, &built(&site));
    assert!(
        read_files(&temporary).is_empty(),
        "temporary files were left"
    );
}

#[test]
fn 结果与文件建立的先后和时间无关() {
    let one = sample();
    let shuffled = SiteTest::from_text("");
    shuffled.edit("content/先建的.txt", "");
    let mut files: Vec<_> = read_files(&one.root()).into_iter().collect();
    // Another order on disk: by a hash of the name, then the first half again, so that files move.
    files.sort_by_key(|(path, _)| {
        path.bytes().fold(7u64, |hash, byte| {
            hash.wrapping_mul(31).wrapping_add(byte.into())
        })
    });
    for (path, bytes) in files.iter().chain(&files[..files.len() / 2]) {
        if shuffled.root().join(path).exists() {
            shuffled.remove(path);
        }
        shuffled.write(path, bytes);
    }
    shuffled.remove("content/先建的.txt");
    let past = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for (path, _) in files.iter().step_by(2) {
        let file = std::fs::File::options()
            .write(true)
            .open(shuffled.root().join(path))
            .expect("a file");
        file.set_modified(past).expect("a time");
    }
    same(&built(&one), &built(&shuffled));
}

#[test]
fn 在旧网站之上重建与从头构建相同() {
    let fresh = built(&sample());
    let site = sample();
    let removed = "content/policy/2026/gzfxg.md";
    let kept = std::fs::read(site.root().join("content/system/ndbg.md")).expect("a document");
    site.edit(
        "content/system/曾经有过.md",
        "+++\ntitle = \"曾经有过的制度\"\npublished = 2020-01-05\n+++\n正文。\n",
    );
    site.edit(
        "content/system/ndbg.md",
        "+++\ntitle = \"曾经的标题\"\npublished = 2020-01-05\n+++\n曾经的正文。\n",
    );
    site.edit("static/曾经有过.txt", "原样复制的文件\n");
    let old = built(&site);
    assert!(old.contains_key("system/曾经有过.html"));
    std::fs::remove_file(site.root().join("content/system/曾经有过.md")).expect("removed");
    site.remove("static/曾经有过.txt");
    site.write("content/system/ndbg.md", &kept);
    same(&fresh, &built(&site));
    assert!(site.root().join(removed).exists());
    // And once more with nothing changed.
    same(&fresh, &built(&site));
}

const DATED: &str = r#"
-- content/system/a.md --
+++
title = "始终公开的制度"
published = 2020-01-05
+++
正文。
-- content/disclosure/b.md --
+++
title = "到期归档的通告"
published = 2021-01-05
column = "yjgl"
expires = 2026-06-01
+++
正文。
-- content/disclosure/c.md --
+++
title = "仍在公示的通告"
published = 2021-01-06
column = "yjgl"
+++
正文。
"#;

#[test]
fn 构建日期不同只改变应当改变的文件() {
    let site = SiteTest::from_text(DATED);
    let before = built(&site);
    let after = built(&SiteTest::from_text(DATED).date("2026-07-01"));
    // The data files say of which day they are; nothing else changes on a day on which nothing happens.
    let dated = [
        "catalogue.json",
        "catalogue.xlsx",
        "manifest.json",
        "search.json",
    ];
    let undated = |files: &Files| -> Files {
        let kept = files
            .iter()
            .filter(|(path, _)| !dated.contains(&path.as_str()));
        kept.map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect()
    };
    same(&undated(&before), &undated(&after));
    let earlier = built(&SiteTest::from_text(DATED).date("2026-05-31"));
    let mut changed: BTreeSet<&str> = BTreeSet::new();
    for (path, bytes) in &earlier {
        if before.get(path) != Some(bytes) {
            changed.insert(path);
        }
    }
    assert!(changed.contains("disclosure/b.html"), "{changed:?}");
    for path in [
        "system/a.html",
        "system/index.html",
        "404.html",
        "robots.txt",
    ] {
        assert!(!changed.contains(path), "{path} depends on the build date");
    }
}

/// A portal of many documents on one day: the order of lists must come from somewhere.
#[test]
fn 同一天的文档次序固定() {
    let mut text = String::new();
    for at in 0..60 {
        let _ = write!(
            text,
            "-- content/system/{at}.md --\n+++\ntitle = \"制度{}\"\npublished = 2026-01-05\n+++\n正文。\n",
            at % 3
        );
    }
    let one = built(&SiteTest::from_text(&text));
    for jobs in ["1", "3", "16"] {
        same(
            &one,
            &built(&SiteTest::from_text(&text).arg("--jobs").arg(jobs)),
        );
    }
}
