//! Search as a visitor meets it: portals are built, and their clients are run in Node.

mod portals;

use std::path::{Path, PathBuf};
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

fn build(root: &Path, output: &Path) {
    let result = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["build", "--date", "2026-06-01", "--root"])
        .arg(root)
        .arg("--output")
        .arg(output)
        .output()
        .expect("gongkai runs");
    let said = String::from_utf8_lossy(&result.stderr);
    assert!(result.status.success(), "the portal builds: {said}");
}

/// Runs a test file in Node on a built portal.
fn run(name: &str, variable: &str, site: &Path, rounds: u32) {
    let output = Command::new("node")
        .arg("--test")
        .arg(repository().join("tests/search").join(name))
        .env(variable, site)
        .env("GONGKAI_ROUNDS", rounds.to_string())
        .output()
        .expect("node runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{text}");
}

fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn 示例门户的检索与逐篇查找结果相同() {
    if !has_node() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("public");
    build(&repository(), &site);
    run("grep.test.mjs", "GONGKAI_SITE", &site, 200);
}

#[test]
fn 向量所说的检索脚本都做到() {
    if !has_node() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    portals::of_vectors(folder.path());
    let site = folder.path().join("public");
    build(folder.path(), &site);
    run("vectors.test.mjs", "GONGKAI_VECTORS", &site, 0);
}

#[test]
fn 检索服务器的回答成为一样的结果() {
    if has_node() {
        run("engine.test.mjs", "GONGKAI_ENGINE", &repository(), 0);
    }
}

#[test]
fn 随机文字的检索与逐篇查找结果相同() {
    if !has_node() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    portals::of_noise(folder.path());
    let site = folder.path().join("public");
    build(folder.path(), &site);
    run("noise.test.mjs", "GONGKAI_SITE", &site, 800);
}

#[test]
fn 真实文件的检索与逐篇查找结果相同() {
    let root = repository().join("../shared/portal");
    if !root.is_dir() {
        eprintln!("SKIPPED: ../shared/portal is not there, search is not tested on real documents");
        return;
    }
    if !has_node() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("public");
    build(&root, &site);
    run("grep.test.mjs", "GONGKAI_SITE", &site, 80);
}
