//! The work folder beside the output: the lock, the new site while it is made, the old one while it goes.
//!
//! For an output `public` it is `.public-gongkai`, with `lock` (which says whose it is), `new` and, where the file system cannot
//! exchange two folders in one step, `old`. It is there only while a build runs; what a killed build leaves in it, the next one
//! mends and removes. Must never touch a folder of that name that is not ours.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::error::{Action, DiskError, PublishError, Refusal};
use super::manifest::{Found, Manifest};
use super::place::first_name;
use super::remove::remove_folder;

/// The text of the lock file.
const MARKER: &str = "gongkai work folder 1\n\
    本目录由 gongkai build 在发布网站时建立，发布结束后自动删除。\n\
    如果没有正在运行的 gongkai build，它是上一次中断留下的，下一次构建会自动处理。\n";
/// How often a lock that vanished under our hands is tried again.
const ATTEMPTS: usize = 100;

/// The work folder, locked. Dropping it removes what is in it, and the folder.
pub(super) struct Work {
    output: PathBuf,
    folder: PathBuf,
    /// The folders above the output that were made for it, outermost first.
    made: Vec<PathBuf>,
    lock: Option<File>,
}

impl Work {
    /// Makes and locks the work folder of `output` and clears away what a killed build left.
    pub(super) fn open<E>(output: &Path) -> Result<Self, PublishError<E>> {
        let folder = work_folder(output);
        let made = make_parents(output)?;
        let mut work = Self {
            output: output.to_owned(),
            folder,
            made,
            lock: None,
        };
        for _ in 0..ATTEMPTS {
            if let Some(lock) = work.try_lock()? {
                // Only then is what lies in it to be cleared: it may be the one copy of a site.
                work.recover()?;
                work.lock = Some(lock);
                return Ok(work);
            }
        }
        Err(PublishError::Locked {
            output: output.to_owned(),
        })
    }

    /// The new site while it is made.
    pub(super) fn new_site(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// The old site between two renames.
    fn old_site(&self) -> PathBuf {
        self.folder.join("old")
    }

    fn lock_path(&self) -> PathBuf {
        self.folder.join("lock")
    }

    /// Nothing, if the folder was removed meanwhile by the build that owned it.
    fn try_lock<E>(&self) -> Result<Option<File>, PublishError<E>> {
        match fs::create_dir(&self.folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(DiskError::at(Action::MakeFolder, &self.folder)(error).into());
            }
            _ => {}
        }
        self.refuse_a_stranger()?;
        let path = self.lock_path();
        let opened = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path);
        let mut file = match opened {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other.map_err(DiskError::at(Action::Lock, &path))?,
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(PublishError::Locked {
                    output: self.output.clone(),
                });
            }
            // A network file system without locks: two builds at once are not noticed there.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => {
                return Err(DiskError::at(Action::Lock, &path)(error).into());
            }
        }
        if !is_same_file(&file, &path) {
            return Ok(None);
        }
        let mut text = String::new();
        let written = file.read_to_string(&mut text);
        if written.is_err() || text != MARKER {
            file.set_len(0)
                .and_then(|()| io::Seek::rewind(&mut file))
                .and_then(|()| file.write_all(MARKER.as_bytes()))
                .map_err(DiskError::at(Action::Write, &path))?;
        }
        Ok(Some(file))
    }

    /// A folder is ours if it has our marker, or only the beginning of it: a build killed right after making it.
    fn refuse_a_stranger<E>(&self) -> Result<(), PublishError<E>> {
        let taken = || PublishError::from(Refusal::WorkFolderTaken(self.folder.clone()));
        let meta = match fs::symlink_metadata(&self.folder) {
            Ok(meta) => meta,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(DiskError::at(Action::Read, &self.folder)(error).into()),
        };
        if !meta.is_dir() {
            return Err(taken());
        }
        let names = match fs::read_dir(&self.folder) {
            Ok(entries) => entries
                .filter_map(|entry| Some(entry.ok()?.file_name()))
                .collect::<Vec<_>>(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(DiskError::at(Action::Read, &self.folder)(error).into()),
        };
        if names
            .iter()
            .any(|name| name != "lock" && name != "new" && name != "old")
        {
            return Err(taken());
        }
        let marker = fs::symlink_metadata(self.lock_path())
            .ok()
            .filter(fs::Metadata::is_file)
            .and_then(|_| fs::read_to_string(self.lock_path()).ok());
        match marker {
            Some(text) if text == MARKER => Ok(()),
            Some(text) if names.len() == 1 && MARKER.starts_with(&text) => Ok(()),
            None if names.is_empty() || !self.folder.exists() => Ok(()),
            // The owner has removed it between the two looks.
            None if !names.iter().any(|name| name != "lock") => Ok(()),
            _ => Err(taken()),
        }
    }

    /// Mends what a build that was killed left behind.
    fn recover<E>(&self) -> Result<(), PublishError<E>> {
        let (output, old, new) = (&self.output, self.old_site(), self.new_site());
        if old.exists() {
            match first_name(output) {
                Ok(Some(_)) => {
                    match Manifest::read(output).map_err(DiskError::at(Action::Read, output))? {
                        Found::Ours(_) | Found::Newer(_) => {}
                        Found::NotOurs => {
                            return Err(Refusal::Interrupted {
                                output: output.clone(),
                                old,
                            }
                            .into());
                        }
                    }
                }
                Ok(None) => {
                    fs::remove_dir(output).map_err(DiskError::at(Action::Swap, output))?;
                    fs::rename(&old, output).map_err(DiskError::at(Action::Swap, output))?;
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    fs::rename(&old, output).map_err(DiskError::at(Action::Swap, output))?;
                }
                Err(error) => return Err(DiskError::at(Action::Read, output)(error).into()),
            }
        }
        for leftover in [new, old] {
            remove_if_there(&leftover).map_err(DiskError::at(Action::Remove, &leftover))?;
        }
        Ok(())
    }

    /// Puts the new site in the output's place. Afterwards the old one, if there was one, is in the work folder.
    pub(super) fn swap(&self) -> Result<(), DiskError> {
        let (new, output) = (self.new_site(), &self.output);
        let swapped = if fs::symlink_metadata(output).is_err() {
            fs::rename(&new, output)
        } else {
            match exchange(&new, output) {
                Ok(Exchanged::Yes) => Ok(()),
                Ok(Exchanged::Unsupported) => self.swap_in_two_steps(),
                Err(error) => Err(error),
            }
        };
        swapped.map_err(DiskError::at(Action::Swap, output))
    }

    /// For a file system that cannot exchange. A kill between the two renames is mended by the next build.
    pub(super) fn swap_in_two_steps(&self) -> io::Result<()> {
        let (new, old, output) = (self.new_site(), self.old_site(), &self.output);
        fs::rename(output, &old)?;
        fs::rename(&new, output).inspect_err(|_| {
            // If this fails too, the next build does it.
            let _ = fs::rename(&old, output);
        })
    }

    /// Removes the work folder, and with it the old site. Gives the folder back if something in it would not go.
    pub(super) fn dispose(mut self) -> Result<(), PathBuf> {
        self.made.clear();
        self.clear().map_err(|_| self.folder.clone())
    }

    fn clear(&mut self) -> io::Result<()> {
        let Some(lock) = self.lock.take() else {
            return Ok(());
        };
        // A site that could not be put back is not removed.
        if self.output.exists() || !self.old_site().exists() {
            remove_if_there(&self.old_site())?;
        }
        remove_if_there(&self.new_site())?;
        if self.old_site().exists() {
            return Ok(());
        }
        // Elsewhere a file cannot be told to be the one that is locked: it stays.
        if cfg!(unix) {
            fs::remove_file(self.lock_path())?;
            drop(lock);
            // Another build may have begun in it already.
            let _ = fs::remove_dir(&self.folder);
        }
        Ok(())
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // Nobody is left to tell; the next build clears it.
        let _ = self.clear();
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Where the old site is if a build was killed between two renames.
pub(super) fn interrupted_site(output: &Path) -> Option<PathBuf> {
    let old = work_folder(output).join("old");
    (!output.exists() && old.is_dir()).then_some(old)
}

fn work_folder(output: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(output.file_name().unwrap_or_default());
    name.push("-gongkai");
    output.with_file_name(name)
}

/// Makes the folders above `output` and says which were made.
fn make_parents(output: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let missing: Vec<_> = output
        .ancestors()
        .skip(1)
        .take_while(|folder| !folder.exists())
        .collect();
    let mut made = Vec::new();
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            Ok(()) => made.push(folder.to_owned()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(DiskError::at(Action::MakeFolder, folder)(error)),
        }
    }
    Ok(made)
}

fn remove_if_there(folder: &Path) -> io::Result<()> {
    match remove_folder(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// Whether the file that is open is still the one at `path`.
#[cfg(unix)]
pub(super) fn is_same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |meta: fs::Metadata| (meta.dev(), meta.ino());
    file.metadata().map(id).ok() == fs::symlink_metadata(path).map(id).ok()
}

#[cfg(not(unix))]
pub(super) fn is_same_file(_: &File, _: &Path) -> bool {
    true
}

/// Whether two folders changed places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exchanged {
    Yes,
    /// The system or the file system cannot do it.
    Unsupported,
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<Exchanged> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(Exchanged::Yes),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(Exchanged::Unsupported),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<Exchanged> {
    Ok(Exchanged::Unsupported)
}
