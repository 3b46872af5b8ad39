//! Checks one TOML table against its field tables and hands out typed values.

use jiff::civil::{Date, Time};
use serde_spanned::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Choice, Field, Located, Need, Shape};
use crate::diag::{Diagnostic, Sink, Span, nearest};
use crate::source::SourcePath;

type Value<'t> = Spanned<DeValue<'t>>;

/// Where a table stands: its file, and what to point at when a key is missing.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'t> {
    /// The file.
    pub(crate) path: &'t SourcePath,
    /// Where the TOML text starts in the file, in bytes.
    pub(crate) offset: usize,
    /// What a message about a missing key points at.
    pub(crate) anchor: Span,
    /// What the table is, for messages: 政策文件, 机关 …
    pub(crate) noun: &'t str,
    /// Where findings go.
    pub(crate) sink: &'t Sink,
}

impl Scope<'_> {
    /// Pushes an error at a place of this file.
    pub(crate) fn error(&self, code: &'static str, span: Span, message: String, help: String) {
        self.sink
            .push(Diagnostic::error(code, self.path, span, message).help(help));
    }

    fn at(&self, range: std::ops::Range<usize>) -> Span {
        Span::from(range).shifted(self.offset)
    }
}

/// The checked values of one table.
pub(crate) struct Reader<'t> {
    scope: Scope<'t>,
    values: Vec<(&'static Field, &'t Value<'t>)>,
    present: Vec<&'t str>,
}

impl<'t> Reader<'t> {
    /// Checks a table: unknown keys, types and missing keys become findings.
    pub(crate) fn open(
        table: &'t DeTable<'t>,
        fields: &[&'static [Field]],
        scope: Scope<'t>,
    ) -> Self {
        let all = || fields.iter().flat_map(|part| part.iter());
        let mut values = Vec::with_capacity(table.len());
        let mut present = Vec::with_capacity(table.len());
        for (key, value) in table {
            let name: &str = key.get_ref();
            present.push(name);
            let Some(field) = all().find(|f| f.key == name) else {
                unknown(&scope, name, scope.at(key.span()), all());
                continue;
            };
            if fits(&scope, field, value) {
                values.push((field, value));
            }
        }
        for field in all().filter(|f| f.need == Need::Required) {
            if !present.contains(&field.key) {
                missing(&scope, field);
            } else if let Some((_, value)) = values.iter().find(|(f, _)| f.key == field.key)
                && value
                    .get_ref()
                    .as_str()
                    .is_some_and(|text| text.trim().is_empty())
            {
                scope.error(
                    "missing-field",
                    scope.at(value.span()),
                    format!("{}的“{}”({})是空的", scope.noun, field.label, field.key),
                    field.example.to_owned(),
                );
            }
        }
        Self {
            scope,
            values,
            present,
        }
    }

    /// Whether the key stands there, well-formed or not.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.present.contains(&key)
    }

    /// Where findings about this table go.
    pub(crate) fn scope(&self) -> &Scope<'t> {
        &self.scope
    }

    /// The place of a value.
    pub(crate) fn span(&self, key: &str) -> Option<Span> {
        self.value(key).map(|value| self.scope.at(value.span()))
    }

    /// The value as TOML has it.
    pub(crate) fn value(&self, key: &str) -> Option<&'t Value<'t>> {
        self.values
            .iter()
            .find(|(field, _)| field.key == key)
            .map(|(_, value)| *value)
    }

    /// A text without the white space around it; an empty one is no text.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.words(key).next().map(|(word, _)| word.to_owned())
    }

    /// A text and its place.
    pub(crate) fn text_at(&self, key: &str) -> Option<Located<String>> {
        self.located(key).next()
    }

    /// One text or many, each with its place.
    pub(crate) fn located_texts(&self, key: &str) -> Vec<Located<String>> {
        // Most lists have one text and are kept as long as the document: they get no more room than they need.
        let mut texts = Vec::with_capacity(self.words(key).count());
        texts.extend(self.located(key));
        texts
    }

    /// One text or many.
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        let mut texts = Vec::with_capacity(self.words(key).count());
        texts.extend(self.words(key).map(|(word, _)| word.to_owned()));
        texts
    }

    fn located(&self, key: &str) -> impl Iterator<Item = Located<String>> {
        self.words(key).map(|(word, value)| Located {
            value: word.to_owned(),
            span: self.scope.at(value.span()),
        })
    }

    /// One text or many that are not empty, and where each comes from.
    fn words(&self, key: &str) -> impl Iterator<Item = (&'t str, &'t Value<'t>)> + use<'t> {
        let values = match self.value(key) {
            None => &[],
            Some(value) => match value.get_ref() {
                DeValue::Array(list) => list,
                _ => std::slice::from_ref(value),
            },
        };
        values.iter().filter_map(|value| {
            let word = value.get_ref().as_str()?.trim();
            (!word.is_empty()).then_some((word, value))
        })
    }

    /// A civil date; a time of day is dropped.
    pub(crate) fn date(&self, key: &str) -> Option<Date> {
        self.moment(key).map(|(date, _)| date)
    }

    /// A civil date with the time of day where it is known.
    pub(crate) fn moment(&self, key: &str) -> Option<(Date, Option<Time>)> {
        as_moment(self.value(key)?.get_ref())
    }

    /// A flag; left out is `None`.
    pub(crate) fn flag(&self, key: &str) -> Option<bool> {
        self.value(key)?.get_ref().as_bool()
    }

    /// A whole number.
    pub(crate) fn integer(&self, key: &str) -> Option<i64> {
        as_integer(self.value(key)?.get_ref())
    }

    /// The chosen word of a closed list.
    pub(crate) fn choice(&self, key: &str) -> Option<&'static Choice> {
        let (field, value) = self.values.iter().find(|(field, _)| field.key == key)?;
        let Shape::Choice(choices) = field.shape else {
            return None;
        };
        find_choice(choices, value.get_ref().as_str()?)
    }

    /// A table within the table.
    pub(crate) fn table(&self, key: &str) -> Option<Reader<'t>> {
        let (field, value) = self.values.iter().find(|(field, _)| field.key == key)?;
        let Shape::Table(fields) = field.shape else {
            return None;
        };
        Some(self.nested(field, fields, value.get_ref().as_table()?, value.span()))
    }

    /// The tables of an array.
    pub(crate) fn tables(&self, key: &str) -> Vec<Reader<'t>> {
        let Some((field, value)) = self.values.iter().find(|(field, _)| field.key == key) else {
            return Vec::new();
        };
        let Shape::Tables(fields) = field.shape else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            return Vec::new();
        };
        list.iter()
            .filter_map(|item| {
                Some(self.nested(field, fields, item.get_ref().as_table()?, item.span()))
            })
            .collect()
    }

    fn nested(
        &self,
        field: &'static Field,
        fields: &'static [Field],
        table: &'t DeTable<'t>,
        at: std::ops::Range<usize>,
    ) -> Reader<'t> {
        let scope = Scope {
            anchor: self.scope.at(at),
            noun: field.label,
            ..self.scope
        };
        Reader::open(table, &[fields], scope)
    }
}

fn unknown(
    scope: &Scope<'_>,
    name: &str,
    span: Span,
    fields: impl Iterator<Item = &'static Field> + Clone,
) {
    let known = fields.clone().find(|f| f.label == name).map(|f| f.key);
    let near = known.or_else(|| nearest(name, fields.clone().map(|f| f.key)));
    let help = match near.and_then(|key| fields.clone().find(|f| f.key == key)) {
        Some(field) => format!("是不是要写 {}（{}）？", field.key, field.label),
        None => format!(
            "可以写的有: {}",
            fields.map(|f| f.key).collect::<Vec<_>>().join(", ")
        ),
    };
    scope.error(
        "unknown-key",
        span,
        format!("{}没有“{name}”这一项", noun(scope)),
        help,
    );
}

/// The noun before Chinese words: one in Latin letters (config.toml) stands apart from them.
fn noun(scope: &Scope<'_>) -> String {
    let apart = scope.noun.ends_with(|c: char| c.is_ascii_alphanumeric());
    format!("{}{}", scope.noun, if apart { " " } else { "" })
}

fn missing(scope: &Scope<'_>, field: &Field) {
    let message = format!("{}缺少“{}”({})", noun(scope), field.label, field.key);
    let mut finding =
        Diagnostic::error("missing-field", scope.path, scope.anchor, message).help(field.example);
    let is_document = scope.path.as_str().rsplit('.').next() == Some("md");
    if scope.anchor.start == 0 && is_document {
        finding = finding.label("在此段 front matter 中补充");
    }
    scope.sink.push(finding);
}

fn fits(scope: &Scope<'_>, field: &'static Field, value: &Value<'_>) -> bool {
    let wrong = match (field.shape, value.get_ref()) {
        (Shape::Raw, _)
        | (Shape::Text | Shape::Texts, DeValue::String(_))
        | (Shape::Flag, DeValue::Boolean(_))
        | (Shape::Table(_), DeValue::Table(_)) => None,
        (Shape::Texts, DeValue::Array(list)) => list.iter().find(|item| !item.get_ref().is_str()),
        (Shape::Tables(_), DeValue::Array(list)) => {
            list.iter().find(|item| !item.get_ref().is_table())
        }
        (Shape::Date, other) => (!matches!(as_moment(other), Some((_, None)))).then_some(value),
        (Shape::Moment, other) => as_moment(other).is_none().then_some(value),
        (Shape::Integer, other) => as_integer(other).is_none().then_some(value),
        (Shape::Number, other) => {
            (as_integer(other).is_none() && !other.is_float()).then_some(value)
        }
        (Shape::Choice(choices), DeValue::String(word)) => {
            return known_word(scope, field, choices, word, value);
        }
        _ => Some(value),
    };
    if matches!(field.shape, Shape::Text | Shape::Texts) {
        refuse_control_characters(scope, field, value);
    }
    if let Some(wrong) = wrong {
        let message = format!(
            "“{}”({})应当是{}，这里写的是{}",
            field.label,
            field.key,
            field.shape.words(),
            kind_words(wrong.get_ref())
        );
        scope.error(
            "wrong-type",
            scope.at(wrong.span()),
            message,
            field.example.to_owned(),
        );
    }
    wrong.is_none()
}

/// An escape can write what nobody sees and no web page may hold.
fn refuse_control_characters(scope: &Scope<'_>, field: &Field, value: &Value<'_>) {
    let control = |c: &char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    let refuse = |text: &Value<'_>| {
        let sign = text
            .get_ref()
            .as_str()
            .and_then(|t| t.chars().find(control));
        let Some(sign) = sign else { return };
        let message = format!(
            "“{}”({})里有控制字符 U+{:04X}，网页里不能有",
            field.label, field.key, sign as u32
        );
        let help = "删去它".to_owned();
        scope.error("control-character", scope.at(text.span()), message, help);
    };
    match value.get_ref() {
        DeValue::Array(list) => list.iter().for_each(refuse),
        _ => refuse(value),
    }
}

fn known_word(
    scope: &Scope<'_>,
    field: &Field,
    choices: &'static [Choice],
    word: &str,
    value: &Value<'_>,
) -> bool {
    if find_choice(choices, word).is_some() {
        return true;
    }
    let list = choices
        .iter()
        .map(|c| format!("\"{}\"（{}）", c.value, c.label))
        .collect::<Vec<_>>()
        .join("、");
    let message = format!("“{}”({})没有“{word}”这个词", field.label, field.key);
    scope.error(
        "unknown-word",
        scope.at(value.span()),
        message,
        format!("可以写: {list}"),
    );
    false
}

fn find_choice(choices: &'static [Choice], word: &str) -> Option<&'static Choice> {
    let word = word.trim();
    choices
        .iter()
        .find(|c| c.value == word || c.label == word || c.also.contains(&word))
}

fn as_integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok()
}

/// A local date or date-time; one with an offset is neither, civil dates never go through a time zone.
fn as_moment(value: &DeValue<'_>) -> Option<(Date, Option<Time>)> {
    let moment = value.as_datetime()?;
    if moment.offset.is_some() {
        return None;
    }
    let date = moment.date?;
    let date = Date::new(
        i16::try_from(date.year).ok()?,
        i8::try_from(date.month).ok()?,
        i8::try_from(date.day).ok()?,
    )
    .ok()?;
    let Some(time) = moment.time else {
        return Some((date, None));
    };
    let part = |n: u8| i8::try_from(n).ok();
    let time = Time::new(
        part(time.hour)?,
        part(time.minute)?,
        part(time.second.unwrap_or(0))?.min(59),
        0,
    )
    .ok()?;
    Some((date, Some(time)))
}

fn kind_words(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "文字",
        DeValue::Integer(_) => "整数",
        DeValue::Float(_) => "小数",
        DeValue::Boolean(_) => "真假值",
        DeValue::Datetime(moment) if moment.offset.is_some() => "带时区的时间",
        DeValue::Datetime(moment) if moment.date.is_none() => "时间",
        DeValue::Datetime(moment) if moment.time.is_some() => "带时间的日期",
        DeValue::Datetime(_) => "日期",
        DeValue::Array(_) => "列表",
        DeValue::Table(_) => "表",
    }
}
