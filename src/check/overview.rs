//! Figures about the portal for the report in HTML: coverage and deadlines.
//!
//! In: what rules see. Out: plain data, sorted. It judges nothing: findings are the rules' work.

use std::collections::BTreeMap;

use super::calendar::{self, Duty};
use super::rules::{missing_interpretation, stale_column};
use super::{Input, Page};
use crate::config::{AgencyIx, ColumnIx, UpdateRule};
use crate::model::{Date, Detail, KindId, Months, WorkDays};
use crate::site::{Entry, Fulfilment, RelatedSort, Scope};
use crate::source::SourcePath;

/// How far ahead deadlines are shown, in days.
const AHEAD: i32 = 120;

/// One row of a table by agency.
pub(crate) struct AgencyRow {
    pub(crate) name: String,
    pub(crate) documents: usize,
    pub(crate) policies: usize,
    pub(crate) newest: Option<Date>,
    /// Columns of the law that have something, and how many are expected.
    pub(crate) columns: (usize, usize),
    /// 规范性文件 and 规章 that want an explanation: how many, explained, with a 图解, explained in three working days.
    pub(crate) explained: [usize; 4],
    /// 公开事项: fulfilled, all.
    pub(crate) items: (usize, usize),
}

/// A deadline that comes, or has passed with nothing done.
pub(crate) struct Deadline {
    /// The last day; none for what is lacking and had no day of its own.
    pub(crate) date: Option<Date>,
    pub(crate) who: String,
    pub(crate) what: String,
    pub(crate) basis: String,
}

/// A column and how long ago something came.
pub(crate) struct ColumnRow {
    pub(crate) name: String,
    pub(crate) basis: String,
    pub(crate) documents: usize,
    pub(crate) newest: Option<Date>,
    pub(crate) due: Option<Date>,
}

/// Everything that the report shows beside findings.
pub(crate) struct Overview {
    pub(crate) portal: String,
    pub(crate) today: Date,
    pub(crate) documents: usize,
    pub(crate) agencies: Vec<AgencyRow>,
    pub(crate) columns: Vec<ColumnRow>,
    pub(crate) deadlines: Vec<Deadline>,
    /// Documents by year of publication.
    pub(crate) years: BTreeMap<i16, usize>,
    /// The titles of public documents, by file.
    pub(crate) titles: BTreeMap<SourcePath, String>,
    /// Whose a document is, by its folder: `content/agencies/yjj/` → name.
    pub(crate) folders: Vec<(String, String)>,
}

/// Counts everything.
pub(crate) fn overview(input: &Input<'_>) -> Overview {
    let site = input.site;
    let mut years = BTreeMap::new();
    for entry in &site.entries {
        *years
            .entry(entry.document.published.date.year())
            .or_default() += 1;
    }
    let config = &site.config;
    let mut folders: Vec<(String, String)> = config
        .agencies()
        .filter(|(ix, _)| *ix != config.own_agency())
        .map(|(_, agency)| {
            (
                format!("content/agencies/{}/", agency.id),
                agency.name.clone(),
            )
        })
        .collect();
    let own = config.agency(config.own_agency()).name.clone();
    folders.push(("content/".to_owned(), own));
    Overview {
        portal: config.portal.name.clone(),
        today: site.today,
        documents: site.entries.len(),
        agencies: site
            .agencies_with_content()
            .map(|ix| agency(input, ix))
            .collect(),
        columns: columns(input),
        deadlines: deadlines(input),
        years,
        titles: site
            .entries
            .iter()
            .map(|entry| (entry.document.path.clone(), entry.document.title.clone()))
            .collect(),
        folders,
    }
}

fn agency(input: &Input<'_>, ix: AgencyIx) -> AgencyRow {
    let site = input.site;
    let lists = site.lists(Scope::Agency(ix));
    let all = lists.map_or(&[][..], |lists| &lists.all);
    let expected = site.expected_columns(ix);
    let mut explained = [0; 4];
    for id in all {
        let page = Page::new(input, *id);
        let document = &page.entry.document;
        let wanted = missing_interpretation::is_wanted(&page);
        if !wanted {
            continue;
        }
        let readings = page.related(RelatedSort::InterpretedBy);
        let deadline = site
            .config
            .calendar
            .deadline(document.published.date, WorkDays(3));
        let reading = |id| &site.entry(id).document;
        explained[0] += 1;
        explained[1] += usize::from(!readings.is_empty());
        explained[2] += usize::from(readings.iter().any(|id| {
            matches!(&reading(*id).detail, Detail::Interpretation(r) if r.form.value == "graphic")
        }));
        explained[3] += usize::from(
            readings
                .iter()
                .any(|id| !deadline.is_missed_on(reading(*id).published.date)),
        );
    }
    let items: Vec<_> = site
        .items
        .iter()
        .filter(|item| item.owner.unwrap_or(item.agency) == ix)
        .collect();
    let fulfilled = |found: &[Fulfilment]| !found.is_empty();
    AgencyRow {
        name: site.config.agency(ix).name.clone(),
        documents: all.len(),
        policies: lists.map_or(0, |lists| lists.of(KindId::Policy).len()),
        newest: all
            .first()
            .map(|id| site.entry(*id).document.published.date),
        columns: (
            expected
                .iter()
                .filter(|column| column.documents > 0)
                .count(),
            expected.len(),
        ),
        explained,
        items: (
            items
                .iter()
                .filter(|item| fulfilled(&item.fulfilled))
                .count(),
            items.len(),
        ),
    }
}

fn columns(input: &Input<'_>) -> Vec<ColumnRow> {
    let site = input.site;
    let shown = |ix: &ColumnIx| {
        let column = site.config.columns.get(*ix);
        column.parent.is_none() || column.update != UpdateRule::None
    };
    let all = site.config.columns.iter().filter(|(ix, _)| shown(ix));
    all.map(|(ix, column)| {
        let ids = site.portal.column(ix);
        let newest = ids
            .first()
            .map(|id| site.entry(*id).document.published.date);
        ColumnRow {
            name: column.name.clone(),
            basis: column
                .basis
                .map(crate::config::Basis::words)
                .unwrap_or_default(),
            documents: ids.len(),
            newest,
            due: newest.and_then(|day| stale_column::due(day, column.update)),
        }
    })
    .collect()
}

fn deadlines(input: &Input<'_>) -> Vec<Deadline> {
    let site = input.site;
    let horizon = input.today().saturating_add(jiff::Span::new().days(AHEAD));
    let duties = calendar::duties(input, AHEAD).into_iter();
    let mut found: Vec<Deadline> = duties
        .filter(|duty| duty.done.is_none())
        .map(|duty| of_duty(input, duty))
        .collect();
    for row in columns(input) {
        if let Some(date) = row.due.filter(|date| *date <= horizon) {
            found.push(Deadline {
                date: Some(date),
                who: site.config.portal.name.clone(),
                what: format!("更新栏目“{}”", row.name),
                basis: "国办秘函〔2019〕19号".to_owned(),
            });
        }
    }
    for entry in &site.entries {
        let coming = of_document(input, entry)
            .into_iter()
            .filter(|(date, ..)| *date <= horizon);
        found.extend(coming.map(|(date, what, basis)| Deadline {
            date: Some(date),
            who: site.config.agency(entry.document.agency).name.clone(),
            what,
            basis: basis.to_owned(),
        }));
    }
    found.sort_by(|a, b| (a.date, &a.who, &a.what).cmp(&(b.date, &b.who, &b.what)));
    found
}

/// What a document brings with it: the day, what is to be done, and on what basis.
fn of_document(input: &Input<'_>, entry: &Entry) -> Vec<(Date, String, &'static str)> {
    let document = &entry.document;
    let mut found = Vec::new();
    match &document.detail {
        Detail::Consultation(consultation) if consultation.outcome.is_none() => {
            found.extend(consultation.closes.map(|closes| {
                let date = closes.saturating_add(jiff::Span::new().days(30));
                let what = format!("公开采纳情况: {}", document.title);
                (date, what, "《重大行政决策程序暂行条例》")
            }));
        }
        Detail::Guide => {
            let last = document.updated.unwrap_or(document.published.date);
            let date = input.site.config.calendar.deadline(last, Months(12)).date;
            let what = "核对并更新公开指南".to_owned();
            found.push((date, what, "《政府信息公开条例》第十二条"));
        }
        _ => {}
    }
    let ending = document.valid_until.filter(|day| *day >= input.today());
    found.extend(ending.map(|date| {
        let what = format!("有效期届满: {}", document.title);
        (date, what, "规范性文件有效期制度")
    }));
    found
}

fn of_duty(input: &Input<'_>, duty: Duty) -> Deadline {
    let year = duty
        .year
        .map_or_else(String::new, |year| format!("{year}年的"));
    Deadline {
        date: duty.due,
        who: input.site.config.agency(duty.agency).name.clone(),
        what: format!("{year}{}", duty.name),
        basis: duty.basis,
    }
}
