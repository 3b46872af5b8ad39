//! How search engines are to treat the records.
//!
//! Out: the body that makes an index in OpenSearch and Elasticsearch, and the settings of one in Meilisearch.

use serde_json::{Value, json};

/// Settings and mapping for OpenSearch 2 and later and Elasticsearch 7 and later: nothing in it needs a plugin.
///
/// Chinese is cut into pairs of characters, in the index and in the query alike; single characters are in the index too, so
/// that a query of one finds something. A phrase of pairs is found wherever it occurs. Full-width letters and digits are
/// folded. The records are all that is taken in (`strict`).
pub(super) fn mapping() -> Value {
    let text = || {
        json!({
            "type": "text",
            "analyzer": "zh_index",
            "search_analyzer": "zh_search",
            "index_options": "offsets"
        })
    };
    let named = || {
        let mut field = text();
        field["fields"] = json!({ "keyword": { "type": "keyword", "ignore_above": 1024 } });
        field
    };
    let word = || json!({ "type": "keyword", "ignore_above": 1024 });
    // What is filtered by and counted is a word first, under the name that Meilisearch has for it.
    let facet = || {
        let mut field = word();
        field["fields"] = json!({ "text": text() });
        field
    };
    json!({
        "settings": {
            "index": { "number_of_shards": 1 },
            "analysis": {
                "filter": {
                    "pairs_and_singles": { "type": "cjk_bigram", "output_unigrams": true }
                },
                "analyzer": {
                    "zh_index": {
                        "type": "custom",
                        "tokenizer": "standard",
                        "filter": ["cjk_width", "lowercase", "pairs_and_singles"]
                    },
                    "zh_search": {
                        "type": "custom",
                        "tokenizer": "standard",
                        "filter": ["cjk_width", "lowercase", "cjk_bigram"]
                    }
                }
            }
        },
        "mappings": {
            "dynamic": "strict",
            "properties": {
                "id": word(),
                "url": word(),
                "title": named(),
                "doc_number": named(),
                "index_number": named(),
                "issuer": facet(),
                "published": { "type": "date", "format": "strict_date_optional_time" },
                "year": word(),
                "kind": word(),
                "status": word(),
                "topics": facet(),
                "archived": { "type": "boolean" },
                "text": text(),
                "files": {
                    "type": "nested",
                    "include_in_root": true,
                    "properties": { "name": text(), "url": word(), "text": text() }
                }
            }
        }
    })
}

/// Settings for Meilisearch 1.
///
/// Words are looked for as they are typed: a 文号 or a name with a character exchanged is another one.
pub(super) fn settings() -> Value {
    json!({
        "searchableAttributes": [
            "title", "doc_number", "index_number", "issuer", "topics", "text", "files.name", "files.text"
        ],
        "filterableAttributes": ["year", "topics", "issuer", "kind", "status", "archived"],
        "sortableAttributes": ["published"],
        "displayedAttributes": ["*"],
        "typoTolerance": { "enabled": false },
        "faceting": { "maxValuesPerFacet": 1000 },
        "pagination": { "maxTotalHits": 10000 }
    })
}
