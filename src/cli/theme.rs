//! Errors of a theme, drawn as findings are: file, line, column and the text with a caret.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Excerpts, Sink, Span, render_text};
use crate::source::SourcePath;
use crate::theme::{Origin, Place, ThemeError};

/// All that is wrong with a theme, in words for whoever wrote it.
pub(super) fn words<'e>(errors: impl IntoIterator<Item = &'e ThemeError>) -> String {
    let errors: Vec<&ThemeError> = errors.into_iter().collect();
    let mut lines = Lines::default();
    for place in errors.iter().filter_map(|error| error.place()) {
        let file = lines.0.entry(path(place)).or_default();
        file.insert(place.line, place.text.clone());
    }
    let sink = Sink::default();
    let mut seen = BTreeSet::new();
    for error in errors {
        let place = error.place();
        let file = place.map_or_else(|| SourcePath::new("themes"), path);
        let span = place.and_then(|place| lines.span(place));
        // A broken part is broken on every page that has it.
        if !seen.insert((file.clone(), span, error.to_string())) {
            continue;
        }
        let mut finding = Diagnostic::error("theme", &file, span, error.to_string());
        finding.help = error.help();
        if place.is_some_and(|place| place.origin == Origin::Default) {
            finding.note = Some("这个文件在程序自带的主题里".to_owned());
        }
        sink.push(finding);
    }
    render_text(&sink.into_report(&BTreeMap::new()), &lines)
}

fn path(place: &Place) -> SourcePath {
    SourcePath::new(&place.file)
}

/// The lines that errors point at, by file and number: all that an excerpt needs.
#[derive(Default)]
struct Lines(BTreeMap<SourcePath, BTreeMap<usize, String>>);

impl Lines {
    /// The place as bytes of what [`Excerpts::text`] answers.
    fn span(&self, place: &Place) -> Option<Span> {
        let known = self.0.get(&path(place))?;
        let before: usize = known.range(..place.line).map(|(_, line)| line.len()).sum();
        let start = before + place.line.checked_sub(1)?;
        let at = |column: usize| {
            let chars = place.text.char_indices();
            chars
                .map(|(at, _)| at)
                .nth(column.saturating_sub(1))
                .unwrap_or(place.text.len())
        };
        Some(Span::new(
            start + at(place.columns.start),
            start + at(place.columns.end),
        ))
    }
}

impl Excerpts for Lines {
    fn text(&self, path: &SourcePath) -> Option<String> {
        let known = self.0.get(path)?;
        let last = *known.keys().next_back()?;
        let line = |number| known.get(&number).map_or("", String::as_str);
        Some((1..=last).map(line).collect::<Vec<_>>().join("\n"))
    }
}
