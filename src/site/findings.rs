//! What is wrong with public documents once all of them are known, document by document.
//!
//! In: an assembled site. Out: [`Findings`], those of each document apart, so that one document can be checked again
//! without the others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::assemble::doc_id;
use super::lookup::{Retitled, bare_title};
use super::relation::{Resolver, is_title, references};
use super::{DocId, Entry, Site, items, links};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::markdown;
use crate::model::Detail;

/// What is wrong with a site's documents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Findings {
    /// What depends on places in one document: its references, items, links and text. Only documents that have any.
    pub(crate) own: BTreeMap<DocId, Vec<Diagnostic>>,
    /// What takes two documents, or a catalogue.
    pub(crate) common: Vec<Diagnostic>,
    /// Documents whose headings other documents link to.
    pub(super) anchored: BTreeSet<DocId>,
    /// Who refers to a title, as the index of titles has it.
    pub(super) titles: BTreeMap<String, Vec<DocId>>,
    /// Titles that changed since the site was assembled.
    pub(super) retitled: Retitled,
}

impl Findings {
    /// Checks the fields of every document; texts are left to [`Self::read_texts`].
    pub(super) fn of(site: &Site, common: Vec<Diagnostic>) -> Self {
        let mut out = Self {
            common,
            ..Self::default()
        };
        let fields = |entry: &Entry, checked: &mut Checked| {
            checked.fields(site, entry, &Retitled::default());
        };
        let ((), titles) = rayon::join(|| out.check(site, fields), || titles(site));
        out.titles = titles;
        out
    }

    /// Checks the text of every document, once: before that the findings are those of the fields alone. Nothing of what a site
    /// shows depends on it.
    pub(crate) fn read_texts(&mut self, site: &Site) {
        self.check(site, |entry, checked| checked.text(site, entry));
    }

    fn check(&mut self, site: &Site, look: impl Fn(&Entry, &mut Checked) + Sync) {
        let one = |entry: &Arc<Entry>| {
            let mut checked = Checked::default();
            look(entry, &mut checked);
            checked
        };
        let found: Vec<Checked> = site.entries.par_iter().map(one).collect();
        for (at, checked) in found.into_iter().enumerate() {
            self.put(doc_id(at), checked);
        }
    }

    /// Checks one document again, of which the references have stayed the same.
    pub(super) fn renew(&mut self, site: &Site, id: DocId) {
        self.own.remove(&id);
        let entry = site.entry(id);
        let mut checked = Checked::default();
        checked.fields(site, entry, &self.retitled);
        checked.text(site, entry);
        self.put(id, checked);
    }

    fn put(&mut self, id: DocId, checked: Checked) {
        let others = checked.anchored.into_iter().filter(|other| *other != id);
        self.anchored.extend(others);
        if !checked.findings.is_empty() {
            self.own.entry(id).or_default().extend(checked.findings);
        }
    }
}

/// Who refers to each title.
fn titles(site: &Site) -> BTreeMap<String, Vec<DocId>> {
    let mut titles: BTreeMap<String, Vec<DocId>> = BTreeMap::new();
    for (at, entry) in site.entries.iter().enumerate() {
        let written = references(&entry.document).into_iter();
        let outside = match &entry.document.detail {
            Detail::Policy(policy) => policy.status.as_ref(),
            _ => None,
        };
        let by = outside.and_then(|status| status.by.as_ref());
        let written = written.map(|(_, reference)| reference);
        let written = written.filter(|reference| is_title(&reference.value));
        for reference in written.chain(by) {
            let title = bare_title(&reference.value).to_owned();
            titles.entry(title).or_default().push(doc_id(at));
        }
    }
    titles
}

/// What was found in one document, and the documents whose headings it links to.
#[derive(Default)]
struct Checked {
    findings: Vec<Diagnostic>,
    anchored: Vec<DocId>,
}

impl Checked {
    /// What its fields say.
    fn fields(&mut self, site: &Site, entry: &Entry, retitled: &Retitled) {
        Resolver {
            lookup: &site.lookup,
            retitled,
            withheld: &site.withheld,
        }
        .check(&entry.document, &mut self.findings);
        let sink = Sink::default();
        items::check(entry, &site.item_places, &sink);
        self.findings.extend(sink.into_findings());
        media(entry, &mut self.findings);
    }

    /// What its text says.
    fn text(&mut self, site: &Site, entry: &Entry) {
        problems(entry, &mut self.findings);
        self.anchored = links::check(site, entry, &mut self.findings);
    }
}

/// What Markdown found.
fn problems(entry: &Entry, out: &mut Vec<Diagnostic>) {
    for problem in entry.marks().into_iter().flat_map(|marks| &marks.problems) {
        let mut finding = Diagnostic::warning(
            problem.code,
            &entry.document.path,
            entry.document.body.span(&problem.span),
            problem.message.clone(),
        );
        if problem.level == markdown::Level::Error {
            finding.severity = Severity::Deny;
        }
        finding.help.clone_from(&problem.help);
        out.push(finding);
    }
}

/// The medium of an interpretation is an address, or a file of its bundle.
fn media(entry: &Entry, out: &mut Vec<Diagnostic>) {
    let Detail::Interpretation(interpretation) = &entry.document.detail else {
        return;
    };
    let Some(media) = &interpretation.media else {
        return;
    };
    let outside = media.value.starts_with("https://") || media.value.starts_with("http://");
    let wanted = media.value.trim_start_matches("./");
    let mut files = entry.document.attachments.iter();
    if !outside && !files.any(|file| file.name == wanted) {
        out.push(
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

/// 索引号 is unique in the portal.
pub(super) fn duplicate_numbers(entries: &[Entry], sink: &Sink) {
    let mut numbered: Vec<_> = entries
        .iter()
        .filter_map(|entry| Some((entry.document.index_number.as_ref()?, &entry.document.path)))
        .collect();
    numbered.par_sort_unstable_by(|a, b| (&a.0.value, a.1).cmp(&(&b.0.value, b.1)));
    for group in numbered.chunk_by(|a, b| a.0.value == b.0.value) {
        let (first, first_path) = group[0];
        for (number, path) in &group[1..] {
            sink.push(
                Diagnostic::error(
                    "duplicate-index-number",
                    path,
                    number.span,
                    format!("索引号“{}”重复", number.value),
                )
                .related(first_path, first.span, "另一处在这里")
                .help("索引号一经编定不再改变；给后编的文件换一个号"),
            );
        }
    }
}
