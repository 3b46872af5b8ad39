use std::collections::BTreeSet;

use super::{LayoutKind, LayoutTable, layout};
use crate::model::{Cell, Figure, FigureRow, ReportFormat, ReportTables, TableId};
use crate::source::SourcePath;

/// Every figure a different number: `100 * row + column`.
fn report(format: ReportFormat) -> ReportTables {
    let rows = |id| {
        let def = format.table(id).unwrap();
        (0..)
            .zip(def.rows)
            .map(|(at, row)| FigureRow {
                def: row,
                figures: (0..row.columns.len())
                    .map(|column| Figure {
                        cell: Cell::Number(100 * at + i64::try_from(column).unwrap()),
                        span: None,
                    })
                    .collect(),
                span: None,
            })
            .collect()
    };
    ReportTables {
        year: 2024,
        format,
        t2: rows(TableId::T2),
        t3: rows(TableId::T3),
        t4: rows(TableId::T4),
        path: SourcePath::new("content/report/2024.md"),
        explained: crate::model::Explained::default(),
    }
}

/// Head or body with spans filled in: every place must be covered exactly once.
fn grid(rows: &[Vec<super::LayoutCell>], columns: usize) -> Vec<Vec<String>> {
    let mut grid = vec![vec![None; columns]; rows.len()];
    for (y, row) in rows.iter().enumerate() {
        let mut x = 0;
        for cell in row {
            while grid[y][x].is_some() {
                x += 1;
            }
            for line in &mut grid[y..y + usize::from(cell.rowspan)] {
                for place in &mut line[x..x + usize::from(cell.colspan)] {
                    assert!(place.is_none(), "单元格重叠: {}", cell.text);
                    *place = Some(cell.text.clone());
                }
            }
        }
    }
    grid.into_iter()
        .map(|row| row.into_iter().collect::<Option<_>>().unwrap())
        .collect()
}

fn tables(format: ReportFormat) -> Vec<LayoutTable> {
    layout(&report(format))
}

#[test]
fn 每张表的单元格不重叠也不缺() {
    for format in [ReportFormat::Format2021, ReportFormat::Format2019] {
        for table in tables(format) {
            grid(&table.head, usize::from(table.columns));
            grid(&table.body, usize::from(table.columns));
        }
    }
}

#[test]
fn 表二按官方版式分四组() {
    let table = &tables(ReportFormat::Format2021)[0];
    let rows = grid(&table.body, 4);
    assert_eq!(rows[0], ["第二十条第（一）项"; 4]);
    assert_eq!(
        rows[1],
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    );
    assert_eq!(rows[3], ["行政规范性文件", "100", "101", "102"]);
    assert_eq!(rows[6], ["行政许可", "200", "200", "200"]);
    assert_eq!(rows[12][1], "本年收费金额（单位：万元）");
    assert_eq!(rows.len(), 14);
    let old = grid(&tables(ReportFormat::Format2019)[0].body, 4);
    assert_eq!(old.last().unwrap(), &["政府集中采购", "600", "601", "601"]);
}

#[test]
fn 表三的跨行数与官方版式一致() {
    let table = &tables(ReportFormat::Format2021)[1];
    let groups: Vec<(&str, u8)> = table
        .body
        .iter()
        .flatten()
        .filter(|cell| cell.kind == LayoutKind::RowGroup)
        .map(|cell| (cell.text.as_str(), cell.rowspan))
        .collect();
    assert_eq!(
        groups,
        [
            ("三、本年度办理结果", 22),
            ("（三）不予公开", 8),
            ("（四）无法提供", 3),
            ("（五）不予处理", 5),
            ("（六）其他处理", 3),
        ]
    );
    let head = grid(&table.head, 10);
    assert_eq!(head[0][3..], ["申请人情况"; 7]);
    assert_eq!(head[1][3], "自然人");
    assert_eq!(head[1][4..9], ["法人或其他组织"; 5]);
    assert_eq!(
        head[2][3..],
        [
            "自然人",
            "商业企业",
            "科研机构",
            "社会公益组织",
            "法律服务机构",
            "其他",
            "总计"
        ]
    );
    assert!(head[0][0].starts_with("（本列数据的勾稽关系为"));
    let body = grid(&table.body, 10);
    assert_eq!(body[0][..3], ["一、本年新收政府信息公开申请数量"; 3]);
    assert_eq!(
        body[4][..4],
        [
            "三、本年度办理结果",
            "（三）不予公开",
            "1.属于国家秘密",
            "400"
        ]
    );
    assert_eq!(body[23][1..4], ["（七）总计", "（七）总计", "2300"]);
    assert_eq!(body[24][9], "2406");
}

#[test]
fn 旧格式的其他处理只有一行() {
    let body = grid(&tables(ReportFormat::Format2019)[1].body, 10);
    assert_eq!(body.len(), 23);
    assert_eq!(body[20][1..3], ["（六）其他处理", "（六）其他处理"]);
    assert_eq!(body[2][0], "三、本年度办理结果");
    assert_eq!(body[21][0], "三、本年度办理结果");
    assert_eq!(body[22][0], "四、结转下年度继续办理");
}

#[test]
fn 表四三组并列在一行() {
    let table = &tables(ReportFormat::Format2021)[2];
    let head = grid(&table.head, 15);
    assert_eq!(head[0][..5], ["行政复议"; 5]);
    assert_eq!(head[0][5..], ["行政诉讼"; 10]);
    assert_eq!(head[1][5..10], ["未经复议直接起诉"; 5]);
    assert_eq!(head[1][10..], ["复议后起诉"; 5]);
    assert_eq!(
        head[2][..5],
        ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    );
    assert_eq!(head[2][10..15], head[2][..5]);
    assert_eq!(table.body.len(), 1);
    assert_eq!(table.body[0][14].text, "204");
}

#[test]
fn 每个数字都指明它的表头() {
    for table in tables(ReportFormat::Format2021) {
        let cells = || table.head.iter().chain(&table.body).flatten();
        let ids: Vec<&str> = cells().filter_map(|c| c.id.as_deref()).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(known.len(), ids.len(), "编号重复");
        for cell in cells().filter(|c| c.kind == LayoutKind::Figure) {
            assert!(cell.headers.len() >= 2, "{}", cell.text);
            assert!(cell.headers.iter().all(|id| known.contains(id.as_str())));
        }
    }
    let deny = &tables(ReportFormat::Format2021)[1].body[4];
    let figure = deny.iter().find(|c| c.text == "401").unwrap();
    assert_eq!(
        figure.headers.join(" "),
        "t3-applicants t3-organisations t3-group1-granted t3-group2-deny1_secret t3-row-deny1_secret t3-biz"
    );
}
