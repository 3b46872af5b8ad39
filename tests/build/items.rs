//! 公开事项目录: its tables and views, its files, and that a file put back is the same catalogue.

use calamine::{Reader as _, Xlsx};

use crate::support::{Build, SiteTest, html};

const TOML: &str = r#"
-- content/catalogue/a.toml --
[[item]]
id = "aq-01"
field = "f05"
level1 = "政策文件"
level2 = "法律法规"
content = "与安全生产有关的法律、法规\n（含“规章”, 标准）"
basis = "《中华人民共和国政府信息公开条例》"
time_limit = "信息形成或者变更之日起20个工作日内"
owner = "yjj"
channels = ["政府网站", "两微一端", "社区/企事业单位/村公示栏（电子屏）"]
audience_all = true
proactive = true
county = true
township = true

[[item]]
id = "aq-02"
field = "安全生产"
level1 = "=1+1"
content = "-检查结果"
owner = "应急管理部门"
audience_specific = true
on_request = true
county = true

[[item]]
id = "zx-01"
field = "本地特色"
level1 = "村务"
content = "村务公开"
county = false
township = true
url = "https://www.example.gov.cn/cw/"
-- content/agencies/sthj/catalogue/b.csv --
编号,领域,一级事项,二级事项,公开内容,主动,公开渠道和载体,县级
hj-01,环境保护,环境监测,大气,监测数据,√,■政府网站 □政府公报 ■公示栏,√
hj-02,f05,环境监测,水,监测数据,√,,√
-- content/system/a.md --
+++
title = "应急预案管理制度"
published = 2026-01-05
items = ["aq-01"]
+++
"#;

/// The portal is gone when its folder is dropped.
fn built(text: &str) -> (SiteTest, Build) {
    let site = SiteTest::from_text(text);
    let build = site.build();
    build.expect_status(0);
    (site, build)
}

#[test]
fn 导出的目录放回去还是同样的事项() {
    let (_site, first) = built(TOML);
    let csv = first.file("items/items.csv");
    assert!(
        csv.starts_with("\u{feff}\"编号\",\"领域\",\"一级事项\""),
        "{csv}"
    );
    assert!(csv.contains("\"'=1+1\""), "{csv}");
    let again = SiteTest::from_text("");
    again.edit("content/catalogue/all.csv", &csv);
    let build = again.build();
    build.expect_status(0);
    assert_eq!(csv, build.file("items/items.csv"));
    for page in [
        "items/field/f05.html",
        "items/field/f11.html",
        "items/agency/sthj.html",
    ] {
        let cells = |build: &Build| official(&build.file(page));
        assert_eq!(cells(&first), cells(&build), "{page}");
    }
}

/// The words of the table but those of 公开情况.
fn official(page: &str) -> String {
    let table = page
        .split("<table")
        .nth(1)
        .and_then(|rest| rest.split("</table>").next())
        .unwrap_or_else(|| panic!("no table in {page}"));
    let rows = table.split("<tr").map(|row| {
        let end = row.find("class=\"c-done\"").unwrap_or(row.len());
        html::words(&format!("<tr{}>", &row[..end]))
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn excel_文件的格子和_csv_相同() {
    let (_site, build) = built(TOML);
    for stem in ["items/items", "items/field/f05", "items/agency/yjj"] {
        let csv = build.file(&format!("{stem}.csv"));
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        let expected: Vec<Vec<String>> = reader
            .records()
            .map(|row| {
                let row = row.expect("a row");
                row.iter()
                    .map(|cell| cell.trim_start_matches('\'').to_owned())
                    .collect()
            })
            .collect();
        let bytes = std::fs::read(build.folder().join(format!("{stem}.xlsx"))).expect("a file");
        let mut book = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
        let sheet = book.worksheet_range_at(0).expect("a sheet").expect("cells");
        let found: Vec<Vec<String>> = sheet
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect();
        assert_eq!(found, expected, "{stem}");
    }
}

#[test]
fn 县级和乡级各有自己的目录() {
    let (_site, build) = built(TOML);
    build
        .expect_file(
            "items/index.html",
            ["items/level/county/index.html", "items/coverage.html"],
        )
        .expect_file(
            "items/level/county/f05.html",
            ["id=\"aq-01\"", "id=\"aq-02\"", "id=\"hj-02\""],
        )
        .expect_file("items/level/township/f05.html", ["id=\"aq-01\""])
        .expect_file_without("items/level/township/f05.html", ["aq-02", "hj-02"])
        .expect_no_file("items/level/township/f11.html");
    build.expect_file(
        "sitemap.xml",
        ["items/level/county/", "items/level/county/f05.html"],
    );
}

#[test]
fn 落实情况按领域和机关列出() {
    let (_site, build) = built(TOML);
    let page = build.file("items/coverage.html");
    let row = |field: &str| -> Vec<String> {
        let at = page
            .find(&format!(">{field}</a>"))
            .unwrap_or_else(|| panic!("no {field}: {page}"));
        let cells = page[at..].split("</tr>").next().unwrap_or_default();
        let cells = cells.split("<td").skip(1);
        cells
            .map(|cell| html::words(&format!("<td{cell}")).trim().to_owned())
            .collect()
    };
    // 示例市人民政府, 应急管理局, 生态环境局, 合计; aq-02 is on request only.
    assert_eq!(row("安全生产"), ["0/0", "1/1", "0/1", "1/2"]);
    assert_eq!(row("本地特色"), ["1/1", "", "", "1/1"]);
    build.expect_file("items/field/f05.html", ["尚未公开", "依申请公开"]);
}

#[test]
fn 一个机关的事项按领域分开并且一级事项合并到领域为止() {
    let (_site, build) = built(TOML);
    let page = build.file("items/agency/sthj.html");
    let groups: Vec<usize> = ["安全生产</th>", "环境保护</th>"]
        .iter()
        .map(|words| {
            page.find(words)
                .unwrap_or_else(|| panic!("no {words} in {page}"))
        })
        .collect();
    assert!(groups[0] < groups[1]);
    assert!(!page.contains("rowspan=\"2\">环境监测"), "{page}");
}

#[test]
fn 没有事项的平台没有空的目录文件() {
    let (_site, build) = built("");
    build
        .expect_no_file("items/items.csv")
        .expect_no_file("items/coverage.html");
}

#[test]
fn 落实的文件多时都能找到() {
    let site = SiteTest::from_text(TOML);
    for at in 0..7 {
        site.edit(
            &format!("content/system/m{at}.md"),
            &format!("+++\ntitle = \"演练记录{at}\"\npublished = 2026-02-0{}\nitems = [\"hj-02\"]\n+++\n", at + 1),
        );
    }
    let build = site.build();
    build.expect_status(0);
    let page = build.file("items/field/f05.html");
    let (shown, folded) = page
        .split_once("<summary>其余 2 条</summary>")
        .expect("a fold");
    assert!(shown.contains("演练记录6") && shown.contains("演练记录2"));
    assert!(
        !shown.contains("演练记录1")
            && folded.contains("演练记录1")
            && folded.contains("演练记录0")
    );
}
