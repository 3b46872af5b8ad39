//! Bodies that no office writes: none takes long, none gets out.

use std::time::{Duration, Instant};

use proptest::prelude::{ProptestConfig, prop, prop_assert, proptest};

use super::super::{plain, render, scan};
use super::Portal;

/// Generous: tests are not optimised and share the machine.
const LIMIT: Duration = Duration::from_secs(20);

fn survives(name: &str, body: &str) {
    let start = Instant::now();
    scan(body);
    plain(body);
    let rendered = render(body, &Portal);
    let took = start.elapsed();
    assert!(took < LIMIT, "{name} took {took:?}");
    assert_harmless(rendered.html.as_str());
}

/// No script, no handler, no dangerous scheme, and every tag has its end.
fn assert_harmless(html: &str) {
    let mut open = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, _) = part.split_once('>').unwrap_or((part, ""));
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "unbalanced");
            continue;
        }
        assert!(
            !matches!(name, "script" | "style" | "iframe" | "object" | "svg"),
            "{tag}"
        );
        let bare: String = tag.split('"').step_by(2).collect();
        assert!(!bare.contains(" on"), "{tag}");
        assert!(!tag.to_lowercase().contains("=\"javascript:"), "{tag}");
        if !matches!(name, "br" | "hr" | "img" | "input" | "col") {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "unclosed {open:?}");
}

#[test]
fn deep_nesting_ends() {
    survives("quotes", &format!("{}甲", "> ".repeat(10_000)));
    survives("lists", &"- ".repeat(10_000));
    survives("brackets", &"[".repeat(50_000));
    survives(
        "images",
        &format!("{}{}", "![".repeat(2_000), "](a)".repeat(2_000)),
    );
    survives("emphasis", &"*甲 **乙 ".repeat(20_000));
    survives(
        "closed emphasis",
        &format!("{}甲{}", "*a **b ".repeat(5_000), " c** d*".repeat(5_000)),
    );
    survives(
        "underscores",
        &format!("{}甲{}", "_a __b ".repeat(2_000), " c__ d_".repeat(2_000)),
    );
    survives("divs", &"<div>".repeat(50_000));
    survives("spans", &format!("甲{}", "<span>".repeat(50_000)));
    survives("bold", &"<b id=x>\n\n甲\n\n".repeat(5_000));
}

#[test]
fn long_runs_end() {
    survives("asterisks", &"*".repeat(100_000));
    survives("lone asterisks", &"* ".repeat(50_000));
    survives("glued asterisks", &"甲*".repeat(50_000));
    survives("openers", &"甲**《".repeat(50_000));
    survives("closers", &"》**甲".repeat(50_000));
    survives("tildes", &"甲~~".repeat(50_000));
    survives("backticks", &"`甲``".repeat(30_000));
    survives("backslashes", &"\\*".repeat(50_000));
    survives("footnotes", &"[^a]".repeat(30_000));
    survives(
        "notes",
        &(0..5_000).fold(String::new(), |text, i| format!("{text}[^{i}]: 甲\n\n")),
    );
    survives("headings", &"## 甲\n\n".repeat(20_000));
    survives("soft breaks", &"甲\n<b>\n".repeat(20_000));
}

#[test]
fn unclosed_things_end() {
    survives("links", &"[甲](a".repeat(30_000));
    survives("tags", &"<a ".repeat(50_000));
    survives("quoted tags", &"<a href=\"".repeat(30_000));
    survives("tag block", &format!("<div {}", "<a x='".repeat(30_000)));
    survives("comments", &"<!-- ".repeat(50_000));
    survives("scripts", &"<div><script>".repeat(20_000));
    survives("ends", &"<p></b>".repeat(30_000));
    survives("entities", &"<p>&amp;&#x</p>".repeat(20_000));
}

#[test]
fn large_tables_end() {
    let wide = format!(
        "{}|\n{}|\n{}|\n",
        "|甲".repeat(3_000),
        "|-".repeat(3_000),
        "|^^".repeat(3_000)
    );
    survives("wide", &wide);
    survives(
        "long",
        &format!("|甲|乙|\n|-|-|\n{}", "|^^||\n".repeat(20_000)),
    );
    survives("many", &"|甲|乙|\n|-|-|\n|^^||\n\n".repeat(5_000));
    survives(
        "missing",
        &format!(
            "{}|\n{}|\n{}",
            "|甲".repeat(1_000),
            "|-".repeat(1_000),
            "|a\n".repeat(1_000)
        ),
    );
}

#[test]
fn a_line_of_five_megabytes_ends() {
    survives("text", &"政府信息公开".repeat(5_000_000 / 18));
    survives("html", &format!("<p>{}", "甲<br>".repeat(100_000)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_body(body in "\\PC*") {
        assert_harmless(render(&body, &Portal).html.as_str());
        scan(&body);
        plain(&body);
    }

    #[test]
    fn any_mixture_of_markup_is_a_body(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        let body = pieces.concat();
        let rendered = render(&body, &Portal);
        assert_harmless(rendered.html.as_str());
        for (_, part) in rendered.sections() {
            assert_harmless(part.as_str());
        }
        let facts = scan(&body);
        for problem in &facts.problems {
            prop_assert!(body.get(problem.span.clone()).is_some(), "{problem:?}");
        }
        for link in &facts.links {
            prop_assert!(body.get(link.span.clone()).is_some(), "{link:?}");
        }
        prop_assert!(rendered.headings == facts.headings);
        for heading in &facts.headings {
            let id = format!("id=\"{}\"", heading.id.replace('&', "&amp;"));
            prop_assert!(rendered.html.as_str().contains(&id), "{id}");
        }
    }
}

const PIECES: &[&str] = &[
    "甲",
    "乙，",
    "《",
    "》",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "***",
    "~~",
    "_",
    "`",
    "```\n",
    "> ",
    "- ",
    "1. ",
    "- [x] ",
    "# ",
    "## ",
    "### ",
    "[",
    "](a.md)",
    "](javascript:x)",
    "![",
    "](https://x.cn)",
    "[^1]",
    "\n\n[^1]: ",
    "| 甲 || 乙 |\n|-|-|-|\n",
    "| ^^ |",
    "|",
    "||",
    "^^",
    "|-|-|\n",
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<script>",
    "</script>",
    "<a href=\"",
    "<a href=javascript:x>",
    "</a>",
    "\">",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<img src=x onerror=y>",
    "<details>",
    "<svg>",
    "<style>",
    "<!--",
    "-->",
    "<br>",
    "<li>",
    "<ul>",
    "</ul>",
    "<h2 id=甲>",
    "</h2>",
    "&amp;",
    "&#106;",
    "\\",
    "　",
    "第一条　",
    "{#甲}",
    "a",
    "1",
    "<pre>",
    "</pre>",
    "<input>",
    "<",
    ">",
    "\"",
];
