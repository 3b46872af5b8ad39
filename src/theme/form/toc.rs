//! The lines of a table of contents with places for headings.
//!
//! In: headings over two levels, without articles. Out: their HTML, a line behind the other.

use super::{Form, MARK};
use crate::theme::functions::push_escaped;
use crate::theme::view::TocEntry;

/// The anchor of a sample.
const ANCHOR: &str = "\0#";

/// How the words of a sample look as drawn; the longer one comes first where both begin.
const MARKS: [(&str, Place); 2] = [(ANCHOR, Place::Anchor), (MARK, Place::Title)];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Anchor,
    Title,
}

/// Anchor and title of a heading, of which a line with two below it has three.
const HEADING: [Place; 2] = [Place::Anchor, Place::Title];

/// The lines of headings.
pub(in crate::theme) struct TocForm {
    /// A heading without others below it.
    leaf: Form<Place>,
    /// A heading with two below it.
    branch: Form<Place>,
}

impl TocForm {
    /// The headings to be drawn: one without others below it, and one with two.
    pub(in crate::theme) fn samples() -> [TocEntry; 2] {
        let leaf = TocEntry {
            title: MARK.to_owned(),
            anchor: ANCHOR.to_owned(),
            ..TocEntry::default()
        };
        let branch = TocEntry {
            children: vec![leaf.clone(), leaf.clone()],
            ..leaf.clone()
        };
        [leaf, branch]
    }

    /// The forms that the drawn samples show; `None` where a line is not made as the default's are.
    pub(in crate::theme) fn of([leaf, branch]: [&str; 2]) -> Option<Self> {
        let [leaf, branch] = [leaf, branch].map(|html| Form::of(html, &MARKS));
        let is = |form: &Form<Place>, headings: usize| {
            let places = form.places().iter().map(|(_, place)| *place);
            places.eq(HEADING.into_iter().cycle().take(2 * headings))
        };
        // What stands between anchor and title is the same for all headings of a level.
        let fits = is(&leaf, 1) && is(&branch, 3) && branch.places()[3].0 == branch.places()[5].0;
        fits.then_some(Self { leaf, branch })
    }

    /// Adds the line of a heading and of all below it.
    pub(in crate::theme) fn push(&self, out: &mut String, entry: &TocEntry) {
        if entry.children.is_empty() {
            self.leaf.push(out, |out, place| write(out, entry, place));
            return;
        }
        let [own @ .., (first, _), (within, _), (between, _), _] = self.branch.places() else {
            return;
        };
        for (before, place) in own {
            out.push_str(before);
            write(out, entry, *place);
        }
        for (at, child) in entry.children.iter().enumerate() {
            out.push_str(if at == 0 { first } else { between });
            write(out, child, Place::Anchor);
            out.push_str(within);
            write(out, child, Place::Title);
        }
        out.push_str(self.branch.rest());
    }
}

fn write(out: &mut String, entry: &TocEntry, place: Place) {
    let text = match place {
        Place::Anchor => &entry.anchor,
        Place::Title => &entry.title,
    };
    push_escaped(out, text);
}

#[cfg(test)]
mod tests {
    use super::TocForm;
    use crate::theme::view::TocEntry;

    fn drawn(entry: &TocEntry) -> String {
        let children: Vec<String> = entry.children.iter().map(drawn).collect();
        let below = if children.is_empty() {
            String::new()
        } else {
            format!("<ol>{}</ol>", children.join(";"))
        };
        format!("<a #{}>{}</a>{below}", entry.anchor, entry.title)
    }

    fn heading(title: &str, children: Vec<TocEntry>) -> TocEntry {
        TocEntry {
            title: title.to_owned(),
            anchor: format!("id-{title}"),
            children,
            ..TocEntry::default()
        }
    }

    #[test]
    fn a_line_has_its_headings_in_the_places_of_the_sample() {
        let samples = TocForm::samples().map(|sample| drawn(&sample));
        let form = TocForm::of([&samples[0], &samples[1]]).expect("places");
        for children in [vec![], vec!["乙"], vec!["乙", "丙", "丁"]] {
            let children = children.into_iter().map(|title| heading(title, vec![]));
            let entry = heading("甲", children.collect());
            let mut out = String::new();
            form.push(&mut out, &entry);
            assert_eq!(out, drawn(&entry));
        }
    }

    #[test]
    fn lines_that_are_made_otherwise_have_no_form() {
        let [leaf, branch] = TocForm::samples().map(|sample| drawn(&sample));
        assert!(TocForm::of(["<p>", &branch]).is_none());
        assert!(TocForm::of([&leaf, &leaf]).is_none());
        let counted = branch.replacen(";<a #", ";<a 2 #", 1);
        assert!(TocForm::of([&leaf, &counted]).is_some());
        let (own, below) = branch.split_once("<ol>").expect("two below");
        let counted = format!("{own}<ol>{}", below.replacen('>', " class=\"1\">", 1));
        assert!(TocForm::of([&leaf, &counted]).is_none());
    }
}
