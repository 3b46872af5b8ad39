//! The command line: addresses, ports, what it says, and how it ends.

use std::net::TcpListener;
use std::process::Output;

use crate::preview::{Preview, command};
use crate::support::SiteTest;

const TEXT: &str =
    "-- content/system/a.md --\n+++\ntitle = \"某制度\"\npublished = 2026-01-05\n+++\n正文。\n";

/// A preview that ends by itself.
fn run(site: &SiteTest, arguments: &[&str]) -> Output {
    command(&site.root(), arguments)
        .output()
        .expect("the program runs")
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn 端口被占用时用下一个并说明() {
    let site = SiteTest::from_text(TEXT);
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let preview = Preview::start(&site.root(), &["--port", &port.to_string()]);
    assert!(preview.port > port && preview.port <= port + 100);
    let words = format!("提示: 端口 {port} 已被占用，改用 {}", preview.port);
    assert!(preview.said().contains(&words), "{}", preview.said());
    preview.get("/").expect(200);
}

#[test]
fn 没有这个地址时是第二种失败() {
    let site = SiteTest::from_text(TEXT);
    for host in ["203.0.113.77", "没有这个名称.invalid"] {
        let output = run(&site, &["--host", host]);
        assert_eq!(output.status.code(), Some(2));
        let words = complaint(&output);
        assert!(words.contains("预览失败: "), "{words}");
        assert!(words.contains("没有这个地址"), "{words}");
    }
}

#[test]
fn 对外提供时有提醒() {
    let site = SiteTest::from_text(TEXT);
    let own = Preview::start(&site.root(), &[]);
    assert!(!own.said().contains("注意"), "{}", own.said());
    let open = Preview::start(&site.root(), &["--host", "0.0.0.0", "--drafts"]);
    let said = open.said();
    assert!(
        said.contains("其他电脑也能打开") && said.contains("草稿"),
        "{said}"
    );
    assert!(said.contains("正在预览 http://127.0.0.1:"), "{said}");
    open.ask("GET", "/", &[("Host", "192.0.2.1")]).expect(200);
}

#[test]
fn 没有门户或者没有内容文件夹时是第二种失败() {
    let site = SiteTest::from_text(TEXT);
    std::fs::remove_dir_all(site.root().join("content")).expect("removed");
    assert_eq!(run(&site, &["--watch"]).status.code(), Some(2));
    site.remove("config.toml");
    let output = run(&site, &["--watch"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint(&output).contains("config.toml"));
}

#[test]
fn 不等待改动时有错误就不预览() {
    let site = SiteTest::from_text("-- content/system/a.md --\n+++\ntitel = \"某制度\"\n+++\n");
    let output = run(&site, &[]);
    assert_eq!(output.status.code(), Some(1));
    let words = complaint(&output);
    assert!(
        words.contains("error[unknown-key]") && words.contains("--watch"),
        "{words}"
    );
}

#[test]
fn 选项写错时是第二种失败() {
    let site = SiteTest::from_text(TEXT);
    for arguments in [
        &["--port", "99999"][..],
        &["--wach"],
        &["--poll"],
        &["--date", "今天"],
    ] {
        let output = run(&site, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            complaint(&output).contains("--help"),
            "{}",
            complaint(&output)
        );
    }
}

#[cfg(unix)]
#[test]
fn 按_ctrl_c_正常结束() {
    for (signal, arguments) in [("INT", &["--watch"][..]), ("TERM", &[])] {
        let site = SiteTest::from_text(TEXT);
        let mut preview = Preview::start(&site.root(), arguments);
        preview.get("/").expect(200);
        assert_eq!(preview.end(signal), Some(0));
        preview.wait_for_words("预览已停止");
    }
}

#[test]
fn 预览什么都不写() {
    let site = SiteTest::from_text(TEXT);
    let before = crate::support::read_files(&site.root());
    let preview = Preview::start(&site.root(), &["--watch"]);
    preview.browse("/").expect(200);
    preview.get("/manifest.json").expect(200);
    drop(preview);
    let after = crate::support::read_files(&site.root());
    assert_eq!(crate::support::difference(&before, &after), "");
}
