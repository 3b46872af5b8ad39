//! What passes the gate, document by document.

use super::{Audience, Fate, Gate, Published, Stub, Unpublished, Withheld};
use crate::config::{self, Checks, Config};
use crate::diag::{Report, Sink};
use crate::kind::{self, Failed};
use crate::source::front_matter::split;
use crate::source::{SourceFile, SourcePath};

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

/// What became of all documents.
#[derive(Default)]
struct Admitted {
    documents: Vec<Published>,
    stubs: Vec<Stub>,
    withheld: Withheld,
}

fn at_gate(files: Vec<SourceFile>, day: &str, checks: &Checks) -> (Admitted, Report) {
    for_audience(Audience::Public, files, day, checks)
}

fn for_audience(
    audience: Audience,
    files: Vec<SourceFile>,
    day: &str,
    checks: &Checks,
) -> (Admitted, Report) {
    let (config, sink) = (configuration(), Sink::default());
    let context = kind::Context {
        config: &config,
        tables: &[],
    };
    let gate = Gate {
        audience,
        today: day.parse().unwrap(),
        checks,
    };
    let mut out = Admitted::default();
    for file in files {
        let fate = match kind::read_document(file, &context, &sink) {
            Ok(draft) => gate.judge(draft, &sink).fate,
            Err(failed) => Fate::Refused(failed),
        };
        match fate {
            Fate::Passed(published) => {
                out.withheld.add_redacted(&published);
                out.documents.push(*published);
            }
            Fate::TakenDown(stub, hidden) => {
                out.stubs.push(*stub);
                out.withheld.add(&hidden);
            }
            Fate::Withheld(hidden) => out.withheld.add(&hidden),
            Fate::Refused(failed) => out.withheld.add_failed(&failed, gate.today),
        }
    }
    let report = sink.into_report(&std::collections::BTreeMap::new());
    (out, report)
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
fn 预览放行草稿和未到期的_其余照旧() {
    let day = "2026-06-01";
    let shown = |front: &str| {
        let front = if front.contains("published") {
            front.to_owned()
        } else {
            format!("{front}\npublished = 2026-01-05")
        };
        let front = format!("column = \"ysjs\"\n{front}");
        let one = file("content/disclosure/a.md", &front, "正文\n");
        let (admitted, _) = for_audience(Audience::Preview, vec![one], day, &Checks::default());
        admitted.documents.first().map(Published::unpublished)
    };
    assert_eq!(shown(""), Some(None));
    assert_eq!(shown("draft = true"), Some(Some(Unpublished::Draft)));
    assert_eq!(
        shown("published = 2026-06-02"),
        Some(Some(Unpublished::Future))
    );
    assert_eq!(
        shown("expires = 2026-06-01"),
        Some(Some(Unpublished::Expired))
    );
    let down = "withdrawn = { date = 2026-05-01, reason = \"理由\" }";
    for held in [
        "openness = \"closed\"\nopenness_reason = \"理由\"",
        "openness = \"on-request\"\nopenness_reason = \"理由\"\ndraft = true",
        "openness = \"pubic\"\ndraft = true",
        "withdrawn = true",
        "withdrawn = { date = 2026-05-01 }",
        down,
        &format!("draft = true\n{down}"),
        &format!("published = 2026-06-02\n{down}"),
        "act = { kind = \"penalty\", display_until = 2026-05-31 }",
        "draft = true\nact = { kind = \"penalty\", display_until = 2026-05-31 }",
    ] {
        assert_eq!(shown(held), None, "{held}");
    }
}

#[test]
fn 预览也删减() {
    let front =
        "published = 2026-01-05\ndraft = true\nopenness = \"redacted\"\nopenness_reason = \"理由\"";
    let one = file("content/system/a.md", front, "正{~机密~}文\n");
    let (admitted, _) = for_audience(
        Audience::Preview,
        vec![one],
        "2026-06-01",
        &Checks::default(),
    );
    assert!(!admitted.documents[0].body.text.read().contains("机密"));
    assert!(
        admitted
            .withheld
            .conceals(&SourcePath::new("content/system/a.md"))
    );
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
    let unknown = Failed::unknown(SourcePath::new("content/x.md"));
    let mut withheld = Withheld::default();
    withheld.add_failed(&unknown, day.parse().unwrap());
    assert!(withheld.conceals(&SourcePath::new("content/x.md")));
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
