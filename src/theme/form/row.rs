//! A row of a list with places for what it says.
//!
//! In: a row. Out: its HTML. Rows of one form differ in their words alone; whether they have a tag, a number or a state, and
//! which, is part of the form. Only for the default's templates, which ask nothing else of the words.

use super::Form;
use crate::theme::functions::{push_breakable, push_escaped};
use crate::theme::view::Row;

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

/// The fields, and what stands for each in a sample. The stroke of the 索引号 shows whether a line may be broken there.
const FIELDS: [(Field, &str); 7] = [
    (Field::Title, "\u{1}t"),
    (Field::Href, "\u{1}h"),
    (Field::IndexNumber, "\u{1}i/"),
    (Field::DocNumber, "\u{1}n"),
    (Field::Issuer, "\u{1}o"),
    (Field::Dated, "\u{1}d"),
    (Field::Published, "\u{1}p"),
];

/// An 索引号 with places to break the line (`code`), as drawn.
const CODE: &str = "\u{1}i/<wbr>";

/// What is written in a place.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// A field as it is.
    Words(Field),
    /// The 索引号 with places to break the line.
    Code,
}

impl Field {
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
}

impl Place {
    fn of(self, row: &Row) -> &str {
        match self {
            Self::Words(field) => field.of(row),
            Self::Code => Field::IndexNumber.of(row),
        }
    }
}

/// The HTML of all rows that differ only in their words.
#[derive(Debug)]
pub(in crate::theme) struct RowForm {
    sample: Row,
    form: Form<Place>,
}

impl RowForm {
    /// A row like this one with signs for its words, to be drawn.
    pub(in crate::theme) fn sample(row: &Row) -> Row {
        let mut sample = Row {
            status: row.status.clone(),
            tag: row.tag.clone(),
            ..Row::default()
        };
        for (field, sign) in FIELDS {
            if field.of(row).is_empty() {
                continue;
            }
            let sign = sign.to_owned();
            match field {
                Field::Title => sample.title = sign,
                Field::Href => sample.href = sign,
                Field::IndexNumber => sample.index_number = Some(sign),
                Field::DocNumber => sample.doc_number = Some(sign),
                Field::Issuer => sample.issuer = Some(sign),
                Field::Dated => sample.dated = Some(sign),
                Field::Published => sample.published = sign,
            }
        }
        sample
    }

    /// The form that a drawn sample shows.
    pub(in crate::theme) fn of(sample: Row, html: &str) -> Self {
        let fields = FIELDS.map(|(field, sign)| (sign, Place::Words(field)));
        let mut marks = vec![(CODE, Place::Code)];
        marks.extend(fields);
        Self {
            sample,
            form: Form::of(html, &marks),
        }
    }

    /// Whether a row is of this form.
    pub(in crate::theme) fn fits(&self, row: &Row) -> bool {
        let same = |field: Field| field.of(&self.sample).is_empty() == field.of(row).is_empty();
        FIELDS.iter().all(|(field, _)| same(*field))
            && self.sample.status == row.status
            && self.sample.tag == row.tag
    }

    /// The HTML of a row that fits.
    pub(in crate::theme) fn filled(&self, row: &Row) -> String {
        let form = &self.form;
        let places = form.places().iter();
        let length: usize = places
            .map(|(before, place)| before.len() + place.of(row).len())
            .sum();
        let mut out = String::with_capacity(length + form.rest().len() + SPARE);
        form.push(&mut out, |out, place| match place {
            Place::Words(field) => push_escaped(out, field.of(row)),
            Place::Code => push_breakable(out, place.of(row)),
        });
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
        let form = RowForm::of(sample, &drawn);
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
        let form = RowForm::of(RowForm::sample(&row()), "");
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
