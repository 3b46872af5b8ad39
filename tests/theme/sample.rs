//! Pages of the sample portal that comes with the program, as the program draws them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// The folder of the portal built once for all tests here.
static SITE: LazyLock<PathBuf> = LazyLock::new(|| {
    let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sample");
    let status = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["build", "--date", "2026-11-22", "--root"])
        .arg(env!("CARGO_MANIFEST_DIR"))
        .arg("--output")
        .arg(&output)
        .status();
    assert!(status.is_ok_and(|status| status.success()), "no build");
    output
});

fn page(path: &str) -> String {
    std::fs::read_to_string(SITE.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between two texts.
fn between<'a>(html: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = html
        .split_once(from)
        .unwrap_or_else(|| panic!("{from} in {html}"));
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

#[test]
fn the_tree_unfolds_at_the_column_of_a_list_and_of_a_document_and_marks_it() {
    for path in ["statutory/gz/index.html", "policy/2024/ddc.html"] {
        let html = page(path);
        let tree = between(&html, "<nav class=\"tree\"", "</nav>");
        assert!(tree.contains("aria-current=\"true\">政府规章"), "{path}");
        assert!(tree.contains(">行政规范性文件"), "{path}");
    }
    let other = page("statutory/jgjj/index.html");
    let tree = between(&other, "<nav class=\"tree\"", "</nav>");
    assert!(tree.contains("aria-current=\"true\">机关简介"));
    assert!(!tree.contains(">行政规范性文件"));
}

#[test]
fn a_page_of_another_agency_bears_its_name_and_leads_back() {
    let html = page("agencies/yjj/statutory/index.html");
    assert_eq!(
        between(&html, "<span class=\"id-name\">", "<"),
        "示例市应急管理局"
    );
    assert!(html.contains("<a href=\"../../../index.html\">返回示例市人民政府政府信息公开</a>"));
    assert!(html.contains("<a href=\"../../../agencies/yjj/index.html\">本机关首页</a>"));
    assert!(page("statutory/index.html").contains("<a href=\"../index.html\">首页</a>"));
}

#[test]
fn the_home_page_names_reports_of_the_portals_own_agency() {
    let html = page("index.html");
    let card = between(&html, "政府信息公开年报</a></h3>", "</li>\n</ul>");
    assert!(card.contains("示例市人民政府2025年"), "{card}");
    assert!(card.contains("示例市人民政府2024年"), "{card}");
}

#[test]
fn notes_and_names_are_not_written_twice() {
    let law = page("policy/2024/ddc.html");
    assert!(law.contains("<p class=\"note-law\">（2024年8月16日"));
    assert!(!law.contains("（（"));
    let guide = page("guide.html");
    assert!(guide.contains("<dd>示例市人民政府办公室政务公开科</dd>"));
    let budget = page("disclosure/ysjs/2026ys/index.html");
    assert_eq!(
        between(&budget, "<p class=\"doc-kind\">", "<"),
        "财政预决算"
    );
}

#[test]
fn code_is_coloured_by_classes_that_the_style_sheet_knows() {
    let html = page("policy/2022/sjkf.html");
    let css = include_str!("../../themes/default/static/style.css");
    assert!(html.contains("class=\"hl-string "));
    assert!(css.contains(".hl-string{color:var(--ok)}"));
}
