//! `[search]`: the search page.

use super::base_url::BaseUrl;
use crate::source::fields::Reader;

/// `[search]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchConfig {
    /// Hits on a page, 1 to 100.
    pub per_page: u8,
    /// A search server that the page asks first; the index of the site answers where it does not.
    pub engine: Option<Engine>,
}

/// A search server with the documents that `export bulk` wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    /// What it speaks: `opensearch`, `elasticsearch` or `meilisearch`.
    pub kind: &'static str,
    /// Where it is asked.
    pub endpoint: BaseUrl,
    /// The name of the index.
    pub index: String,
    /// A key that may search and nothing else; every visitor can read it.
    pub key: Option<String>,
}

impl Default for SearchConfig {
    fn default() -> Self {
        Self {
            per_page: 10,
            engine: None,
        }
    }
}

pub(super) fn read(table: &Reader<'_>) -> SearchConfig {
    SearchConfig {
        per_page: per_page(table).unwrap_or(SearchConfig::default().per_page),
        engine: engine(table),
    }
}

fn per_page(table: &Reader<'_>) -> Option<u8> {
    let written = table.integer("per_page")?;
    let per_page = u8::try_from(written).ok().filter(|n| (1..=100).contains(n));
    if per_page.is_none() {
        let scope = table.scope();
        let span = table.span("per_page").unwrap_or(scope.anchor);
        let message = format!("每页条数(per_page)应当在 1 至 100 之间，这里是 {written}");
        scope.error("out-of-range", span, message, "per_page = 10".to_owned());
    }
    per_page
}

fn engine(table: &Reader<'_>) -> Option<Engine> {
    let scope = table.scope();
    let Some(kind) = table.choice("engine") else {
        let lone = ["endpoint", "index", "key"]
            .into_iter()
            .find(|key| table.span(key).is_some());
        if let Some(key) = lone.filter(|_| table.span("engine").is_none()) {
            let span = table.span(key).unwrap_or(scope.anchor);
            let message = format!("写了 {key}，没有写检索服务器的种类(engine)");
            scope.error(
                "missing-field",
                span,
                message,
                "engine = \"opensearch\"".to_owned(),
            );
        }
        return None;
    };
    let Some(endpoint) = table.text_at("endpoint") else {
        let span = table.span("engine").unwrap_or(scope.anchor);
        let message = "用检索服务器(engine)时要写它的网址(endpoint)".to_owned();
        let help = "endpoint = \"https://search.example.gov.cn/\"".to_owned();
        scope.error("missing-field", span, message, help);
        return None;
    };
    match BaseUrl::parse(&endpoint.value) {
        Ok(url) => Some(Engine {
            kind: kind.value,
            endpoint: url,
            index: table.text("index").unwrap_or_else(|| "gongkai".to_owned()),
            key: table.text("key"),
        }),
        Err(error) => {
            let message = format!("检索服务器的网址(endpoint)写得不对: {error}");
            let help = "endpoint = \"https://search.example.gov.cn/\"".to_owned();
            scope.error("bad-base-url", endpoint.span, message, help);
            None
        }
    }
}
