//! 政府信息公开工作年度报告: the figures of its three tables.
//!
//! In: cells as an editor wrote them. Out: plain data, rows in official order, sums computed where they were left out.
//! Which rows and columns there are stands in [`report_form`] alone; how a table looks on a page in [`layout()`].
//!
//! The rules of standards 3.5 are functions that return [`Violation`]s and judge nothing: [`own_violations`] within a report,
//! [`rule_making_violations`] for a body that may not make 规章, [`year_violations`] beside last year's, [`library_violations`]
//! beside the portal's documents, [`text_violations`] and [`law_violations`] in the prose.

mod compare;
mod decimal;
mod identity;
mod layout;
pub(crate) mod measure;
mod numerals;
mod prose;
pub(crate) mod report_form;
mod sections;
mod violation;

pub use compare::{LibraryCounts, library_violations, year_violations};
pub use decimal::{BadDecimal, Decimal};
pub use identity::{own_violations, rule_making_violations};
pub use layout::{LayoutCell, LayoutKind, LayoutTable, layout};
pub use measure::{Measure, MeasureGroup, measures};
pub use prose::{law_violations, text_violations};
pub use report_form::{ColumnDef, FigureSort, ReportFormat, RowDef, TableDef, TableId};
pub use sections::{Part, Slot, arrange, part_of};
pub use violation::{CellId, ReportRule, Stated, Violation};

use std::fmt;

use crate::diag::Span;
use crate::source::SourcePath;

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A count.
    Number(i64),
    /// An amount of money, exactly as written.
    Decimal(Decimal),
    /// Left blank: nothing, or a stroke such as `/`.
    Blank(String),
    /// The form has the cell, the report's data have not.
    NotRecorded,
}

impl Cell {
    /// The count, where there is one.
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The amount of money, where there is one.
    #[must_use]
    pub fn amount(&self) -> Option<Decimal> {
        match self {
            Self::Decimal(amount) => Some(*amount),
            _ => None,
        }
    }

    /// What the cell counts in a sum of pieces: a blank is 0, what is not recorded or is money is nothing.
    #[must_use]
    pub fn counted(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Blank(_) => Some(0),
            Self::Decimal(_) | Self::NotRecorded => None,
        }
    }

    /// Whether a figure stands there.
    #[must_use]
    pub fn is_figure(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Decimal(_))
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Decimal(amount) => write!(f, "{amount}"),
            Self::Blank(written) => f.write_str(written),
            Self::NotRecorded => f.write_str("—"),
        }
    }
}

/// A cell and where it stands; without a place it was computed or left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What stands there.
    pub cell: Cell,
    /// Its place in [`ReportTables::path`].
    pub span: Option<Span>,
}

/// The figures of a row, one for each of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// Which row of the form it is.
    pub def: &'static RowDef,
    /// As many as `def.columns`.
    pub figures: Vec<Figure>,
    /// Its value in [`ReportTables::path`], if it is written.
    pub span: Option<Span>,
}

impl FigureRow {
    /// The cell in a column.
    #[must_use]
    pub fn get(&self, column: &str) -> Option<&Figure> {
        let at = self.def.columns.iter().position(|c| c.id == column)?;
        self.figures.get(at)
    }
}

/// The three tables of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportTables {
    /// The year reported on.
    pub year: i16,
    /// The form; that of [`ReportFormat::Prose`] has no rows.
    pub format: ReportFormat,
    /// 表二: every row of the form.
    pub t2: Vec<FigureRow>,
    /// 表三: every row of the form.
    pub t3: Vec<FigureRow>,
    /// 表四: every row of the form.
    pub t4: Vec<FigureRow>,
    /// The file in which the figures stand: the report, or a table file beside it.
    pub path: SourcePath,
    /// What the report says of figures that do not agree with others.
    pub explained: Explained,
}

/// Reasons that a report gives for figures that do not agree with last year's or with the library.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Explained {
    /// 上年结转 differs from last year's 结转下年度 (AR3-YOY).
    pub carry_in: Option<String>,
    /// 现行有效 does not follow from last year's, or from the library (AR2-YOY, AR2-LIB).
    pub valid: Option<String>,
    /// 规章 of a body that may not make them (AR2-RULE).
    pub rule: Option<String>,
}

impl Explained {
    /// The reason that the report gives for what a rule says against it.
    #[must_use]
    pub fn reason(&self, rule: ReportRule) -> Option<&str> {
        let reason = match rule {
            ReportRule::CarriedOver => &self.carry_in,
            ReportRule::ValidYear | ReportRule::Library => &self.valid,
            ReportRule::RuleMaking => &self.rule,
            _ => return None,
        };
        reason.as_deref()
    }
}

impl ReportTables {
    /// The rows of a table.
    #[must_use]
    pub fn rows(&self, table: TableId) -> &[FigureRow] {
        match table {
            TableId::T2 => &self.t2,
            TableId::T3 => &self.t3,
            TableId::T4 => &self.t4,
        }
    }

    /// The cell with the id `t3.granted.np`, in its three parts.
    #[must_use]
    pub fn get(&self, table: TableId, row: &str, column: &str) -> Option<&Figure> {
        let row = self.rows(table).iter().find(|r| r.def.id == row)?;
        row.get(column)
    }
}
