//! Which parts of a portal a change touches.
//!
//! In: paths as a watcher names them. Out: [`Touched`]. It reads no file; in doubt it says that more was touched.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::source::SourcePath;

/// What must be looked at again.
#[derive(Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each part is touched or not, independent of the others"
)]
pub(super) struct Touched {
    /// `config.toml`.
    pub(super) config: bool,
    /// Anything below `themes/`.
    pub(super) themes: bool,
    /// Anything below `static/`.
    pub(super) statics: bool,
    /// Files and folders below `content/` that were named.
    pub(super) content: BTreeSet<SourcePath>,
    /// The whole of `content/`, whatever was named.
    pub(super) tree: bool,
}

impl Touched {
    /// Everything.
    pub(super) fn everything() -> Self {
        Self {
            config: true,
            themes: true,
            statics: true,
            content: BTreeSet::new(),
            tree: true,
        }
    }

    /// What the paths mean in a portal. A path that cannot be placed may be anything; what lies outside the sources is
    /// nothing.
    pub(super) fn of(root: &Path, paths: &BTreeSet<PathBuf>) -> Self {
        let mut touched = Self::default();
        let roots = [Some(root.to_owned()), root.canonicalize().ok()];
        for path in paths {
            let below = roots
                .iter()
                .flatten()
                .find_map(|root| path.strip_prefix(root).ok());
            match below {
                Some(below) => touched.add(below),
                None if path.is_relative() => touched.add(path),
                None => touched.merge(Self::everything()),
            }
        }
        touched
    }

    /// Adds what else was touched.
    pub(super) fn merge(&mut self, other: Self) {
        self.config |= other.config;
        self.themes |= other.themes;
        self.statics |= other.statics;
        self.tree |= other.tree;
        self.content.extend(other.content);
    }

    fn add(&mut self, below: &Path) {
        let mut parts = Vec::new();
        for component in below.components() {
            match component {
                Component::CurDir => {}
                Component::Normal(part) => parts.push(part.to_str()),
                _ => return self.merge(Self::everything()),
            }
        }
        let inside = parts.len() > 1;
        match parts.first().copied().flatten() {
            Some("config.toml") => self.config = true,
            Some("themes") => self.themes = true,
            Some("static") => self.statics = true,
            Some("content") if inside && parts.iter().all(Option::is_some) => {
                let parts: Vec<&str> = parts.into_iter().flatten().collect();
                self.content.insert(SourcePath::new(&parts.join("/")));
            }
            Some("content") => self.tree = true,
            None if parts.is_empty() => self.merge(Self::everything()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::Touched;

    fn of(paths: &[&str]) -> Touched {
        let paths: BTreeSet<PathBuf> = paths.iter().map(PathBuf::from).collect();
        Touched::of(Path::new("/门户"), &paths)
    }

    #[test]
    fn 路径分到各部分() {
        let touched = of(&[
            "/门户/content/policy/a.md",
            "/门户/static/x.css",
            "/门户/public/index.html",
            "/门户/.config.toml.swp",
        ]);
        let names: Vec<&str> = touched
            .content
            .iter()
            .map(crate::source::SourcePath::as_str)
            .collect();
        assert_eq!(names, ["content/policy/a.md"]);
        assert!(touched.statics && !touched.themes && !touched.config && !touched.tree);
        assert!(of(&["/门户/config.toml"]).config);
        assert!(of(&["/门户/themes/a/templates/base.html"]).themes);
        assert!(of(&["/门户/content"]).tree);
    }

    #[test]
    fn 说不清的当作全部() {
        for path in [
            "/门户",
            "/别处/content/a.md",
            "/门户/content/../config.toml",
        ] {
            assert_eq!(of(&[path]), Touched::everything(), "{path}");
        }
    }
}
