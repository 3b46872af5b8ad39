//! The index of agencies, and each agency's own page with its four columns.

use super::frame::{Spec, base, section_description, section_name};
use super::{Context, RenderError, Scene, home, items, rows, statutory};
use crate::config::{AgencyIx, AgencyKind, Level};
use crate::model::KindId;
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::site::{Scope, Site};
use crate::theme::view::{
    AgenciesView, AgencyCard, AgencyGroup, AgencyView, CountLink, Link, Section,
};

const NAME: &str = "各机关信息公开";

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    let day = super::lists::changed(site, &site.portal.all);
    planner.page(
        UrlPath::new("agencies/index.html"),
        Origin::Generated(NAME),
        day,
        Box::new(index),
    );
    for agency in site.agencies_with_content() {
        let scope = Scope::Agency(agency);
        let url = UrlPath::new(format!("{}index.html", base(site, scope)));
        let day = site
            .lists(scope)
            .and_then(|lists| super::lists::changed(site, &lists.all));
        planner.page(
            url,
            Origin::Generated(NAME),
            day,
            Box::new(move |cx| agency_page(cx, agency)),
        );
    }
}

/// Agencies with something public, with the number of their documents, in the order of `config.toml`.
pub(crate) fn agency_links(site: &Site) -> Vec<CountLink> {
    let link = |agency: AgencyIx| {
        let own = site.config.agency(agency);
        let title = own.short.clone().unwrap_or_else(|| own.name.clone());
        CountLink::new(
            title,
            format!("{}index.html", base(site, Scope::Agency(agency))),
            count(site, agency),
        )
    };
    site.agencies_with_content().map(link).collect()
}

fn count(site: &Site, agency: AgencyIx) -> usize {
    site.agencies
        .get(&agency)
        .map_or(0, |lists| lists.all.len())
}

/// The heading under which an agency stands in the index.
fn sort(site: &Site, agency: AgencyIx) -> &'static str {
    let own = site.config.agency(agency);
    match (own.level, own.kind) {
        (Level::Township, _) => "乡镇（街道）",
        (_, AgencyKind::Government) => "人民政府",
        (_, AgencyKind::Department) => "政府部门",
        (_, AgencyKind::Dispatched) => "派出机关",
        (_, AgencyKind::Authorized) => "法律、法规授权的组织",
        (_, AgencyKind::Other) => "其他机关",
    }
}

fn index(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = UrlPath::new("agencies/index.html");
    let mut spec = Spec::new(
        Scope::Portal,
        &url,
        Section::Agencies,
        section_name(Section::Agencies),
    );
    spec.description = section_description(Section::Agencies).map(str::to_owned);
    let mut groups: Vec<AgencyGroup> = Vec::new();
    for title in [
        "人民政府",
        "政府部门",
        "派出机关",
        "法律、法规授权的组织",
        "乡镇（街道）",
        "其他机关",
    ] {
        let agencies: Vec<AgencyCard> = site
            .agencies_with_content()
            .filter(|agency| sort(site, *agency) == title)
            .map(|agency| card(site, agency))
            .collect();
        if !agencies.is_empty() {
            groups.push(AgencyGroup {
                title: title.to_owned(),
                agencies,
            });
        }
    }
    let view = AgenciesView {
        page: spec.page(site, cx.frames),
        description: section_description(Section::Agencies).map(str::to_owned),
        groups,
    };
    Ok(cx.theme.render(&view)?)
}

/// The fields in which an agency has documents, with their number.
fn fields(site: &Site, agency: AgencyIx) -> Vec<CountLink> {
    let mut counts = vec![0usize; site.config.fields.len()];
    let documents = site.agencies.get(&agency).map_or(&[][..], |own| &own.all);
    for field in documents
        .iter()
        .flat_map(|id| &site.entry(*id).document.fields)
    {
        counts[usize::from(field.0)] += 1;
    }
    let fields = site.config.fields.iter().zip(counts);
    fields
        .filter(|(_, count)| *count > 0)
        .map(|(field, count)| {
            let href = format!("fields/{}/index.html", field.id);
            CountLink::new(field.name.clone(), href, count)
        })
        .collect()
}

fn card(site: &Site, agency: AgencyIx) -> AgencyCard {
    let own = site.config.agency(agency);
    let scope = Scope::Agency(agency);
    AgencyCard {
        title: own.name.clone(),
        href: format!("{}index.html", base(site, scope)),
        count: count(site, agency),
        phone: own.phone.clone(),
        address: own.address.clone(),
        links: home::columns(site, scope)
            .into_iter()
            .map(|column| Link::new(column.title, column.href))
            .chain(items::of_agency(site, agency).map(|items| Link::new(items.title, items.href)))
            .collect(),
    }
}

fn agency_page(cx: &Context<'_>, agency: AgencyIx) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let scope = Scope::Agency(agency);
    let own = site.config.agency(agency);
    let base = base(site, scope);
    let url = UrlPath::new(format!("{base}index.html"));
    let mut spec = Spec::new(scope, &url, Section::Agencies, own.name.clone());
    spec.trail = vec![Link::new(
        section_name(Section::Agencies),
        "agencies/index.html",
    )];
    spec.description = Some(format!(
        "{}的政府信息公开指南、制度、法定主动公开内容和年度报告",
        own.name
    ));
    let lists = site.agencies.get(&agency);
    let ids = |kind: KindId| lists.map_or(&[][..], |lists| lists.of(kind));
    let all = lists.map_or(&[][..], |lists| lists.all.as_slice());
    let blocks = [
        rows::block(
            site,
            "最新公开",
            all,
            10,
            Some(Link::new(
                "全部信息",
                format!("catalogue/agency/{}/index.html", own.id),
            )),
        ),
        rows::block(site, "政策文件", ids(KindId::Policy), 5, None),
        rows::block(site, "政策解读", ids(KindId::Interpretation), 5, None),
    ];
    let children = site
        .agencies_with_content()
        .filter(|child| site.config.agency(*child).parent == Some(agency));
    let view = AgencyView {
        page: spec.page(site, cx.frames),
        description: None,
        contact: Some(home::contact(site, own)),
        columns: home::columns(site, scope),
        statutory: statutory::groups(site, scope, 0),
        blocks: blocks.into_iter().flatten().collect(),
        items: items::of_agency(site, agency),
        catalogue: (!all.is_empty()).then(|| {
            let href = format!("catalogue/agency/{}/index.html", own.id);
            CountLink::new(section_name(Section::Catalogue), href, all.len())
        }),
        fields: fields(site, agency),
        children: children
            .map(|child| {
                CountLink::new(
                    site.config.agency(child).name.clone(),
                    format!("agencies/{}/index.html", site.config.agency(child).id),
                    count(site, child),
                )
            })
            .collect(),
        total: count(site, agency),
    };
    Ok(cx.theme.render(&view)?)
}
