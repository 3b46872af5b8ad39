//! Puts one file into the new site.
//!
//! A file that stands unchanged in the old site gets a second name there instead of being written again: its bytes are compared
//! first, so a file edited by hand does not survive. This spares the disk, keeps the file's date for whoever copies the site on
//! by date, and makes the removal of the old site cheap. Must never write into the old site or give a source a second name.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Body;
use super::error::{Action, DiskError};
use super::manifest::{Digesting, MANIFEST, Manifest, Record};
use super::path::OutPath;

/// How much of a copied file is in memory.
const CHUNK: usize = 128 * 1024;

/// A site that stands on the disk, to compare with.
pub(super) struct OldSite<'a> {
    root: &'a Path,
    former: &'a Manifest,
}

/// The new site while it is made.
pub(super) struct NewSite<'a> {
    root: &'a Path,
    old: OldSite<'a>,
    /// What a file made now may be read and written by.
    fresh: Metadata,
}

/// How a file stands to the old site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    Equal,
    Different,
}

impl<'a> OldSite<'a> {
    pub(super) fn new(root: &'a Path, former: &'a Manifest) -> Self {
        Self { root, former }
    }

    /// The file at `path`, if the former manifest lists it and its length is still the listed one.
    fn listed(&self, path: &OutPath) -> Option<(PathBuf, Metadata, Record)> {
        let record = *self.former.get(path.as_str())?;
        let place = path.under(self.root);
        let meta = fs::symlink_metadata(&place).ok()?;
        (meta.is_file() && meta.len() == record.length).then_some((place, meta, record))
    }

    /// Whether anything stands at `path`, a link that leads nowhere too.
    pub(super) fn has(&self, path: &str) -> bool {
        fs::symlink_metadata(self.root.join(path)).is_ok()
    }

    /// What would be put at `path`, and how it stands to what is there: nothing where nothing is.
    pub(super) fn compare(
        &self,
        path: &OutPath,
        body: Body,
    ) -> Result<(Record, Option<Compared>), DiskError> {
        match body {
            Body::Bytes(bytes) => Ok((
                Record::of(&bytes),
                self.compare_bytes(path.as_str(), &bytes)?,
            )),
            Body::CopyOf(source) => {
                let record = record_of(&source)?;
                let place = path.under(self.root);
                let compared = match fs::symlink_metadata(&place) {
                    Err(_) => None,
                    Ok(meta) if !meta.is_file() || meta.len() != record.length => {
                        Some(Compared::Different)
                    }
                    Ok(_) => Some(Compared::from_equality(record_of(&place)? == record)),
                };
                Ok((record, compared))
            }
        }
    }

    /// The same for bytes that are at hand.
    pub(super) fn compare_bytes(
        &self,
        path: &str,
        bytes: &[u8],
    ) -> Result<Option<Compared>, DiskError> {
        let place = self.root.join(path);
        Ok(match fs::symlink_metadata(&place) {
            Err(_) => None,
            Ok(meta) if !meta.is_file() || meta.len() != bytes.len() as u64 => {
                Some(Compared::Different)
            }
            Ok(_) => {
                let there = fs::read(&place).map_err(DiskError::at(Action::Read, &place))?;
                Some(Compared::from_equality(there == bytes))
            }
        })
    }
}

impl Compared {
    fn from_equality(equal: bool) -> Self {
        if equal { Self::Equal } else { Self::Different }
    }
}

impl<'a> NewSite<'a> {
    /// Makes the site's own folder and those of the layout.
    pub(super) fn make(
        root: &'a Path,
        folders: &[String],
        old: OldSite<'a>,
    ) -> Result<Self, DiskError> {
        let create = |folder: &Path| {
            fs::create_dir(folder).map_err(DiskError::at(Action::MakeFolder, folder))
        };
        create(root)?;
        if let Some(permissions) = own_folder_permissions(old.root) {
            fs::set_permissions(root, permissions)
                .map_err(DiskError::at(Action::MakeFolder, root))?;
        }
        // A folder needs the one above it and no other.
        let depth = |folder: &String| folder.bytes().filter(|byte| *byte == b'/').count();
        let mut levels: BTreeMap<usize, Vec<&String>> = BTreeMap::new();
        for folder in folders {
            levels.entry(depth(folder)).or_default().push(folder);
        }
        for level in levels.into_values() {
            let folders = level.into_par_iter().with_min_len(16);
            folders.try_for_each(|folder| create(&root.join(folder)))?;
        }
        // The manifest comes last; made first, it shows what rights a file made now has.
        let manifest = root.join(MANIFEST);
        let fresh = File::create(&manifest)
            .and_then(|file| file.metadata())
            .map_err(DiskError::at(Action::Write, &manifest))?;
        Ok(Self { root, old, fresh })
    }

    /// Puts a file and says what it is.
    pub(super) fn put(&self, path: &OutPath, body: Body) -> Result<Record, DiskError> {
        match body {
            Body::Bytes(bytes) => self.put_bytes(path, &bytes),
            Body::CopyOf(source) => self.put_copy(path, &source),
        }
    }

    /// Puts the manifest and waits until it and the site's folder are on the disk.
    pub(super) fn finish(&self, manifest: &[String]) -> Result<(), DiskError> {
        let path = self.root.join(MANIFEST);
        let write = || {
            let mut file = File::create(&path)?;
            for part in manifest {
                file.write_all(part.as_bytes())?;
            }
            file.sync_all()?;
            sync_folder(self.root)
        };
        write().map_err(DiskError::at(Action::Write, &path))
    }

    fn put_bytes(&self, path: &OutPath, bytes: &[u8]) -> Result<Record, DiskError> {
        let record = Record::of(bytes);
        if self.old.former.get(path.as_str()) == Some(&record)
            && let Some((old, meta, _)) = self.old.listed(path)
            && self.has_usual_rights(&meta)
            && fs::read(&old).is_ok_and(|there| there == bytes)
            && fs::hard_link(&old, path.under(self.root)).is_ok()
        {
            return Ok(record);
        }
        let place = path.under(self.root);
        File::create(&place)
            .and_then(|mut file| file.write_all(bytes))
            .map_err(DiskError::at(Action::Write, &place))?;
        Ok(record)
    }

    fn put_copy(&self, path: &OutPath, source: &Path) -> Result<Record, DiskError> {
        let mut input = open(source)?;
        let place = path.under(self.root);
        if let Some((old, meta, listed)) = self.old.listed(path)
            && self.has_usual_rights(&meta)
            && let Ok(mut there) = File::open(&old)
        {
            let equal = hash_while_equal(&mut input, &mut there)
                .map_err(DiskError::at(Action::Read, source))?;
            if equal == Some(listed) && fs::hard_link(&old, &place).is_ok() {
                return Ok(listed);
            }
            input
                .rewind()
                .map_err(DiskError::at(Action::Read, source))?;
        }
        let mut out = File::create(&place).map_err(DiskError::at(Action::Write, &place))?;
        let mut digest = Digesting::default();
        let mut chunk = chunk();
        loop {
            let read = fill(&mut input, &mut chunk).map_err(DiskError::at(Action::Read, source))?;
            if read == 0 {
                return Ok(digest.finish());
            }
            digest.add(&chunk);
            out.write_all(&chunk)
                .map_err(DiskError::at(Action::Write, &place))?;
        }
    }

    /// Whether a file has the owner and the rights that it would have if written now.
    fn has_usual_rights(&self, meta: &Metadata) -> bool {
        meta.permissions() == self.fresh.permissions() && owner(meta) == owner(&self.fresh)
    }
}

/// Waits until the names in a folder are on the disk.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network file systems cannot.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        other => other,
    }
}

/// Elsewhere a folder cannot be opened for it.
#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The record of a file, read piece by piece.
fn record_of(path: &Path) -> Result<Record, DiskError> {
    let mut input = open(path)?;
    let mut digest = Digesting::default();
    let mut chunk = chunk();
    loop {
        match fill(&mut input, &mut chunk).map_err(DiskError::at(Action::Read, path))? {
            0 => return Ok(digest.finish()),
            _ => digest.add(&chunk),
        }
    }
}

/// The record of a content of which both readers have the same bytes to the end; nothing where they differ.
fn hash_while_equal(input: &mut File, other: &mut File) -> io::Result<Option<Record>> {
    let mut digest = Digesting::default();
    let (mut here, mut there) = (chunk(), chunk());
    loop {
        let read = fill(input, &mut here)?;
        fill(other, &mut there)?;
        if here != there {
            return Ok(None);
        }
        if read == 0 {
            return Ok(Some(digest.finish()));
        }
        digest.add(&here);
    }
}

/// Room for a piece of a file. It is not filled with zeros, which takes longer than copying a small file.
fn chunk() -> Vec<u8> {
    Vec::with_capacity(CHUNK)
}

/// Reads the next piece of a file; nothing is left in it at the end.
fn fill(input: &mut File, chunk: &mut Vec<u8>) -> io::Result<usize> {
    chunk.clear();
    input.take(CHUNK as u64).read_to_end(chunk)
}

fn open(path: &Path) -> Result<File, DiskError> {
    File::open(path).map_err(DiskError::at(Action::Read, path))
}

#[cfg(unix)]
fn owner(meta: &Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::uid(meta)
}

#[cfg(not(unix))]
fn owner(_: &Metadata) -> u32 {
    0
}

/// What the webmaster set for the output folder itself, for the one that takes its place.
#[cfg(unix)]
fn own_folder_permissions(old: &Path) -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(old).ok()?.permissions().mode();
    Some(Permissions::from_mode(mode | 0o700))
}

#[cfg(not(unix))]
fn own_folder_permissions(_: &Path) -> Option<Permissions> {
    None
}
