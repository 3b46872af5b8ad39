//! 依申请公开: how, the form, the time limits (《条例》第二十九条至第四十二条).

use super::document::attachments;
use super::frame::{Spec, section_description, section_name};
use super::{Context, RenderError, Scene, home};
use crate::plan::{Origin, Planner};
use crate::site::Scope;
use crate::site::route::UrlPath;
use crate::theme::view::{AnyLink, ApplyView, Section};

pub(super) fn plan(_: &Scene<'_>, planner: &mut Planner) {
    planner.page(
        UrlPath::new("apply.html"),
        Origin::Generated("依申请公开"),
        None,
        Box::new(render),
    );
}

fn render(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = UrlPath::new("apply.html");
    let mut spec = Spec::new(
        Scope::Portal,
        &url,
        Section::Apply,
        section_name(Section::Apply),
    );
    spec.description = section_description(Section::Apply).map(str::to_owned);
    let own = site.config.agency(site.config.own_agency());
    let forms = site
        .portal
        .guide()
        .map(|id| attachments(site.entry(id)))
        .unwrap_or_default();
    let others = site
        .agencies_with_content()
        .filter(|agency| *agency != site.config.own_agency());
    let view = ApplyView {
        page: spec.page(site, cx.frames),
        contact: Some(home::contact(site, own)),
        online: own
            .apply_url
            .as_ref()
            .map(|url| AnyLink::external("网上提交申请", url.clone())),
        forms: forms
            .into_iter()
            .filter(|file| file.title.contains("申请"))
            .collect(),
        body: None,
        offices: others
            .map(|agency| home::contact(site, site.config.agency(agency)))
            .filter(|c| c.phone.is_some() || c.address.is_some())
            .collect(),
    };
    Ok(cx.theme.render(&view)?)
}
