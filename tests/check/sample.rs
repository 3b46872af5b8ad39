//! The sample portal, as an inspector finds it, and the report that people open in a browser.

use std::path::Path;
use std::process::Command;

fn check(arguments: &[&str]) -> (Option<i32>, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("check")
        .arg("--root")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")))
        .args(["--as-of", "2026-11-22"])
        .args(arguments)
        .output()
        .expect("the program runs");
    (
        ran.status.code(),
        String::from_utf8_lossy(&ran.stdout).into_owned(),
    )
}

#[test]
fn 样例平台查不出问题() {
    assert_eq!(check(&[]), (Some(0), "没有发现问题\n".to_owned()));
}

#[test]
fn 检查报告是一个不依赖别处的网页() {
    let (_, page) = check(&["--format", "html"]);
    for part in [
        "<!DOCTYPE html>",
        "lang=\"zh-CN\"",
        "各领域情况",
        "期限",
        "覆盖情况",
        "问题清单",
        "<svg",
        "示例市应急管理局",
    ] {
        assert!(page.contains(part), "{part}");
    }
    for foreign in ["<script", "<link", "src=", "@import", "url("] {
        assert!(!page.contains(foreign), "{foreign}");
    }
}
