//! What the file system says of a file, to see whether it may have changed.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// A file's length and times. Equal stamps mean that the file is as it was, unless they are too fresh to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    /// Inode and time of the last change of anything: a file put in the place of another keeps neither.
    identity: (u64, i64, i64),
}

/// Two writes within this time may bear one stamp.
const GRAIN: Duration = Duration::from_secs(2);

impl Stamp {
    /// Reads the stamp of a file.
    pub(crate) fn of(meta: &Metadata) -> Self {
        Self {
            size: meta.len(),
            modified: meta.modified().ok(),
            identity: identity(meta),
        }
    }

    /// Whether the file was last written long enough ago that any later write shows in its stamp.
    pub(crate) fn is_settled(&self) -> bool {
        self.modified
            .and_then(|modified| modified.elapsed().ok())
            .is_some_and(|age| age > GRAIN)
    }
}

#[cfg(unix)]
fn identity(meta: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    (meta.ino(), meta.ctime(), meta.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}
