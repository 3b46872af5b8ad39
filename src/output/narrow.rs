//! A list and the narrower lists that one of its facets offers: each value stands at `folder/key/value/`.

use super::lists::{List, plan_list};
use crate::plan::Planner;
use crate::site::route::{UrlPath, encode};
use crate::site::{DocId, Site};
use crate::theme::view::{FacetGroup, FacetLink, Link};

/// A facet with the documents of each of its values.
pub(crate) struct Facet {
    /// The word in addresses: `status`, `form`, `state`.
    pub(crate) key: &'static str,
    /// The word on pages: 有效性.
    pub(crate) label: &'static str,
    /// The values, in order.
    pub(crate) values: Vec<Value>,
}

/// A value of a facet.
pub(crate) struct Value {
    /// The word in addresses: `repealed`.
    pub(crate) key: &'static str,
    /// The word on pages: 已废止.
    pub(crate) label: &'static str,
    /// Its documents, newest first.
    pub(crate) ids: Vec<DocId>,
}

/// Plans a list and, where the facet tells documents apart, the list of each of its values.
pub(crate) fn plan_narrowed(
    site: &Site,
    planner: &mut Planner,
    mut list: List,
    facet: Facet,
    name: &'static str,
) {
    let values: Vec<Value> = facet
        .values
        .into_iter()
        .filter(|value| !value.ids.is_empty())
        .collect();
    if values.len() < 2 {
        plan_list(site, planner, list, name);
        return;
    }
    let url = |value: &Value| format!("{}{}/{}/index.html", list.folder, facet.key, value.key);
    let links = values.iter().map(|value| FacetLink {
        title: value.label.to_owned(),
        href: encode(&url(value)),
        count: value.ids.len(),
        current: false,
    });
    let group = FacetGroup {
        key: facet.key.to_owned(),
        title: facet.label.to_owned(),
        all: None,
        links: links.collect(),
    };
    for (at, value) in values.iter().enumerate() {
        let mut own = List::new(
            site,
            list.scope,
            UrlPath::new(url(value)),
            list.section,
            format!("{}（{}）", list.title, value.label),
            &value.ids,
        );
        own.column = list.column;
        own.column_type = list.column_type;
        own.trail.clone_from(&list.trail);
        own.trail
            .push(Link::new(list.title.clone(), list.url.href()));
        own.description.clone_from(&list.description);
        own.links.clone_from(&list.links);
        let mut chosen = group.clone();
        chosen.all = Some(list.url.href());
        if let Some(link) = chosen.links.get_mut(at) {
            link.current = true;
        }
        own.facets = vec![chosen];
        plan_list(site, planner, own, name);
    }
    list.facets = vec![group];
    plan_list(site, planner, list, name);
}
