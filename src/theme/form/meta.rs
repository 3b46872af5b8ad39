//! A line of the metadata box with a place for what it says.
//!
//! In: a line without links. Out: its HTML. A line in whose sample the words do not turn up is drawn by itself.

use super::Form;
use crate::theme::functions::{chinese, push_breakable, push_escaped};
use crate::theme::view::{MetaItem, MetaValue};

/// The words of a sample; the stroke shows where a line may be broken.
const WORDS: &str = "\0/\0";

/// The day of a sample.
const DAY: &str = "0000-00-00";

/// How the words of a sample look as drawn.
const MARKS: [(&str, Place); 4] = [
    (WORDS, Place::Words),
    ("\0/<wbr>\0", Place::Code),
    (DAY, Place::Words),
    ("0年0月0日", Place::Chinese),
];

/// How words are written in a place.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// As they are.
    Words,
    /// With places to break the line (`code`).
    Code,
    /// A day in Chinese (`chinese`).
    Chinese,
}

/// The HTML of all lines that differ only in their words.
pub(in crate::theme) struct MetaForm {
    /// The sample that was drawn.
    sample: MetaItem,
    form: Form<Place>,
}

/// The only value of a line, where it is words or a day.
fn only(item: &MetaItem) -> Option<&MetaValue> {
    match item.values.as_slice() {
        [only] if only.link.href.is_none() => Some(only),
        _ => None,
    }
}

impl MetaForm {
    /// A line of the same key and label to be drawn; `None` where a line is more than words or a day.
    pub(in crate::theme) fn sample(item: &MetaItem) -> Option<MetaItem> {
        let sample = if only(item)?.date.is_some() {
            MetaItem::date(&*item.key, &*item.label, DAY)
        } else {
            MetaItem::text(&*item.key, &*item.label, WORDS)
        };
        Some(MetaItem {
            wide: item.wide,
            ..sample
        })
    }

    /// The form that a drawn sample shows.
    pub(in crate::theme) fn of(sample: MetaItem, html: &str) -> Self {
        Self {
            sample,
            form: Form::of(html, &MARKS),
        }
    }

    /// Whether a line is of this form.
    pub(in crate::theme) fn fits(&self, item: &MetaItem) -> bool {
        let sample = &self.sample;
        sample.key == item.key
            && sample.label == item.label
            && sample.wide == item.wide
            && only(item).is_some_and(|only| {
                sample.values.iter().any(|value| value.date.is_some()) == only.date.is_some()
            })
    }

    /// Adds a line that fits; says no where there is no place for its words.
    pub(in crate::theme) fn push(&self, out: &mut String, item: &MetaItem) -> bool {
        let Some(only) = only(item).filter(|_| !self.form.places().is_empty()) else {
            return false;
        };
        let words = only.date.as_ref().unwrap_or(&only.link.title);
        self.form.push(out, |out, place| match place {
            Place::Words => push_escaped(out, words),
            Place::Code => push_breakable(out, words),
            Place::Chinese => push_escaped(out, &chinese(words)),
        });
        true
    }
}

#[cfg(test)]
mod tests {
    use super::MetaForm;
    use crate::theme::view::{AnyLink, MetaItem};

    #[test]
    fn a_form_has_a_place_wherever_the_words_of_its_sample_turn_up() {
        let item = MetaItem::date("dated", "成文日期", "2024-05-03");
        let sample = MetaForm::sample(&item).expect("a day");
        let html = "<dt>成文日期</dt><time datetime=\"0000-00-00\">0年0月0日</time>";
        let form = MetaForm::of(sample, html);
        assert!(form.fits(&item));
        assert!(!form.fits(&MetaItem::date("published", "成文日期", "2024-05-03")));
        assert!(!form.fits(&MetaItem::text("dated", "成文日期", "不详")));
        let mut out = String::new();
        assert!(form.push(&mut out, &item));
        assert_eq!(
            out,
            "<dt>成文日期</dt><time datetime=\"2024-05-03\">2024年5月3日</time>"
        );
    }

    #[test]
    fn a_line_with_links_or_without_a_place_has_no_form() {
        let link = AnyLink::internal("甲", "a.html");
        for links in [
            vec![link],
            vec![AnyLink::words("甲"), AnyLink::words("乙")],
            vec![],
        ] {
            assert!(MetaForm::sample(&MetaItem::links("topics", "主题", links)).is_none());
        }
        let item = MetaItem::text("title", "标题", "甲");
        let sample = MetaForm::sample(&item).expect("words");
        let mut out = String::new();
        assert!(!MetaForm::of(sample, "<dt>标题</dt>").push(&mut out, &item));
        assert_eq!(out, "");
    }
}
