//! `manifest.json`: every other file of the site with its length and SHA-256.
//!
//! In: the records of a build, or the bytes of a former one. Out: the manifest's bytes, or the records. The bytes depend on the
//! files alone, so two equal sites have equal manifests; a folder without a manifest that reads back is never taken for ours.

use std::fmt::{self, Write};
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::path::OutPath;

/// The manifest's path in the site.
pub(crate) const MANIFEST: &str = "manifest.json";
/// The version of the format written here.
const VERSION: u64 = 1;
/// What marks a folder as made by this program.
const GENERATOR: &str = "gongkai";
/// How many lines a thread writes at a time.
const LINES: usize = 4096;

/// The SHA-256 of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sha256Sum(pub(crate) [u8; 32]);

/// What the manifest says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// Length in bytes.
    pub(crate) length: u64,
    /// SHA-256 of the whole content.
    pub(crate) sha256: Sha256Sum,
}

/// The files of a site, without the manifest itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// By path, each once.
    files: Vec<(OutPath, Record)>,
}

/// What a folder's `manifest.json` turns out to be.
#[derive(Debug)]
pub(crate) enum Found {
    /// Made by this program.
    Ours(Manifest),
    /// Made by a later version of this program, in a format not known here.
    Newer(u64),
    /// Absent, or somebody else's.
    NotOurs,
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    path: std::borrow::Cow<'a, str>,
    length: u64,
    sha256: std::borrow::Cow<'a, str>,
}

#[derive(Deserialize)]
struct Header {
    version: u64,
    generator: String,
}

#[derive(Deserialize)]
struct Listing<'a> {
    version: u64,
    generator: String,
    #[serde(borrow)]
    files: Vec<Line<'a>>,
}

impl Manifest {
    /// The manifest of these files.
    pub(crate) fn new(files: impl IntoIterator<Item = (OutPath, Record)>) -> Self {
        let mut files: Vec<(OutPath, Record)> = files.into_iter().collect();
        // A build has them in order, each once; a file that somebody edited may not.
        files.sort_by(|(a, _), (b, _)| a.cmp(b));
        files.dedup_by(|(a, _), (b, _)| a == b);
        Self { files }
    }

    /// What is said of the file at `path`.
    pub(crate) fn get(&self, path: &str) -> Option<&Record> {
        let at = self
            .files
            .binary_search_by(|(own, _)| own.as_str().cmp(path));
        at.ok().map(|at| &self.files[at].1)
    }

    /// Whether the site owns `path`: it is listed, or is the manifest itself.
    pub(crate) fn owns(&self, path: &str) -> bool {
        path == MANIFEST || self.get(path).is_some()
    }

    /// All files, sorted by path.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &Record)> {
        self.files
            .iter()
            .map(|(path, record)| (path.as_str(), record))
    }

    /// The text of `manifest.json`: a line a file, so that two of them can be compared by eye. In parts, for a large site's is of
    /// many megabytes.
    pub(crate) fn to_parts(&self) -> Vec<String> {
        let head = format!("{{\"version\":{VERSION},\"generator\":\"{GENERATOR}\",\"files\":[");
        let mut parts = vec![head];
        let chunks = self.files.par_chunks(LINES).enumerate();
        parts.par_extend(chunks.map(|(at, files)| {
            let before = if at == 0 { "\n" } else { ",\n" };
            lines(before, files)
        }));
        parts.push("\n]}\n".to_owned());
        parts
    }

    /// The bytes of `manifest.json`.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.to_parts().concat().into_bytes()
    }

    /// Reads the manifest of the site in `root`. An error is one of the disk; a file that is no manifest is [`Found::NotOurs`].
    pub(crate) fn read(root: &Path) -> io::Result<Found> {
        let path = root.join(MANIFEST);
        match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_file() => Ok(Self::parse(&fs::read(&path)?)),
            Ok(_) => Ok(Found::NotOurs),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Found::NotOurs),
            Err(error) => Err(error),
        }
    }

    fn parse(bytes: &[u8]) -> Found {
        let listing = match serde_json::from_slice::<Listing>(bytes) {
            Ok(listing) if listing.generator == GENERATOR && listing.version == VERSION => listing,
            // A later version may list its files in another way.
            _ => match serde_json::from_slice::<Header>(bytes) {
                Ok(Header { version, generator })
                    if generator == GENERATOR && version != VERSION =>
                {
                    return Found::Newer(version);
                }
                _ => return Found::NotOurs,
            },
        };
        let mut files = Vec::with_capacity(listing.files.len());
        for line in listing.files {
            let (Ok(path), Some(sha256)) =
                (OutPath::new(line.path), Sha256Sum::parse(&line.sha256))
            else {
                return Found::NotOurs;
            };
            files.push((
                path,
                Record {
                    length: line.length,
                    sha256,
                },
            ));
        }
        Found::Ours(Self::new(files))
    }
}

/// Some lines of the manifest, a comma after each but the last, and what stands before them.
fn lines(before: &str, files: &[(OutPath, Record)]) -> String {
    let room = files.iter().map(|(path, _)| path.as_str().len() + 128);
    let mut out = String::with_capacity(room.sum());
    for (at, (path, Record { length, sha256 })) in files.iter().enumerate() {
        out.push_str(if at == 0 { before } else { ",\n" });
        out.push_str("{\"path\":");
        push_quoted(&mut out, path.as_str());
        // Writing to a text cannot fail.
        let _ = write!(out, ",\"length\":{length},\"sha256\":\"{sha256}\"}}");
    }
    out
}

/// A text in JSON. Few paths have a sign that is not written as it is.
fn push_quoted(out: &mut String, text: &str) {
    if text
        .bytes()
        .any(|byte| matches!(byte, 0..0x20 | b'"' | b'\\'))
    {
        let _ = write!(out, "{}", serde_json::Value::from(text));
        return;
    }
    out.push('"');
    out.push_str(text);
    out.push('"');
}

/// The record of a content that comes piece by piece.
#[derive(Default)]
pub(super) struct Digesting {
    length: u64,
    hasher: Sha256,
}

impl Digesting {
    /// Takes the next piece.
    pub(super) fn add(&mut self, piece: &[u8]) {
        self.length += piece.len() as u64;
        self.hasher.update(piece);
    }

    /// The record of all pieces.
    pub(super) fn finish(self) -> Record {
        Record {
            length: self.length,
            sha256: Sha256Sum(self.hasher.finalize().into()),
        }
    }
}

impl Record {
    /// The record of a file with this content.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self {
            length: bytes.len() as u64,
            sha256: Sha256Sum(Sha256::digest(bytes).into()),
        }
    }
}

impl Sha256Sum {
    /// Reads the 64 hexadecimal digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut sum = [0; 32];
        let digits = text.as_bytes();
        if digits.len() != 2 * sum.len() {
            return None;
        }
        for (byte, pair) in sum.iter_mut().zip(digits.chunks_exact(2)) {
            let high = char::from(pair[0]).to_digit(16)?;
            let low = char::from(pair[1]).to_digit(16)?;
            *byte = u8::try_from(high * 16 + low).ok()?;
        }
        Some(Self(sum))
    }
}

impl fmt::Display for Sha256Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        // In one go: a large site has a hundred thousand of them.
        let mut text = [0; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(self.0) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 15)];
        }
        f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

#[cfg(test)]
mod tests {
    use super::{Found, Manifest, Record};
    use crate::publish::path::OutPath;

    fn sample() -> Manifest {
        let record = |path: &str| {
            (
                OutPath::new(path).expect("a good path"),
                Record::of(path.as_bytes()),
            )
        };
        Manifest::new([
            record("政策.html"),
            record("index.html"),
            record("a/\"b\".html"),
        ])
    }

    #[test]
    fn what_is_written_reads_back() {
        let bytes = sample().to_bytes();
        let Found::Ours(read) = Manifest::parse(&bytes) else {
            panic!("not recognised")
        };
        assert_eq!(read, sample());
    }

    #[test]
    fn the_format_is_the_one_of_the_contract() {
        let bytes = sample().to_bytes();
        let value: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
        assert_eq!(value["version"], 1);
        let paths: Vec<_> = value["files"]
            .as_array()
            .expect("files")
            .iter()
            .map(|f| f["path"].as_str())
            .collect();
        assert_eq!(
            paths,
            [Some("a/\"b\".html"), Some("index.html"), Some("政策.html")]
        );
        assert_eq!(value["files"][1]["length"], 10);
        let sum = "0eb547304658805aad788d320f10bf1f292797b5e6d745a3bf617584da017051";
        assert_eq!(value["files"][1]["sha256"], sum);
    }

    #[test]
    fn a_manifest_of_others_or_with_bad_paths_is_not_ours() {
        for text in [
            "",
            "{}",
            r#"{"name":"app","icons":[]}"#,
            r#"{"version":1,"files":[]}"#,
            r#"{"version":1,"generator":"hugo","files":[]}"#,
            r#"{"version":1,"generator":"gongkai"}"#,
            r#"{"version":1,"generator":"gongkai","files":[{"path":"../x","length":0,"sha256":"00"}]}"#,
        ] {
            assert!(
                matches!(Manifest::parse(text.as_bytes()), Found::NotOurs),
                "{text}"
            );
        }
        let newer = br#"{"version":9,"generator":"gongkai","pages":[]}"#;
        assert!(matches!(Manifest::parse(newer), Found::Newer(9)));
    }
}
