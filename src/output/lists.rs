//! Lists of documents as static pages, twenty a page, newest first; and the plain lists of kinds.

use std::sync::Arc;

use super::frame::{self, Spec, base, section_description, section_name, section_url};
use super::{Context, Ids, RenderError, Scene, list_data, rows};
use crate::config::ColumnIx;
use crate::model::{Date, KindId};
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::site::{DocId, Scope, Site};
use crate::theme::view::{CountLink, FacetGroup, Link, ListView, Section, Show};

/// A list with all its pages.
pub(crate) struct List {
    /// Whose it is.
    pub(crate) scope: Scope,
    /// Its first page.
    pub(crate) url: UrlPath,
    /// The folder in which `page/2.html` … stand, with its slash.
    pub(crate) folder: String,
    /// Its heading.
    pub(crate) title: String,
    /// Where it belongs.
    pub(crate) section: Section,
    /// The column it lists.
    pub(crate) column: Option<ColumnIx>,
    /// Steps of the breadcrumb before it.
    pub(crate) trail: Vec<Link>,
    /// What it holds.
    pub(crate) description: Option<String>,
    /// For the meta tag `ColumnType`.
    pub(crate) column_type: &'static str,
    /// The documents.
    pub(crate) ids: Ids,
    /// Columns of the table, over all pages.
    pub(crate) show: Show,
    /// Narrower lists, offered on the first page.
    pub(crate) facets: Vec<FacetGroup>,
    /// Lists that belong to it.
    pub(crate) links: Vec<Link>,
}

impl List {
    /// A list in the folder of its first page.
    pub(crate) fn new(
        site: &Site,
        scope: Scope,
        url: UrlPath,
        section: Section,
        title: impl Into<String>,
        ids: &[DocId],
    ) -> Self {
        let folder = url
            .as_str()
            .strip_suffix("index.html")
            .unwrap_or(url.as_str())
            .to_owned();
        Self {
            scope,
            folder,
            url,
            title: title.into(),
            section,
            column: None,
            trail: Vec::new(),
            description: section_description(section).map(str::to_owned),
            column_type: "信息公开",
            show: rows::show(site, ids),
            ids: ids.into(),
            facets: Vec::new(),
            links: Vec::new(),
        }
    }

    /// The address of page `number`, from 1.
    pub(crate) fn page_url(&self, number: usize) -> UrlPath {
        if number == 1 {
            self.url.clone()
        } else {
            UrlPath::new(format!("{}page/{number}.html", self.folder))
        }
    }

    /// The common part of page `number`.
    pub(crate) fn page(
        &self,
        cx: &Context<'_>,
        url: &UrlPath,
        number: usize,
    ) -> crate::theme::view::Page {
        let mut spec = Spec::new(self.scope, url, self.section, self.title.clone());
        spec.trail.clone_from(&self.trail);
        spec.column = self.column;
        spec.description.clone_from(&self.description);
        spec.column_type = Some(self.column_type);
        spec.number = number;
        let mut page = spec.page(cx.site, cx.frames);
        page.alternates = list_data::alternates(&self.url, &self.title);
        page
    }

    /// The list as data.
    pub(crate) fn data(&self) -> Vec<Link> {
        list_data::links(&self.url.href())
    }

    /// Links to the other pages, seen from page `number`.
    pub(crate) fn pagination(&self, number: usize) -> crate::theme::view::Pagination {
        let folder = crate::site::route::encode(&self.folder);
        rows::pagination(self.ids.len(), number, &self.url.href(), &folder)
    }

    fn render(&self, cx: &Context<'_>, number: usize) -> Result<Vec<u8>, RenderError> {
        let site = cx.site;
        let column = self.column.map(|column| site.config.columns.get(column));
        let view = ListView {
            page: self.page(cx, &self.page_url(number), number),
            description: self.description.clone(),
            law: column
                .and_then(|column| column.basis)
                .map(crate::config::Basis::words),
            update: column.map(|column| column.update.words().to_owned()),
            latest: self
                .ids
                .first()
                .map(|id| site.entry(*id).document.published.date.to_string()),
            children: self.children(site),
            facets: if number == 1 {
                self.facets.clone()
            } else {
                Vec::new()
            },
            years: Vec::new(),
            table: rows::table(cx, &self.ids, number, self.show),
            pagination: self.pagination(number),
            links: self.links.clone(),
            data: self.data(),
        };
        Ok(cx.theme.render(&view)?)
    }

    fn children(&self, site: &Site) -> Vec<CountLink> {
        let Some(column) = self.column else {
            return Vec::new();
        };
        let children = site.config.columns.children(column);
        let lists = site.lists(self.scope);
        children
            .filter_map(|child| {
                let count = lists?.column(child).len();
                let href = frame::column_url(site, self.scope, child).href();
                (count > 0).then(|| {
                    CountLink::new(site.config.columns.get(child).name.clone(), href, count)
                })
            })
            .collect()
    }
}

/// The newest day on which anything in a list was published or updated.
pub(crate) fn changed(site: &Site, ids: &[DocId]) -> Option<Date> {
    ids.iter()
        .map(|id| {
            let d = &site.entry(*id).document;
            d.updated
                .map_or(d.published.date, |u| u.max(d.published.date))
        })
        .max()
}

/// Plans all pages of a list, drawn by `render`.
pub(crate) fn plan_pages<L, F>(
    planner: &mut Planner,
    list: L,
    changed: Option<Date>,
    name: &'static str,
    render: F,
) where
    L: AsRef<List> + Send + Sync + 'static,
    F: Fn(&L, &Context<'_>, usize) -> Result<Vec<u8>, RenderError> + Send + Sync + Copy + 'static,
{
    let list = Arc::new(list);
    let own: &List = (*list).as_ref();
    let pages = rows::page_count(own.ids.len());
    list_data::plan(planner, &list, name);
    let urls: Vec<UrlPath> = (1..=pages).map(|number| own.page_url(number)).collect();
    for (at, url) in urls.into_iter().enumerate() {
        let list = Arc::clone(&list);
        let make = Box::new(move |cx: &Context<'_>| render(&list, cx, at + 1));
        // Later pages change with every document: search engines get the first.
        if at == 0 {
            planner.page(url, Origin::Generated(name), changed, make);
        } else {
            planner.unlisted(url, Origin::Generated(name), make);
        }
    }
}

impl AsRef<List> for List {
    fn as_ref(&self) -> &List {
        self
    }
}

/// Plans a plain list.
pub(crate) fn plan_list(site: &Site, planner: &mut Planner, list: List, name: &'static str) {
    let day = changed(site, &list.ids);
    plan_pages(planner, list, day, name, |list, cx, number| {
        list.render(cx, number)
    });
}

/// 政府信息公开制度 of the portal and of each agency; what is archived.
pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    let agencies = site.agencies_with_content().map(Scope::Agency);
    for scope in std::iter::once(Scope::Portal).chain(agencies) {
        let section = Section::System;
        let ids = site
            .lists(scope)
            .map_or(&[][..], |lists| lists.of(KindId::System));
        if let Some(url) = section_url(site, scope, section).filter(|_| !ids.is_empty()) {
            let list = List::new(site, scope, url, section, section_name(section), ids);
            plan_list(site, planner, list, KindId::System.kind().label);
        }
    }
    let archived = &site.portal.archived;
    if !archived.is_empty() {
        let url = UrlPath::new(format!(
            "{}catalogue/archived/index.html",
            base(site, Scope::Portal)
        ));
        let mut list = List::new(
            site,
            Scope::Portal,
            url,
            Section::Catalogue,
            "已归档的信息",
            archived,
        );
        list.trail = vec![Link::new(
            section_name(Section::Catalogue),
            "catalogue/index.html",
        )];
        list.description = Some("已经过了信息下架日期、归档保存的信息，原网址仍可查阅".to_owned());
        plan_list(site, planner, list, "已归档的信息");
    }
}
