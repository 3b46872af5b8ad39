//! 法定主动公开内容: the tree of columns and each column's list, of the portal and of each agency.

use rayon::prelude::*;

use super::frame::{Spec, column_url, section_description, section_name, section_url};
use super::lists::{List, changed, plan_list};
use super::narrow::plan_narrowed;
use super::{Context, RenderError, Scene, acts, decisions, kinds, lifecycle, rows};
use crate::config::ColumnIx;
use crate::plan::{Origin, Planner};
use crate::site::{Scope, Site};
use crate::theme::view::{ColumnGroup, CountLink, Link, Section, StatutoryView};

/// Newest documents shown of each column.
const NEWEST: usize = 5;

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    let agencies = site.agencies_with_content().map(Scope::Agency);
    // Many columns of many documents: they are planned side by side.
    let mut parts = Vec::new();
    for scope in std::iter::once(Scope::Portal).chain(agencies) {
        let Some(lists) = site.lists(scope).filter(|lists| !lists.columns.is_empty()) else {
            continue;
        };
        if let Some(url) = section_url(site, scope, Section::Statutory) {
            let day = changed(site, &lists.all);
            planner.page(
                url,
                Origin::Generated("法定主动公开内容"),
                day,
                Box::new(move |cx| index(cx, scope)),
            );
        }
        let columns = lists.columns.par_iter().map(|(column, ids)| {
            let mut part = Planner::default();
            let list = column_list(site, scope, *column, ids);
            if scope == Scope::Portal {
                let facet = kinds::validity(site, ids);
                plan_narrowed(site, &mut part, list, facet, "法定主动公开内容");
            } else {
                plan_list(site, &mut part, list, "法定主动公开内容");
            }
            part
        });
        parts.push(std::mem::take(planner));
        parts.append(&mut columns.collect());
    }
    parts.push(std::mem::take(planner));
    *planner = Planner::of(parts);
}

fn column_list(site: &Site, scope: Scope, column: ColumnIx, ids: &[crate::site::DocId]) -> List {
    let own = site.config.columns.get(column);
    let mut list = List::new(
        site,
        scope,
        column_url(site, scope, column),
        Section::Statutory,
        own.name.clone(),
        ids,
    );
    list.column = Some(column);
    list.trail = trail(site, scope, own.parent);
    list.description.clone_from(&own.description);
    list.column_type = column_type(&own.id);
    if acts::any(site, ids) {
        list.links.extend(acts::link(site));
    }
    list
}

/// The steps from 法定主动公开内容 down to a column.
pub(crate) fn trail(site: &Site, scope: Scope, column: Option<ColumnIx>) -> Vec<Link> {
    let mut steps = Vec::new();
    let mut at = column;
    while let Some(column) = at {
        let own = site.config.columns.get(column);
        steps.push(Link::new(
            own.name.clone(),
            column_url(site, scope, column).href(),
        ));
        at = own.parent;
    }
    if let Some(url) = section_url(site, scope, Section::Statutory) {
        steps.push(Link::new(section_name(Section::Statutory), url.href()));
    }
    steps.reverse();
    steps
}

/// The word for the meta tag `ColumnType` (standards 4.1).
pub(crate) fn column_type(id: &str) -> &'static str {
    match id {
        "lzyj" | "flfg" | "gz" | "gfxwj" | "qtwj" => "政策文件",
        "zcjd" => "政策解读",
        "yjzj" => "征集调查",
        "jgjj" => "概况信息",
        "tjxx" => "数据发布",
        _ => "信息公开",
    }
}

fn index(cx: &Context<'_>, scope: Scope) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = section_url(site, scope, Section::Statutory)
        .unwrap_or_else(|| crate::site::route::UrlPath::new("statutory/index.html"));
    let mut spec = Spec::new(
        scope,
        &url,
        Section::Statutory,
        section_name(Section::Statutory),
    );
    spec.description = section_description(Section::Statutory).map(str::to_owned);
    let groups = groups(site, scope, NEWEST);
    let view = StatutoryView {
        page: spec.page(site, cx.frames),
        description: section_description(Section::Statutory).map(str::to_owned),
        total: groups.iter().map(|group| group.count).sum(),
        groups,
        links: if scope == Scope::Portal {
            lists_across(site)
        } else {
            Vec::new()
        },
    };
    Ok(cx.theme.render(&view)?)
}

/// Lists that gather what stands in several columns.
pub(crate) fn lists_across(site: &Site) -> Vec<Link> {
    let single = [decisions::link(site), acts::link(site)];
    let mut links: Vec<Link> = single.into_iter().flatten().collect();
    links.extend(lifecycle::links(site));
    links
}

/// The top columns of a scope that hold something public, each with its rules and newest documents.
pub(crate) fn groups(site: &Site, scope: Scope, newest: usize) -> Vec<ColumnGroup> {
    let Some(lists) = site.lists(scope) else {
        return Vec::new();
    };
    let columns = &site.config.columns;
    columns
        .roots()
        .filter_map(|column| {
            let ids = lists.column(column);
            let first = ids.first()?;
            let own = columns.get(column);
            let href = column_url(site, scope, column).href();
            let more = Link::new(format!("全部{}", own.name), href.clone());
            Some(ColumnGroup {
                id: own.id.clone(),
                title: own.name.clone(),
                href,
                count: ids.len(),
                description: own.description.clone(),
                law: own.basis.map(crate::config::Basis::words),
                update: Some(own.update.words().to_owned()),
                latest: Some(site.entry(*first).document.published.date.to_string()),
                children: columns
                    .children(column)
                    .filter_map(|child| {
                        let count = lists.column(child).len();
                        (count > 0).then(|| {
                            CountLink::new(
                                columns.get(child).name.clone(),
                                column_url(site, scope, child).href(),
                                count,
                            )
                        })
                    })
                    .collect(),
                block: rows::block(site, &own.name, ids, newest, Some(more)).unwrap_or_default(),
            })
        })
        .collect()
}
