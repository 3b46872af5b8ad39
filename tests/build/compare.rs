//! 新旧文本对照: a text beside the one whose place it took.

use crate::support::SiteTest;

fn policy(path: &str, title: &str, lines: &str, body: &str) -> String {
    format!(
        "-- content/{path} --\n+++\ntitle = \"{title}\"\npublished = 2026-01-05\ndated = 2026-01-04\nopenness = \"public\"\n{lines}\n+++\n{body}\n"
    )
}

const OLD: &str = "**第一条** 制定本办法。\n\n**第二条** 二十个工作日内答复。";
const NEW: &str =
    "**第一条** 制定本办法。\n\n**第二条** 十五个工作日内答复。\n\n**第三条** 自公布之日起施行。";

#[test]
fn 新文本与被取代的旧文本并排对照并互相可达() {
    let old = policy("policy/a.md", "旧办法", "", OLD);
    let new = policy(
        "policy/b/index.md",
        "新办法",
        "replaces = [\"policy/a.md\"]",
        NEW,
    );
    let site = SiteTest::from_text(&(old + &new));
    let build = site.build();
    let page = build.file("policy/b/compare.html");
    assert!(page.contains("<del>二十</del>个工作日内答复。"), "{page}");
    assert!(page.contains("<ins>十五</ins>个工作日内答复。"), "{page}");
    assert!(
        page.contains("<ins>第三条 自公布之日起施行。</ins>"),
        "{page}"
    );
    assert!(page.contains("修改 1 处") && page.contains("新增 1 段") && page.contains("删去 0 段"));
    assert!(build.file("policy/a.html").contains("b/compare.html"));
    assert!(
        build
            .file("policy/b/index.html")
            .contains("policy/b/compare.html")
    );
}

#[test]
fn 旧文本不公开的没有对照() {
    let old = policy("policy/a.md", "旧办法", "draft = true", OLD);
    let new = policy(
        "policy/b.md",
        "新办法",
        "replaces = [\"policy/a.md\", \"示政发〔2001〕1号\"]",
        NEW,
    );
    let site = SiteTest::from_text(&(old + &new));
    let build = site.build();
    build.expect_no_file("policy/b-compare.html");
    assert!(!build.file("policy/b.html").contains("对照"));
}

#[test]
fn 删减过的文字不会在对照中出现() {
    let old = policy(
        "policy/a.md",
        "旧办法",
        "\nopenness_reason = \"涉及个人隐私\"",
        "第一条 联系人{~张三 13800000000~}。",
    )
    .replace("openness = \"public\"", "openness = \"redacted\"");
    let new = policy(
        "policy/b.md",
        "新办法",
        "replaces = [\"policy/a.md\"]",
        "第一条 联系人李四。",
    );
    let site = SiteTest::from_text(&(old + &new));
    let build = site.build();
    let page = build.file("policy/b-compare.html");
    assert!(
        page.contains("〔此处依法不予公开〕") && !page.contains("13800000000"),
        "{page}"
    );
}
