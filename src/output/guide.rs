//! 政府信息公开指南, of the portal and of each agency.

use super::document::{attachments, qr, text};
use super::frame::{Spec, scope_of, section_name};
use super::{Context, RenderError, Scene, home};
use crate::model::KindId;
use crate::plan::{Origin, Planner};
use crate::site::DocId;
use crate::theme::view::{GuideView, Html, Section};

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    for id in site
        .ids()
        .filter(|id| site.entry(*id).document.kind == KindId::Guide)
    {
        let entry = site.entry(id);
        let day = entry
            .document
            .updated
            .unwrap_or(entry.document.published.date);
        let origin = Origin::Source(entry.document.path.clone());
        planner.page(
            entry.url.clone(),
            origin,
            Some(day),
            Box::new(move |cx| render(cx, id)),
        );
    }
}

fn render(cx: &Context<'_>, id: DocId) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let entry = site.entry(id);
    let document = &entry.document;
    let mut spec = Spec::new(
        scope_of(site, document.agency),
        &entry.url,
        Section::Guide,
        document.title.clone(),
    );
    spec.description = Some(entry.summary().to_owned()).filter(|text| !text.is_empty());
    if document.title != section_name(Section::Guide) {
        spec.title.clone_from(&document.title);
    }
    let text = text(cx, entry);
    let mut page = spec.page(site, cx.frames);
    super::document::article_meta(site, entry, &mut page.meta);
    let view = GuideView {
        page,
        body: Html::trusted(text.html),
        toc: text.toc,
        contact: Some(home::contact(site, site.config.agency(document.agency))),
        updated: document.updated.map(|day| day.to_string()),
        published: Some(document.published.date.to_string()),
        attachments: attachments(entry),
        printable: super::apply::printable(),
        qr: qr(site, entry),
    };
    Ok(cx.theme.render(&view)?)
}
