//! A mistake stops nothing: the last good page stays, the findings are told, and all is well again once it is mended.

use crate::preview::Preview;
use crate::support::SiteTest;

fn document(more: &str, body: &str) -> String {
    format!(
        "+++\ntitle = \"关于防汛的通知\"\ndated = 2026-05-08\npublished = 2026-05-11\nopenness = \"public\"\n{more}+++\n{body}\n"
    )
}

fn site() -> SiteTest {
    let site = SiteTest::from_text("");
    site.edit("content/policy/a.md", &document("", "加强值守。"));
    site
}

/// Waits until the script is told of errors, or of none.
#[track_caller]
fn wait_for_errors(preview: &Preview, expected: bool) -> String {
    crate::preview::wait(|| {
        let state = preview.state("/policy/a.html");
        let errors = state["errors"].as_str().map(str::to_owned);
        (errors.is_some() == expected).then(|| errors.unwrap_or_default())
    })
    .unwrap_or_else(|| panic!("{}", preview.said()))
}

#[test]
fn 出错时留着上一个网页_改正后恢复() {
    let site = site();
    let preview = Preview::start(&site.root(), &["--watch"]);
    let good = preview.get("/policy/a.html");
    site.edit(
        "content/policy/a.md",
        &document("titel = \"关于抗旱\"\n", "全力抢险。"),
    );
    let errors = wait_for_errors(&preview, true);
    assert!(errors.contains("error[unknown-key]"), "{errors}");
    assert!(errors.contains("--> content/policy/a.md:6:1\n"), "{errors}");
    assert!(errors.contains("共 1 处错误，0 处提醒"), "{errors}");
    assert_eq!(preview.get("/policy/a.html").expect(200).body, good.body);
    preview.wait_for_words("有 1 处错误须先改正，网页还是改动之前的样子");
    // The terminal shows the same; what it says of updates may stand between the lines, for that comes another way.
    let said = preview.said();
    let missing: Vec<&str> = errors.lines().filter(|line| !said.contains(line)).collect();
    assert!(missing.is_empty(), "{missing:?}\n{said}");
    site.edit("content/policy/a.md", &document("", "全力抢险。"));
    preview.wait_for_text("/policy/a.html", "全力抢险");
    wait_for_errors(&preview, false);
    preview.wait_for_words("错误都已改正");
}

#[test]
fn 开始时就有错误也能预览() {
    let site = site();
    site.edit(
        "content/policy/a.md",
        &document("titel = \"关于抗旱\"\n", "全力抢险。"),
    );
    let preview = Preview::start(&site.root(), &["--watch"]);
    let page = preview.browse("/");
    assert!(page.expect(503).text().contains("还不能预览"));
    assert!(page.text().contains("/_gongkai/live.js"), "{}", page.text());
    assert!(wait_for_errors(&preview, true).contains("error[unknown-key]"));
    site.edit("content/policy/a.md", &document("", "全力抢险。"));
    preview.wait_for_text("/policy/a.html", "全力抢险");
    preview.get("/").expect(200);
}

#[test]
fn 配置写错时留着上一个网站() {
    let site = site();
    let preview = Preview::start(&site.root(), &["--watch"]);
    let config = std::fs::read_to_string(site.root().join("config.toml")).expect("a config");
    site.edit("config.toml", "[portal\n");
    let errors = wait_for_errors(&preview, true);
    assert!(errors.contains("config.toml"), "{errors}");
    preview.get("/policy/a.html").expect(200);
    site.edit("config.toml", &config);
    wait_for_errors(&preview, false);
    preview.get("/policy/a.html").expect(200);
}

#[test]
fn 不公开的文件出错时不显示原文() {
    let site = site();
    let preview = Preview::start(&site.root(), &["--watch"]);
    let secret = "机密的正文和标题";
    let closed = format!(
        "+++\ntitle = \"{secret}\"\nopenness = \"closed\"\ntitel = \"{secret}\"\n+++\n{secret}\n"
    );
    site.edit("content/policy/closed.md", &closed);
    let errors = wait_for_errors(&preview, true);
    assert!(errors.contains("--> content/policy/closed.md"), "{errors}");
    assert!(
        !errors.contains(secret) && !preview.said().contains(secret),
        "{errors}"
    );
}

#[test]
fn 模板出错时指出位置_改正后恢复() {
    let site = site();
    let config = std::fs::read_to_string(site.root().join("config.toml")).expect("a config");
    let config = config.replacen(
        "agency = \"zfb\"\n",
        "agency = \"zfb\"\ntheme = \"wo\"\n",
        1,
    );
    site.edit("config.toml", &config);
    let broken =
        "{% extends \"base.html\" %}\n{% block content %}<p>{{ page.nothing }}</p>{% endblock %}\n";
    site.edit("themes/wo/templates/document.html", broken);
    let preview = Preview::start(&site.root(), &["--watch"]);
    let page = preview.browse("/policy/a.html");
    let text = page.expect(500).text();
    assert!(text.contains("网页无法生成"), "{text}");
    assert!(
        text.contains("themes/wo/templates/document.html:2"),
        "{text}"
    );
    assert!(text.contains("/_gongkai/live.js"), "{text}");
    assert!(
        !text.contains("http://") && !text.contains("https://"),
        "{text}"
    );
    // Other pages are not touched by it.
    preview.get("/").expect(200);
    site.edit(
        "themes/wo/templates/document.html",
        &broken.replace("page.nothing", "page.title"),
    );
    preview.wait_for("/policy/a.html", |answer| answer.status == 200);
}

#[test]
fn 模板不能编译时留着上一个网站() {
    let site = site();
    let config = std::fs::read_to_string(site.root().join("config.toml")).expect("a config");
    let config = config.replacen(
        "agency = \"zfb\"\n",
        "agency = \"zfb\"\ntheme = \"wo\"\n",
        1,
    );
    site.edit("config.toml", &config);
    site.edit("themes/wo/theme.toml", "");
    let preview = Preview::start(&site.root(), &["--watch"]);
    let good = preview.get("/policy/a.html");
    site.edit("themes/wo/templates/404.html", "{% if %}\n");
    wait_for_errors(&preview, true);
    assert_eq!(preview.get("/policy/a.html").expect(200).body, good.body);
    site.remove("themes/wo/templates/404.html");
    wait_for_errors(&preview, false);
}

#[test]
fn 这一页的提醒() {
    let site = site();
    site.edit(
        "content/policy/b.md",
        &document("cites = [\"policy/a.md\"]\n", "没有问题。"),
    );
    let draft = document("draft = true\n", "还没有写完。");
    site.edit("content/policy/draft.md", &draft);
    let warned = document("", "见[草案](draft.md)。");
    site.edit("content/policy/a.md", &warned);
    let preview = Preview::start(&site.root(), &["--watch"]);
    let findings = |page: &str| {
        preview.state(page)["findings"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let text = findings("/policy/a.html");
    assert!(
        text.contains("warning[refers-to-withheld]") && text.contains("content/policy/a.md"),
        "{text}\n{}",
        preview.said()
    );
    assert!(!text.contains("共 "), "{text}");
    assert!(!findings("/policy/b.html").contains("refers-to-withheld"));
    assert_eq!(findings("/"), "");
    assert_eq!(
        preview
            .said()
            .matches("warning[refers-to-withheld]")
            .count(),
        1
    );
    // The same reminder is not repeated after each edit.
    site.edit("content/policy/b.md", &document("", "改过了。"));
    preview.wait_for_text("/policy/b.html", "改过了");
    preview.wait_for_words("已更新: content/policy/b.md");
    assert_eq!(
        preview
            .said()
            .matches("warning[refers-to-withheld]")
            .count(),
        1
    );
    site.edit("content/policy/a.md", &document("", "加强值守。"));
    let gone = || !findings("/policy/a.html").contains("refers-to-withheld");
    crate::preview::wait(|| gone().then_some(())).expect("it goes away");
}

#[test]
fn 这一页检查出的问题() {
    let site = site();
    let person = document("", "联系人张某，身份证号11010519491231002X。");
    site.edit("content/policy/a.md", &person);
    let preview = Preview::start(&site.root(), &["--watch"]);
    let findings = |sort: &str| {
        preview.state("/policy/a.html")[sort]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let text = findings("refused");
    assert!(text.contains("error[id-number]"), "{text}");
    assert!(!text.contains("11010519491231002X"), "{text}");
    assert!(!findings("findings").contains("id-number"));
    assert!(preview.state("/")["refused"].is_null());
    // What stops no build is a reminder.
    let comma = document("", "加强值守,做好应急准备。");
    site.edit("content/policy/a.md", &comma);
    crate::preview::wait(|| findings("refused").is_empty().then_some(())).expect("it goes away");
    let text = findings("findings");
    assert!(text.contains("[half-width-punctuation]"), "{text}");
}
