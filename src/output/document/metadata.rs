//! The metadata box (standards 2.4) and the meta tags of an article (standards 4.1).

use super::super::frame::tag;
use super::{kind_label, source};
use crate::model::Detail;
use crate::site::route::part;
use crate::site::{Entry, Site};
use crate::theme::view::{AnyLink, MetaItem, MetaTag};

/// The lines of the metadata box in official order; a line without a value is left out. Labels come from `[labels]`.
pub(crate) fn metadata(site: &Site, entry: &Entry) -> Vec<MetaItem> {
    let document = &entry.document;
    let label = |key: &str, default: &str| {
        site.config
            .labels
            .get(key)
            .cloned()
            .unwrap_or_else(|| default.to_owned())
    };
    let mut items = Vec::with_capacity(14);
    let mut text = |items: &mut Vec<MetaItem>, key: &str, default: &str, value: Option<String>| {
        items.extend(value.map(|value| MetaItem::text(key, label(key, default), value)));
    };
    text(
        &mut items,
        "index_number",
        "索引号",
        document.index_number.as_ref().map(|n| n.value.clone()),
    );
    let topics: Vec<AnyLink> = document
        .topics
        .iter()
        .map(|topic| topic_link(topic))
        .collect();
    if !topics.is_empty() {
        items.push(MetaItem::links(
            "topics",
            label("topics", "主题分类"),
            topics,
        ));
    }
    items.push(MetaItem::links(
        "issuer",
        label("issuer", "发文机关"),
        document.issuers.iter().map(AnyLink::words).collect(),
    ));
    items.extend(
        document
            .dated
            .map(|day| MetaItem::date("dated", label("dated", "成文日期"), day.to_string())),
    );
    items.push(MetaItem {
        wide: true,
        ..MetaItem::text("title", label("title", "标题"), document.title.clone())
    });
    text(
        &mut items,
        "doc_number",
        "发文字号",
        document.doc_number.as_ref().map(|n| n.value.clone()),
    );
    items.push(MetaItem::date(
        "published",
        label("published", "发布日期"),
        document.published.date.to_string(),
    ));
    if let Some(genre) = &document.genre {
        let href = format!("catalogue/genre/{}/index.html", part(genre));
        items.push(MetaItem::links(
            "genre",
            label("genre", "体裁"),
            vec![AnyLink::internal(genre, crate::site::route::encode(&href))],
        ));
    }
    text(
        &mut items,
        "category",
        "文件类别",
        matches!(document.detail, Detail::Policy(_)).then(|| kind_label(entry).to_owned()),
    );
    items.extend(
        document.effective.map(|day| {
            MetaItem::date("effective", label("effective", "施行日期"), day.to_string())
        }),
    );
    items.extend(document.valid_until.map(|day| {
        MetaItem::date(
            "valid_until",
            label("valid_until", "有效期至"),
            day.to_string(),
        )
    }));
    text(
        &mut items,
        "status",
        "有效性",
        entry
            .status
            .as_ref()
            .map(|status| status.validity.label().to_owned()),
    );
    text(
        &mut items,
        "openness",
        "公开方式",
        Some(document.openness.label().to_owned()),
    );
    text(
        &mut items,
        "audience",
        "服务对象",
        joined(&document.audience),
    );
    text(&mut items, "keywords", "主题词", joined(&document.keywords));
    items
}

/// Several words as one value.
fn joined(words: &[String]) -> Option<String> {
    (!words.is_empty()).then(|| words.join("；"))
}

fn topic_link(topic: &str) -> AnyLink {
    let slug = topic
        .splitn(2, ['\\', '/'])
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .map(part)
        .collect::<Vec<_>>()
        .join("/");
    if slug.is_empty() {
        return AnyLink::words(topic);
    }
    AnyLink::internal(
        topic,
        crate::site::route::encode(&format!("catalogue/topic/{slug}/index.html")),
    )
}

/// The content tags of 《政府网站发展指引》; each equals what the page shows.
pub(crate) fn article_meta(site: &Site, entry: &Entry, tags: &mut Vec<MetaTag>) {
    let document = &entry.document;
    tag(tags, "ArticleTitle", Some(&document.title));
    tag(tags, "PubDate", Some(&document.published.to_minute()));
    tag(tags, "ContentSource", Some(&source(site, entry)));
    tag(tags, "Keywords", Some(&document.keywords.join(",")));
    tag(tags, "Author", document.editor.as_deref());
    tag(tags, "Description", Some(&entry.summary));
    if let Some(base) = &site.config.portal.base_url {
        let image = entry.first_image.as_deref().filter(|image| {
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
