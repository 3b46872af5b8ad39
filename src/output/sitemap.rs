//! `sitemap.xml` for search engines (sitemaps.org, version 0.9), split where it would outgrow the limits.
//!
//! In: what all other outputs planned. Out: one file, or numbered parts and an index over them. The protocol allows
//! only absolute addresses: where the portal's address is not known there is no sitemap, and `robots.txt` names none.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::Scene;
use super::feed::xml::escape;
use crate::config::BaseUrl;
use crate::model::Date;
use crate::plan::{Listing, Origin, Planner};
use crate::site::route::UrlPath;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Most that one file may hold.
#[derive(Debug, Clone, Copy)]
struct Limits {
    urls: usize,
    bytes: usize,
}

/// 50,000 addresses and 50 MB, not compressed.
const LIMITS: Limits = Limits {
    urls: 50_000,
    bytes: 50 * 1024 * 1024,
};

/// A page with the day of its last change.
type Page = (UrlPath, Option<Date>);

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let Some(base) = scene.site.config.portal.base_url.clone() else {
        return;
    };
    let mut pages: Vec<Page> = planner
        .entries()
        .iter()
        .filter_map(|entry| {
            // A change cannot lie ahead, whatever a document says.
            let Listing::Listed(changed) = entry.listing else {
                return None;
            };
            let changed = changed.filter(|day| *day <= scene.site.today);
            Some((entry.url.clone(), changed))
        })
        .collect();
    pages.par_sort_unstable();
    for (path, text) in files(pages, &base, LIMITS) {
        planner.unlisted(
            UrlPath::new(path),
            Origin::Generated("搜索引擎站点地图"),
            Box::new(move |_| Ok(text().into_bytes())),
        );
    }
}

type Text = Box<dyn Fn() -> String + Send + Sync>;

/// The files, each with the way to its text.
fn files(pages: Vec<Page>, base: &BaseUrl, limits: Limits) -> Vec<(String, Text)> {
    let parts = split(&pages, base, limits);
    let pages: Arc<[Page]> = pages.into();
    let part = |range: Range<usize>| -> Text {
        let pages = Arc::clone(&pages);
        let base = base.clone();
        Box::new(move || urlset(&pages[range.clone()], &base))
    };
    if parts.len() == 1 {
        return vec![("sitemap.xml".to_owned(), part(parts[0].clone()))];
    }
    let named: Vec<(String, Option<Date>)> = (1..)
        .zip(&parts)
        .map(|(number, range): (usize, _)| {
            let newest = pages[range.clone()]
                .iter()
                .filter_map(|(_, day)| *day)
                .max();
            (format!("sitemap-{number}.xml"), newest)
        })
        .collect();
    let mut out: Vec<(String, Text)> = named
        .iter()
        .zip(parts)
        .map(|((name, _), range)| (name.clone(), part(range)))
        .collect();
    let base = base.clone();
    let list = move || index(&named, &base);
    out.push(("sitemap.xml".to_owned(), Box::new(list)));
    out
}

/// Where to cut the list: as few parts as the limits allow, one where it is empty.
fn split(pages: &[Page], base: &BaseUrl, limits: Limits) -> Vec<Range<usize>> {
    let frame = urlset(&[], base).len();
    let most: usize = pages.iter().map(|(url, _)| most(url, base)).sum();
    if pages.len() <= limits.urls && frame + most <= limits.bytes {
        // Nearly every site: nothing needs to be written only to be measured.
        return std::iter::once(0..pages.len()).collect();
    }
    let lengths: Vec<usize> = pages.par_iter().map(|page| url(page, base).len()).collect();
    let mut parts = Vec::new();
    let (mut start, mut bytes) = (0, frame);
    for (at, own) in lengths.into_iter().enumerate() {
        if at > start && (at - start == limits.urls || bytes + own > limits.bytes) {
            parts.push(start..at);
            (start, bytes) = (at, frame);
        }
        bytes += own;
    }
    parts.push(start..pages.len());
    parts
}

/// Bytes that a page cannot take more than: six for one of its address (`&quot;`), and the elements with the day.
fn most(url: &UrlPath, base: &BaseUrl) -> usize {
    6 * (base.as_str().len() + url.as_str().len()) + 64
}

fn url((url, day): &Page, base: &BaseUrl) -> String {
    place("url", &base.join(url.address()), *day)
}

fn place(element: &str, address: &str, day: Option<Date>) -> String {
    let mut out = format!("<{element}><loc>{}</loc>", escape(address));
    if let Some(day) = day {
        let _ = write!(out, "<lastmod>{day}</lastmod>");
    }
    let _ = writeln!(out, "</{element}>");
    out
}

fn document(root: &str, places: impl Iterator<Item = String>) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ = writeln!(out, "<{root} xmlns=\"{NAMESPACE}\">");
    places.for_each(|place| out.push_str(&place));
    let _ = writeln!(out, "</{root}>");
    out
}

fn urlset(pages: &[Page], base: &BaseUrl) -> String {
    document("urlset", pages.iter().map(|page| url(page, base)))
}

fn index(parts: &[(String, Option<Date>)], base: &BaseUrl) -> String {
    let places = parts
        .iter()
        .map(|(name, day)| place("sitemap", &base.join(name), *day));
    document("sitemapindex", places)
}

#[cfg(test)]
mod tests {
    use super::{LIMITS, Limits, Page, files, split};
    use crate::config::BaseUrl;
    use crate::site::route::UrlPath;
    use jiff::civil::date;

    fn base() -> BaseUrl {
        BaseUrl::parse("https://www.example.gov.cn/zfxxgk/").unwrap()
    }

    fn pages(count: usize) -> Vec<Page> {
        let url = |n| UrlPath::new(format!("policy/2024/关于 & <{n:06}>.html"));
        (0..count).map(|n| (url(n), None)).collect()
    }

    fn texts(pages: Vec<Page>, limits: Limits) -> Vec<(String, String)> {
        let files = files(pages, &base(), limits);
        files
            .into_iter()
            .map(|(name, text)| (name, text()))
            .collect()
    }

    fn locs(text: &str) -> Vec<String> {
        let tree = roxmltree::Document::parse(text).unwrap();
        let locs = tree
            .descendants()
            .filter(|n| n.has_tag_name((super::NAMESPACE, "loc")));
        locs.map(|n| n.text().unwrap().to_owned()).collect()
    }

    #[test]
    fn 网址是绝对的并且编码() {
        let mut pages = pages(1);
        pages.push((UrlPath::new("policy/index.html"), Some(date(2024, 5, 3))));
        let files = texts(pages, LIMITS);
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].0, "sitemap.xml");
        assert!(files[0].1.contains("&amp;"));
        assert!(files[0].1.contains("<lastmod>2024-05-03</lastmod>"));
        assert_eq!(
            locs(&files[0].1),
            [
                "https://www.example.gov.cn/zfxxgk/policy/2024/%E5%85%B3%E4%BA%8E%20&%20%3C000000%3E.html",
                "https://www.example.gov.cn/zfxxgk/policy/",
            ]
        );
    }

    #[test]
    fn 估计的字节数不会少() {
        let odd = "&'\"<>".repeat(40);
        for path in ["a", "政务公开.html", "\u{10ffff}", &odd] {
            let page = (UrlPath::new(path), Some(date(-9999, 5, 3)));
            assert!(super::url(&page, &base()).len() <= super::most(&page.0, &base()));
        }
    }

    #[test]
    fn 五万零一个网址分成两份加索引() {
        assert_eq!(texts(pages(50_000), LIMITS).len(), 1);
        let files = texts(pages(50_001), LIMITS);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
        assert_eq!(locs(&files[0].1).len(), 50_000);
        assert_eq!(locs(&files[1].1).len(), 1);
        assert_eq!(
            locs(&files[2].1),
            [
                "https://www.example.gov.cn/zfxxgk/sitemap-1.xml",
                "https://www.example.gov.cn/zfxxgk/sitemap-2.xml"
            ]
        );
    }

    #[test]
    fn 每份都不超过字节数的上限() {
        let limits = Limits {
            urls: 100,
            bytes: 1_000,
        };
        let files = texts(pages(40), limits);
        let (index, parts) = files.split_last().unwrap();
        assert_eq!(locs(&index.1).len(), parts.len());
        assert!(parts.iter().all(|(_, text)| text.len() <= limits.bytes));
        assert_eq!(
            parts
                .iter()
                .map(|(_, text)| locs(text).len())
                .sum::<usize>(),
            40
        );
        // As full as they can be: one more address would not fit.
        let one = texts(pages(2), LIMITS)[0].1.len() - texts(pages(1), LIMITS)[0].1.len();
        let (_, full) = parts.split_last().unwrap();
        assert!(full.iter().all(|(_, text)| text.len() + one > limits.bytes));
    }

    #[test]
    fn 没有网页也是一份() {
        assert_eq!(split(&[], &base(), LIMITS), vec![0..0]);
    }
}
