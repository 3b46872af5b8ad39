//! A report's figures beside those of last year's report, and beside the portal's own library.
//!
//! In: the site and a report. Out: tables with what is to be said of them. It judges nothing: whether a difference is a
//! fault is for `check`.

use super::charts::tenths;
use crate::config::AgencyIx;
use crate::model::{
    Decimal, Explained, LibraryCounts, MeasureGroup, ReportFormat, ReportRule, ReportTables,
    TableId, Violation, library_violations, measures, year_violations,
};
use crate::site::Site;
use crate::theme::view::{FigureGroup, FigureLine, FigureTable, Remark};

/// What stands where there is no figure.
pub(super) const NONE: &str = "—";

/// The comparisons of a report that there are.
pub(super) fn tables(site: &Site, agency: AgencyIx, report: &ReportTables) -> Vec<FigureTable> {
    let before = site.year_before(agency, report.year);
    let before = before.filter(|before| before.format != ReportFormat::Prose);
    let has_tables = report.format != ReportFormat::Prose;
    let last_year = before
        .filter(|_| has_tables)
        .map(|before| with_last_year(report, before));
    let library = site
        .library_counts(agency, report.year)
        .and_then(|counts| with_library(report, counts));
    last_year.into_iter().chain(library).collect()
}

fn with_last_year(report: &ReportTables, before: &ReportTables) -> FigureTable {
    let line = |measure: &crate::model::Measure| {
        let (last, this) = (measure.of(before), measure.of(report));
        if last.is_none() && this.is_none() {
            return None;
        }
        let words = |figure: Option<Decimal>| figure.map_or(NONE.to_owned(), |f| f.to_string());
        Some(FigureLine {
            label: measure.label.to_owned(),
            unit: measure.unit.to_owned(),
            cells: vec![words(last), words(this), change(last, this)],
        })
    };
    let groups = MeasureGroup::ALL.into_iter().map(|group| FigureGroup {
        title: Some(group.label().to_owned()),
        rows: measures()
            .filter(|measure| measure.group == group)
            .filter_map(line)
            .collect(),
    });
    let violations = year_violations(report, before);
    let is_total = |violation: &Violation| violation.cell.is_some_and(|cell| cell.column == "sum");
    let carried: Vec<&Violation> = violations
        .iter()
        .filter(|one| one.rule == ReportRule::CarriedOver)
        .collect();
    let mut remarks = Vec::new();
    if carried.is_empty() {
        remarks.push(Remark {
            agrees: true,
            text: format!("上年结转数与{}年年报的结转下年度数一致。", before.year),
        });
    } else {
        // The total says it all; where only applicants were moved about, the first of them does.
        let shown = carried
            .iter()
            .copied()
            .find(|one| is_total(one))
            .or(carried.first().copied());
        remarks.extend(shown.map(|one| remark(one, &report.explained)));
    }
    let others = violations
        .iter()
        .filter(|one| one.rule == ReportRule::ValidYear);
    remarks.extend(others.map(|one| remark(one, &report.explained)));
    FigureTable {
        id: "last-year".to_owned(),
        title: "与上年比较".to_owned(),
        head: [
            "项目",
            &format!("{}年", before.year),
            &format!("{}年", report.year),
            "增减",
        ]
        .map(str::to_owned)
        .to_vec(),
        groups: groups.filter(|group| !group.rows.is_empty()).collect(),
        remarks,
    }
}

/// A difference in a sentence, with the reason that the report gives for it.
fn remark(violation: &Violation, explained: &Explained) -> Remark {
    let reason = explained
        .reason(violation.rule)
        .map_or_else(String::new, |reason| format!("说明：{}", with_stop(reason)));
    Remark {
        agrees: false,
        text: format!("{violation}。{reason}"),
    }
}

fn with_stop(text: &str) -> String {
    if text.ends_with(['。', '！', '？']) {
        text.to_owned()
    } else {
        format!("{text}。")
    }
}

/// `增加 12（9.4%）`.
fn change(last: Option<Decimal>, this: Option<Decimal>) -> String {
    let (Some(last), Some(this)) = (last, this) else {
        return NONE.to_owned();
    };
    let Some(difference) = this.minus(last) else {
        return NONE.to_owned();
    };
    if this == last {
        return "持平".to_owned();
    }
    let word = if difference.is_negative() {
        "减少"
    } else {
        "增加"
    };
    let size = difference.abs();
    match size.permille_of(last) {
        Some(permille) => format!("{word} {size}（{}%）", tenths(permille)),
        None => format!("{word} {size}"),
    }
}

fn with_library(report: &ReportTables, counts: LibraryCounts) -> Option<FigureTable> {
    if report.format != ReportFormat::Format2021 {
        return None;
    }
    let line = |label: &str, column: &str, counted: i64| {
        let stated = report.get(TableId::T2, "norm", column)?.cell.counted()?;
        let difference = match stated - counted {
            0 => "一致".to_owned(),
            more if more > 0 => format!("年报多 {more}"),
            less => format!("年报少 {}", -less),
        };
        Some(FigureLine {
            label: label.to_owned(),
            unit: "件".to_owned(),
            cells: vec![stated.to_string(), counted.to_string(), difference],
        })
    };
    let rows = [
        line("本年制发", "made", counts.made),
        line("本年废止", "repealed", counts.repealed),
        line("年末现行有效", "valid", counts.valid),
    ];
    let differs = !library_violations(report, counts, &report.path).is_empty();
    let reason = report
        .explained
        .reason(ReportRule::Library)
        .filter(|_| differs);
    let mut remarks = vec![Remark {
        agrees: !differs,
        text: format!(
            "文件库的件数按{}年的成文日期、废止日期和年末的有效性统计，只含已在本平台公开的行政规范性文件。",
            report.year
        ),
    }];
    remarks.extend(reason.map(|reason| Remark {
        agrees: false,
        text: format!("说明：{}", with_stop(reason)),
    }));
    Some(FigureTable {
        id: "library".to_owned(),
        title: "行政规范性文件与本平台文件库对照".to_owned(),
        head: ["项目", "年报", "文件库", "对照"]
            .map(str::to_owned)
            .to_vec(),
        groups: vec![FigureGroup {
            title: None,
            rows: rows.into_iter().flatten().collect(),
        }],
        remarks,
    })
}

#[cfg(test)]
mod tests {
    use super::change;
    use crate::model::Decimal;

    #[test]
    fn 增减写明件数和比例() {
        let number = |text: &str| Some(Decimal::parse(text).unwrap());
        assert_eq!(change(number("127"), number("139")), "增加 12（9.4%）");
        assert_eq!(
            change(number("31.50"), number("31.25")),
            "减少 0.25（0.8%）"
        );
        assert_eq!(change(number("1.5"), number("1.50")), "持平");
        assert_eq!(change(number("0"), number("3")), "增加 3");
        assert_eq!(change(None, number("3")), "—");
    }
}
