//! Chooses what a document points at. In: the whole plan. Out: targets, and how they are written (path, 文号, 《标题》, link).

use std::collections::BTreeMap;

use super::document::{Document, Form, Kind, Secrecy};
use super::random::Random;

/// The plan with the orders that relations are drawn from.
#[derive(Debug)]
pub(crate) struct Web<'a> {
    pub(crate) plan: &'a [Document],
    /// Numbers of each agency's policies, oldest first.
    policies: BTreeMap<usize, Vec<usize>>,
    /// The consultation that came before a policy.
    consultations: BTreeMap<usize, usize>,
}

impl<'a> Web<'a> {
    pub(crate) fn new(plan: &'a [Document]) -> Self {
        let mut policies: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut consultations = BTreeMap::new();
        for document in plan {
            match (document.kind, document.subject) {
                (Kind::Policy(_), _) => policies
                    .entry(document.agency)
                    .or_default()
                    .push(document.number),
                (Kind::Consultation, Some(policy)) if document.secrecy == Secrecy::Public => {
                    consultations.entry(policy).or_insert(document.number);
                }
                _ => {}
            }
        }
        for list in policies.values_mut() {
            list.sort_by_key(|at| (plan[*at].dated, *at));
        }
        Self {
            plan,
            policies,
            consultations,
        }
    }

    /// The consultation that a policy came from.
    pub(crate) fn consultation_of(&self, policy: usize) -> Option<&'a Document> {
        self.consultations
            .get(&policy)
            .map(|number| &self.plan[*number])
    }

    /// Id of the 重大行政决策 that a document is a step of: some policies with a consultation, and what belongs to them.
    pub(crate) fn decision_of(&self, document: &Document) -> Option<String> {
        let policy = document.subject.unwrap_or(document.number);
        let chosen = self.consultations.contains_key(&policy) && policy.is_multiple_of(3);
        chosen.then(|| format!("jc-{policy:06}"))
    }

    /// A policy of `agency`, dated before `document`, among the forty before it.
    pub(crate) fn earlier(
        &self,
        document: &Document,
        agency: usize,
        random: &mut Random,
    ) -> Option<&'a Document> {
        let list = self.policies.get(&agency)?;
        let end = list.partition_point(|at| self.plan[*at].dated < document.dated);
        let back = random.below(end.min(40));
        let target = &self.plan[*list.get(end.checked_sub(1 + back)?)?];
        // What is closed is named by number in few documents only, never by its title.
        (target.secrecy.has_page() || (!target.doc_number.is_empty() && random.chance(200)))
            .then_some(target)
    }

    /// The policies of the city that were published in a month.
    pub(crate) fn of_month(&self, year: i16, month: i16) -> Vec<&'a Document> {
        let in_month = |document: &&Document| {
            document.secrecy == Secrecy::Public
                && document.published.year() == year
                && i16::from(document.published.month()) == month
        };
        self.policies
            .get(&0)
            .into_iter()
            .flatten()
            .map(|at| &self.plan[*at])
            .filter(in_month)
            .collect()
    }
}

/// An entry of `repeals`, `amends`, `cites` …: path, 文号 in one of its writings, or title.
pub(crate) fn entry(target: &Document, random: &mut Random) -> String {
    if !target.secrecy.has_page() {
        return target.doc_number.clone();
    }
    match random.below(10) {
        0..=2 if !target.doc_number.is_empty() => match random.below(4) {
            0 => target.doc_number.replace('〔', "[").replace('〕', "]"),
            1 => target.doc_number.replace('〔', "﹝").replace('〕', "﹞"),
            _ => target.doc_number.clone(),
        },
        3 if target.secrecy == Secrecy::Public => format!("《{}》", target.title),
        _ => target.path.clone(),
    }
}

/// A link in the body of `from`: relative, some with an anchor.
pub(crate) fn link(from: &Document, target: &Document, random: &mut Random) -> String {
    let path = relative(&from.path, &target.path);
    if target.secrecy != Secrecy::Public {
        return format!("[有关文件]({path})");
    }
    let anchor = match target.kind {
        Kind::Policy(form) if random.chance(150) => first_heading(form),
        _ => "",
    };
    format!("[《{}》]({path}{anchor})", target.title)
}

fn first_heading(form: Form) -> &'static str {
    if form.has_articles() {
        "#第一章-总则"
    } else {
        "#一总体要求"
    }
}

/// The way from one file under `content/` to another.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let folders = from.len() - 1;
    let shared = from[..folders]
        .iter()
        .zip(&to[..to.len() - 1])
        .take_while(|(a, b)| a == b)
        .count();
    format!(
        "{}{}",
        "../".repeat(folders - shared),
        to[shared..].join("/")
    )
}
