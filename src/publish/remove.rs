//! Removes a folder with all that is in it, as fast as several threads can. Must never follow a symbolic link: an old site may
//! hold folders in which others write.

use std::io;
use std::path::Path;

#[cfg(unix)]
pub(super) fn remove_folder(folder: &Path) -> io::Result<()> {
    let flags = descend::FLAGS;
    let opened = rustix::fs::open(folder, flags, rustix::fs::Mode::empty())?;
    descend::empty(&opened)?;
    drop(opened);
    std::fs::remove_dir(folder)
}

#[cfg(not(unix))]
pub(super) fn remove_folder(folder: &Path) -> io::Result<()> {
    std::fs::remove_dir_all(folder)
}

/// Every step is relative to an open folder, so nobody can put a link in its way.
#[cfg(unix)]
mod descend {
    use std::ffi::CString;
    use std::os::fd::OwnedFd;

    use rayon::prelude::*;
    use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, openat, statat, unlinkat};
    use rustix::io::Result;

    pub(super) const FLAGS: OFlags = OFlags::RDONLY
        .union(OFlags::DIRECTORY)
        .union(OFlags::NOFOLLOW)
        .union(OFlags::CLOEXEC);

    pub(super) fn empty(folder: &OwnedFd) -> Result<()> {
        let mut files: Vec<CString> = Vec::new();
        let mut folders: Vec<CString> = Vec::new();
        for entry in Dir::read_from(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            if name.to_bytes() == b"." || name.to_bytes() == b".." {
                continue;
            }
            let kind = match entry.file_type() {
                FileType::Unknown => FileType::from_raw_mode(
                    statat(folder, name, AtFlags::SYMLINK_NOFOLLOW)?.st_mode,
                ),
                known => known,
            };
            if kind == FileType::Directory {
                folders.push(name.to_owned());
            } else {
                files.push(name.to_owned());
            }
        }
        files
            .iter()
            .try_for_each(|name| unlinkat(folder, name, AtFlags::empty()))?;
        folders.par_iter().try_for_each(|name| {
            empty(&openat(folder, name, FLAGS, Mode::empty())?)?;
            unlinkat(folder, name, AtFlags::REMOVEDIR)
        })
    }
}
