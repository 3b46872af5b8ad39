//! Code in colour, by class and without inline style.
//!
//! In: code and the word after its fence. Out: `<pre><code>` with `hl-` classes, whose colours
//! are the theme's. An unknown language is plain text. It must never fail or take long.

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
