//! What an inspector finds in real documents: the defects that are known to be in them, and the reports' broken identities.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

use crate::shared;

/// The findings over the real portal: code, path below `content/`.
fn findings() -> Option<BTreeSet<(String, String)>> {
    let root = shared("portal")?;
    let ran = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("check")
        .arg("--root")
        .arg(root)
        .args(["--as-of", "2026-06-01", "--format", "json"])
        .output()
        .expect("the program runs");
    let report: Value = serde_json::from_slice(&ran.stdout).expect("a report");
    let list = report["diagnostics"].as_array().expect("findings");
    let word = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    Some(
        list.iter()
            .map(|one| {
                let path = word(one, "path");
                let path = path.strip_prefix("content/").unwrap_or(&path).to_owned();
                (word(one, "code"), path)
            })
            .collect(),
    )
}

#[test]
fn 五份真实文件的缺陷都查得出() {
    let Some(found) = findings() else { return };
    for (code, path) in [
        ("late-publication", "agencies/lnyjt/policy/2019/ssfa.md"),
        ("missing-doc-number", "agencies/eryuan/policy/2020/zwgk.md"),
        (
            "announced-attachment",
            "agencies/eryuan/policy/2020/zwgk.md",
        ),
        ("mixed-brackets", "agencies/anshan/policy/2023/ascxsh.md"),
        ("report-date", "agencies/bzyjj/report/2019.md"),
        ("report-outdated-article", "agencies/bzyjj/report/2019.md"),
        ("report-plan-year", "agencies/bzyjj/report/2019.md"),
        ("insecure-link", "agencies/bzyjj/report/2019.md"),
        ("announced-picture", "agencies/bzyjj/report/2019.md"),
        ("misspelling", "agencies/gzsthj/disclosure/zwgkyd-2019.md"),
        ("placeholder", "agencies/gzsthj/disclosure/zwgkyd-2019.md"),
    ] {
        let wanted = (code.to_owned(), path.to_owned());
        assert!(found.contains(&wanted), "{code} 没有查出 {path}");
    }
}

/// The rules of reports by the names of the standard.
const NAMES: [(&str, &str); 13] = [
    ("AR3-ROW", "report-row-sum"),
    ("AR3-RES", "report-result-sum"),
    ("AR3-BAL", "report-balance"),
    ("AR3-YOY", "report-carried-over"),
    ("AR4-SUM", "report-dispute-sum"),
    ("AR2-RULE", "report-rule-making"),
    ("AR2-YOY", "report-valid-count"),
    ("AR2-LIB", "report-library"),
    ("AR-EMPTY", "report-blank-cell"),
    ("AR-TEXT", "report-prose-figures"),
    ("AR-DATE", "report-date"),
    ("AR-LAW", "report-outdated-article"),
    ("AR-SUM", "report-total"),
];

#[test]
fn 年报里已知的错误都查得出而且没有多报() {
    let (Some(found), Some(root)) = (findings(), shared("portal")) else {
        return;
    };
    let json = std::fs::read_to_string(root.join("expected.json")).expect("what is known");
    let known: Value = serde_json::from_str(&json).expect("JSON");
    let reports = known["reports"].as_array().expect("reports");
    assert!(reports.len() >= 8);
    let mut wrong = Vec::new();
    for report in reports {
        let path = report["path"].as_str().expect("a path");
        let path = path.strip_prefix("content/").unwrap_or(path);
        let stated = |key: &str, name: &str| {
            let list = report[key].as_array().expect("a list");
            list.iter().any(|one| one["rule"] == name)
        };
        for (name, code) in NAMES {
            let is_found = found.contains(&(code.to_owned(), path.to_owned()));
            if stated("violations", name) && !is_found {
                wrong.push(format!("{path}: 没有查出 {name}"));
            }
            // The standard leaves open whether some are mistakes; days earlier than the law's are reminders.
            let is_open = name == "AR-DATE" || stated("possible", name);
            if is_found && !is_open && !stated("violations", name) {
                wrong.push(format!("{path}: 多报了 {code}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn 检查报告里没有不公开的内容() {
    let Some(root) = shared("portal") else { return };
    let canaries = std::fs::read_to_string(root.join("CANARIES.txt")).expect("the canaries");
    let canaries: Vec<&str> = canaries
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|word| !word.starts_with('#'))
        .collect();
    assert!(canaries.len() > 100);
    for format in ["text", "json", "sarif", "html"] {
        let ran = Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .arg("check")
            .arg("--root")
            .arg(&root)
            .args(["--as-of", "2026-06-01", "--format", format])
            .output()
            .expect("the program runs");
        let words = String::from_utf8_lossy(&ran.stdout).into_owned()
            + &String::from_utf8_lossy(&ran.stderr);
        for canary in &canaries {
            assert!(!words.contains(canary), "{format}: {canary}");
        }
    }
}
