//! The gate: `Draft` → [`Published`]. What is closed, on-request, draft, future, withdrawn or redacted stops here.
//!
//! In: everything that was read. Out: what the public may see at the build date, and the stubs of what was taken down.
//! A [`Published`] can be made nowhere else, so a leak into a page, list, feed, search or data file does not compile.
//! Of what is held back only its path stays known, to [`Withheld`], which answers questions and gives nothing away.

mod redact;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use rayon::prelude::*;

use crate::check::Record;
use crate::config::{AgencyIx, Checks};
use crate::diag::{Diagnostic, Sink, Span};
use crate::kind::{Draft, Failed};
use crate::model::{Attachment, Date, Detail, Document, KindId, Openness, doc_number};
use crate::source::SourcePath;
use crate::source::fields::Located;

/// A document that the public may see, whole, at the build date.
#[derive(Debug)]
pub(crate) struct Published {
    document: Document,
    archived: bool,
}

impl Published {
    /// Whether its 信息下架日期 has come: still at its address, no longer in lists.
    #[must_use]
    pub(crate) fn is_archived(&self) -> bool {
        self.archived
    }

    /// Its files, for the one who reads and digests them.
    pub(crate) fn attachments_mut(&mut self) -> &mut [Attachment] {
        &mut self.document.attachments
    }
}

impl Deref for Published {
    type Target = Document;

    fn deref(&self) -> &Document {
        &self.document
    }
}

/// What is left of a document that was taken down: neither title nor text.
#[derive(Debug)]
pub(crate) struct Stub {
    /// Its file.
    pub path: SourcePath,
    /// Whether it was a bundle.
    pub bundle: bool,
    /// Its address's last part.
    pub slug: Option<Located<String>>,
    /// Its kind.
    pub kind: KindId,
    /// Whose it was.
    pub agency: AgencyIx,
    /// 发文机关.
    pub issuers: Vec<String>,
    /// The day it was taken down.
    pub date: Date,
    /// Why.
    pub reason: String,
}

/// The documents that are not public. It can be asked about a path, and tells nothing else.
#[derive(Debug, Default)]
pub(crate) struct Withheld {
    paths: BTreeSet<SourcePath>,
    names: BTreeSet<String>,
    concealed: BTreeSet<SourcePath>,
    failed: BTreeSet<SourcePath>,
    claims: BTreeMap<String, Vec<(SourcePath, Span)>>,
}

impl Withheld {
    /// Whether a file is a document that may not be shown.
    #[must_use]
    pub(crate) fn contains(&self, path: &SourcePath) -> bool {
        self.paths.contains(path)
    }

    /// Whether the text of a file may not be shown in a report: it is not public, or there is or was something to remove.
    #[must_use]
    pub(crate) fn conceals(&self, path: &SourcePath) -> bool {
        self.concealed.contains(path)
    }

    /// Whether a 文号 or a 《标题》, in any writing, is that of a document that may not be shown.
    #[must_use]
    pub(crate) fn answers_to(&self, written: &str) -> bool {
        self.names.contains(&name_key(written))
    }

    /// Whether a file could not be read as a document; its own findings say why, and no other need repeat it.
    #[must_use]
    pub(crate) fn has_failed(&self, path: &SourcePath) -> bool {
        self.failed.contains(path)
    }

    fn add(&mut self, document: &Document) {
        self.paths.insert(document.path.clone());
        self.concealed.insert(document.path.clone());
        self.conceal_lists(document);
        self.names.insert(name_key(&document.title));
        self.names.extend(
            document
                .doc_number
                .iter()
                .map(|number| name_key(&number.value)),
        );
    }

    /// Where documents that will not become public by themselves say that they fulfil a 公开事项.
    #[must_use]
    pub(crate) fn claims(&self, item: &str) -> &[(SourcePath, Span)] {
        self.claims.get(item).map_or(&[], Vec::as_slice)
    }

    /// Keeps what a document that is closed, on request or taken down says it fulfils.
    fn add_claims(&mut self, document: &Document) {
        for item in &document.items {
            let place = (document.path.clone(), item.span);
            self.claims
                .entry(item.value.clone())
                .or_default()
                .push(place);
        }
    }

    /// The lists of a document that is not public, or not whole, are no more to be shown than it is.
    fn conceal_lists(&mut self, document: &Document) {
        let files = document.lists.iter().map(|list| list.path.clone());
        self.concealed.extend(files);
    }

    fn add_failed(&mut self, file: Failed, today: Date) {
        if file.open_from.is_none_or(|day| day > today) {
            self.concealed.insert(file.path.clone());
        }
        self.failed.insert(file.path.clone());
        self.paths.insert(file.path);
    }
}

/// One key for a 文号 or a title, however it is bracketed.
fn name_key(written: &str) -> String {
    let written = written.trim();
    doc_number::key(
        written
            .strip_prefix('《')
            .and_then(|rest| rest.strip_suffix('》'))
            .unwrap_or(written),
    )
}

/// What came through.
#[derive(Debug, Default)]
pub(crate) struct Admitted {
    /// Public documents, newest first: by 发布日期, then 成文日期, then path.
    pub documents: Vec<Published>,
    /// What was taken down.
    pub stubs: Vec<Stub>,
    /// What stayed outside.
    pub withheld: Withheld,
    /// The next day on which a date in the content changes the output.
    pub next_change: Option<Date>,
    /// What checks may know of every document that was read, public or not.
    pub records: Vec<Record>,
}

/// Lets the public documents through.
pub(crate) fn admit(
    drafts: Vec<Draft>,
    failed: Vec<Failed>,
    today: Date,
    checks: &Checks,
    sink: &Sink,
) -> Admitted {
    let mut out = Admitted::default();
    for file in failed {
        out.withheld.add_failed(file, today);
    }
    let mut next = NextChange { today, found: None };
    let mut passed = Vec::with_capacity(drafts.len());
    for draft in drafts {
        out.records.push(Record::of(&draft));
        match judge(&draft, today, &mut next) {
            Verdict::Withhold => {
                if matches!(
                    draft.document.openness,
                    Openness::Closed | Openness::OnRequest
                ) {
                    out.withheld.add_claims(&draft.document);
                }
                out.withheld.add(&draft.document);
            }
            Verdict::Stub { date, reason } => {
                out.withheld.add(&draft.document);
                out.withheld.add_claims(&draft.document);
                refuse_misplaced_mark(&draft, sink);
                out.stubs.push(stub(draft.document, date, reason));
            }
            Verdict::Pass => {
                require_review(&draft, checks, sink);
                passed.push(draft);
            }
        }
    }
    let cleared: Vec<Result<Published, SourcePath>> = passed
        .into_par_iter()
        .map(|draft| {
            let path = draft.document.path.clone();
            clear(draft, today, sink).ok_or(path)
        })
        .collect();
    for one in cleared {
        match one {
            Ok(published) => {
                if published.openness == Openness::Redacted {
                    // Its file still holds what was cut.
                    out.withheld.concealed.insert(published.path.clone());
                    out.withheld.conceal_lists(&published);
                }
                next.of(&published);
                out.documents.push(published);
            }
            Err(path) => out.withheld.add_failed(Failed::unknown(path), today),
        }
    }
    out.documents
        .sort_by(|a, b| (b.published, b.dated, &a.path).cmp(&(a.published, a.dated, &b.path)));
    out.next_change = next.found;
    out
}

enum Verdict {
    Withhold,
    Stub { date: Date, reason: String },
    Pass,
}

/// The order matters: what never was public gets no stub.
fn judge(draft: &Draft, today: Date, next: &mut NextChange) -> Verdict {
    let document = &draft.document;
    if draft.unfinished || matches!(document.openness, Openness::Closed | Openness::OnRequest) {
        return Verdict::Withhold;
    }
    if document.published.date > today {
        next.day(Some(document.published.date));
        return Verdict::Withhold;
    }
    if let Some(withdrawal) = &draft.withdrawn {
        return Verdict::Stub {
            date: withdrawal.date,
            reason: withdrawal.reason.clone(),
        };
    }
    if let Detail::Disclosure(Some(act)) = &document.detail
        && let Some(last) = act.display_until
        && last < today
    {
        return Verdict::Stub {
            date: last.tomorrow().unwrap_or(last),
            reason: "公示期限届满".to_owned(),
        };
    }
    Verdict::Pass
}

fn stub(document: Document, date: Date, reason: String) -> Stub {
    Stub {
        path: document.path,
        bundle: document.bundle,
        slug: document.slug,
        kind: document.kind,
        agency: document.agency,
        issuers: document.issuers,
        date,
        reason,
    }
}

fn require_review(draft: &Draft, checks: &Checks, sink: &Sink) {
    if checks.review && draft.review.is_none() {
        let document = &draft.document;
        sink.push(
            Diagnostic::error("missing-review", &document.path, document.anchor, "缺少“公开审查”(review)")
                .help("review = { reviewer = \"……\", date = 2024-05-11 }")
                .note("先审查后公开（《政府信息公开条例》第十七条）；config.toml 的 [checks] 要求每件都有审查记录"),
        );
    }
}

/// A mark in a field that is not cut is an error: what it encloses would come out.
fn refuse_misplaced_mark(draft: &Draft, sink: &Sink) {
    let Some(span) = draft.misplaced_mark else {
        return;
    };
    sink.push(
        Diagnostic::error(
            "redaction",
            &draft.document.path,
            span,
            "删减标记 {~ ~} 不能写在这一项里",
        )
        .help("只有标题(title)、内容概述(summary)、关键词(keywords)和正文可以删减"),
    );
}

/// Cuts what was removed before publication. Marks that cannot be cut cleanly are errors, and nothing passes.
fn clear(draft: Draft, today: Date, sink: &Sink) -> Option<Published> {
    refuse_misplaced_mark(&draft, sink);
    if draft.misplaced_mark.is_some() {
        return None;
    }
    let mut document = draft.document;
    let anchor = document.anchor;
    let mut problems: Vec<(Span, &'static str)> = Vec::new();
    let redacted = document.openness == Openness::Redacted;
    match redact::body(std::mem::take(&mut document.body.text)) {
        Ok(cut) => {
            if !redacted && !cut.cuts.is_empty() {
                problems.push((document.body.span(&cut.first), redact::NOT_REDACTED));
            }
            document.body.cuts = cut.cuts;
            document.body.text = cut.text;
        }
        Err(marks) => problems.extend(
            marks
                .into_iter()
                .map(|(range, words)| (document.body.span(&range), words)),
        ),
    }
    for text in std::iter::once(&mut document.title)
        .chain(document.summary.as_mut())
        .chain(document.keywords.iter_mut())
    {
        match redact::inline(text) {
            Ok(None) => {}
            Ok(Some(_)) if !redacted => problems.push((anchor, redact::NOT_REDACTED)),
            Ok(Some(cut)) => *text = cut,
            Err(words) => problems.push((anchor, words)),
        }
    }
    // What is past its 公示截止日期 leaves the page and the files to download.
    for list in &mut document.lists {
        list.rows
            .retain(|row| row.until.is_none_or(|last| last >= today));
    }
    // A keyword of which nothing is left says nothing.
    document
        .keywords
        .retain(|keyword| keyword != redact::PLACEHOLDER);
    for (span, words) in &problems {
        sink.push(Diagnostic::error("redaction", &document.path, *span, *words).help(redact::HELP));
    }
    let archived = document.expires.is_some_and(|day| day <= today);
    problems
        .is_empty()
        .then_some(Published { document, archived })
}

/// Collects the earliest day after the build date on which the output changes by itself.
struct NextChange {
    today: Date,
    found: Option<Date>,
}

impl NextChange {
    fn day(&mut self, day: Option<Date>) {
        if let Some(day) = day.filter(|day| *day > self.today) {
            self.found = Some(self.found.map_or(day, |found| found.min(day)));
        }
    }

    /// The day after a last day.
    fn after(&mut self, last: Option<Date>) {
        self.day(last.and_then(|day| day.tomorrow().ok()));
    }

    fn of(&mut self, document: &Published) {
        self.day(document.effective);
        self.after(document.valid_until);
        self.day(document.expires);
        for row in document.lists.iter().flat_map(|list| &list.rows) {
            self.after(row.until);
        }
        match &document.detail {
            Detail::Consultation(consultation) => {
                self.day(consultation.opens);
                self.after(consultation.closes);
                // The page says how many days are left.
                if consultation.days_left(self.today).is_some() {
                    self.after(Some(self.today));
                }
            }
            Detail::Policy(policy) => {
                self.day(policy.status.as_ref().and_then(|status| status.date));
            }
            Detail::Disclosure(Some(act)) => self.after(act.display_until),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
