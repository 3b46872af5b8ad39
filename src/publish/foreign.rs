//! What stands in the output folder without being the site's: `.well-known/`, a file put there by the webmaster.
//!
//! In: the old site, what its manifest lists, the layout of the new one. Out: the same things in the new site. Links are kept as
//! links and never followed; nothing of the old site is changed.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Force;
use super::error::{Action, DiskError, PublishError, Refusal};
use super::layout::Layout;
use super::manifest::Manifest;

/// The things to be carried over, by path below the site.
#[derive(Debug, Default)]
pub(super) struct Foreign {
    /// Folders that hold a foreign thing or are empty, a folder before those in it.
    folders: Vec<PathBuf>,
    files: Vec<Kept>,
}

#[derive(Debug)]
struct Kept {
    path: PathBuf,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    File,
    Link,
    /// A socket or a pipe.
    Other,
}

/// The walk through the old site.
struct Walk<'a> {
    former: &'a Manifest,
    device: u64,
    found: Foreign,
}

impl Foreign {
    /// Finds what the folder `old` holds that `former` does not list, without what gives way to the new site.
    pub(super) fn find<E>(
        old: &Path,
        former: &Manifest,
        layout: &Layout,
        force: Force,
    ) -> Result<Self, PublishError<E>> {
        let device = device(old).map_err(DiskError::at(Action::Read, old))?;
        let mut walk = Walk {
            former,
            device,
            found: Self::default(),
        };
        walk.folder(old, &OsString::new())?;
        walk.found.settle(layout, force)
    }

    /// How many files are carried over.
    pub(super) fn len(&self) -> usize {
        self.files.len()
    }

    /// Finds the clashes with the new site; with `force` they are dropped.
    fn settle<E>(mut self, layout: &Layout, force: Force) -> Result<Self, PublishError<E>> {
        let under_a_file =
            |path: &Path| path.ancestors().skip(1).any(|above| layout.has_file(above));
        let gives_way =
            |path: &Path| layout.has_file(path) || layout.has_folder(path) || under_a_file(path);
        let (clashes, files): (Vec<_>, Vec<_>) = self
            .files
            .into_iter()
            .partition(|kept| gives_way(&kept.path));
        if force == Force::No && !clashes.is_empty() {
            let mut paths: Vec<_> = clashes.into_iter().map(|kept| kept.path).collect();
            paths.sort_unstable();
            return Err(PublishError::Clash { paths });
        }
        self.files = files;
        self.folders.retain(|folder| !gives_way(folder));
        self.folders.sort_unstable();
        Ok(self)
    }

    /// Puts everything into the new site.
    pub(super) fn carry<E: Send>(&self, old: &Path, new: &Path) -> Result<(), PublishError<E>> {
        for folder in &self.folders {
            let (from, to) = (old.join(folder), new.join(folder));
            fs::create_dir(&to)
                .and_then(|()| fs::set_permissions(&to, fs::metadata(&from)?.permissions()))
                .map_err(DiskError::at(Action::Keep, &from))?;
        }
        self.files.par_iter().try_for_each(|kept| {
            let (from, to) = (old.join(&kept.path), new.join(&kept.path));
            match carry_one(&from, &to, kept.kind) {
                // The names differ in case and the file system does not tell them apart.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    Err(PublishError::Clash {
                        paths: vec![kept.path.clone()],
                    })
                }
                other => Ok(other.map_err(DiskError::at(Action::Keep, &from))?),
            }
        })
    }
}

impl Walk<'_> {
    /// Says whether the folder is to be kept.
    fn folder<E>(&mut self, folder: &Path, path: &OsString) -> Result<bool, PublishError<E>> {
        let failed = || DiskError::at(Action::Read, folder);
        let mut empty = true;
        let mut keep = false;
        for entry in fs::read_dir(folder).map_err(failed())? {
            let entry = entry.map_err(failed())?;
            empty = false;
            let mut below = path.clone();
            if !below.is_empty() {
                below.push("/");
            }
            below.push(entry.file_name());
            let kind = entry.file_type().map_err(failed())?;
            if kind.is_dir() {
                let inner = entry.path();
                if device(&inner).map_err(DiskError::at(Action::Read, &inner))? != self.device {
                    return Err(Refusal::MountPoint(inner).into());
                }
                keep |= self.folder(&inner, &below)?;
            } else if !below.to_str().is_some_and(|text| self.former.owns(text)) {
                keep = true;
                let kind = match kind {
                    kind if kind.is_file() => Kind::File,
                    kind if kind.is_symlink() => Kind::Link,
                    _ => Kind::Other,
                };
                self.found.files.push(Kept {
                    path: below.into(),
                    kind,
                });
            }
        }
        let keep = keep || empty;
        if keep && !path.is_empty() {
            self.found.folders.push(path.into());
        }
        Ok(keep)
    }
}

/// A second name for the file where the file system and its rights allow it, else a copy.
fn carry_one(from: &Path, to: &Path, kind: Kind) -> io::Result<()> {
    let linked = fs::hard_link(from, to);
    match (linked, kind) {
        (Ok(()), _) => Ok(()),
        (Err(error), _) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        (Err(_), Kind::File) => {
            let meta = fs::metadata(from)?;
            fs::copy(from, to)?;
            fs::File::options()
                .write(true)
                .open(to)?
                .set_modified(meta.modified()?)
        }
        (Err(_), Kind::Link) => link_again(from, to),
        (Err(error), Kind::Other) => Err(error),
    }
}

#[cfg(unix)]
fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(windows)]
fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    let leads_to = fs::read_link(from)?;
    if fs::metadata(from).is_ok_and(|meta| meta.is_dir()) {
        std::os::windows::fs::symlink_dir(leads_to, to)
    } else {
        std::os::windows::fs::symlink_file(leads_to, to)
    }
}

/// The file system that a folder is on.
#[cfg(unix)]
fn device(folder: &Path) -> io::Result<u64> {
    use std::os::unix::fs::MetadataExt;
    Ok(fs::symlink_metadata(folder)?.dev())
}

#[cfg(not(unix))]
fn device(_: &Path) -> io::Result<u64> {
    Ok(0)
}
