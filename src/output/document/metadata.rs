//! The metadata box (standards 2.4) and the meta tags of an article (standards 4.1).

use super::super::Context;
use super::super::frame::{column_url, scope_of, tag};
use super::{kind_label, source};
use crate::config::ColumnIx;
use crate::model::{Date, Detail};
use crate::site::route::{encode, part};
use crate::site::{Entry, Site};
use crate::source::fields::Located;
use crate::theme::view::{AnyLink, MetaItem, MetaTag, MetaValue};

/// The lines of the metadata box in the theme's order and words; a line without a value is left out.
pub(crate) fn metadata(cx: &Context<'_>, entry: &Entry) -> Vec<MetaItem> {
    let line = |(key, label): (&str, &str)| {
        let values = values(cx.site, entry, key);
        let wide = matches!(key, "title" | "summary");
        let common = matches!(
            key,
            "issuer"
                | "publisher"
                | "topics"
                | "genre"
                | "column"
                | "category"
                | "status"
                | "openness"
        );
        (!values.is_empty()).then(|| MetaItem {
            key: key.to_owned(),
            label: label.to_owned(),
            values,
            wide,
            common,
        })
    };
    cx.theme.metadata().into_iter().filter_map(line).collect()
}

/// What a document has for a key of the metadata box.
fn values(site: &Site, entry: &Entry, key: &str) -> Vec<MetaValue> {
    let document = &entry.document;
    let located =
        |value: &Option<Located<String>>| words(value.as_ref().map(|value| value.value.as_str()));
    match key {
        "index_number" => located(&document.index_number),
        "doc_number" => located(&document.doc_number),
        "title" => words(Some(&document.title)),
        "issuer" => document
            .issuers
            .iter()
            .map(|issuer| value(AnyLink::words(issuer)))
            .collect(),
        "publisher" => {
            let name = &site.config.agency(document.agency).name;
            words(Some(name.as_str()).filter(|_| !document.issuers.contains(name)))
        }
        "topics" => document
            .topics
            .iter()
            .map(|topic| value(topic_link(entry, topic)))
            .collect(),
        "genre" => document
            .genre
            .iter()
            .map(|genre| value(axis_link(entry, "genre", &part(genre), genre)))
            .collect(),
        "column" => document
            .column
            .iter()
            .map(|column| value(column_link(site, entry, *column)))
            .collect(),
        "category" => {
            words(matches!(document.detail, Detail::Policy(_)).then(|| kind_label(entry)))
        }
        "dated" => day(document.dated),
        "published" => day(Some(document.published.date)),
        "effective" => day(document.effective),
        "valid_until" => day(document.valid_until),
        "status" => words(entry.status.as_ref().map(|status| status.validity.label())),
        "openness" => words(Some(document.openness.label())),
        "audience" => words(joined(&document.audience).as_deref()),
        "keywords" => words(joined(&document.keywords).as_deref()),
        "summary" => words(document.summary.as_deref()),
        _ => Vec::new(),
    }
}

fn value(link: AnyLink) -> MetaValue {
    MetaValue { link, date: None }
}

fn words(text: Option<&str>) -> Vec<MetaValue> {
    text.map(|text| value(AnyLink::words(text)))
        .into_iter()
        .collect()
}

fn day(date: Option<Date>) -> Vec<MetaValue> {
    date.map(|date| date.to_string())
        .map(|date| MetaValue {
            link: AnyLink::words(date.clone()),
            date: Some(date),
        })
        .into_iter()
        .collect()
}

/// A link to a list of the catalogue; what is archived stands in no list, so nothing may be there to link to.
fn axis_link(entry: &Entry, axis: &str, slug: &str, words: &str) -> AnyLink {
    if entry.document.is_archived() || slug.is_empty() {
        return AnyLink::words(words);
    }
    AnyLink::internal(
        words,
        encode(&format!("catalogue/{axis}/{slug}/index.html")),
    )
}

fn topic_link(entry: &Entry, topic: &str) -> AnyLink {
    let levels = topic
        .splitn(2, ['\\', '/'])
        .map(str::trim)
        .filter(|level| !level.is_empty());
    axis_link(
        entry,
        "topic",
        &levels.map(part).collect::<Vec<_>>().join("/"),
        topic,
    )
}

fn column_link(site: &Site, entry: &Entry, column: ColumnIx) -> AnyLink {
    let name = &site.config.columns.get(column).name;
    if entry.document.is_archived() {
        return AnyLink::words(name);
    }
    AnyLink::internal(
        name,
        column_url(site, scope_of(site, entry.document.agency), column).href(),
    )
}

/// Several words as one value.
fn joined(words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| words.join("；"))
}

/// The content tags of 《政府网站发展指引》; each equals what the page shows.
pub(crate) fn article_meta(site: &Site, entry: &Entry, tags: &mut Vec<MetaTag>) {
    let document = &entry.document;
    tag(tags, "ArticleTitle", Some(&document.title));
    tag(tags, "PubDate", Some(&document.published.to_minute()));
    tag(tags, "ContentSource", Some(&source(site, entry)));
    tag(tags, "Keywords", Some(&document.keywords.join(",")));
    tag(tags, "Author", document.editor.as_deref());
    tag(tags, "Description", Some(entry.summary()));
    if let Some(base) = &site.config.portal.base_url {
        let image = entry.first_image().filter(|image| {
            !image.contains("..") && !image.contains(':') && !image.starts_with('/')
        });
        tag(
            tags,
            "Image",
            image
                .map(|image| base.join(entry.url.beside(image).as_str()))
                .as_deref(),
        );
        tag(tags, "Url", Some(&base.join(entry.url.address())));
    }
}
