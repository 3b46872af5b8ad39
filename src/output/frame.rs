//! What pages share: the frame of each agency, breadcrumb, titles and the government meta tags (standards 4.1–4.3).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::{Agency, ColumnIx, Config};
use crate::model::KindId;
use crate::site::route::UrlPath;
use crate::site::{Scope, Site};
use crate::theme::view::{
    Badge, ColumnNode, Crumb, Footer, Frame, FrameView, Identity, Link, MetaTag, NavLink, Page,
    Section,
};

/// The frames of the portal and of each agency, made once.
pub(crate) struct Frames {
    portal: Arc<Frame>,
    agencies: BTreeMap<Scope, Arc<Frame>>,
}

impl Frames {
    /// Makes all frames of a site.
    pub(crate) fn new(site: &Site) -> Self {
        let scopes = site
            .agencies_with_content()
            .filter(|agency| *agency != site.config.own_agency())
            .map(Scope::Agency);
        Self {
            portal: Frame::new(&frame(site, Scope::Portal)),
            agencies: scopes
                .map(|scope| (scope, Frame::new(&frame(site, scope))))
                .collect(),
        }
    }

    /// The frame of a scope; the portal's own agency stands in the portal's frame.
    fn of(&self, scope: Scope) -> Arc<Frame> {
        Arc::clone(self.agencies.get(&scope).unwrap_or(&self.portal))
    }
}

/// The folder of a scope: empty for the portal, `agencies/<id>/` for an agency.
pub(crate) fn base(site: &Site, scope: Scope) -> String {
    match scope {
        Scope::Portal => String::new(),
        Scope::Agency(agency) => format!("agencies/{}/", site.config.agency(agency).id),
    }
}

/// The name that the pages of a scope bear.
pub(crate) fn name(site: &Site, scope: Scope) -> &str {
    match scope {
        Scope::Portal => &site.config.portal.name,
        Scope::Agency(agency) => &site.config.agency(agency).name,
    }
}

/// The scope whose frame the pages of a document's agency use.
pub(crate) fn scope_of(site: &Site, agency: crate::config::AgencyIx) -> Scope {
    if agency == site.config.own_agency() {
        Scope::Portal
    } else {
        Scope::Agency(agency)
    }
}

/// The four columns and 依申请公开 by their official names (standards 2.2).
pub(crate) fn section_name(section: Section) -> &'static str {
    match section {
        Section::Guide => "政府信息公开指南",
        Section::System => "政府信息公开制度",
        Section::Statutory => "法定主动公开内容",
        Section::Report => "政府信息公开年报",
        Section::Apply => "依申请公开",
        Section::Library => "政策文件库",
        Section::Catalogue => "政府信息公开目录",
        Section::Items => "公开事项目录",
        Section::Fields => "重点领域",
        Section::Agencies => "各机关信息公开",
        Section::Gazette => "政府公报",
        Section::Search => "检索",
        Section::Home | Section::None => "首页",
    }
}

/// The page of a section in a scope; only those that every portal may have.
pub(crate) fn section_url(site: &Site, scope: Scope, section: Section) -> Option<UrlPath> {
    let base = base(site, scope);
    let path = match section {
        Section::Guide => {
            return site
                .lists(scope)?
                .guide()
                .map(|id| site.entry(id).url.clone());
        }
        Section::System => "system/index.html",
        Section::Statutory => "statutory/index.html",
        Section::Report => "report/index.html",
        Section::Gazette => "gazette/index.html",
        Section::Home => "index.html",
        _ => return None,
    };
    Some(UrlPath::new(format!("{base}{path}")))
}

/// Whether a section has anything public in a scope.
pub(crate) fn has_content(site: &Site, scope: Scope, section: Section) -> bool {
    let Some(lists) = site.lists(scope) else {
        return false;
    };
    match section {
        Section::Guide => lists.guide().is_some(),
        Section::System => !lists.of(KindId::System).is_empty(),
        Section::Statutory => !lists.columns.is_empty(),
        Section::Report => !lists.of(KindId::Report).is_empty(),
        Section::Gazette => !lists.of(KindId::Gazette).is_empty(),
        _ => true,
    }
}

fn nav(site: &Site, scope: Scope, section: Section) -> Option<NavLink> {
    let url = section_url(site, scope, section).filter(|_| has_content(site, scope, section))?;
    Some(NavLink::new(section, section_name(section), url.href()))
}

fn frame(site: &Site, scope: Scope) -> FrameView {
    let config = &site.config;
    let columns = [
        Section::Guide,
        Section::System,
        Section::Statutory,
        Section::Report,
    ];
    let fixed = |section, path: &str| NavLink::new(section, section_name(section), path);
    let mut entries = Vec::new();
    if !site.portal.of(KindId::Policy).is_empty() {
        entries.push(fixed(Section::Library, "policy/library.html"));
    }
    entries.extend(nav(site, scope, Section::Gazette));
    entries.push(fixed(Section::Catalogue, "catalogue/index.html"));
    if !site.items.is_empty() {
        entries.push(fixed(Section::Items, "items/index.html"));
    }
    if site
        .entries
        .iter()
        .any(|entry| !entry.document.fields.is_empty())
    {
        entries.push(fixed(Section::Fields, "fields/index.html"));
    }
    if site.agencies.len() > 1 {
        entries.push(fixed(Section::Agencies, "agencies/index.html"));
    }
    FrameView {
        identity: identity(site, scope),
        columns: columns
            .into_iter()
            .filter_map(|section| nav(site, scope, section))
            .collect(),
        apply: Some(Link::new(section_name(Section::Apply), "apply.html")),
        entries,
        tree: tree(site, scope),
        search: Some(Link::new("检索", "search.html")),
        feed: Some(Link::new("订阅", "feed.xml")),
        feeds: Some(Link::new(super::feeds::TITLE, super::feeds::PATH)),
        footer: footer(config),
    }
}

fn identity(site: &Site, scope: Scope) -> Identity {
    let config = &site.config;
    let portal = match scope {
        Scope::Portal => None,
        Scope::Agency(_) => Some(Link::new(
            format!("{}{}", config.portal.name, config.portal.title),
            "index.html",
        )),
    };
    Identity {
        name: name(site, scope).to_owned(),
        title: config.portal.title.clone(),
        home: format!("{}index.html", base(site, scope)),
        portal,
        site_name: config.site.name.clone(),
        site_url: config
            .site
            .domain
            .as_ref()
            .map(|domain| format!("https://{domain}/")),
        emblem: None,
    }
}

fn footer(config: &Config) -> Footer {
    let site = &config.site;
    Footer {
        badge: site.badge_path().map(|image| Badge {
            image: UrlPath::new(image).href(),
            url: None,
        }),
        report_error: site.report_error.clone(),
        id_code: site.id_code.clone(),
        sponsor: site.sponsor.clone(),
        operator: site.operator.clone(),
        contact: site.contact.clone(),
        icp: site.icp.clone(),
        police: site.police.clone(),
        sitemap: Some(Link::new("站点地图", "sitemap.html")),
        links: Vec::new(),
        built: None,
    }
}

/// The two-level tree under 法定主动公开内容; a column with nothing public in it is not shown (国办发〔2017〕47号).
fn tree(site: &Site, scope: Scope) -> Vec<ColumnNode> {
    let columns = &site.config.columns;
    columns
        .roots()
        .filter_map(|column| node(site, scope, column))
        .collect()
}

fn node(site: &Site, scope: Scope, column: ColumnIx) -> Option<ColumnNode> {
    let count = site.lists(scope)?.column(column).len();
    if count == 0 {
        return None;
    }
    let own = site.config.columns.get(column);
    Some(ColumnNode {
        id: own.id.clone(),
        title: own.name.clone(),
        href: column_url(site, scope, column).href(),
        count,
        children: site
            .config
            .columns
            .children(column)
            .filter_map(|child| node(site, scope, child))
            .collect(),
    })
}

/// The list of a column in a scope.
pub(crate) fn column_url(site: &Site, scope: Scope, column: ColumnIx) -> UrlPath {
    UrlPath::new(format!(
        "{}statutory/{}/index.html",
        base(site, scope),
        site.config.columns.get(column).id
    ))
}

/// What a page says of itself; everything else follows from it.
pub(crate) struct Spec<'s> {
    /// Whose page it is.
    pub(crate) scope: Scope,
    /// Its address.
    pub(crate) url: &'s UrlPath,
    /// Its heading.
    pub(crate) title: String,
    /// Where it belongs.
    pub(crate) section: Section,
    /// The column under 法定主动公开内容 it belongs to.
    pub(crate) column: Option<ColumnIx>,
    /// Steps of the breadcrumb between the home page and this page.
    pub(crate) trail: Vec<Link>,
    /// Summary, plain text.
    pub(crate) description: Option<String>,
    /// Kind of column for the meta tag `ColumnType`; home and special pages have none.
    pub(crate) column_type: Option<&'static str>,
    /// Number of the page in a list, from 1.
    pub(crate) number: usize,
}

impl<'s> Spec<'s> {
    /// A page of a section.
    pub(crate) fn new(
        scope: Scope,
        url: &'s UrlPath,
        section: Section,
        title: impl Into<String>,
    ) -> Self {
        Self {
            scope,
            url,
            title: title.into(),
            section,
            column: None,
            trail: Vec::new(),
            description: None,
            column_type: Some("信息公开"),
            number: 1,
        }
    }

    /// The page with everything that follows from what it says of itself.
    pub(crate) fn page(self, site: &Site, frames: &Frames) -> Page {
        let mut page = Page::new(frames.of(self.scope), self.title.clone(), self.url.root());
        page.head_title = self.head_title(site);
        page.url = site
            .config
            .portal
            .base_url
            .as_ref()
            .map(|base| base.join(self.url.address()));
        page.correction = super::correction::address(site, self.url, &self.title);
        page.meta = self.meta(site);
        page.breadcrumb = self.breadcrumb(site);
        page.section = self.section;
        page.column = self
            .column
            .map(|column| site.config.columns.get(column).id.clone());
        page.column_top = self.column.map(|column| top(site, column));
        page.description = self.description;
        page.noindex = self.number > 1;
        page
    }

    fn head_title(&self, site: &Site) -> String {
        // The portal's own agency may bear the portal's name: its own lists say that they are only its own.
        let own = self.scope == Scope::Agency(site.config.own_agency());
        let place = format!(
            "{}{}{}",
            name(site, self.scope),
            if own { "（本级）" } else { "" },
            site.config.portal.title
        );
        let number = if self.number > 1 {
            format!("（第{}页）", self.number)
        } else {
            String::new()
        };
        let inner = self
            .trail
            .last()
            .map(|link| link.title.as_str())
            .filter(|title| *title != self.title);
        match inner {
            _ if self.section == Section::Home => place,
            Some(inner) => format!("{}{number} - {inner} - {place}", self.title),
            None => format!("{}{number} - {place}", self.title),
        }
    }

    fn meta(&self, site: &Site) -> Vec<MetaTag> {
        let own = &site.config.site;
        let mut tags = Vec::new();
        tag(
            &mut tags,
            "SiteName",
            own.name.as_deref().or(Some(&site.config.portal.name)),
        );
        tag(&mut tags, "SiteDomain", own.domain.as_deref());
        tag(&mut tags, "SiteIDCode", own.id_code.as_deref());
        let Some(kind) = self.column_type else {
            return tags;
        };
        let column = self.column.map(|column| site.config.columns.get(column));
        let name = column.map_or_else(|| section_name(self.section), |column| column.name.as_str());
        tag(&mut tags, "ColumnName", Some(name));
        tag(
            &mut tags,
            "ColumnDescription",
            column
                .and_then(|c| c.description.as_deref())
                .or_else(|| section_description(self.section)),
        );
        let keywords = column
            .map(|column| column.keywords.join(","))
            .filter(|words| !words.is_empty());
        tag(
            &mut tags,
            "ColumnKeywords",
            keywords
                .as_deref()
                .or(Some(&format!("{name},政府信息公开"))),
        );
        tag(&mut tags, "ColumnType", Some(kind));
        tags
    }

    fn breadcrumb(&self, site: &Site) -> Vec<Crumb> {
        let mut crumbs = vec![Crumb {
            title: "首页".to_owned(),
            href: Some("index.html".to_owned()),
        }];
        if self.section == Section::Home && self.scope == Scope::Portal {
            return Vec::new();
        }
        if let Scope::Agency(agency) = self.scope {
            let agency: &Agency = site.config.agency(agency);
            let href = format!("{}index.html", base(site, self.scope));
            if href != self.url.as_str() {
                crumbs.push(Crumb {
                    title: agency.short.clone().unwrap_or_else(|| agency.name.clone()),
                    href: Some(href),
                });
            }
        }
        crumbs.extend(self.trail.iter().map(|link| Crumb {
            title: link.title.clone(),
            href: Some(link.href.clone()),
        }));
        crumbs.push(Crumb {
            title: self.title.clone(),
            href: None,
        });
        crumbs
    }
}

/// The id of the column of the first level that a column stands under, or its own.
fn top(site: &Site, column: ColumnIx) -> String {
    let columns = &site.config.columns;
    let above = std::iter::successors(Some(column), |at| columns.get(*at).parent);
    let top = above.last().unwrap_or(column);
    columns.get(top).id.clone()
}

/// Adds a meta tag; one without a value is left out.
pub(crate) fn tag(tags: &mut Vec<MetaTag>, name: &str, content: Option<&str>) {
    if let Some(content) = content.map(str::trim).filter(|content| !content.is_empty()) {
        tags.push(MetaTag {
            name: name.to_owned(),
            content: content.to_owned(),
        });
    }
}

/// What a section is for, in a sentence.
pub(crate) fn section_description(section: Section) -> Option<&'static str> {
    Some(match section {
        Section::Guide => "政府信息的分类、编排体系、获取方式，以及政府信息公开工作机构的联系方式",
        Section::System => "政府信息公开工作的法律、法规、规章、规范性文件和本机关的工作制度",
        Section::Statutory => {
            "依照《中华人民共和国政府信息公开条例》第二十条、第二十一条主动公开的政府信息"
        }
        Section::Report => "历年政府信息公开工作年度报告",
        Section::Apply => "依申请公开的渠道、申请内容、办理时限、收费和救济途径",
        Section::Library => "现行有效以及已经修改、废止、失效的政策文件",
        Section::Catalogue => "全部主动公开的政府信息，按发布机构、主题、体裁和年份编排",
        Section::Items => "依法应当公开的事项，以及每个事项的公开情况",
        Section::Fields => "各领域的政府信息和公开事项集中展示",
        Section::Agencies => "各部门、各乡镇（街道）的政府信息公开",
        Section::Gazette => "政府公报各期目录",
        Section::Search => "检索全部主动公开的政府信息",
        Section::Home | Section::None => return None,
    })
}
