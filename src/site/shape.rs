//! What a document means to everything but its own page: its place in the site.
//!
//! In: a public document. Out: a [`Shape`]. Two documents with equal shapes can stand in for each other without a list,
//! a relation, an address or a date of the site becoming another. The titles, the texts and a few words beside them are not
//! in the shape: whoever draws them reads the document itself. Every field is named here, so that a new one does not
//! compile before it is decided; in doubt a field belongs to the shape.

use crate::config::{AgencyIx, ColumnIx, FieldIx};
use crate::gate::{Published, Unpublished};
use crate::model::{
    Act, Attachment, Body, Category, Consultation, Date, Detail, Document, Form, Gazette,
    Interpretation, KindId, List, Moment, Openness, Outcome, OutsideStatus, Policy, Relation,
    Required,
};
use crate::source::SourcePath;
use crate::source::fields::Located;

/// The place of a document in the site.
#[derive(Debug, PartialEq)]
pub(super) struct Shape<'d> {
    path: &'d SourcePath,
    bundle: bool,
    slug: Option<&'d str>,
    aliases: Vec<&'d str>,
    kind: KindId,
    agency: AgencyIx,
    archived: bool,
    unpublished: Option<Unpublished>,
    openness: Openness,
    dates: Dates,
    index_number: Option<&'d str>,
    doc_number: Option<&'d str>,
    issuers: &'d [String],
    genre: Option<&'d str>,
    source: Option<&'d str>,
    decision: Option<&'d str>,
    decision_stage: Option<&'static str>,
    column: Option<ColumnIx>,
    topics: &'d [String],
    audience: &'d [String],
    keywords: &'d [String],
    fields: &'d [FieldIx],
    items: Vec<&'d str>,
    detail: Place<'d>,
    files: Vec<(&'d str, &'d std::path::Path)>,
    required: Option<Required>,
    lists: &'d [List],
}

#[derive(Debug, PartialEq)]
struct Dates {
    published: Moment,
    dated: Option<Date>,
    changed: Option<Date>,
    updated: Option<Date>,
    effective: Option<Date>,
    valid_until: Option<Date>,
    expires: Option<Date>,
}

/// What only its kind has.
#[derive(Debug, PartialEq)]
enum Place<'d> {
    Plain,
    Policy {
        category: Category,
        consultation: Option<&'d str>,
        relations: Vec<(Relation, &'d str)>,
        status: Option<&'d OutsideStatus>,
    },
    Interpretation {
        interprets: Vec<&'d str>,
        form: Form,
        words: [Option<&'d str>; 4],
    },
    Consultation {
        dates: [Option<Date>; 2],
        contact: Option<&'d str>,
        draft_of: Option<&'d str>,
        outcome: Option<&'d Outcome>,
    },
    Disclosure(Option<&'d Act>),
    Gazette {
        number: (i16, u32, Option<u32>),
        documents: Vec<&'d str>,
    },
}

impl<'d> Shape<'d> {
    /// The shape of a document; `None` where it is not settled by the document alone: a report's tables have a file of
    /// their own.
    pub(super) fn of(published: &'d Published) -> Option<Self> {
        let document: &Document = published;
        let Document {
            path,
            anchor: _,
            bundle,
            kind,
            agency,
            title: _,
            published: day,
            dated,
            changed,
            updated,
            index_number,
            issuers,
            doc_number,
            genre,
            effective,
            valid_until,
            source,
            editor: _,
            decision,
            decision_stage,
            column,
            topics,
            audience,
            keywords,
            summary: _,
            fields,
            items,
            openness,
            openness_reason: _,
            expires,
            aliases,
            slug,
            allow: _,
            detail,
            body:
                Body {
                    text: _,
                    start: _,
                    cuts: _,
                },
            attachments,
            required,
            lists,
        } = document;
        Some(Self {
            path,
            bundle: *bundle,
            slug: word(slug.as_ref()),
            aliases: words(aliases),
            kind: *kind,
            agency: *agency,
            archived: published.is_archived(),
            unpublished: published.unpublished(),
            openness: *openness,
            dates: Dates {
                published: *day,
                dated: *dated,
                changed: *changed,
                updated: *updated,
                effective: *effective,
                valid_until: *valid_until,
                expires: *expires,
            },
            index_number: word(index_number.as_ref()),
            doc_number: word(doc_number.as_ref()),
            issuers,
            genre: genre.as_deref(),
            source: source.as_deref(),
            decision: word(decision.as_ref()),
            decision_stage: *decision_stage,
            column: *column,
            topics,
            audience,
            keywords,
            fields,
            items: words(items),
            detail: place(detail)?,
            files: attachments.iter().map(file).collect(),
            required: *required,
            lists,
        })
    }
}

fn word(located: Option<&Located<String>>) -> Option<&str> {
    located.map(|located| located.value.as_str())
}

fn words(located: &[Located<String>]) -> Vec<&str> {
    located.iter().map(|one| one.value.as_str()).collect()
}

/// Caption, length, digest and text are read from the document itself.
fn file(attachment: &Attachment) -> (&str, &std::path::Path) {
    let Attachment {
        name,
        file,
        size: _,
        title: _,
        sha256: _,
        pixels: _,
        text: _,
    } = attachment;
    (name, file)
}

fn place(detail: &Detail) -> Option<Place<'_>> {
    Some(match detail {
        Detail::Guide | Detail::System => Place::Plain,
        Detail::Policy(Policy {
            category,
            consultation,
            relations,
            status,
        }) => Place::Policy {
            category: *category,
            consultation: word(consultation.as_ref()),
            relations: relations
                .iter()
                .map(|(relation, reference)| (*relation, reference.value.as_str()))
                .collect(),
            status: status.as_ref(),
        },
        Detail::Interpretation(Interpretation {
            interprets,
            form,
            unit,
            interpreter,
            phone,
            media,
        }) => Place::Interpretation {
            interprets: words(interprets),
            form: *form,
            words: [
                unit.as_deref(),
                interpreter.as_deref(),
                phone.as_deref(),
                word(media.as_ref()),
            ],
        },
        Detail::Consultation(Consultation {
            opens,
            closes,
            closes_at: _,
            contact,
            draft_of,
            outcome,
        }) => Place::Consultation {
            dates: [*opens, *closes],
            contact: contact.as_deref(),
            draft_of: word(draft_of.as_ref()),
            outcome: outcome.as_ref(),
        },
        Detail::Disclosure(act) => Place::Disclosure(act.as_ref()),
        Detail::Report(_) => return None,
        Detail::Gazette(Gazette {
            year,
            issue,
            place: _,
            total_issue,
            documents,
        }) => Place::Gazette {
            number: (*year, *issue, *total_issue),
            documents: words(documents),
        },
    })
}
