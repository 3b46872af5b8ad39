//! A document's page: metadata box, text, attachments, relations both ways, structured data.

mod clauses;
pub(super) mod layout;
mod metadata;
mod notes;
mod pictures;
mod qr;
mod related;
mod statute;
mod structured;

pub(crate) use metadata::{article_meta, metadata};
pub(crate) use notes::{basis_link, consultation, titled};
pub(crate) use qr::qr;
pub(crate) use related::relation;
pub(crate) use structured::json_ld_home;

use super::frame::{Spec, scope_of, section_name, section_url};
use super::{Context, RenderError, Scene, compare, listing, statutory};
use crate::markdown;
use crate::model::{Detail, KindId};
use crate::plan::{Origin, Planner};
use crate::site::{DocId, Entry, PageLinks, Scope, Site};
use crate::theme::view::{Attachment, DocumentView, Html, Link, Section, TocEntry};

/// Characters of the name of a saved file.
const SAVED_CHARS: usize = 80;

/// The setting of a theme that says from how many articles on a text has an index of them.
const CLAUSES: &str = "clauses";

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    for id in site.ids() {
        let entry = site.entry(id);
        let document = &entry.document;
        if matches!(document.kind, KindId::Guide | KindId::Report) {
            continue;
        }
        let day = document.updated.map_or(document.published.date, |day| {
            day.max(document.published.date)
        });
        let origin = Origin::Source(document.path.clone());
        let make = Box::new(move |cx: &Context<'_>| render(cx, id));
        if document.is_archived() {
            planner.unlisted(entry.url.clone(), origin, make);
        } else {
            planner.page(entry.url.clone(), origin, Some(day), make);
        }
    }
}

fn render(cx: &Context<'_>, id: DocId) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let entry = site.entry(id);
    let document = &entry.document;
    let Text {
        html: mut body,
        toc,
        articles,
    } = text(cx, entry);
    if document.kind == KindId::Policy {
        body = layout::official(&body);
    }
    let mut view = DocumentView::new(
        page(cx, entry),
        document.kind.kind().name,
        Html::trusted(body),
    );
    view.kind_label = Some(place_label(site, entry).to_owned());
    view.metadata = metadata(cx, entry);
    view.status = notes::status(site, entry);
    view.banners = notes::banners(site, entry);
    view.source = Some(source(site, entry));
    view.published = Some(notes::published_words(document.published));
    view.updated = document.updated.map(|day| day.to_string());
    view.editor.clone_from(&document.editor);
    view.toc = toc;
    view.articles = articles;
    view.openness_note = notes::openness_note(document);
    view.attachments = attachments(entry);
    view.lists = listing::tables(entry);
    view.related = related::groups(site, entry);
    view.contents = related::contents(site, entry);
    view.decision = super::decisions::of_document(site, entry);
    view.download = super::gazette::download(cx, id);
    view.act = notes::act(site, document);
    view.consultation = notes::consultation(site, document);
    view.interpretation = notes::interpretation(entry);
    view.archived = document
        .expires
        .filter(|_| document.is_archived())
        .map(|day| day.to_string());
    view.redacted = document
        .openness_reason
        .clone()
        .filter(|_| document.openness == crate::model::Openness::Redacted);
    view.citation = Some(notes::citation(document));
    view.reference = Some(notes::reference(document));
    let link = |id: Option<DocId>| {
        id.map(|id| {
            let other = site.entry(id);
            Link::new(other.document.title.clone(), other.url.href())
        })
    };
    view.previous = link(entry.previous);
    view.next = link(entry.next);
    view.compare = compare::links(site, id);
    view.qr = qr(site, entry);
    if statute::is_statute(document) {
        statute::reduce(site, entry, &mut view);
    }
    Ok(cx.theme.render(&view)?)
}

/// The common part of a document's page.
pub(crate) fn page(cx: &Context<'_>, entry: &Entry) -> crate::theme::view::Page {
    let site = cx.site;
    let document = &entry.document;
    let scope = scope_of(site, document.agency);
    let mut spec = Spec::new(
        scope,
        &entry.url,
        section(document.kind),
        document.title.clone(),
    );
    spec.column = document.column;
    spec.trail = trail(site, scope, entry);
    spec.description = Some(entry.summary().to_owned()).filter(|text| !text.is_empty());
    spec.column_type = Some(match document.kind {
        KindId::Policy => "政策文件",
        KindId::Interpretation => "政策解读",
        KindId::Consultation => "征集调查",
        _ => document.column.map_or("信息公开", |column| {
            statutory::column_type(&site.config.columns.get(column).id)
        }),
    });
    let mut page = spec.page(site, cx.frames);
    article_meta(site, entry, &mut page.meta);
    page.json_ld = Some(structured::json_ld(site, entry));
    page.noindex = document.is_archived();
    page
}

/// Where a kind stands in the navigation.
fn section(kind: KindId) -> Section {
    match kind {
        KindId::Guide => Section::Guide,
        KindId::System => Section::System,
        KindId::Report => Section::Report,
        KindId::Gazette => Section::Gazette,
        _ => Section::Statutory,
    }
}

/// Steps of the breadcrumb before a document.
pub(super) fn trail(site: &Site, scope: Scope, entry: &Entry) -> Vec<Link> {
    let document = &entry.document;
    if let Some(column) = document.column {
        return statutory::trail(site, scope, Some(column));
    }
    let section = section(document.kind);
    section_url(site, scope, section)
        .map(|url| Link::new(section_name(section), url.href()))
        .into_iter()
        .collect()
}

/// The kind in words, as precise as the document says.
pub(crate) fn kind_label(entry: &Entry) -> &'static str {
    match &entry.document.detail {
        Detail::Policy(policy) => policy.category.label(),
        Detail::Disclosure(Some(act)) => act.kind.label,
        _ => entry.document.kind.kind().label,
    }
}

/// What stands above the title: the column where the kind says no more than 法定主动公开内容.
fn place_label<'s>(site: &'s Site, entry: &'s Entry) -> &'s str {
    match (&entry.document.detail, entry.document.column) {
        (Detail::Disclosure(None), Some(column)) => &site.config.columns.get(column).name,
        _ => kind_label(entry),
    }
}

/// 来源: as written, else the issuing bodies.
pub(crate) fn source(_: &Site, entry: &Entry) -> String {
    entry
        .document
        .source
        .clone()
        .unwrap_or_else(|| entry.document.issuers.join("、"))
}

/// 文号 and 成文日期 (else 发布日期), as a short line tells one version of a text from another.
pub(super) fn source_line(entry: &Entry) -> String {
    let document = &entry.document;
    let number = document
        .doc_number
        .as_ref()
        .map(|number| number.value.clone());
    let day = match document.dated {
        Some(day) => format!("{day} 成文"),
        None => format!("{} 发布", document.published.date),
    };
    number
        .into_iter()
        .chain([day])
        .collect::<Vec<_>>()
        .join("，")
}

/// A text as its page shows it.
pub(crate) struct Text {
    /// With a link to itself in every heading and article.
    pub(crate) html: String,
    /// Its contents.
    pub(crate) toc: Vec<TocEntry>,
    /// How many articles the contents list; 0 where they list none.
    pub(crate) articles: usize,
}

/// The text of a document.
pub(crate) fn text(cx: &Context<'_>, entry: &Entry) -> Text {
    let body = entry.document.body.text.read();
    let targets = PageLinks::new(cx.site, entry);
    let (html, lines) = if let Some(shown) = entry.shown() {
        clauses::link(&shown.html(&body, &targets), shown.headings())
    } else {
        let rendered = markdown::render(&body, &targets);
        let headings = rendered.headings.iter().map(|h| (&*h.id, &*h.text));
        clauses::link(rendered.html.as_str(), Some(headings))
    };
    let html = pictures::sized(html, entry);
    let least = cx.theme.number(CLAUSES).unwrap_or(usize::MAX);
    let (toc, articles) = clauses::contents(lines, least);
    Text {
        html,
        toc,
        articles,
    }
}

/// The files of a document.
pub(crate) fn attachments(entry: &Entry) -> Vec<Attachment> {
    entry
        .document
        .attachments
        .iter()
        .map(|file| {
            let name = file.name.rsplit('/').next().unwrap_or(&file.name);
            Attachment {
                title: file.title.clone().unwrap_or_else(|| name.to_owned()),
                href: entry.url.beside(&file.name).href(),
                file: saved_name(name, file.title.as_deref()),
                ext: name
                    .rsplit_once('.')
                    .map_or_else(String::new, |(_, ext)| ext.to_lowercase()),
                size: file.size,
                sha256: file.sha256.clone(),
            }
        })
        .collect()
}

/// The name under which a file is saved: its caption, which says more than `fj1.docx`, without the signs that a file
/// system refuses; its own name where it has no caption.
fn saved_name(name: &str, title: Option<&str>) -> String {
    let Some(title) = title.map(str::trim).filter(|title| !title.is_empty()) else {
        return name.to_owned();
    };
    let Some((_, extension)) = name.rsplit_once('.') else {
        return name.to_owned();
    };
    let suffix = format!(".{extension}");
    let stem = title.strip_suffix(&suffix).unwrap_or(title);
    let refused = |c: char| c.is_control() || "\\/:*?\"<>|".contains(c);
    let stem: String = stem
        .chars()
        .map(|c| if refused(c) { '_' } else { c })
        .take(SAVED_CHARS)
        .collect();
    format!("{}{suffix}", stem.trim_end_matches(['.', ' ']))
}

#[cfg(test)]
mod tests {
    use super::saved_name;

    #[test]
    fn 下载的文件以附件的名称命名() {
        for (name, title, saved) in [
            ("fj1.docx", Some("附件1：任务清单"), "附件1：任务清单.docx"),
            ("fj1.docx", Some("任务清单.docx"), "任务清单.docx"),
            ("fj1.docx", Some("2024/5 月报?"), "2024_5 月报_.docx"),
            ("任务清单.xlsx", None, "任务清单.xlsx"),
            ("fj", Some("附件"), "fj"),
        ] {
            assert_eq!(saved_name(name, title), saved);
        }
    }
}
