//! Source files that are published as they are: opened, tagged and sent piece by piece.
//!
//! In: the place that the plan names. Out: an [`OpenFile`]. Must never open what lies outside the folders of the portal, not
//! even where a link was put in the file's place after the portal was read.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;

/// A longer file is known by its length and its time alone: reading it would keep a video from starting.
const DIGESTED: u64 = 64 << 20;
/// How much is read at a time.
const PIECE: usize = 64 << 10;
/// How many tags are remembered.
const REMEMBERED: usize = 4096;

/// A file as it stood when it was opened.
pub(super) struct OpenFile {
    file: File,
    /// Its length in bytes.
    pub(super) length: u64,
    /// Changes with the content.
    pub(super) tag: String,
}

/// What says that a file is still the same: its place, length and time of the last change.
type Stamp = (u64, Option<SystemTime>);

/// The folders that files may come from, and the tags of those that were asked for.
pub(super) struct Files {
    folders: Vec<PathBuf>,
    tags: Mutex<BTreeMap<PathBuf, (Stamp, String)>>,
}

impl Files {
    /// Files below these folders; a folder may itself be a link.
    pub(super) fn below(folders: impl IntoIterator<Item = PathBuf>) -> Self {
        Self {
            folders: folders.into_iter().collect(),
            tags: Mutex::default(),
        }
    }

    /// Opens a file; [`io::ErrorKind::NotFound`] also where it is a link or lies elsewhere.
    pub(super) fn open(&self, path: &Path) -> io::Result<OpenFile> {
        let real = fs::canonicalize(path)?;
        let is_inside = |folder: &PathBuf| {
            // A link anywhere below the folder changes the rest of the path.
            path.strip_prefix(folder).is_ok_and(|below| {
                fs::canonicalize(folder).is_ok_and(|folder| real == folder.join(below))
            })
        };
        if !self.folders.iter().any(is_inside) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let mut file = File::open(&real)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let stamp = (metadata.len(), metadata.modified().ok());
        let tag = self.tag(&real, stamp, &mut file)?;
        Ok(OpenFile {
            file,
            length: metadata.len(),
            tag,
        })
    }

    fn tag(&self, path: &Path, stamp: Stamp, file: &mut File) -> io::Result<String> {
        let tags = || self.tags.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, tag)) = tags().get(path)
            && *known == stamp
        {
            return Ok(tag.clone());
        }
        let tag = if stamp.0 > DIGESTED {
            tag_of(format!("{stamp:?}").as_bytes())
        } else {
            let mut digest = Sha256::new();
            io::copy(file, &mut DigestWriter(&mut digest))?;
            file.rewind()?;
            short(&digest.finalize())
        };
        let mut tags = tags();
        if tags.len() >= REMEMBERED {
            tags.clear();
        }
        tags.insert(path.to_owned(), (stamp, tag.clone()));
        Ok(tag)
    }
}

struct DigestWriter<'d>(&'d mut Sha256);

impl io::Write for DigestWriter<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.0.update(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The tag of these bytes: the beginning of their SHA-256.
pub(super) fn tag_of(bytes: &[u8]) -> String {
    short(&Sha256::digest(bytes))
}

fn short(digest: &[u8]) -> String {
    use std::fmt::Write as _;
    digest.iter().take(16).fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

impl OpenFile {
    /// Sends `length` bytes from `first` on, a piece at a time, as fast as the reader takes them.
    pub(super) fn send(mut self, first: u64, length: u64) -> mpsc::Receiver<io::Result<Bytes>> {
        let (sender, receiver) = mpsc::channel(2);
        tokio::spawn(async move {
            let mut rest = length;
            let mut place = Some(SeekFrom::Start(first));
            while rest > 0 {
                let size = usize::try_from(rest).unwrap_or(PIECE).min(PIECE);
                let at = place.take();
                // A thread is held while a piece is read, and not while a slow reader thinks.
                let read = tokio::task::spawn_blocking(move || {
                    let piece = self.read(at, size);
                    (self, piece)
                });
                let Ok((file, piece)) = read.await else {
                    return;
                };
                self = file;
                rest -= piece.as_ref().map_or(rest, |piece| piece.len() as u64);
                if sender.send(piece).await.is_err() {
                    return;
                }
            }
        });
        receiver
    }

    fn read(&mut self, at: Option<SeekFrom>, size: usize) -> io::Result<Bytes> {
        if let Some(at) = at {
            self.file.seek(at)?;
        }
        let mut piece = vec![0; size];
        self.file.read_exact(&mut piece)?;
        Ok(piece.into())
    }
}

#[cfg(test)]
mod tests {
    use super::Files;
    use std::fs;

    #[test]
    fn 标记随内容变化() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("附件.txt");
        let files = Files::below([folder.path().to_owned()]);
        fs::write(&path, "一").unwrap();
        let first = files.open(&path).unwrap();
        assert_eq!(
            (first.length, &first.tag),
            (3, &files.open(&path).unwrap().tag)
        );
        fs::write(&path, "二二").unwrap();
        assert_ne!(files.open(&path).unwrap().tag, first.tag);
    }

    #[cfg(unix)]
    #[test]
    fn 后来换成的符号链接不打开() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let (content, secret) = (folder.path().join("content"), folder.path().join("secret"));
        fs::create_dir_all(content.join("a")).unwrap();
        fs::create_dir_all(&secret).unwrap();
        fs::write(secret.join("b.txt"), "密").unwrap();
        fs::write(content.join("a/b.txt"), "公开").unwrap();
        // The folder itself may be reached through a link.
        let link = folder.path().join("link");
        symlink(&content, &link).unwrap();
        let files = Files::below([link.clone()]);
        assert!(files.open(&link.join("a/b.txt")).is_ok());
        assert!(files.open(&secret.join("b.txt")).is_err());
        fs::remove_file(content.join("a/b.txt")).unwrap();
        symlink(secret.join("b.txt"), content.join("a/b.txt")).unwrap();
        assert!(files.open(&link.join("a/b.txt")).is_err());
        fs::remove_dir_all(content.join("a")).unwrap();
        symlink(&secret, content.join("a")).unwrap();
        assert!(files.open(&link.join("a/b.txt")).is_err());
    }
}
