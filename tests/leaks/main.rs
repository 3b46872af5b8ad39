//! Nothing leaks: a portal with a canary in everything that is not public, and no byte of the output, no path and no
//! word of the program holds one.

#[path = "../support/mod.rs"]
mod support;

mod canary;
mod portal;
mod redacted;

use std::io::Write as _;

use canary::{Canaries, found};
use portal::{FIRST_KINDS, Kind, REASONS, hidden, public};
use support::{Build, SiteTest};

/// Every hidden document of every kind, with the public documents that refer to them.
fn site(canaries: &mut Canaries) -> SiteTest {
    let site = SiteTest::from_text("");
    public(&site);
    for kind in Kind::ALL {
        for reason in REASONS {
            hidden(&site, kind, reason, canaries);
        }
    }
    site
}

#[track_caller]
fn expect_clean(build: &Build, canaries: &Canaries) {
    build.expect_status(0);
    let leaks = found(build, canaries);
    assert!(leaks.is_empty(), "{}\n{}", leaks.join("\n"), build.stderr);
}

#[test]
fn 不公开的内容不在任何输出里() {
    let mut canaries = Canaries::default();
    let site = site(&mut canaries);
    assert!(canaries.len() > 1000, "{} canaries", canaries.len());
    let build = site.build();
    expect_clean(&build, &canaries);
    // The portal is not simply empty.
    build.expect_file("policy/gongkai.html", ["公开的通知"]);
    build.expect_file("statutory/index.html", ["href"]);
}

#[test]
fn 不公开的内容不在导出的数据里() {
    let mut canaries = Canaries::default();
    let site = site(&mut canaries);
    for kind in FIRST_KINDS {
        redacted::write(&site, kind, &mut canaries);
    }
    let export = site.export("bulk", &site.beside("export"));
    expect_clean(&export, &canaries);
    export.expect_file(
        "opensearch/bulk-001.ndjson",
        ["公开的通知", "〔此处依法不予公开〕"],
    );
    // They would be there if they were public.
    let mut canaries = Canaries::default();
    let site = SiteTest::from_text("");
    for kind in Kind::ALL {
        hidden(&site, kind, "", &mut canaries);
    }
    let export = site.export("bulk", &site.beside("export"));
    assert!(found(&export, &canaries).len() > 20);
}

#[test]
fn 试运行和机读报告也不泄露() {
    let mut canaries = Canaries::default();
    let site = site(&mut canaries).arg("--format").arg("json");
    expect_clean(&site.build(), &canaries);
    expect_clean(&site.arg("--dry-run").build(), &canaries);
}

#[test]
fn 公开过又收回的内容重建后不再存在() {
    let mut canaries = Canaries::default();
    let site = SiteTest::from_text("");
    public(&site);
    for kind in Kind::ALL {
        hidden(&site, kind, "", &mut canaries);
    }
    let build = site.build();
    build.expect_status(0);
    assert!(found(&build, &canaries).len() > 50, "they were public");
    for kind in Kind::ALL {
        let path = kind.path("", "");
        let text = std::fs::read_to_string(site.root().join(&path)).expect("the document");
        site.edit(&path, &text.replacen("+++\n", "+++\ndraft = true\n", 1));
    }
    expect_clean(&site.build(), &canaries);
}

#[test]
fn 删减的段落不在任何输出里() {
    let mut canaries = Canaries::default();
    let site = SiteTest::from_text("");
    public(&site);
    for kind in FIRST_KINDS {
        redacted::write(&site, kind, &mut canaries);
    }
    let build = site.build();
    expect_clean(&build, &canaries);
    build.expect_file(
        "policy/shanjian/index.html",
        ["〔此处依法不予公开〕", "涉及商业秘密"],
    );
}

/// The name of an attachment of what is not public is not for a log either.
#[test]
fn 不公开的文件缺少附件时不说附件的名称() {
    for front in [
        "openness = \"closed\"",
        "openness = \"on-request\"",
        "draft = true",
    ] {
        let site = SiteTest::from_text("");
        let page = format!(
            "+++\ntitle = \"文件\"\npublished = 2026-01-05\nopenness_reason = \"涉及商业秘密\"\n{front}\nattachments = [{{ file = \"gkcanary0001.pdf\" }}]\n+++\n正文。\n"
        );
        site.edit("content/system/a/index.md", &page);
        site.edit("content/system/a/gkcanary0001.pbf", "x");
        let build = site.build();
        build.expect_status(1).expect_words(["missing-attachment"]);
        build.expect_nowhere("gkcanary");
    }
}

/// A mistaken value of what is not public is not for a log either.
#[test]
fn 不公开的文件写错时不重复写错的内容() {
    let site = SiteTest::from_text("");
    for (at, wrong) in [
        "category = \"gkcanary0001\"",
        "column = \"gkcanary0001\"",
        "fields = [\"gkcanary0001\"]",
        "slug = \"gkcanary 0001\"",
        "aliases = [\"gkcanary0001\"]",
        "decision_stage = \"gkcanary0001\"",
        "issuer = \"gkcanary0001\"",
        "genre = \"gkcanary0001\"",
        "topics = [\"gkcanary0001\"]",
        "audience = [\"gkcanary0001\"]",
        "items = [\"gkcanary0001\"]",
        "cites = [\"gkcanary0001\"]",
        "lists = [{ file = \"gkcanary0001.csv\", kind = \"gkcanary0001\" }]",
        "allow = [{ code = \"gkcanary0001\", reason = \"理由\" }]",
    ]
    .into_iter()
    .enumerate()
    {
        let page = format!(
            "+++\ntitle = \"文件\"\npublished = 2026-01-05\nopenness = \"closed\"\nopenness_reason = \"涉及商业秘密\"\n{wrong}\n+++\n正文。\n"
        );
        site.edit(&format!("content/policy/{at}/index.md"), &page);
    }
    let build = site.build();
    build.expect_status(1).expect_words(["“……”"]);
    build.expect_nowhere("gkcanary");
}

/// A mark that misses its form would let its passage out: nothing is published, and the message does not show it.
#[test]
fn 写得不对的删减标记不会发布() {
    for (openness, body) in [
        ("redacted", "甲{～gkcanary0001～}乙"),
        ("redacted", "甲{ ~gkcanary0001~ }乙"),
        ("redacted", "：：：redacted 依据\ngkcanary0001\n：：：\n"),
        ("redacted", "::: 删减 依据\ngkcanary0001\n:::\n"),
        ("redacted", "::: redacted\n甲\n:::\ngkcanary0001\n:::\n"),
        ("public", "甲｛~gkcanary0001~｝乙"),
        ("public", "：：： redacted 依据\ngkcanary0001\n：：：\n"),
    ] {
        let site = SiteTest::from_text("");
        let page = format!(
            "+++\ntitle = \"文件\"\npublished = 2026-01-05\ndated = 2026-01-04\nopenness = \"{openness}\"\nopenness_reason = \"涉及商业秘密\"\n+++\n{body}\n"
        );
        site.edit("content/policy/a.md", &page);
        let build = site.build();
        build.expect_status(1).expect_words(["redaction"]);
        build.expect_nowhere("gkcanary");
    }
    let site = SiteTest::from_text(
        "-- content/policy/a.md --\n+++\ntitle = \"文件\"\npublished = 2026-01-05\ndated = 2026-01-04\nopenness = \"redacted\"\nopenness_reason = \"涉及商业秘密\"\nsource = \"{～gkcanary0001～}\"\n+++\n正文。\n",
    );
    let build = site.build();
    build.expect_status(1).expect_words(["redaction"]);
    build.expect_nowhere("gkcanary");
}

/// An excerpt in a warning shows a line of the source: not one with a passage that was removed.
#[test]
fn 提醒里的摘录不显示删减的内容() {
    let site = SiteTest::from_text(
        r#"
-- content/policy/jimi.md --
+++
title = "不公开的文件"
published = 2026-01-05
dated = 2026-01-04
openness = "closed"
openness_reason = "国家秘密"
+++
正文。
-- content/policy/shanjian.md --
+++
title = "删减后公开的文件"
published = 2026-01-05
dated = 2026-01-04
openness = "redacted"
openness_reason = "涉及商业秘密"
cites = ["policy/jimi.md"]
+++
{~gkcanary0001~}见[附件](jimi.md)。
"#,
    );
    let build = site.build();
    build.expect_status(0).expect_words(["refers-to-withheld"]);
    build.expect_nowhere("gkcanary");
    // The same line with an error in it.
    site.edit(
        "content/policy/shanjian.md",
        "+++\ntitle = \"{~gkcanary0002~}文件\"\npublished = 2026-01-05\ndated = 2026-01-04\nopenness = \"redacted\"\nopenness_reason = \"涉及商业秘密\"\n+++\n{~gkcanary0001~}见[附件](没有.md)和{~gkcanary0003。\n",
    );
    let build = site.build();
    build.expect_status(1);
    build.expect_nowhere("gkcanary");
}

/// A file that cannot be read says nothing of what stands in it, where that may not be public.
#[test]
fn 写坏的不公开文件在报告里没有原文() {
    for line in [
        "openness = \"closed\"",
        "openness = closed",
        "openness = \"不公开\"",
        "\"openness\" = \"on-request\"",
        "draft = true",
        "draft = ture",
        "withdrawn = { date = 2024-03-01 }",
        "[withdrawn]",
        "openness_reason = \"国家秘密\"",
        "published = 2030-01-01",
        "openness = \"\"\"\nclosed\"\"\"",
    ] {
        let published = if line.starts_with("published") {
            ""
        } else {
            "published = 2026-01-05\n"
        };
        let text = format!(
            "+++\ntitle = gkcanary0001\ndated = \"gkcanary0002\"\n{published}{line}\n+++\n[gkcanary0003](没有.md)\n"
        );
        for path in ["content/policy/a.md", "content/system/a.md"] {
            let site = SiteTest::from_text("");
            site.edit(path, &text);
            let build = site.build();
            build.expect_status(1);
            build.expect_nowhere("gkcanary");
        }
    }
}

#[test]
fn 撤下理由里的删减标记不会发布() {
    let site = SiteTest::from_text(
        r#"
-- content/policy/a.md --
+++
title = "撤下的文件"
published = 2026-01-05
dated = 2026-01-04
openness = "redacted"
openness_reason = "涉及商业秘密"
withdrawn = { date = 2026-03-01, reason = "{~gkcanary0001~}" }
+++
正文。
"#,
    );
    let build = site.build();
    assert!(!build.folder().join("index.html").exists(), "published");
    build.expect_status(1);
    build.expect_nowhere("gkcanary");
}

/// The check can fail: each place where a leak could be is looked at.
#[test]
fn 检查本身找得到泄露() {
    let mut canaries = Canaries::default();
    let canary = canaries.word("here");
    let clean = SiteTest::from_text("");
    public(&clean);
    assert_eq!(found(&clean.build(), &canaries), Vec::<String>::new());

    let front = "+++\ntitle = \"甲\"\npublished = 2026-01-05\n+++\n";
    let leaks = |path: &str, bytes: &[u8]| {
        let site = SiteTest::from_text("");
        public(&site);
        site.write(path, bytes);
        found(&site.build(), &canaries).join("\n")
    };
    let text = format!("{front}正文{}。\n", canary.to_uppercase());
    assert!(leaks("content/system/a.md", text.as_bytes()).contains("system/a.html"));
    let path = format!("static/{canary}.txt");
    assert!(leaks(&path, b"x").contains("path"));
    let wide: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(leaks("static/a.bin", &wide).contains("a.bin"));
    let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    packed
        .start_file(
            "xl/sharedStrings.xml",
            zip::write::SimpleFileOptions::default(),
        )
        .expect("a member");
    packed
        .write_all(canary.repeat(3).as_bytes())
        .expect("its bytes");
    let packed = packed.finish().expect("a ZIP file").into_inner();
    assert!(
        !packed
            .windows(canary.len())
            .any(|bytes| bytes == canary.as_bytes()),
        "it is packed"
    );
    assert!(leaks("static/a.xlsx", &packed).contains("sharedStrings"));
    let stray = format!("content/system/{canary}.png");
    assert!(leaks(&stray, b"x").contains("standard error"));
}
