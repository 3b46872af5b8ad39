//! What holds for every kind in the registry.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{COMMON, KINDS, KindId, failed::Failed};
use crate::diag::Sink;
use crate::source::front_matter::split;
use crate::source::{SourceFile, SourcePath};

fn templates() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn 每一类都有名称文件夹和模板() {
    let templates = templates();
    for kind in KINDS {
        assert!(
            templates.contains(kind.template),
            "{}: {}",
            kind.name,
            kind.template
        );
        assert!(!kind.label.is_ascii(), "{}", kind.name);
        assert!(std::ptr::eq(kind.id.kind(), kind), "{}", kind.name);
    }
    for names in [
        KINDS.map(|kind| kind.name),
        KINDS.map(|kind| kind.folder),
        KINDS.map(|kind| kind.label),
    ] {
        assert_eq!(BTreeSet::from(names).len(), KINDS.len(), "{names:?}");
    }
}

#[test]
fn 每一项都有中文名称说明和写法() {
    for kind in KINDS {
        let mut keys = BTreeSet::new();
        for field in COMMON.iter().chain(kind.fields) {
            assert!(
                keys.insert(field.key),
                "{}: {} stands twice",
                kind.name,
                field.key
            );
            assert!(
                !field.label.is_ascii() && !field.doc.is_empty(),
                "{}",
                field.key
            );
            assert!(
                field
                    .key
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'),
                "{}",
                field.key
            );
            let parsed = toml::from_str::<toml::Table>(field.example);
            assert!(
                parsed.is_ok_and(|table| table.contains_key(field.key)),
                "{}: {}",
                field.key,
                field.example
            );
        }
        for key in kind.required {
            assert!(keys.contains(key), "{}: {key}", kind.name);
        }
    }
}

/// An example that an editor copies is right in every kind that has the key.
#[test]
fn 每一项的写法读得进去() {
    for kind in KINDS {
        for field in COMMON.iter().chain(kind.fields) {
            let sink = Sink::default();
            let path = SourcePath::new("content/x.md");
            let table = crate::source::parse_toml(field.example, 0, &path, &sink).unwrap();
            let scope = crate::source::fields::Scope {
                path: &path,
                offset: 0,
                anchor: crate::diag::Span::new(0, 3),
                noun: kind.label,
                sink: &sink,
            };
            crate::source::fields::Reader::open(&table, &[&COMMON, kind.fields], scope);
            let report = sink.into_report(&BTreeMap::new());
            let wrong: Vec<_> = report
                .diagnostics()
                .iter()
                .filter(|d| d.code != "missing-field")
                .collect();
            assert!(wrong.is_empty(), "{}: {wrong:?}", field.example);
        }
    }
}

fn open_from(kind: KindId, front: &str) -> Option<String> {
    let text = format!("+++\n{front}\n+++\n正文\n");
    let path = SourcePath::new("content/x.md");
    let split = split(&path, &text, &Sink::default()).unwrap();
    let file = SourceFile {
        path,
        text,
        split,
        bundle: false,
        attachments: Vec::new(),
    };
    let failed = Failed::of(&file, kind.kind());
    failed.open_from.map(|day| day.to_string())
}

#[test]
fn 写坏的文件只在看来公开时才显示原文() {
    let open = |front: &str| open_from(KindId::System, front);
    assert!(open("title = 没有引号").is_some());
    assert_eq!(
        open("published = 2026-01-05T09:30:00").as_deref(),
        Some("2026-01-05")
    );
    assert!(open("openness = \"主动公开\" # 说明").is_some());
    assert!(open("draft = false").is_some());
    for front in [
        "openness = \"closed\"",
        "openness = ",
        "openness",
        "draft = true",
        "[withdrawn]",
        "withdrawn.date = 2026-01-01",
        "openness_reason = \"国家秘密\"",
        "summary = \"{~删~}\"",
        "openness = \"public\"\nopenness = \"closed\"",
    ] {
        assert_eq!(open(front), None, "{front}");
    }
    // A policy that does not say that it is public may not be.
    assert_eq!(open_from(KindId::Policy, "title = 1"), None);
    assert!(open_from(KindId::Policy, "title = 1\nopenness = 'public'").is_some());
}
