//! Decides what documents there are. In: how many and a seed. Out: every document with path, title, dates and numbers,
//! before a word of its text is written, so that documents can point at each other. Must never depend on the thread count.

use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};
use rayon::prelude::*;

use super::agency::{AGENCIES, FIRST_TOWNSHIP, folder, organisation_code};
use super::canary::canary;
use super::columns::COLUMNS;
use super::document::{Document, Form, Kind, Layout, Secrecy};
use super::random::Random;
use super::text::Library;

/// How often each year 2006 to 2026 is drawn.
const YEARS: [usize; 21] = [
    4, 6, 12, 14, 16, 18, 20, 24, 28, 32, 36, 42, 48, 56, 64, 70, 78, 84, 90, 92, 36,
];
/// Weights of [`Form::ALL`] for the city, a department and a township.
const FORMS: [[usize; 7]; 3] = [
    [2, 5, 23, 40, 12, 10, 8],
    [0, 0, 25, 55, 10, 10, 0],
    [0, 0, 0, 85, 10, 5, 0],
];

/// Plans the documents of a corpus.
pub(crate) fn plan(documents: usize, seed: u64, library: &Library) -> Vec<Document> {
    let kinds = fixed_kinds(documents);
    let shape = |number| first_shape(number, kinds.get(number).copied(), seed, library);
    let mut plan: Vec<Document> = (0..documents).into_par_iter().map(shape).collect();
    join_subjects(&mut plan, seed);
    number_documents(&mut plan);
    plan.par_iter_mut()
        .for_each(|document| document.path = path(document, seed));
    plan
}

/// Guides, systems, reports and issues of the gazette: a few of each, first in the corpus.
fn fixed_kinds(documents: usize) -> Vec<(Kind, usize)> {
    let mut kinds: Vec<(Kind, usize)> = (0..(documents / 40).clamp(1, AGENCIES.len()))
        .map(|agency| (Kind::Guide, agency))
        .collect();
    kinds.extend(
        (0..(documents / 80).clamp(1, 200))
            .map(|at| (Kind::System, if at < 8 { 0 } else { at % AGENCIES.len() })),
    );
    let years = (2008..=2025)
        .rev()
        .flat_map(|year| (0..AGENCIES.len()).map(move |agency| (Kind::Report(year), agency)));
    kinds.extend(years.take((documents / 40).max(2)));
    let issues = (2006..=2025)
        .rev()
        .flat_map(|year| (1..=12).map(move |issue| (Kind::Gazette(year, issue), 0)));
    kinds.extend(issues.take((documents / 100).max(1)));
    kinds
}

fn first_shape(
    number: usize,
    fixed: Option<(Kind, usize)>,
    seed: u64,
    library: &Library,
) -> Document {
    let mut random = Random::new(seed, number);
    let (kind, agency) = fixed.unwrap_or_else(|| drawn_kind(&mut random));
    let department = (1..FIRST_TOWNSHIP).contains(&agency);
    let domain = if department {
        agency - 1
    } else {
        random.below(super::domains::COUNT)
    };
    let (dated, published) = dates(kind, agency, &mut random);
    let title = title(kind, (agency, domain), dated, (&mut random, library));
    let secrecy = if fixed.is_some() {
        Secrecy::Public
    } else {
        Secrecy::of(number)
    };
    let bundle =
        fixed.is_none() && random.chance(if secrecy == Secrecy::Public { 80 } else { 500 });
    let layout = if bundle { Layout::Bundle } else { Layout::File };
    let (path, doc_number, index_number) = (String::new(), String::new(), String::new());
    Document {
        number,
        kind,
        agency,
        domain,
        dated,
        published,
        title,
        path,
        layout,
        secrecy,
        doc_number,
        index_number,
        subject: None,
    }
}

fn title(
    kind: Kind,
    (agency, domain): (usize, usize),
    dated: Date,
    (random, library): (&mut Random, &Library),
) -> String {
    let words = [
        AGENCIES[agency].name,
        AGENCIES[agency].short,
        &dated.year().to_string(),
        "",
    ];
    let title = match kind {
        Kind::Guide => "政府信息公开指南".to_owned(),
        Kind::System => library.title("制度题", domain, random, &words),
        Kind::Report(year) => format!("{}{year}年政府信息公开工作年度报告", AGENCIES[agency].name),
        Kind::Gazette(year, issue) => format!("丹溪市人民政府公报{year}年第{issue}期"),
        Kind::Policy(form) => library.title(form.title_rule(), domain, random, &words),
        Kind::Interpretation | Kind::Consultation => {
            library.title("办法名", domain, random, &words)
        }
        Kind::Disclosure(column) => library.title(COLUMNS[column].rule, domain, random, &words),
    };
    match kind {
        Kind::Policy(Form::Normative) if random.chance(700) => {
            format!("{}关于印发《丹溪市{title}》的通知", AGENCIES[agency].name)
        }
        Kind::Policy(Form::Regulation | Form::Normative) => format!("丹溪市{title}"),
        _ => title,
    }
}

fn drawn_kind(random: &mut Random) -> (Kind, usize) {
    let agency = match random.weighted(&[35, 45, 20]) {
        0 => 0,
        1 => random.between(1, FIRST_TOWNSHIP - 1),
        _ => random.between(FIRST_TOWNSHIP, AGENCIES.len() - 1),
    };
    let level = if agency == 0 {
        0
    } else {
        1 + usize::from(agency >= FIRST_TOWNSHIP)
    };
    let kind = match random.weighted(&[47, 11, 3, 39]) {
        0 => Kind::Policy(Form::ALL[random.weighted(&FORMS[level])]),
        1 => Kind::Interpretation,
        2 => Kind::Consultation,
        _ => Kind::Disclosure(random.weighted(&COLUMNS.each_ref().map(|column| column.weight))),
    };
    (kind, agency)
}

/// 成文日期 and 发布日期.
fn dates(kind: Kind, agency: usize, random: &mut Random) -> (Date, Date) {
    let day = |year: i16, random: &mut Random, days| {
        jiff::civil::date(year, 1, 1).saturating_add(int(random.below(days)).days())
    };
    let dated = match kind {
        Kind::Guide => day(2026, random, 60),
        Kind::Report(year) => day(year + 1, random, if agency == 0 { 60 } else { 20 }),
        Kind::Gazette(year, issue) => {
            jiff::civil::date(year, 1, 28).saturating_add(i64::from(issue - 1).months())
        }
        _ => {
            let year = random.weighted(&YEARS);
            day(
                2006 + i16::try_from(year).unwrap_or(0),
                random,
                if year == 20 { 120 } else { 365 },
            )
        }
    };
    (dated, dated.saturating_add(int(random.below(10)).days()))
}

/// Gives interpretations and half of the consultations the policy that they belong to, with its agency and dates.
fn join_subjects(plan: &mut [Document], seed: u64) {
    let public = |document: &&Document| {
        matches!(document.kind, Kind::Policy(_)) && document.secrecy == Secrecy::Public
    };
    let policies: Vec<Document> = plan.iter().filter(public).cloned().collect();
    if policies.is_empty() {
        return;
    }
    plan.par_iter_mut().for_each(|document| {
        let mut random = Random::new(seed ^ 0x5b, document.number);
        let policy = random.pick(&policies);
        match document.kind {
            Kind::Interpretation => {
                document.dated = policy.published;
                document.published = policy.published.saturating_add(int(random.below(4)).days());
                let pattern = random.pick(&[
                    "《题》政策解读",
                    "一图读懂《题》",
                    "《题》解读问答",
                    "关于《题》的解读",
                ]);
                document.title = pattern.replace("题", bare_title(&policy.title));
            }
            Kind::Consultation if random.chance(500) => {
                document.dated = policy
                    .dated
                    .saturating_sub(int(random.between(60, 120)).days());
                document.published = document.dated.saturating_add(2.days());
                document.title = format!(
                    "关于《{}（征求意见稿）》公开征求意见的公告",
                    bare_title(&policy.title)
                );
            }
            Kind::Consultation => {
                document.title = format!(
                    "关于《丹溪市{}（征求意见稿）》公开征求意见的公告",
                    document.title
                );
                return;
            }
            _ => return,
        }
        (document.agency, document.domain, document.subject) =
            (policy.agency, policy.domain, Some(policy.number));
    });
}

/// The title inside 《》 where there is one.
fn bare_title(title: &str) -> &str {
    title
        .split_once('《')
        .and_then(|(_, rest)| rest.split_once('》'))
        .map_or(title, |(inner, _)| inner)
}

/// Deals out 文号 and 索引号 in the order of dates, without a gap and without a double.
fn number_documents(plan: &mut [Document]) {
    let mut order: Vec<usize> = (0..plan.len()).collect();
    order.sort_by_key(|at| (plan[*at].dated, *at));
    let mut series: BTreeMap<String, usize> = BTreeMap::new();
    for at in order {
        let mut next = |name: String| {
            let counter = series.entry(name).or_insert(0);
            *counter += 1;
            *counter
        };
        let (document, sign) = (&plan[at], AGENCIES[plan[at].agency].sign);
        let year = document.dated.year();
        let index = format!("{}/{year}", organisation_code(document.agency));
        let index_number = format!("{index}-{:05}", next(index.clone()));
        let doc_number = match document.kind {
            Kind::Policy(Form::Law) => String::new(),
            Kind::Policy(Form::Regulation) => {
                format!("丹溪市人民政府令第{}号", next("令".to_owned()))
            }
            Kind::Policy(form) => {
                let name = format!("{sign}{}〔{year}〕", word_of_series(form, document.number));
                format!("{name}{}号", next(name.clone()))
            }
            _ => String::new(),
        };
        (plan[at].index_number, plan[at].doc_number) = (index_number, doc_number);
    }
}

fn word_of_series(form: Form, number: usize) -> &'static str {
    match form {
        Form::Normative => "规",
        Form::Announcement => "告",
        Form::Reply => "函",
        _ if number.is_multiple_of(3) => "办发",
        _ => "发",
    }
}

/// The path from `content/`; a document whose path may not be seen has a canary in it.
fn path(document: &Document, seed: u64) -> String {
    let (number, year) = (document.number, document.published.year());
    let folder = folder(document.agency);
    let (kind, stem) = match document.kind {
        Kind::Guide => return format!("{folder}guide.md"),
        Kind::Report(year) => return format!("{folder}report/{year}.md"),
        Kind::System => return format!("{folder}system/zd{number:04}.md"),
        Kind::Gazette(year, issue) => return format!("gazette/{year}/{issue:02}.md"),
        Kind::Policy(_) => (format!("policy/{year}"), "zc"),
        Kind::Interpretation => (format!("interpretation/{year}"), "jd"),
        Kind::Consultation => (format!("consultation/{year}"), "yj"),
        Kind::Disclosure(column) => (format!("disclosure/{}/{year}", COLUMNS[column].id), "xx"),
    };
    let name = if document.secrecy.hides_path() {
        canary(seed, number, 'e')
    } else if number.is_multiple_of(31) {
        let han: String = document
            .title
            .chars()
            .filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
            .take(10)
            .collect();
        format!("{han}{number}")
    } else {
        format!("{stem}{}{:02}{number:06}", year, document.published.month())
    };
    match document.layout {
        Layout::File => format!("{folder}{kind}/{name}.md"),
        Layout::Bundle => format!("{folder}{kind}/{name}/index.md"),
    }
}

/// A small count for a span of days.
pub(crate) fn int(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(0)
}
