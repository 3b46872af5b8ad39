//! 政府信息公开工作年度报告.

use std::fmt::Write as _;

use serde::Serialize;

use super::{
    Attachment, BarChart, CountLink, FacetLink, FigureTable, Html, Link, MetaItem, Page, YearChart,
};
use crate::theme::functions::push_escaped;

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

impl CellKind {
    /// The `scope` of a heading; `None` where the cell is none.
    fn scope(self) -> Option<&'static str> {
        match self {
            Self::Col => Some("col"),
            Self::Colgroup => Some("colgroup"),
            Self::Row => Some("row"),
            Self::Rowgroup => Some("rowgroup"),
            Self::Note | Self::Figure => None,
        }
    }
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

impl Cell {
    /// Adds the cell as HTML.
    fn push(&self, out: &mut String) {
        let scope = self.kind.scope();
        match scope {
            Some(scope) => push_attribute(out, "<th", "scope", scope),
            None if self.kind == CellKind::Note => push_attribute(out, "<td", "class", "note"),
            None => out.push_str("<td"),
        }
        if let (Some(_), Some(id)) = (scope, &self.id) {
            push_attribute(out, "", "id", id);
        }
        for (name, span) in [("colspan", self.colspan), ("rowspan", self.rowspan)] {
            if span > 1 {
                // Writing into a text cannot fail.
                let _ = write!(out, " {name}=\"{span}\"");
            }
        }
        if let Some(headers) = &self.headers {
            push_attribute(out, "", "headers", headers);
        }
        out.push('>');
        push_escaped(out, &self.text);
        out.push_str(if scope.is_some() { "</th>" } else { "</td>" });
    }
}

/// Adds what stands before an attribute, and the attribute.
fn push_attribute(out: &mut String, before: &str, name: &str, value: &str) {
    for part in [before, " ", name, "=\""] {
        out.push_str(part);
    }
    push_escaped(out, value);
    out.push('"');
}

/// A row of cells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct GridRow {
    /// Its cells, those covered by a cell above left out; none where no template is the portal's own.
    pub cells: Vec<Cell>,
    /// The cells as HTML. The form is prescribed to the letter: to a template it is a whole, like the meta tags.
    pub html: Html,
}

impl GridRow {
    /// A row of these cells.
    #[must_use]
    pub fn new(cells: Vec<Cell>) -> Self {
        let mut html = String::with_capacity(CELL_BYTES * cells.len());
        for cell in &cells {
            cell.push(&mut html);
        }
        Self {
            cells,
            html: Html::trusted(html),
        }
    }
}

/// How many bytes a cell has, as a rule.
const CELL_BYTES: usize = 64;

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
    #[serde(skip)]
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

#[cfg(test)]
mod tests {
    use super::{Cell, CellKind, GridRow, Html};

    #[test]
    fn the_cells_of_a_row_are_drawn_with_their_spans_headings_and_escaped_words() {
        let text = |kind, text: &str| Cell {
            kind,
            text: text.to_owned(),
            colspan: 1,
            rowspan: 1,
            ..Cell::default()
        };
        let row = GridRow::new(vec![
            Cell {
                id: Some("t3-new".to_owned()),
                colspan: 3,
                ..text(CellKind::Rowgroup, "甲 & 乙")
            },
            Cell {
                rowspan: 2,
                ..text(CellKind::Note, "（说明）")
            },
            Cell {
                headers: Some("t3-all t3-new".to_owned()),
                ..text(CellKind::Figure, "<1")
            },
        ]);
        let html = "<th scope=\"rowgroup\" id=\"t3-new\" colspan=\"3\">甲 &amp; 乙</th>\
                    <td class=\"note\" rowspan=\"2\">（说明）</td>\
                    <td headers=\"t3-all t3-new\">&lt;1</td>";
        assert_eq!(row.html, Html::trusted(html));
    }
}
