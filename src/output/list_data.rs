//! Each list as data: CSV, JSON and an Atom feed beside its first page, over all its pages.
//!
//! In: a list. Out: its three files and the links to them. `…/index.html` has `list.csv`, `list.json` and `feed.xml`
//! beside it, any other page files of its own name: a document that could have an attachment of that name there would
//! already meet the list's own page. The feed is capped; the others hold the whole list, newest first.

use std::sync::Arc;

use super::data::{Lines, csv_head};
use super::feed::{self, Feed};
use super::lists::List;
use super::{Context, RenderError, frame};
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::theme::view::{Alternate, Link};

/// The whole catalogue, which has files of its own.
const CATALOGUE: &str = "catalogue/index.html";

/// A sort of file.
struct Format {
    /// Its name beside `index.html`.
    name: &'static str,
    /// Its extension beside any other page.
    extension: &'static str,
    label: &'static str,
    media: &'static str,
    write: fn(&Context<'_>, &List) -> Result<Vec<u8>, RenderError>,
}

static FORMATS: [Format; 3] = [
    Format {
        name: "list.csv",
        extension: "csv",
        label: "CSV 表格",
        media: "text/csv",
        write: csv,
    },
    Format {
        name: "list.json",
        extension: "json",
        label: "JSON 数据",
        media: "application/json",
        write: json,
    },
    Format {
        name: "feed.xml",
        extension: "xml",
        label: "Atom 订阅",
        media: "application/atom+xml",
        write: atom,
    },
];

/// Plans the data files of a list.
pub(super) fn plan<L>(planner: &mut Planner, list: &Arc<L>, name: &'static str)
where
    L: AsRef<List> + Send + Sync + 'static,
{
    let own: &List = (**list).as_ref();
    if own.url.as_str() == CATALOGUE {
        return;
    }
    for format in &FORMATS {
        let list = Arc::clone(list);
        planner.unlisted(
            address(&own.url, format),
            Origin::Generated(name),
            Box::new(move |cx| (format.write)(cx, (*list).as_ref())),
        );
    }
}

fn address(page: &UrlPath, format: &Format) -> UrlPath {
    UrlPath::new(beside(page.as_str(), format))
}

/// The file beside a page, percent-encoded where the page's address is.
fn beside(page: &str, format: &Format) -> String {
    if let Some(folder) = page.strip_suffix("index.html") {
        return format!("{folder}{}", format.name);
    }
    let stem = page.strip_suffix(".html").unwrap_or(page);
    format!("{stem}.{}", format.extension)
}

/// Links to the data files of the list whose first page stands at `page`, percent-encoded.
pub(super) fn links(page: &str) -> Vec<Link> {
    if page == CATALOGUE {
        let mut links = super::library::data_links();
        links.push(Link::new(FORMATS[2].label, "feed.xml"));
        return links;
    }
    FORMATS
        .iter()
        .map(|format| Link::new(format.label, beside(page, format)))
        .collect()
}

/// The same for the head of a page.
pub(super) fn alternates(page: &UrlPath, title: &str) -> Vec<Alternate> {
    if page.as_str() == CATALOGUE {
        return Vec::new();
    }
    FORMATS
        .iter()
        .map(|format| Alternate {
            media: format.media.to_owned(),
            title: format!("{title}（{}）", format.label),
            href: address(page, format).href(),
        })
        .collect()
}

fn csv(cx: &Context<'_>, list: &List) -> Result<Vec<u8>, RenderError> {
    let lines = lines(cx, list)?;
    let mut out = csv_head()?;
    out.reserve_exact(lines.iter().map(|lines| lines.csv.len()).sum());
    for lines in lines {
        out.extend_from_slice(&lines.csv);
    }
    Ok(out)
}

fn lines(cx: &Context<'_>, list: &List) -> Result<Vec<Arc<Lines>>, RenderError> {
    let ids = list.ids.iter();
    ids.map(|id| cx.rows.lines(cx.site, *id)).collect()
}

/// `{"version":1,"title":…,"items":[…]}`, a document to a line, as in `catalogue.json`. Unlike that file it bears no day:
/// a site that is built anew every day shall change no file where nothing happened.
fn json(cx: &Context<'_>, list: &List) -> Result<Vec<u8>, RenderError> {
    let title = serde_json::Value::from(title(cx, list));
    let mut out = format!("{{\"version\":1,\"title\":{title},\"items\":[").into_bytes();
    let lines = lines(cx, list)?;
    out.reserve_exact(
        lines
            .iter()
            .map(|lines| lines.json.len() + 2)
            .sum::<usize>()
            + 4,
    );
    for (at, lines) in lines.iter().enumerate() {
        out.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        out.extend_from_slice(&lines.json);
    }
    out.extend_from_slice(b"\n]}\n");
    Ok(out)
}

#[expect(clippy::unnecessary_wraps, reason = "one shape for all formats")]
fn atom(cx: &Context<'_>, list: &List) -> Result<Vec<u8>, RenderError> {
    let about = Feed {
        path: address(&list.url, &FORMATS[2]),
        page: list.url.clone(),
        title: title(cx, list),
        updated: feed::newest_change(cx.site, &list.ids),
    };
    Ok(feed::summaries(cx.site, about, &list.ids).into_bytes())
}

/// Whose list it is, and which.
fn title(cx: &Context<'_>, list: &List) -> String {
    let portal = &cx.site.config.portal.title;
    let name = frame::name(cx.site, list.scope);
    format!("{} - {name}{portal}", list.title)
}
