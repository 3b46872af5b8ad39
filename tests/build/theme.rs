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
fn 自己的模板能逐个画列表的行和年报表格的格() {
    let report = "-- content/report/2025.md --\n+++\ntitle = \"年报\"\npublished = 2026-01-20\nyear = 2025\n[t2]\nnorm = [2, 1, 3]\n+++\n## 一、总体情况\n\n正文。\n";
    let site = SiteTest::from_text(&format!("{TEXT}{report}"));
    site.edit(
        "themes/default/templates/list.html",
        "{% for row in table.rows %}[{{ row.title }}|{{ row.published }}]{% endfor %}",
    );
    site.edit(
        "themes/default/templates/report.html",
        "{% for part in parts %}{% for table in part.tables %}{% for row in table.body %}{% for cell in row.cells %}[{{ cell.kind }}|{{ cell.text }}]{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
    );
    let build = site.build();
    build.expect_file("system/index.html", ["[某制度|2026-01-05]"]);
    build.expect_file(
        "report/2025.html",
        ["[row|行政规范性文件][figure|2][figure|1][figure|3]"],
    );
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

#[test]
fn 列表的栏和次序信息表的字段和用词都听主题的() {
    let site = SiteTest::from_text(
        "-- content/policy/a.md --\n+++\ntitle = \"办法\"\npublished = 2026-01-05\ndated = 2026-01-04\nopenness = \"public\"\n\
         index_number = \"A/2026-1\"\ndoc_number = \"示政发〔2026〕1号\"\n+++\n正文。\n\
         -- themes/default/theme.toml --\n[labels]\ncol_index_number = \"信息索引号\"\ncol_title = \"信息名称\"\nmeta_dated = \"生成日期\"\n\
         [settings]\ncolumns = [\"index_number\", \"title\", \"published\", \"status\"]\nmetadata = [\"dated\", \"index_number\"]\n",
    );
    let build = site.build();
    build.expect_status(0);
    let list = build.file("policy/index.html");
    let words = |html: &str, from: &str, to: &str| {
        let start = html.find(from).expect("a beginning");
        let end = start + html[start..].find(to).expect("an end");
        crate::support::html::words(&html[start..end]).replace(char::is_whitespace, "")
    };
    assert_eq!(
        words(&list, "<thead>", "</thead>"),
        "信息索引号信息名称发布日期有效性"
    );
    assert_eq!(
        words(&list, "<tbody>", "</tbody>"),
        "A/2026-1办法2026-01-05现行有效"
    );
    let page = build.file("policy/a.html");
    assert_eq!(
        words(&page, "<dl class=\"meta\">", "</dl>"),
        "生成日期2026年1月4日索引号A/2026-1"
    );
}

#[test]
fn 列表没有名称一栏或者有不认识的栏时不发布() {
    let site = SiteTest::from_text(TEXT);
    site.edit(
        "themes/default/theme.toml",
        "[settings]\ncolumns = [\"issuer\"]\n",
    );
    site.build()
        .expect_status(2)
        .expect_words(["没有 title（名称）"]);
    site.edit(
        "themes/default/theme.toml",
        "[settings]\ncolumns = [\"title\", \"isuer\"]\n",
    );
    site.build()
        .expect_status(2)
        .expect_words(["settings.columns: isuer", "issuer"]);
}

#[test]
fn 外观的设置写错时用中文说怎样改() {
    for (text, words) in [
        ("[labels\n", "方括号不成对"),
        ("[labels]\nsearch = 搜索\n", "文字没有加引号"),
        ("[labels]\nsearch = “搜索”\n", "引号要用英文的"),
        ("[labels]\nsearch = \"a\"\nsearch = \"b\"\n", "写了两次"),
        ("[extra]\nday = 2026-13-01\n", "没有这一天"),
    ] {
        let site = SiteTest::from_text(TEXT);
        site.edit("themes/default/theme.toml", text);
        let build = site.build();
        build
            .expect_status(2)
            .expect_words([words, "--> themes/default/theme.toml:"]);
        assert!(!build.stderr.contains("expected"), "{}", build.stderr);
    }
}
