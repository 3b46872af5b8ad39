//! The same files as a build, and HTTP as it should be.

use std::path::Path;

use crate::client::encode;
use crate::preview::Preview;
use crate::support::{SiteTest, read_files};

/// A bundle with an attachment of a thousand bytes.
const TEXT: &str = "\
-- content/policy/a/index.md --
+++
title = \"关于防汛的通知\"
dated = 2026-05-08
published = 2026-05-11
openness = \"public\"
+++
正文。
-- content/system/b.md --
+++
title = \"某制度\"
published = 2026-01-05
+++
正文。
";

fn thousand() -> Vec<u8> {
    (0..1000_u32).map(|number| (number % 251) as u8).collect()
}

fn site() -> SiteTest {
    let site = SiteTest::from_text(TEXT);
    site.write("content/policy/a/视频.mp4", &thousand());
    site
}

/// A copy of the sample portal.
fn sample() -> SiteTest {
    let site = SiteTest::from_text("").date("2026-11-25");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["content", "static", "themes"] {
        for (path, bytes) in read_files(&root.join(folder)) {
            site.write(&format!("{folder}/{path}"), &bytes);
        }
    }
    let config = std::fs::read(root.join("config.toml")).expect("a config");
    site.write("config.toml", &config);
    site
}

#[test]
fn 样例平台的每一个文件都与生成的一样() {
    let site = sample();
    let build = site.build();
    build.expect_status(0);
    let files = build.output_files();
    assert!(files.len() > 500, "{}", files.len());
    for arguments in [
        &["--date", "2026-11-25"][..],
        &["--date", "2026-11-25", "--watch"],
    ] {
        let preview = Preview::start(&site.root(), arguments);
        for (path, bytes) in &files {
            let answer = preview.get(&encode(path));
            assert!(answer.status == 200 && answer.body == *bytes, "{path}");
            if let Some(folder) = path.strip_suffix("index.html") {
                assert!(preview.get(&encode(folder)).body == *bytes, "{folder}");
            }
        }
    }
    let preview = Preview::start(&site.root(), &["--date", "2026-11-25"]);
    for path in ["index.html", "policy/index.html", "404.html"] {
        // Without --watch a browser gets nothing else either.
        assert!(preview.browse(&encode(path)).body == files[path], "{path}");
    }
    preview.get("/_gongkai/live.js").expect(404);
}

#[test]
fn 内容类型按扩展名() {
    let site = site();
    site.write("static/图.PNG", b"x")
        .write("static/robots2.txt", b"x");
    let preview = Preview::start(&site.root(), &[]);
    for (path, media_type) in [
        ("/", "text/html; charset=utf-8"),
        ("/policy/a/%E8%A7%86%E9%A2%91.mp4", "video/mp4"),
        ("/%E5%9B%BE.PNG", "image/png"),
        ("/robots2.txt", "text/plain; charset=utf-8"),
        ("/search.json", "application/json; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/catalogue.csv", "text/csv; charset=utf-8"),
    ] {
        let answer = preview.get(path);
        assert_eq!(
            answer.expect(200).header("content-type"),
            media_type,
            "{path}"
        );
        assert_eq!(answer.header("cache-control"), "no-cache");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[test]
fn 只问不取时没有正文() {
    let site = site();
    let preview = Preview::start(&site.root(), &[]);
    for path in ["/", "/policy/a/%E8%A7%86%E9%A2%91.mp4", "/nothing.html"] {
        let whole = preview.get(path);
        let head = preview.ask("HEAD", path, &[]);
        assert_eq!((head.status, head.body.len()), (whole.status, 0), "{path}");
        for name in ["content-length", "content-type", "etag"] {
            assert!(!head.header(name).is_empty(), "{path}: {name}");
            assert_eq!(head.header(name), whole.header(name), "{path}: {name}");
        }
    }
}

#[test]
fn 没有变化的不再发送() {
    let site = site();
    let preview = Preview::start(&site.root(), &[]);
    for path in ["/", "/policy/a/%E8%A7%86%E9%A2%91.mp4"] {
        let first = preview.get(path);
        let tag = first.header("etag");
        assert!(tag.starts_with('"') && tag.ends_with('"'), "{tag}");
        let again = preview.ask("GET", path, &[("If-None-Match", tag)]);
        assert_eq!(
            (again.expect(304).header("etag"), again.body.len()),
            (tag, 0)
        );
        preview
            .ask("GET", path, &[("If-None-Match", "\"x\"")])
            .expect(200);
    }
}

#[test]
fn 视频可以只取一段() {
    let site = site();
    let preview = Preview::start(&site.root(), &[]);
    let path = "/policy/a/%E8%A7%86%E9%A2%91.mp4";
    let tag = preview.get(path).header("etag").to_owned();
    let ask = |range: &str, condition: &str| {
        let mut headers = vec![("Range", range)];
        if !condition.is_empty() {
            headers.push(("If-Range", condition));
        }
        preview.ask("GET", path, &headers)
    };
    let all = thousand();
    for (range, part) in [
        ("bytes=0-99", 0..100),
        ("bytes=900-", 900..1000),
        ("bytes=-1", 999..1000),
        ("bytes=500-5000", 500..1000),
    ] {
        let answer = ask(range, &tag);
        assert_eq!(answer.expect(206).body, all[part.clone()], "{range}");
        let shown = format!("bytes {}-{}/1000", part.start, part.end - 1);
        assert_eq!(answer.header("content-range"), shown);
    }
    let behind = ask("bytes=1000-", "");
    assert_eq!(behind.expect(416).header("content-range"), "bytes */1000");
    assert_eq!(ask("bytes=0-1,4-5", "").expect(200).body, all);
    assert_eq!(ask("bytes=0-1", "\"old\"").expect(200).body, all);
    assert_eq!(preview.get(path).header("accept-ranges"), "bytes");
    let page = preview.ask("GET", "/", &[("Range", "bytes=0-14")]);
    assert_eq!(page.expect(206).text(), "<!doctype html>");
}

#[test]
fn 大文件逐段发送() {
    let site = site();
    let large: Vec<u8> = (0..3_000_000_u32)
        .map(|number| (number % 253) as u8)
        .collect();
    site.write("static/large.zip", &large);
    let preview = Preview::start(&site.root(), &[]);
    assert!(preview.get("/large.zip").body == large);
    let part = preview.ask("GET", "/large.zip", &[("Range", "bytes=100000-2900000")]);
    assert!(part.expect(206).body == large[100_000..=2_900_000]);
}

#[test]
fn 没有的网址显示网站自己的页面() {
    let site = site();
    let build = site.build();
    let preview = Preview::start(&site.root(), &[]);
    for path in [
        "/nothing.html",
        "/policy/nothing/",
        "/a/b/c",
        "/index.html/",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.expect(404).text(), build.file("404.html"), "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    }
}

#[test]
fn 文件夹的网址补上斜线() {
    let site = site();
    let preview = Preview::start(&site.root(), &[]);
    for (path, to) in [("/policy", "/policy/"), ("/policy/a?x=1", "/policy/a/?x=1")] {
        assert_eq!(preview.get(path).expect(301).header("location"), to);
    }
    assert_eq!(
        preview.get("/policy/?x=1").expect(200).body,
        preview.get("/policy/index.html").body
    );
}

#[test]
fn 网站将来的路径也能用() {
    let site = site();
    let preview = Preview::start(&site.root(), &["--watch"]);
    // The page for what is not there may be shown at any address: it names its files from the root of the site's server.
    let missing = preview.get("/a/b/c").expect(404).text();
    let (_, rest) = missing
        .split_once("rel=\"stylesheet\" href=\"")
        .expect("a style sheet");
    let style = rest.split('"').next().unwrap_or_default();
    assert!(style.starts_with("/zfxxgk/assets/"), "{style}");
    assert_eq!(
        preview.get(style).expect(200).header("content-type"),
        "text/css; charset=utf-8"
    );
    assert_eq!(
        preview.get("/zfxxgk/policy/a/").body,
        preview.get("/policy/a/").body
    );
    assert_eq!(preview.get("/zfxxgk/").body, preview.get("/").body);
    for other in [
        "/zfxxgk/zfxxgk/",
        "/zfxxgk/../config.toml",
        "/zfxxgk/config.toml",
        "/other/index.html",
    ] {
        preview.get(other).expect(404);
    }
    let config = std::fs::read_to_string(site.root().join("config.toml")).expect("a config");
    site.edit("config.toml", &config.replace("/zfxxgk/", "/xxgk/"));
    preview.wait_for("/xxgk/", |answer| answer.status == 200);
    preview.get("/zfxxgk/").expect(404);
}

#[test]
fn 别的方法不受理() {
    let site = site();
    let preview = Preview::start(&site.root(), &["--watch"]);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"] {
        for path in ["/", "/_gongkai/state"] {
            let answer = preview.ask(method, path, &[]);
            assert_eq!(answer.expect(405).header("allow"), "GET, HEAD", "{method}");
        }
    }
}
