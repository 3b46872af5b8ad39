//! Rules that every page of the default theme keeps.

use std::collections::{BTreeMap, BTreeSet};

use gongkai::theme::view::TEMPLATES;
use gongkai::theme::{Theme, ThemeFiles};

use crate::fixture::{at, samples};

pub(crate) fn theme() -> Theme {
    Theme::new(ThemeFiles::new(), &BTreeMap::new()).unwrap_or_else(|errors| {
        let words: Vec<String> = errors
            .iter()
            .map(|error| format!("{error} {error:?}"))
            .collect();
        panic!("{}", words.join("\n"))
    })
}

#[test]
fn every_template_is_drawn_by_a_sample() {
    let drawn: BTreeSet<&str> = samples().iter().map(|sample| sample.template).collect();
    let known: BTreeSet<&str> = TEMPLATES.iter().copied().collect();
    assert_eq!(drawn, known);
}

#[test]
fn every_page_has_one_h1_a_title_a_language_and_a_main_landmark() {
    let theme = theme();
    for sample in samples() {
        let html = sample.html(&theme);
        for (part, number) in [
            ("<h1", 1),
            ("<title>", 1),
            ("<html lang=\"zh-CN\">", 1),
            ("<main", 1),
        ] {
            assert_eq!(
                html.matches(part).count(),
                number,
                "{part} in {}",
                sample.path
            );
        }
    }
}

#[test]
fn no_page_needs_inline_script_or_style_or_another_origin() {
    let theme = theme();
    for sample in samples() {
        let html = sample.html(&theme);
        for tag in tags(&html) {
            let name = tag.split([' ', '>']).next().unwrap_or_default();
            assert_ne!(name, "style", "{}: {tag}", sample.path);
            assert!(!tag.contains(" style="), "{}: {tag}", sample.path);
            assert!(!has_handler(tag), "{}: {tag}", sample.path);
            let loads = tag.contains(" src=") || (name == "link" && !tag.contains("canonical"));
            assert!(!(loads && tag.contains("//")), "{}: {tag}", sample.path);
            if name == "script" {
                assert!(
                    tag.contains(" src=") || tag.contains("application/ld+json"),
                    "{}: {tag}",
                    sample.path
                );
            }
        }
    }
}

#[test]
fn nothing_is_left_of_the_template_language() {
    let theme = theme();
    for sample in samples() {
        let html = sample.html(&theme);
        for sign in ["{{", "}}", "{%", "%}", "[object", "undefined", "None"] {
            assert!(!html.contains(sign), "{sign} in {}", sample.path);
        }
    }
}

#[test]
fn ids_are_unique_and_every_reference_to_one_is_answered() {
    let theme = theme();
    for sample in samples() {
        let html = sample.html(&theme);
        let mut ids = BTreeSet::new();
        for id in values(&html, "id") {
            assert!(ids.insert(id), "{id} twice in {}", sample.path);
        }
        for name in ["aria-labelledby", "for", "headers"] {
            for reference in values(&html, name)
                .iter()
                .flat_map(|value| value.split(' '))
            {
                assert!(
                    ids.contains(reference),
                    "{name}={reference} in {}",
                    sample.path
                );
            }
        }
    }
}

#[test]
fn tables_have_captions_and_headings_have_scopes() {
    let theme = theme();
    for sample in samples() {
        let html = sample.html(&theme);
        assert_eq!(
            html.matches("<table").count(),
            html.matches("<caption").count(),
            "{}",
            sample.path
        );
        for tag in tags(&html).filter(|tag| tag.starts_with("th ") || *tag == "th") {
            assert!(tag.contains("scope="), "{}: {tag}", sample.path);
        }
    }
}

#[test]
fn heading_levels_are_not_skipped() {
    let theme = theme();
    for sample in samples() {
        let html = sample.html(&theme);
        let mut before = 0;
        for tag in tags(&html) {
            let Some(level) = tag
                .strip_prefix('h')
                .and_then(|rest| rest.chars().next()?.to_digit(10))
            else {
                continue;
            };
            assert!(
                level <= before + 1,
                "h{level} after h{before} in {}: {tag}",
                sample.path
            );
            before = level;
        }
    }
}

#[test]
fn what_is_not_given_leaves_no_empty_label() {
    let theme = theme();
    for sample in samples() {
        let html = sample.html(&theme);
        for empty in [
            "：</span>",
            "：</li>",
            "：</a>",
            "<dd></dd>",
            "<ul></ul>",
            "<p></p>",
            "<span></span>",
            "content=\"\"",
        ] {
            assert!(!html.contains(empty), "{empty} in {}", sample.path);
        }
    }
}

#[test]
fn links_are_relative_to_the_page_so_the_site_works_in_any_folder() {
    let theme = theme();
    for sample in samples() {
        let depth = sample.path.matches('/').count();
        for name in ["href", "src", "action"] {
            for target in values(&sample.html(&theme), name) {
                if target.contains(':') || target.starts_with('#') {
                    continue;
                }
                assert!(
                    target.starts_with(&"../".repeat(depth)),
                    "{target} in {}",
                    sample.path
                );
                assert!(!target.starts_with('/'), "{target} in {}", sample.path);
            }
        }
    }
}

#[test]
fn text_is_escaped_and_html_is_not() {
    let html = at("policy/2024/yjya.html").html(&theme());
    assert!(
        html.contains("<h2 id=\"总则\">一、总则</h2>"),
        "the body stands as it is"
    );
    assert!(html.contains("综合政务\\应急管理"), "text stands as it is");
}

#[test]
fn pages_that_share_a_frame_keep_their_own_depth_section_and_column() {
    let theme = theme();
    let paths = [
        "index.html",
        "statutory/gfxwj/page/3.html",
        "policy/2021/ljfl.html",
        "agencies/yjj/index.html",
        "guide.html",
    ];
    let alone: Vec<String> = paths
        .iter()
        .map(|path| at(path).html(&self::theme()))
        .collect();
    for _ in 0..2 {
        for (path, alone) in paths.iter().zip(&alone) {
            assert_eq!(&at(path).html(&theme), alone, "{path}");
        }
    }
    let current = |html: &str| {
        let (before, _) = html
            .split_once("aria-current=\"true\">政府规章")
            .unwrap_or((html, ""));
        before.len() < html.len()
    };
    assert!(current(&alone[2]) && !current(&alone[1]));
}

#[test]
fn a_document_page_with_its_styles_and_scripts_is_light() {
    let theme = theme();
    let html = at("policy/2024/yjya.html").html(&theme);
    let body = html.find("<div class=\"text\"").expect("a body");
    let end = html[body..].find("<p class=\"openness\">").expect("an end") + body;
    let assets: usize = theme
        .assets()
        .filter(|(path, _)| html.contains(path))
        .map(|(_, bytes)| bytes.len())
        .sum();
    let total = assets + html.len() - (end - body);
    assert!(total <= 60_000, "{total} bytes");
}

#[test]
fn a_repealed_document_says_so_before_its_title_and_in_a_banner() {
    let html = at("policy/2021/ljfl.html").html(&theme());
    assert!(html.contains("〔已废止〕"));
    assert!(html.contains("<strong>本文件已废止</strong>"));
    assert!(html.contains("<strong>已归档</strong>"));
}

#[test]
fn nothing_counts_as_received_in_a_consultation_without_an_outcome_but_zero_is_shown() {
    let html = at("consultation/2024/dianti.html").html(&theme());
    assert!(html.contains("<dt>采纳意见</dt><dd>0 条</dd>"), "{html}");
}

fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.split('<')
        .skip(1)
        .filter_map(|part| part.split_once('>').map(|(tag, _)| tag))
}

fn has_handler(tag: &str) -> bool {
    tag.match_indices(" on").any(|(at, _)| {
        tag[at + 3..].split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase())
        })
    })
}

/// Values of the attribute `name` in all tags.
fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    tags(html)
        .flat_map(|tag| {
            tag.split(start.as_str())
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
        })
        .collect()
}
