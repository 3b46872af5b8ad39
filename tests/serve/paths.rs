//! Nothing outside the site comes out, however it is asked for.

use crate::client::exchange;
use crate::preview::Preview;
use crate::support::SiteTest;

const CANARY: &str = "绝不能出来的内容";

fn site() -> SiteTest {
    let site = SiteTest::from_text(&format!(
        "-- content/system/a.md --\n+++\ntitle = \"某制度\"\npublished = 2026-01-05\n+++\n正文。\n\
         -- content/policy/closed/index.md --\n+++\ntitle = \"{CANARY}\"\ndated = 2026-05-01\npublished = 2026-05-01\n\
         openness = \"closed\"\nopenness_reason = \"不予公开\"\n+++\n{CANARY}\n\
         -- content/policy/open/index.md --\n+++\ntitle = \"公开\"\ndated = 2026-05-01\npublished = 2026-05-01\n\
         openness = \"public\"\n+++\n公开\n\
         -- content/policy/open/附件.txt --\n公开的附件\n\
         -- content/policy/closed/附件.txt --\n{CANARY}\n\
         -- secret.txt --\n{CANARY}\n"
    ));
    let config = std::fs::read_to_string(site.root().join("config.toml")).expect("a config");
    site.edit("config.toml", &format!("# {CANARY}\n{config}"));
    std::fs::write(site.beside("secret.txt"), CANARY).expect("a file beside");
    site
}

#[test]
fn 网站之外的文件取不到() {
    let site = site();
    for arguments in [&[][..], &["--watch"], &["--watch", "--drafts"]] {
        let preview = Preview::start(&site.root(), arguments);
        for target in [
            "/../secret.txt",
            "/../../secret.txt",
            "/system/../../secret.txt",
            "/%2e%2e/secret.txt",
            "/%2E%2E%2Fsecret.txt",
            "/..%2fsecret.txt",
            "/..%5csecret.txt",
            "/..\\secret.txt",
            "/%252e%252e%252fsecret.txt",
            "/%25%32%65%25%32%65/secret.txt",
            "/%c0%ae%c0%ae/secret.txt",
            "/secret.txt",
            "/config.toml",
            "/./config.toml",
            "/content/system/a.md",
            "/system/a.md",
            "/policy/closed/",
            "/policy/closed/%E9%99%84%E4%BB%B6.txt",
            "/system/a.html%00.txt",
            "/%00",
            "//secret.txt",
            "///etc/passwd",
            "//etc/passwd",
            "/etc/passwd",
            "/file:///etc/passwd",
            "/_gongkai/../secret.txt",
            "/_gongkai/%2e%2e/secret.txt",
            "/_gongkai/state?page=/../secret.txt",
            "/_gongkai/state?page=/policy/closed/",
            "http://localhost/../secret.txt",
            "http://localhost/config.toml",
        ] {
            let answer = preview.get(target);
            let state = target.contains("state?") && arguments.contains(&"--watch");
            let right = if state { 200 } else { 404 };
            let refused = answer.status == 400 && target.contains('\\');
            assert!(
                answer.status == right || refused,
                "{target}: {}",
                answer.status
            );
            assert!(!answer.text().contains(CANARY), "{target}");
            assert!(!answer.text().contains("root:"), "{target}");
        }
        preview.get("http://localhost/system/a.html").expect(200);
    }
}

#[cfg(unix)]
#[test]
fn 后来换成符号链接的附件不再发送() {
    let site = site();
    let preview = Preview::start(&site.root(), &[]);
    let path = "/policy/open/%E9%99%84%E4%BB%B6.txt";
    assert_eq!(preview.get(path).expect(200).text().trim(), "公开的附件");
    site.remove("content/policy/open/附件.txt");
    let attachment = site.root().join("content/policy/open/附件.txt");
    std::os::unix::fs::symlink(site.beside("secret.txt"), attachment).expect("a link");
    let answer = preview.get(path);
    assert!(!answer.expect(404).text().contains(CANARY));
}

#[test]
fn 别的网站不能借域名读取预览() {
    let site = site();
    let preview = Preview::start(&site.root(), &["--watch"]);
    let port = preview.port;
    for host in ["localhost", "127.0.0.1", "[::1]", "portal.localhost"] {
        for host in [host.to_owned(), format!("{host}:{port}")] {
            preview.ask("GET", "/", &[("Host", &host)]).expect(200);
        }
    }
    for host in [
        "evil.example",
        "localhost.evil.example",
        "192.168.1.1",
        "127.0.0.1.nip.io",
        "",
    ] {
        for target in ["/", "/_gongkai/state", "/_gongkai/events"] {
            let answer = preview.ask("GET", target, &[("Host", host)]);
            assert!(!answer.expect(403).text().contains("某制度"), "{host}");
        }
    }
    preview.get("http://evil.example/").expect(403);
    for raw in [
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    ] {
        let status = exchange(port, raw.as_bytes()).status;
        assert!(status == 403 || status == 400, "{status}");
    }
    let answer = preview.get("/");
    assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
    assert!(!answer.headers.contains_key("access-control-allow-origin"));
}

#[test]
fn 乱写的请求不影响别人() {
    let site = site();
    let preview = Preview::start(&site.root(), &[]);
    for raw in [
        &b"\x00\x01\x02\r\n\r\n"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
    ] {
        let status = exchange(preview.port, raw).status;
        assert!((400..600).contains(&status), "{status}");
    }
    preview.get("/").expect(200);
}
