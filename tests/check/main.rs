//! What `gongkai check` says: each rule with a portal that breaks it and one that keeps it, each report whole.
//!
//! `<rule>/bad.txt` and `<rule>/good.txt` hold a portal and, in their last section, the exit status and the report.
//! `GONGKAI_REWRITE=1` writes that section anew: then read the change. A portal without a `config.toml` of its own gets one in
//! which every other rule is off.

#[path = "../support/mod.rs"]
mod support;

mod command;
mod formats;
mod manual;
mod sample;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use gongkai::check::RULES;

use crate::support::{CONFIG, SiteTest};

const REWRITE: &str = "GONGKAI_REWRITE";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check")
}

/// The exit status of a check, and what it says on standard output and on standard error.
fn check(site: &SiteTest, arguments: &[&str]) -> (i32, String, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("check")
        .arg("--root")
        .arg(site.root())
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    let words = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        ran.status.code().expect("an exit status"),
        words(ran.stdout),
        words(ran.stderr),
    )
}

/// A configuration in which only one rule looks.
fn config_with(rule: &str) -> String {
    format!("{CONFIG}\n[checks]\n{}", others_off(rule))
}

/// Lines that switch every other rule off.
fn others_off(rule: &str) -> String {
    let mut config = String::new();
    // An exception can be unused only where its rule looks.
    let kept =
        |name: &str| name == rule || (rule == "unused-exception" && name == "late-publication");
    for other in RULES.iter().filter(|other| !kept(other.name)) {
        let _ = writeln!(config, "{} = \"allow\"", other.name);
    }
    config
}

/// The portal of a fixture, and its section of expectations.
fn split(text: &str) -> (&str, &str) {
    match text.rfind("-- report, status ") {
        Some(at) => text.split_at(at),
        None => (text, ""),
    }
}

fn report(rule: &str, portal: &str) -> String {
    // A configuration of its own leaves a line to the levels of the others.
    let off = others_off(rule);
    let table = if portal.contains("\n[checks]\n") {
        off
    } else {
        format!("[checks]\n{off}")
    };
    let site = SiteTest::from_text(&portal.replace("@CHECKS@", &table));
    if !portal.contains("-- config.toml --") {
        site.edit("config.toml", &config_with(rule));
    }
    let (status, out, err) = check(&site, &["--as-of", "2026-06-01"]);
    format!("-- report, status {status} --\n{err}{out}")
}

#[test]
fn 每条规则的报告逐字如预期() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for name in ["bad", "good"] {
            let fixture = folder().join(rule.name).join(format!("{name}.txt"));
            let text = std::fs::read_to_string(&fixture).unwrap_or_default();
            if text.is_empty() {
                wrong.push(format!("没有 {}", fixture.display()));
                continue;
            }
            let (portal, expected) = split(&text);
            let found = report(rule.name, portal);
            let says = found.contains(&format!("[{}]", rule.name));
            if says != (name == "bad") {
                wrong.push(format!("{}/{name} 的结果相反:\n{found}", rule.name));
            }
            if found == expected {
                continue;
            }
            if std::env::var_os(REWRITE).is_some() {
                std::fs::write(&fixture, format!("{portal}{found}"))
                    .expect("the fixture is written");
            }
            wrong.push(format!(
                "=== {}/{name}\n{found}--- expected\n{expected}",
                rule.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn 没有多余的样例() {
    let entries = std::fs::read_dir(folder()).expect("the fixtures");
    for entry in entries.flatten().filter(|entry| entry.path().is_dir()) {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(gongkai::check::rule(&name).is_some(), "没有规则 {name}");
    }
}
