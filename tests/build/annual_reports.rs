//! Annual reports on their pages: tables, files, charts, and what stands beside their figures.

use std::fmt::Write as _;

use crate::support::{SiteTest, archive, html};

const BODY: &str = "\n## 一、总体情况\n\n按规定公开。\n";

/// A report with a few figures; `more` goes before its tables.
fn report(year: i16, more: &str, carry_in: i64, carry_out: i64) -> String {
    let granted = 12 + carry_in - carry_out;
    let mut text = format!(
        "-- content/report/{year}.md --\n+++\ntitle = \"示例市人民政府{year}年政府信息公开工作年度报告\"\npublished = {}-01-20\nyear = {year}\n{more}\n",
        year + 1
    );
    let _ = write!(
        text,
        "[t2]\nnorm = [2, 1, 3]\nfee = 31.50\n[t3]\nnew = [11, 1, 0, 0, 0, 0]\ncarry_in = [{carry_in}, 0, 0, 0, 0, 0]\n\
         granted = [{}, 1, 0, 0, 0, 0]\ncarry_out = [{carry_out}, 0, 0, 0, 0, 0]\n[t4]\nreview = [1, 0, 0, 0]\n+++\n{BODY}",
        granted - 1
    );
    text
}

fn two_years() -> String {
    format!("{}{}", report(2024, "", 0, 2), report(2025, "", 2, 1))
}

/// The figures in the tables of a page, those of its own text alone.
fn figures(page: &str) -> Vec<String> {
    let own = page
        .split("<div class=\"made\">")
        .next()
        .unwrap_or_default();
    let cells = own.split("<td").skip(1).filter_map(|cell| {
        let (_, cell) = cell.split_once('>')?;
        cell.split("</td>").next()
    });
    cells
        .map(|cell| html::words(cell).trim().to_owned())
        .collect()
}

#[test]
fn 下载的_csv_可以再读回来_数字不变() {
    let site = SiteTest::from_text(&report(2025, "", 2, 1));
    let build = site.build();
    build.expect_status(0);
    let (page, csv) = (
        build.file("report/2025.html"),
        build.file("report/2025.csv"),
    );
    assert!(
        csv.starts_with('\u{feff}')
            && csv.contains("t2.fee,第二十条第（八）项,行政事业性收费,31.50\r\n")
    );
    assert!(
        csv.contains("\r\nt3.result_sum,三、本年度办理结果,（七）总计,12,1,0,0,0,0,13\r\n"),
        "{csv}"
    );
    let again =
        "+++\ntitle = \"年报\"\npublished = 2026-01-20\nyear = 2025\ntables = \"2025.csv\"\n+++\n";
    site.edit("content/report/2025.md", &format!("{again}{BODY}"));
    site.edit("content/report/2025.csv", &csv);
    let second = site.build();
    second.expect_status(0);
    assert_eq!(second.report(), "");
    assert_eq!(figures(&second.file("report/2025.html")), figures(&page));
    assert_eq!(second.file("report/2025.csv"), csv);
}

#[test]
fn 下载的_xlsx_每张表一页_与官方表格一样合并() {
    let site = SiteTest::from_text(&report(2025, "", 2, 1));
    let build = site.build();
    let bytes = std::fs::read(build.folder().join("report/2025.xlsx")).unwrap();
    let members = archive::members(&bytes);
    let text = |name: &str| {
        let member = members.iter().find(|(member, _)| member == name);
        String::from_utf8(member.unwrap_or_else(|| panic!("{name}")).1.clone()).unwrap()
    };
    for name in ["表二", "表三", "表四"] {
        assert!(
            text("xl/workbook.xml").contains(&format!("name=\"{name}\"")),
            "{name}"
        );
    }
    // 表三: the corner, 申请人情况, 三、本年度办理结果 over 22 rows, （三） over 8.
    for place in ["A2:C4", "D2:J2", "A7:A28", "B9:B16"] {
        let merged = format!("<mergeCell ref=\"{place}\"/>");
        assert!(
            text("xl/worksheets/sheet2.xml").contains(&merged),
            "{place}"
        );
    }
    assert!(text("xl/worksheets/sheet2.xml").contains("<c r=\"D5\" s="));
    assert_eq!(
        bytes,
        std::fs::read(site.build().folder().join("report/2025.xlsx")).unwrap()
    );
}

#[test]
fn 两年以上的年报有历年数据页_列表和年报都链接到它() {
    let build_of = |text: &str| {
        let site = SiteTest::from_text(text);
        let build = site.build();
        build.expect_status(0);
        (site, build)
    };
    let (_one, build) = build_of(&report(2025, "", 2, 1));
    build.expect_no_file("report/years.html");
    let (_two, build) = build_of(&two_years());
    for page in ["report/index.html", "report/2024.html", "report/2025.html"] {
        assert!(build.file(page).contains("report/years.html"), "{page}");
    }
    build.expect_file("sitemap.xml", ["report/years.html"]);
    build.expect_file("report/years.html", [
        "<th scope=\"col\">2024年</th><th scope=\"col\">2025年</th>",
        "2024年：本年新收12件、本年办结10件、结转下年度2件。2025年：本年新收12件、本年办结13件、结转下年度1件。",
    ]);
    build.expect_file(
        "report/years.csv",
        [
            "类别,项目,单位,2024年,2025年",
            "政府信息公开申请,本年办结,件,10,13",
            "主动公开政府信息,行政事业性收费,万元,31.50,31.50",
        ],
    );
}

#[test]
fn 与上年比较_结转数不一致时写出两个数和原因() {
    let site = SiteTest::from_text(&two_years());
    site.build().expect_file(
        "report/2025.html",
        [
            "与上年比较",
            "增加 3（30%）",
            "上年结转数与2024年年报的结转下年度数一致。",
        ],
    );
    let reason = "explain = { carry_in = \"机构改革，并入原某局的申请1件\" }";
    let site = SiteTest::from_text(&format!(
        "{}{}",
        report(2024, "", 0, 1),
        report(2025, reason, 2, 1)
    ));
    let page = html::words(&site.build().file("report/2025.html"));
    let words = "2024年年报表三“四、结转下年度继续办理”的“总计”是 1，表三“二、上年结转政府信息公开申请数量”的“总计”是 2。说明：机构改革，并入原某局的申请1件。";
    assert!(page.contains(words), "{page}");
}

#[test]
fn 规范性文件的件数与文件库对照() {
    let policy = |name: &str, dated: &str, more: &str| {
        format!(
            "-- content/policy/{name}.md --\n+++\ntitle = \"{name}\"\npublished = {dated}\ndated = {dated}\nopenness = \"public\"\ncategory = \"normative\"\n{more}+++\n\n正文。\n"
        )
    };
    let text = [
        policy("a", "2023-05-06", ""),
        policy("b", "2025-02-03", "repeals = [\"policy/a.md\"]\n"),
        policy("c", "2024-03-04", ""),
        policy("d", "2026-01-05", "repeals = [\"policy/c.md\"]\n"),
        report(2025, "", 2, 1),
    ]
    .concat();
    let site = SiteTest::from_text(&text);
    let page = html::words(&site.build().file("report/2025.html"));
    // Made: b. Repealed in the year: a. In force at its end: b, c.
    for words in [
        "本年制发（件）21年报多 1",
        "本年废止（件）11一致",
        "年末现行有效（件）32年报多 1",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn 没有表格的早期年报照原样显示() {
    let text = "-- content/report/2012.md --\n+++\ntitle = \"示例市人民政府2012年政府信息公开工作年度报告\"\npublished = 2013-03-20\nyear = 2012\nformat = \"prose\"\n+++\n\n## 一、概述\n\n受理申请43件。\n";
    let site = SiteTest::from_text(&format!("{text}{}", two_years()));
    let build = site.build();
    build.expect_status(0);
    let page = build.file("report/2012.html");
    assert!(page.contains("编制时尚无统一的表格格式") && page.contains("受理申请43件"));
    assert!(!page.contains("<table") && !page.contains("下载表格"));
    build.expect_no_file("report/2012.csv");
    build.expect_file(
        "report/years.html",
        ["没有表格的历史年报", "report/2012.html"],
    );
}

#[test]
fn 各机关有自己的历年数据() {
    let own =
        |year| report(year, "", 0, 0).replace("content/report", "content/agencies/yjj/report");
    let site = SiteTest::from_text(&format!("{}{}", own(2024), own(2025)));
    let build = site.build();
    build.expect_status(0);
    build.expect_no_file("report/years.html");
    build.expect_file(
        "agencies/yjj/report/index.html",
        ["agencies/yjj/report/years.html"],
    );
    build.expect_file("agencies/yjj/report/years.html", ["示例市应急管理局"]);
}

#[test]
fn 同一年的两份年报是提醒() {
    let second = report(2025, "", 0, 0).replace("report/2025.md", "report/again.md");
    let site = SiteTest::from_text(&format!("{}{second}", report(2025, "", 2, 1)));
    let build = site.build();
    build.expect_status(0);
    assert_eq!(build.findings("duplicate-report"), 1);
    assert!(build.report().contains("同一机关2025年的年报有两份"));
}

#[test]
fn 没有公开的年报_表格文件的错误不显示原文() {
    let text = "-- content/report/2027.md --\n+++\ntitle = \"年报\"\npublished = 2028-01-20\nyear = 2027\ntables = \"2027.csv\"\n+++\n\n正文。\n-- content/report/2027.csv --\n编号,类别,项目\nt3.new,,,机密四十二,0,0,0,0,0\n";
    let site = SiteTest::from_text(text);
    let build = site.build();
    assert!(
        build.report().contains("content/report/2027.csv"),
        "{}",
        build.report()
    );
    assert!(!build.stderr.contains("机密四十二"), "{}", build.stderr);
}

#[test]
fn 说明了原因的不一致在检查时只是提醒() {
    let check = |more: &str| {
        let text = format!("{}{}", report(2024, "", 0, 1), report(2025, more, 2, 1));
        let site = SiteTest::from_text(&text);
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .args(["check", "--as-of", "2026-06-01", "--root"])
            .arg(site.root())
            .output()
            .expect("the program runs");
        let words = String::from_utf8_lossy(&ran.stdout).into_owned();
        words + &String::from_utf8_lossy(&ran.stderr)
    };
    assert!(check("").contains("error[report-carried-over]"));
    let explained = check("explain = { carry_in = \"机构改革\" }");
    assert!(
        explained.contains("warning[report-carried-over]"),
        "{explained}"
    );
    assert!(
        explained.contains("年报在 explain 里说明了原因"),
        "{explained}"
    );
}
