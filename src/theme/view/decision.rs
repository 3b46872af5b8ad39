//! 重大行政决策: the course of one, and all of them.

use serde::Serialize;

use super::{Consultation, Link, Page, Relation};

/// A document of a stage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DecisionStep {
    /// The document.
    pub relation: Relation,
    /// Its period, state and outcome, where it is a consultation.
    pub consultation: Option<Consultation>,
}

/// A stage of a 重大行政决策.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DecisionStage {
    /// `catalog`, `draft`, `solicit` …
    pub key: String,
    /// 决策草案, 征求意见 …
    pub title: String,
    /// Its documents, oldest first; empty: `missing` says so, drawn without a link.
    pub documents: Vec<DecisionStep>,
    /// What is said where nothing is public: 没有公开内容 …; `None` where something is.
    pub missing: Option<String>,
}

/// The course of a 重大行政决策 on one page.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionView {
    /// Common part.
    pub page: Page,
    /// Introduction.
    pub description: Option<String>,
    /// Its stages, in the order of 《重大行政决策程序暂行条例》.
    pub stages: Vec<DecisionStage>,
    /// Stages with something public.
    pub reached: usize,
    /// Stages after which another one follows that is public, but of which nothing is: 意见采纳情况 …
    pub gaps: Vec<String>,
    /// All decisions.
    pub all: Option<Link>,
}

/// A 重大行政决策 in the list of all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DecisionCard {
    /// What it is about.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The bodies whose documents it has, joined by 、
    pub agencies: String,
    /// The last stage of which something is public: 执行情况
    pub stage: String,
    /// Stages with something public.
    pub reached: usize,
    /// Stages in all.
    pub stages: usize,
    /// Day of its newest document.
    pub latest: String,
    /// Whether a consultation is open at the build date.
    pub open: bool,
}

/// All 重大行政决策.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionsView {
    /// Common part.
    pub page: Page,
    /// What they are.
    pub description: Option<String>,
    /// The newest first.
    pub decisions: Vec<DecisionCard>,
}
