//! 历年数据: the figures of an agency's reports side by side, as charts, as a table and as a file.

use super::charts;
use super::compare::NONE;
use super::download::csv_bytes;
use crate::config::AgencyIx;
use crate::model::measure::{CARRIED_OUT, HANDLED, RECEIVED, RESULTS};
use crate::model::{Measure, MeasureGroup, ReportFormat, ReportTables, measures};
use crate::output::frame::{Spec, base, scope_of, section_name, section_url};
use crate::output::{Context, RenderError};
use crate::plan::{Origin, Planner};
use crate::site::reports::tables;
use crate::site::route::UrlPath;
use crate::site::{DocId, Site};
use crate::theme::view::{
    FigureGroup, FigureLine, FigureTable, Link, ReportYearsView, Section, YearChart,
};

const NAME: &str = "历年数据";
/// Years that the chart on a report's page goes back.
const HISTORY: usize = 5;

/// The pages of all agencies that have at least two years to compare.
pub(super) fn plan(site: &Site, planner: &mut Planner) {
    for agency in site.agencies_with_content() {
        let Some(url) = url(site, agency) else {
            continue;
        };
        let ids: Vec<DocId> = site.reports.of(agency).map(|(_, id)| id).collect();
        let day = crate::output::lists::changed(site, &ids);
        let data = url.beside("years.csv");
        planner.page(
            url,
            Origin::Generated(NAME),
            day,
            Box::new(move |cx| render(cx, agency)),
        );
        planner.unlisted(
            data,
            Origin::Generated(NAME),
            Box::new(move |cx| csv(cx, agency)),
        );
    }
}

/// The page of an agency; `None` where there is nothing to compare.
fn url(site: &Site, agency: AgencyIx) -> Option<UrlPath> {
    let base = base(site, scope_of(site, agency));
    (with_tables(site, agency).len() > 1).then(|| UrlPath::new(format!("{base}report/years.html")))
}

/// The link to the page over an agency's years.
pub(super) fn link(site: &Site, agency: AgencyIx) -> Option<Link> {
    url(site, agency).map(|url| Link::new(NAME, url.href()))
}

/// The figures of an agency's reports, the oldest first.
fn with_tables(site: &Site, agency: AgencyIx) -> Vec<&ReportTables> {
    let reports = site.reports.of(agency);
    reports
        .filter_map(|(_, id)| tables(site.entry(id)))
        .filter(|tables| tables.format != ReportFormat::Prose)
        .collect()
}

const APPLICATIONS: [&Measure; 3] = [&RECEIVED, &HANDLED, &CARRIED_OUT];

/// Applications of the years up to one.
pub(super) fn history(site: &Site, agency: AgencyIx, year: u16) -> Option<YearChart> {
    let mut reports = with_tables(site, agency);
    reports.retain(|report| i32::from(report.year) <= i32::from(year));
    let last = reports.split_off(reports.len().saturating_sub(HISTORY));
    charts::years(("history", "近年申请的收到和办理"), &APPLICATIONS, &last).filter(|_| {
        last.last()
            .is_some_and(|report| i32::from(report.year) == i32::from(year))
    })
}

fn render(cx: &Context<'_>, agency: AgencyIx) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let scope = scope_of(site, agency);
    let url = url(site, agency).unwrap_or_else(|| UrlPath::new("report/years.html"));
    let reports = with_tables(site, agency);
    let name = site.config.agency(agency).name.clone();
    let title = format!("{name}政府信息公开工作年度报告历年数据");
    let mut spec = Spec::new(scope, &url, Section::Report, title);
    let list = section_url(site, scope, Section::Report);
    spec.trail
        .extend(list.map(|url| Link::new(section_name(Section::Report), url.href())));
    let about = format!("{name}各年度政府信息公开工作年度报告表格中的主要数字。");
    spec.description = Some(about.clone());
    let results: Vec<&Measure> = RESULTS.iter().collect();
    let charts = [
        charts::years(
            ("applications", "申请的收到和办理"),
            &APPLICATIONS,
            &reports,
        ),
        charts::years(("results", "办理结果"), &results, &reports),
    ];
    let links = |prose: bool| {
        let all = site.reports.of(agency).rev();
        let wanted = all.filter(|(_, id)| {
            let is_prose = |tables: &ReportTables| tables.format == ReportFormat::Prose;
            tables(site.entry(*id)).is_some_and(is_prose) == prose
        });
        wanted
            .map(|(year, id)| Link::new(format!("{year}年"), site.entry(id).url.href()))
            .collect()
    };
    let view = ReportYearsView {
        page: spec.page(site, cx.frames),
        agency: name,
        description: Some(about),
        charts: charts.into_iter().flatten().collect(),
        table: table(&reports),
        note: note(&reports),
        downloads: vec![Link::new("CSV", url.beside("years.csv").href())],
        reports: links(false),
        prose: links(true),
    };
    Ok(cx.theme.render(&view)?)
}

/// Why some figures are missing, where the years follow different forms.
fn note(reports: &[&ReportTables]) -> Option<String> {
    let old = reports
        .iter()
        .any(|report| report.format == ReportFormat::Format2019);
    old.then(|| {
        "“—”表示该年年报没有这一项。2021年度起执行国办公开办函〔2021〕30号规定的格式，此前的年报不统计文件的废止和现行有效件数。"
            .to_owned()
    })
}

/// Every measure by year; one that no report has is left out.
fn table(reports: &[&ReportTables]) -> FigureTable {
    let line = |measure: &Measure| {
        let figures: Vec<_> = reports.iter().map(|report| measure.of(report)).collect();
        figures.iter().any(Option::is_some).then(|| FigureLine {
            label: measure.label.to_owned(),
            unit: measure.unit.to_owned(),
            cells: figures
                .iter()
                .map(|figure| figure.map_or(NONE.to_owned(), |figure| figure.to_string()))
                .collect(),
        })
    };
    let years = reports.iter().map(|report| format!("{}年", report.year));
    FigureTable {
        id: "years".to_owned(),
        title: "历年数据表".to_owned(),
        head: std::iter::once("项目".to_owned()).chain(years).collect(),
        groups: MeasureGroup::ALL
            .into_iter()
            .map(|group| FigureGroup {
                title: Some(group.label().to_owned()),
                rows: measures()
                    .filter(|measure| measure.group == group)
                    .filter_map(line)
                    .collect(),
            })
            .filter(|group| !group.rows.is_empty())
            .collect(),
        remarks: Vec::new(),
    }
}

fn csv(cx: &Context<'_>, agency: AgencyIx) -> Result<Vec<u8>, RenderError> {
    let table = table(&with_tables(cx.site, agency));
    let mut head = table.head.clone();
    head.splice(0..1, ["类别", "项目", "单位"].map(str::to_owned));
    let rows = table.groups.into_iter().flat_map(|group| {
        let title = group.title.unwrap_or_default();
        group.rows.into_iter().map(move |row| {
            let mut cells = vec![title.clone(), row.label, row.unit];
            cells.extend(row.cells);
            cells
        })
    });
    csv_bytes(NAME, std::iter::once(head).chain(rows))
}
