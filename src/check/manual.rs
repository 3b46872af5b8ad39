//! The manual of the rules: made from the doc comments of their files, for `gongkai explain` and for the handbook.

use std::fmt::Write as _;

use super::{RULES, Rule};
use crate::diag::Level;

/// The headings of every manual page, in order.
pub const HEADINGS: [&str; 4] = ["发现什么", "为什么", "例子", "怎样改"];

/// The page on findings that a build itself makes.
const BUILD_PAGE: &str = include_str!("../../docs/chucuo.md");

/// A rule's doc comment without its marks.
#[must_use]
pub fn comment(rule: &Rule) -> String {
    rule.source
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .fold(String::new(), |text, line| text + line + "\n")
}

/// The rule in one line: the first of its comment.
#[must_use]
pub fn title(rule: &Rule) -> &str {
    let first = rule.source.lines().next().unwrap_or_default();
    first.strip_prefix("//!").unwrap_or(first).trim()
}

/// A rule's page for the handbook, in Markdown.
#[must_use]
pub fn page(rule: &Rule) -> String {
    let comment = comment(rule);
    let body = comment.split_once('\n').map_or("", |(_, rest)| rest).trim();
    let mut out = format!(
        "# {}: {}\n\n| 领域 | 缺省级别 | 依据 |\n|---|---|---|\n| {} | {} | {} |\n\n{body}\n\n## 设置\n\n",
        rule.name,
        title(rule),
        rule.area.label(),
        level_words(rule.level),
        rule.basis,
    );
    let _ = writeln!(out, "```toml\n[checks]\n{}\n```", example(rule));
    if rule.protects() {
        out.push_str("\n生成网站时也按这条规则检查，有错误就不发布。\n");
    }
    if !rule.settings.is_empty() {
        out.push_str("\n| 项 | 缺省 | 意思 |\n|---|---|---|\n");
        for setting in rule.settings {
            let _ = writeln!(
                out,
                "| `{}` | `{}` | {} |",
                setting.key, setting.default, setting.doc
            );
        }
    }
    out
}

fn example(rule: &Rule) -> String {
    let level = super::level::word(rule.level);
    if rule.settings.is_empty() {
        return format!("{} = \"{level}\"", rule.name);
    }
    let settings = rule.settings.iter().fold(String::new(), |all, s| {
        format!("{all}, {} = {}", s.key, s.default)
    });
    format!("{} = {{ level = \"{level}\"{settings} }}", rule.name)
}

/// The level in words.
#[must_use]
pub fn level_words(level: Level) -> &'static str {
    match level {
        Level::Allow => "不查（allow）",
        Level::Warn => "提醒（warn）",
        Level::Deny => "错误（deny）",
    }
}

/// The handbook's list of rules, by area.
#[must_use]
pub fn index() -> String {
    let mut out = String::from(INDEX_HEAD);
    for area in super::Area::ALL {
        let rules: Vec<_> = RULES.iter().filter(|rule| rule.area == area).collect();
        if rules.is_empty() {
            continue;
        }
        let _ = write!(
            out,
            "\n## {}\n\n| 规则 | 缺省级别 | 发现什么 |\n|---|---|---|\n",
            area.label()
        );
        for rule in rules {
            let _ = writeln!(
                out,
                "| [`{name}`](guize/{name}.md) | {} | {} |",
                level_words(rule.level),
                title(rule),
                name = rule.name
            );
        }
    }
    out
}

const INDEX_HEAD: &str = "# 检查规则\n\n`gongkai check` 按这些规则检查，每条规则一页。怎样运行、怎样设置级别和例外，见[检查](jiancha.md)。\n\n本页和各规则的页面由程序生成，不要手工修改。\n";

/// The codes of findings that a build itself makes.
pub(super) fn build_codes() -> impl Iterator<Item = &'static str> {
    build_rows().map(|(code, _)| code)
}

/// What a code of a build is about.
pub(super) fn build_title(code: &str) -> Option<&'static str> {
    let (_, cells) = build_rows().find(|(known, _)| *known == code)?;
    cells.get(1).copied()
}

/// Whether a code of a build is an error wherever it arises.
pub(super) fn is_error(code: &str) -> bool {
    build_rows().any(|(known, cells)| known == code && cells.first() == Some(&"错误"))
}

fn build_rows() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    BUILD_PAGE.lines().filter_map(|line| {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let code = cells.first()?.strip_prefix('`')?.strip_suffix('`')?;
        Some((code, cells[1..].to_vec()))
    })
}

/// What `gongkai explain` says of a rule or of a code of a build; `None` where neither bears the name.
#[must_use]
pub fn explain(name: &str) -> Option<String> {
    if let Some(rule) = super::rule(name) {
        return Some(page(rule).trim_end().to_owned());
    }
    let (code, cells) = build_rows().find(|(code, _)| *code == name)?;
    let [level, meaning, mend] = cells.as_slice() else {
        return None;
    };
    Some(format!(
        "# {code}\n\n级别: {level}（生成网站时检查）\n\n## 发现什么\n\n{meaning}\n\n## 怎样改\n\n{mend}"
    ))
}

/// All rules in lines, by area.
#[must_use]
pub fn list() -> String {
    let mut out = String::new();
    for area in super::Area::ALL {
        let rules = list_of(area);
        if !rules.is_empty() {
            out.push_str(&rules);
            out.push('\n');
        }
    }
    out.push_str("查看一条规则的说明: gongkai explain 规则名\n");
    out
}

/// The rules of an area in lines, below its name; empty where it has none.
#[must_use]
pub fn list_of(area: super::Area) -> String {
    let mut out = String::new();
    for rule in RULES.iter().filter(|rule| rule.area == area) {
        if out.is_empty() {
            let _ = writeln!(out, "{}", area.label());
        }
        let level = super::level::word(rule.level);
        let _ = writeln!(out, "  {:<28} {level:<5}  {}", rule.name, title(rule));
    }
    out
}
