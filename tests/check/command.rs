//! The command itself: exit status, levels, exceptions, parts of a portal, `explain`.

use std::process::Command;

use crate::support::SiteTest;
use crate::{check, config_with};

const TYPO: &str = "-- content/system/a.md --\n+++\ntitle = \"信息发布制度\"\npublished = 2026-01-05\n+++\n平稳过度。\n";

fn site(checks: &str) -> SiteTest {
    let site = SiteTest::from_text(TYPO);
    let config = config_with("misspelling") + checks;
    site.edit("config.toml", &config);
    site
}

#[test]
fn 提醒不影响退出状态_错误使它为一_做不了使它为二() {
    let (status, out, _) = check(&site(""), &[]);
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("warning[misspelling]"), "{out}");
    assert!(out.contains("缺省为 warn"), "{out}");
    let (status, out, _) = check(&site("misspelling = \"deny\"\n"), &[]);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("error[misspelling]"), "{out}");
    assert!(out.contains("[checks] 设为 deny"), "{out}");
    let site = site("");
    site.remove("config.toml");
    let (status, _, err) = check(&site, &[]);
    assert_eq!(status, 2, "{err}");
}

#[test]
fn 按路径设级别_后写的算数() {
    let paths = "[checks.paths]\n\"system/**\" = { misspelling = \"deny\" }\n\"system/a.md\" = { misspelling = \"allow\" }\n";
    let (status, out, _) = check(&site(paths), &[]);
    assert_eq!((status, out.as_str()), (0, "没有发现问题\n"));
    let (status, out, _) = check(
        &site("[checks.paths]\n\"system/**\" = { misspelling = \"deny\" }\n"),
        &[],
    );
    assert_eq!(status, 1);
    assert!(out.contains("对“system/**”设为 deny"), "{out}");
}

#[test]
fn 写了理由的例外不报_没有用处的例外要报() {
    let site = site("");
    site.edit(
        "content/system/a.md",
        "+++\ntitle = \"信息发布制度\"\npublished = 2026-01-05\nallow = [{ rule = \"misspelling\", reason = \"引用原文\" }]\n+++\n平稳过度。\n",
    );
    let (_, out, _) = check(&site, &[]);
    assert_eq!(out, "没有发现问题\n");
    site.edit(
        "config.toml",
        &config_with("misspelling").replace("unused-exception = \"allow\"\n", ""),
    );
    site.edit(
        "content/system/a.md",
        "+++\ntitle = \"信息发布制度\"\npublished = 2026-01-05\nallow = [{ rule = \"misspelling\", reason = \"引用原文\" }, { rule = \"mispelling\", reason = \"写错了\" }]\n+++\n平稳过渡。\n",
    );
    let (_, out, _) = check(&site, &[]);
    assert!(out.contains("例外没有用处"), "{out}");
    assert!(out.contains("没有名称为“mispelling”的检查规则"), "{out}");
    assert!(out.contains("是不是 misspelling？"), "{out}");
}

#[test]
fn 只报告指定的文件和文件夹() {
    let site = site("");
    site.edit(
        "content/system/b.md",
        "+++\ntitle = \"信息审查制度\"\npublished = 2026-01-05\n+++\n平稳过度。\n",
    );
    let (_, all, _) = check(&site, &[]);
    assert_eq!(all.matches("warning[").count(), 2, "{all}");
    let (_, one, _) = check(&site, &["content/system/b.md"]);
    assert_eq!(one.matches("warning[").count(), 1, "{one}");
    assert!(one.contains("system/b.md"), "{one}");
    let (_, one, _) = check(&site, &["system"]);
    assert_eq!(one.matches("warning[").count(), 2, "{one}");
    let (status, _, err) = check(&site, &["没有.md"]);
    assert_eq!(status, 2);
    assert!(err.contains("没有 没有.md"), "{err}");
}

#[test]
fn 门户的词表补充或者代替自带的() {
    let site = site("");
    site.edit(
        "checks/misspelling.toml",
        "[[word]]\nword = \"信息发布\"\nright = \"信息公开\"\n",
    );
    let (_, out, _) = check(&site, &[]);
    assert!(out.contains("“信息发布”应当是“信息公开”"), "{out}");
    assert!(out.contains("平稳过渡"), "{out}");
    site.edit(
        "checks/misspelling.toml",
        "replace = true\n[[word]]\nword = \"信息发布\"\nright = \"信息公开\"\n",
    );
    let (_, out, _) = check(&site, &[]);
    assert!(!out.contains("平稳过渡"), "{out}");
    site.edit("checks/misspelling.toml", "[[word]]\nwrod = \"x\"\n");
    let (status, out, _) = check(&site, &[]);
    assert_eq!(status, 1);
    assert!(out.contains("error[word-list]"), "{out}");
}

#[test]
fn 读不出词表就不生成也不检查() {
    let site = site("");
    // 涉密 in GB18030, as an old editor saves it.
    let mut list = b"[[word]]\nword = \"".to_vec();
    list.extend([0xc9, 0xe6, 0xc3, 0xdc, b'"', b'\n']);
    site.write("checks/secret-mark.toml", &list);
    let build = site.build();
    build.expect_status(2);
    assert!(!build.folder().exists());
    let (status, _, complaint) = check(&site, &[]);
    assert_eq!(status, 2);
    for words in [&build.stderr, &complaint] {
        assert!(words.contains("secret-mark.toml"), "{words}");
        assert!(words.contains("GB18030"), "{words}");
    }
    // What Windows puts in front of UTF-8 is no fault.
    site.edit(
        "checks/secret-mark.toml",
        "\u{feff}[[word]]\nword = \"涉密\"\n",
    );
    site.build().expect_status(0);
}

#[test]
fn 检查设置里写错的规则名要报() {
    let (_, out, _) = check(&site("mispelling = \"deny\"\n"), &[]);
    assert!(out.contains("warning[unknown-rule]"), "{out}");
    assert!(out.contains("是不是 misspelling？"), "{out}");
}

fn explain(arguments: &[&str]) -> (i32, String) {
    let ran = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .arg("explain")
        .args(arguments)
        .output()
        .expect("the program runs");
    let words = [ran.stdout, ran.stderr].concat();
    (
        ran.status.code().expect("an exit status"),
        String::from_utf8(words).expect("UTF-8"),
    )
}

#[test]
fn 说明一条规则_列出全部规则() {
    let (status, page) = explain(&["late-publication"]);
    assert_eq!(status, 0);
    for heading in [
        "## 发现什么",
        "## 为什么",
        "## 例子",
        "## 怎样改",
        "## 设置",
    ] {
        assert!(page.contains(heading), "{page}");
    }
    let (status, page) = explain(&["broken-link"]);
    assert_eq!(status, 0);
    assert!(page.contains("链接的文件不存在"), "{page}");
    let (status, list) = explain(&[]);
    assert_eq!(status, 0);
    for rule in gongkai::check::RULES {
        assert!(list.contains(rule.name), "{}", rule.name);
    }
    let (status, area) = explain(&["年度报告"]);
    assert_eq!(status, 0);
    assert!(
        area.contains("report-date") && !area.contains("id-number"),
        "{area}"
    );
    let (status, words) = explain(&["late-publicaton"]);
    assert_eq!(status, 2);
    assert!(words.contains("是不是 late-publication？"), "{words}");
}

#[test]
fn 说明一个项目() {
    let (status, page) = explain(&["openness"]);
    assert_eq!(status, 0);
    for part in ["公开属性", "文档的开头", "\"on-request\""] {
        assert!(page.contains(part), "{page}");
    }
    let (_, page) = explain(&["act"]);
    assert!(page.contains("变更撤销日期（revoked）"), "{page}");
    let (_, page) = explain(&["icp"]);
    assert!(page.contains("[site]"), "{page}");
    let (status, words) = explain(&["opennes"]);
    assert_eq!(status, 2);
    assert!(words.contains("是不是 openness？"), "{words}");
}

#[test]
fn 构建说明检查另有多少处问题_不因此停下() {
    let build = site("").build();
    build.expect_status(0);
    assert!(
        build.stdout.contains("gongkai check 另有 1 处提醒"),
        "{}",
        build.stdout
    );
    let build = site("misspelling = \"deny\"\n").build();
    build.expect_status(0);
    assert!(
        build.stdout.contains("gongkai check 另有 1 处错误"),
        "{}",
        build.stdout
    );
    let build = site("misspelling = \"allow\"\n").build();
    assert!(!build.stdout.contains("gongkai check"), "{}", build.stdout);
}

/// A portal with a list of persons beside a document.
fn site_with_list() -> SiteTest {
    let site = SiteTest::from_text(
        "-- content/disclosure/a/index.md --\n+++\ntitle = \"救助名单\"\npublished = 2026-03-02\ncolumn = \"qtfd\"\n+++\n名单见附件。\n-- content/disclosure/a/名单.csv --\n姓名,身份证号\n王某,53010219200508011X\n",
    );
    site.edit("config.toml", &config_with("id-number"));
    site
}

#[test]
fn 表格附件里的号码也查得出_从不完整显示() {
    let (status, out, _) = check(&site_with_list(), &["--as-of", "2026-06-01"]);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("content/disclosure/a/名单.csv:2:4"), "{out}");
    assert!(!out.contains("19200508"), "{out}");
    for format in ["json", "sarif", "html"] {
        let (_, out, _) = check(
            &site_with_list(),
            &["--as-of", "2026-06-01", "--format", format],
        );
        assert!(out.contains("id-number"), "{format}");
        assert!(!out.contains("19200508"), "{format}: {out}");
    }
}

#[test]
fn 同一行别的问题也不完整显示号码() {
    let site = SiteTest::from_text(
        "-- content/system/a.md --\n+++\ntitle = \"信息发布制度\"\npublished = 2026-01-05\n+++\n平稳过度。身份证号53010219200508011X。\n",
    );
    let config = config_with("id-number").replace("misspelling = \"allow\"\n", "");
    site.edit("config.toml", &config);
    for format in ["text", "html"] {
        let (_, out, _) = check(&site, &["--as-of", "2026-06-01", "--format", format]);
        assert!(out.contains("平稳过度"), "{out}");
        assert!(!out.contains("19200508"), "{format}: {out}");
    }
}

#[test]
fn 有身份证号的不能生成网站() {
    let site = site_with_list();
    let build = site.build();
    build.expect_status(1);
    assert!(
        build.stderr.contains("error[id-number]"),
        "{}",
        build.stderr
    );
    assert!(!build.stderr.contains("19200508"), "{}", build.stderr);
    site.edit(
        "content/disclosure/a/名单.csv",
        "姓名,身份证号\n王某,110105********002X\n",
    );
    site.build().expect_status(0);
}
