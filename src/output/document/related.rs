//! Related documents, both ways.

use crate::model::dates::in_words;
use crate::model::{Detail, Relation as Act};
use crate::output::rows::{status_mark, tag};
use crate::site::{Entry, RelatedSort, Site, Target};
use crate::theme::view::{AnyLink, RelatedGroup, Relation};

/// Groups of related documents; what a gazette carries stands in its contents instead.
pub(super) fn groups(site: &Site, entry: &Entry) -> Vec<RelatedGroup> {
    let mut out: Vec<RelatedGroup> = entry
        .related
        .iter()
        .filter(|related| related.sort != RelatedSort::Carries)
        .map(|related| RelatedGroup {
            key: related.sort.key().to_owned(),
            title: related.sort.label().to_owned(),
            links: related
                .targets
                .iter()
                .map(|target| Relation {
                    note: note(site, entry, related.sort, target),
                    ..relation(site, target)
                })
                .collect(),
        })
        .collect();
    let items: Vec<Relation> = entry
        .document
        .items
        .iter()
        .filter_map(|id| site.item(&id.value))
        .map(|item| {
            let words = [
                item.item.level1.as_str(),
                item.item.level2.as_deref().unwrap_or_default(),
            ];
            let title = words
                .iter()
                .filter(|word| !word.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join("—");
            let href = format!(
                "{}#{}",
                crate::output::items::page_of(site, item).href(),
                crate::site::route::encode(&item.item.id)
            );
            Relation {
                link: AnyLink::internal(title, href),
                ..Relation::default()
            }
        })
        .collect();
    if !items.is_empty() {
        out.push(RelatedGroup {
            key: "items".to_owned(),
            title: "落实的公开事项".to_owned(),
            links: items,
        });
    }
    out
}

/// The contents of a gazette, in order.
pub(super) fn contents(site: &Site, entry: &Entry) -> Vec<Relation> {
    let carried = entry
        .related
        .iter()
        .filter(|related| related.sort == RelatedSort::Carries);
    carried
        .flat_map(|related| &related.targets)
        .map(|target| relation(site, target))
        .collect()
}

/// What one document did to the other and from which day, on the pages of both.
fn note(site: &Site, entry: &Entry, sort: RelatedSort, target: &Target) -> Option<String> {
    let (acting, act) = match (sort, target) {
        (RelatedSort::Acts(act), _) => (entry, act),
        (RelatedSort::ActedUpon(act), Target::Document(id)) => (site.entry(*id), act),
        _ => return None,
    };
    let verb = match act {
        Act::Repeals => "废止",
        Act::Amends => "修改",
        Act::Replaces => "由新文本替代",
        Act::Cites => return None,
    };
    let Some(day) = acting.works_from else {
        return Some("没有发生效力".to_owned());
    };
    Some(format!("自{}起{verb}", in_words(day)))
}

/// A related document as a line of a list.
pub(crate) fn relation(site: &Site, target: &Target) -> Relation {
    match target {
        Target::Words(words) => Relation {
            link: AnyLink::words(words),
            ..Relation::default()
        },
        Target::Document(id) => {
            let other = site.entry(*id);
            Relation {
                link: AnyLink::internal(other.document.title.clone(), other.url.href()),
                doc_number: other
                    .document
                    .doc_number
                    .as_ref()
                    .map(|number| number.value.clone()),
                published: Some(other.document.published.date.to_string()),
                tag: tag(site, other),
                form: match &other.document.detail {
                    Detail::Interpretation(own) => Some(own.form.value.to_owned()),
                    _ => None,
                },
                note: None,
                status: status_mark(other),
            }
        }
    }
}
