//! A portal's own theme folder replaces single files; one that is broken publishes nothing.

use crate::support::{CONFIG, SiteTest};

const TEXT: &str =
    "-- content/system/a.md --\n+++\ntitle = \"某制度\"\npublished = 2026-01-05\n+++\n正文。\n";

#[test]
fn 主题文件夹可以只换一个文件() {
    let site = SiteTest::from_text(TEXT);
    let fresh = site.build().file("404.html");
    site.edit(
        "themes/default/templates/404.html",
        "自己的提示页：{{ page.title }}\n",
    );
    let build = site.build();
    build
        .expect_status(0)
        .expect_file("404.html", ["自己的提示页："]);
    assert!(!fresh.contains("自己的提示页"));
    build.expect_file("system/a.html", ["<h1>某制度</h1>"]);
}

#[test]
fn 主题可以另起名字() {
    let site = SiteTest::from_text(TEXT);
    site.edit(
        "config.toml",
        &CONFIG.replace("[portal]\n", "[portal]\ntheme = \"xinban\"\n"),
    );
    site.edit("themes/xinban/templates/404.html", "新版的提示页\n");
    site.edit("themes/default/templates/404.html", "不用的提示页\n");
    site.build()
        .expect_status(0)
        .expect_file("404.html", ["新版的提示页"]);
}

#[test]
fn 模板写错时说出文件行列而且不发布() {
    let site = SiteTest::from_text(TEXT);
    let old = site.build().output_files();
    for (template, place) in [
        ("第一行\n{% if page %}没有结束\n", "404.html:"),
        ("第一行\n{{ 没有关上\n", "404.html:2:"),
        ("第一行\n\n  {{ page.没有 }}\n", "404.html:3:"),
        ("第一行\n{{ page.nothing }}\n", "404.html:2:"),
        ("{{ nothing(x=1) }}", "404.html:1:"),
        ("{% include \"nothing.html\" %}", "404.html"),
    ] {
        site.edit("themes/default/templates/404.html", template);
        let build = site.build();
        build.expect_status(2).expect_words(["构建失败", place]);
        assert!(
            build.output_files() == old,
            "{template}: the old site is changed"
        );
    }
}

#[test]
fn 静态文件原样复制() {
    let site = SiteTest::from_text(TEXT);
    site.edit("static/下载/表 1.txt", "原样\n")
        .edit("static/.well-known/x.txt", "不复制\n");
    let build = site.build();
    build.expect_file("下载/表 1.txt", ["原样\n"]);
    site.edit("static/index.html", "自己的首页\n");
    let build = site.build();
    build
        .expect_status(1)
        .expect_words(["url-collision", "static/index.html"]);
}
