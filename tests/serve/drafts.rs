//! What is not public yet: shown with `--drafts` under a band, and not at all without. What may never be shown, in neither.

use crate::client::encode;
use crate::preview::Preview;
use crate::support::SiteTest;

const SECRET: &str = "绝不能出来的内容";

fn policy(title: &str, more: &str, body: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndated = 2026-05-08\n{more}+++\n{body}\n")
}

fn site() -> SiteTest {
    let site = SiteTest::from_text("");
    let public = "published = 2026-05-11\nopenness = \"public\"\n";
    let file = |name: &str, more: &str| {
        let text = policy(name, &format!("{public}{more}"), "正文。");
        site.edit(&format!("content/policy/{name}.md"), &text);
    };
    file("public", "");
    file("draft", "draft = true\n");
    file("expired", "expires = 2026-05-20\n");
    let future = "published = 2026-12-01\nopenness = \"public\"\n";
    site.edit(
        "content/policy/future/index.md",
        &policy("将来的通知", future, "正文。"),
    );
    site.edit("content/policy/future/附件.txt", "将来的附件");
    for (name, openness) in [("closed", "closed"), ("asked", "on-request")] {
        let more = format!(
            "published = 2026-05-11\nopenness = \"{openness}\"\nopenness_reason = \"不予公开\"\n"
        );
        site.edit(
            &format!("content/policy/{name}/index.md"),
            &policy(SECRET, &more, SECRET),
        );
        site.edit(&format!("content/policy/{name}/附件.txt"), SECRET);
        let more = format!("{more}draft = true\n");
        site.edit(
            &format!("content/policy/{name}-draft.md"),
            &policy(SECRET, &more, SECRET),
        );
    }
    let redacted = "published = 2026-05-11\nopenness = \"redacted\"\nopenness_reason = \"涉及隐私\"\ndraft = true\n";
    let text = policy("删减的草稿", redacted, &format!("前文{{~{SECRET}~}}后文。"));
    site.edit("content/policy/redacted.md", &text);
    site
}

/// The reason in the band of a page; `None` without a band.
fn band(preview: &Preview, page: &str) -> Option<String> {
    let text = preview.browse(page).expect(200).text();
    let (_, rest) = text.split_once("<strong>预览，未公开</strong>：")?;
    rest.split("</div>").next().map(str::to_owned)
}

#[test]
fn 尚未公开的网页有横幅和原因() {
    let site = site();
    for arguments in [&["--drafts"][..], &["--drafts", "--watch"]] {
        let preview = Preview::start(&site.root(), arguments);
        for (page, why) in [
            ("/policy/draft.html", "草稿"),
            ("/policy/future/", "尚未到发布日期"),
            ("/policy/expired.html", "已过信息下架日期"),
            ("/policy/redacted.html", "草稿"),
        ] {
            assert_eq!(band(&preview, page).as_deref(), Some(why), "{page}");
            let bare = preview.get(page).text();
            assert!(
                !bare.contains("预览，未公开") && !bare.contains("_gongkai"),
                "{page}"
            );
        }
        for page in ["/policy/public.html", "/", "/policy/"] {
            assert_eq!(band(&preview, page), None, "{page}");
        }
        assert_eq!(
            preview
                .get("/policy/future/%E9%99%84%E4%BB%B6.txt")
                .expect(200)
                .text(),
            "将来的附件"
        );
        preview.get("/_gongkai/band.css").expect(200);
    }
}

#[test]
fn 不加选项时与公众将看到的一样() {
    let site = site();
    let build = site.build();
    build.expect_status(0);
    for arguments in [&[][..], &["--watch"]] {
        let preview = Preview::start(&site.root(), arguments);
        for page in [
            "/policy/draft.html",
            "/policy/future/",
            "/policy/redacted.html",
        ] {
            preview.browse(page).expect(404);
        }
        assert_eq!(band(&preview, "/policy/expired.html"), None);
        assert_eq!(
            preview.get("/policy/").text(),
            build.file("policy/index.html")
        );
        assert_eq!(
            preview.get("/manifest.json").text(),
            build.file("manifest.json")
        );
    }
}

#[test]
fn 不公开的内容都看不到() {
    let site = site();
    for arguments in [&["--watch"][..], &["--watch", "--drafts"]] {
        let preview = Preview::start(&site.root(), arguments);
        for name in ["closed", "asked"] {
            for page in [
                format!("/policy/{name}/"),
                format!("/policy/{name}/%E9%99%84%E4%BB%B6.txt"),
                format!("/policy/{name}-draft.html"),
            ] {
                preview.browse(&page).expect(404);
            }
        }
        // The manifest names every file of what is served.
        let manifest = preview.get("/manifest.json");
        let manifest: serde_json::Value = serde_json::from_slice(&manifest.body).expect("JSON");
        let files = manifest["files"].as_array().expect("files");
        assert!(files.len() > 20);
        for path in files.iter().filter_map(|file| file["path"].as_str()) {
            let target = encode(path);
            for answer in [preview.get(&target), preview.browse(&target)] {
                assert!(!answer.text().contains(SECRET), "{path}");
            }
        }
        assert!(!preview.said().contains(SECRET), "{}", preview.said());
    }
}

#[test]
fn 草稿公开以后横幅消失() {
    let site = site();
    let preview = Preview::start(&site.root(), &["--watch", "--drafts"]);
    let tag = |page: &str| {
        preview.state(page)["tag"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let before = tag("/policy/draft.html");
    let public = "published = 2026-05-11\nopenness = \"public\"\n";
    site.edit(
        "content/policy/draft.md",
        &policy("draft", public, "正文。"),
    );
    crate::preview::wait(|| band(&preview, "/policy/draft.html").is_none().then_some(()))
        .expect("the band goes");
    assert_ne!(tag("/policy/draft.html"), before);
}
