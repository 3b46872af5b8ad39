//! 重点领域: one page of each field, over all agencies.

use std::sync::Arc;

use super::frame::{Spec, section_description, section_name};
use super::lists::{List, changed, plan_pages};
use super::{Context, RenderError, Scene, items, rows};
use crate::config::FieldIx;
use crate::model::RequiredDocument;
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::site::{Axis, DocId, Scope, Site};
use crate::theme::view::{CountLink, FieldView, FieldsView, Link, RequiredRow, Section};

const NAME: &str = "重点领域";

/// A field and its documents.
struct Shelf {
    list: List,
    field: FieldIx,
    agencies: Vec<(String, usize, String)>,
}

impl AsRef<List> for Shelf {
    fn as_ref(&self) -> &List {
        &self.list
    }
}

/// The fields that have documents or items, in official order, with their documents.
fn shelves(site: &Site) -> Vec<(FieldIx, Vec<DocId>)> {
    let fields = (0u16..).map(FieldIx).take(site.config.fields.len());
    let mut shelves: Vec<(FieldIx, Vec<DocId>)> = fields.map(|field| (field, Vec::new())).collect();
    for id in &site.portal.all {
        for field in &site.entry(*id).document.fields {
            let ids = &mut shelves[usize::from(field.0)].1;
            if ids.last() != Some(id) {
                ids.push(*id);
            }
        }
    }
    let has_items = |field: FieldIx| site.items.iter().any(|item| item.field == Some(field));
    shelves.retain(|(field, ids)| !ids.is_empty() || has_items(*field));
    shelves
}

fn url(site: &Site, field: FieldIx) -> UrlPath {
    UrlPath::new(format!(
        "fields/{}/index.html",
        site.config.fields[usize::from(field.0)].id
    ))
}

/// Links to the fields with the number of their documents.
pub(crate) fn field_links(site: &Site) -> Vec<CountLink> {
    shelves(site)
        .into_iter()
        .map(|(field, ids)| {
            CountLink::new(
                site.config.fields[usize::from(field.0)].name.clone(),
                url(site, field).href(),
                ids.len(),
            )
        })
        .collect()
}

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    let shelves = shelves(site);
    if shelves.is_empty() {
        return;
    }
    planner.page(
        UrlPath::new("fields/index.html"),
        Origin::Generated(NAME),
        None,
        Box::new(index),
    );
    let links = Arc::new(field_links(site));
    for (field, ids) in shelves {
        let name = site.config.fields[usize::from(field.0)].name.clone();
        let mut list = List::new(
            site,
            Scope::Portal,
            url(site, field),
            Section::Fields,
            name,
            &ids,
        );
        list.trail = vec![Link::new(
            section_name(Section::Fields),
            "fields/index.html",
        )];
        list.description = Some(format!("各机关公开的{}领域的政府信息", list.title));
        let agencies = Axis::Agency
            .sort(site, &ids)
            .into_iter()
            .map(|value| (value.label, value.documents.len(), value.slug))
            .collect();
        let day = changed(site, &ids);
        let links = links.clone();
        let shelf = Shelf {
            list,
            field,
            agencies,
        };
        plan_shelf(planner, shelf, day, links);
    }
}

fn plan_shelf(
    planner: &mut Planner,
    shelf: Shelf,
    day: Option<crate::model::Date>,
    links: Arc<Vec<CountLink>>,
) {
    struct With {
        shelf: Shelf,
        links: Arc<Vec<CountLink>>,
    }
    impl AsRef<List> for With {
        fn as_ref(&self) -> &List {
            self.shelf.as_ref()
        }
    }
    plan_pages(
        planner,
        With { shelf, links },
        day,
        NAME,
        |with, cx, number| render(&with.shelf, &with.links, cx, number),
    );
}

/// 工作总结 and 目录清单; the catalogue of items is a 目录清单 too.
fn required(site: &Site, field: FieldIx) -> Vec<RequiredRow> {
    let rows = site.required(field).into_iter();
    rows.map(|row| {
        let label = row.document.label();
        let mut links: Vec<Link> = row
            .found
            .iter()
            .map(|id| {
                let entry = site.entry(*id);
                Link::new(entry.document.title.clone(), entry.url.href())
            })
            .collect();
        if row.document == RequiredDocument::Catalogue && links.is_empty() {
            let own = site.items.iter().find(|item| item.field == Some(field));
            links.extend(own.map(|item| {
                let name = &site.config.field(field).name;
                Link::new(
                    format!("{name}公开事项目录"),
                    items::page_of(site, item).href(),
                )
            }));
        }
        RequiredRow {
            title: match row.year {
                Some(year) => format!("{year}年{label}"),
                None => label.to_owned(),
            },
            links,
        }
    })
    .collect()
}

fn index(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let url = UrlPath::new("fields/index.html");
    let mut spec = Spec::new(
        Scope::Portal,
        &url,
        Section::Fields,
        section_name(Section::Fields),
    );
    spec.description = section_description(Section::Fields).map(str::to_owned);
    let view = FieldsView {
        page: spec.page(cx.site, cx.frames),
        description: section_description(Section::Fields).map(str::to_owned),
        fields: field_links(cx.site),
    };
    Ok(cx.theme.render(&view)?)
}

fn render(
    shelf: &Shelf,
    links: &[CountLink],
    cx: &Context<'_>,
    number: usize,
) -> Result<Vec<u8>, RenderError> {
    let (site, list) = (cx.site, &shelf.list);
    let of_field: Vec<_> = site
        .items
        .iter()
        .filter(|item| item.field == Some(shelf.field))
        .collect();
    let first = number == 1;
    let catalogue = of_field.iter().filter(|_| first);
    let view = FieldView {
        page: list.page(cx, &list.page_url(number), number),
        description: list.description.clone(),
        coverage: (!of_field.is_empty()).then(|| items::coverage(of_field.iter().copied())),
        items: of_field.first().map(|item| {
            Link::new(
                format!("{}公开事项目录", list.title),
                items::page_of(site, item).href(),
            )
        }),
        catalogue: catalogue.map(|item| items::row(site, item)).collect(),
        required: if first {
            required(site, shelf.field)
        } else {
            Vec::new()
        },
        fields: links
            .iter()
            .filter(|link| link.title != list.title)
            .cloned()
            .collect(),
        agencies: shelf
            .agencies
            .iter()
            .map(|(name, count, id)| {
                CountLink::new(name.clone(), format!("agencies/{id}/index.html"), *count)
            })
            .collect(),
        table: rows::table(cx, &list.ids, number, list.show),
        pagination: list.pagination(number),
        data: list.data(),
    };
    Ok(cx.theme.render(&view)?)
}
