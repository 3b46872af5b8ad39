//! The three tables of an annual report in their official layout.
//!
//! In: figures as they are shown. Out: [`Grid`](super::Grid)s with spans, scopes and `headers` as 国办公开办函〔2021〕30号
//! (and, for reports before it, 国办公开办函〔2019〕60号) lay them out. Counts nothing and checks nothing.

mod proactive;
mod remedies;
mod requests;

use super::{Cell, CellKind};

pub use proactive::{Proactive, ProactiveOf2019, proactive, proactive_of_2019};
pub use remedies::remedies;
pub use requests::{REQUEST_COLUMNS, requests};

/// Which form a report follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// 国办公开办函〔2021〕30号
    Of2021,
    /// 国办公开办函〔2019〕60号: one row for 其他处理
    Of2019,
}

fn heading(kind: CellKind, text: &str, id: &str) -> Cell {
    Cell {
        kind,
        text: text.to_owned(),
        colspan: 1,
        rowspan: 1,
        id: Some(id.to_owned()),
        headers: None,
    }
}

fn figure(text: &str, headers: String) -> Cell {
    Cell {
        kind: CellKind::Figure,
        text: text.to_owned(),
        colspan: 1,
        rowspan: 1,
        id: None,
        headers: Some(headers),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::Grid;
    use super::{
        Form, Proactive, ProactiveOf2019, proactive, proactive_of_2019, remedies, requests,
    };

    /// Places every cell as a browser does and returns the columns used in each row.
    fn widths(grid: &Grid) -> Vec<usize> {
        let rows: Vec<_> = grid.head.iter().chain(&grid.body).collect();
        let mut taken = vec![BTreeSet::new(); rows.len() + 30];
        for (at, row) in rows.iter().enumerate() {
            let mut column = 0;
            for cell in &row.cells {
                while taken[at].contains(&column) {
                    column += 1;
                }
                for below in 0..usize::from(cell.rowspan) {
                    for right in 0..usize::from(cell.colspan) {
                        assert!(
                            taken[at + below].insert(column + right),
                            "cells overlap: {}",
                            cell.text
                        );
                    }
                }
            }
        }
        assert!(
            taken[rows.len()..].iter().all(BTreeSet::is_empty),
            "a cell leaves the table"
        );
        taken[..rows.len()].iter().map(BTreeSet::len).collect()
    }

    fn headers_exist(grid: &Grid) {
        let cells = || {
            grid.head
                .iter()
                .chain(&grid.body)
                .flat_map(|row| &row.cells)
        };
        let ids: Vec<_> = cells().filter_map(|cell| cell.id.as_deref()).collect();
        let unique: BTreeSet<_> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len(), "an id twice");
        for cell in cells() {
            for id in cell.headers.iter().flat_map(|headers| headers.split(' ')) {
                assert!(unique.contains(id), "{} has no heading {id}", cell.text);
            }
        }
    }

    fn zeros<const N: usize>() -> [String; N] {
        std::array::from_fn(|_| "0".to_owned())
    }

    #[test]
    fn every_row_of_every_table_fills_its_columns() {
        let grids = [
            proactive(&Proactive::default()),
            proactive_of_2019(&ProactiveOf2019 {
                rule: Some(zeros()),
                procurement: Some(zeros()),
                ..ProactiveOf2019::default()
            }),
            requests(Form::Of2021, |_| zeros()),
            requests(Form::Of2019, |_| zeros()),
            remedies(&[zeros(), zeros(), zeros()]),
        ];
        for grid in grids {
            let columns = usize::from(grid.columns);
            assert!(
                widths(&grid).iter().all(|width| *width == columns),
                "{}",
                grid.caption
            );
            headers_exist(&grid);
        }
    }

    #[test]
    fn requests_have_the_rows_and_spans_of_the_form() {
        let grid = requests(Form::Of2021, |_| zeros());
        assert_eq!(grid.body.len(), 25);
        let spans: Vec<_> = grid
            .body
            .iter()
            .flat_map(|row| &row.cells)
            .filter(|cell| cell.rowspan > 1)
            .map(|cell| cell.rowspan)
            .collect();
        assert_eq!(spans, [22, 8, 3, 5, 3]);
        assert_eq!(requests(Form::Of2019, |_| zeros()).body.len(), 23);
    }

    #[test]
    fn a_row_that_was_not_recorded_is_not_drawn() {
        let grid = proactive_of_2019(&ProactiveOf2019 {
            norm: Some(zeros()),
            ..ProactiveOf2019::default()
        });
        assert_eq!(grid.body.len(), 3);
    }
}
