//! The portal's home page: the four columns in their official order, 依申请公开, the newest of everything.

use super::frame::{self, Spec, section_description, section_name, section_url};
use super::{Context, RenderError, Scene, rows, statutory};
use crate::config::Agency;
use crate::markdown;
use crate::model::KindId;
use crate::plan::{Origin, Planner};
use crate::site::route::{UrlPath, encode};
use crate::site::{DocId, Entry, Scope, Site};
use crate::theme::view::{AnyLink, Contact, CountLink, HomeColumn, HomeView, Link, Section};

/// Rows of a block.
const NEWEST: usize = 8;

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    let day = super::lists::changed(site, &site.portal.all);
    planner.page(
        UrlPath::new("index.html"),
        Origin::Generated("首页"),
        day,
        Box::new(render),
    );
}

fn render(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = UrlPath::new("index.html");
    let mut spec = Spec::new(
        Scope::Portal,
        &url,
        Section::Home,
        site.config.portal.title.clone(),
    );
    spec.column_type = None;
    spec.description = Some(format!(
        "{}政府信息公开平台：政府信息公开指南、政府信息公开制度、法定主动公开内容、政府信息公开年报和依申请公开",
        site.config.portal.name
    ));
    let mut page = spec.page(site, cx.frames);
    page.json_ld = Some(super::document::json_ld_home(site));
    let lists = &site.portal;
    let more = |title: &str, href: &str| Some(Link::new(title, href));
    let blocks = [
        rows::block(
            site,
            "最新公开",
            &lists.all,
            NEWEST,
            more("全部信息", "catalogue/index.html"),
        ),
        rows::block(
            site,
            "政策文件",
            lists.of(KindId::Policy),
            NEWEST,
            more("全部政策文件", "policy/index.html"),
        ),
        rows::block(
            site,
            "政策解读",
            lists.of(KindId::Interpretation),
            NEWEST,
            more("全部政策解读", "interpretation/index.html"),
        ),
        rows::block(
            site,
            "意见征集",
            lists.of(KindId::Consultation),
            NEWEST,
            more("全部意见征集", "consultation/index.html"),
        ),
    ];
    let view = HomeView {
        page,
        columns: columns(site, Scope::Portal),
        statutory: statutory::groups(site, Scope::Portal, 0)
            .into_iter()
            .map(|g| CountLink::new(g.title, g.href, g.count))
            .collect(),
        blocks: blocks.into_iter().flatten().collect(),
        fields: super::fields::field_links(site),
        agencies: super::agencies::agency_links(site),
        facets: Vec::new(),
        contact: Some(contact(site, site.config.agency(site.config.own_agency()))),
        total: site.entries.len(),
    };
    Ok(cx.theme.render(&view)?)
}

/// The four columns of a scope, those with something public, each with its newest entries.
pub(crate) fn columns(site: &Site, scope: Scope) -> Vec<HomeColumn> {
    let newest = |section| {
        let Some(lists) = site.lists(scope) else {
            return Vec::new();
        };
        match section {
            Section::Guide => lists
                .guide()
                .map(|id| guide_parts(site.entry(id)))
                .unwrap_or_default(),
            Section::System => rows::links(site, &own_first(site, lists.of(KindId::System)), 3),
            Section::Report => rows::links(site, &own_first(site, lists.of(KindId::Report)), 3),
            Section::Statutory => lists
                .columns
                .keys()
                .filter(|column| site.config.columns.get(**column).parent.is_none())
                .map(|column| {
                    Link::new(
                        site.config.columns.get(*column).name.clone(),
                        frame::column_url(site, scope, *column).href(),
                    )
                })
                .take(6)
                .collect(),
            _ => Vec::new(),
        }
    };
    [
        Section::Guide,
        Section::System,
        Section::Statutory,
        Section::Report,
    ]
    .into_iter()
    .filter(|section| frame::has_content(site, scope, *section))
    .filter_map(|section| {
        Some(HomeColumn {
            section,
            title: section_name(section).to_owned(),
            href: section_url(site, scope, section)?.href(),
            description: section_description(section).map(str::to_owned),
            links: newest(section),
        })
    })
    .collect()
}

/// The documents of the portal's own agency before those of the others.
fn own_first(site: &Site, ids: &[DocId]) -> Vec<DocId> {
    let own = site.config.own_agency();
    let mut ids = ids.to_vec();
    ids.sort_by_key(|id| site.entry(*id).document.agency != own);
    ids
}

/// The parts of the guide: its headings of the first level.
fn guide_parts(entry: &Entry) -> Vec<Link> {
    let headings = markdown::scan(&entry.document.body.text.read()).headings;
    let top = headings.iter().map(|heading| heading.level).min();
    let parts = headings
        .iter()
        .filter(|heading| Some(heading.level) == top)
        .take(6);
    parts
        .map(|heading| {
            Link::new(
                heading.text.clone(),
                format!("{}#{}", entry.url.href(), encode(&heading.id)),
            )
        })
        .collect()
}

/// The contact data of an agency's disclosure office (《条例》第十二条).
pub(crate) fn contact(site: &Site, agency: &Agency) -> Contact {
    let href = site
        .config
        .agency_by_id(&agency.id)
        .filter(|ix| site.agencies.contains_key(ix));
    Contact {
        agency: agency.name.clone(),
        office: agency.office.clone(),
        address: agency.address.clone(),
        hours: agency.hours.clone(),
        phone: agency.phone.clone(),
        fax: agency.fax.clone(),
        email: agency.email.clone(),
        postcode: agency.postcode.clone(),
        online: agency
            .apply_url
            .as_ref()
            .map(|url| AnyLink::external("网上提交申请", url.clone())),
        href: href.map(|_| format!("agencies/{}/index.html", agency.id)),
    }
}
