//! Relations between documents: references resolved, then drawn both ways.

use std::sync::Arc;

use rayon::prelude::*;

use super::assemble::doc_id;
use super::lookup::{Found, Lookup, Retitled};
use super::{DocId, Prepared, route};
use crate::diag::{Diagnostic, Span};
use crate::gate::{Published, Withheld};
use crate::model::{Detail, Reference, Relation, doc_number};
use crate::source::SourcePath;

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Target {
    /// A public document of this portal.
    Document(DocId),
    /// Nothing here: the words as written.
    Words(String),
}

/// Related documents of one sort, on one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Related {
    /// Which sort.
    pub sort: Sort,
    /// The others, in order: as written for what the document says itself, newest first for what others say of it.
    pub targets: Vec<Target>,
}

/// Sorts of relation, in the order in which a page shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    /// 解读 of this document.
    InterpretedBy,
    /// Documents that this one explains.
    Interprets,
    /// What this document does to others.
    Acts(Relation),
    /// What others do to this document.
    ActedUpon(Relation),
    /// The consultation that this policy came from.
    Consultation,
    /// The policy that this consultation became.
    Became,
    /// The gazette that carries this document.
    InGazette,
    /// The documents that this gazette carries.
    Carries,
}

impl Sort {
    /// The key that templates see.
    #[must_use]
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::InterpretedBy => "interpretations",
            Self::Interprets => "interprets",
            Self::Acts(Relation::Repeals) => "repeals",
            Self::Acts(Relation::Amends) => "amends",
            Self::Acts(Relation::Replaces) => "replaces",
            Self::Acts(Relation::Cites) => "cites",
            Self::ActedUpon(Relation::Repeals) => "repealed_by",
            Self::ActedUpon(Relation::Amends) => "amended_by",
            Self::ActedUpon(Relation::Replaces) => "replaced_by",
            Self::ActedUpon(Relation::Cites) => "cited_by",
            Self::Consultation | Self::Became => "consultation",
            Self::InGazette | Self::Carries => "gazette",
        }
    }

    /// The heading.
    #[must_use]
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::InterpretedBy => "相关解读",
            Self::Interprets => "解读的文件",
            Self::Acts(relation) => relation.label(),
            Self::ActedUpon(relation) => relation.back_label(),
            Self::Consultation => "意见征集",
            Self::Became => "形成的文件",
            Self::InGazette => "刊载于政府公报",
            Self::Carries => "本期目录",
        }
    }

    fn back(self) -> Self {
        match self {
            Self::InterpretedBy => Self::Interprets,
            Self::Interprets => Self::InterpretedBy,
            Self::Acts(relation) => Self::ActedUpon(relation),
            Self::ActedUpon(relation) => Self::Acts(relation),
            Self::Consultation => Self::Became,
            Self::Became => Self::Consultation,
            Self::InGazette => Self::Carries,
            Self::Carries => Self::InGazette,
        }
    }
}

/// A relation between two public documents, with the place where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edge {
    /// Who says so.
    pub from: DocId,
    /// Which sort, as `from` sees it.
    pub sort: Sort,
    /// The other.
    pub to: DocId,
    /// Where in the file of `from`.
    pub span: Span,
}

/// All relations of a site.
pub(crate) struct Relations {
    /// Both ways, indexed as the documents are.
    pub related: Vec<Vec<Related>>,
    /// One way, as written: by document, then in the order of its front matter.
    pub edges: Vec<Edge>,
}

/// Everything that resolving needs.
pub(crate) struct Resolver<'a> {
    /// Indexes of the public documents.
    pub(crate) lookup: &'a Lookup,
    /// What the index does not know yet.
    pub(crate) retitled: &'a Retitled,
    /// What must not be shown.
    pub(crate) withheld: &'a Withheld,
}

/// All references of one document, by sort.
pub(super) fn references(document: &Published) -> Vec<(Sort, &Reference)> {
    match &document.detail {
        Detail::Policy(policy) => {
            let acts = policy
                .relations
                .iter()
                .map(|(relation, reference)| (Sort::Acts(*relation), reference));
            acts.chain(
                policy
                    .consultation
                    .iter()
                    .map(|reference| (Sort::Consultation, reference)),
            )
            .collect()
        }
        Detail::Interpretation(interpretation) => interpretation
            .interprets
            .iter()
            .map(|r| (Sort::Interprets, r))
            .collect(),
        Detail::Consultation(consultation) => consultation
            .draft_of
            .iter()
            .map(|r| (Sort::Became, r))
            .collect(),
        Detail::Gazette(gazette) => gazette
            .documents
            .iter()
            .map(|r| (Sort::Carries, r))
            .collect(),
        _ => Vec::new(),
    }
}

impl Resolver<'_> {
    /// The relations of all documents.
    pub(crate) fn relate(&self, documents: &[Arc<Prepared>]) -> Relations {
        let followed: Vec<Vec<(Sort, Target, Span)>> = documents
            .par_iter()
            .map(|own| self.follow(&own.document))
            .collect();
        let mut pairs: Vec<Vec<(Sort, Target)>> = vec![Vec::new(); documents.len()];
        let mut edges = Vec::new();
        for (at, targets) in followed.into_iter().enumerate() {
            for (sort, target, span) in targets {
                if let Target::Document(to) = target {
                    let from = doc_id(at);
                    edges.push(Edge {
                        from,
                        sort,
                        to,
                        span,
                    });
                    push(
                        &mut pairs[to.0 as usize],
                        sort.back(),
                        Target::Document(from),
                    );
                }
                push(&mut pairs[at], sort, target);
            }
        }
        Relations {
            related: pairs.into_par_iter().map(group).collect(),
            edges,
        }
    }

    /// Where the references of one document lead.
    fn follow(&self, document: &Published) -> Vec<(Sort, Target, Span)> {
        references(document)
            .into_iter()
            .filter_map(
                |(sort, reference)| match self.resolve(document, reference) {
                    Way::To(target) | Way::Doubtful(target, _) => {
                        Some((sort, target, reference.span))
                    }
                    Way::Nowhere(_) => None,
                },
            )
            .collect()
    }

    /// What is wrong with the references of one document.
    pub(crate) fn check(&self, document: &Published, out: &mut Vec<Diagnostic>) {
        for (_, reference) in references(document) {
            match self.resolve(document, reference) {
                Way::To(_) => {}
                Way::Doubtful(_, finding) => out.push(*finding),
                Way::Nowhere(finding) => out.extend(finding.map(|finding| *finding)),
            }
        }
    }

    /// Where a reference leads.
    fn resolve(&self, from: &Published, reference: &Reference) -> Way {
        let written = reference.value.as_str();
        let found = if is_path(written) {
            return self.resolve_path(from, reference);
        } else if is_title(written) {
            self.retitled.title(self.lookup, written)
        } else {
            self.lookup.number(written)
        };
        let words = Target::Words(written.to_owned());
        match found {
            Found::One(id) => self.to(from, reference, id),
            Found::Several(ids) => {
                let finding = Diagnostic::warning(
                    "ambiguous-reference",
                    &from.path,
                    reference.span,
                    format!("“{written}”对应 {} 个文件，未加链接", ids.len()),
                );
                let help = "改写成文件路径，例如 policy/2024/yjya.md";
                Way::Doubtful(words, Box::new(finding.help(help)))
            }
            Found::None if self.withheld.answers_to(written) => {
                Way::Doubtful(words, Box::new(hidden(from, reference)))
            }
            Found::None => Way::To(words),
        }
    }

    /// To a public document, which must be another one.
    fn to(&self, from: &Published, reference: &Reference, id: DocId) -> Way {
        if self.lookup.path(&from.path) != Some(id) {
            return Way::To(Target::Document(id));
        }
        let finding = Diagnostic::error(
            "self-reference",
            &from.path,
            reference.span,
            "文件不能引用它自己",
        );
        Way::Nowhere(Some(Box::new(
            finding.help("改成另一个文件，或者删去这一项"),
        )))
    }

    fn resolve_path(&self, from: &Published, reference: &Reference) -> Way {
        let written = reference.value.as_str();
        let path = if written.starts_with("./") || written.starts_with("../") {
            route::resolve(&from.path, written)
        } else {
            let below = written.trim_start_matches('/');
            route::resolve(
                &SourcePath::new("content/x"),
                below.strip_prefix("content/").unwrap_or(below),
            )
        };
        let candidates =
            path.iter().cloned().chain(path.iter().map(|p| {
                SourcePath::new(&format!("{}/index.md", p.as_str().trim_end_matches(".md")))
            }));
        for candidate in candidates {
            if let Some(id) = self.lookup.path(&candidate) {
                return self.to(from, reference, id);
            }
            if self.withheld.contains(&candidate) {
                let told = self.withheld.has_failed(&candidate);
                return Way::Nowhere((!told).then(|| Box::new(hidden(from, reference))));
            }
        }
        let finding = Diagnostic::error(
            "broken-reference",
            &from.path,
            reference.span,
            format!("没有找到文件“{written}”"),
        );
        Way::Nowhere(Some(Box::new(finding.help(
            "路径从 content/ 之下写起，例如 policy/2024/yjya.md；不在本平台的文件写文号或《标题》",
        ))))
    }
}

/// What comes of following a reference.
enum Way {
    /// It leads there.
    To(Target),
    /// It stays words, and a finding says why.
    Doubtful(Target, Box<Diagnostic>),
    /// It is left out; where no finding says why, one of the other file does.
    Nowhere(Option<Box<Diagnostic>>),
}

fn hidden(from: &Published, reference: &Reference) -> Diagnostic {
    Diagnostic::warning(
        "refers-to-withheld",
        &from.path,
        reference.span,
        "这里引用的文件没有公开，页面上不加链接，也不显示它的标题",
    )
    .help("如果写出文号或标题本身也不妥，请删去这一项")
}

/// A reference by path rather than by 文号 or title.
fn is_path(written: &str) -> bool {
    let has_extension = std::path::Path::new(written)
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("md"));
    has_extension
        || written.starts_with("./")
        || written.starts_with("../")
        || (written.contains('/') && written.is_ascii())
}

/// A reference by title rather than by path or 文号.
pub(super) fn is_title(written: &str) -> bool {
    !is_path(written) && (written.starts_with('《') || !doc_number::looks_like(written))
}

fn push(list: &mut Vec<(Sort, Target)>, sort: Sort, target: Target) {
    if !list.iter().any(|(s, t)| *s == sort && *t == target) {
        list.push((sort, target));
    }
}

fn group(pairs: Vec<(Sort, Target)>) -> Vec<Related> {
    let mut groups: Vec<Related> = Vec::new();
    for (sort, target) in pairs {
        match groups.iter_mut().find(|group| group.sort == sort) {
            Some(group) => group.targets.push(target),
            None => groups.push(Related {
                sort,
                targets: vec![target],
            }),
        }
    }
    groups.sort_by_key(|group| group.sort);
    // Most have one group of one or two, and are kept as long as the site.
    groups.shrink_to_fit();
    for group in &mut groups {
        group.targets.shrink_to_fit();
        if matches!(
            group.sort,
            Sort::InterpretedBy | Sort::ActedUpon(_) | Sort::InGazette
        ) {
            group.targets.sort();
        }
    }
    groups
}
