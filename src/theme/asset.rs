//! Static files of a theme under names with a content hash.
//!
//! In: the files below `static/` and the generated colours. Out: (path below the site's root, bytes), with the references
//! between style sheets and files rewritten. Never touches the disk.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::error::ThemeError;
use super::files::Sources;

/// The style sheet at whose beginning the theme's colours are written.
const MAIN_STYLE: &str = "style.css";

/// Static files by name, with the path and the bytes that are published.
#[derive(Debug, Clone, Default)]
pub(super) struct Assets {
    by_name: BTreeMap<String, Asset>,
}

#[derive(Debug, Clone)]
struct Asset {
    path: String,
    bytes: Vec<u8>,
}

impl Assets {
    /// Names all files below `static/`; `colors` are the custom properties for the main style sheet.
    pub(super) fn new(sources: &Sources, colors: &str) -> (Self, Vec<ThemeError>) {
        let mut naming = Naming {
            files: sources
                .below("static")
                .map(|(name, file)| (name, file.bytes.as_ref()))
                .collect(),
            colors,
            done: BTreeMap::new(),
            open: Vec::new(),
            errors: Vec::new(),
        };
        let names: Vec<&str> = naming.files.keys().copied().collect();
        for name in names {
            naming.publish(name);
        }
        (
            Self {
                by_name: naming.done,
            },
            naming.errors,
        )
    }

    /// Path of the file `name` below the site's root: `assets/style.0123456789.css`.
    pub(super) fn path(&self, name: &str) -> Option<&str> {
        self.by_name.get(name).map(|asset| asset.path.as_str())
    }

    /// All files: path below the site's root, and bytes.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.by_name
            .values()
            .map(|asset| (asset.path.as_str(), asset.bytes.as_slice()))
    }

    /// Names by the path published, for templates.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_name
            .iter()
            .map(|(name, asset)| (name.as_str(), asset.path.as_str()))
    }
}

struct Naming<'a> {
    files: BTreeMap<&'a str, &'a [u8]>,
    colors: &'a str,
    done: BTreeMap<String, Asset>,
    /// Style sheets being named, so that a circle of `@import`s ends.
    open: Vec<String>,
    errors: Vec<ThemeError>,
}

impl Naming<'_> {
    /// Names `name` after all that it refers to, since its hash covers the names of those.
    fn publish(&mut self, name: &str) -> Option<String> {
        if let Some(asset) = self.done.get(name) {
            return Some(asset.path.clone());
        }
        let bytes = *self.files.get(name)?;
        if self.open.iter().any(|open| open == name) {
            return None;
        }
        self.open.push(name.to_owned());
        let bytes = match std::str::from_utf8(bytes) {
            Ok(text) if has_extension(name, "css") => {
                let mut css = String::new();
                if name == MAIN_STYLE {
                    css.push_str(self.colors);
                }
                css.push_str(&self.rewrite(name, text));
                css.into_bytes()
            }
            _ => bytes.to_vec(),
        };
        self.open.pop();
        let path = hashed(name, &bytes);
        self.done.insert(
            name.to_owned(),
            Asset {
                path: path.clone(),
                bytes,
            },
        );
        Some(path)
    }

    /// Rewrites each `url(…)` in a style sheet that names a file of the theme.
    fn rewrite(&mut self, name: &str, css: &str) -> String {
        let mut out = String::with_capacity(css.len());
        let mut rest = css;
        while let Some(at) = rest.find("url(") {
            let (before, from) = rest.split_at(at + 4);
            out.push_str(before);
            let Some(end) = from.find(')') else {
                rest = from;
                break;
            };
            let (inside, after) = from.split_at(end);
            let target = inside.trim().trim_matches(['"', '\'']);
            match self.resolve(name, target) {
                Some(path) => {
                    let _ = write!(out, "\"{path}\"");
                }
                None => out.push_str(inside),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// The published path of `target`, relative to the published path of the style sheet `from`.
    fn resolve(&mut self, from: &str, target: &str) -> Option<String> {
        if target.is_empty() || target.contains(':') || target.starts_with(['#', '/']) {
            return None;
        }
        let (target, fragment) = match target.find(['#', '?']) {
            Some(at) => target.split_at(at),
            None => (target, ""),
        };
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        let depth = parts.len();
        for part in target.split('/') {
            match part {
                "." => {}
                ".." => {
                    parts.pop();
                }
                _ => parts.push(part),
            }
        }
        let Some(path) = self.publish(&parts.join("/")) else {
            self.errors.push(ThemeError::MissingAsset {
                name: target.to_owned(),
                file: format!("static/{from}"),
            });
            return None;
        };
        let below = path.strip_prefix("assets/").unwrap_or(&path);
        Some(format!("{}{below}{fragment}", "../".repeat(depth)))
    }
}

/// `assets/<name>.<first ten hexadecimal digits of its SHA-256>.<ext>`
fn hashed(name: &str, bytes: &[u8]) -> String {
    let mut hash = String::with_capacity(10);
    for byte in &Sha256::digest(bytes)[..5] {
        let _ = write!(hash, "{byte:02x}");
    }
    let file = name.rsplit_once('/').map_or(name, |(_, file)| file);
    match file.rsplit_once('.') {
        Some((stem, ext)) if !stem.is_empty() => {
            let folder = &name[..name.len() - file.len()];
            format!("assets/{folder}{stem}.{hash}.{ext}")
        }
        _ => format!("assets/{name}.{hash}"),
    }
}

fn has_extension(name: &str, ext: &str) -> bool {
    std::path::Path::new(name)
        .extension()
        .is_some_and(|found| found.eq_ignore_ascii_case(ext))
}
