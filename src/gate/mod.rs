//! The gate: `Draft` → [`Published`]. What is closed, on-request, draft, future, withdrawn or redacted stops here.
//!
//! In: everything that was read. Out: what the public may see at the build date, and the stubs of what was taken down.
//! A [`Published`] can be made nowhere else, so a leak into a page, list, feed, search or data file does not compile.
//! Of what is held back only its path stays known, to [`Withheld`], which answers questions and gives nothing away.
//! Each document is judged by itself, so that one that changed can be judged again alone. A preview ([`Audience`]) lets
//! drafts and future documents through, marked; what may never be public stays outside there as well.

mod look_alike;
mod redact;
mod withheld;

use std::ops::Deref;

pub(crate) use withheld::{Hidden, Withheld};

use crate::check::Record;
use crate::config::{AgencyIx, Checks};
use crate::diag::{Diagnostic, Sink, Span};
use crate::kind::{Draft, Failed};
use crate::model::{Attachment, Date, Detail, Document, KindId, Openness, Packer};
use crate::source::SourcePath;
use crate::source::fields::Located;

/// For whom the gate is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// The public: what is published, and nothing else.
    Public,
    /// An editor who looks ahead (`serve --drafts`): drafts and future documents too. What is closed, on request, cut or
    /// taken down stays so.
    Preview,
}

/// Why the public does not see a document that a preview shows, or does not find it any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unpublished {
    /// `draft = true`.
    Draft,
    /// Its 发布日期 is still to come.
    Future,
    /// Its 信息下架日期 has come: the address stays, no list names it.
    Expired,
}

impl Unpublished {
    /// In words.
    #[must_use]
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Draft => "草稿",
            Self::Future => "尚未到发布日期",
            Self::Expired => "已过信息下架日期",
        }
    }
}

/// A document that the audience may see, whole, at the build date.
#[derive(Debug)]
pub(crate) struct Published {
    document: Document,
    archived: bool,
    unpublished: Option<Unpublished>,
}

impl Published {
    /// Why the public does not see it like this; only a preview lets such documents through.
    #[must_use]
    pub(crate) fn unpublished(&self) -> Option<Unpublished> {
        self.unpublished
    }

    /// Whether its 信息下架日期 has come: still at its address, no longer in lists.
    #[must_use]
    pub(crate) fn is_archived(&self) -> bool {
        self.archived
    }

    /// Packs its text, for one who keeps it long and reads it rarely.
    pub(crate) fn pack(&mut self, packer: &mut Packer) {
        self.document.body.text.pack(packer);
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

/// What became of one document, and the next day on which that, or what a page shows of it, changes by itself.
#[derive(Debug)]
pub(crate) struct Judged {
    /// Its fate.
    pub(crate) fate: Fate,
    /// What checks may know of it, whatever its fate.
    pub(crate) record: Record,
    /// The day.
    pub(crate) next_change: Option<Date>,
}

/// What can become of a document at the gate.
#[derive(Debug)]
pub(crate) enum Fate {
    /// It may be seen.
    Passed(Box<Published>),
    /// It was public once.
    TakenDown(Box<Stub>, Hidden),
    /// It stays outside.
    Withheld(Hidden),
    /// Its redaction marks cannot be cut: in doubt it stays outside. The finding stands in the sink.
    Refused(Failed),
}

/// The gate as it stands on a day.
#[derive(Clone, Copy)]
pub(crate) struct Gate<'a> {
    /// For whom it is open.
    pub(crate) audience: Audience,
    /// The build date.
    pub(crate) today: Date,
    /// What the portal wants checked.
    pub(crate) checks: &'a Checks,
}

impl Gate<'_> {
    /// Judges one document. The answer depends on it and on the gate alone.
    pub(crate) fn judge(&self, draft: Draft, sink: &Sink) -> Judged {
        let mut next = NextChange {
            today: self.today,
            found: None,
        };
        let record = Record::of(&draft);
        let fate = match self.verdict(&draft, &mut next) {
            Verdict::Withhold => Fate::Withheld(match draft.document.openness {
                Openness::Closed | Openness::OnRequest => Hidden::for_good(&draft.document),
                Openness::Public | Openness::Redacted => Hidden::awaited(&draft.document),
            }),
            Verdict::Stub { date, reason } => {
                let hidden = Hidden::for_good(&draft.document);
                refuse_misplaced_mark(&draft, sink);
                Fate::TakenDown(Box::new(stub(draft.document, date, reason)), hidden)
            }
            Verdict::Pass(unpublished) => {
                // What is not finished is not reviewed yet.
                if unpublished.is_none() {
                    require_review(&draft, self.checks, sink);
                }
                let path = draft.document.path.clone();
                match clear(draft, self, unpublished, sink) {
                    Some(published) => {
                        next.of(&published);
                        Fate::Passed(Box::new(published))
                    }
                    None => Fate::Refused(Failed::unknown(path)),
                }
            }
        };
        Judged {
            fate,
            record,
            next_change: next.found,
        }
    }

    /// The order matters: what never was public gets no stub.
    fn verdict(&self, draft: &Draft, next: &mut NextChange) -> Verdict {
        let document = &draft.document;
        if matches!(document.openness, Openness::Closed | Openness::OnRequest) {
            return Verdict::Withhold;
        }
        let future = document.published.date > self.today;
        let unpublished = if draft.unfinished {
            Some(Unpublished::Draft)
        } else if future {
            Some(Unpublished::Future)
        } else {
            None
        };
        if future && !draft.unfinished {
            next.day(Some(document.published.date));
        }
        let down = draft.taken_down(self.today);
        if unpublished.is_some() {
            let ahead = self.audience == Audience::Preview && down.is_none() && !draft.unclear;
            return if ahead {
                Verdict::Pass(unpublished)
            } else {
                Verdict::Withhold
            };
        }
        match down {
            Some((date, reason)) => Verdict::Stub { date, reason },
            None => Verdict::Pass(None),
        }
    }
}

enum Verdict {
    Withhold,
    Stub { date: Date, reason: String },
    Pass(Option<Unpublished>),
}

impl Draft {
    /// The day on which its text had to go, and why.
    fn taken_down(&self, today: Date) -> Option<(Date, String)> {
        if let Some(withdrawal) = &self.withdrawn {
            return Some((withdrawal.date, withdrawal.reason.clone()));
        }
        let Detail::Disclosure(Some(act)) = &self.document.detail else {
            return None;
        };
        let last = act.display_until.filter(|last| *last < today)?;
        Some((last.tomorrow().unwrap_or(last), "公示期限届满".to_owned()))
    }
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
fn clear(
    draft: Draft,
    gate: &Gate<'_>,
    unpublished: Option<Unpublished>,
    sink: &Sink,
) -> Option<Published> {
    refuse_misplaced_mark(&draft, sink);
    if draft.misplaced_mark.is_some() {
        return None;
    }
    let mut document = draft.document;
    let anchor = document.anchor;
    let mut problems: Vec<(Span, &'static str)> = Vec::new();
    let redacted = document.openness == Openness::Redacted;
    let openness = document.openness;
    match redact::body(document.body.text.take(), openness) {
        Ok(cut) => {
            if !redacted && !cut.cuts.is_empty() {
                problems.push((document.body.span(&cut.first), redact::NOT_REDACTED));
            }
            document.body.cuts = cut.cuts;
            document.body.text = cut.text.into();
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
        match redact::inline(text, openness) {
            Ok(None) => {}
            Ok(Some(_)) if !redacted => problems.push((anchor, redact::NOT_REDACTED)),
            Ok(Some(cut)) => *text = cut,
            Err(words) => problems.push((anchor, words)),
        }
    }
    // What is past its 公示截止日期 leaves the page and the files to download.
    for list in &mut document.lists {
        list.rows
            .retain(|row| row.until.is_none_or(|last| last >= gate.today));
    }
    // A keyword of which nothing is left says nothing.
    document
        .keywords
        .retain(|keyword| keyword != redact::PLACEHOLDER);
    for (span, words) in &problems {
        sink.push(Diagnostic::error("redaction", &document.path, *span, *words).help(redact::HELP));
    }
    let archived = document.expires.is_some_and(|day| day <= gate.today);
    let expired = archived && gate.audience == Audience::Preview;
    problems.is_empty().then_some(Published {
        document,
        archived,
        unpublished: unpublished.or(expired.then_some(Unpublished::Expired)),
    })
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
