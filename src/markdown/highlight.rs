//! Code in colour, by class and without inline style.
//!
//! In: code and the word after its fence. Out: `<pre><code>` with `hl-` classes, and the style sheet that
//! gives them colours. An unknown language is plain text. It must never fail or take long.

use std::fmt::Write as _;
use std::sync::LazyLock;

use syntect::html::{ClassStyle, line_tokens_to_classed_spans};
use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

use super::escape;

/// Longer code, and code with longer lines, is not coloured: it is data, and the highlighter is slow.
const MAX_CODE: usize = 64 * 1024;
const MAX_LINE: usize = 2000;

const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// Names that people write and the highlighter does not know.
fn canonical(language: &str) -> &str {
    match language {
        "shell" | "console" | "shellsession" | "zsh" => "bash",
        "javascript" | "mjs" | "cjs" | "jsx" | "typescript" | "ts" => "js",
        "python3" => "python",
        "yml" => "yaml",
        "jsonc" | "json5" | "geojson" => "json",
        "htm" | "vue" | "svg" => "html",
        "c++" => "cpp",
        "csharp" => "c#",
        "golang" => "go",
        "plsql" | "mysql" | "postgresql" => "sql",
        "md" => "markdown",
        other => other,
    }
}

/// A colour scheme of the style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// On white.
    Light,
    /// On near black.
    Dark,
}

impl Scheme {
    /// The background for which the colours are chosen.
    pub(crate) fn background(self) -> &'static str {
        match self {
            Self::Light => "#ffffff",
            Self::Dark => "#1b1f24",
        }
    }
}

/// Class selectors, light colour, dark colour. All have a contrast of 4.5 and more (WCAG 1.4.3).
const COLOURS: &[(&str, &str, &str)] = &[
    (".hl-comment", "#5c6570", "#a3adb8"),
    (".hl-string", "#0a5c2b", "#8fd6a0"),
    (".hl-constant, .hl-number", "#7a3e00", "#f0b37e"),
    (".hl-keyword, .hl-storage", "#a4161a", "#ff9b96"),
    (".hl-entity.hl-name, .hl-support", "#5b2a91", "#d2b3ff"),
    (
        ".hl-variable.hl-parameter, .hl-attribute-name",
        "#0b4f9e",
        "#8ec7ff",
    ),
    (".hl-invalid", "#a4161a", "#ff9b96"),
];

/// The style sheet of a scheme, every selector beneath `pre`.
pub(crate) fn highlight_css(scheme: Scheme) -> String {
    let mut css = String::new();
    for (selectors, light, dark) in COLOURS {
        let colour = match scheme {
            Scheme::Light => light,
            Scheme::Dark => dark,
        };
        for (index, selector) in selectors.split(", ").enumerate() {
            css.push_str(if index > 0 { ", pre " } else { "pre " });
            css.push_str(selector);
        }
        let _ = writeln!(css, " {{ color: {colour} }}");
    }
    css
}

/// Writes a block of code.
pub(super) fn push(out: &mut String, code: &str, info: &str) {
    let word = info
        .split([' ', ',', '\t', '{'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    out.push_str("<pre tabindex=\"0\"><code>");
    match syntax(&word).filter(|_| is_small(code)) {
        Some(syntax) => push_coloured(out, code, syntax),
        None => escape::push(out, code),
    }
    out.push_str("</code></pre>\n");
}

fn is_small(code: &str) -> bool {
    code.len() <= MAX_CODE && code.lines().all(|line| line.len() <= MAX_LINE)
}

fn syntax(word: &str) -> Option<&'static SyntaxReference> {
    if word.is_empty() || matches!(word, "text" | "txt" | "plain" | "plaintext") {
        return None;
    }
    SYNTAXES.find_syntax_by_token(canonical(word))
}

fn push_coloured(out: &mut String, code: &str, syntax: &SyntaxReference) {
    let start = out.len();
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    let mut open: isize = 0;
    for line in code.split_inclusive('\n') {
        let coloured = state
            .parse_line(line, &SYNTAXES)
            .ok()
            .and_then(|ops| line_tokens_to_classed_spans(line, &ops, STYLE, &mut scopes).ok());
        let Some((html, delta)) = coloured else {
            // The grammar gave up: plain text is right as well.
            out.truncate(start);
            escape::push(out, code);
            return;
        };
        out.push_str(&html);
        open += delta;
    }
    for _ in 0..open {
        out.push_str("</span>");
    }
}
