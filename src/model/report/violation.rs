//! What a rule of standards 3.5 says against a report: a broken identity with both of its numbers and their places.

use std::fmt;

use super::{ReportTables, TableId};
use crate::diag::Span;
use crate::source::SourcePath;

/// The rules of standards 3.5 that can be told from a report, last year's report and the portal's own documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportRule {
    /// 表三: the six applicants of a row make its 总计.
    Row,
    /// 表三: the results of a column make its （七）总计.
    Results,
    /// 表三: 新收 and 结转 in a column make 办理 and 结转下年度 (the form's own note).
    Balance,
    /// 表三: 上年结转 is last year's 结转下年度.
    CarriedOver,
    /// 表四: the four outcomes make the 总计.
    DisputeSum,
    /// No figure is negative.
    NonNegative,
    /// 表二: who may not make 规章 reports none.
    RuleMaking,
    /// 表二: 现行有效 is last year's, and what was made, less what was repealed.
    ValidYear,
    /// 表二: 行政规范性文件 are as many as the portal's library has.
    Library,
    /// No cell is left blank.
    Empty,
    /// The prose gives the figures of the tables.
    Text,
    /// The prose cites the articles of the 《条例》 in force.
    Law,
}

impl ReportRule {
    /// All, in the order of the standard.
    pub const ALL: [Self; 12] = [
        Self::Row,
        Self::Results,
        Self::Balance,
        Self::CarriedOver,
        Self::DisputeSum,
        Self::NonNegative,
        Self::RuleMaking,
        Self::ValidYear,
        Self::Library,
        Self::Empty,
        Self::Text,
        Self::Law,
    ];

    /// Its name in standards 3.5: `AR3-ROW`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Row => "AR3-ROW",
            Self::Results => "AR3-RES",
            Self::Balance => "AR3-BAL",
            Self::CarriedOver => "AR3-YOY",
            Self::DisputeSum => "AR4-SUM",
            Self::NonNegative => "AR2-NONNEG",
            Self::RuleMaking => "AR2-RULE",
            Self::ValidYear => "AR2-YOY",
            Self::Library => "AR2-LIB",
            Self::Empty => "AR-EMPTY",
            Self::Text => "AR-TEXT",
            Self::Law => "AR-LAW",
        }
    }
}

/// A cell of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId {
    /// Its table.
    pub table: TableId,
    /// Its row: `granted`.
    pub row: &'static str,
    /// Its column: `np`.
    pub column: &'static str,
}

impl fmt::Display for CellId {
    /// `t3.granted.np`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = self.table.key();
        write!(f, "{table}.{}.{}", self.row, self.column)
    }
}

/// One side of a broken identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// What the number is, in words.
    pub words: String,
    /// The number.
    pub value: i64,
    /// The file that gives it.
    pub path: SourcePath,
    /// Its place there; none where it was computed, left out, or counted by the program.
    pub span: Option<Span>,
}

/// Something in a report that a rule speaks against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub rule: ReportRule,
    /// The cell that is in question, where it is one.
    pub cell: Option<CellId>,
    /// The number that stands there, or the words, with their place.
    pub printed: Stated,
    /// What it should be by the rule; a rule that asks for no other number has none.
    pub expected: Option<Stated>,
}

impl fmt::Display for Violation {
    /// One sentence without a full stop, in Chinese.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.expected {
            Some(expected) => write!(
                f,
                "{}是 {}，{}是 {}",
                expected.words, expected.value, self.printed.words, self.printed.value
            ),
            None => f.write_str(&self.printed.words),
        }
    }
}

impl TableId {
    /// Its key: `t3`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::T2 => "t2",
            Self::T3 => "t3",
            Self::T4 => "t4",
        }
    }
}

impl ReportTables {
    /// Words for a cell: 表三“（一）予以公开”的“自然人”.
    pub(super) fn words(&self, cell: CellId) -> String {
        let table = self.format.table(cell.table);
        let label = table.map_or("", |table| table.label);
        let row = self.rows(cell.table).iter().find(|r| r.def.id == cell.row);
        let (row, column) = row.map_or((cell.row, cell.column), |row| {
            let column = row.def.columns.iter().find(|c| c.id == cell.column);
            (row.def.label, column.map_or(cell.column, |c| c.label))
        });
        format!("{label}“{row}”的“{column}”")
    }

    /// The number of a cell with its words and place; a blank counts as 0, a figure that is not recorded is none.
    pub(crate) fn stated(&self, cell: CellId) -> Option<Stated> {
        let figure = self.get(cell.table, cell.row, cell.column)?;
        Some(Stated {
            words: self.words(cell),
            value: figure.cell.counted()?,
            path: self.path.clone(),
            span: figure.span,
        })
    }
}
