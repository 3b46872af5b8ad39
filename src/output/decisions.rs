//! 重大行政决策: the course of each on one page, and the list of all (standards 11.8).

use super::document::{consultation, relation};
use super::frame::Spec;
use super::{Context, RenderError, Scene, statutory};
use crate::kind::STAGES;
use crate::model::{ConsultationState, Date, Detail};
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::site::{Decision, DocId, Entry, Scope, Site, Target};
use crate::theme::view::{
    DecisionCard, DecisionStage, DecisionStep, DecisionView, DecisionsView, Link, Section,
};

const NAME: &str = "重大行政决策";
const INDEX: &str = "decisions/index.html";
/// 听证 is held where the law or the matter asks for it (《重大行政决策程序暂行条例》第十六条).
const OPTIONAL: &str = "hearing";

pub(super) fn plan(scene: &Scene<'_>, planner: &mut Planner) {
    let site = scene.site;
    if site.decisions.is_empty() {
        return;
    }
    let newest = site
        .decisions
        .values()
        .map(|decision| latest(site, decision));
    planner.page(
        UrlPath::new(INDEX),
        Origin::Generated(NAME),
        newest.max(),
        Box::new(index),
    );
    let mut seen = std::collections::BTreeSet::new();
    for (id, decision) in &site.decisions {
        // Two ids at one address are a finding already.
        if !seen.insert(decision.url.as_str().to_lowercase()) {
            continue;
        }
        let id = id.clone();
        planner.page(
            decision.url.clone(),
            Origin::Generated(NAME),
            Some(latest(site, decision)),
            Box::new(move |cx: &Context<'_>| render(cx, &cx.site.decisions[&id])),
        );
    }
}

/// The list of all decisions; `None` where there is none.
pub(super) fn link(site: &Site) -> Option<Link> {
    (!site.decisions.is_empty()).then(|| Link::new(NAME, INDEX))
}

/// The course of the decision that a document belongs to.
pub(super) fn of_document(site: &Site, entry: &Entry) -> Option<Link> {
    let decision = entry.document.decision.as_ref()?;
    entry.document.decision_stage?;
    let decision = site.decisions.get(&decision.value)?;
    let title = format!("决策全过程：{}", decision.title);
    Some(Link::new(title, decision.url.href()))
}

/// The newest day on which anything of a decision was published.
fn latest(site: &Site, decision: &Decision) -> Date {
    let days = decision
        .documents
        .iter()
        .map(|(_, id)| site.entry(*id).document.published.date);
    days.max().unwrap_or(site.today)
}

fn spec<'s>(site: &Site, url: &'s UrlPath, title: String) -> Spec<'s> {
    let mut spec = Spec::new(Scope::Portal, url, Section::Statutory, title);
    let column = site.config.columns.by_id("yjzj");
    spec.column = column.filter(|column| !site.portal.column(*column).is_empty());
    spec.column_type = Some("征集调查");
    spec.trail = statutory::trail(site, Scope::Portal, spec.column);
    spec
}

fn index(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = UrlPath::new(INDEX);
    let description = "每项重大行政决策从草案、征求意见到公布、解读、执行和评价的公开情况";
    let mut spec = spec(site, &url, NAME.to_owned());
    spec.description = Some(description.to_owned());
    let mut decisions: Vec<DecisionCard> = site
        .decisions
        .values()
        .map(|decision| card(site, decision))
        .collect();
    decisions.sort_by(|a, b| (&b.latest, &a.href).cmp(&(&a.latest, &b.href)));
    let view = DecisionsView {
        page: spec.page(site, cx.frames),
        description: Some(description.to_owned()),
        decisions,
    };
    Ok(cx.theme.render(&view)?)
}

fn card(site: &Site, decision: &Decision) -> DecisionCard {
    let reached: Vec<&str> = STAGES
        .iter()
        .filter(|stage| has_content(site, decision, stage.value))
        .map(|stage| stage.label)
        .collect();
    let mut agencies: Vec<&str> = decision
        .documents
        .iter()
        .map(|(_, id)| {
            site.config
                .agency(site.entry(*id).document.agency)
                .name
                .as_str()
        })
        .collect();
    agencies.sort_unstable();
    agencies.dedup();
    DecisionCard {
        title: decision.title.clone(),
        href: decision.url.href(),
        agencies: agencies.join("、"),
        stage: reached.last().copied().unwrap_or_default().to_owned(),
        reached: reached.len(),
        stages: STAGES.len(),
        latest: latest(site, decision).to_string(),
        open: decision
            .stage("solicit")
            .any(|id| match &site.entry(id).document.detail {
                Detail::Consultation(own) => own.state(site.today) == ConsultationState::Open,
                _ => false,
            }),
    }
}

/// The consultations whose outcome is public: it is 意见采纳情况 wherever it stands.
fn outcomes<'s>(site: &'s Site, decision: &'s Decision) -> impl Iterator<Item = DocId> + 's {
    decision.stage("solicit").filter(|id| {
        matches!(&site.entry(*id).document.detail, Detail::Consultation(own) if own.outcome.is_some())
    })
}

fn has_content(site: &Site, decision: &Decision, stage: &str) -> bool {
    decision.stage(stage).next().is_some()
        || (stage == "feedback" && outcomes(site, decision).next().is_some())
}

fn render(cx: &Context<'_>, decision: &Decision) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let mut spec = spec(site, &decision.url, decision.title.clone());
    spec.trail.push(Link::new(NAME, INDEX));
    spec.description = Some(format!(
        "{}：重大行政决策从草案到评价的全过程",
        decision.title
    ));
    let has = |stage: &str| has_content(site, decision, stage);
    let reached = STAGES.iter().filter(|stage| has(stage.value)).count();
    let last = STAGES.iter().rposition(|stage| has(stage.value));
    let last = last.unwrap_or(0);
    let gaps = STAGES[..last]
        .iter()
        .filter(|stage| !has(stage.value) && stage.value != OPTIONAL)
        .map(|stage| stage.label.to_owned())
        .collect();
    let view = DecisionView {
        page: spec.page(site, cx.frames),
        description: None,
        stages: STAGES
            .iter()
            .enumerate()
            .map(|(at, stage)| DecisionStage {
                key: stage.value.to_owned(),
                title: stage.label.to_owned(),
                documents: steps(site, decision, stage.value),
                missing: (!has(stage.value)).then(|| missing(stage.value, at < last).to_owned()),
            })
            .collect(),
        reached,
        gaps,
        all: link(site),
    };
    Ok(cx.theme.render(&view)?)
}

fn missing(stage: &str, passed: bool) -> &'static str {
    match (stage, passed) {
        (OPTIONAL, _) => "没有公开内容（依法需要听证的才举行听证）",
        (_, true) => "本阶段没有公开内容",
        (_, false) => "尚未公开",
    }
}

fn steps(site: &Site, decision: &Decision, stage: &str) -> Vec<DecisionStep> {
    let own = decision.stage(stage).map(|id| DecisionStep {
        relation: relation(site, &Target::Document(id)),
        consultation: consultation(site, &site.entry(id).document),
    });
    let mut steps: Vec<DecisionStep> = own.collect();
    if stage == "feedback" && steps.is_empty() {
        steps.extend(outcomes(site, decision).map(|id| DecisionStep {
            relation: relation(site, &Target::Document(id)),
            consultation: None,
        }));
    }
    steps
}
