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

#[test]
fn 检查设置里不起作用的写法要报() {
    // The rules that are told something here are not switched off as the others are.
    let with = |settings: &str| {
        let codes: Vec<_> = settings
            .lines()
            .filter_map(|line| line.split_once(" = "))
            .map(|(code, _)| format!("{code} = \"allow\""))
            .collect();
        let config = config_with("misspelling");
        let kept = config
            .lines()
            .filter(|line| !codes.iter().any(|code| code == line));
        let config: Vec<_> = kept.chain([settings]).collect();
        let site = site("");
        site.edit("config.toml", &config.join("\n"));
        site
    };
    for (settings, words) in [
        (
            "late-act = { level = \"warn\", dayz = 3 }\n",
            "没有“dayz”这项设置",
        ),
        ("stale-guide = { months = -3 }\n", "不小于 0 的整数"),
        (
            "short-consultation = { days = \"30天\" }\n",
            "不小于 0 的整数",
        ),
        ("misspelling = { keep = 3 }\n", "文字列表"),
        ("broken-link = \"allow\"\n", "不能降低"),
        (
            "[checks.paths]\n\"policy/**\" = { mispelling = \"allow\" }\n",
            "是不是 misspelling？",
        ),
        (
            "[checks.paths]\n\"policy/**\" = { stray-file = \"allow\" }\n",
            "不能按文件夹设等级",
        ),
    ] {
        let (_, out, _) = check(&with(settings), &[]);
        assert!(out.contains("warning[unknown-rule]"), "{settings}: {out}");
        assert!(out.contains(words), "{settings}: {out}");
    }
    let right = "late-act = { level = \"warn\", days = 3 }\nmisspelling = { keep = [\"其它\"] }\nstray-file = \"deny\"\n";
    let (_, out, _) = check(&with(right), &[]);
    assert!(!out.contains("unknown-rule"), "{out}");
}

#[test]
fn 门户自己的清单和词表有毛病要用中文说() {
    let entry = |lines: &str| {
        format!("[[required]]\nname = \"某事\"\nbasis = \"某文\"\nwho = [\"government\"]\n{lines}")
    };
    for (file, text, words) in [
        ("required", "[[required]\n".to_owned(), "方括号不成对"),
        (
            "required",
            "[[required]]\nname = \"某事\"\n".to_owned(),
            "缺少“依据”(basis)",
        ),
        (
            "required",
            entry("column = \"qtfd\"\nevery = \"month\"\n"),
            "没有“month”这个词",
        ),
        (
            "required",
            entry("column = \"qtfd\"\nevery = \"year\"\ndue = \"13-45\"\n"),
            "“13-45”不是每年都有的一天",
        ),
        (
            "required",
            entry("column = \"qtfd\"\nevery = \"year\"\n"),
            "要写到哪一天(due)",
        ),
        (
            "required",
            entry("column = \"qtdf\"\nevery = \"once\"\n"),
            "没有“qtdf”这个栏目",
        ),
        (
            "required",
            entry("kind = \"reprot\"\nevery = \"once\"\n"),
            "没有“reprot”这种文档",
        ),
        (
            "required",
            entry("every = \"once\"\n"),
            "没有写明是哪种文档(kind)",
        ),
        (
            "required",
            entry("column = \"qtfd\"\nevery = \"once\"\nlevels = [\"xian\"]\n"),
            "没有“xian”这个层级",
        ),
        (
            "misspelling",
            "[[words]]\nword = \"x\"\n".to_owned(),
            "词表没有“words”这一项",
        ),
        (
            "former-name",
            "[[word]]\nword = \"x\"\nfrom = \"2019\"\n".to_owned(),
            "应当是日期",
        ),
    ] {
        let site = site("");
        site.edit(&format!("checks/{file}.toml"), &text);
        let (status, out, _) = check(&site, &[]);
        assert_eq!(status, 1, "{text}: {out}");
        assert!(out.contains(words), "{text}: {out}");
        assert!(out.contains(&format!("--> checks/{file}.toml:")), "{out}");
        assert!(!out.contains("front matter"), "{out}");
    }
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
