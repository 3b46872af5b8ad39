//! Tables with merged cells.
//!
//! In: the tokens of one table and the body they come from. Out: a [`Grid`] that says which cell each
//! place belongs to, and what does not fit. It must never write HTML.
//!
//! `^^` alone joins a cell to the one above, `||` (nothing between) to the one on its left. The parser
//! cannot tell `||` from `| |`: the bytes around the cell can.

use std::ops::Range;

use memchr::memchr;

use super::Problem;
use super::tree::{Kind, Node, Token, Tree};

/// What a cell says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    Own,
    Up,
    Left,
}

#[derive(Debug)]
struct Cell {
    /// Index of its `Start`.
    token: usize,
    join: Join,
    /// Index of the cell (row * columns + column) that shows here.
    owner: usize,
}

/// A cell that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Index of its `Start`; its content stands behind it.
    pub(super) token: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// A joined cell that could not be joined: its mark is not shown.
    pub(super) blank: bool,
}

/// A table whose cells know where they belong.
#[derive(Debug, Default)]
pub(super) struct Grid {
    cells: Vec<Cell>,
    columns: usize,
    /// How many rows are header rows: the written one, and those that a header cell reaches into.
    pub(super) head: usize,
    /// For each cell how many rows and columns it covers; nought where another covers it.
    extent: Vec<(usize, usize)>,
    pub(super) problems: Vec<Problem>,
    /// Index of the table's `End`.
    pub(super) end: usize,
}

/// Whether the cell that starts here is `^^` alone.
pub(super) fn joins_up(body: &str, cell: &Token<'_>) -> bool {
    body[cell.span.clone()].trim_matches(['|', ' ', '\t', '\n']) == "^^"
}

/// Whether the cell has nothing between its bars, not even a space.
fn joins_left(body: &str, cell: &Token<'_>) -> bool {
    let bytes = body.as_bytes();
    let Range { start, end } = cell.span;
    start == end && start > 0 && bytes[start - 1] == b'|' && bytes.get(end) == Some(&b'|')
}

/// Reads the table whose `Start` is at `start`.
pub(super) fn read(tree: &Tree<'_>, start: usize) -> Grid {
    let mut grid = Grid::default();
    // A cell is a beginning, words and an end.
    grid.cells.reserve((tree.tokens.len() - start) / 3);
    let mut row = 0;
    let mut last_cell = 0;
    // Nearly no table has one, and looking at each cell takes longer.
    let carets = memchr(b'^', tree.body[tree.tokens[start].span.clone()].as_bytes()).is_some();
    let mut index = start + 1;
    while index < tree.tokens.len() {
        let token = &tree.tokens[index];
        match token.node {
            Node::End(Kind::Table(_)) => break,
            Node::Start(Kind::Head | Kind::Row) => row = grid.cells.len(),
            Node::End(Kind::Head) => grid.columns = grid.cells.len(),
            Node::Start(Kind::Cell) => {
                let join = match () {
                    () if joins_left(tree.body, token) => Join::Left,
                    () if carets && joins_up(tree.body, token) => Join::Up,
                    () => Join::Own,
                };
                last_cell = token.span.end;
                let owner = grid.cells.len();
                grid.cells.push(Cell {
                    token: index,
                    join,
                    owner,
                });
            }
            Node::End(Kind::Row) => {
                let span = last_cell.min(token.span.end)..token.span.end;
                grid.check_length(tree.body, span, row);
            }
            _ => {}
        }
        index += 1;
    }
    grid.end = index;
    grid.head = usize::from(!grid.cells.is_empty());
    grid.extent = vec![(1, 1); grid.cells.len()];
    if grid.cells.iter().any(|cell| cell.join != Join::Own) {
        grid.join(tree);
        grid.measure(tree);
    }
    grid
}

impl Grid {
    pub(super) fn rows(&self) -> usize {
        self.cells.len().checked_div(self.columns).unwrap_or(0)
    }

    /// The cells shown in a row.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = Shown> {
        let start = row * self.columns;
        (start..start + self.columns).filter_map(move |index| {
            let (rows, columns) = self.extent[index];
            (rows > 0).then(|| Shown {
                token: self.cells[index].token,
                column: index - start,
                rows,
                columns,
                blank: self.cells[index].join == Join::Up,
            })
        })
    }

    /// Whether a cell says that it belongs to the one above.
    pub(super) fn has_carets(&self) -> bool {
        self.cells.iter().any(|cell| cell.join == Join::Up)
    }

    /// The parser drops what a row has beyond the columns of the header row.
    fn check_length(&mut self, body: &str, rest: Range<usize>, row: usize) {
        let text = body[rest.clone()].trim_end();
        let beyond = text.strip_prefix('|').unwrap_or(text);
        if beyond.is_empty() {
            return;
        }
        let joined = beyond.bytes().all(|byte| byte == b'|');
        let number = row / self.columns.max(1) + 1;
        let span = rest.start..rest.start + text.len();
        let problem = if joined {
            Problem::error(
                "table-span",
                span,
                format!("表格第 {number} 行合并的单元格超出了表格右边"),
            )
        } else {
            Problem::error(
                "table-row-too-long",
                span,
                format!("表格第 {number} 行的单元格比表头多，多出的内容不会显示"),
            )
        };
        self.problems.push(problem.help(format!(
            "本表共 {} 列；单元格中的竖线要写成 \\|",
            self.columns
        )));
    }

    fn join(&mut self, tree: &Tree<'_>) {
        for index in 0..self.cells.len() {
            let column = index % self.columns.max(1);
            let wrong = match self.cells[index].join {
                Join::Own => continue,
                Join::Left if column > 0 => {
                    self.cells[index].owner = self.cells[index - 1].owner;
                    continue;
                }
                Join::Up if index >= self.columns => {
                    self.cells[index].owner = self.cells[index - self.columns].owner;
                    continue;
                }
                Join::Left => "左边没有单元格，不能用 || 并入左边",
                Join::Up => "上边没有单元格，不能用 ^^ 并入上边",
            };
            self.report(tree, index, wrong);
        }
    }

    /// Finds how far each cell reaches; one that is no rectangle is taken apart again.
    fn measure(&mut self, tree: &Tree<'_>) {
        let columns = self.columns.max(1);
        // For each owner: number of cells, last row, first and last column.
        let mut boxes: Vec<(usize, usize, usize, usize)> =
            vec![(0, 0, usize::MAX, 0); self.cells.len()];
        for (index, cell) in self.cells.iter().enumerate() {
            let reach = &mut boxes[cell.owner];
            reach.0 += 1;
            reach.1 = reach.1.max(index / columns);
            reach.2 = reach.2.min(index % columns);
            reach.3 = reach.3.max(index % columns);
        }
        self.extent.fill((0, 0));
        let mut irregular = vec![false; self.cells.len()];
        for (index, (count, bottom, left, right)) in boxes.into_iter().enumerate() {
            if count == 0 {
                continue;
            }
            let rows = bottom - index / columns + 1;
            let width = right - left + 1;
            if rows * width == count && left == index % columns {
                self.extent[index] = (rows, width);
            } else {
                irregular[index] = true;
            }
        }
        self.take_apart(tree, &irregular);
        while self.head < self.rows() {
            let row = self.head * columns..(self.head + 1) * columns;
            let limit = row.start;
            if !self.cells[row].iter().any(|cell| cell.owner < limit) {
                break;
            }
            self.head += 1;
        }
    }

    fn take_apart(&mut self, tree: &Tree<'_>, irregular: &[bool]) {
        let columns = self.columns.max(1);
        let mut reported = vec![false; irregular.len()];
        for index in 0..self.cells.len() {
            let owner = self.cells[index].owner;
            if !irregular[owner] {
                continue;
            }
            self.cells[index].owner = index;
            self.extent[index] = (1, 1);
            if index / columns > owner / columns && !reported[owner] {
                reported[owner] = true;
                let message = "合并的单元格不是一个完整的矩形，与相邻的单元格交错";
                self.report(tree, index, message);
            }
        }
    }

    fn report(&mut self, tree: &Tree<'_>, index: usize, message: &str) {
        let span = tree.tokens[self.cells[index].token].span.clone();
        // An empty cell has no bytes: show the bar behind it.
        let end = span.end.max(span.start + 1).min(tree.body.len());
        let row = index / self.columns.max(1) + 1;
        let column = index % self.columns.max(1) + 1;
        self.problems.push(
            Problem::error(
                "table-span",
                span.start..end,
                format!("表格第 {row} 行第 {column} 列：{message}"),
            )
            .help("^^ 并入上边的单元格，||（中间没有空格）并入左边的单元格，合并后须是矩形"),
        );
    }
}
