//! 清单: tables beside a document, shown under its text and offered as files.

use calamine::{Reader as _, Xlsx};

use crate::support::{Build, SiteTest, html};

#[path = "../support/terse.rs"]
mod terse;

const FEES: &str = r#"
-- content/disclosure/sfxm/2026.md --
+++
title = "2026年行政事业性收费目录清单"
published = 2026-03-01
column = "sfxm"
lists = [{ file = "qingdan.csv", title = "市级行政事业性收费目录清单", kind = "fees" }]
+++
清单之外无收费，全文见[清单文件](qingdan.csv)。
-- content/disclosure/sfxm/qingdan.csv --
部门,项目名称,政策依据,收费标准,金额
市教育局,公办幼儿园保教费,"《某办法》
第三条",每月300元,12.50
市民政局,"=合计",《某规定》,"每年10元,按年",3
"#;

fn built(text: &str) -> (SiteTest, Build) {
    let site = SiteTest::from_text(text);
    let build = site.build();
    build.expect_status(0).expect_report("");
    (site, build)
}

#[test]
fn 清单是有标题和表头的表格_可以下载() {
    let (_site, build) = built(FEES);
    let page = build.file("disclosure/sfxm/2026.html");
    for words in [
        "市级行政事业性收费目录清单</caption>",
        "<th scope=\"col\">项目名称</th>",
        "<th scope=\"row\">公办幼儿园保教费</th>",
        "data-label=\"收费标准\">每月300元</td>",
        "共 2 项：市教育局 1 项、市民政局 1 项",
        "tabindex=\"0\" role=\"region\"",
        "href=\"../../disclosure/sfxm/qingdan.xlsx\"",
    ] {
        assert!(page.contains(words), "“{words}” is not in\n{page}");
    }
    // The link of the text leads to the file that is offered.
    assert_eq!(
        page.matches("disclosure/sfxm/qingdan.csv\"").count(),
        2,
        "{page}"
    );
    assert!(
        build
            .file("sitemap.xml")
            .contains("disclosure/sfxm/2026.html")
    );
}

#[test]
fn 下载的清单和表格相同_公式不会运行() {
    let (_site, build) = built(FEES);
    let csv = build.file("disclosure/sfxm/qingdan.csv");
    assert!(csv.starts_with("\u{feff}\"部门\",\"项目名称\""), "{csv}");
    assert!(csv.contains("\"'=合计\""), "{csv}");
    let bytes = std::fs::read(build.folder().join("disclosure/sfxm/qingdan.xlsx")).expect("a file");
    let mut book = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range_at(0).expect("a sheet").expect("cells");
    let cell = |row, column| sheet.get((row, column)).map(ToString::to_string);
    assert_eq!(cell(1, 2).as_deref(), Some("《某办法》\n第三条"));
    assert_eq!(cell(2, 1).as_deref(), Some("=合计"));
    assert_eq!(cell(1, 4).as_deref(), Some("12.50"));
}

#[test]
fn 写成_toml_的清单显示同样的内容() {
    let (_site, build) = built(FEES);
    let same = FEES.replace("qingdan.csv", "qingdan.toml");
    let cut = same
        .find("-- content/disclosure/sfxm/qingdan.toml")
        .expect("the table");
    let text = format!(
        "{}{}",
        &same[..cut],
        r#"-- content/disclosure/sfxm/qingdan.toml --
columns = ["部门", "项目名称", "政策依据", "收费标准", "金额"]
rows = [
    ["市教育局", "公办幼儿园保教费", "《某办法》\n第三条", "每月300元", "12.50"],
    ["市民政局", "=合计", "《某规定》", "每年10元,按年", 3],
]
"#
    );
    let (_site, other) = built(&text);
    for path in ["disclosure/sfxm/2026.html", "disclosure/sfxm/qingdan.csv"] {
        assert_eq!(
            html::words(&build.file(path)),
            html::words(&other.file(path)),
            "{path}"
        );
    }
}

const ACTS: &str = r#"
-- content/disclosure/cfqz/sgs.md --
+++
title = "行政处罚信息公示"
published = 2026-03-01
column = "cfqz"
lists = [{ file = "sgs.csv", kind = "acts" }]
+++
-- content/disclosure/cfqz/sgs.csv --
行政相对人名称,决定书文号,决定日期,公示截止日期
甲公司,示应急罚〔2025〕1号,2025-05-06,2026-05-31
乙公司,示应急罚〔2025〕2号,2025-06-01,2026年6月1日
丙公司,示应急罚〔2026〕3号,2026-04-01,
"#;

#[test]
fn 公示期满的行从页面和下载文件里撤下() {
    let (_site, build) = built(ACTS);
    build
        .expect_file("disclosure/cfqz/sgs.html", ["乙公司", "丙公司", "共 2 项"])
        .expect_file("disclosure/cfqz/sgs.csv", ["乙公司", "丙公司"])
        .expect_nowhere("甲公司");
    assert!(
        build.stdout.contains("下次内容变化: 2026-06-02"),
        "{}",
        build.stdout
    );
}

#[test]
fn 不公开的文件的清单不生成也不读() {
    let text = ACTS.replace(
        "column = \"cfqz\"",
        "column = \"cfqz\"\nopenness = \"closed\"\nopenness_reason = \"涉及商业秘密\"",
    );
    let site = SiteTest::from_text(&text.replace("2026年6月1日", "某日"));
    let build = site.build();
    build.expect_status(0).expect_report("");
    build
        .expect_nowhere("乙公司")
        .expect_no_file("disclosure/cfqz/sgs.csv");
}

#[test]
fn 清单里的文字可以检索到() {
    let (_site, build) = built(FEES);
    let found = build.output_files().into_iter().any(|(path, bytes)| {
        path.starts_with("search/texts/") && terse::text(&bytes).contains("每年10元,按年")
    });
    assert!(found, "no file of the search index holds the cell");
}

#[test]
fn 全部到期的清单说明没有内容() {
    let text = ACTS
        .replace("2026年6月1日", "2026-05-01")
        .replace("2026-04-01,", "2026-04-01,2026-05-02");
    let (_site, build) = built(&text);
    build
        .expect_file("disclosure/cfqz/sgs.html", ["目前没有内容"])
        .expect_file_without("disclosure/cfqz/sgs.html", ["<tbody>"]);
}
