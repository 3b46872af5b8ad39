//! Reports whose figures lie in a CSV file.

use super::tests::{file, good, run};
use crate::model::{Cell, ReportRule, TableId};

const FRONT: &str = "year = 2024\ntables = \"2024.csv\"\n";
const HEAD: &str = "编号,类别,项目,自然人,商业企业,科研机构,社会公益组织,法律服务机构,其他,总计\n";

fn findings(text: &str) -> Vec<(&'static str, String, String)> {
    let files = [file("content/report/2024.csv", text)];
    let (tables, report) = run(FRONT, &files);
    assert!(tables.is_none());
    let denied = report
        .diagnostics()
        .iter()
        .filter(|d| d.severity == crate::diag::Severity::Deny);
    let found = denied.map(|d| {
        assert_eq!(d.path.as_str(), "content/report/2024.csv");
        let span = d.span.unwrap();
        (
            d.code,
            text[span.start..span.end].to_owned(),
            d.message.clone(),
        )
    });
    found.collect()
}

#[test]
fn 电子表格的行与_toml_的行一样() {
    let text = format!(
        "编号,类别,项目,本年制发件数,本年废止件数,现行有效件数,,,,\n\
         t2.norm,第二十条第（一）项,行政规范性文件,3,1,42,,,,\n\
         t2.license,,行政许可,\"1,120\",,,,,,\n\
         t2.fee,,行政事业性收费,31.50,,,,,,\n\
         ,,,,,,,,,\n\
         {HEAD}\
         t3.new,,本年新收,12,1,0,0,0,0,\n\
         t3.carry_in,,上年结转,1,0,0,0,0,0,1\n\
         t3.granted,,予以公开,9,1,/,,0,0,10\n\
         t3.carry_out,,结转,4,0,0,0,0,0,4\n\
         t4.review,,行政复议,1,0,0,0,1\n"
    );
    let files = [file("content/report/2024.csv", &text)];
    let (tables, report) = run(FRONT, &files);
    assert!(
        report.diagnostics().is_empty(),
        "{:#?}",
        report.diagnostics()
    );
    let tables = tables.unwrap();
    let inline = good(
        "year = 2024\n[t2]\nnorm = [3, 1, 42]\nlicense = 1120\nfee = 31.50\n[t3]\n\
         new = [12, 1, 0, 0, 0, 0, 13]\ncarry_in = [1, 0, 0, 0, 0, 0, 1]\ngranted = [9, 1, \"/\", \"\", 0, 0, 10]\n\
         carry_out = [4, 0, 0, 0, 0, 0, 4]\n[t4]\nreview = [1, 0, 0, 0, 1]\n",
    );
    for table in TableId::ALL {
        for (one, other) in tables.rows(table).iter().zip(inline.rows(table)) {
            let cells = |row: &crate::model::FigureRow| {
                let cells = row.figures.iter().map(|f| f.cell.clone());
                cells.collect::<Vec<Cell>>()
            };
            assert_eq!(cells(one), cells(other), "{}", one.def.id);
        }
    }
    let fee = tables.get(TableId::T2, "fee", "amount").unwrap();
    let span = fee.span.unwrap();
    assert_eq!(&text[span.start..span.end], "31.50");
}

#[test]
fn 办理结果的总计没有写时自动相加() {
    let report = good(
        "year = 2024\n[t2]\n[t3]\nnew = [3, 1, 0, 0, 0, 0]\ngranted = [2, 0, 0, 0, 0, 0]\nna1_none = [0, 1, 0, 0, 0, 0]\n[t4]\n",
    );
    let sum = |column| {
        report
            .get(TableId::T3, "result_sum", column)
            .unwrap()
            .cell
            .number()
    };
    assert_eq!(
        (sum("np"), sum("biz"), sum("sum")),
        (Some(2), Some(1), Some(3))
    );
}

#[test]
fn 表格文件的错误指出是哪一格() {
    let text = format!(
        "{HEAD}t3.new,,本年新收,12,一,0,0,0,0,13\n\
         t3.granted,,予以公开,9,1.5,0,0,0,0,10\n\
         t3.partial,,部分公开,-1,0,0,0,0,0,0\n\
         t3.grantd,,予以公开,9,1,0,0,0,0,10\n\
         t3.carry_out,,结转,4,0\n\
         t3.carry_in,,结转,0,0,0,0,0,0,0,0\n\
         t3.new,,本年新收,12,1,0,0,0,0,13\n\
         ,,予以公开,1,,,,,,\n"
    );
    let mut found = findings(&text);
    found.sort();
    let short: Vec<(&str, &str)> = found
        .iter()
        .map(|(code, at, _)| (*code, at.as_str()))
        .collect();
    assert_eq!(
        short,
        [
            ("report-figure", "-1"),
            ("report-figure", "1.5"),
            ("report-figure", "一"),
            ("report-row", ",,予以公开,1,,,,,,"),
            ("report-row", "t3.carry_in,,结转,0,0,0,0,0,0,0,0"),
            ("report-row", "t3.carry_out,,结转,4,0"),
            ("report-row", "t3.grantd"),
            ("report-row", "t3.new,,本年新收,12,1,0,0,0,0,13"),
        ]
    );
}

#[test]
fn 没有数字的表格文件() {
    let found = findings("编号,类别,项目\n");
    assert_eq!((found.len(), found[0].0), (1, "missing-field"));
}

#[test]
fn 数字不一致的原因从年报里读() {
    let report = good("year = 2024\nexplain = { carry_in = \"机构改革\" }\n[t2]\n[t3]\n[t4]\n");
    assert_eq!(
        report.explained.reason(ReportRule::CarriedOver),
        Some("机构改革")
    );
    assert_eq!(report.explained.reason(ReportRule::Row), None);
}
