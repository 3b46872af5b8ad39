//! A report as text, in the shape of DESIGN part 4: place, excerpt, a caret of display width, help and note.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Diagnostic, LineIndex, Report, Severity};
use crate::source::SourcePath;

/// How many findings of one code are shown; all are counted.
const SHOWN_PER_CODE: usize = 50;
/// A longer excerpt is cut around its caret, in columns of a terminal.
const EXCERPT_WIDTH: usize = 96;

/// Where excerpts come from: the text of a source file as the stages saw it.
pub trait Excerpts {
    /// The normalised text, or `None` where it cannot be had any more.
    fn text(&self, path: &SourcePath) -> Option<String>;
}

/// The whole report, findings first and a line of totals last; empty when there is nothing to say.
#[must_use]
pub fn render_text(report: &Report, excerpts: &dyn Excerpts) -> String {
    let mut out = String::new();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut text: Option<(SourcePath, Option<String>)> = None;
    for diagnostic in report.diagnostics() {
        let count = seen.entry(diagnostic.code).or_default();
        *count += 1;
        if *count > SHOWN_PER_CODE {
            continue;
        }
        if text
            .as_ref()
            .is_none_or(|(path, _)| *path != diagnostic.path)
        {
            text = Some((diagnostic.path.clone(), excerpts.text(&diagnostic.path)));
        }
        let own = text.as_ref().and_then(|(_, text)| text.as_deref());
        render_one(&mut out, diagnostic, own, excerpts);
        out.push('\n');
    }
    for (code, count) in seen.iter().filter(|(_, count)| **count > SHOWN_PER_CODE) {
        let _ = writeln!(out, "{code}: 另有 {} 处未列出", count - SHOWN_PER_CODE);
    }
    if !report.diagnostics().is_empty() {
        let _ = writeln!(
            out,
            "共 {} 处错误，{} 处提醒",
            report.denied(),
            report.warned()
        );
    }
    out
}

fn render_one(
    out: &mut String,
    diagnostic: &Diagnostic,
    text: Option<&str>,
    excerpts: &dyn Excerpts,
) {
    let word = match diagnostic.severity {
        Severity::Deny => "error",
        Severity::Warn => "warning",
    };
    let _ = writeln!(
        out,
        "{word}[{}]: {}",
        diagnostic.code,
        visible(&diagnostic.shown_message(text))
    );
    let gutter = place(out, "-->", &diagnostic.path, diagnostic.span, text);
    if diagnostic.confidential && !at_fence(diagnostic.span, text) {
        let _ = writeln!(
            out,
            "{:gutter$} = 此文件不公开、含有删减内容，或者还不能确定可以公开，不显示原文",
            ""
        );
    } else if let (Some(span), Some(text)) = (diagnostic.span, text) {
        excerpt(out, gutter, text, span, diagnostic);
    }
    for related in &diagnostic.related {
        let other = excerpts.text(&related.path);
        let _ = writeln!(out, "{:gutter$} = {}", "", visible(&related.message));
        place(out, ":::", &related.path, related.span, other.as_deref());
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "{:gutter$} = help: {}", "", indented(help, gutter));
    }
    if let Some(note) = &diagnostic.note {
        let _ = writeln!(out, "{:gutter$} = note: {}", "", indented(note, gutter));
    }
}

/// Whether a finding points at the fence above a front matter, which gives nothing away.
fn at_fence(span: Option<super::Span>, text: Option<&str>) -> bool {
    span.is_some_and(|span| span.start == 0)
        && text.is_some_and(|text| text.lines().next() == Some("+++"))
}

/// Writes the line with path, line and column; answers the width of the gutter beneath it.
fn place(
    out: &mut String,
    arrow: &str,
    path: &SourcePath,
    span: Option<super::Span>,
    text: Option<&str>,
) -> usize {
    let path = visible(path.as_str());
    if let (Some(span), Some(text)) = (span, text) {
        let at = LineIndex::new(text).position(span.start);
        let gutter = at.line.to_string().len() + 1;
        let _ = writeln!(
            out,
            "{:gutter$}{arrow} {path}:{}:{}",
            "", at.line, at.column
        );
        gutter
    } else {
        let _ = writeln!(out, "  {arrow} {path}");
        2
    }
}

fn excerpt(
    out: &mut String,
    gutter: usize,
    text: &str,
    span: super::Span,
    diagnostic: &Diagnostic,
) {
    let index = LineIndex::new(text);
    let at = index.position(span.start);
    let line = index.line(at.line);
    let struck = diagnostic.masked.then(|| mask(line));
    let line = struck.as_deref().unwrap_or(line);
    let from = text.floor_char_boundary(span.start) - index.line_start(at.line);
    let to = text
        .floor_char_boundary(span.end)
        .saturating_sub(index.line_start(at.line))
        .clamp(from, line.len());
    let (shown, before) = window(line, from);
    let marked = width(&line[from..to]).clamp(1, EXCERPT_WIDTH.saturating_sub(before).max(1));
    let _ = writeln!(out, "{:gutter$} |", "");
    let _ = writeln!(out, "{:>gutter$} | {}", at.line, visible(shown));
    let label = diagnostic.label.as_deref();
    let label = label.map(|words| format!(" {words}")).unwrap_or_default();
    let _ = writeln!(
        out,
        "{:gutter$} | {}{}{}",
        "",
        " ".repeat(before),
        "^".repeat(marked),
        visible(&label)
    );
}

/// A line whose long numbers show their first three and last two characters. Every byte keeps its place, so the caret does.
fn mask(line: &str) -> String {
    let digit = |c: char| c.is_ascii_digit() || ('\u{ff10}'..='\u{ff19}').contains(&c);
    let part = |c: char| {
        digit(c)
            || c.is_ascii_alphanumeric()
            || c == ' '
            || c == '-'
            || ('\u{ff21}'..='\u{ff5a}').contains(&c)
    };
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(from) = rest.find(digit) {
        out.push_str(&rest[..from]);
        let run = rest[from..]
            .find(|c: char| !part(c))
            .map_or(rest.len(), |end| from + end);
        let number = rest[from..run].trim_end_matches([' ', '-']);
        let count = number.chars().count();
        let digits = number.chars().filter(|c| digit(*c)).count();
        for (at, c) in number.chars().enumerate() {
            out.push(match c.len_utf8() {
                _ if digits < 7 || at < 3 || at + 2 >= count => c,
                1 => '*',
                _ => '＊',
            });
        }
        rest = &rest[from + number.len()..];
    }
    out.push_str(rest);
    out
}

/// The part of a long line around its caret, and how many columns stand before the caret in it.
fn window(line: &str, caret: usize) -> (&str, usize) {
    let before = width(&line[..caret]);
    let mut start = 0;
    if before > EXCERPT_WIDTH / 2 {
        let drop = before - EXCERPT_WIDTH / 2;
        let mut dropped = 0;
        for (at, c) in line.char_indices() {
            if dropped >= drop {
                start = at;
                break;
            }
            dropped += char_width(c);
        }
    }
    let mut used = 0;
    let end = line[start..]
        .char_indices()
        .find_map(|(at, c)| {
            used += char_width(c);
            (used > EXCERPT_WIDTH).then_some(start + at)
        })
        .unwrap_or(line.len());
    (&line[start..end], width(&line[start..caret]))
}

fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

fn char_width(c: char) -> usize {
    if c == '\t' { 1 } else { c.width().unwrap_or(1) }
}

fn indented(text: &str, gutter: usize) -> String {
    visible(text).replace(
        '\n',
        &format!("\n{:width$}", "", width = gutter + 3 + "help: ".width()),
    )
}

/// Sources are written by many hands: control and bidirectional characters must not steer a terminal.
fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            '\n' => '\n',
            c if c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') => '\u{fffd}',
            c => c,
        })
        .collect()
}
