//! Contradictions in 立改废: two acts on one document, acts in the wrong order, acts that never took effect.

use std::collections::BTreeMap;

use super::cycle::works;
use super::{Other, Scene};
use crate::diag::Diagnostic;
use crate::model::dates::in_words;
use crate::model::{Date, Detail, Relation};
use crate::site::DocId;
use crate::site::lookup::Found;
use crate::site::relation::Edge;
use crate::site::validity::acts_from;

/// The word for an act.
fn verb(relation: Relation) -> &'static str {
    match relation {
        Relation::Repeals => "废止",
        Relation::Amends => "修改",
        Relation::Replaces => "替代",
        Relation::Cites => "引用",
    }
}

pub(super) fn check(scene: &Scene<'_>) {
    let mut on: BTreeMap<DocId, Vec<(Relation, &Edge)>> = BTreeMap::new();
    for edge in scene.edges {
        if let Some(relation) = works(edge) {
            check_order(scene, relation, edge);
            on.entry(edge.to).or_default().push((relation, edge));
        }
    }
    for acts in on.values() {
        check_twice(scene, acts);
        check_texts(scene, acts);
        check_ended(scene, acts);
    }
    check_unborn(scene, &on);
    check_outside(scene, &on);
}

/// A document can only change what was there before it.
fn check_order(scene: &Scene<'_>, relation: Relation, edge: &Edge) {
    let dated = |id: DocId| scene.entry(id).document.dated;
    let (Some(own), Some(other)) = (dated(edge.from), dated(edge.to)) else {
        return;
    };
    if own >= other {
        return;
    }
    let message = format!(
        "{}（{}成文）早于它{}的文件（{}成文）",
        scene.name(edge.from),
        in_words(own),
        verb(relation),
        in_words(other)
    );
    let place = Other {
        id: edge.to,
        span: None,
        words: "另一个文件在这里",
        help: "核对两个文件的成文日期(dated)，或者关系是不是写反了",
    };
    scene.warning("relation-order", edge, message, place);
}

/// One document does two things to another: the page can only show one.
fn check_twice(scene: &Scene<'_>, acts: &[(Relation, &Edge)]) {
    for (at, (relation, edge)) in acts.iter().enumerate() {
        let before = acts[..at]
            .iter()
            .find(|(other, first)| first.from == edge.from && other != relation);
        let Some((other, first)) = before else {
            continue;
        };
        let shown = if [*relation, *other].contains(&Relation::Repeals) {
            "已废止"
        } else {
            "已修改"
        };
        let message = format!(
            "同一个文件既{}又{}{}，页面上显示“{shown}”",
            verb(*other),
            verb(*relation),
            scene.name(edge.to)
        );
        let place = Other {
            id: first.from,
            span: Some(first.span),
            words: "另一处在这里",
            help: "只留一项: 旧文件不再有效的写 repeals，仍有效而内容有变的写 amends，有了新文本的写 replaces",
        };
        scene.warning("relation-conflict", edge, message, place);
    }
}

/// A document has one newer text: two that took its place on their own leave open which holds.
fn check_texts(scene: &Scene<'_>, acts: &[(Relation, &Edge)]) {
    let mut texts = acts
        .iter()
        .filter(|(relation, _)| *relation == Relation::Replaces)
        .map(|(_, edge)| *edge);
    let Some(first) = texts.next() else {
        return;
    };
    for edge in texts.filter(|edge| edge.from != first.from) {
        let message = format!(
            "{}和{}都写着替代{}，分不清哪一个是现在的文本",
            scene.name(first.from),
            scene.name(edge.from),
            scene.name(edge.to)
        );
        let place = Other {
            id: first.from,
            span: Some(first.span),
            words: "另一处在这里",
            help: "后来的文本写替代前一个文本，一个接一个",
        };
        scene.warning("replaced-twice", edge, message, place);
    }
}

/// What was repealed can be neither repealed again nor amended.
fn check_ended(scene: &Scene<'_>, acts: &[(Relation, &Edge)]) {
    let day = |edge: &Edge| acts_from(&scene.entry(edge.from).document);
    let works = |edge: &Edge| scene.entry(edge.from).works_from.is_some();
    let first = acts
        .iter()
        .filter(|(relation, edge)| *relation == Relation::Repeals && works(edge))
        .min_by_key(|(_, edge)| (day(edge), &scene.entry(edge.from).document.path));
    let Some((_, first)) = first else {
        return;
    };
    for (relation, edge) in acts {
        if edge.from == first.from || !works(edge) || day(edge) <= day(first) {
            continue;
        }
        let message = format!(
            "{}自{}起已经被{}废止，这里又{}一次",
            scene.name(edge.to),
            in_words(day(first)),
            scene.name(first.from),
            verb(*relation)
        );
        let place = Other {
            id: first.from,
            span: Some(first.span),
            words: "先前在这里废止",
            help: "核对两个文件的日期，删去多写的一处",
        };
        scene.warning("acts-on-repealed", edge, message, place);
    }
}

/// What was repealed before it began to work did nothing to others.
fn check_unborn(scene: &Scene<'_>, on: &BTreeMap<DocId, Vec<(Relation, &Edge)>>) {
    for edge in scene.edges {
        let Some(relation) = works(edge) else {
            continue;
        };
        let from = scene.entry(edge.from);
        if from.works_from.is_some() {
            continue;
        }
        let repealed = on.get(&edge.from).into_iter().flatten();
        let Some((_, by)) = repealed
            .filter(|(relation, by)| {
                *relation == Relation::Repeals && scene.entry(by.from).works_from.is_some()
            })
            .min_by_key(|(_, by)| acts_from(&scene.entry(by.from).document))
        else {
            continue;
        };
        let message = format!(
            "{}在施行（{}）之前已经废止，它{}{}不发生效力",
            scene.name(edge.from),
            in_words(acts_from(&from.document)),
            verb(relation),
            scene.name(edge.to)
        );
        let place = Other {
            id: by.from,
            span: Some(by.span),
            words: "在这里废止",
            help: "核对施行日期(effective)和废止它的文件",
        };
        scene.warning("never-in-force", edge, message, place);
    }
}

/// `status` is for acts outside the portal: what stands in the portal says it itself.
fn check_outside(scene: &Scene<'_>, on: &BTreeMap<DocId, Vec<(Relation, &Edge)>>) {
    for (id, entry) in scene.entries {
        let Detail::Policy(policy) = &entry.document.detail else {
            continue;
        };
        let Some(status) = &policy.status else {
            continue;
        };
        if let Some(by) = &status.by
            && let Found::One(other) = named(scene, &by.value)
        {
            let there = &scene.entry(other).document;
            scene.sink.push(
                Diagnostic::warning(
                    "status-inside",
                    &entry.document.path,
                    by.span,
                    format!("{}就在本平台，状态应当由它的关系算出", scene.name(other)),
                )
                .related(&there.path, there.anchor, "依据的文件在这里")
                .help("在依据的文件里写 repeals，删去这里的 status"),
            );
        }
        let repealed = on
            .get(id)
            .into_iter()
            .flatten()
            .find(|(r, _)| *r == Relation::Repeals);
        let Some((_, edge)) = repealed else {
            continue;
        };
        let day = acts_from(&scene.entry(edge.from).document);
        if status.date.is_some_and(|own: Date| own == day) {
            continue;
        }
        let there = &scene.entry(edge.from).document;
        scene.sink.push(
            Diagnostic::warning(
                "status-conflict",
                &entry.document.path,
                status.place,
                format!(
                    "这里写明了效力状态，而{}自{}起废止本文件；页面上以后者为准",
                    scene.name(edge.from),
                    in_words(day)
                ),
            )
            .related(&there.path, edge.span, "在这里废止")
            .help("只留一处: 被平台内的文件废止的，删去 status"),
        );
    }
}

/// A public document by 文号 or 《标题》.
fn named(scene: &Scene<'_>, written: &str) -> Found {
    if crate::model::doc_number::looks_like(written) {
        scene.lookup.number(written)
    } else {
        scene.lookup.title(written)
    }
}
