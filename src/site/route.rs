//! Addresses: a path becomes a URL here and nowhere else.

use std::fmt;
use std::sync::Arc;

use crate::gate::Stub;
use crate::model::Document;
use crate::source::SourcePath;

/// What is encoded in an `href`: everything that is not a letter, digit or safe sign of a path.
const ENCODED: &[u8] = b" \"#%&'<>?[\\]^`{|}:\x7f";

/// By byte, whether it stays as it is.
const KEPT: [bool; 256] = {
    let mut kept = [false; 256];
    let mut byte = b' ';
    while byte.is_ascii() {
        kept[byte as usize] = true;
        byte += 1;
    }
    let mut at = 0;
    while at < ENCODED.len() {
        kept[ENCODED[at] as usize] = false;
        at += 1;
    }
    kept
};

/// The path of an output file from the site's root: `policy/2024/yjya.html`. Not encoded, no leading slash. Copies share it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct UrlPath(Arc<str>);

impl UrlPath {
    /// Takes the path of an output file.
    #[must_use]
    pub(crate) fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The path of the file.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The path as a page links to it, encoded; `index.html` stays, so that the site works from a folder on disk.
    #[must_use]
    pub(crate) fn href(&self) -> String {
        encode(&self.0)
    }

    /// The address as people and data files know it: without `index.html`, not encoded.
    #[must_use]
    pub(crate) fn address(&self) -> &str {
        match self.0.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => &self.0,
        }
    }

    /// The way from this page to the site's root: empty, or `../` repeated.
    #[must_use]
    pub(crate) fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }

    /// A file below the folder that this page stands in.
    #[must_use]
    pub(crate) fn beside(&self, name: &str) -> UrlPath {
        match self.0.rsplit_once('/') {
            Some((folder, _)) => Self::new(format!("{folder}/{name}")),
            None => Self::new(name),
        }
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Percent-encodes a path or a fragment for an `href`. A page has a hundred, most of them Chinese from end to end.
#[must_use]
pub(crate) fn encode(path: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let encoded = path
        .bytes()
        .filter(|byte| !KEPT[usize::from(*byte)])
        .count();
    if encoded == 0 {
        return path.to_owned();
    }
    let mut out = vec![b'%'; path.len() + 2 * encoded];
    let mut at = 0;
    for byte in path.bytes() {
        if KEPT[usize::from(byte)] {
            out[at] = byte;
            at += 1;
        } else {
            out[at + 1] = DIGITS[usize::from(byte >> 4)];
            out[at + 2] = DIGITS[usize::from(byte & 15)];
            at += 3;
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

/// A name as one part of an address: what separates or ends parts becomes a hyphen.
#[must_use]
pub(crate) fn part(name: &str) -> String {
    let part: String = name
        .trim()
        .chars()
        .map(|c| {
            if c.is_control() || c.is_whitespace() || "/\\?#%:*\"<>|.".contains(c) {
                '-'
            } else {
                c
            }
        })
        .collect();
    if part.is_empty() {
        "-".to_owned()
    } else {
        part
    }
}

/// The pages that a body may link to beside documents: each stands at the same address in every portal.
pub(crate) const FIXED_PAGES: [&str; 12] = [
    "index.html",
    "guide.html",
    "apply.html",
    "search.html",
    "system/index.html",
    "statutory/index.html",
    "report/index.html",
    "policy/index.html",
    "policy/library.html",
    "catalogue/index.html",
    "items/index.html",
    "agencies/index.html",
];

fn of_source(path: &SourcePath, bundle: bool, slug: Option<&str>) -> UrlPath {
    let path = path.in_content();
    let stem = if bundle {
        path.strip_suffix("/index.md")
    } else {
        path.strip_suffix(".md")
    }
    .unwrap_or(path);
    let stem = match (slug, stem.rsplit_once('/')) {
        (Some(slug), Some((folder, _))) => format!("{folder}/{slug}"),
        (Some(slug), None) => slug.to_owned(),
        (None, _) => stem.to_owned(),
    };
    UrlPath::new(if bundle {
        format!("{stem}/index.html")
    } else {
        format!("{stem}.html")
    })
}

/// The page of a document (content contract, part 1).
#[must_use]
pub(crate) fn of_document(document: &Document) -> UrlPath {
    of_source(
        &document.path,
        document.bundle,
        document.slug.as_ref().map(|s| s.value.as_str()),
    )
}

/// The page that a withdrawn document leaves.
#[must_use]
pub(crate) fn of_stub(stub: &Stub) -> UrlPath {
    of_source(
        &stub.path,
        stub.bundle,
        stub.slug.as_ref().map(|s| s.value.as_str()),
    )
}

/// Resolves a path written in a document against the document's folder; `None` where it leaves `content/`.
#[must_use]
pub(crate) fn resolve(from: &SourcePath, written: &str) -> Option<SourcePath> {
    let base = if written.starts_with('/') {
        "content"
    } else {
        from.folder()
    };
    let mut parts: Vec<&str> = base.split('/').filter(|p| !p.is_empty()).collect();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (parts.first() == Some(&"content")).then(|| SourcePath::new(&parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::{UrlPath, encode, of_source, part, resolve};
    use crate::source::SourcePath;

    #[test]
    fn 文件路径就是网址() {
        let url =
            |path: &str, bundle, slug| of_source(&SourcePath::new(path), bundle, slug).to_string();
        assert_eq!(
            url("content/policy/2024/yjya.md", false, None),
            "policy/2024/yjya.html"
        );
        assert_eq!(
            url("content/policy/2024/yjya/index.md", true, None),
            "policy/2024/yjya/index.html"
        );
        assert_eq!(
            url("content/policy/2024/yjya/index.md", true, Some("x")),
            "policy/2024/x/index.html"
        );
        assert_eq!(
            url("content/policy/2024/应急.md", false, Some("x")),
            "policy/2024/x.html"
        );
        assert_eq!(url("content/guide.md", false, None), "guide.html");
    }

    #[test]
    fn 网址里只留字母数字和路径中无害的符号() {
        let ascii: String = (0..128).map(char::from).collect();
        let (controls, rest) = ascii.split_at(32);
        assert!(
            controls
                .chars()
                .all(|c| encode(&c.to_string()).starts_with('%'))
        );
        assert_eq!(
            encode(rest),
            "%20!%22%23$%25%26%27()*+,-./0123456789%3A;%3C=%3E%3F@ABCDEFGHIJKLMNOPQRSTUVWXYZ%5B%5C%5D%5E_%60abcdefghijklmnopqrstuvwxyz%7B%7C%7D~%7F"
        );
        assert_eq!(encode("é第😀"), "%C3%A9%E7%AC%AC%F0%9F%98%80");
    }

    #[test]
    fn 链接编码而地址不编码() {
        let url = UrlPath::new("policy/煤矿 安全/index.html");
        assert_eq!(
            url.href(),
            "policy/%E7%85%A4%E7%9F%BF%20%E5%AE%89%E5%85%A8/index.html"
        );
        assert_eq!(url.address(), "policy/煤矿 安全/");
        assert_eq!(url.root(), "../../");
        assert_eq!(url.beside("附件.txt").as_str(), "policy/煤矿 安全/附件.txt");
        assert_eq!(UrlPath::new("index.html").address(), "");
        assert_eq!(UrlPath::new("a/xindex.html").address(), "a/xindex.html");
    }

    #[test]
    fn 正文链接相对于文件并且出不了内容文件夹() {
        let from = SourcePath::new("content/policy/2024/a.md");
        let to = |w: &str| resolve(&from, w).map(|p| p.as_str().to_owned());
        assert_eq!(
            to("../2023/b.md").as_deref(),
            Some("content/policy/2023/b.md")
        );
        assert_eq!(to("b.md").as_deref(), Some("content/policy/2024/b.md"));
        assert_eq!(to("/guide.md").as_deref(), Some("content/guide.md"));
        assert_eq!(to("../../../config.toml"), None);
        assert_eq!(to("../../../../../x"), None);
    }

    #[test]
    fn 名称变成网址的一段() {
        assert_eq!(part("城乡建设/环境保护"), "城乡建设-环境保护");
        assert_eq!(part(".."), "--");
        assert_eq!(part(" "), "-");
    }
}
