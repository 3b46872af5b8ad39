//! Search as a visitor meets it: the sample portal is built, and its client is run in Node.

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
        "node is missing: the search client is not tested"
    );
    if !found {
        eprintln!("SKIPPED: node is missing, the search client is not tested");
    }
    found
}

fn build(output: &Path) {
    let status = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["build", "--date", "2026-06-01", "--root"])
        .arg(env!("CARGO_MANIFEST_DIR"))
        .arg("--output")
        .arg(output)
        .status()
        .expect("gongkai runs");
    assert!(status.success(), "the sample portal builds");
}

#[test]
fn 检索脚本与逐篇查找结果相同() {
    if !has_node() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("public");
    build(&site);
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search");
    let output = Command::new("node")
        .arg("--test")
        .args(["vectors.test.mjs", "grep.test.mjs"].map(|name| tests.join(name)))
        .env("GONGKAI_SITE", &site)
        .output()
        .expect("node runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
}
