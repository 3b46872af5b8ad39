//! 政府年报的数字少于所属机关年报之和
//!
//! ## 发现什么
//!
//! 本级政府的年报和所属机关（config.toml 里 `parent` 是这个政府的部门、派出机关、下级政府）同一年的年报都在平台上时，政府年报某一格小于所属机关各格之和。
//! 各地汇总的口径不同，所以缺省不查；设为 `"warn"` 以后才查。
//! 设置 `complete = 1` 表示所属机关的年报都在平台上、政府年报就是它们的汇总，这时各格必须相等。
//!
//! ## 为什么
//!
//! 政府年报汇总本级政府和所属机关的数据，部分不会大于总数；不相等说明漏报、重报或者汇总错了。
//!
//! ## 例子
//!
//! ```text
//! 市政府年报 本年新收 40 件；市应急管理局 25 件、市生态环境局 18 件，合计 43 件
//! ```
//!
//! ## 怎样改
//!
//! 核对汇总的底数。统计口径确实不同的，在政府年报里写 `allow` 说明。

use crate::check::{Area, Check, Finding, Input, Place, Rule, Setting};
use crate::config::{AgencyIx, AgencyKind};
use crate::diag::Level;
use crate::model::{CellId, Detail, ReportTables, TableId};
use crate::site::Entry;
use crate::source::SourcePath;

pub(super) static RULE: Rule = Rule {
    name: "report-total",
    area: Area::Reports,
    level: Level::Allow,
    basis: "《政府信息公开条例》第四十九条第二款、第五十条",
    settings: &[Setting {
        key: "complete",
        default: "0",
        doc: "1 表示所属机关的年报齐全，各格之和必须相等",
    }],
    source: include_str!("report_total.rs"),
    check: Check::Portal(check),
};

fn check(input: &Input<'_>, found: &mut Vec<Finding>) {
    let exact = input.number(RULE.name, "complete", 0) == 1;
    let site = input.site;
    for (ix, agency) in site.config.agencies() {
        if agency.kind != AgencyKind::Government {
            continue;
        }
        for (_, id) in site.reports.of(ix) {
            let entry = site.entry(id);
            if let Some(whole) = tables(entry) {
                let parts = parts(input, ix, whole);
                let exact = exact && parts.complete;
                compare(&entry.document.path, whole, (&parts.reports, exact), found);
            }
        }
    }
}

/// The reports that a government's report takes in.
struct Parts<'a> {
    reports: Vec<&'a ReportTables>,
    /// Whether none of them is missing.
    complete: bool,
}

fn tables(entry: &Entry) -> Option<&ReportTables> {
    match &entry.document.detail {
        Detail::Report(tables) => Some(tables),
        _ => None,
    }
}

/// The reports of all that stand right under a government, for the year and in the form of its own.
fn parts<'a>(input: &Input<'a>, government: AgencyIx, whole: &ReportTables) -> Parts<'a> {
    let site = input.site;
    let below = site.config.agencies().filter(|(_, agency)| {
        agency.parent == Some(government) && agency.kind != AgencyKind::Other
    });
    let all: Vec<Option<&ReportTables>> = below
        .map(|(ix, _)| {
            let id = site.reports.of_year(ix, whole.year)?;
            tables(site.entry(id)).filter(|part| part.format == whole.format)
        })
        .collect();
    Parts {
        complete: all.iter().all(Option::is_some),
        reports: all.into_iter().flatten().collect(),
    }
}

fn compare(
    path: &SourcePath,
    whole: &ReportTables,
    (parts, exact): (&[&ReportTables], bool),
    found: &mut Vec<Finding>,
) {
    if parts.is_empty() {
        return;
    }
    for (table, row) in TableId::ALL
        .into_iter()
        .flat_map(|table| whole.rows(table).iter().map(move |row| (table, row)))
    {
        // The last column is the total of the row: of several wrong ones it says most.
        let wrong = row.def.columns.iter().rev().find_map(|column| {
            let cell = CellId {
                table,
                row: row.def.id,
                column: column.id,
            };
            let printed = whole.stated(cell)?;
            let of_parts = parts.iter().filter_map(|part| part.stated(cell));
            let sum: i64 = of_parts.map(|stated| stated.value).sum();
            let is_wrong = printed.value < sum || (exact && printed.value != sum);
            is_wrong.then_some((printed, sum))
        });
        let Some((printed, sum)) = wrong else {
            continue;
        };
        let message = format!(
            "{}是 {}，所属的 {} 个机关合计 {sum}",
            printed.words,
            printed.value,
            parts.len()
        );
        let place = printed.span.or(row.span).map_or(Place::File, Place::Span);
        let mut finding = Finding::new(&printed.path, place, message)
            .help("核对汇总的底数；口径不同的写 allow 说明");
        for part in parts.iter().take(3) {
            let place = row_of(part, table, row.def.id);
            finding = finding.beside(&part.path, place, "所属机关的数在这里");
        }
        if *path != printed.path {
            finding = finding.beside(path, Place::Key("title"), "政府的年报");
        }
        found.push(finding);
    }
}

/// The place of a row in a report.
fn row_of(part: &ReportTables, table: TableId, row: &str) -> Place {
    let mut rows = part.rows(table).iter();
    rows.find(|other| other.def.id == row)
        .and_then(|row| row.span)
        .map_or(Place::File, Place::Span)
}
