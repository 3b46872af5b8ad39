//! The stage as a whole, over small sites in temporary folders.

mod dry_run;
mod foreign;
mod leftover;
mod refusal;
mod whole;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::error::PublishError;
use super::{Body, Force, Outputs, Report, Target, publish};

/// What an output of a [`Site`] is made of.
#[derive(Clone)]
enum Made {
    Text(String),
    CopyOf(PathBuf),
    Fault(&'static str),
    Panic,
}

/// A plan in a few lines.
#[derive(Clone, Default)]
struct Site(Vec<(String, Made)>);

impl Site {
    /// Files that hold the given texts.
    fn of(files: &[(&str, &str)]) -> Self {
        files.iter().fold(Self::default(), |site, (path, text)| {
            site.and(path, Made::Text((*text).to_owned()))
        })
    }

    fn and(mut self, path: &str, made: Made) -> Self {
        self.0.push((path.to_owned(), made));
        self
    }

    /// Some hundred files in folders, different for each `edition` but for every third.
    fn large(edition: &str) -> Self {
        let text = |n: usize| {
            if n.is_multiple_of(3) {
                "同".repeat(n)
            } else {
                edition.repeat(n)
            }
        };
        let paths = (0..300).map(|n| {
            (
                format!("policy/{}/第{n}号.html", n / 50),
                Made::Text(text(n)),
            )
        });
        Self(paths.collect())
    }
}

impl Outputs for Site {
    type Error = &'static str;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn path(&self, index: usize) -> &str {
        &self.0[index].0
    }

    fn make(&self, index: usize) -> Result<Body, Self::Error> {
        match &self.0[index].1 {
            Made::Text(text) => Ok(Body::Bytes(text.clone().into_bytes())),
            Made::CopyOf(path) => Ok(Body::CopyOf(path.clone())),
            Made::Fault(words) => Err(words),
            Made::Panic => panic!("a template that panics"),
        }
    }
}

/// A folder to work in, with the output `public` in it.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn path(&self, below: &str) -> PathBuf {
        // Real, since that is what errors name.
        fs::canonicalize(self.0.path())
            .expect("the temporary folder")
            .join(below)
    }

    /// Writes a file, and the folders above it.
    fn write(&self, below: &str, text: &str) -> PathBuf {
        let path = self.path(below);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(&path, text).expect("a file");
        path
    }

    fn target(&self, force: Force) -> Target {
        Target {
            output: self.path("public"),
            sources: vec![self.path("content")],
            force,
        }
    }

    fn publish(&self, site: &Site) -> Result<Report, PublishError<&'static str>> {
        publish(&self.target(Force::No), site, &())
    }

    fn force(&self, site: &Site) -> Result<Report, PublishError<&'static str>> {
        publish(&self.target(Force::Yes), site, &())
    }

    /// Publishes what must succeed.
    fn published(&self, site: &Site) -> Report {
        self.publish(site).expect("published")
    }

    /// Everything below `folder`.
    fn snapshot(&self, below: &str) -> Snapshot {
        let mut found = Snapshot::new();
        collect(&self.path(below), &self.path(below), &mut found);
        found
    }

    /// The texts in `public`, without the manifest.
    fn site(&self) -> BTreeMap<String, String> {
        let files = self
            .snapshot("public")
            .into_iter()
            .filter_map(|(path, entry)| match entry {
                Entry::File(bytes) if path != "manifest.json" => {
                    Some((path, String::from_utf8(bytes).expect("text")))
                }
                _ => None,
            });
        files.collect()
    }

    /// The names in the folder that holds `public`.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("")).expect("the folder");
        let mut names: Vec<_> = entries
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        names.sort();
        names
    }
}

type Snapshot = BTreeMap<String, Entry>;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    Folder,
    File(Vec<u8>),
    Link(PathBuf),
}

fn collect(root: &Path, folder: &Path, found: &mut Snapshot) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .strip_prefix(root)
            .expect("below")
            .to_string_lossy()
            .into_owned();
        let kind = fs::symlink_metadata(&path).expect("metadata");
        if kind.is_symlink() {
            found.insert(name, Entry::Link(fs::read_link(&path).expect("a link")));
        } else if kind.is_dir() {
            found.insert(name, Entry::Folder);
            collect(root, &path, found);
        } else {
            found.insert(name, Entry::File(fs::read(&path).expect("a file")));
        }
    }
}

/// A map of texts, for comparing with [`Place::site`].
fn texts(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}
