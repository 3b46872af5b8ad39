//! What stays of withdrawn documents, and the pages at old addresses.

use super::frame::{Spec, scope_of};
use super::{Context, RenderError, Scene};
use crate::plan::{Origin, Planner};
use crate::site::DocId;
use crate::site::route::UrlPath;
use crate::theme::view::{RedirectView, Section, WithdrawnView};

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    for (at, (stub, url)) in site.stubs.iter().enumerate() {
        planner.unlisted(
            url.clone(),
            Origin::Source(stub.path.clone()),
            Box::new(move |cx| withdrawn(cx, at)),
        );
    }
    for id in site.ids() {
        let entry = site.entry(id);
        for alias in &entry.document.aliases {
            let url = UrlPath::new(alias.value.clone());
            let origin = Origin::Source(entry.document.path.clone());
            let own = url.clone();
            planner.unlisted(url, origin, Box::new(move |cx| redirect(cx, id, &own)));
        }
    }
}

fn withdrawn(cx: &Context<'_>, at: usize) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let (stub, url) = &site.stubs[at];
    let mut spec = Spec::new(
        scope_of(site, stub.agency),
        url,
        Section::None,
        "该信息已依法撤下",
    );
    spec.column_type = None;
    let mut page = spec.page(site, cx.frames);
    page.noindex = true;
    let view = WithdrawnView {
        page,
        kind_label: stub.kind.kind().label.to_owned(),
        issuer: Some(stub.issuers.join("、")),
        date: stub.date.to_string(),
        reason: stub.reason.clone(),
    };
    Ok(cx.theme.render(&view)?)
}

fn redirect(cx: &Context<'_>, id: DocId, url: &UrlPath) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let entry = site.entry(id);
    let mut spec = Spec::new(
        scope_of(site, entry.document.agency),
        url,
        Section::None,
        entry.document.title.clone(),
    );
    spec.column_type = None;
    let mut page = spec.page(site, cx.frames);
    page.noindex = true;
    page.url = site
        .config
        .portal
        .base_url
        .as_ref()
        .map(|base| base.join(entry.url.address()));
    Ok(cx.theme.render(&RedirectView {
        page,
        target: entry.url.href(),
    })?)
}
