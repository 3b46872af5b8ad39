//! Links and the two kinds of text that are not escaped.

use serde::{Serialize, Serializer};
use tera::Value;

/// A link to a page or file of this site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Words of the link.
    pub title: String,
    /// Target, relative to the site's root.
    pub href: String,
}

impl Link {
    /// A link with these words to `href`, which is relative to the site's root.
    pub fn new(title: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            href: href.into(),
        }
    }
}

/// Words that may lead somewhere: into this site, to another address, or nowhere (a reference as written).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AnyLink {
    /// Words of the link.
    pub title: String,
    /// Target; `None` where the words stand alone.
    pub href: Option<String>,
    /// Whether `href` is an absolute address outside this site: the template then writes no root before it.
    pub external: bool,
}

impl AnyLink {
    /// A link into this site.
    pub fn internal(title: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            href: Some(href.into()),
            external: false,
        }
    }

    /// A link to an absolute address (`https:`, `mailto:`, `tel:`).
    pub fn external(title: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            href: Some(href.into()),
            external: true,
        }
    }

    /// Words without a target.
    pub fn words(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            href: None,
            external: false,
        }
    }
}

/// A link with the number of documents behind it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CountLink {
    /// Words of the link.
    pub title: String,
    /// Target, relative to the site's root.
    pub href: String,
    /// Documents behind the link.
    pub count: usize,
}

impl CountLink {
    /// A link to `count` documents.
    pub fn new(title: impl Into<String>, href: impl Into<String>, count: usize) -> Self {
        Self {
            title: title.into(),
            href: href.into(),
            count,
        }
    }
}

/// HTML that the generator made or cleaned itself; the template engine writes it as it is (`{{ body }}`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::safe_string(&self.0).serialize(serializer)
    }
}

impl Html {
    /// Vouches for `html`: cleaned, without script, style or event handlers.
    pub fn trusted(html: impl Into<String>) -> Self {
        Self(html.into())
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// JSON-LD as text that can stand in `<script type="application/ld+json">`: it holds no `<`, so nothing in it ends the element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonLd(String);

impl Serialize for JsonLd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::safe_string(&self.0).serialize(serializer)
    }
}

impl JsonLd {
    /// Writes `value`, with `<`, `>` and `&` as JSON escapes; nothing where it is no JSON, as a map with keys that are no
    /// words.
    #[must_use]
    pub fn new(value: &impl Serialize) -> Self {
        let text = serde_json::to_string(value).unwrap_or_default();
        let mut rest = text.as_str();
        let Some(first) = special(rest) else {
            return Self(text);
        };
        let mut safe = String::with_capacity(text.len() + 64);
        let mut next = Some(first);
        while let Some(at) = next {
            safe.push_str(&rest[..at]);
            safe.push_str(match rest.as_bytes()[at] {
                b'<' => "\\u003c",
                b'>' => "\\u003e",
                _ => "\\u0026",
            });
            rest = &rest[at + 1..];
            next = special(rest);
        }
        safe.push_str(rest);
        Self(safe)
    }
}

/// Where the first sign stands that is written as an escape.
fn special(text: &str) -> Option<usize> {
    memchr::memchr3(b'<', b'>', b'&', text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::JsonLd;

    #[test]
    fn json_ld_cannot_end_its_script_element() {
        let value = serde_json::json!({"name": "关于</script><b>&的通知"});
        let JsonLd(text) = JsonLd::new(&value);
        assert!(!text.contains(['<', '>', '&']), "{text}");
        let back: serde_json::Value = serde_json::from_str(&text).expect("still JSON");
        assert_eq!(back, value);
    }
}
