//! All policies, interpretations and consultations of the portal, each as a list with its filter.

use super::lists::List;
use super::narrow::{Facet, Value, plan_narrowed};
use super::{Scene, decisions, lifecycle};
use crate::kind::FORMS;
use crate::model::{ConsultationState, Detail, KindId, Validity};
use crate::plan::Planner;
use crate::site::route::UrlPath;
use crate::site::{DocId, Scope, Site};
use crate::theme::view::{Link, Section};

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    let kinds = [
        (KindId::Policy, "政策文件"),
        (KindId::Interpretation, "政策解读"),
        (KindId::Consultation, "意见征集"),
    ];
    for (kind, title) in kinds {
        let ids = site.portal.of(kind);
        if ids.is_empty() {
            continue;
        }
        let url = UrlPath::new(format!("{}/index.html", kind.kind().folder));
        let mut list = List::new(site, Scope::Portal, url, Section::Statutory, title, ids);
        list.column_type = title;
        list.description = Some(format!("本平台各机关主动公开的{title}"));
        list.links = links(site, kind);
        let facet = match kind {
            KindId::Interpretation => forms(site, ids),
            KindId::Consultation => states(site, ids),
            // The library has the filters of policies.
            _ => Facet {
                key: "status",
                label: "有效性",
                values: Vec::new(),
            },
        };
        plan_narrowed(site, planner, list, facet, title);
    }
}

fn links(site: &Site, kind: KindId) -> Vec<Link> {
    match kind {
        KindId::Policy => {
            let mut links = vec![Link::new("政策文件库", "policy/library.html")];
            links.extend(lifecycle::links(site));
            links
        }
        KindId::Consultation => decisions::link(site).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn of(site: &Site, ids: &[DocId], test: impl Fn(&Detail) -> bool) -> Vec<DocId> {
    let wanted = |id: &&DocId| test(&site.entry(**id).document.detail);
    ids.iter().filter(wanted).copied().collect()
}

fn forms(site: &Site, ids: &[DocId]) -> Facet {
    let value = |form: &'static crate::source::fields::Choice| Value {
        key: form.value,
        label: form.label,
        ids: of(
            site,
            ids,
            |detail| matches!(detail, Detail::Interpretation(own) if own.form.value == form.value),
        ),
    };
    Facet {
        key: "form",
        label: "解读形式",
        values: FORMS.iter().map(value).collect(),
    }
}

fn states(site: &Site, ids: &[DocId]) -> Facet {
    let value = |state: ConsultationState| Value {
        key: state.key(),
        label: state.label(),
        ids: of(
            site,
            ids,
            |detail| matches!(detail, Detail::Consultation(own) if own.state(site.today) == state),
        ),
    };
    Facet {
        key: "state",
        label: "征集状态",
        values: ConsultationState::ALL.into_iter().map(value).collect(),
    }
}

/// 有效性 of the policies in a list, in four groups: 履职依据 shows 现行有效 and 废止和失效 apart (standards 2.5).
pub(super) fn validity(site: &Site, ids: &[DocId]) -> Facet {
    let groups: [(&'static str, &'static str, &[Validity]); 4] = [
        ("valid", "现行有效", &[Validity::Valid]),
        ("pending", "尚未施行", &[Validity::Pending]),
        ("amended", "已修改", &[Validity::Amended]),
        (
            "ended",
            "废止和失效",
            &[Validity::Repealed, Validity::Expired],
        ),
    ];
    let value = |(key, label, states): (&'static str, &'static str, &[Validity])| {
        let wanted = |id: &&DocId| {
            let status = site.entry(**id).status.as_ref();
            status.is_some_and(|status| states.contains(&status.validity))
        };
        Value {
            key,
            label,
            ids: ids.iter().filter(wanted).copied().collect(),
        }
    };
    Facet {
        key: "status",
        label: "有效性",
        values: groups.into_iter().map(value).collect(),
    }
}
