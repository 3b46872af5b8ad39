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

#[test]
fn 年报的勾稽错误都查得出而且没有多报() {
    let Some(found) = findings() else { return };
    let expected = [
        ("report-result-sum", "agencies/pt/report/2020.md"),
        ("report-prose-figures", "agencies/pt/report/2022.md"),
        ("report-blank-cell", "agencies/xizhen/report/2022.md"),
        // The standard leaves it open whether this one is a mistake.
        ("report-rule-making", "agencies/pt/report/2020.md"),
    ];
    let identities = [
        "report-row-sum",
        "report-result-sum",
        "report-balance",
        "report-carried-over",
        "report-dispute-sum",
        "report-rule-making",
        "report-valid-count",
        "report-library",
        "report-blank-cell",
        "report-prose-figures",
    ];
    let found: Vec<_> = found
        .iter()
        .filter(|(code, _)| identities.contains(&code.as_str()))
        .map(|(code, path)| (code.as_str(), path.as_str()))
        .collect();
    let mut expected: Vec<_> = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected);
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
