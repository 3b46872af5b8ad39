//! Whatever the sources hold, the program ends by itself in a bounded time, never panics, writes nothing outside its
//! output, and says nothing that could steer a terminal.

#[path = "../support/mod.rs"]
mod support;

mod dice;

use std::io::Read as _;
use std::os::unix::ffi::OsStrExt as _;
use std::time::{Duration, Instant};

use dice::Dice;
use support::{Build, SiteTest};

/// A build that takes longer hangs, or nearly so.
const LONGEST: Duration = Duration::from_secs(30);

/// Builds, and holds the build against everything this suite promises.
#[track_caller]
fn survive(site: &SiteTest, what: &str) -> Build {
    let started = Instant::now();
    let build = site.build();
    let took = started.elapsed();
    assert!(
        matches!(build.status(), Some(0..=2)),
        "{what}: ended with {:?}\n{}",
        build.status(),
        build.stderr
    );
    assert!(
        !build.stderr.contains("panicked"),
        "{what}: {}",
        build.stderr
    );
    assert!(took < LONGEST, "{what}: took {took:?}");
    for text in [&build.stderr, &build.stdout] {
        let steering = text.chars().find(|c| {
            (c.is_control() && *c != '\n')
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        });
        assert_eq!(steering, None, "{what}: {text:?}");
    }
    // Beside the portal stands nothing: `build` itself looks at the sources.
    let beside = site.beside("");
    let names: Vec<_> = std::fs::read_dir(beside)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(names, ["portal"], "{what}: wrote outside its output");
    build
}

const FRONT: &str = "+++\ntitle = \"制度\"\npublished = 2026-01-05\n+++\n";

#[test]
fn 乱写的文件头不会使程序崩溃() {
    let mut dice = Dice::new(1);
    for round in 0..60 {
        let site = SiteTest::from_text("");
        let mut texts = String::new();
        for (at, folder) in KINDS.iter().enumerate() {
            let text = dice.document(if round % 2 == 0 { 30 } else { 2 });
            site.edit(&format!("content/{folder}/{at}.md"), &text);
            texts.push_str(&text);
        }
        survive(&site, &texts);
    }
}

const KINDS: [&str; 7] = [
    "system",
    "policy",
    "interpretation",
    "consultation",
    "disclosure",
    "report",
    "gazette",
];

#[test]
fn 乱写的正文不会使程序崩溃() {
    let mut dice = Dice::new(2);
    for _ in 0..40 {
        let site = SiteTest::from_text("");
        let mut texts = String::new();
        for at in 0..8 {
            let body = dice.markdown(200);
            site.edit(
                &format!("content/system/{at}.md"),
                &format!("{FRONT}{body}"),
            );
            texts.push_str(&body);
        }
        survive(&site, &texts);
    }
}

#[test]
fn 乱写的目录和配置不会使程序崩溃() {
    let mut dice = Dice::new(3);
    for _ in 0..40 {
        let site = SiteTest::from_text("");
        let (csv, toml, config) = (dice.csv(40), dice.toml(30), dice.config());
        site.edit("content/catalogue/a.csv", &csv);
        site.edit("content/catalogue/b.toml", &toml);
        survive(&site, &format!("{csv}\n{toml}"));
        site.edit("config.toml", &config);
        survive(&site, &config);
    }
}

#[test]
fn 任意字节不会使程序崩溃() {
    let mut dice = Dice::new(4);
    for _ in 0..40 {
        let site = SiteTest::from_text("");
        for path in [
            "content/system/a.md",
            "content/catalogue/a.csv",
            "content/catalogue/b.toml",
        ] {
            site.write(path, &dice.bytes(400));
        }
        site.write("content/system/b/附件.bin", &dice.bytes(400));
        site.edit("content/system/b/index.md", FRONT);
        survive(&site, "bytes");
        site.write("config.toml", &dice.bytes(100));
        survive(&site, "bytes in config.toml");
    }
}

/// Names that are odd but names: each builds, or is named in the report.
#[test]
fn 古怪的文件名发布得了或者说得清() {
    let long = "长".repeat(80);
    let names = [
        "空 格",
        "😀表情",
        "\u{202e}lmth",
        "a\u{7}b",
        "a\tb",
        "CON",
        "NUL.md",
        "aux",
        "a:b",
        "a?b#c%d",
        "a%2e%2e",
        "-rf",
        "'\"`$(x)",
        "<script>",
        "a&b",
        "a..b",
        "ａ",
        "ﬁ",
        "İ",
        "é",
        "e\u{301}",
        "a\u{200b}b",
        "a\u{fffe}b",
        "trailing.",
        "a\\b",
        "a\nb",
        "index",
        "manifest",
        &long,
    ];
    for name in names {
        for path in [
            format!("content/system/{name}.md"),
            format!("content/system/{name}/index.md"),
        ] {
            let site = SiteTest::from_text("");
            site.edit(&path, &format!("{FRONT}正文。\n"));
            if path.ends_with("index.md") {
                site.edit(&format!("content/system/{name}/{name}.txt"), "附件\n");
            }
            let build = survive(&site, &format!("{path:?}"));
            if build.status() == Some(0) {
                assert!(
                    build.stdout.contains("1 个文档"),
                    "{path:?}: {}",
                    build.stdout
                );
            } else {
                assert!(
                    build.stderr.contains("content/system/"),
                    "{path:?}: {}",
                    build.stderr
                );
            }
        }
        let site = SiteTest::from_text("");
        site.edit(&format!("static/{name}"), "原样复制\n");
        survive(&site, &format!("static/{name:?}"));
    }
}

#[test]
fn 不是文字的文件名有报告() {
    let site = SiteTest::from_text("");
    let name = std::ffi::OsStr::from_bytes(b"\xb9\xab\xbf\xaa.md");
    std::fs::create_dir_all(site.root().join("content/system")).expect("a folder");
    std::fs::write(site.root().join("content/system").join(name), FRONT).expect("a file");
    survive(&site, "a name in GBK")
        .expect_status(1)
        .expect_words(["unreadable-file", "不是 UTF-8"]);
}

#[test]
fn 文字内容写不出输出文件夹() {
    for text in [
        "../../逃",
        "/etc/逃",
        "..",
        "a/../../逃",
        "a\\..\\逃",
        "\u{0}",
        "%2e%2e/逃",
        "C:/逃",
        "//host/逃",
    ] {
        let quoted = text.replace('\\', "\\\\").replace('\u{0}', "\\u0000");
        for line in [
            format!("slug = \"{quoted}\""),
            format!("aliases = [\"{quoted}\", \"{quoted}.html\", \"/{quoted}/\"]"),
            format!("topics = [\"{quoted}\"]"),
            format!("genre = \"{quoted}\""),
            format!("issuer = \"{quoted}\""),
            format!("items = [\"{quoted}\"]"),
            format!("attachments = [{{ file = \"{quoted}\" }}]"),
            format!("column = \"{quoted}\""),
        ] {
            let site = SiteTest::from_text("");
            let front = format!(
                "+++\ntitle = \"甲\"\npublished = 2026-01-05\ndated = 2026-01-05\nopenness = \"public\"\n{line}\n+++\n"
            );
            site.edit("content/policy/a.md", &front);
            survive(&site, &line);
        }
        for body in [
            format!("[a]({text})"),
            format!("![a](<{text}>)"),
            format!("<img src=\"{text}\">"),
        ] {
            let site = SiteTest::from_text("");
            site.edit("content/policy/a.md", &format!("{FRONT}{body}"));
            survive(&site, &body);
        }
    }
}

#[test]
fn 很大很深的内容在限定时间内完成() {
    let big = |text: &str| {
        let site = SiteTest::from_text("");
        site.edit("content/system/a.md", text);
        survive(&site, &text.chars().take(60).collect::<String>());
    };
    let title = "关于".repeat(17_000);
    big(&format!(
        "+++\ntitle = \"{title}\"\npublished = 2026-01-05\nkeywords = [\"{title}\"]\n+++\n"
    ));
    big(&format!(
        "{FRONT}{}",
        "政府信息公开条例规定的正文。\n\n".repeat(120_000)
    ));
    for one in [
        "> ",
        "- ",
        "*",
        "[",
        "![",
        "<div>",
        "`",
        "(",
        "{~",
        "||",
        "~~",
        "::: redacted\n",
        "#",
        "\\",
        "&",
    ] {
        big(&format!("{FRONT}{}文", one.repeat(20_000)));
    }
    big(&format!("{FRONT}{}", "[甲](a.md#甲) ".repeat(20_000)));
    big(&format!("{FRONT}{}", "# 同一标题\n\n".repeat(10_000)));
    big(&format!(
        "{FRONT}{}",
        "脚注[^1]\n\n[^1]: 注\n\n".repeat(5_000)
    ));
    big(&format!(
        "{FRONT}| {} |\n|{}\n| ^^ |\n",
        "甲 | ".repeat(2_000),
        "---|".repeat(2_001)
    ));
    big(&format!(
        "{FRONT}| 甲 |\n|---|\n{}",
        "| ^^ |\n".repeat(5_000)
    ));
    big(&format!("+++\ntitle = {}\n+++\n", "[".repeat(20_000)));
    big(&format!("+++\ntitle = {}1\n+++\n", "{a=".repeat(20_000)));
    big(&format!("+++\n{}", "a.".repeat(20_000)));
    big(&format!("+++\n{}+++\n", "x = 1\n".repeat(5_000)));
    let site = SiteTest::from_text("");
    let deep = "深/".repeat(60);
    site.edit(&format!("content/system/{deep}a.md"), FRONT);
    survive(&site, "a deep folder").expect_status(0);
}

#[cfg(unix)]
#[test]
fn 符号链接不会被跟随() {
    let site = SiteTest::from_text("");
    std::fs::create_dir_all(site.root().join("content/system/b")).expect("a folder");
    std::fs::create_dir_all(site.root().join("static")).expect("a folder");
    site.edit("content/system/b/index.md", FRONT);
    let link = |target: &str, path: &str| {
        std::os::unix::fs::symlink(target, site.root().join(path)).expect("a link");
    };
    link("/etc/passwd", "content/system/a.md");
    link("/etc", "content/system/etc");
    link("/etc/passwd", "content/system/b/附件.txt");
    link("..", "content/system/b/环");
    link("/etc/passwd", "static/passwd.txt");
    let build = survive(&site, "links");
    build.expect_status(1).expect_words(["符号链接"]);
    assert_eq!(build.findings("unreadable-file"), 5, "{}", build.stderr);
    assert!(!build.stderr.contains("root:"), "{}", build.stderr);
}

#[cfg(unix)]
#[test]
fn 管道不会让程序一直等() {
    let site = SiteTest::from_text("");
    site.edit("content/system/b/index.md", FRONT);
    std::fs::create_dir_all(site.root().join("static")).expect("a folder");
    for path in ["content/system/b/附件.txt", "static/a.txt"] {
        let pipe = site.root().join(path);
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("mkfifo").success());
    }
    // What the suite does around a build reads every source, so the program runs by itself here.
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["build", "--date", "2026-06-01", "--root"])
        .arg(site.root())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    let started = Instant::now();
    let status = loop {
        if let Some(status) = program.try_wait().expect("a status") {
            break status;
        }
        if started.elapsed() > LONGEST {
            program.kill().expect("it ends");
            panic!("waits for a pipe");
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let mut words = String::new();
    let mut complaints = program.stderr.take().expect("its complaints");
    complaints.read_to_string(&mut words).expect("UTF-8");
    assert_eq!(status.code(), Some(1), "{words}");
    assert_eq!(words.matches("不是普通文件").count(), 2, "{words}");
}
