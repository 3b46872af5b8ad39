//! 立改废 and 解读, written once and shown on both documents.

use crate::support::{Build, SiteTest, html};

fn document(path: &str, title: &str, lines: &str) -> String {
    // Another column than the old document's: neighbours in a list link to each other anyway.
    let category = if path.contains("old") {
        "regulation"
    } else {
        "normative"
    };
    let openness = if path.starts_with("policy") {
        format!("openness = \"public\"\ncategory = \"{category}\"\n")
    } else {
        String::new()
    };
    format!(
        "-- content/{path} --\n+++\ntitle = \"{title}\"\npublished = 2026-01-05\ndated = 2026-01-04\n{openness}{lines}\n+++\n正文。\n"
    )
}

#[track_caller]
fn expect_link(build: &Build, from: &str, to: &str) {
    let page = build.file(from);
    let main = &page[page.find("<main").unwrap_or(0)..];
    let hrefs = html::attribute(main, "href");
    let found = hrefs
        .iter()
        .filter_map(|href| html::target(from, href))
        .any(|(file, _)| file == to);
    assert!(found, "{from} does not lead to {to}:\n{main}");
}

#[test]
fn 关系按路径文号和标题都能找到并双向显示() {
    let old = document(
        "policy/old.md",
        "旧办法",
        "doc_number = \"示政发〔2019〕3号\"",
    );
    for written in [
        "policy/old.md",
        "/policy/old.md",
        "content/policy/old.md",
        "./old.md",
        "../policy/old.md",
        "示政发〔2019〕3号",
        "示政发[2019]3号",
        "示政发﹝2019﹞3号",
        "示政发［2019］3号",
        "示政发（2019）3号",
        "示政发【2019】第3号",
        "示政发 〔2019〕 3 号",
        "《旧办法》",
    ] {
        for key in ["repeals", "amends", "replaces", "cites"] {
            let new = document(
                "policy/new.md",
                "新办法",
                &format!("{key} = [\"{written}\"]"),
            );
            let site = SiteTest::from_text(&format!("{old}{new}"));
            let build = site.build();
            build.expect_status(0).expect_report("");
            expect_link(&build, "policy/new.html", "policy/old.html");
            expect_link(&build, "policy/old.html", "policy/new.html");
        }
    }
}

#[test]
fn 捆绑文档按文件夹也能找到() {
    let old = document("policy/old/index.md", "旧办法", "");
    for written in ["policy/old/index.md", "policy/old.md", "policy/old"] {
        let new = document(
            "policy/new.md",
            "新办法",
            &format!("repeals = [\"{written}\"]"),
        );
        let site = SiteTest::from_text(&format!("{old}{new}"));
        let build = site.build();
        build.expect_status(0);
        expect_link(&build, "policy/old/index.html", "policy/new.html");
    }
}

#[test]
fn 解读征集和公报与文件相互链接() {
    let site = SiteTest::from_text(
        &[
            document(
                "policy/a.md",
                "某办法",
                "consultation = \"consultation/c.md\"",
            ),
            document(
                "interpretation/b.md",
                "某办法解读",
                "interprets = [\"policy/a.md\"]",
            ),
            document(
                "consultation/c.md",
                "某办法征求意见",
                "draft_of = \"policy/a.md\"",
            ),
            document(
                "gazette/d.md",
                "公报",
                "year = 2026\nissue = 1\ndocuments = [\"policy/a.md\"]",
            ),
        ]
        .concat(),
    );
    let build = site.build();
    build.expect_status(0);
    for other in [
        "interpretation/b.html",
        "consultation/c.html",
        "gazette/d.html",
    ] {
        expect_link(&build, "policy/a.html", other);
        expect_link(&build, other, "policy/a.html");
    }
}

#[test]
fn 一个文件有几件解读一件解读几个文件() {
    let interpretation = |path: &str, form: &str, title: &str| {
        let lines = format!(
            "interprets = [\"policy/a.md\", \"policy/b.md\"]\nform = \"{form}\"\nunit = \"某局\"\ninterpreter = \"某人\"\nphone = \"0400-1234567\""
        );
        document(path, title, &lines)
    };
    let site = SiteTest::from_text(
        &[
            document("policy/a.md", "甲办法", ""),
            document("policy/b.md", "乙办法", ""),
            interpretation("interpretation/t.md", "text", "文字说明"),
            interpretation("interpretation/g.md", "graphic", "一图读懂"),
        ]
        .concat(),
    );
    let build = site.build();
    build.expect_status(0).expect_report("");
    for policy in ["policy/a.html", "policy/b.html"] {
        for other in ["interpretation/t.html", "interpretation/g.html"] {
            expect_link(&build, policy, other);
            expect_link(&build, other, policy);
        }
        // An icon and a word for each form.
        build.expect_file(policy, ["</svg>图解", "</svg>文字解读"]);
    }
    build.expect_file(
        "interpretation/g.html",
        ["某局", "某人", "tel:0400-1234567"],
    );
    build.expect_file("interpretation/form/graphic/index.html", ["一图读懂"]);
    build.expect_file_without("interpretation/form/graphic/index.html", ["文字说明"]);
}

#[test]
fn 平台之外的文件照写() {
    let text = document(
        "policy/a.md",
        "某办法",
        "cites = [\"国办发〔2019〕14号\", \"《中华人民共和国某法》\"]",
    );
    let site = SiteTest::from_text(&text);
    let build = site.build();
    build.expect_status(0).expect_report("");
    build.expect_file(
        "policy/a.html",
        ["国办发〔2019〕14号", "《中华人民共和国某法》"],
    );
}

#[test]
fn 不公开的文件声明的关系不算数() {
    let site = SiteTest::from_text(
        &[
            document("policy/a.md", "某办法", ""),
            document(
                "policy/b.md",
                "密件标题",
                "draft = true\nrepeals = [\"policy/a.md\"]",
            ),
        ]
        .concat(),
    );
    let build = site.build();
    build
        .expect_status(0)
        .expect_file("policy/a.html", ["现行有效"]);
    build.expect_nowhere("密件标题");
}
