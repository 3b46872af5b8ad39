//! The calculator of reply dates: its script, fed with what the page embeds, against the vectors that the program keeps.

use std::path::Path;
use std::process::Command;

/// Whether there is a Node to run. Without one the test fails where tests must be complete, and says so elsewhere.
fn has_node() -> bool {
    let found = Command::new("node")
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success());
    assert!(
        found || std::env::var_os("CI").is_none(),
        "node is missing: the calculator is not tested"
    );
    if !found {
        eprintln!("SKIPPED: node is missing, the calculator is not tested");
    }
    found
}

#[test]
fn 答复日期的脚本与程序算得一样() {
    if !has_node() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("public");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let status = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["build", "--date", "2026-06-01", "--root"])
        .arg(root)
        .arg("--output")
        .arg(&site)
        .status()
        .expect("gongkai runs");
    assert!(status.success(), "the sample portal builds");
    let output = Command::new("node")
        .arg("--test")
        .arg(root.join("tests/workdays/workdays.test.mjs"))
        .env("GONGKAI_SITE", &site)
        .output()
        .expect("node runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
}
