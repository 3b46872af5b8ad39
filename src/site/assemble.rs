//! Puts the site together: addresses, texts read once, relations, validity, lists.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::lookup::Lookup;
use super::relation::{Related, Relations, Resolver};
use super::reports::Reports;
use super::{
    DocId, Entry, Site, Texts, columns, conflict, decision, items, links, required, route, validity,
};
use crate::config::{AgencyIx, Config};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::gate::{Admitted, Published, Withheld};
use crate::markdown::{self, Parsed};
use crate::model::{Date, Detail, Item};
use crate::site::route::UrlPath;

/// A summary taken from the text is cut after this many characters.
const SUMMARY_CHARS: usize = 200;

/// Everything a site is made of.
pub(crate) struct Input {
    /// The configuration.
    pub(crate) config: Config,
    /// The build date.
    pub(crate) today: Date,
    /// What the gate let through.
    pub(crate) admitted: Admitted,
    /// Items of all catalogues, with the agency that each catalogue belongs to.
    pub(crate) items: Vec<(AgencyIx, Item)>,
    /// Names of the files in `static/`.
    pub(crate) statics: Vec<String>,
    /// Whether plain texts are kept.
    pub(crate) texts: Texts,
}

/// Assembles the site; findings about links, references and duplicates go to the sink.
pub(crate) fn assemble(input: Input, sink: &Sink) -> Site {
    let Input {
        config,
        today,
        admitted,
        items,
        statics,
        texts: keep,
    } = input;
    let Admitted {
        documents,
        stubs,
        withheld,
        next_change,
        records: _,
    } = admitted;
    let urls: Vec<UrlPath> = documents
        .iter()
        .map(|document| route::of_document(document))
        .collect();
    let index = || {
        let documents = ids(&documents).zip(&urls);
        let mut lookup = Lookup::new(documents.map(|((id, document), url)| (id, document, url)));
        lookup.add_static(statics);
        lookup
    };
    let read_all = || {
        documents
            .par_iter()
            .map(|document| Read::of(document, keep))
            .collect()
    };
    let (lookup, read): (Lookup, Vec<Read>) = rayon::join(index, read_all);
    let mut relations = Resolver {
        lookup: &lookup,
        withheld: &withheld,
        sink,
    }
    .relate(&ids(&documents).collect::<Vec<_>>());
    let joined = joined(&documents, &mut relations, today);
    let (mut entries, texts) = entries(documents, urls, read, joined);

    let found = {
        let indexed: Vec<(DocId, &Entry)> = entries
            .iter()
            .enumerate()
            .map(|(at, entry)| (doc_id(at), entry))
            .collect();
        check_texts(&indexed, &texts, &lookup, &withheld, sink);
        check_duplicates(&indexed, sink);
        conflict::check(&indexed, &relations.edges, &lookup, sink);
        let decisions = decision::decisions(&indexed, sink);
        let (portal, agencies) = columns::lists(&indexed, &config);
        let neighbours = columns::neighbours(&agencies, &indexed);
        let items = items::join(items, &indexed, &config, &withheld, sink);
        let reports = Reports::new(indexed.iter().copied(), sink);
        (portal, agencies, neighbours, items, decisions, reports)
    };
    let (portal, agencies, neighbours, items, decisions, reports) = found;
    for (entry, (previous, next)) in entries.iter_mut().zip(neighbours) {
        entry.previous = previous;
        entry.next = next;
    }
    let stubs = stubs
        .into_iter()
        .map(|stub| {
            let url = route::of_stub(&stub);
            (stub, url)
        })
        .collect();
    let due = required::next_change(&config, today);
    Site {
        config,
        today,
        entries,
        stubs,
        decisions,
        items,
        next_change: [next_change, due].into_iter().flatten().min(),
        portal,
        agencies,
        lookup,
        reports,
        withheld,
    }
}

fn doc_id(at: usize) -> DocId {
    DocId(u32::try_from(at).unwrap_or(u32::MAX))
}

fn ids(documents: &[Published]) -> impl Iterator<Item = (DocId, &Published)> {
    documents
        .iter()
        .enumerate()
        .map(|(at, document)| (doc_id(at), document))
}

/// What the relations say of one document.
struct Joined {
    related: Vec<Related>,
    status: Option<validity::Status>,
    works_from: Option<Date>,
}

fn joined(documents: &[Published], relations: &mut Relations, today: Date) -> Vec<Joined> {
    let stillborn = validity::stillborn(documents, &relations.edges);
    let works_from = |id: DocId| {
        let at = id.0 as usize;
        (!stillborn[at]).then(|| validity::acts_from(&documents[at]))
    };
    let related = std::mem::take(&mut relations.related);
    ids(documents)
        .zip(related)
        .map(|((id, document), related)| Joined {
            status: validity::status(document, &related, today, works_from),
            works_from: works_from(id),
            related,
        })
        .collect()
}

/// What is kept of the facts of a text.
struct Read {
    summary: String,
    anchors: Vec<String>,
    first_image: Option<String>,
    plain: Option<Box<str>>,
    text: Text,
}

impl Read {
    fn of(document: &Published, keep: Texts) -> Self {
        let parsed = Parsed::new(&document.body.text);
        let plain = (keep == Texts::Kept).then(|| parsed.plain().into_boxed_str());
        let facts = parsed.into_facts();
        let summary = document
            .summary
            .clone()
            .unwrap_or_else(|| shortened(facts.first_paragraph.as_deref().unwrap_or_default()));
        Self {
            summary,
            anchors: facts.anchors.into_iter().collect(),
            first_image: facts.first_image,
            plain,
            text: Text {
                links: facts.links,
                problems: facts.problems,
            },
        }
    }
}

/// What a text needs checked once all documents are known.
struct Text {
    links: Vec<markdown::LinkRef>,
    problems: Vec<markdown::Problem>,
}

fn entries(
    documents: Vec<Published>,
    urls: Vec<UrlPath>,
    read: Vec<Read>,
    joined: Vec<Joined>,
) -> (Vec<Entry>, Vec<Text>) {
    let parts = documents.into_iter().zip(urls).zip(read).zip(joined);
    parts
        .map(|(((document, url), read), joined)| {
            let entry = Entry {
                document,
                url,
                summary: read.summary,
                anchors: read.anchors,
                first_image: read.first_image,
                plain: read.plain,
                status: joined.status,
                works_from: joined.works_from,
                related: joined.related,
                previous: None,
                next: None,
            };
            (entry, read.text)
        })
        .unzip()
}

/// The first characters of a paragraph, on one line.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SUMMARY_CHARS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn check_texts(
    entries: &[(DocId, &Entry)],
    texts: &[Text],
    lookup: &Lookup,
    withheld: &Withheld,
    sink: &Sink,
) {
    entries
        .par_iter()
        .zip(texts)
        .for_each(|((_, entry), text)| {
            for problem in &text.problems {
                let span = entry.document.body.span(&problem.span);
                let mut finding = Diagnostic::warning(
                    problem.code,
                    &entry.document.path,
                    span,
                    problem.message.clone(),
                );
                if problem.level == markdown::Level::Error {
                    finding.severity = Severity::Deny;
                }
                finding.help.clone_from(&problem.help);
                sink.push(finding);
            }
            links::check(entry, &text.links, entries, lookup, withheld, sink);
            check_media(entry, sink);
            check_equivalent(entry, sink);
        });
}

/// The medium of an interpretation is an address, or a file of its bundle.
fn check_media(entry: &Entry, sink: &Sink) {
    let Detail::Interpretation(interpretation) = &entry.document.detail else {
        return;
    };
    let Some(media) = &interpretation.media else {
        return;
    };
    let outside = media.value.starts_with("https://") || media.value.starts_with("http://");
    if !outside
        && !entry
            .document
            .attachments
            .iter()
            .any(|file| file.name == media.value.trim_start_matches("./"))
    {
        sink.push(
            Diagnostic::error(
                "missing-attachment",
                &entry.document.path,
                media.span,
                format!("没有找到媒体文件“{}”", media.value),
            )
            .help("文件放在解读文档自己的文件夹里，或者写以 https:// 开头的地址"),
        );
    }
}

/// A picture alone says nothing to those who cannot see it (standards part 8 and 14).
fn check_equivalent(entry: &Entry, sink: &Sink) {
    let document = &entry.document;
    let Detail::Interpretation(interpretation) = &document.detail else {
        return;
    };
    let mut lines = document.body.text.lines().map(str::trim);
    if !matches!(interpretation.form.value, "graphic" | "video")
        || lines.any(|line| !line.is_empty() && !line.starts_with("![") && !line.starts_with('#'))
    {
        return;
    }
    sink.push(
        Diagnostic::warning(
            "graphic-without-text",
            &document.path,
            document.anchor,
            format!("{}没有等价的文字", interpretation.form.label),
        )
        .help("在正文里把图片、视频的内容写成文字，看不到、听不到的人也能了解"),
    );
}

/// 索引号 is unique in the portal.
fn check_duplicates(entries: &[(DocId, &Entry)], sink: &Sink) {
    let mut seen: BTreeMap<&str, &Entry> = BTreeMap::new();
    let mut by_path: Vec<&Entry> = entries.iter().map(|(_, entry)| *entry).collect();
    by_path.sort_by(|a, b| a.document.path.cmp(&b.document.path));
    for entry in by_path {
        let Some(number) = &entry.document.index_number else {
            continue;
        };
        let Some(first) = seen.get(number.value.as_str()) else {
            seen.insert(&number.value, entry);
            continue;
        };
        let place = first.document.index_number.as_ref().map(|n| n.span);
        sink.push(
            Diagnostic::error(
                "duplicate-index-number",
                &entry.document.path,
                number.span,
                format!("索引号“{}”重复", number.value),
            )
            .related(&first.document.path, place, "另一处在这里")
            .help("索引号一经编定不再改变；给后编的文件换一个号"),
        );
    }
}
