//! A row of a list as the theme draws it, with places for what it says: drawn once, and filled in for each document.
//!
//! In: a row. Out: its HTML. The theme alone knows what a row looks like: a sample of it is drawn with signs for its words,
//! and the places are where these turn up. Rows of one form differ in their words alone; whether they have a tag, a number or
//! a state, and which, is part of the form. Only for the default's templates, which ask nothing else of the words.

use super::Row;
use crate::theme::functions::{push_breakable, push_escaped};

/// Stands before the letter of a field in a sample.
const SIGN: char = '\u{1}';

/// What a number that is written with places to break the line has behind its letter, as given and as drawn.
const BREAK: &str = "/";
const BROKEN: &str = "/<wbr>";

/// A field of a row that differs from document to document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Href,
    IndexNumber,
    DocNumber,
    Issuer,
    Dated,
    Published,
}

impl Field {
    const ALL: [(char, Self); 7] = [
        ('t', Self::Title),
        ('h', Self::Href),
        ('i', Self::IndexNumber),
        ('n', Self::DocNumber),
        ('o', Self::Issuer),
        ('d', Self::Dated),
        ('p', Self::Published),
    ];

    /// The field whose letter a text begins with, and what stands behind it.
    fn at_start(text: &str) -> Option<(Self, &str)> {
        let mut all = Self::ALL.iter();
        all.find_map(|(letter, field)| Some((*field, text.strip_prefix(*letter)?)))
    }

    /// What a row says in this field; nothing and an empty text are the same to a template.
    fn of(self, row: &Row) -> &str {
        match self {
            Self::Title => &row.title,
            Self::Href => &row.href,
            Self::IndexNumber => row.index_number.as_deref().unwrap_or_default(),
            Self::DocNumber => row.doc_number.as_deref().unwrap_or_default(),
            Self::Issuer => row.issuer.as_deref().unwrap_or_default(),
            Self::Dated => row.dated.as_deref().unwrap_or_default(),
            Self::Published => &row.published,
        }
    }

    /// What stands for it in a sample of rows like this one.
    fn sign(self, row: &Row) -> String {
        let letter = Self::ALL.iter().find(|(_, field)| *field == self);
        match letter {
            Some((letter, _)) if !self.of(row).is_empty() => match self {
                Self::IndexNumber => format!("{SIGN}{letter}{BREAK}"),
                _ => format!("{SIGN}{letter}"),
            },
            _ => String::new(),
        }
    }
}

/// A place in a drawn row.
#[derive(Debug)]
struct Place {
    /// What stands before it.
    before: String,
    field: Field,
    /// Whether the words are written with places to break the line.
    breaks: bool,
}

/// The HTML of all rows that differ only in their words.
#[derive(Debug)]
pub(super) struct RowForm {
    sample: Row,
    places: Vec<Place>,
    /// What stands behind the last place.
    rest: String,
}

impl RowForm {
    /// A row like this one with signs for its words, to be drawn.
    pub(super) fn sample(row: &Row) -> Row {
        let given = |field: Field| Some(field.sign(row)).filter(|sign| !sign.is_empty());
        Row {
            title: Field::Title.sign(row),
            href: Field::Href.sign(row),
            index_number: given(Field::IndexNumber),
            doc_number: given(Field::DocNumber),
            issuer: given(Field::Issuer),
            dated: given(Field::Dated),
            published: Field::Published.sign(row),
            status: row.status.clone(),
            tag: row.tag.clone(),
        }
    }

    /// The form that a drawn sample shows.
    pub(super) fn new(sample: Row, html: &str) -> Self {
        let mut places = Vec::new();
        let mut rest = html;
        while let Some((before, behind)) = rest.split_once(SIGN) {
            let Some((field, behind)) = Field::at_start(behind) else {
                break;
            };
            let broken = behind.strip_prefix(BROKEN);
            places.push(Place {
                before: before.to_owned(),
                field,
                breaks: field == Field::IndexNumber && broken.is_some(),
            });
            rest = match (field, broken) {
                (Field::IndexNumber, Some(behind)) => behind,
                (Field::IndexNumber, None) => behind.strip_prefix(BREAK).unwrap_or(behind),
                _ => behind,
            };
        }
        Self {
            sample,
            places,
            rest: rest.to_owned(),
        }
    }

    /// Whether a row is of this form.
    pub(super) fn fits(&self, row: &Row) -> bool {
        let same = |field: Field| field.of(&self.sample).is_empty() == field.of(row).is_empty();
        Field::ALL.iter().all(|(_, field)| same(*field))
            && self.sample.status == row.status
            && self.sample.tag == row.tag
    }

    /// The HTML of a row that fits.
    pub(super) fn filled(&self, row: &Row) -> String {
        let words = |place: &Place| place.before.len() + place.field.of(row).len();
        let length = self.places.iter().map(words).sum::<usize>() + self.rest.len();
        let mut out = String::with_capacity(length + SPARE);
        for place in &self.places {
            out.push_str(&place.before);
            let words = place.field.of(row);
            if place.breaks {
                push_breakable(&mut out, words);
            } else {
                push_escaped(&mut out, words);
            }
        }
        out.push_str(&self.rest);
        out
    }
}

/// Room for what is escaped.
const SPARE: usize = 16;

#[cfg(test)]
mod tests {
    use super::RowForm;
    use crate::theme::view::{Row, StatusMark};

    fn row() -> Row {
        Row {
            title: "关于甲<乙>的通知".to_owned(),
            href: "policy/a.html".to_owned(),
            index_number: Some("1/2024-1".to_owned()),
            published: "2024-05-10".to_owned(),
            ..Row::default()
        }
    }

    #[test]
    fn a_form_has_a_place_wherever_words_of_the_sample_turn_up() {
        let row = row();
        let sample = RowForm::sample(&row);
        assert_eq!(sample.issuer, None);
        let number = sample.index_number.clone().expect("it has one");
        let drawn = format!(
            "<a href=\"\0{}\">{}</a> {}<i>{number}</i><b>{}</b>",
            sample.href,
            sample.title,
            sample.title,
            number.replace('/', "/<wbr>"),
        );
        let form = RowForm::new(sample, &drawn);
        let words = "关于甲&lt;乙&gt;的通知";
        assert_eq!(
            form.filled(&row),
            format!(
                "<a href=\"\0policy/a.html\">{words}</a> {words}<i>1/2024-1</i><b>1/<wbr>2024-1</b>"
            )
        );
    }

    #[test]
    fn rows_of_one_form_have_the_same_state_and_tag_and_words_in_the_same_fields() {
        let form = RowForm::new(RowForm::sample(&row()), "");
        let other = Row {
            title: "另一件".to_owned(),
            issuer: Some(String::new()),
            ..row()
        };
        assert!(form.fits(&other));
        for other in [
            Row {
                issuer: Some("甲局".to_owned()),
                ..row()
            },
            Row {
                index_number: None,
                ..row()
            },
            Row {
                tag: Some("图解".to_owned()),
                ..row()
            },
            Row {
                status: Some(StatusMark::default()),
                ..row()
            },
        ] {
            assert!(!form.fits(&other), "{other:?}");
        }
    }
}
