//! `gongkai explain`: a rule, a code of a build, an area of an inspection, or a key of front matter and `config.toml`.

use std::fmt::Write as _;

use super::args::ExplainArgs;
use super::{Status, complain, say};
use crate::check::{Area, RULES, manual};
use crate::config::raw;
use crate::diag::nearest;
use crate::kind::{COMMON, KINDS};
use crate::source::fields::{Field, Need, Shape};

/// Says what a name stands for, why, and how to mend what it finds; without a name lists all rules.
pub(super) fn run(args: &ExplainArgs) -> Status {
    let Some(name) = &args.rule else {
        say(manual::list().trim_end());
        return Status::Clean;
    };
    let area = || Area::ALL.into_iter().find(|area| area.label() == name);
    let found = manual::explain(name)
        .or_else(|| area().map(|area| manual::list_of(area).trim_end().to_owned()))
        .or_else(|| key(name));
    if let Some(text) = found {
        say(&text);
        return Status::Clean;
    }
    let known = RULES.iter().map(|rule| rule.name);
    let keys = places()
        .into_iter()
        .flat_map(|(_, fields)| fields)
        .map(|field| field.key);
    let near = nearest(name, known.chain(keys));
    let hint = near.map_or_else(
        || "运行 gongkai explain 可以列出全部规则".to_owned(),
        |near| format!("是不是 {near}？"),
    );
    complain(&format!("没有名称为“{name}”的规则或者项目。{hint}"));
    Status::Failed
}

/// Where keys stand, and which there are.
fn places() -> Vec<(String, &'static [Field])> {
    let common = ("文档的开头".to_owned(), COMMON.as_slice());
    let kinds = KINDS
        .iter()
        .map(|kind| (format!("{}的开头", kind.label), kind.fields));
    let config: [(&str, &'static [Field]); 7] = [
        ("config.toml 的 [portal]", &raw::PORTAL),
        ("config.toml 的 [site]", &raw::SITE),
        ("config.toml 的 [[agency]]", &raw::AGENCY),
        ("config.toml 的 [[column]]", &raw::COLUMN),
        ("config.toml 的 [[field]]", &raw::FIELD),
        ("config.toml 的 [search]", &raw::SEARCH),
        ("config.toml", &raw::ROOT),
    ];
    let config = config.map(|(place, fields)| (place.to_owned(), fields));
    std::iter::once(common).chain(kinds).chain(config).collect()
}

/// What a key means wherever it stands; `None` where no table has it.
fn key(name: &str) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for (place, fields) in places() {
        let Some(field) = fields.iter().find(|field| field.key == name) else {
            continue;
        };
        let part = format!(
            "{}\n\n写在{place}，{}。",
            field_words(field),
            need_words(field)
        );
        let nested = match field.shape {
            Shape::Table(inner) | Shape::Tables(inner) => inner,
            _ => &[],
        };
        let nested = nested.iter().fold(String::new(), |mut all, inner| {
            let _ = write!(all, "\n\n{}", field_words(inner));
            all
        });
        parts.push(part + &nested);
    }
    (!parts.is_empty()).then(|| format!("# {name}\n\n{}", parts.join("\n\n")))
}

fn field_words(field: &Field) -> String {
    let mut words = format!("{}（{}）: {}", field.label, field.key, field.doc);
    if let Shape::Choice(choices) = field.shape {
        words.push_str("\n可以写:");
        for choice in choices {
            let _ = write!(words, "\n- \"{}\" {}", choice.value, choice.label);
        }
    }
    let _ = write!(words, "\n例如: {}", field.example);
    words
}

fn need_words(field: &Field) -> &'static str {
    match field.need {
        Need::Required => "必须写",
        Need::Optional => "有的才写",
    }
}
