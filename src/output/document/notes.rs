//! What stands around a text: banners, 题注, 附注, the blocks of single kinds.

use super::pictures;
use crate::gate::Published;
use crate::model::dates::in_words;
use crate::model::{Category, Date, Deadline, Detail, Moment, Openness, Relation, Term, Validity};
use crate::site::{Basis, Entry, RelatedSort, Site, Target};
use crate::theme::view::{
    Act, AnyLink, Banner, BannerKind, Consultation, Interpretation, Outcome, Status,
};

/// 发布时间 with the time of day where it is known.
pub(super) fn published_words(moment: Moment) -> String {
    if moment.time.is_some() {
        moment.to_minute()
    } else {
        moment.date.to_string()
    }
}

/// An act as one cites it, with the way there.
pub(crate) fn basis_link(site: &Site, basis: &Basis) -> AnyLink {
    match basis {
        Basis::Document(id) => {
            let other = site.entry(*id);
            AnyLink::internal(titled(&other.document), other.url.href())
        }
        Basis::Words(words) => AnyLink::words(words),
    }
}

fn basis_links(site: &Site, entry: &Entry) -> Vec<AnyLink> {
    let by = entry.status.iter().flat_map(|status| &status.by);
    by.map(|basis| basis_link(site, basis)).collect()
}

/// `《标题》（文号）`, as one cites a document; book marks within the title become single ones (GB/T 15834—2011, 4.15).
pub(crate) fn titled(document: &Published) -> String {
    let number = document
        .doc_number
        .as_ref()
        .map(|number| format!("（{}）", number.value))
        .unwrap_or_default();
    format!("{}{number}", in_book_marks(&document.title))
}

fn in_book_marks(title: &str) -> String {
    let inner = title
        .strip_prefix('《')
        .and_then(|rest| rest.strip_suffix('》'))
        .filter(|inner| !inner.contains(['《', '》']))
        .unwrap_or(title);
    let single = inner.replace('《', "〈").replace('》', "〉");
    format!("《{single}》")
}

/// 有效性 with its date and basis.
pub(super) fn status(site: &Site, entry: &Entry) -> Option<Status> {
    let status = entry.status.as_ref()?;
    Some(Status {
        value: status.validity.value().to_owned(),
        label: status.validity.label().to_owned(),
        date: status.date.map(|day| day.to_string()),
        by: basis_links(site, entry),
    })
}

/// Banners above the text: whatever a reader must know before relying on it.
pub(super) fn banners(site: &Site, entry: &Entry) -> Vec<Banner> {
    validity_banner(site, entry).into_iter().collect()
}

fn banner(kind: BannerKind, title: &str, text: Option<String>) -> Banner {
    Banner {
        kind,
        title: title.to_owned(),
        text,
        links: Vec::new(),
    }
}

fn validity_banner(site: &Site, entry: &Entry) -> Option<Banner> {
    let status = entry.status.as_ref()?;
    let from =
        |words: &str, day: Option<Date>| day.map(|day| format!("自{}起{words}", in_words(day)));
    let links = basis_links(site, entry);
    let because = if links.is_empty() {
        "。"
    } else {
        "，依据："
    };
    let (kind, title, text) = match status.validity {
        Validity::Valid => return None,
        Validity::Pending => (
            BannerKind::Notice,
            "本文件尚未施行",
            from("施行", status.date),
        ),
        Validity::Amended if replaced(site, entry) => (
            BannerKind::Warning,
            "本文件已有新文本",
            from("适用新文本", status.date),
        ),
        Validity::Amended => (
            BannerKind::Warning,
            "本文件已修改",
            from("修改，请同时查阅修改它的文件", status.date),
        ),
        Validity::Repealed => (BannerKind::Ended, "本文件已废止", from("废止", status.date)),
        Validity::Expired => {
            let ran_out = links.is_empty() && entry.document.valid_until.is_some();
            let words = if ran_out {
                "失效，有效期已经届满"
            } else {
                "失效"
            };
            (BannerKind::Ended, "本文件已失效", from(words, status.date))
        }
    };
    let text = text
        .map(|text| format!("{text}{because}"))
        .or_else(|| (!links.is_empty()).then(|| "依据：".to_owned()));
    Some(Banner {
        links,
        ..banner(kind, title, text)
    })
}

/// Whether the last of what changed a document is a newer text of it.
fn replaced(site: &Site, entry: &Entry) -> bool {
    let last = entry.status.as_ref().and_then(|status| status.date);
    entry
        .related
        .iter()
        .filter(|group| group.sort == RelatedSort::ActedUpon(Relation::Replaces))
        .flat_map(|group| &group.targets)
        .any(|target| matches!(target, Target::Document(id) if site.entry(*id).works_from == last))
}

/// 附注 at the end of a policy (GB/T 9704—2012).
pub(super) fn openness_note(document: &Published) -> Option<String> {
    let Detail::Policy(policy) = &document.detail else {
        return None;
    };
    if matches!(policy.category, Category::Law | Category::Regulation) {
        return None;
    }
    if document.body.text.read().contains("（此件") {
        return None;
    }
    Some(
        if document.openness == Openness::Redacted {
            "此件删减后公开"
        } else {
            "此件公开发布"
        }
        .to_owned(),
    )
}

/// 引用格式: 《标题》（文号），发布机构，日期.
pub(super) fn citation(document: &Published) -> String {
    let day = document.written_on();
    let issuers = document.issuers.join("、");
    format!("{}，{issuers}，{}", titled(document), in_words(day))
}

/// The same as a reference of GB/T 7714—2015 (8.6, 电子公告), up to the day on which it is cited.
pub(super) fn reference(document: &Published) -> String {
    let number = document.doc_number.as_ref();
    let number = number.map_or(String::new(), |number| format!(": {}", number.value));
    format!(
        "{}. {}{number}[EB/OL]. ({})",
        document.issuers.join(", "),
        document.title,
        document.published.date
    )
}

/// 行政执法 facts.
pub(super) fn act(site: &Site, document: &Published) -> Option<Act> {
    let Detail::Disclosure(Some(act)) = &document.detail else {
        return None;
    };
    let deadline = act.deadline(&site.config.calendar);
    Some(Act {
        term: deadline.map(|_| Term::from(act.term()).to_string()),
        deadline: deadline.map(|last| last.date.to_string()),
        estimated: deadline.is_some_and(Deadline::is_estimated),
        kind: act.kind.label.to_owned(),
        decision_number: act.decision_number.clone(),
        decided: act.decided.map(|day| day.to_string()),
        subject: act.subject.clone(),
        display_until: act.display_until.map(|day| day.to_string()),
    })
}

/// 意见征集 with its state and the days left at the build date.
pub(crate) fn consultation(site: &Site, document: &Published) -> Option<Consultation> {
    let Detail::Consultation(consultation) = &document.detail else {
        return None;
    };
    let state = consultation.state(site.today);
    let days_left = consultation.days_left(site.today);
    let count = |n: Option<i64>| n.and_then(|n| u64::try_from(n).ok());
    Some(Consultation {
        opens: consultation.opens.map(|day| day.to_string()),
        closes: consultation.closes.map(|day| day.to_string()),
        state: state.key().to_owned(),
        state_label: state.label().to_owned(),
        days_left,
        as_of: days_left.map(|_| site.today.to_string()),
        contact: consultation.contact.clone(),
        outcome: consultation.outcome.as_ref().map(|outcome| Outcome {
            received: count(outcome.received),
            adopted: count(outcome.adopted),
            published: outcome.published.map(|day| day.to_string()),
            note: outcome.note.clone(),
        }),
    })
}

/// 政策解读 with its medium.
pub(super) fn interpretation(entry: &Entry) -> Option<Interpretation> {
    let Detail::Interpretation(interpretation) = &entry.document.detail else {
        return None;
    };
    let body = entry.document.body.text.trim();
    Some(Interpretation {
        form: Some(interpretation.form.label.to_owned()),
        key: Some(interpretation.form.value.to_owned()),
        unit: interpretation.unit.clone(),
        interpreter: interpretation.interpreter.clone(),
        phone: interpretation.phone.clone(),
        media: interpretation
            .media
            .as_ref()
            .map(|media| pictures::medium(entry, &media.value)),
        described: interpretation.media.is_some()
            && !body.is_empty()
            && !body.starts_with(['#', '!']),
    })
}

#[cfg(test)]
mod tests {
    use super::in_book_marks;

    #[test]
    fn a_title_within_a_title_has_single_book_marks() {
        for (title, cited) in [
            ("示例市公园管理办法", "《示例市公园管理办法》"),
            ("《示例市公园管理办法》", "《示例市公园管理办法》"),
            ("关于印发《办法》的通知", "《关于印发〈办法〉的通知》"),
            ("《办法》解读", "《〈办法〉解读》"),
            ("《甲》和《乙》", "《〈甲〉和〈乙〉》"),
        ] {
            assert_eq!(in_book_marks(title), cited);
        }
    }
}
