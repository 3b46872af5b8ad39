//! HTML as the theme draws it, with places for what it says: drawn once, and filled in for each document.
//!
//! In: a drawn sample, and the marks that its words are. Out: the same HTML for other words. The theme alone knows what it
//! draws: the places are where the marks turn up.

mod meta;
mod row;
mod toc;

pub(super) use meta::MetaForm;
pub(super) use row::RowForm;
pub(super) use toc::TocForm;

/// What stands in a sample for words. No text of a page has this sign in it.
const MARK: &str = "\0";

/// HTML with places of the sorts `P`.
#[derive(Debug)]
struct Form<P> {
    /// What stands before each place.
    before: Vec<(String, P)>,
    /// What stands behind the last one.
    rest: String,
}

impl<P: Copy> Form<P> {
    /// The form that a sample shows, by the marks in it and the places that they are.
    fn of(sample: &str, marks: &[(&str, P)]) -> Self {
        let mut before = Vec::new();
        let mut rest = sample;
        let first = |html: &str| {
            let found = marks.iter().filter_map(|(mark, place)| {
                let at = html.find(mark)?;
                Some((at, at + mark.len(), *place))
            });
            // Of two that begin in the same place the first.
            found.min_by_key(|(at, ..)| *at)
        };
        while let Some((at, behind, place)) = first(rest) {
            before.push((rest[..at].to_owned(), place));
            rest = &rest[behind..];
        }
        Self {
            before,
            rest: rest.to_owned(),
        }
    }

    /// What stands before each place, and the place.
    fn places(&self) -> &[(String, P)] {
        &self.before
    }

    /// What stands behind the last place.
    fn rest(&self) -> &str {
        &self.rest
    }

    /// Adds the HTML; `write` adds what stands in a place.
    fn push(&self, out: &mut String, mut write: impl FnMut(&mut String, P)) {
        for (before, place) in &self.before {
            out.push_str(before);
            write(out, *place);
        }
        out.push_str(&self.rest);
    }
}
