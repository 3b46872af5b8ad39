//! The texts of a document and the words found in them: one pass over each text for all rules that look for words.

use std::ops::Range;

use super::finding::{Finding, Place};
use super::lexicon::Listed;
pub(crate) use super::lexicon::{Lexicon, List};
use super::runs;
use crate::model::Detail;
use crate::site::Entry;
use crate::source::SourcePath;

/// Which text of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// A key of its front matter.
    Key(&'static str),
    /// Its body.
    Body,
    /// The name of an attachment.
    FileName,
    /// A cell of a list; its place among the document's lists.
    List(usize),
    /// What an attachment says; its place among the document's attachments.
    File(usize),
}

/// One text.
pub(crate) struct Text<'a> {
    pub(crate) part: Part,
    pub(crate) text: &'a str,
}

impl Text<'_> {
    /// A finding at some bytes of this text.
    pub(crate) fn finding(
        &self,
        entry: &Entry,
        range: &Range<usize>,
        message: impl Into<String>,
    ) -> Finding {
        let document = &entry.document;
        let place = match self.part {
            Part::Key(key) => Place::Word(key, self.text[range.clone()].to_owned()),
            Part::Body => Place::Span(document.body.span(range)),
            Part::File(index) => {
                let file = &document.attachments[index];
                let path = SourcePath::new(&format!("{}/{}", document.path.folder(), file.name));
                let word = self.text[range.clone()].to_owned();
                let mut finding = Finding::new(&path, Place::Text(word), message);
                finding.inside = Some((Box::new(file.clone()), range.start));
                return finding;
            }
            Part::List(index) => {
                let place = Place::Text(self.text[range.clone()].to_owned());
                return Finding::new(&document.lists[index].path, place, message);
            }
            Part::FileName => {
                return Finding::new(&document.path, Place::Key("attachments"), message)
                    .label("在附件的文件名里");
            }
        };
        Finding::new(&document.path, place, message)
    }
}

/// A word of a list, found.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    /// The list.
    pub(crate) list: List,
    /// Which of the texts.
    pub(crate) text: usize,
    /// Where in it.
    pub(crate) range: Range<usize>,
    pub(super) entry: Listed,
}

/// The texts of a document and the words found in them.
pub(crate) struct Texts<'a> {
    /// Title and other fields, the body, names and captions of attachments.
    pub(crate) all: Vec<Text<'a>>,
    /// What attachments say.
    files: Vec<Text<'a>>,
    /// What was found in all of them, those of attachments behind the others.
    pub(crate) hits: Vec<Hit>,
    /// Where numbers of persons can stand.
    numbers: Vec<(usize, Range<usize>)>,
}

impl<'a> Texts<'a> {
    pub(super) fn read(entry: &'a Entry, lexicon: &Lexicon) -> Self {
        let all = texts(entry);
        let attachments = entry.document.attachments.iter().enumerate();
        let files: Vec<Text<'a>> = attachments
            .filter_map(|(at, file)| {
                Some(Text {
                    part: Part::File(at),
                    text: file.text.as_str()?,
                })
            })
            .collect();
        let mut hits = Vec::new();
        let mut numbers = Vec::new();
        for (at, Text { text, .. }) in all.iter().chain(&files).enumerate() {
            let pieces = lexicon.pieces(text);
            hits.extend(lexicon.find(text, &pieces).map(|(entry, range)| Hit {
                list: lexicon.list(entry),
                text: at,
                range,
                entry,
            }));
            let own = runs::pieces(text, &pieces.numbers).into_iter();
            numbers.extend(own.map(|piece| (at, piece)));
        }
        Self {
            all,
            files,
            hits,
            numbers,
        }
    }

    /// The pieces of all texts in which numbers of persons can stand.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = (&Text<'a>, &Range<usize>)> {
        let numbers = self.numbers.iter();
        numbers.map(|(at, piece)| (self.text(*at), piece))
    }

    /// Everything that numbers of persons may stand in: what attachments say too.
    pub(crate) fn scanned(&self) -> impl Iterator<Item = &Text<'a>> {
        self.all.iter().chain(&self.files)
    }

    /// What the document and its attachments say at length.
    pub(crate) fn prose(&self) -> impl Iterator<Item = &Text<'a>> {
        let long = |text: &&Text<'_>| matches!(text.part, Part::Body | Part::File(_));
        self.scanned().filter(long)
    }

    fn text(&self, at: usize) -> &Text<'a> {
        match self.all.get(at) {
            Some(text) => text,
            None => &self.files[at - self.all.len()],
        }
    }

    /// What was found of a list.
    pub(crate) fn of(&self, list: List) -> impl Iterator<Item = (&Text<'a>, &Hit)> {
        self.hits
            .iter()
            .filter(move |hit| hit.list == list)
            .map(|hit| (self.text(hit.text), hit))
    }
}

fn texts(entry: &Entry) -> Vec<Text<'_>> {
    let document = &entry.document;
    let key = |key, text| Text {
        part: Part::Key(key),
        text,
    };
    let mut all = vec![key("title", document.title.as_str())];
    let optional = [
        ("summary", &document.summary),
        ("source", &document.source),
        ("editor", &document.editor),
    ];
    all.extend(
        optional
            .into_iter()
            .filter_map(|(name, text)| Some(key(name, text.as_deref()?))),
    );
    all.extend(document.keywords.iter().map(|word| key("keywords", word)));
    of_kind(&document.detail, &mut all);
    for attachment in &document.attachments {
        all.extend(attachment.title.iter().map(|text| key("attachments", text)));
        all.push(Text {
            part: Part::FileName,
            text: &attachment.name,
        });
    }
    for (at, list) in document.lists.iter().enumerate() {
        let cells = list.rows.iter().flat_map(|row| &row.cells);
        all.extend(
            list.head
                .iter()
                .chain(cells)
                .filter(|cell| !cell.is_empty())
                .map(|cell| Text {
                    part: Part::List(at),
                    text: cell,
                }),
        );
    }
    all.push(Text {
        part: Part::Body,
        text: &document.body.text,
    });
    all
}

/// The texts that only one kind has.
fn of_kind<'a>(detail: &'a Detail, all: &mut Vec<Text<'a>>) {
    let key = |key, text| Text {
        part: Part::Key(key),
        text,
    };
    match detail {
        Detail::Consultation(consultation) => {
            all.extend(consultation.contact.iter().map(|text| key("contact", text)));
            let note = consultation
                .outcome
                .as_ref()
                .and_then(|o| o.note.as_deref());
            all.extend(note.map(|text| key("outcome.note", text)));
        }
        Detail::Disclosure(Some(act)) => {
            all.extend(act.subject.iter().map(|text| key("act.subject", text)));
        }
        Detail::Interpretation(interpretation) => {
            all.extend(
                interpretation
                    .interpreter
                    .iter()
                    .map(|text| key("interpreter", text)),
            );
        }
        _ => {}
    }
}
