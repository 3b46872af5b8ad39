//! Every kind of document is a page at the address that its file's path says, and stands in its list.

use crate::support::{SiteTest, html};

const PORTAL: &str = r#"
-- content/guide.md --
+++
title = "示例市人民政府信息公开指南"
published = 2026-01-05
+++
指南正文。
-- content/system/shencha.md --
+++
title = "信息公开审查制度"
published = 2026-01-05
+++
正文。
-- content/policy/2026/yjya/index.md --
+++
title = "关于印发应急预案的通知"
published = 2026-01-05
dated = 2026-01-04
openness = "public"
category = "normative"
+++
正文，见[流程图](图/流程 图.svg)。
-- content/policy/2026/yjya/图/流程 图.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- content/policy/2026/很长的文件名.md --
+++
title = "关于其他事项的通知"
published = 2026-01-06
dated = 2026-01-04
openness = "公开"
slug = "qita"
aliases = ["/zhengce/old.html", "/旧栏目/"]
+++
正文。
-- content/interpretation/jiedu.md --
+++
title = "应急预案解读"
published = 2026-01-07
+++
正文。
-- content/consultation/zhengji.md --
+++
title = "预案征求意见"
published = 2026-01-02
opens = 2026-01-02
closes = 2026-02-02
+++
正文。
-- content/disclosure/ysjs/2026.md --
+++
title = "2026年预算公开"
published = 2026-01-08
column = "ysjs"
+++
正文。
-- content/report/2025.md --
+++
title = "2025年政府信息公开工作年度报告"
published = 2026-01-28
year = 2025
format = "prose"
+++
正文。
-- content/gazette/2026-1.md --
+++
title = "示例市人民政府公报2026年第1期"
published = 2026-01-31
year = 2026
issue = 1
documents = ["policy/2026/yjya/index.md"]
+++
-- content/agencies/yjj/disclosure/jgzn.md --
+++
title = "应急管理局机构职能"
published = 2026-01-09
column = "jgjj"
+++
正文。
"#;

#[test]
fn 每一类文档都有网页并且列出() {
    let site = SiteTest::from_text(PORTAL);
    let build = site.build();
    build.expect_status(0);
    for (page, title, lists) in [
        ("guide.html", "信息公开指南", &["index.html"][..]),
        (
            "system/shencha.html",
            "信息公开审查制度",
            &["system/index.html"],
        ),
        (
            "policy/2026/yjya/index.html",
            "关于印发应急预案的通知",
            &[
                "policy/index.html",
                "policy/library.html",
                "statutory/gfxwj/index.html",
                "catalogue/index.html",
            ],
        ),
        (
            "interpretation/jiedu.html",
            "应急预案解读",
            &["interpretation/index.html", "statutory/zcjd/index.html"],
        ),
        (
            "consultation/zhengji.html",
            "预案征求意见",
            &["consultation/index.html", "statutory/yjzj/index.html"],
        ),
        (
            "disclosure/ysjs/2026.html",
            "2026年预算公开",
            &["statutory/ysjs/index.html", "catalogue/index.html"],
        ),
        (
            "report/2025.html",
            "2025年政府信息公开工作年度报告",
            &["report/index.html"],
        ),
        (
            "gazette/2026-1.html",
            "公报2026年第1期",
            &["gazette/index.html"],
        ),
        (
            "agencies/yjj/disclosure/jgzn.html",
            "应急管理局机构职能",
            &[
                "statutory/jgjj/index.html",
                "agencies/yjj/statutory/jgjj/index.html",
                "catalogue/agency/yjj/index.html",
            ],
        ),
    ] {
        build.expect_file(page, [title]);
        for list in lists {
            let text = build.file(list);
            let hrefs = html::attribute(&text, "href");
            let listed = hrefs
                .iter()
                .filter_map(|href| html::target(list, href))
                .any(|(file, _)| file == page);
            assert!(listed, "{list} does not lead to {page}");
        }
    }
}

#[test]
fn 网址由文件路径和网址名称决定() {
    let site = SiteTest::from_text(PORTAL);
    let build = site.build();
    build
        .expect_file("policy/2026/qita.html", ["关于其他事项的通知"])
        .expect_no_file("policy/2026/很长的文件名.html")
        .expect_file(
            "policy/2026/yjya/index.html",
            ["%E5%9B%BE/%E6%B5%81%E7%A8%8B%20%E5%9B%BE.svg"],
        )
        .expect_file("policy/2026/yjya/图/流程 图.svg", ["<svg"]);
}

#[test]
fn 旧网址跳转到新网址() {
    let site = SiteTest::from_text(PORTAL);
    let build = site.build();
    build
        .expect_file(
            "zhengce/old.html",
            [
                "http-equiv=\"refresh\"",
                "../policy/2026/qita.html",
                "noindex",
            ],
        )
        .expect_file("旧栏目/index.html", ["../policy/2026/qita.html"]);
}

#[test]
fn 部门有自己的四个栏目而且没有内容的机关不列出() {
    let site = SiteTest::from_text(PORTAL);
    let build = site.build();
    build
        .expect_file("agencies/index.html", ["示例市应急管理局"])
        .expect_file("agencies/yjj/index.html", ["应急管理局机构职能"])
        .expect_no_file("agencies/sthj/index.html")
        .expect_file_without("agencies/yjj/index.html", ["2026年预算公开"]);
}

#[test]
fn 输出的文件正是约定的这些() {
    let site = SiteTest::from_text(PORTAL);
    let build = site.build();
    let files = build.output_files();
    for file in [
        "index.html",
        "guide.html",
        "system/index.html",
        "statutory/index.html",
        "report/index.html",
        "policy/index.html",
        "policy/library.html",
        "catalogue/index.html",
        "items/index.html",
        "agencies/yjj/index.html",
        "apply.html",
        "robots.txt",
        "404.html",
        "manifest.json",
    ] {
        assert!(files.contains_key(file), "{file} is missing");
    }
    // Theme files alone have a hash in their name.
    for file in files.keys().filter(|file| file.starts_with("assets/")) {
        let parts: Vec<&str> = file.split('.').collect();
        assert!(
            parts.len() >= 3 && parts[parts.len() - 2].len() >= 8,
            "{file} has no hash in its name"
        );
    }
    let manifest: serde_json::Value =
        serde_json::from_slice(&files["manifest.json"]).expect("JSON");
    assert_eq!(
        manifest["files"].as_array().map(Vec::len),
        Some(files.len() - 1)
    );
}

#[test]
fn 页面之间的链接都是相对的() {
    let site = SiteTest::from_text(PORTAL);
    let build = site.build();
    for (path, bytes) in build.output_files() {
        if path == "404.html" || !path.to_ascii_lowercase().ends_with(".html") {
            continue;
        }
        let page = String::from_utf8(bytes).expect("a page");
        for href in html::attribute(&page, "href")
            .iter()
            .chain(&html::attribute(&page, "src"))
        {
            assert!(!href.starts_with('/'), "{path}: {href}");
        }
    }
}
