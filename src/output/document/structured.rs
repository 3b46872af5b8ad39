//! Structured data of pages (schema.org as JSON-LD).

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::model::{Category, Date, Detail, Validity};
use crate::site::{Entry, Site};
use crate::source::fields::Located;
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

/// A document as schema.org names its properties, by name.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'s> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    r#abstract: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<&'s str>,
    in_language: &'static str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    keywords: &'s [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    legislation_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    legislation_date_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    legislation_identifier: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    legislation_legal_force: Option<&'static str>,
    name: &'s str,
    publisher: Vec<Organization<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Organization<'s> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'s str,
}

/// A document: legislation for laws, 规章 and 规范性文件, a digital document otherwise.
pub(super) fn json_ld(site: &Site, entry: &Entry) -> JsonLd {
    let document = &entry.document;
    let legislation =
        matches!(&document.detail, Detail::Policy(policy) if policy.category != Category::Other);
    let day = |date: Option<Date>| date.map(|day| day.to_string());

    let issuers = document.issuers.iter().map(|name| Organization {
        kind: "GovernmentOrganization",
        name,
    });
    let base = site.config.portal.base_url.as_ref();
    JsonLd::new(&Work {
        context: "https://schema.org",
        kind: if legislation {
            "Legislation"
        } else {
            "DigitalDocument"
        },
        r#abstract: entry.summary(),
        date_created: day(document.dated),
        date_modified: day(document.updated.or(document.changed)),
        date_published: document.published.to_rfc3339(),
        identifier: number(document.index_number.as_ref()),
        in_language: "zh-CN",
        keywords: &document.keywords,
        legislation_date: day(document.dated.filter(|_| legislation)),
        legislation_date_version: day(document.effective.filter(|_| legislation)),
        legislation_identifier: number(document.doc_number.as_ref()).filter(|_| legislation),
        legislation_legal_force: entry
            .status
            .as_ref()
            .filter(|_| legislation)
            .map(|status| force(status.validity)),
        name: &document.title,
        publisher: issuers.collect(),
        url: base.map(|base| base.join(entry.url.address())),
    })
}

fn number(number: Option<&Located<String>>) -> Option<&str> {
    number.map(|number| &*number.value)
}

fn force(validity: Validity) -> &'static str {
    match validity {
        Validity::Valid | Validity::Pending => "https://schema.org/InForce",
        Validity::Amended => "https://schema.org/PartiallyInForce",
        Validity::Repealed | Validity::Expired => "https://schema.org/NotInForce",
    }
}
