//! One document through the stages that need no other: text, fields, gate, facts of its text.
//!
//! In: a file found below `content/`. Out: a [`Piece`] with what became of it and its findings. A piece depends on its
//! file, the configuration, the day and (a report) the tables alone, so it stays good while other files change.

use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::Record;
use crate::diag::{Diagnostic, Sink};
use crate::extract::summary;
use crate::gate::{Fate, Gate, Hidden, Published, Stub};
use crate::kind::{self, Failed};
use crate::model::{Attachment, Date, FileText, Packer, Pixels};
use crate::site::{Prepared, Texts};
use crate::source::{self, FileEntry, Found, SourceError, SourcePath, Stamp};

/// What became of one document.
#[derive(Debug)]
pub(crate) struct Piece {
    /// Its fate.
    pub(crate) outcome: Outcome,
    /// What was found in it alone.
    pub(crate) findings: Vec<Diagnostic>,
    /// The next day on which its fate, or what is shown of it, changes by itself.
    pub(crate) next_change: Option<Date>,
    /// The files that it names as its tables.
    pub(crate) claims: Vec<SourcePath>,
    /// What checks may know of it; none of a file with mistakes, and none where texts are read on demand.
    pub(crate) record: Option<Box<Record>>,
    files: Vec<ReadFile>,
}

/// What can become of a document.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It may be seen.
    Public(Arc<Prepared>),
    /// It was public once.
    TakenDown(Arc<Stub>, Box<Hidden>),
    /// It stays outside.
    Withheld(Box<Hidden>),
    /// It has mistakes.
    Failed(Box<Failed>),
}

/// A file that goes out with a document, as it was read.
#[derive(Debug)]
struct ReadFile {
    name: String,
    stamp: Stamp,
    /// Whether a later write would show in the stamp.
    settled: bool,
    sha256: String,
    text: FileText,
    pixels: Option<Pixels>,
}

/// Reads documents, one at a time.
#[derive(Clone, Copy)]
pub(crate) struct PieceReader<'a> {
    /// Configuration and tables.
    pub(crate) context: kind::Context<'a>,
    /// The gate of the day.
    pub(crate) gate: Gate<'a>,
    /// How texts are kept.
    pub(crate) texts: Texts,
}

impl PieceReader<'_> {
    /// Reads a document of which the bytes are at hand. `former` is what the same file gave before, if it was read:
    /// digests of its attachments need not be taken again.
    ///
    /// # Errors
    /// Where an attachment cannot be read.
    pub(crate) fn read(
        &self,
        found: &Found,
        bytes: io::Result<Vec<u8>>,
        former: Option<&Piece>,
    ) -> Result<Piece, SourceError> {
        let sink = Sink::default();
        let mut piece = Piece {
            outcome: Outcome::Failed(Box::new(Failed::unknown(found.path()))),
            findings: Vec::new(),
            next_change: None,
            claims: Vec::new(),
            record: None,
            files: Vec::new(),
        };
        let draft = match source::read_text(found, bytes, &sink) {
            Ok(file) => kind::read_document(file, &self.context, &sink),
            Err(path) => Err(Failed::unknown(path)),
        };
        match draft {
            Err(failed) => {
                piece.claims.clone_from(&failed.tables);
                piece.outcome = Outcome::Failed(Box::new(failed));
            }
            Ok(draft) => {
                piece.claims = draft.claims();
                let judged = self.gate.judge(draft, &sink);
                piece.next_change = judged.next_change;
                // Checks are for a run that ends with them.
                piece.record = (self.texts == Texts::Kept).then(|| Box::new(judged.record));
                piece.outcome = match judged.fate {
                    Fate::Passed(mut published) => {
                        piece.files = read_files(&mut published, found, former)?;
                        if self.gate.checks.levels.contains_key(summary::CODE) {
                            summary::report(&published, &sink);
                        }
                        Outcome::Public(Arc::new(Prepared::of(*published, self.texts)))
                    }
                    Fate::TakenDown(stub, hidden) => {
                        Outcome::TakenDown(Arc::from(stub), Box::new(hidden))
                    }
                    Fate::Withheld(hidden) => Outcome::Withheld(Box::new(hidden)),
                    Fate::Refused(failed) => Outcome::Failed(Box::new(failed)),
                };
            }
        }
        piece.findings = sink.into_findings();
        Ok(piece)
    }
}

/// Reads the files that go out with a document, those that changed since.
fn read_files(
    published: &mut Published,
    found: &Found,
    former: Option<&Piece>,
) -> Result<Vec<ReadFile>, SourceError> {
    let one = |attachment: &mut Attachment| {
        let mut entries = found.attachments.iter();
        let entry = entries.find(|entry| entry.name == attachment.name);
        let known = entry
            .zip(former)
            .and_then(|(entry, former)| former.file(entry));
        if let Some(known) = known {
            attachment.sha256.clone_from(&known.sha256);
            attachment.text = known.text.clone();
            attachment.pixels = known.pixels;
        } else {
            source::read_attachment(attachment)?;
        }
        Ok(entry.map(|entry| ReadFile {
            name: entry.name.clone(),
            stamp: entry.stamp,
            settled: entry.stamp.is_settled(),
            sha256: attachment.sha256.clone(),
            text: attachment.text.clone(),
            pixels: attachment.pixels,
        }))
    };
    let files = published.attachments_mut().par_iter_mut().with_max_len(1);
    let read: Vec<Option<ReadFile>> = files.map(one).collect::<Result<_, _>>()?;
    Ok(read.into_iter().flatten().collect())
}

impl Piece {
    /// Packs the texts of its document and of the files beside it, for one who keeps it long and reads it rarely.
    pub(crate) fn pack(&mut self, packer: &mut Packer) {
        if let Outcome::Public(own) = &mut self.outcome
            && let Some(own) = Arc::get_mut(own)
        {
            own.pack(packer);
            // Document and piece share the texts of files.
            for attachment in own.document.attachments_mut() {
                if let Some(file) = self
                    .files
                    .iter_mut()
                    .find(|file| file.name == attachment.name)
                {
                    attachment.text = FileText::Unread;
                    file.text.pack(packer);
                    attachment.text = file.text.clone();
                }
            }
        }
    }

    /// Whether another table could make another piece of the same file: it names one, or it has mistakes, of which one may
    /// be that a table is missing.
    pub(crate) fn looks_at_tables(&self) -> bool {
        !self.claims.is_empty() || !self.findings.is_empty()
    }

    /// Names of the files beside it that are new, gone or not what they were.
    pub(crate) fn other_files(&self, former: &Self) -> impl Iterator<Item = String> {
        let of = |piece: &Self| -> BTreeSet<(String, String)> {
            let pair = |file: &ReadFile| (file.name.clone(), file.sha256.clone());
            piece.files.iter().map(pair).collect()
        };
        let (old, new) = (of(former), of(self));
        let names: BTreeSet<String> = old
            .symmetric_difference(&new)
            .map(|(name, _)| name.clone())
            .collect();
        names.into_iter()
    }

    /// An attachment that has not changed since it was read.
    fn file(&self, entry: &FileEntry) -> Option<&ReadFile> {
        self.files
            .iter()
            .find(|file| file.settled && file.name == entry.name && file.stamp == entry.stamp)
    }
}
