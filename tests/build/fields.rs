//! 重点领域: documents, items and required documents of a field over all agencies; agencies with what is theirs.

use crate::support::{CONFIG, SiteTest};

const CONTENT: &str = r#"
-- content/catalogue/a.csv --
编号,领域,一级事项,公开内容,公开主体,主动
xm-01,f02,批准结果,审批结果,sthj,√
xm-02,f02,施工信息,项目进展,示例市人民政府,√
-- content/disclosure/a.md --
+++
title = "重大建设项目上半年工作总结"
published = 2025-07-20
column = "zdxm"
fields = ["f02"]
required = { document = "half_year_summary", year = 2025 }
+++
-- content/agencies/sthj/disclosure/b.md --
+++
title = "环评审批结果"
published = 2026-03-01
column = "xzxk"
fields = ["f02"]
items = ["xm-01"]
+++
"#;

const REQUIRED: &str = "\n[[required]]\nfields = [\"f02\", \"救灾\"]\n";

fn site(day: &str) -> SiteTest {
    let site = SiteTest::from_text(CONTENT).date(day);
    site.edit("config.toml", &format!("{CONFIG}{REQUIRED}"));
    site
}

/// The rows of the table of required documents: title, and whether it is there.
fn required(page: &str) -> Vec<(String, bool)> {
    let table = page
        .split("id=\"required\"")
        .nth(1)
        .and_then(|rest| rest.split("</table>").next())
        .unwrap_or_default();
    table
        .split("<th scope=\"row\">")
        .skip(1)
        .map(|row| {
            let title = row.split("</th>").next().unwrap_or_default();
            (title.to_owned(), row.contains("<a href"))
        })
        .collect()
}

#[test]
fn 一个领域的事项和各机关的文件在同一页() {
    let site = site("2026-06-01");
    let build = site.build();
    build.expect_status(0).expect_report("").expect_file(
        "fields/f02/index.html",
        [
            "环评审批结果",
            "重大建设项目上半年工作总结",
            "示例市生态环境局",
            "items/field/f02.html#xm-01",
            "尚未公开",
        ],
    );
}

#[test]
fn 到期没有公开的总结注明尚未公开() {
    let rows = |day: &str| {
        let site = site(day);
        let build = site.build();
        build.expect_status(0);
        (
            required(&build.file("fields/f02/index.html")),
            build.stdout.clone(),
        )
    };
    let row = |title: &str, there| (title.to_owned(), there);
    let (before, words) = rows("2026-01-31");
    assert_eq!(
        before,
        [row("2025年半年工作总结", true), row("目录清单", true)]
    );
    assert!(words.contains("下次内容变化: 2026-02-01"), "{words}");
    let (after, words) = rows("2026-08-01");
    assert_eq!(
        after,
        [
            row("2026年半年工作总结", false),
            row("2025年全年工作总结", false),
            row("2025年半年工作总结", true),
            row("目录清单", true),
        ]
    );
    assert!(words.contains("下次内容变化: 2027-02-01"), "{words}");
}

#[test]
fn 机关页有自己的目录_事项和领域() {
    let site = site("2026-06-01");
    let build = site.build();
    build
        .expect_file(
            "agencies/sthj/index.html",
            [
                "items/agency/sthj.html",
                "catalogue/agency/sthj/index.html",
                "fields/f02/index.html",
            ],
        )
        .expect_file("agencies/index.html", ["items/agency/sthj.html"]);
}
