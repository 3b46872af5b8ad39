//! What lies in a portal's folders, without reading any of it. In: a root. Out: a [`Listing`], and how two of them differ.
//!
//! For file systems that report nothing (network shares, containers), and for the moments in which nobody listened. notify's own
//! polling sees whole seconds and only later times: an edit within a second, or an older file put in another's place, is lost on it.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use super::change::{SOURCES, concerns};

/// Clocks of file systems tick more slowly than the system's own.
const GRACE: Duration = Duration::from_secs(1);

/// What is known of a file without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Look {
    length: u64,
    modified: Option<SystemTime>,
    identity: u64,
    is_folder: bool,
}

/// Everything below a portal's folder that it may be made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Listing(BTreeMap<PathBuf, Look>);

impl Listing {
    /// Looks at all files.
    pub(super) fn of(root: &Path) -> Self {
        let look = |(path, metadata): (PathBuf, Metadata)| {
            let look = Look {
                // The length of a folder says nothing, its time only what its files say themselves.
                length: if metadata.is_dir() { 0 } else { metadata.len() },
                modified: metadata.modified().ok().filter(|_| !metadata.is_dir()),
                identity: identity(&metadata),
                is_folder: metadata.is_dir(),
            };
            (path, look)
        };
        Self(entries(root).map(look).collect())
    }

    /// The paths that are new, gone or different in `newer`.
    pub(super) fn changes<'l>(&'l self, newer: &'l Self) -> impl Iterator<Item = &'l Path> {
        let gone = self
            .0
            .keys()
            .filter(|path| !newer.0.contains_key(path.as_path()));
        let fresh = newer
            .0
            .iter()
            .filter(|(path, look)| self.0.get(path.as_path()) != Some(look));
        gone.chain(fresh.map(|(path, _)| path))
            .map(PathBuf::as_path)
    }
}

/// The paths that changed at or after a moment; a folder stands for what was removed from it.
pub(super) fn changed_since(root: &Path, moment: SystemTime) -> Vec<PathBuf> {
    let moment = moment.checked_sub(GRACE).unwrap_or(moment);
    entries(root)
        .filter(|(_, metadata)| changed(metadata).is_none_or(|changed| changed >= moment))
        .map(|(path, _)| path)
        .collect()
}

fn entries(root: &Path) -> impl Iterator<Item = (PathBuf, Metadata)> {
    SOURCES.into_iter().flat_map(move |source| {
        // A folder of the portal may itself be a link; nothing below it may.
        WalkDir::new(root.join(source))
            .into_iter()
            .filter_entry(move |entry| concerns(entry.path(), root))
            .filter_map(Result::ok)
            .filter_map(|entry| {
                let metadata = entry.metadata().ok()?;
                Some((entry.into_path(), metadata))
            })
    })
}

/// Tells a file from another that took its name.
#[cfg(unix)]
fn identity(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    metadata.ino()
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> u64 {
    0
}

/// When anything about a file changed, its name too.
#[cfg(unix)]
fn changed(metadata: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt as _;
    let seconds = u64::try_from(metadata.ctime()).ok()?;
    let nanoseconds = u32::try_from(metadata.ctime_nsec()).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds))
}

#[cfg(not(unix))]
fn changed(metadata: &Metadata) -> Option<SystemTime> {
    metadata.modified().ok()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use super::{Listing, changed_since};

    fn names<'p>(root: &Path, paths: impl Iterator<Item = &'p Path>) -> Vec<String> {
        let below = |path: &Path| path.strip_prefix(root).unwrap().display().to_string();
        paths.map(below).collect()
    }

    #[test]
    fn 两次查看之间的变化() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("content/policy")).unwrap();
        fs::create_dir_all(root.join("public")).unwrap();
        for (file, text) in [
            ("config.toml", "a"),
            ("content/policy/b.md", "b"),
            ("content/policy/c.md", "c"),
        ] {
            fs::write(root.join(file), text).unwrap();
        }
        let first = Listing::of(root);
        assert_eq!(first.changes(&Listing::of(root)).count(), 0);
        fs::write(root.join("content/policy/b.md"), "b2").unwrap();
        fs::remove_file(root.join("content/policy/c.md")).unwrap();
        fs::write(root.join("content/policy/d.md"), "d").unwrap();
        fs::write(root.join("content/policy/.d.md.swp"), "d").unwrap();
        fs::write(root.join("public/index.html"), "x").unwrap();
        let second = Listing::of(root);
        let mut changed = names(root, first.changes(&second));
        changed.sort();
        assert_eq!(
            changed,
            [
                "content/policy/b.md",
                "content/policy/c.md",
                "content/policy/d.md"
            ]
        );
    }

    #[test]
    fn 同样长短_时间更早的文件也是变化() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("content")).unwrap();
        let (file, other) = (root.join("content/a.md"), root.join("content/b.md"));
        fs::write(&other, "旧").unwrap();
        std::thread::sleep(Duration::from_millis(10));
        fs::write(&file, "新").unwrap();
        let first = Listing::of(root);
        fs::rename(&other, &file).unwrap();
        let second = Listing::of(root);
        assert_eq!(first.changes(&second).count(), 2);
    }

    #[test]
    fn 某时以后变化的文件和少了文件的文件夹() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("content/policy")).unwrap();
        fs::write(root.join("content/policy/a.md"), "a").unwrap();
        let later = SystemTime::now() + Duration::from_mins(1);
        assert!(changed_since(root, later).is_empty());
        let before = SystemTime::now();
        fs::remove_file(root.join("content/policy/a.md")).unwrap();
        assert!(changed_since(root, before).contains(&root.join("content/policy")));
    }
}
