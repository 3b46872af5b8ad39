//! The text of attachments: what a build says of those it could not read.

use crate::support::{CONFIG, SiteTest};

const OPEN: &str = "-- content/policy/a/index.md --
+++
title = \"公开的文件\"
published = 2026-01-05
dated = 2026-01-04
openness = \"public\"
+++
正文。
-- content/policy/a/说明.txt --
读得出来。
";

const CLOSED: &str = "-- content/policy/b/index.md --
+++
title = \"不公开的文件\"
published = 2026-01-05
dated = 2026-01-04
openness = \"closed\"
openness_reason = \"内部事务\"
+++
正文。
";

/// A file of an old office program.
const OLD: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0];

fn with_level(level: &str) -> String {
    format!("{CONFIG}\n[checks]\nattachment-text = \"{level}\"\n")
}

#[test]
fn 读不出文字的附件合计一行照常发布() {
    let site = SiteTest::from_text(OPEN);
    site.write("content/policy/a/扫描.pdf", b"%PDF-1.4\nbroken");
    site.write("content/policy/a/旧表.ppt", OLD);
    let build = site.build();
    build.expect_status(0).expect_words([
        "附件全文: 1 个已读，2 个无法读取（旧格式 1 个、损坏或与扩展名不符 1 个）",
        "attachment-text",
    ]);
    assert_eq!(build.stderr.lines().count(), 1, "{}", build.stderr);
    assert!(site.root().join("public/policy/a/扫描.pdf").exists());
}

#[test]
fn 都读得出来就不提示() {
    let build = SiteTest::from_text(OPEN).build();
    build.expect_status(0);
    assert_eq!(build.stderr, "");
}

#[test]
fn 需要时逐个列出来也可以不准发布() {
    let site = SiteTest::from_text(OPEN);
    site.write("content/policy/a/旧表.ppt", OLD);
    site.edit("config.toml", &with_level("warn"));
    site.build().expect_status(0).expect_words([
        "warning[attachment-text]",
        "附件“旧表.ppt”没有读出文字（旧格式）",
        "content/policy/a/index.md:1:1",
    ]);
    site.edit("config.toml", &with_level("deny"));
    site.build()
        .expect_status(1)
        .expect_words(["error[attachment-text]"]);
    site.edit("config.toml", &with_level("allow"));
    let build = site.build();
    build.expect_status(0);
    assert!(!build.stderr.contains("warning"), "{}", build.stderr);
}

#[test]
fn 不公开的附件不去读() {
    let site = SiteTest::from_text(&format!("{OPEN}{CLOSED}"));
    site.write("content/policy/b/旧表.ppt", OLD);
    site.edit("config.toml", &with_level("warn"));
    let build = site.build();
    build.expect_status(0);
    assert_eq!(build.stderr, "");
}

#[test]
fn 写了两次的附件说是写了两次() {
    let site = SiteTest::from_text(
        "-- content/system/a/index.md --\n+++\ntitle = \"制度\"\npublished = 2026-01-05\nattachments = [{ file = \"b.txt\" }, { file = \"b.txt\" }]\n+++\n正文。\n-- content/system/a/b.txt --\n附件\n",
    );
    site.build()
        .expect_status(1)
        .expect_words(["duplicate-name", "附件“b.txt”写了两次"]);
}
