//! Files of a theme: the embedded default, the portal's own, and which of two wins.
//!
//! In: file contents by path inside the theme folder. Out: one set in which the portal's file stands in the place of
//! the default's. Reads no disk.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use super::error::{Place, ThemeError};

/// Files of a theme folder, by path with `/`: `templates/list.html`, `static/style.css`, `theme.toml`.
pub type ThemeFiles = BTreeMap<String, Vec<u8>>;

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// Name of the settings file.
pub(super) const SETTINGS: &str = "theme.toml";

/// Whose file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The default theme inside the program.
    Default,
    /// The portal's own theme folder.
    Site,
}

/// A file with its origin.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) origin: Origin,
    pub(super) bytes: Cow<'static, [u8]>,
}

/// All files of the default theme, for a portal that starts its own from them.
#[must_use]
pub fn default_theme() -> ThemeFiles {
    embedded()
        .into_iter()
        .map(|(path, bytes)| (path, bytes.to_vec()))
        .collect()
}

fn embedded() -> BTreeMap<String, &'static [u8]> {
    let mut files = BTreeMap::new();
    let mut folders = vec![&DEFAULT];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.insert(path, file.contents());
        }
    }
    files
}

/// The templates and static files in force, by path inside the theme folder.
#[derive(Debug, Clone)]
pub(super) struct Sources {
    files: BTreeMap<String, File>,
}

impl Sources {
    /// Puts the portal's files over the default's. `theme.toml` is merged elsewhere, so it is taken out.
    pub(super) fn new(site: ThemeFiles) -> (Self, Vec<ThemeError>) {
        let mut files = BTreeMap::new();
        let mut errors = Vec::new();
        for (path, bytes) in embedded() {
            files.insert(
                path,
                File {
                    origin: Origin::Default,
                    bytes: Cow::Borrowed(bytes),
                },
            );
        }
        for (path, bytes) in site {
            if !is_known(&path) {
                errors.push(ThemeError::UnknownFile { file: path });
                continue;
            }
            files.insert(
                path,
                File {
                    origin: Origin::Site,
                    bytes: Cow::Owned(bytes),
                },
            );
        }
        files.retain(|path, _| path.starts_with("templates/") || path.starts_with("static/"));
        (Self { files }, errors)
    }

    /// The default's settings file.
    pub(super) fn default_settings() -> &'static [u8] {
        DEFAULT
            .get_file(SETTINGS)
            .map_or(&[], include_dir::File::contents)
    }

    /// Whether a template is another than the default's.
    pub(super) fn has_own_templates(&self) -> bool {
        self.files.iter().any(|(path, file)| {
            let default = DEFAULT.get_file(path).map(include_dir::File::contents);
            path.starts_with("templates/") && default != Some(&*file.bytes)
        })
    }

    /// Files below `folder/`, with their path below it.
    pub(super) fn below<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a File)> {
        self.files.iter().filter_map(move |(path, file)| {
            let name = path.strip_prefix(folder)?.strip_prefix('/')?;
            Some((name, file))
        })
    }

    /// The place in template `name`; columns count characters from 0, and are cut to the line.
    pub(super) fn place(&self, name: &str, line: usize, start: usize, end: usize) -> Place {
        let path = format!("templates/{name}");
        let file = self.files.get(&path);
        let text = file
            .map(|file| String::from_utf8_lossy(&file.bytes))
            .unwrap_or_default();
        let origin = file.map_or(Origin::Site, |file| file.origin);
        place(path, origin, &text, line, start..end)
    }
}

/// A place in `text`; `columns` count characters from 0, and are cut to the line.
pub(super) fn place(
    file: String,
    origin: Origin,
    text: &str,
    line: usize,
    columns: std::ops::Range<usize>,
) -> Place {
    let text = text
        .lines()
        .nth(line.saturating_sub(1))
        .unwrap_or_default()
        .to_owned();
    let length = text.chars().count();
    let start = columns.start.min(length);
    let end = columns.end.min(length).max(start + 1);
    Place {
        file,
        origin,
        line,
        columns: start + 1..end + 1,
        text,
    }
}

/// Files that a theme folder may hold; notes and licences are let be.
fn is_known(path: &str) -> bool {
    let name = path.to_ascii_lowercase();
    path == SETTINGS
        || path.starts_with("templates/")
        || path.starts_with("static/")
        || (!path.contains('/') && (name.starts_with("readme") || name.starts_with("license")))
}
