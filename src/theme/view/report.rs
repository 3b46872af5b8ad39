//! 政府信息公开工作年度报告.

use serde::Serialize;

use super::{
    Attachment, BarChart, CountLink, FacetLink, FigureTable, Html, Link, MetaItem, Page, YearChart,
};

/// What a table cell is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellKind {
    /// Heading of columns.
    Col,
    /// Heading of a group of columns.
    Colgroup,
    /// Heading of a row.
    Row,
    /// Heading of a group of rows.
    Rowgroup,
    /// Explanation in the corner of the table; not a heading.
    Note,
    /// A figure.
    #[default]
    Figure,
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What it is; gives `th` with its scope, or `td`.
    pub kind: CellKind,
    /// Text as shown.
    pub text: String,
    /// Columns it covers, from 1.
    pub colspan: u8,
    /// Rows it covers, from 1.
    pub rowspan: u8,
    /// Id of a heading.
    pub id: Option<String>,
    /// Ids of the headings of a figure, separated by spaces.
    pub headers: Option<String>,
}

/// A row of cells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct GridRow {
    /// Its cells, those covered by a cell above left out.
    pub cells: Vec<Cell>,
}

/// A table in its official layout.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Grid {
    /// What the table shows.
    pub caption: String,
    /// Rows of headings.
    pub head: Vec<GridRow>,
    /// Rows of figures.
    pub body: Vec<GridRow>,
    /// Number of columns.
    pub columns: u8,
    /// Words beneath it.
    pub note: Option<String>,
}

/// A part of a report: prose, tables, or both (the prose before the tables).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReportPart {
    /// Id of the heading.
    pub id: String,
    /// 一、总体情况; `None` for text before the first heading.
    pub title: Option<String>,
    /// Text.
    pub body: Option<Html>,
    /// Tables, in order.
    pub tables: Vec<Grid>,
}

/// A report's page.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    /// Common part.
    pub page: Page,
    /// Agency
    pub agency: String,
    /// Year reported on.
    pub year: u16,
    /// Metadata box.
    pub metadata: Vec<MetaItem>,
    /// 来源
    pub source: Option<String>,
    /// 发布时间
    pub published: Option<String>,
    /// Words on an older form: 本报告按 2019 年试行格式编制
    pub note: Option<String>,
    /// The six parts in their official order, or those that a report as prose has.
    pub parts: Vec<ReportPart>,
    /// The tables as files: CSV, XLSX.
    pub downloads: Vec<Link>,
    /// Applicants and results of the year.
    pub charts: Vec<BarChart>,
    /// Applications of the years up to this one.
    pub history: Option<YearChart>,
    /// Beside last year's report, beside the portal's library.
    pub comparisons: Vec<FigureTable>,
    /// The page over the agency's years.
    pub over_years: Option<Link>,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// The agency's report of the year before.
    pub previous: Option<Link>,
    /// The agency's report of the year after.
    pub next: Option<Link>,
    /// The agency's reports of all years, the newest first.
    pub years: Vec<FacetLink>,
    /// QR code of the page's address.
    pub qr: Option<Html>,
}

/// A report in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReportLink {
    /// Agency
    pub agency: String,
    /// Title of the report.
    pub title: String,
    /// Its page.
    pub href: String,
    /// 发布日期
    pub published: String,
}

/// The reports of a year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ReportYear {
    /// Year reported on.
    pub year: u16,
    /// The agency's own report first, then those of the agencies under it.
    pub reports: Vec<ReportLink>,
}

/// 政府信息公开年报: all reports by year.
#[derive(Debug, Clone, Serialize)]
pub struct ReportListView {
    /// Common part.
    pub page: Page,
    /// Introduction.
    pub description: Option<String>,
    /// Years, the newest first.
    pub years: Vec<ReportYear>,
    /// Lists of the agencies' own reports.
    pub agencies: Vec<CountLink>,
    /// The page over the agency's years.
    pub over_years: Option<Link>,
}

/// 历年数据: the figures of an agency's reports side by side.
#[derive(Debug, Clone, Serialize)]
pub struct ReportYearsView {
    /// Common part.
    pub page: Page,
    /// Agency
    pub agency: String,
    /// What the figures are.
    pub description: Option<String>,
    /// Applications and their results by year.
    pub charts: Vec<YearChart>,
    /// All figures by year.
    pub table: FigureTable,
    /// Words beneath it: what a missing figure means.
    pub note: Option<String>,
    /// The table as a file.
    pub downloads: Vec<Link>,
    /// The reports with tables, the newest first.
    pub reports: Vec<Link>,
    /// Reports as prose: their figures are in their texts.
    pub prose: Vec<Link>,
}
