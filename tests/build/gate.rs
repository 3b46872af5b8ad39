//! What is not public on the build date is nowhere in the output, whatever its kind.

use crate::support::{Build, SiteTest};

const KINDS: [(&str, &str); 7] = [
    ("system", ""),
    ("policy", "category = \"normative\""),
    ("interpretation", ""),
    ("consultation", ""),
    ("disclosure", "column = \"ysjs\""),
    ("report", "year = 2025\nformat = \"prose\""),
    ("gazette", "year = 2026\nissue = 1"),
];

/// One document of a kind with these lines in its front matter, beside a public one.
fn build_with(kind: (&str, &str), lines: &str, date: &str) -> (SiteTest, Build) {
    let (folder, own) = kind;
    let openness = if lines.contains("openness =") {
        ""
    } else {
        "openness = \"public\""
    };
    let published = if lines.contains("published =") {
        ""
    } else {
        "published = 2026-01-05"
    };
    let site = SiteTest::from_text("").date(date);
    site.edit(
        "content/system/gongkai.md",
        "+++\ntitle = \"一直公开的制度\"\npublished = 2020-01-05\n+++\n正文。\n",
    );
    site.edit(
        &format!("content/{folder}/jian/index.md"),
        &format!("+++\ntitle = \"这一件的标题\"\ndated = 2026-01-04\n{published}\n{openness}\n{own}\n{lines}\n+++\n这一件的正文。\n"),
    );
    site.edit(&format!("content/{folder}/jian/附件.txt"), "附件的内容\n");
    let build = site.build();
    build.expect_status(0);
    (site, build)
}

#[track_caller]
fn expect_hidden(kind: (&str, &str), lines: &str, date: &str) {
    let (_site, build) = build_with(kind, lines, date);
    for words in ["这一件的标题", "这一件的正文", "附件的内容"] {
        build.expect_nowhere(words);
    }
    build.expect_no_file(&format!("{}/jian", kind.0));
}

#[track_caller]
fn expect_shown(kind: (&str, &str), lines: &str, date: &str) {
    let (_site, build) = build_with(kind, lines, date);
    build
        .expect_file(
            &format!("{}/jian/index.html", kind.0),
            ["这一件的标题", "这一件的正文"],
        )
        .expect_file(&format!("{}/jian/附件.txt", kind.0), ["附件的内容"]);
}

#[test]
fn 不公开和依申请公开的不在输出里() {
    for kind in KINDS {
        for word in [
            "closed",
            "on-request",
            "不公开",
            "不予公开",
            "此件不公开",
            "依申请公开",
            "此件依申请公开",
        ] {
            expect_hidden(
                kind,
                &format!("openness = \"{word}\"\nopenness_reason = \"国家秘密\""),
                "2026-06-01",
            );
        }
        expect_shown(kind, "openness = \"此件公开发布\"", "2026-06-01");
    }
}

#[test]
fn 草稿不在输出里() {
    for kind in KINDS {
        expect_hidden(kind, "draft = true", "2026-06-01");
        expect_shown(kind, "draft = false", "2026-06-01");
    }
}

#[test]
fn 发布日期未到的不在输出里() {
    for kind in KINDS {
        expect_hidden(kind, "published = 2026-06-02", "2026-06-01");
        expect_hidden(kind, "published = 2026-06-02T00:00:00", "2026-06-01");
        expect_shown(kind, "published = 2026-06-01T23:59:00", "2026-06-01");
        expect_shown(kind, "published = 2026-06-02", "2026-06-02");
    }
}

#[test]
fn 撤下的只留说明() {
    for kind in KINDS {
        let lines = "withdrawn = { date = 2026-05-01, reason = \"行政决定被依法撤销\" }";
        let (_site, build) = build_with(kind, lines, "2026-06-01");
        let page = format!("{}/jian/index.html", kind.0);
        build
            .expect_file(
                &page,
                [
                    "撤下",
                    "行政决定被依法撤销",
                    "2026-05-01",
                    "示例市人民政府",
                    "noindex",
                ],
            )
            .expect_no_file(&format!("{}/jian/附件.txt", kind.0));
        for words in ["这一件的标题", "这一件的正文"] {
            build.expect_nowhere(words);
        }
    }
}

#[test]
fn 从未公开过的撤下时也没有说明() {
    for kind in KINDS {
        expect_hidden(
            kind,
            "draft = true\nwithdrawn = { date = 2026-05-01, reason = \"误发\" }",
            "2026-06-01",
        );
    }
}

#[test]
fn 删减后公开的说明删减和理由() {
    let site = SiteTest::from_text(
        "-- content/policy/a.md --\n+++\ntitle = \"关于{~某公司~}的批复\"\npublished = 2026-01-05\ndated = 2026-01-04\nopenness = \"redacted\"\nopenness_reason = \"涉及商业秘密\"\n+++\n同意{~某公司~}的申请。\n\n::: redacted 《条例》第十五条\n\n账号如下。\n\n:::\n\n此复。\n",
    );
    let build = site.build();
    build.expect_status(0).expect_file(
        "policy/a.html",
        [
            "关于〔此处依法不予公开〕的批复",
            "同意〔此处依法不予公开〕的申请",
            "（依据：《条例》第十五条）",
            "涉及商业秘密",
            "此复。",
        ],
    );
    build.expect_nowhere("某公司");
    build.expect_nowhere("账号如下");
}

#[test]
fn 下架之日起归档不再列出() {
    let lines = "expires = 2026-06-01";
    let kind = KINDS[4];
    let (_site, build) = build_with(kind, lines, "2026-05-31");
    build.expect_file("statutory/ysjs/index.html", ["这一件的标题"]);
    let (_site, build) = build_with(kind, lines, "2026-06-01");
    build
        .expect_file(
            "disclosure/jian/index.html",
            ["这一件的标题", "归档", "noindex"],
        )
        .expect_file("catalogue/archived/index.html", ["这一件的标题"])
        .expect_no_file("statutory/ysjs/index.html")
        .expect_file_without("catalogue/index.html", ["这一件的标题"])
        .expect_file_without("index.html", ["这一件的标题"]);
}

#[test]
fn 公示期满的撤下() {
    let lines = "act = { kind = \"penalty\", subject = \"某公司\", display_until = 2026-06-01 }";
    let kind = KINDS[4];
    let (_site, build) = build_with(kind, lines, "2026-06-01");
    build.expect_file("disclosure/jian/index.html", ["这一件的正文", "某公司"]);
    let (_site, build) = build_with(kind, lines, "2026-06-02");
    build.expect_file("disclosure/jian/index.html", ["公示期限届满", "2026-06-02"]);
    build.expect_nowhere("某公司");
    build.expect_nowhere("这一件的标题");
}

#[test]
fn 指向不公开文件的链接只留文字并提醒() {
    let site = SiteTest::from_text(
        "-- content/system/a.md --\n+++\ntitle = \"甲\"\npublished = 2026-01-05\n+++\n参见[另一份文件](b.md)和[它的附件](c/表.txt)。\n-- content/system/b.md --\n+++\ntitle = \"不公开的标题\"\npublished = 2026-01-05\ndraft = true\n+++\n-- content/system/c/index.md --\n+++\ntitle = \"不公开的标题\"\npublished = 2030-01-05\n+++\n-- content/system/c/表.txt --\n表\n",
    );
    let build = site.build();
    build
        .expect_status(0)
        .expect_file("system/a.html", ["参见另一份文件和它的附件。"]);
    assert_eq!(build.findings("refers-to-withheld"), 2, "{}", build.stderr);
    build.expect_nowhere("不公开的标题");
}

/// What a column holds that is not public does not show the column.
#[test]
fn 没有公开内容的栏目不显示() {
    let (_site, build) = build_with(KINDS[4], "draft = true", "2026-06-01");
    build
        .expect_no_file("statutory/ysjs")
        .expect_nowhere("财政预决算");
    let (_site, build) = build_with(KINDS[4], "", "2026-06-01");
    build.expect_file("statutory/ysjs/index.html", ["预算"]);
}
