//! Structured data of pages (schema.org as JSON-LD).

use serde_json::{Map, Value, json};

use crate::model::{Category, Detail, Validity};
use crate::site::{Entry, Site};
use crate::theme::view::JsonLd;

/// The home page: the office whose disclosure this is.
pub(crate) fn json_ld_home(site: &Site) -> JsonLd {
    let own = site.config.agency(site.config.own_agency());
    let mut org = Map::new();
    org.insert("@context".to_owned(), json!("https://schema.org"));
    org.insert("@type".to_owned(), json!("GovernmentOrganization"));
    org.insert("name".to_owned(), json!(site.config.portal.name));
    let mut put = |key: &str, value: Option<&String>| {
        if let Some(value) = value {
            org.insert(key.to_owned(), json!(value));
        }
    };
    put("telephone", own.phone.as_ref());
    put("faxNumber", own.fax.as_ref());
    put("email", own.email.as_ref());
    put("address", own.address.as_ref());
    put("identifier", own.code.as_ref());
    if let Some(base) = &site.config.portal.base_url {
        org.insert("url".to_owned(), json!(base.join("")));
    }
    JsonLd::new(&Value::Object(org))
}

/// A document: legislation for laws, 规章 and 规范性文件, a digital document otherwise.
pub(super) fn json_ld(site: &Site, entry: &Entry) -> JsonLd {
    let document = &entry.document;
    let mut data = Map::new();
    data.insert("@context".to_owned(), json!("https://schema.org"));
    let legislation =
        matches!(&document.detail, Detail::Policy(policy) if policy.category != Category::Other);
    data.insert(
        "@type".to_owned(),
        json!(if legislation {
            "Legislation"
        } else {
            "DigitalDocument"
        }),
    );
    data.insert("name".to_owned(), json!(document.title));
    data.insert("inLanguage".to_owned(), json!("zh-CN"));
    data.insert(
        "datePublished".to_owned(),
        json!(document.published.to_rfc3339()),
    );
    let modified = document.updated.or(document.changed);
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            data.insert(key.to_owned(), value);
        }
    };
    put("dateModified", modified.map(|day| json!(day.to_string())));
    put(
        "dateCreated",
        document.dated.map(|day| json!(day.to_string())),
    );
    put(
        "identifier",
        document
            .index_number
            .as_ref()
            .map(|number| json!(number.value)),
    );
    put(
        "abstract",
        (!entry.summary().is_empty()).then(|| json!(entry.summary())),
    );
    put(
        "keywords",
        (!document.keywords.is_empty()).then(|| json!(document.keywords)),
    );
    let issuers: Vec<Value> = document
        .issuers
        .iter()
        .map(|name| json!({"@type": "GovernmentOrganization", "name": name}))
        .collect();
    put("publisher", Some(Value::Array(issuers)));
    if legislation {
        put(
            "legislationIdentifier",
            document
                .doc_number
                .as_ref()
                .map(|number| json!(number.value)),
        );
        put(
            "legislationDate",
            document.dated.map(|day| json!(day.to_string())),
        );
        put(
            "legislationDateVersion",
            document.effective.map(|day| json!(day.to_string())),
        );
        put(
            "legislationLegalForce",
            entry.status.as_ref().map(|status| force(status.validity)),
        );
    }
    put(
        "url",
        site.config
            .portal
            .base_url
            .as_ref()
            .map(|base| json!(base.join(entry.url.address()))),
    );
    JsonLd::new(&Value::Object(data))
}

fn force(validity: Validity) -> Value {
    json!(match validity {
        Validity::Valid | Validity::Pending => "https://schema.org/InForce",
        Validity::Amended => "https://schema.org/PartiallyInForce",
        Validity::Repealed | Validity::Expired => "https://schema.org/NotInForce",
    })
}
