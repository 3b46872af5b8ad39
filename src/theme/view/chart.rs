//! Charts without script: every number of a chart also stands on the page as text.
//!
//! The outputs compute all places and lengths; a template only draws. Lengths are decimal texts for SVG attributes, so
//! that no chart needs a `style`.

use serde::Serialize;

/// Bars lying in the rows of a table: a label, a bar, a number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BarChart {
    /// Part of ids on the page.
    pub id: String,
    /// What the chart shows: 申请人构成
    pub title: String,
    /// Heading of the labels: 申请人
    pub label: String,
    /// Heading of the numbers: 件数
    pub value: String,
    /// The bars, in official order.
    pub rows: Vec<BarRow>,
}

/// A bar.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BarRow {
    /// 自然人
    pub label: String,
    /// The number.
    pub value: String,
    /// Its share of all: 63.2%
    pub share: Option<String>,
    /// Length of the bar, `0` to `100`, the longest being 100.
    pub width: String,
}

/// Columns side by side for each year, in a drawing of [`YearChart::width`] by [`YearChart::height`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct YearChart {
    /// Part of ids on the page.
    pub id: String,
    /// What the chart shows: 历年申请和办理
    pub title: String,
    /// The same in sentences, for those who do not see the drawing.
    pub description: String,
    /// Width of the drawing.
    pub width: String,
    /// Height of the drawing.
    pub height: String,
    /// Where the plot begins, from the left.
    pub left: String,
    /// Where the plot ends, from the top: the line that the columns stand on.
    pub bottom: String,
    /// What the columns of a year are, in order.
    pub series: Vec<String>,
    /// Lines across the plot.
    pub lines: Vec<ChartLine>,
    /// Years, the oldest first.
    pub years: Vec<ChartYear>,
}

/// A line across a plot with its number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ChartLine {
    /// Its distance from the top.
    pub y: String,
    /// Its number.
    pub label: String,
}

/// The columns of a year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ChartYear {
    /// 2025年
    pub label: String,
    /// Middle of its columns, from the left.
    pub x: String,
    /// One for each series that has a number.
    pub columns: Vec<ChartColumn>,
}

/// A column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ChartColumn {
    /// Which series it is of, from 1.
    pub series: usize,
    /// Left edge.
    pub x: String,
    /// Upper edge.
    pub y: String,
    /// Width.
    pub width: String,
    /// Height.
    pub height: String,
    /// Middle, for its number.
    pub middle: String,
    /// Foot of its number.
    pub label_y: String,
    /// The number.
    pub value: String,
}

/// Figures beside figures: this year and last year, the report and the library, many years.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FigureTable {
    /// Part of ids on the page.
    pub id: String,
    /// What the table shows.
    pub title: String,
    /// Headings of the columns; the first one is that of the labels.
    pub head: Vec<String>,
    /// The rows, those of a group together.
    pub groups: Vec<FigureGroup>,
    /// What is to be said of the figures.
    pub remarks: Vec<Remark>,
}

/// Rows that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FigureGroup {
    /// 申请的收到和办理; `None` where the table has no groups.
    pub title: Option<String>,
    /// Its rows.
    pub rows: Vec<FigureLine>,
}

/// A row of figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FigureLine {
    /// 本年新收申请
    pub label: String,
    /// 件, 万元
    pub unit: String,
    /// One text for each further column; `—` where there is no figure.
    pub cells: Vec<String>,
}

/// A sentence on figures.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// Whether they agree.
    pub agrees: bool,
    /// The sentence.
    pub text: String,
}
