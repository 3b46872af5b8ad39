//! What is wrong with a theme, as findings with place and caret; equal ones of many pages are one.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Excerpts, Sink, Span, render_text};
use crate::source::SourcePath;
use crate::theme::{Origin, Place, ThemeError};

/// An error and the pages that showed it; none for an error that stands before any page.
pub(super) struct Finding<'e> {
    /// What is wrong.
    pub(super) error: &'e ThemeError,
    /// A page that it kept from being made.
    pub(super) page: Option<&'e str>,
}

/// Findings that are one: same file, same place, same words.
type Key = (SourcePath, Option<Span>, String);

/// The report in words.
pub(super) fn render(findings: &[Finding<'_>], theme: &str) -> String {
    let mut groups: BTreeMap<Key, (&ThemeError, Vec<&str>)> = BTreeMap::new();
    let lines = Lines::of(findings, theme);
    for finding in findings {
        let (path, span) = lines.locate(finding.error, theme);
        let group = groups
            .entry((path, span, finding.error.to_string()))
            .or_insert((finding.error, Vec::new()));
        group.1.extend(finding.page);
    }
    let sink = Sink::default();
    for ((path, span, message), (error, pages)) in groups {
        let mut diagnostic = Diagnostic::error("theme", &path, span, message);
        diagnostic.help = error.help();
        let built_in = error
            .place()
            .is_some_and(|place| place.origin == Origin::Default);
        let mut notes = Vec::new();
        if built_in {
            notes.push("这是程序内置的默认主题中的文件".to_owned());
        }
        if let Some(first) = pages.first() {
            notes.push(format!("影响 {} 个页面，例如 {first}", pages.len()));
        }
        diagnostic.note = (!notes.is_empty()).then(|| notes.join("；"));
        sink.push(diagnostic);
    }
    render_text(&sink.into_report(&BTreeMap::new()), &lines)
}

/// The lines that errors stand in; every other line of their files is empty here.
struct Lines(BTreeMap<SourcePath, BTreeMap<usize, String>>);

impl Lines {
    fn of(findings: &[Finding<'_>], theme: &str) -> Self {
        let mut lines: BTreeMap<SourcePath, BTreeMap<usize, String>> = BTreeMap::new();
        for place in findings.iter().filter_map(|finding| finding.error.place()) {
            lines
                .entry(file(place, theme))
                .or_default()
                .insert(place.line, place.text.clone());
        }
        Self(lines)
    }

    /// The file of an error, and its place in what [`Excerpts::text`] answers for that file.
    fn locate(&self, error: &ThemeError, theme: &str) -> (SourcePath, Option<Span>) {
        let Some(place) = error.place() else {
            if let ThemeError::UnknownKey { key, .. } = error
                && key.starts_with("labels.")
            {
                return (SourcePath::new("config.toml"), None);
            }
            return (SourcePath::new(&format!("themes/{theme}")), None);
        };
        let path = file(place, theme);
        let above = self
            .0
            .get(&path)
            .into_iter()
            .flat_map(|lines| lines.range(..place.line));
        let start = place.line.saturating_sub(1) + above.map(|(_, text)| text.len()).sum::<usize>();
        let byte = |column: usize| {
            place
                .text
                .char_indices()
                .nth(column.saturating_sub(1))
                .map_or(place.text.len(), |(at, _)| at)
        };
        (
            path,
            Some(Span::new(
                start + byte(place.columns.start),
                start + byte(place.columns.end),
            )),
        )
    }
}

fn file(place: &Place, theme: &str) -> SourcePath {
    let folder = if place.origin == Origin::Site {
        theme
    } else {
        "default"
    };
    SourcePath::new(&format!("themes/{folder}/{}", place.file))
}

impl Excerpts for Lines {
    fn text(&self, path: &SourcePath) -> Option<String> {
        let lines = self.0.get(path)?;
        let last = lines.keys().next_back().copied().unwrap_or_default();
        let text = |number: usize| lines.get(&number).map_or("", String::as_str);
        Some((1..=last).map(text).collect::<Vec<_>>().join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Finding, render};
    use crate::theme::{Origin, Place, ThemeError};

    fn error(line: usize, text: &str, columns: std::ops::Range<usize>) -> ThemeError {
        let place = Place {
            file: "templates/list.html".to_owned(),
            origin: Origin::Site,
            line,
            columns,
            text: text.to_owned(),
        };
        ThemeError::Template {
            place,
            message: "没有这个变量".to_owned(),
        }
    }

    #[test]
    fn 用词的键写错指向配置() {
        let error = ThemeError::UnknownKey {
            key: "labels.meta_isuer".to_owned(),
            place: None,
            nearest: None,
        };
        let finding = Finding {
            error: &error,
            page: None,
        };
        let text = render(&[finding], "default");
        assert!(text.contains("--> config.toml"), "{text}");
    }

    #[test]
    fn 同一处错误只报一次并画出位置() {
        let (first, second) = (
            error(3, "<p>关于{{ x }}</p>", 6..13),
            error(7, "{{ y }}", 4..5),
        );
        let findings = [
            Finding {
                error: &first,
                page: Some("a.html"),
            },
            Finding {
                error: &second,
                page: None,
            },
            Finding {
                error: &first,
                page: Some("b.html"),
            },
        ];
        let text = render(&findings, "wo");
        assert!(text.contains("--> themes/wo/templates/list.html:3:6\n   |\n 3 | <p>关于{{ x }}</p>\n   |        ^^^^^^^"), "{text}");
        assert!(text.contains("themes/wo/templates/list.html:7:4"), "{text}");
        assert!(text.contains("影响 2 个页面，例如 a.html"), "{text}");
        assert!(text.contains("共 2 处错误"), "{text}");
    }
}
