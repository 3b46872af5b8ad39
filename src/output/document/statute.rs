//! 规章: a page with title, 题注 and text only (国办公开办函〔2021〕33号); the 题注 is composed from data.
//!
//! In: a document and what was done to it. Out: `（2020年1月4日示例市人民政府令第1号公布　根据2024年5月10日《…的决定》修正　自
//! 2020年3月1日起施行）`, in the manner of the 行政法规库. A text that brings a 题注 of its own keeps that one.

use crate::gate::Published;
use crate::model::dates::in_words;
use crate::model::{Category, Date, Detail, Relation, doc_number};
use crate::site::{DocId, Entry, RelatedSort, Site, Target};
use crate::theme::view::DocumentView;

use super::notes::titled;

/// A chain of texts is followed this far; what is longer is none.
const TEXTS: usize = 100;

/// Whether a document is shown as a 规章.
pub(super) fn is_statute(document: &Published) -> bool {
    matches!(&document.detail, Detail::Policy(policy) if policy.category == Category::Regulation)
}

/// Takes from a view what a 规章 does not show, and gives it its 题注.
pub(super) fn reduce(site: &Site, entry: &Entry, view: &mut DocumentView) {
    view.statute = true;
    view.legislative_note = note(site, entry);
    view.metadata = Vec::new();
    view.source = None;
    view.published = None;
    view.updated = None;
    view.editor = None;
}

/// A step in the making of a text.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    day: Date,
    words: String,
    how: How,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    /// 修正: a decision changed single provisions.
    Amended,
    /// 修订: the whole text was made anew.
    Revised,
}

fn note(site: &Site, entry: &Entry) -> Option<String> {
    let document = &entry.document;
    let dated = document.dated?;
    let number = document.doc_number.as_ref().map(|n| n.value.as_str());
    if has_own(&document.body.text.read(), number) {
        return None;
    }
    let texts = texts(site, entry);
    let root = texts.first().map_or(document, |first| &first.document);
    let issued = root.dated.unwrap_or(dated);
    let number = root.doc_number.as_ref().map_or("", |n| n.value.as_str());
    let mut parts = vec![format!("{}{number}公布", in_words(issued))];
    parts.extend(said(&steps(site, &texts)));
    if let Some(day) = document.effective.or(root.effective) {
        parts.push(format!("自{}起施行", in_words(day)));
    }
    Some(format!("（{}）", parts.join("　")))
}

/// The texts of this 规章 from the first to this one: each replaced the one before.
fn texts<'s>(site: &'s Site, entry: &'s Entry) -> Vec<&'s Entry> {
    let before = |entry: &'s Entry| {
        targets(entry, RelatedSort::Acts(Relation::Replaces))
            .map(|id| site.entry(id))
            .find(|other| is_statute(&other.document))
    };
    let mut texts: Vec<&Entry> = std::iter::successors(Some(entry), |at| before(at))
        .take(TEXTS)
        .collect();
    texts.reverse();
    texts
}

fn targets(entry: &Entry, sort: RelatedSort) -> impl Iterator<Item = DocId> {
    let groups = entry.related.iter().filter(move |group| group.sort == sort);
    groups
        .flat_map(|group| &group.targets)
        .filter_map(|target| match target {
            Target::Document(id) => Some(*id),
            Target::Words(_) => None,
        })
}

/// What changed the texts up to the build date, oldest first. A new text that a decision of the same day explains is one
/// step with it; what made the text that came after the last one is none of its steps.
fn steps(site: &Site, texts: &[&Entry]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let next = texts.last().and_then(|last| {
        targets(last, RelatedSort::ActedUpon(Relation::Replaces))
            .filter_map(|id| site.entry(id).document.dated)
            .min()
    });
    for text in texts {
        for id in targets(text, RelatedSort::ActedUpon(Relation::Amends)) {
            let other = site.entry(id);
            let (Some(day), Some(_)) = (
                other.document.dated,
                other.works_from.filter(|day| *day <= site.today),
            ) else {
                continue;
            };
            let words = format!("根据{}{}", in_words(day), titled(&other.document));
            let revised = texts.iter().any(|own| own.document.dated == Some(day));
            let how = if revised { How::Revised } else { How::Amended };
            steps.push(Step { day, words, how });
        }
    }
    for text in texts.iter().skip(1) {
        let Some(day) = text.document.dated else {
            continue;
        };
        if steps.iter().any(|step| step.day == day) {
            continue;
        }
        let number = text.document.doc_number.as_ref();
        let words = format!(
            "{}{}",
            in_words(day),
            number.map_or("", |n| n.value.as_str())
        );
        steps.push(Step {
            day,
            words,
            how: How::Revised,
        });
    }
    steps.retain(|step| next.is_none_or(|next| step.day < next));
    steps.sort();
    steps.dedup();
    steps
}

/// The steps in words: counted where there are several of a sort.
fn said(steps: &[Step]) -> Vec<String> {
    let total = |how: How| steps.iter().filter(|step| step.how == how).count();
    let totals = [total(How::Amended), total(How::Revised)];
    let mut counts = [0, 0];
    steps
        .iter()
        .map(|step| {
            let (at, word) = match step.how {
                How::Amended => (0, "修正"),
                How::Revised => (1, "修订"),
            };
            counts[at] += 1;
            let which = if totals[at] > 1 {
                format!("第{}次", chinese(counts[at]))
            } else {
                String::new()
            };
            format!("{}{which}{word}", step.words)
        })
        .collect()
}

/// 一 to 九十九.
fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let tens = match number / 10 {
        0 => String::new(),
        1 => "十".to_owned(),
        tens => format!("{}十", DIGITS[tens % 10]),
    };
    format!("{tens}{}", DIGITS[number % 10])
}

/// Whether a text begins with a 题注 that names its number.
fn has_own(text: &str, number: Option<&str>) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let Some(first) = lines.find(|line| !line.starts_with('#')) else {
        return false;
    };
    let first = first.trim_matches('*').trim();
    let enclosed = first.starts_with(['（', '(']) && first.ends_with(['）', ')']);
    let says = ["公布", "发布", "修正", "修订"]
        .iter()
        .any(|word| first.contains(word));
    let key = |words: &str| doc_number::key(words);
    enclosed && says && number.is_none_or(|number| key(first).contains(&key(number)))
}

#[cfg(test)]
mod tests {
    use super::{How, Step, chinese, has_own, said};
    use jiff::civil::date;

    #[test]
    fn 几次修正要计数一次不计() {
        let step = |year, how| Step {
            day: date(year, 1, 1),
            words: format!("根据{year}年《决定》"),
            how,
        };
        assert_eq!(
            said(&[step(2020, How::Amended)]),
            ["根据2020年《决定》修正"]
        );
        assert_eq!(
            said(&[
                step(2020, How::Amended),
                step(2021, How::Revised),
                step(2022, How::Amended)
            ]),
            [
                "根据2020年《决定》第一次修正",
                "根据2021年《决定》修订",
                "根据2022年《决定》第二次修正"
            ]
        );
        assert_eq!(
            [1, 10, 11, 20, 21].map(chinese),
            ["一", "十", "十一", "二十", "二十一"]
        );
    }

    #[test]
    fn 正文自带题注的不再写一遍() {
        let number = Some("示例市人民政府令第7号");
        let own = "（2020年1月4日示例市人民政府令第7号公布　自2020年3月1日起施行）\n\n第一条";
        assert!(has_own(own, number));
        assert!(has_own(own, None));
        assert!(!has_own(own, Some("示例市人民政府令第8号")));
        assert!(!has_own("第一条　为了公布……（略）", number));
        assert!(!has_own("", number));
    }
}
