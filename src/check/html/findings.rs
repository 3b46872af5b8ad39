//! The findings, by agency and by rule.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::overview::Overview;
use super::{escape, title_of, word_of};
use crate::diag::{Diagnostic, Excerpts, LineIndex, Report, Severity};
use crate::source::SourcePath;

/// How many findings of a rule are listed for an agency; all are counted.
const SHOWN: usize = 100;

type ByRule<'r> = BTreeMap<&'r str, Vec<&'r Diagnostic>>;

/// Writes the section.
pub(super) fn write(
    out: &mut String,
    report: &Report,
    overview: &Overview,
    sources: &dyn Excerpts,
) {
    out.push_str("<section id=\"findings\">\n<h2>问题清单</h2>\n");
    if report.diagnostics().is_empty() {
        out.push_str("<p>没有发现问题。</p>\n</section>\n");
        return;
    }
    let mut groups: BTreeMap<String, ByRule<'_>> = BTreeMap::new();
    for diagnostic in report.diagnostics() {
        let agency = agency(overview, &diagnostic.path);
        let by_rule = groups.entry(agency).or_default();
        by_rule.entry(diagnostic.code).or_default().push(diagnostic);
    }
    let denied = |rules: &ByRule<'_>| {
        let all = rules.values().flatten();
        all.filter(|d| d.severity == Severity::Deny).count()
    };
    let mut groups: Vec<(String, ByRule<'_>)> = groups.into_iter().collect();
    groups.sort_by_key(|(_, rules)| {
        let all: usize = rules.values().map(Vec::len).sum();
        (Reverse(denied(rules)), Reverse(all))
    });
    contents(out, &groups);
    let mut texts = BTreeMap::new();
    for (at, (agency, rules)) in groups.iter().enumerate() {
        let count: usize = rules.values().map(Vec::len).sum();
        let _ = writeln!(
            out,
            "<h3 id=\"unit-{at}\">{}（{count} 处）</h3>",
            escape(agency)
        );
        for (code, list) in rules {
            let mut shown = Shown {
                overview,
                text: &mut |path| {
                    let text = texts
                        .entry(path.clone())
                        .or_insert_with(|| sources.text(path));
                    text.clone()
                },
            };
            group(out, code, list, &mut shown);
        }
    }
    out.push_str("</section>\n");
}

/// How much each agency has to do.
fn contents(out: &mut String, groups: &[(String, ByRule<'_>)]) {
    out.push_str("<table>\n<caption>各单位的问题</caption>\n<thead><tr><th scope=\"col\">单位</th><th scope=\"col\">错误</th><th scope=\"col\">提醒</th></tr></thead>\n<tbody>\n");
    for (at, (agency, rules)) in groups.iter().enumerate() {
        let all = || rules.values().flatten();
        let denied = all().filter(|d| d.severity == Severity::Deny).count();
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\"><a href=\"#unit-{at}\">{}</a></th><td>{denied}</td><td>{}</td></tr>",
            escape(agency),
            all().count() - denied
        );
    }
    out.push_str("</tbody>\n</table>\n");
}

/// What is needed to show a finding.
struct Shown<'a> {
    overview: &'a Overview,
    text: &'a mut dyn FnMut(&SourcePath) -> Option<String>,
}

/// Whose a file is, by its folder.
fn agency(overview: &Overview, path: &SourcePath) -> String {
    let found = overview
        .folders
        .iter()
        .find(|(folder, _)| path.as_str().starts_with(folder.as_str()));
    found.map_or_else(|| "平台的配置和外观".to_owned(), |(_, name)| name.clone())
}

fn group(out: &mut String, code: &str, list: &[&Diagnostic], shown: &mut Shown<'_>) {
    let denied = list.iter().filter(|d| d.severity == Severity::Deny).count();
    let open = if denied > 0 { " open" } else { "" };
    let counts: Vec<String> = [(denied, "错误"), (list.len() - denied, "提醒")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{word} {count} 处"))
        .collect();
    let _ = writeln!(
        out,
        "<details{open}>\n<summary>{}　<span class=\"count\">{}</span> <code>{code}</code></summary>",
        escape(title_of(code)),
        counts.join("，")
    );
    for line in list
        .first()
        .and_then(|d| d.note.as_deref())
        .unwrap_or_default()
        .lines()
    {
        // Where a rule is at the level that it has by itself, its word says so.
        let line = line.split("；说明见").next().unwrap_or(line);
        if !line.starts_with("级别: 缺省") {
            let _ = writeln!(out, "<p class=\"note\">{}</p>", escape(line));
        }
    }
    out.push_str("<ol>\n");
    for diagnostic in list.iter().take(SHOWN) {
        one(out, diagnostic, shown);
    }
    out.push_str("</ol>\n");
    if list.len() > SHOWN {
        let _ = writeln!(out, "<p>另有 {} 处没有列出。</p>", list.len() - SHOWN);
    }
    out.push_str("</details>\n");
}

fn one(out: &mut String, diagnostic: &Diagnostic, shown: &mut Shown<'_>) {
    let word = word_of(diagnostic.severity);
    let class = match diagnostic.severity {
        Severity::Deny => "deny",
        Severity::Warn => "warn",
    };
    let text = (shown.text)(&diagnostic.path);
    let at = diagnostic.span.zip(text.as_deref()).map(|(span, text)| {
        let at = LineIndex::new(text).position(span.start);
        format!(" 第{}行第{}字", at.line, at.column)
    });
    let _ = write!(
        out,
        "<li><strong class=\"{class}\">{word}</strong> {}",
        escape(&diagnostic.shown_message(text.as_deref())),
    );
    if let Some(excerpt) = text.and_then(|text| excerpt(diagnostic, &text)) {
        let _ = write!(out, "<br><q class=\"excerpt\">{excerpt}</q>");
    }
    if let Some(title) = shown.overview.titles.get(&diagnostic.path) {
        let _ = write!(
            out,
            "<br><span class=\"place\">《{}》</span>",
            escape(title)
        );
    }
    let _ = write!(
        out,
        "<br><span class=\"place\">{}{}</span>",
        escape(diagnostic.path.as_str()),
        at.unwrap_or_default()
    );
    if let Some(help) = &diagnostic.help {
        let _ = write!(
            out,
            "<br><span class=\"help\">怎样改: {}</span>",
            escape(help)
        );
    }
    out.push_str("</li>\n");
}

/// How many characters are shown before and behind what a finding is about.
const BESIDE: usize = 30;

/// What a finding is about with some words round it, as HTML; nothing where the text may not be shown, or where it is about the
/// file as a whole.
fn excerpt(diagnostic: &Diagnostic, text: &str) -> Option<String> {
    let span = diagnostic
        .span
        .filter(|_| !diagnostic.masked && !diagnostic.confidential)?;
    let (start, end) = (
        text.floor_char_boundary(span.start),
        text.floor_char_boundary(span.end),
    );
    let marked = text.get(start..end)?.lines().next()?.trim_end();
    if marked.is_empty() || marked == "+++" || marked.starts_with('[') {
        return None;
    }
    let head = &text[..start];
    let line = head.rfind('\n').map_or(0, |at| at + 1);
    let before: Vec<char> = head[line..].chars().rev().take(BESIDE + 1).collect();
    let rest = text[start + marked.len()..]
        .lines()
        .next()
        .unwrap_or_default();
    let side = |all: &[char]| all.iter().take(BESIDE).collect::<String>();
    let cut = |all: &[char]| if all.len() > BESIDE { "……" } else { "" };
    let after: Vec<char> = rest.chars().take(BESIDE + 1).collect();
    let before_words: String = side(&before).chars().rev().collect();
    let long: Vec<char> = marked.chars().take(2 * BESIDE + 1).collect();
    let shown: String = long.iter().take(2 * BESIDE).collect();
    let more = if long.len() > 2 * BESIDE {
        "……"
    } else {
        ""
    };
    Some(format!(
        "{}{}<mark>{}{more}</mark>{}{}",
        cut(&before),
        escape(&before_words),
        escape(&shown),
        escape(&side(&after)),
        cut(&after)
    ))
}
