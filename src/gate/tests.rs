//! What passes the gate, document by document.

use super::{Admitted, admit};
use crate::config::{self, Checks, Config};
use crate::diag::{Report, Sink};
use crate::kind::{self, Failed};
use crate::model::Date;
use crate::source::front_matter::split;
use crate::source::{SourceFile, SourcePath, Tree};

const CONFIG: &str = "[portal]\nname = \"示例市人民政府\"\nagency = \"zfb\"\n\n[[agency]]\nid = \"zfb\"\nname = \"示例市人民政府\"\nlevel = \"city\"\nkind = \"government\"\n";

fn configuration() -> Config {
    config::read(CONFIG, &SourcePath::new("config.toml"), &Sink::default()).unwrap()
}

fn file(path: &str, front: &str, body: &str) -> SourceFile {
    let text = format!("+++\ntitle = \"标题\"\n{front}\n+++\n{body}");
    let path = SourcePath::new(path);
    let split = split(&path, &text, &Sink::default()).unwrap();
    SourceFile {
        path,
        text,
        split,
        bundle: false,
        attachments: Vec::new(),
    }
}

fn at_gate(files: Vec<SourceFile>, day: &str, checks: &Checks) -> (Admitted, Report) {
    let (config, sink) = (configuration(), Sink::default());
    let tree = Tree {
        documents: files,
        ..Tree::default()
    };
    let context = kind::Context {
        config: &config,
        tree: &tree,
    };
    let (drafts, failed) = kind::read_documents(&context, &sink);
    let admitted = admit(drafts, failed, day.parse().unwrap(), checks, &sink);
    (
        admitted,
        sink.into_report(&std::collections::BTreeMap::new()),
    )
}

/// Whether one document with these lines passes, leaves a stub, or neither.
fn fate(front: &str, day: &str) -> &'static str {
    let front = if front.contains("published") {
        front.to_owned()
    } else {
        format!("{front}\npublished = 2026-01-05")
    };
    let one = file(
        "content/disclosure/a.md",
        &format!("column = \"ysjs\"\n{front}"),
        "正文\n",
    );
    let (admitted, _) = at_gate(vec![one], day, &Checks::default());
    match (admitted.documents.len(), admitted.stubs.len()) {
        (1, 0) => "公开",
        (0, 1) => "说明",
        (0, 0) => "没有",
        _ => "两样",
    }
}

#[test]
fn 每种情形的去向() {
    let day = "2026-06-01";
    for (front, expected) in [
        ("", "公开"),
        ("openness = \"public\"", "公开"),
        (
            "openness = \"redacted\"\nopenness_reason = \"理由\"",
            "公开",
        ),
        ("openness = \"closed\"\nopenness_reason = \"理由\"", "没有"),
        (
            "openness = \"on-request\"\nopenness_reason = \"理由\"",
            "没有",
        ),
        ("draft = true", "没有"),
        ("published = 2026-06-01T23:59:59", "公开"),
        ("published = 2026-06-02", "没有"),
        (
            "withdrawn = { date = 2026-05-01, reason = \"理由\" }",
            "说明",
        ),
        (
            "draft = true\nwithdrawn = { date = 2026-05-01, reason = \"理由\" }",
            "没有",
        ),
        (
            "openness = \"closed\"\nopenness_reason = \"理由\"\nwithdrawn = { date = 2026-05-01, reason = \"理由\" }",
            "没有",
        ),
        (
            "published = 2026-06-02\nwithdrawn = { date = 2026-05-01, reason = \"理由\" }",
            "没有",
        ),
        (
            "act = { kind = \"penalty\", display_until = 2026-06-01 }",
            "公开",
        ),
        (
            "act = { kind = \"penalty\", display_until = 2026-05-31 }",
            "说明",
        ),
        ("expires = 2020-01-01", "公开"),
    ] {
        assert_eq!(fate(front, day), expected, "{front}");
    }
}

#[test]
fn 写错的公开属性不当作公开() {
    assert_eq!(fate("openness = \"pubic\"", "2026-06-01"), "没有");
    assert_eq!(fate("openness = true", "2026-06-01"), "没有");
    assert_eq!(fate("draft = \"false\"", "2026-06-01"), "没有");
    assert_eq!(fate("withdrawn = true", "2026-06-01"), "没有");
}

#[test]
fn 下架日期之日起归档() {
    let on = |day: &str| {
        let one = file(
            "content/system/a.md",
            "published = 2026-01-05\nexpires = 2026-06-01",
            "",
        );
        at_gate(vec![one], day, &Checks::default()).0.documents[0].is_archived()
    };
    assert!(!on("2026-05-31"));
    assert!(on("2026-06-01"));
}

#[test]
fn 公开的文档从新到旧() {
    let files = [
        ("b", "2026-01-05"),
        ("a", "2026-01-05"),
        ("c", "2026-03-05"),
    ]
    .map(|(name, day)| {
        file(
            &format!("content/system/{name}.md"),
            &format!("published = {day}"),
            "",
        )
    });
    let (admitted, _) = at_gate(files.into(), "2026-06-01", &Checks::default());
    let names: Vec<_> = admitted
        .documents
        .iter()
        .map(|d| d.path.file_name().to_owned())
        .collect();
    assert_eq!(names, ["c.md", "a.md", "b.md"]);
}

#[test]
fn 没有通过的只回答路径和名称() {
    let secret = file(
        "content/system/a.md",
        "published = 2026-01-05\ndraft = true\ndoc_number = \"示政密〔2026〕3号\"",
        "",
    );
    let (admitted, _) = at_gate(vec![secret], "2026-06-01", &Checks::default());
    let withheld = admitted.withheld;
    assert!(withheld.contains(&SourcePath::new("content/system/a.md")));
    assert!(withheld.answers_to("示政密[2026]第3号") && withheld.answers_to("《标题》"));
    assert!(!withheld.answers_to("示政密〔2026〕4号"));
}

#[test]
fn 原文不能显示的文件() {
    let public = "published = 2026-01-05";
    let day = "2026-06-01";
    let conceals = |front: &str, body: &str| {
        let one = file("content/system/a.md", front, body);
        let (admitted, _) = at_gate(vec![one], day, &Checks::default());
        admitted
            .withheld
            .conceals(&SourcePath::new("content/system/a.md"))
    };
    assert!(!conceals(public, "正文"));
    assert!(!conceals(
        &format!("{public}\nwrong = 1\ndated = \"昨天\""),
        "正文"
    ));
    assert!(!conceals("published = \"昨天\"", "正文"));
    assert!(conceals(&format!("{public}\ndraft = true"), "正文"));
    assert!(conceals(
        &format!("{public}\nopenness = \"redacted\"\nopenness_reason = \"理由\""),
        "正文"
    ));
    assert!(conceals(public, "正{~文~}"));
    assert!(conceals(
        "published = 2026-06-02\ndated = \"昨天\"\ngenre = 1",
        "正文"
    ));
    let (admitted, _) = at_gate(Vec::new(), day, &Checks::default());
    assert!(
        !admitted
            .withheld
            .conceals(&SourcePath::new("content/system/a.md"))
    );
    let unknown = vec![Failed::unknown(SourcePath::new("content/x.md"))];
    let today: Date = day.parse().unwrap();
    let admitted = admit(
        Vec::new(),
        unknown,
        today,
        &Checks::default(),
        &Sink::default(),
    );
    assert!(admitted.withheld.conceals(&SourcePath::new("content/x.md")));
}

#[test]
fn 要求审查记录时缺少的是错误() {
    let checks = Checks {
        review: true,
        ..Checks::default()
    };
    let one = |front: &str| {
        let one = file(
            "content/system/a.md",
            &format!("published = 2026-01-05\n{front}"),
            "",
        );
        at_gate(vec![one], "2026-06-01", &checks).1.denied()
    };
    assert_eq!(one(""), 1);
    assert_eq!(one("review = { reviewer = \"王某\" }"), 0);
    // What stays outside needs no review.
    assert_eq!(one("draft = true"), 0);
}
