//! 重大行政决策: documents that share a `decision`, in the order of its stages (standards 11.8).
//!
//! In: the public documents. Out: one [`Decision`] an id. Ids that would stand at one address are a finding.

use std::collections::BTreeMap;

use super::route::{UrlPath, part};
use super::{DocId, Entry};
use crate::diag::{Diagnostic, Sink};
use crate::kind::STAGES;

/// A 重大行政决策 with what is public of it.
#[derive(Debug, Clone)]
pub(crate) struct Decision {
    /// Its page.
    pub url: UrlPath,
    /// What it is about, taken from its documents.
    pub title: String,
    /// Its documents by stage, each stage oldest first.
    pub documents: Vec<(&'static str, DocId)>,
}

impl Decision {
    /// The documents of a stage, oldest first.
    pub(crate) fn stage(&self, stage: &str) -> impl Iterator<Item = DocId> {
        self.documents
            .iter()
            .filter(move |(own, _)| *own == stage)
            .map(|(_, id)| *id)
    }
}

/// The stages whose titles name the matter best, best first; a 决策事项目录 names many matters.
const NAMING: [&str; 9] = [
    "decision",
    "draft",
    "solicit",
    "feedback",
    "hearing",
    "review",
    "interpret",
    "execute",
    "evaluate",
];

/// All decisions by their ids.
pub(super) fn decisions(entries: &[(DocId, &Entry)], sink: &Sink) -> BTreeMap<String, Decision> {
    let mut found: BTreeMap<String, Vec<(&'static str, DocId)>> = BTreeMap::new();
    // Oldest first.
    for (id, entry) in entries.iter().rev() {
        let document = &entry.document;
        if let (Some(decision), Some(stage)) = (&document.decision, document.decision_stage) {
            found
                .entry(decision.value.clone())
                .or_default()
                .push((stage, *id));
        }
    }
    check_addresses(&found, entries, sink);
    let order = |stage: &str| STAGES.iter().position(|one| one.value == stage);
    found
        .into_iter()
        .map(|(id, mut documents)| {
            documents.sort_by_key(|(stage, _)| order(stage));
            let decision = Decision {
                url: UrlPath::new(format!("decisions/{}.html", part(&id))),
                title: title(&id, &documents, entries),
                documents,
            };
            (id, decision)
        })
        .collect()
}

fn title(id: &str, documents: &[(&str, DocId)], entries: &[(DocId, &Entry)]) -> String {
    let named = NAMING.iter().find_map(|stage| {
        let (_, document) = documents.iter().find(|(own, _)| own == stage)?;
        Some(matter(&entries[document.0 as usize].1.document.title))
    });
    named.unwrap_or_else(|| id.to_owned())
}

/// What a document is about: `关于印发《甲方案》的通知` is about 甲方案.
fn matter(title: &str) -> String {
    let named = ["印发《", "征求《", "公布《"]
        .iter()
        .any(|words| title.contains(words));
    let inner = match (title.find('《'), title.rfind('》')) {
        (Some(open), Some(close)) if open < close && (named || open == 0) => {
            &title[open + '《'.len_utf8()..close]
        }
        _ => title,
    };
    // `《甲》和《乙》`: not one name.
    let inner = if inner.find('》') < inner.find('《') && inner.contains('》') {
        title
    } else {
        inner
    };
    let draft = inner.rfind('（').filter(|at| {
        let words = &inner[*at..];
        let note = ["征求意见稿", "草案", "送审稿"];
        words.ends_with('）') && note.iter().any(|note| words.contains(note))
    });
    draft.map_or(inner, |at| &inner[..at]).to_owned()
}

/// Two ids that differ in case or in a sign that no address can hold would stand at one address.
fn check_addresses(
    found: &BTreeMap<String, Vec<(&'static str, DocId)>>,
    entries: &[(DocId, &Entry)],
    sink: &Sink,
) {
    let mut seen: BTreeMap<String, DocId> = BTreeMap::new();
    for (id, documents) in found {
        let Some((_, document)) = documents.first() else {
            continue;
        };
        let Some(first) = seen.get(&part(id).to_lowercase()) else {
            seen.insert(part(id).to_lowercase(), *document);
            continue;
        };
        let place = |id: DocId| {
            let document = &entries[id.0 as usize].1.document;
            let span = document.decision.as_ref().map(|decision| decision.span);
            (document.path.clone(), span)
        };
        let ((path, span), (other, other_span)) = (place(*document), place(*first));
        sink.push(
            Diagnostic::error(
                "decision-id",
                &path,
                span,
                "两个重大行政决策的编号几乎相同，会放在同一个网址上",
            )
            .related(&other, other_span, "另一个编号在这里")
            .help("同一决策的各文件写完全相同的编号；不同的决策换一个编号"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::matter;

    #[test]
    fn 决策的名称取自文件标题() {
        for (title, name) in [
            ("关于印发《示例市公交改革方案》的通知", "示例市公交改革方案"),
            (
                "《示例市公交改革方案（征求意见稿）》公开征求意见",
                "示例市公交改革方案",
            ),
            (
                "关于修改《示例市公园办法》的决定",
                "关于修改《示例市公园办法》的决定",
            ),
            ("《甲》和《乙》", "《甲》和《乙》"),
            ("公交改革方案（草案）", "公交改革方案"),
            ("公交改革方案（2026年修订征求意见稿）", "公交改革方案"),
            ("公交改革方案（试行）", "公交改革方案（试行）"),
        ] {
            assert_eq!(matter(title), name);
        }
    }
}
