//! The portal's own theme folder as it was read, and the theme compiled from it.
//!
//! In: the folder and the configuration. Out: a theme, or what is wrong with it, as findings in its files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::config::Config;
use crate::diag::{Diagnostic, LineIndex, Sink, Span};
use crate::source::{self, SourceError, SourcePath};
use crate::theme::{Origin, Place, Theme, ThemeError, ThemeFiles};

/// The theme as its files stand.
#[derive(Default)]
pub(super) struct ThemeFolder {
    from: Option<From>,
    theme: Option<Arc<Theme>>,
    /// Findings of the walk.
    walk: Vec<Diagnostic>,
    /// What keeps it from being compiled.
    errors: Vec<Diagnostic>,
}

/// What a theme is compiled from.
#[derive(PartialEq, Eq)]
struct From {
    name: String,
    files: ThemeFiles,
    labels: BTreeMap<String, String>,
}

impl ThemeFolder {
    /// The theme; `None` where it does not compile.
    pub(super) fn theme(&self) -> Option<&Arc<Theme>> {
        self.theme.as_ref()
    }

    /// What is wrong with it.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.walk.iter().chain(&self.errors)
    }

    /// Reads the folder again and compiles the theme where it is not what it was; then answers with the files that are
    /// not. There is none where only its name or the words in `config.toml` are others.
    ///
    /// # Errors
    /// Where a file cannot be read.
    pub(super) fn look(
        &mut self,
        root: &Path,
        config: &Config,
    ) -> Result<Option<Vec<SourcePath>>, SourceError> {
        let sink = Sink::default();
        let name = config.portal.theme.clone();
        let from = From {
            files: source::read_theme(root, &name, &sink)?,
            labels: config.labels.clone(),
            name,
        };
        self.walk = sink.into_findings();
        if self.from.as_ref() == Some(&from) {
            return Ok(None);
        }
        let compiled = Theme::new(from.files.clone(), &from.labels);
        let errors = compiled.as_ref().err().into_iter().flatten();
        self.errors = errors.map(|error| from.finding(error)).collect();
        self.theme = compiled.ok().map(Arc::new);
        let changed = from.differ(self.from.as_ref());
        self.from = Some(from);
        Ok(Some(changed))
    }
}

impl From {
    /// The files that are new, gone, or not what they were.
    fn differ(&self, former: Option<&Self>) -> Vec<SourcePath> {
        let none = ThemeFiles::new();
        let former = former
            .filter(|former| former.name == self.name)
            .map_or(&none, |former| &former.files);
        let names: BTreeSet<&String> = former.keys().chain(self.files.keys()).collect();
        names
            .into_iter()
            .filter(|name| former.get(*name) != self.files.get(*name))
            .map(|name| self.path(name))
            .collect()
    }

    fn path(&self, file: &str) -> SourcePath {
        SourcePath::new(&format!("themes/{}/{file}", self.name))
    }

    /// An error as a finding in the file where it stands.
    fn finding(&self, error: &ThemeError) -> Diagnostic {
        let (path, span, note) = match error.place() {
            None => (
                SourcePath::new(&format!("themes/{}", self.name)),
                None,
                None,
            ),
            Some(place) if place.origin == Origin::Default => (
                SourcePath::new(&format!("themes/default/{}", place.file)),
                None,
                Some(format!(
                    "这是程序内置的默认主题中的文件，第 {} 行",
                    place.line
                )),
            ),
            Some(place) => (self.path(&place.file), self.span(place), None),
        };
        let mut finding = Diagnostic::error("theme", &path, span, error.to_string());
        finding.help = error.help();
        finding.note = note;
        finding
    }

    /// A place in a file, in bytes of its text.
    fn span(&self, place: &Place) -> Option<Span> {
        let text = source::decode(self.files.get(&place.file)?).ok()?;
        let start = LineIndex::new(&text).line_start(place.line);
        let line = text[start..].split('\n').next().unwrap_or_default();
        let byte = |column: usize| {
            let at = line.char_indices().nth(column.saturating_sub(1));
            start + at.map_or(line.len(), |(at, _)| at)
        };
        let columns = &place.columns;
        Some(Span::new(byte(columns.start), byte(columns.end)))
    }
}

#[cfg(test)]
mod tests {
    use super::From;
    use crate::theme::Theme;
    use std::collections::BTreeMap;

    #[test]
    fn 模板错误指到文件里的位置() {
        let text = "<p>\r\n政府{{ }}</p>\r\n";
        let files = BTreeMap::from([("templates/list.html".to_owned(), text.into())]);
        let from = From {
            name: "wo".to_owned(),
            files: files.clone(),
            labels: BTreeMap::new(),
        };
        let errors = Theme::new(files, &from.labels).err().unwrap();
        let finding = from.finding(&errors[0]);
        assert_eq!(finding.path.as_str(), "themes/wo/templates/list.html");
        let span = finding.span.unwrap();
        let text = text.replace("\r\n", "\n");
        assert!(text[..span.start].starts_with("<p>\n政府{{"), "{span:?}");
    }
}
