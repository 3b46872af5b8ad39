//! The command line: which folder, which day, which status, and what it says.

use crate::support::{CONFIG, SiteTest, read_files};

const TEXT: &str =
    "-- content/system/a.md --\n+++\ntitle = \"某制度\"\npublished = 2026-01-05\n+++\n正文。\n";

#[test]
fn 完成时标准输出只有一行() {
    let site = SiteTest::from_text(TEXT);
    let build = site.build();
    build.expect_status(0);
    assert!(
        build.stdout.starts_with("构建完成: 1 个文档, "),
        "{}",
        build.stdout
    );
    assert!(
        build.stdout.trim_end().ends_with("下次内容变化: 无"),
        "{}",
        build.stdout
    );
    assert_eq!(
        (build.stdout.lines().count(), build.stderr.as_str()),
        (1, "")
    );
}

#[test]
fn 从下级文件夹向上找到门户() {
    let site = SiteTest::from_text(TEXT);
    let below = site.root().join("content/system");
    let site = site.in_directory(&below);
    site.build()
        .expect_status(0)
        .expect_file("system/a.html", ["某制度"]);
    assert!(!below.join("public").exists());
}

#[test]
fn 没有门户时是第二种失败() {
    let site = SiteTest::from_text(TEXT);
    let elsewhere = site.beside("");
    let site = site.in_directory(elsewhere);
    site.build().expect_status(2).expect_words(["config.toml"]);
    site.remove("config.toml");
    let site = SiteTest::from_text(TEXT);
    site.remove("config.toml");
    site.build().expect_status(2).expect_words(["config.toml"]);
}

#[test]
fn 没有内容文件夹时是第二种失败() {
    let site = SiteTest::from_text("");
    std::fs::remove_dir(site.root().join("content")).expect("removed");
    site.build().expect_status(2).expect_words(["content"]);
}

#[test]
fn 空的门户也能生成() {
    let site = SiteTest::from_text("");
    site.build()
        .expect_status(0)
        .expect_report("")
        .expect_file("index.html", ["政府信息公开"]);
}

#[test]
fn 不认得的选项和值是第二种失败() {
    for arguments in [
        ["--outptu", "x"],
        ["--jobs", "0"],
        ["--base-url", "ftp://x"],
        ["--format", "xml"],
    ] {
        let site = SiteTest::from_text(TEXT)
            .arg(arguments[0])
            .arg(arguments[1]);
        site.build()
            .expect_status(2)
            .expect_no_file("index.html")
            .expect_words(["--help"]);
    }
    for day in ["2026-6-1", "2026-02-30", "今天"] {
        SiteTest::from_text(TEXT)
            .date(day)
            .build()
            .expect_status(2)
            .expect_words(["2026-06-01"]);
    }
}

#[test]
fn 构建日期取自环境变量() {
    let text = "-- content/system/a.md --\n+++\ntitle = \"某制度\"\npublished = 2026-06-01\n+++\n";
    let on = |seconds: &str| {
        SiteTest::from_text(text)
            .undated()
            .env("SOURCE_DATE_EPOCH", seconds)
    };
    // 2026-06-01 in Beijing begins at 16:00 of the day before in UTC.
    let site = on("1780243199");
    site.build()
        .expect_status(0)
        .expect_no_file("system/a.html");
    let site = on("1780243200");
    site.build()
        .expect_status(0)
        .expect_file("system/a.html", ["某制度"]);
    on("明天")
        .build()
        .expect_status(2)
        .expect_words(["SOURCE_DATE_EPOCH"]);
    on("99999999999999")
        .build()
        .expect_status(2)
        .expect_words(["SOURCE_DATE_EPOCH"]);
    let site = on("0").date("2026-06-01");
    site.build().expect_file("system/a.html", ["某制度"]);
}

#[test]
fn 不写日期时是今天() {
    let site = SiteTest::from_text(TEXT).undated();
    site.build()
        .expect_status(0)
        .expect_file("system/a.html", ["某制度"]);
}

#[test]
fn 试运行什么都不写而且列出改变() {
    let site = SiteTest::from_text(TEXT);
    let dry = |site: &SiteTest| {
        let mut command = site.command();
        let ran = command.arg("--dry-run").output().expect("the program runs");
        assert_eq!(ran.status.code(), Some(0));
        String::from_utf8(ran.stdout).expect("text")
    };
    let said = dry(&site);
    assert!(!site.root().join("public").exists(), "a dry run wrote");
    assert!(
        said.contains("+ system/a.html") && said.contains("什么都没有写"),
        "{said}"
    );
    let old = site.build().output_files();
    assert!(
        dry(&site).contains("增加 0 个、改变 0 个、删除 0 个"),
        "{}",
        dry(&site)
    );
    site.edit(
        "content/system/b.md",
        "+++\ntitle = \"另一制度\"\npublished = 2026-01-05\n+++\n",
    );
    site.remove("content/system/a.md");
    let said = dry(&site);
    for line in ["+ system/b.html", "- system/a.html", "~ index.html"] {
        assert!(said.contains(line), "no {line}: {said}");
    }
    assert!(
        read_files(&site.root().join("public")) == old,
        "a dry run wrote"
    );
}

#[test]
fn 不是本程序生成的文件夹不写入() {
    let site = SiteTest::from_text(TEXT);
    site.edit("public/自己的网页.html", "不能丢\n");
    let build = site.build();
    build
        .expect_status(2)
        .expect_words(["--force"])
        .expect_no_file("index.html");
    build.expect_file("自己的网页.html", ["不能丢"]);
    let site = site.arg("--force");
    site.build()
        .expect_status(0)
        .expect_file("自己的网页.html", ["不能丢"])
        .expect_file("index.html", [""]);
}

#[test]
fn 输出文件夹不能含有源文件() {
    let site = SiteTest::from_text(TEXT);
    let root = site.root();
    let site = site.output(&root).arg("--force");
    let ran = site.command().output().expect("the program runs");
    assert_eq!(ran.status.code(), Some(2));
    assert!(root.join("content/system/a.md").exists() && !root.join("index.html").exists());
    let site = site.output(root.join("content/public"));
    let ran = site.command().output().expect("the program runs");
    assert_eq!(ran.status.code(), Some(2));
    assert!(!root.join("content/public").exists());
}

#[test]
fn 删去文档后旧网页也删去() {
    let site = SiteTest::from_text(TEXT);
    site.edit(
        "content/system/b/index.md",
        "+++\ntitle = \"另一制度\"\npublished = 2026-01-05\n+++\n",
    );
    site.edit("content/system/b/表.txt", "表\n");
    site.build().expect_file("system/b/表.txt", ["表"]);
    std::fs::remove_dir_all(site.root().join("content/system/b")).expect("removed");
    let build = site.build();
    build
        .expect_no_file("system/b")
        .expect_file("system/a.html", ["某制度"]);
    build.expect_nowhere("另一制度");
}

#[test]
fn 没有平台网址时提示() {
    let without = CONFIG
        .lines()
        .filter(|line| !line.starts_with("base_url"))
        .collect::<Vec<_>>()
        .join("\n");
    let site = SiteTest::from_text(TEXT);
    site.edit("config.toml", &without);
    site.build()
        .expect_status(0)
        .expect_words(["base_url"])
        .expect_file_without("system/a.html", ["https://www.example.gov.cn"]);
    let site = site.arg("--base-url").arg("https://zfxxgk.example.gov.cn/");
    let build = site.build();
    assert_eq!(build.stderr, "");
    build.expect_file(
        "system/a.html",
        ["https://zfxxgk.example.gov.cn/system/a.html"],
    );
}

#[test]
fn 命令行的网址优先于配置() {
    let site = SiteTest::from_text(TEXT)
        .arg("--base-url")
        .arg("https://new.example.gov.cn/gk/");
    site.build()
        .expect_file(
            "system/a.html",
            ["https://new.example.gov.cn/gk/system/a.html"],
        )
        .expect_file_without("system/a.html", ["www.example.gov.cn"]);
}

#[test]
fn 机读报告合乎约定() {
    let site = SiteTest::from_text(
        "-- content/system/a.md --\n+++\ntitle = \"某制度\"\npublished = 2026-01-05\ntitel = 1\n+++\n见[办法](没有.md)。\n",
    )
    .arg("--format")
    .arg("json");
    let build = site.build();
    build.expect_status(1);
    let report: serde_json::Value = serde_json::from_str(&build.stdout).expect("JSON");
    assert_eq!(
        (&report["version"], &report["summary"]["deny"]),
        (&1.into(), &2.into())
    );
    let one = &report["diagnostics"][0];
    assert_eq!(one["code"], "unknown-key");
    assert_eq!(one["severity"], "deny");
    assert_eq!(one["path"], "content/system/a.md");
    assert_eq!((&one["line"], &one["column"]), (&4.into(), &1.into()));
    assert_eq!(
        (&one["end_line"], &one["end_column"]),
        (&4.into(), &6.into())
    );
}

#[test]
fn 同类问题只列五十处但全部计数() {
    let links = (0..60).map(|at| format!("[甲](没有{at}.md)"));
    let body = links.collect::<Vec<_>>().join("\n\n");
    let site = SiteTest::from_text("");
    site.edit(
        "content/system/a.md",
        &format!("+++\ntitle = \"某制度\"\npublished = 2026-01-05\n+++\n{body}"),
    );
    let build = site.build();
    build
        .expect_status(1)
        .expect_words(["broken-link: 另有 10 处未列出", "共 60 处错误"]);
    assert_eq!(build.findings("broken-link"), 50);
}
