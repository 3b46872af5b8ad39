//! All texts of an issue in one HTML file that needs no other: contents, then each text with its number and date.
//!
//! In: the site and an issue. Out: HTML, a function of both alone. Headings move down one level, ids get the number of
//! their text, links lead to the portal where its address is known, and pictures leave their words.

use std::fmt::Write as _;

use memchr::memchr;

use super::{carried, gazette};
use crate::markdown::{Links, Resolution};
use crate::model::Detail;
use crate::model::dates::in_words;
use crate::output::document::layout;
use crate::output::feed::xml::escape;
use crate::site::{Entry, PageLinks, Site, Target};

const STYLE: &str = include_str!("whole.css");

/// The file of an issue.
pub(super) fn file(site: &Site, entry: &Entry) -> String {
    let texts: Vec<&Target> = carried(entry).collect();
    let title = escape(&entry.document.title);
    let mut out =
        String::from("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    let _ = writeln!(
        out,
        "<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>"
    );
    let _ = writeln!(
        out,
        "<header>\n<h1>{title}</h1>\n<p>{}</p>",
        escape(&imprint(site, entry))
    );
    if let Some(base) = &site.config.portal.base_url {
        let address = base.join(entry.url.address());
        let _ = writeln!(
            out,
            "<p>网上查阅：<a href=\"{0}\">{0}</a></p>",
            escape(&address)
        );
    }
    out.push_str("</header>\n");
    contents(&mut out, site, &texts);
    out.push_str("<main>\n");
    let preface = body(site, entry, "a");
    if !preface.trim().is_empty() {
        let _ = writeln!(out, "<section>\n<h2>本期说明</h2>\n{preface}</section>");
    }
    for (at, target) in texts.iter().enumerate() {
        if let Target::Document(id) = target {
            text(&mut out, site, site.entry(*id), at + 1);
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// 主办 and 出刊日期.
fn imprint(site: &Site, entry: &Entry) -> String {
    let agency = &site.config.agency(entry.document.agency).name;
    let number = gazette(entry).map_or_else(String::new, |gazette| {
        let total = gazette.total_issue.map(|n| format!("（总第{n}期）"));
        format!(
            "{}年第{}期{}",
            gazette.year,
            gazette.issue,
            total.unwrap_or_default()
        )
    });
    let day = in_words(entry.document.published.date);
    format!("{agency}　{number}　{day}出刊")
}

fn contents(out: &mut String, site: &Site, texts: &[&Target]) {
    out.push_str("<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">目录</h2>\n<ol>\n");
    for (at, target) in texts.iter().enumerate() {
        let _ = match target {
            Target::Document(id) => {
                let document = &site.entry(*id).document;
                let number = document.doc_number.as_ref();
                let number = number.map_or_else(String::new, |n| format!("（{}）", n.value));
                writeln!(
                    out,
                    "<li><a href=\"#t{}\">{}</a>{}</li>",
                    at + 1,
                    escape(&document.title),
                    escape(&number)
                )
            }
            Target::Words(words) => writeln!(out, "<li>{}</li>", escape(words)),
        };
    }
    out.push_str("</ol>\n</nav>\n");
}

fn text(out: &mut String, site: &Site, entry: &Entry, number: usize) {
    let document = &entry.document;
    let _ = writeln!(
        out,
        "<article>\n<h2 id=\"t{number}\">{}</h2>",
        escape(&document.title)
    );
    let mut facts: Vec<String> = vec![document.issuers.join("、")];
    facts.extend(document.doc_number.as_ref().map(|n| n.value.clone()));
    facts.extend(document.dated.map(in_words));
    let _ = writeln!(out, "<p class=\"facts\">{}</p>", escape(&facts.join("　")));
    if let Some(reason) = &document.openness_reason {
        let _ = writeln!(
            out,
            "<p class=\"facts\">本文件依法删减后公开。理由：{}</p>",
            escape(reason)
        );
    }
    out.push_str(&body(site, entry, &number.to_string()));
    let files = &document.attachments;
    if !files.is_empty() {
        out.push_str("<p>附件（在网上查阅）：</p>\n<ul>\n");
        for file in files {
            let name = file.name.rsplit('/').next().unwrap_or(&file.name);
            let title = escape(file.title.as_deref().unwrap_or(name));
            let _ = match &site.config.portal.base_url {
                Some(base) => {
                    let url = base.join(entry.url.beside(&file.name).as_str());
                    writeln!(out, "<li><a href=\"{}\">{title}</a></li>", escape(&url))
                }
                None => writeln!(out, "<li>{title}</li>"),
            };
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</article>\n");
}

fn body(site: &Site, entry: &Entry, prefix: &str) -> String {
    let links = FileLinks {
        page: PageLinks::new(site, entry),
        site,
        entry,
    };
    let html = entry.html(&links);
    if matches!(entry.document.detail, Detail::Policy(_)) {
        return embedded(&layout::official(&html), prefix);
    }
    embedded(&html, prefix)
}

/// The HTML of a text as a part of a longer one: headings one level lower, ids and links to them with a prefix. Only
/// tags are touched.
fn embedded(html: &str, prefix: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(open) = memchr(b'<', rest.as_bytes()) {
        out.push_str(&rest[..open]);
        let end = memchr(b'>', &rest.as_bytes()[open..]).map_or(rest.len(), |at| open + at + 1);
        let found = &rest[open..end];
        if is_plain(found) {
            out.push_str(found);
        } else {
            tag(&mut out, found, prefix);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Neither a heading nor a tag with an attribute: most tags are.
fn is_plain(tag: &str) -> bool {
    !tag.contains('=') && !tag.starts_with("<h") && !tag.starts_with("</h")
}

/// A heading or a tag with attributes, added piece by piece.
fn tag(out: &mut String, tag: &str, prefix: &str) {
    let mut rest = tag;
    let name = tag.trim_start_matches(['<', '/']);
    if let Some(level @ b'1'..=b'5') = name.strip_prefix('h').and_then(|n| n.bytes().next()) {
        let at = tag.len() - name.len() + 1;
        out.push_str(&tag[..at]);
        out.push(char::from(level + 1));
        rest = &tag[at + 1..];
    }
    while let Some(quote) = memchr(b'"', rest.as_bytes()) {
        let (head, behind) = rest.split_at(quote + 1);
        let end = memchr(b'"', behind.as_bytes()).unwrap_or(behind.len());
        let (value, behind) = behind.split_at(end);
        out.push_str(head);
        let name = head.rsplit(' ').next().unwrap_or_default();
        match name {
            "id=\"" => prefixed(out, value, prefix),
            "href=\"" => match value.strip_prefix('#') {
                Some(id) => {
                    out.push('#');
                    prefixed(out, id, prefix);
                }
                None => out.push_str(value),
            },
            "headers=\"" | "aria-labelledby=\"" | "aria-describedby=\"" => {
                for (at, id) in value.split_whitespace().enumerate() {
                    out.push_str(if at == 0 { "" } else { " " });
                    prefixed(out, id, prefix);
                }
            }
            _ => out.push_str(value),
        }
        // The closing quote, if it is in this tag.
        let (closing, behind) = behind.split_at(behind.len().min(1));
        out.push_str(closing);
        rest = behind;
    }
    out.push_str(rest);
}

/// An id as it is in the longer text.
fn prefixed(out: &mut String, id: &str, prefix: &str) {
    for part in ["p", prefix, "-", id] {
        out.push_str(part);
    }
}

/// Links of a text as they read from a file that lies anywhere.
struct FileLinks<'s> {
    page: PageLinks<'s>,
    site: &'s Site,
    entry: &'s Entry,
}

impl Links for FileLinks<'_> {
    fn resolve(&self, target: &str) -> Resolution {
        match self.page.resolve(target) {
            Resolution::Href(href) if !href.starts_with('#') => {
                let Some(base) = &self.site.config.portal.base_url else {
                    return Resolution::Unlinked;
                };
                let root = self.entry.url.root();
                let path = href.strip_prefix(&root).unwrap_or(&href);
                Resolution::External(format!("{}{path}", base.as_str()))
            }
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::embedded;

    #[test]
    fn 各篇的标题降一级位置标记不相混() {
        let html = "<h2 id=\"总则\">一、总则</h2><p>见<a href=\"#总则\">上文</a>，写 id=\"x\" 的不变。</p><h6>六</h6>";
        assert_eq!(
            embedded(html, "3"),
            "<h3 id=\"p3-总则\">一、总则</h3><p>见<a href=\"#p3-总则\">上文</a>，写 id=\"x\" 的不变。</p><h6>六</h6>"
        );
        assert_eq!(
            embedded("<td headers=\"a b\">1</td><hr>", "1"),
            "<td headers=\"p1-a p1-b\">1</td><hr>"
        );
        assert_eq!(
            embedded(
                "<h3 class=\"c\" id=\"a\"><a href=\"/b#a\" aria-labelledby=\"x\" title=\"\">乙</a></h3><input disabled id=\"",
                "2"
            ),
            "<h4 class=\"c\" id=\"p2-a\"><a href=\"/b#a\" aria-labelledby=\"p2-x\" title=\"\">乙</a></h4><input disabled id=\"p2-"
        );
    }
}
