//! 行政执法信息公示: the decisions whose documents say so, by kind (standards 11.1).

use std::sync::Arc;

use super::frame::Spec;
use super::lists::List;
use super::{Context, Ids, RenderError, Scene, list_data};
use crate::kind::ACT_KINDS;
use crate::model::{Act, Detail, KindId};
use crate::plan::{Origin, Planner};
use crate::site::route::{UrlPath, encode};
use crate::site::{DocId, Scope, Site};
use crate::theme::view::{ActRow, ActsView, FacetGroup, FacetLink, Link, Pagination, Section};

const NAME: &str = "行政执法信息公示";
const FOLDER: &str = "acts/";
/// Rows of a page.
const PER_PAGE: usize = 50;

/// The way there; `None` where no document is such a decision.
pub(super) fn link(site: &Site) -> Option<Link> {
    (!all(site).is_empty()).then(|| Link::new(NAME, format!("{FOLDER}index.html")))
}

/// Whether a list holds such a decision.
pub(super) fn any(site: &Site, ids: &[DocId]) -> bool {
    ids.iter().any(|id| act(site, *id).is_some())
}

fn act(site: &Site, id: DocId) -> Option<&Act> {
    match &site.entry(id).document.detail {
        Detail::Disclosure(act) => act.as_ref(),
        _ => None,
    }
}

/// All decisions, the newest first.
fn all(site: &Site) -> Vec<DocId> {
    let ids = site.portal.of(KindId::Disclosure).iter().copied();
    ids.filter(|id| act(site, *id).is_some()).collect()
}

/// The decisions of one kind, or all.
struct Register {
    kind: Option<(&'static str, &'static str)>,
    ids: Ids,
    facets: Vec<FacetGroup>,
}

impl Register {
    fn page_url(&self, number: usize) -> UrlPath {
        let folder = match self.kind {
            None => FOLDER.to_owned(),
            Some((key, _)) => format!("{FOLDER}{key}/"),
        };
        UrlPath::new(match number {
            1 => format!("{folder}index.html"),
            _ => format!("{folder}page/{number}.html"),
        })
    }

    fn title(&self) -> String {
        match self.kind {
            None => NAME.to_owned(),
            Some((_, label)) => format!("{NAME}（{label}）"),
        }
    }

    fn pages(&self) -> usize {
        self.ids.len().div_ceil(PER_PAGE).max(1)
    }
}

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    let all = all(site);
    if all.is_empty() {
        return;
    }
    let kinds: Vec<(&str, &str, Vec<DocId>)> = ACT_KINDS
        .iter()
        .map(|kind| {
            let own = |id: &DocId| act(site, *id).is_some_and(|act| act.kind.value == kind.value);
            let ids = all.iter().copied().filter(own).collect();
            (kind.value, kind.label, ids)
        })
        .filter(|(_, _, ids): &(_, _, Vec<DocId>)| !ids.is_empty())
        .collect();
    let facets = |chosen: Option<&str>| {
        let link = |(key, label, ids): &(&str, &str, Vec<DocId>)| FacetLink {
            title: (*label).to_owned(),
            href: encode(&format!("{FOLDER}{key}/index.html")),
            count: ids.len(),
            current: chosen == Some(*key),
        };
        vec![FacetGroup {
            key: "act".to_owned(),
            title: "类别".to_owned(),
            all: chosen.map(|_| format!("{FOLDER}index.html")),
            links: kinds.iter().map(link).collect(),
        }]
    };
    let whole = Register {
        kind: None,
        facets: facets(None),
        ids: all.as_slice().into(),
    };
    plan_register(site, planner, whole);
    for (key, label, ids) in &kinds {
        let register = Register {
            kind: Some((key, label)),
            facets: facets(Some(key)),
            ids: ids.as_slice().into(),
        };
        plan_register(site, planner, register);
    }
}

fn plan_register(site: &Site, planner: &mut Planner, register: Register) {
    let (url, title) = (register.page_url(1), register.title());
    let (scope, section) = (Scope::Portal, Section::Statutory);
    let list = List::new(site, scope, url, section, title, &register.ids);
    list_data::plan(planner, &Arc::new(list), NAME);
    let register = Arc::new(register);
    let day = super::lists::changed(site, &register.ids);
    for number in 1..=register.pages() {
        let own = Arc::clone(&register);
        let make = Box::new(move |cx: &Context<'_>| render(cx, &own, number));
        let url = register.page_url(number);
        if number == 1 {
            planner.page(url, Origin::Generated(NAME), day, make);
        } else {
            planner.unlisted(url, Origin::Generated(NAME), make);
        }
    }
}

fn render(cx: &Context<'_>, register: &Register, number: usize) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = register.page_url(number);
    let title = register.title();
    let mut spec = Spec::new(Scope::Portal, &url, Section::Statutory, title.clone());
    spec.trail = super::statutory::trail(site, Scope::Portal, None);
    if register.kind.is_some() {
        spec.trail
            .push(Link::new(NAME, format!("{FOLDER}index.html")));
    }
    spec.number = number;
    let description = "各机关作出的行政许可、行政处罚、行政强制、行政检查决定。行政许可、行政处罚决定自作出之日起7个工作日内公开，其他行政执法决定自作出之日起20个工作日内公开；公示期满或者依法撤下的不再列出";
    spec.description = Some(description.to_owned());
    let first = register.page_url(1);
    let mut page = spec.page(site, cx.frames);
    page.alternates = list_data::alternates(&first, &title);
    let view = ActsView {
        page,
        description: Some(description.to_owned()),
        facets: if number == 1 {
            register.facets.clone()
        } else {
            Vec::new()
        },
        rows: register
            .ids
            .iter()
            .skip((number - 1) * PER_PAGE)
            .take(PER_PAGE)
            .filter_map(|id| row(site, *id))
            .collect(),
        pagination: Pagination::new(register.ids.len(), register.pages(), number, |n| {
            encode(register.page_url(n).as_str())
        }),
        data: list_data::links(&first.href()),
    };
    Ok(cx.theme.render(&view)?)
}

fn row(site: &Site, id: DocId) -> Option<ActRow> {
    let act = act(site, id)?;
    let entry = site.entry(id);
    let document = &entry.document;
    Some(ActRow {
        title: document.title.clone(),
        href: entry.url.href(),
        kind: act.kind.label.to_owned(),
        decision_number: act.decision_number.clone(),
        subject: act.subject.clone(),
        issuer: document.issuers.join("、"),
        decided: act.decided.map(|day| day.to_string()),
        published: document.published.date.to_string(),
        deadline: act
            .deadline(&site.config.calendar)
            .map(|last| last.date.to_string()),
        display_until: act.display_until.map(|day| day.to_string()),
    })
}
