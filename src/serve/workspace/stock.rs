//! What was read of `content/`, file by file, so that only what changed is read again.
//!
//! In: the folder, and which files were touched. Out: a piece for each document, the tables, the findings of each, and
//! which of them are not what they were.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hasher as _};
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::tables::Tables;
use crate::config::Config;
use crate::diag::{Diagnostic, Sink};
use crate::gate::{Audience, Gate};
use crate::kind;
use crate::model::{Date, Packer};
use crate::portal::{Piece, PieceReader};
use crate::site::Texts;
use crate::source::{self, Found, SourceError, SourceFile, SourcePath, Stamp};

/// What was read.
#[derive(Default)]
pub(super) struct Stock {
    documents: BTreeMap<SourcePath, Kept>,
    /// The documents that have findings.
    noisy: BTreeSet<SourcePath>,
    tables: Tables,
    strays: Vec<SourcePath>,
    /// Findings of the walk.
    walk: Vec<Diagnostic>,
    /// Whether the pieces were read under the rules of the moment.
    in_force: bool,
}

/// A document as it was read.
struct Kept {
    found: Found,
    /// Whether the stamps of the file and of its attachments show every later write.
    settled: bool,
    hash: u64,
    /// Whether the day has come on which it changes by itself.
    due: bool,
    piece: Arc<Piece>,
}

/// What a new look found.
#[derive(Debug, Default)]
pub(super) struct Fresh {
    /// The documents that became other pieces; none of them is new or gone unless `shifted`.
    pub(super) documents: Vec<SourcePath>,
    /// Whether documents came or went, or anything but documents changed.
    pub(super) shifted: bool,
    /// Every file that is not what it was.
    pub(super) changed: BTreeSet<SourcePath>,
}

/// What to look at.
pub(super) struct Look<'a> {
    /// The portal's folder.
    pub(super) root: &'a Path,
    /// Files that are read again whatever their stamps say.
    pub(super) named: &'a BTreeSet<SourcePath>,
    /// Whether to walk the whole folder.
    pub(super) tree: bool,
}

/// What pieces are read by.
pub(super) struct Rules<'a> {
    /// The configuration.
    pub(super) config: &'a Config,
    /// For whom.
    pub(super) audience: Audience,
    /// The day.
    pub(super) today: Date,
}

impl Rules<'_> {
    fn reader<'a>(&'a self, tables: &'a [Arc<SourceFile>]) -> PieceReader<'a> {
        PieceReader {
            context: kind::Context {
                config: self.config,
                tables,
            },
            gate: Gate {
                audience: self.audience,
                today: self.today,
                checks: &self.config.checks,
            },
            texts: Texts::OnDemand,
        }
    }
}

/// A document that has to be looked at.
struct Suspect<'s> {
    path: SourcePath,
    found: Found,
    former: Option<&'s Kept>,
    /// Whether it is read anew even if its text is the same.
    must: bool,
}

impl Suspect<'_> {
    /// Reads its bytes, and the piece unless it must be what it was.
    fn read(
        self,
        reader: &PieceReader<'_>,
        packer: &mut Packer,
    ) -> Result<(SourcePath, Kept), SourceError> {
        let settled = is_settled(&self.found);
        let bytes = source::read_bytes(&self.found);
        let hash = hash(&bytes);
        let same = self.former.filter(|kept| kept.hash == hash && !self.must);
        let piece = if let Some(kept) = same {
            Arc::clone(&kept.piece)
        } else {
            let former = self.former.map(|kept| &*kept.piece);
            let mut piece = reader.read(&self.found, bytes, former)?;
            piece.pack(packer);
            Arc::new(piece)
        };
        let kept = Kept {
            found: self.found,
            settled,
            hash,
            due: false,
            piece,
        };
        Ok((self.path, kept))
    }
}

impl Stock {
    /// The pieces in the order of their paths.
    pub(super) fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.documents.values().map(|kept| &*kept.piece)
    }

    /// What became of a document.
    pub(super) fn piece(&self, path: &SourcePath) -> Option<&Piece> {
        self.documents.get(path).map(|kept| &*kept.piece)
    }

    /// The tables that can be read.
    pub(super) fn tables(&self) -> &[Arc<SourceFile>] {
        self.tables.files()
    }

    /// Files that nothing claims.
    pub(super) fn strays(&self) -> &[SourcePath] {
        &self.strays
    }

    /// All findings of single files.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        let noisy = self.noisy.iter().filter_map(|path| self.piece(path));
        let pieces = noisy.flat_map(|piece| &piece.findings);
        self.walk.iter().chain(self.tables.findings()).chain(pieces)
    }

    /// Says that the rules are others now: every document is judged anew at the next look.
    pub(super) fn annul(&mut self) {
        self.in_force = false;
    }

    /// Says that a later day has come: the documents that it changes are judged anew at the next look.
    pub(super) fn turn(&mut self, today: Date) {
        for kept in self.documents.values_mut() {
            kept.due |= kept.piece.next_change.is_some_and(|day| day <= today);
        }
    }

    /// Looks at what was touched and reads what is not what it was.
    ///
    /// # Errors
    /// Where the folder or an attachment cannot be read; then all is as it was.
    pub(super) fn look(
        &mut self,
        look: &Look<'_>,
        rules: &Rules<'_>,
    ) -> Result<Fresh, SourceError> {
        if look.tree || !self.in_force {
            return self.walk(look, rules);
        }
        let due = self.documents.iter().filter(|(_, kept)| kept.due);
        let mut again: Vec<(SourcePath, Found)> = Vec::new();
        for (path, kept) in due.filter(|(path, _)| !look.named.contains(path)) {
            match kept.found.again() {
                Some(found) => again.push((path.clone(), found)),
                None => return self.walk(look, rules),
            }
        }
        for path in look.named {
            match self.know(look.root, path) {
                Known::Document(found) => again.push((path.clone(), found)),
                Known::Nothing => {}
                Known::Unclear => return self.walk(look, rules),
            }
        }
        self.read_again(again, rules)
    }

    fn walk(&mut self, look: &Look<'_>, rules: &Rules<'_>) -> Result<Fresh, SourceError> {
        let sink = Sink::default();
        let sorted = source::sort_out(source::list_content(look.root, &sink)?, &sink);
        let tables = Tables::read(&sorted.tables);
        let mut fresh = Fresh {
            changed: self.tables.differ(&tables),
            ..Fresh::default()
        };
        let other_tables = !fresh.changed.is_empty();
        fresh.shifted = other_tables || self.strays != sorted.strays;
        let reader = rules.reader(tables.files());
        let mut suspects = Vec::new();
        let mut untouched = BTreeSet::new();
        for found in sorted.documents {
            let path = found.path();
            let former = self.documents.get(&path);
            let rejudge = !self.in_force
                || former.is_some_and(|kept| kept.due)
                || (other_tables && former.is_some_and(|kept| kept.piece.looks_at_tables()));
            let same = former.is_some_and(|kept| kept.settled && kept.found == found);
            if same && !rejudge && !look.named.contains(&path) {
                untouched.insert(path);
                continue;
            }
            let files_changed = former.is_none_or(|kept| {
                let files = |found: &Found| (found.bundle, found.attachments.clone());
                let settled = found.attachments.is_empty() || kept.settled;
                !settled || files(&kept.found) != files(&found)
            });
            suspects.push(Suspect {
                path,
                found,
                former,
                must: rejudge || files_changed,
            });
        }
        let read = suspects
            .into_par_iter()
            .map_init(Packer::default, |packer, suspect| {
                suspect.read(&reader, packer)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let gone: Vec<SourcePath> = self.gone(&untouched, &read);
        fresh.shifted |= !gone.is_empty() || !self.in_force;
        for path in gone {
            self.documents.remove(&path);
            self.noisy.remove(&path);
            fresh.changed.insert(path);
        }
        if self.documents.is_empty() {
            self.fill(read, &mut fresh);
        } else {
            for (path, kept) in read {
                self.put(path, kept, &mut fresh);
            }
        }
        self.tables = tables;
        self.strays = sorted.strays;
        self.walk = sink.into_findings();
        self.in_force = true;
        Ok(fresh)
    }

    /// Documents that were found no more.
    fn gone(
        &self,
        untouched: &BTreeSet<SourcePath>,
        read: &[(SourcePath, Kept)],
    ) -> Vec<SourcePath> {
        if untouched.len() + read.len() == self.documents.len()
            && read
                .iter()
                .all(|(path, _)| self.documents.contains_key(path))
        {
            return Vec::new();
        }
        let read: BTreeSet<&SourcePath> = read.iter().map(|(path, _)| path).collect();
        self.documents
            .keys()
            .filter(|path| !untouched.contains(*path) && !read.contains(path))
            .cloned()
            .collect()
    }

    /// Reads documents again that stand where they stood.
    fn read_again(
        &mut self,
        again: Vec<(SourcePath, Found)>,
        rules: &Rules<'_>,
    ) -> Result<Fresh, SourceError> {
        let reader = rules.reader(self.tables.files());
        let read = again
            .into_par_iter()
            .map_init(Packer::default, |packer, (path, found)| {
                let former = self.documents.get(&path);
                let suspect = Suspect {
                    path,
                    found,
                    former,
                    must: former.is_some_and(|kept| kept.due),
                };
                suspect.read(&reader, packer)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let mut fresh = Fresh::default();
        for (path, kept) in read {
            self.put(path, kept, &mut fresh);
        }
        Ok(fresh)
    }

    /// Puts all documents of a first walk in their places, as [`Self::put`] would one after the other.
    fn fill(&mut self, read: Vec<(SourcePath, Kept)>, fresh: &mut Fresh) {
        fresh.shifted |= !read.is_empty();
        let noisy = |(path, kept): &(SourcePath, Kept)| {
            (!kept.piece.findings.is_empty()).then(|| path.clone())
        };
        self.noisy = read.iter().filter_map(noisy).collect();
        let mut paths = read.iter().map(|(path, _)| path.clone()).collect();
        fresh.changed.append(&mut paths);
        self.documents = read.into_iter().collect();
    }

    /// Puts a document in its place and notes what is new about it.
    fn put(&mut self, path: SourcePath, kept: Kept, fresh: &mut Fresh) {
        if kept.piece.findings.is_empty() {
            self.noisy.remove(&path);
        } else {
            self.noisy.insert(path.clone());
        }
        let piece = Arc::clone(&kept.piece);
        let folder = path.folder().to_owned();
        let hash = kept.hash;
        let Some(former) = self.documents.insert(path.clone(), kept) else {
            fresh.shifted = true;
            fresh.changed.insert(path);
            return;
        };
        if former.hash != hash {
            fresh.changed.insert(path.clone());
        }
        let files = piece.other_files(&former.piece);
        let files = files.map(|name| SourcePath::new(&format!("{folder}/{name}")));
        fresh.changed.extend(files);
        if !Arc::ptr_eq(&former.piece, &piece) {
            fresh.documents.push(path);
        }
    }

    /// What is known of a path that was named.
    fn know(&self, root: &Path, path: &SourcePath) -> Known {
        if source::is_debris_path(path) {
            return Known::Nothing;
        }
        if let Some(kept) = self.documents.get(path) {
            let again = kept.found.again();
            return again.map_or(Known::Unclear, Known::Document);
        }
        // A file that an editor made and took away again.
        let vanished = std::fs::symlink_metadata(root.join(path.as_str()))
            .is_err_and(|error| error.kind() == io::ErrorKind::NotFound);
        if vanished && !self.holds(path) {
            Known::Nothing
        } else {
            Known::Unclear
        }
    }

    /// Whether the last walk found anything at a path or below it.
    fn holds(&self, path: &SourcePath) -> bool {
        let below = format!("{path}/");
        let covers = |other: &SourcePath| other == path || other.as_str().starts_with(&below);
        let first = self.documents.range(SourcePath::new(&below)..).next();
        first.is_some_and(|(first, _)| covers(first))
            || self.tables.paths().any(covers)
            || self.strays.iter().any(covers)
            || self.walk.iter().any(|finding| covers(&finding.path))
            || self.is_attached(path)
    }

    /// Whether a path is a file of a bundle, or a folder with such files.
    fn is_attached(&self, path: &SourcePath) -> bool {
        let mut folder = path.as_str();
        while let Some((above, _)) = folder.rsplit_once('/') {
            folder = above;
            let index = SourcePath::new(&format!("{folder}/index.md"));
            let Some(kept) = self.documents.get(&index) else {
                continue;
            };
            let name = &path.as_str()[folder.len() + 1..];
            return kept.found.attachments.iter().any(|file| {
                let rest = file.name.strip_prefix(name);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            });
        }
        false
    }
}

/// What a named path is.
enum Known {
    /// A document that stands where it stood.
    Document(Found),
    /// Nothing that was or is content.
    Nothing,
    /// Something else: only a walk can tell.
    Unclear,
}

fn is_settled(found: &Found) -> bool {
    let stamps = found.attachments.iter().map(|file| &file.stamp);
    std::iter::once(&found.entry.stamp)
        .chain(stamps)
        .all(Stamp::is_settled)
}

/// Tells contents apart; a file that cannot be read is like no other.
pub(super) fn hash(bytes: &io::Result<Vec<u8>>) -> u64 {
    let mut hasher = DefaultHasher::new();
    match bytes {
        Ok(bytes) => hasher.write(bytes),
        Err(error) => hasher.write(error.to_string().as_bytes()),
    }
    hasher.finish()
}
