//! Table 四: 政府信息公开行政复议、行政诉讼情况.

use super::super::{Cell, CellKind, Grid, GridRow};
use super::{figure, heading};

/// Table 四: 行政复议, 未经复议直接起诉, 复议后起诉; each 结果维持, 结果纠正, 其他结果, 尚未审结, 总计.
#[must_use]
pub fn remedies(figures: &[[String; 5]; 3]) -> Grid {
    const HEADS: [&str; 5] = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let columns = |of: &'static str, rows: u8| {
        HEADS.iter().enumerate().map(move |(at, title)| {
            let mut cell = heading(CellKind::Col, title, &format!("t4-{of}{at}"));
            cell.rowspan = rows;
            cell
        })
    };
    let group = |title, id: &str, columns| {
        let mut cell = heading(CellKind::Colgroup, title, &format!("t4-{id}"));
        cell.colspan = columns;
        cell
    };
    let mut second: Vec<Cell> = columns("a", 2).collect();
    second.extend([
        group("未经复议直接起诉", "b", 5),
        group("复议后起诉", "c", 5),
    ]);
    let mut cells = Vec::new();
    for ((of, above), figures) in [("a", "t4-a"), ("b", "t4-suit t4-b"), ("c", "t4-suit t4-c")]
        .iter()
        .zip(figures)
    {
        for (at, text) in figures.iter().enumerate() {
            cells.push(figure(text, format!("{above} t4-{of}{at}")));
        }
    }
    Grid {
        caption: "政府信息公开行政复议、行政诉讼情况".to_owned(),
        head: vec![
            GridRow {
                cells: vec![group("行政复议", "a", 5), group("行政诉讼", "suit", 10)],
            },
            GridRow { cells: second },
            GridRow {
                cells: columns("b", 1).chain(columns("c", 1)).collect(),
            },
        ],
        body: vec![GridRow { cells }],
        columns: 15,
    }
}
