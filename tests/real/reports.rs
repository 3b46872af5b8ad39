//! True tables of annual reports: they say against themselves exactly what the file states.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use gongkai::model::{
    Cell, Decimal, Explained, Figure, FigureRow, FigureSort, ReportFormat, ReportTables, RowDef,
    TableId, Violation, own_violations, year_violations,
};
use gongkai::source::SourcePath;
use serde_json::Value;

use super::support::{SiteTest, html};
use super::{shared, text};

fn corpus() -> Option<Value> {
    let file = shared("corpus")?.join("annual_reports.json");
    let json = std::fs::read_to_string(file).expect("a text");
    Some(serde_json::from_str(&json).expect("JSON"))
}

/// The names of the file for columns of 表二, by the program's.
fn t2_key(column: &str) -> &str {
    match column {
        "published" => "newly_public",
        "total" => "public_total",
        other => other,
    }
}

/// The numbers of a row as the file has them; none where it leaves the row out.
fn numbers(report: &Value, table: TableId, row: &RowDef) -> Option<Vec<Value>> {
    let values = &report[table.key()];
    let value = match (table, row.id) {
        (TableId::T2, "fee") => &values["fee_wan_yuan"],
        _ => &values[row.id],
    };
    match value {
        Value::Null => None,
        Value::Array(list) => Some(list.clone()),
        Value::Object(map) => {
            let format = text(report, "format");
            let of = |id: &str| {
                let key = if format == "2019" && id == "made" {
                    "newly_made"
                } else {
                    t2_key(id)
                };
                map.get(key).cloned().unwrap_or(Value::Null)
            };
            Some(row.columns.iter().map(|column| of(column.id)).collect())
        }
        number => Some(vec![number.clone()]),
    }
}

fn cell(sort: FigureSort, value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Blank(String::new()),
        number if sort == FigureSort::Money => {
            Cell::Decimal(Decimal::parse(&number.to_string()).expect("an amount"))
        }
        number => Cell::Number(number.as_i64().expect("a count")),
    }
}

fn tables(report: &Value) -> ReportTables {
    let format = match text(report, "format") {
        "2019" => ReportFormat::Format2019,
        _ => ReportFormat::Format2021,
    };
    let rows = |id: TableId| -> Vec<FigureRow> {
        let def = format.table(id).expect("a table");
        let row = |row: &'static RowDef| {
            let cells: Vec<Cell> = match numbers(report, id, row) {
                Some(values) => {
                    assert_eq!(values.len(), row.columns.len(), "{}", row.id);
                    let sorts = row.columns.iter().map(|column| column.sort);
                    sorts.zip(&values).map(|(sort, v)| cell(sort, v)).collect()
                }
                None => vec![Cell::NotRecorded; row.columns.len()],
            };
            let figures = cells.into_iter().map(|cell| Figure { cell, span: None });
            FigureRow {
                def: row,
                figures: figures.collect(),
                span: None,
            }
        };
        def.rows.iter().map(row).collect()
    };
    ReportTables {
        year: i16::try_from(report["year"].as_i64().expect("a year")).expect("a year"),
        format,
        t2: rows(TableId::T2),
        t3: rows(TableId::T3),
        t4: rows(TableId::T4),
        path: SourcePath::new("content/report/a.md"),
        explained: Explained::default(),
    }
}

/// As the file states them: rule, column, expected, printed.
fn as_stated(found: &[Violation]) -> Vec<(String, String, i64, i64)> {
    found
        .iter()
        .map(|one| {
            let rule = match one.rule.id() {
                "AR3-RES" => "result",
                other => other,
            };
            let expected = one.expected.as_ref().expect("another number").value;
            let column = one.cell.expect("a cell").column;
            (
                rule.to_owned(),
                column.to_owned(),
                expected,
                one.printed.value,
            )
        })
        .collect()
}

fn stated(list: &Value) -> Vec<(String, String, i64, i64)> {
    let number = |one: &Value, key: &str| one[key].as_i64().expect("a number");
    let list = list.as_array().expect("a list").iter();
    list.map(|one| {
        (
            text(one, "rule").to_owned(),
            text(one, "column").to_owned(),
            number(one, "expected"),
            number(one, "printed"),
        )
    })
    .collect()
}

#[test]
fn 真实年报的勾稽关系与所述的不符之处一致() {
    let Some(corpus) = corpus() else { return };
    let reports = corpus["reports"].as_array().expect("reports");
    assert!(reports.len() >= 5);
    let mut all = BTreeMap::new();
    for report in reports {
        let tables = tables(report);
        let id = text(report, "id");
        let found = own_violations(&tables);
        assert_eq!(as_stated(&found), stated(&report["violations"]), "{id}");
        all.insert(id, tables);
    }
    for pair in corpus["year_on_year"].as_array().expect("pairs") {
        let (before, this) = (text(pair, "previous"), text(pair, "current"));
        let found = year_violations(&all[this], &all[before]);
        assert_eq!(as_stated(&found), stated(&pair["violations"]), "{this}");
    }
}

/// A report as an editor writes it.
fn front_matter(report: &Value, tables: &ReportTables) -> String {
    let mut lines = format!(
        "title = \"{}\"\npublished = {}-01-20\nyear = {}\nformat = \"{}\"\n",
        text(report, "title"),
        tables.year + 1,
        tables.year,
        tables.format.value()
    );
    for id in TableId::ALL {
        let _ = writeln!(lines, "[{}]", id.key());
        for row in tables.rows(id) {
            let cells: Vec<String> = row.figures.iter().map(|f| f.cell.to_string()).collect();
            if row.figures.iter().any(|f| f.cell == Cell::NotRecorded) {
                continue;
            }
            let value = match cells.as_slice() {
                [one] => one.clone(),
                several => format!("[{}]", several.join(", ")),
            };
            let _ = writeln!(lines, "{} = {value}", row.def.id);
        }
    }
    format!("+++\n{lines}+++\n\n## 一、总体情况\n\n按规定公开。\n")
}

/// The texts of the cells of figures of each table of a page.
fn figures(page: &str) -> Vec<Vec<String>> {
    let tables = page.split("<table").skip(1);
    tables
        .map(|table| {
            let table = table.split("</table>").next().unwrap_or_default();
            let cells = table.split("<td").skip(1).filter_map(|cell| {
                let (_, cell) = cell.split_once('>')?;
                cell.split("</td>").next()
            });
            let cells = cells.map(|cell| html::words(cell).trim().to_owned());
            cells.filter(|cell| !cell.contains("勾稽关系")).collect()
        })
        .collect()
}

#[test]
fn 真实年报的网页上是原来的数字() {
    let Some(corpus) = corpus() else { return };
    for report in corpus["reports"].as_array().expect("reports") {
        let tables = tables(report);
        let portal = format!(
            "-- config.toml --\n[portal]\nname = \"示例市人民政府\"\nagency = \"zfb\"\n\
             [[agency]]\nid = \"zfb\"\nname = \"示例市人民政府\"\nlevel = \"city\"\nkind = \"government\"\n\
             -- content/report/a.md --\n{}",
            front_matter(report, &tables)
        );
        let site = SiteTest::from_text(&portal).date("2026-06-01");
        let page = site.build().expect_status(0).file("report/a.html");
        let grids = figures(&page);
        for id in TableId::ALL {
            let expected: Vec<String> = tables
                .rows(id)
                .iter()
                .flat_map(|row| row.figures.iter().map(|f| f.cell.to_string()))
                .collect();
            let shown = grids.contains(&expected);
            assert!(shown, "{} {}: {grids:?}", text(report, "id"), id.key());
        }
    }
}
