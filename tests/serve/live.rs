//! What a browser gets beside the page, and the stream that tells it of changes.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::preview::Preview;
use crate::support::SiteTest;

fn document(body: &str) -> String {
    format!("+++\ntitle = \"某制度\"\npublished = 2026-01-05\n+++\n{body}\n")
}

fn site() -> SiteTest {
    let site = SiteTest::from_text("");
    site.edit("content/system/a.md", &document("旧的正文。"));
    site
}

#[test]
fn 只有浏览器打开网页时才加脚本() {
    let site = site();
    let preview = Preview::start(&site.root(), &["--watch"]);
    let bare = preview.get("/system/a.html");
    assert!(!bare.text().contains("_gongkai"));
    for accept in ["*/*", "application/json", "text/css,*/*;q=0.1", "image/*"] {
        let answer = preview.ask("GET", "/system/a.html", &[("Accept", accept)]);
        assert_eq!(answer.body, bare.body, "{accept}");
        assert_eq!(answer.header("etag"), bare.header("etag"));
    }
    let browsed = preview.browse("/system/a.html");
    let text = browsed.expect(200).text();
    assert_eq!(text.matches("/_gongkai/").count(), 1, "{text}");
    let script = text
        .find("<script src=\"/_gongkai/live.js\"")
        .expect("the script");
    let end = text[script..].find("</script>").expect("its end") + script + "</script>".len();
    assert!(text[end..].starts_with("</body>"), "{}", &text[script..]);
    assert_eq!(format!("{}{}", &text[..script], &text[end..]), bare.text());
    assert_ne!(browsed.header("etag"), bare.header("etag"));
    assert_eq!(
        (browsed.header("vary"), bare.header("vary")),
        ("Accept", "Accept")
    );
    preview
        .ask(
            "GET",
            "/system/a.html",
            &[
                ("Accept", "text/html"),
                ("If-None-Match", browsed.header("etag")),
            ],
        )
        .expect(304);
    // Pages only: data has no end of a body.
    assert!(!preview.browse("/search.json").text().contains("_gongkai"));
    assert!(
        preview
            .browse("/nothing.html")
            .expect(404)
            .text()
            .contains("/_gongkai/live.js")
    );
}

#[test]
fn 脚本和样式都是自己的() {
    let site = site();
    let preview = Preview::start(&site.root(), &["--watch"]);
    for (name, media_type) in [
        ("live.js", "text/javascript; charset=utf-8"),
        ("panel.css", "text/css; charset=utf-8"),
        ("band.css", "text/css; charset=utf-8"),
    ] {
        let answer = preview.get(&format!("/_gongkai/{name}"));
        assert_eq!(answer.expect(200).header("content-type"), media_type);
        assert!(!answer.text().contains("://"), "{name}");
    }
    for name in ["", "nothing", "live/live.js"] {
        preview.get(&format!("/_gongkai/{name}")).expect(404);
    }
}

#[test]
fn 网页变了标记才变() {
    let site = site();
    site.edit("content/system/b.md", &document("别的正文。"));
    let preview = Preview::start(&site.root(), &["--watch"]);
    let tag = |page: &str| {
        preview.state(page)["tag"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let (a, b) = (tag("/system/a.html"), tag("/system/b.html"));
    let bare = preview.get("/system/a.html").header("etag").to_owned();
    assert_eq!(format!("\"{a}\""), bare);
    assert!(
        preview
            .browse("/system/a.html")
            .text()
            .contains(&format!("data-tag=\"{a}\""))
    );
    site.edit("content/system/a.md", &document("新的正文。"));
    preview.wait_for_text("/system/a.html", "新的正文");
    assert_ne!(tag("/system/a.html"), a);
    assert_eq!(tag("/system/b.html"), b);
    // An address in a query is escaped twice.
    site.edit("content/system/某 制度.md", &document("正文。"));
    preview.wait_for_text("/system/%E6%9F%90%20%E5%88%B6%E5%BA%A6.html", "正文");
    let page = "%2Fsystem%2F%25E6%259F%2590%2520%25E5%2588%25B6%25E5%25BA%25A6.html";
    let own = preview.get("/system/%E6%9F%90%20%E5%88%B6%E5%BA%A6.html");
    assert_eq!(format!("\"{}\"", tag(page)), own.header("etag"));
}

#[test]
fn 变化立即通知浏览器() {
    let site = site();
    let preview = Preview::start(&site.root(), &["--watch"]);
    let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).expect("the preview listens");
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .expect("a timeout");
    stream
        .write_all(b"GET /_gongkai/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
        .expect("a request is sent");
    let mut lines = BufReader::new(stream)
        .lines()
        .map(|line| line.expect("a line"));
    assert!(lines.any(|line| line.to_lowercase() == "content-type: text/event-stream"));
    assert!(lines.any(|line| line == "data: 0"));
    site.edit("content/system/a.md", &document("新的正文。"));
    assert!(lines.any(|line| line == "data: 1"));
    assert!(preview.get("/system/a.html").text().contains("新的正文"));
}

#[test]
fn 许多浏览器同时等待() {
    let site = site();
    let preview = Preview::start(&site.root(), &["--watch"]);
    let waiting: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).expect("a connection");
            stream
                .write_all(b"GET /_gongkai/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .expect("a request is sent");
            stream
        })
        .collect();
    preview.get("/").expect(200);
    site.edit("content/system/a.md", &document("新的正文。"));
    preview.wait_for_text("/system/a.html", "新的正文");
    drop(waiting);
    preview.get("/").expect(200);
}
