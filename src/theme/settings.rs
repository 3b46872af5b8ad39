//! `theme.toml`: colours, words and settings of a theme.
//!
//! In: the default's file, the portal's file, and `[labels]` of `config.toml`. Out: one set of values in which the later
//! wins, and the style sheet of the colours. A key that the default does not have is an error, except below `[extra]`,
//! which belongs to the portal's own templates.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::color::{self, Mode};
use super::error::ThemeError;
use super::files::{Origin, SETTINGS, place};
use super::size;
use crate::source::explain_toml;

/// The setting that says what the metadata box holds.
const METADATA: &str = "metadata";
/// The setting that says which columns lists have.
const COLUMNS: &str = "columns";
/// Beginning of the labels of the metadata box.
const METADATA_LABEL: &str = "meta_";
/// Beginning of the labels that the style sheet writes.
const STYLE_LABEL: &str = "col_";

/// Values of `theme.toml`.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    /// Colours by mode and key, as `#rrggbb`.
    pub(super) colors: BTreeMap<String, BTreeMap<String, String>>,
    /// Sizes by key, as the style sheet writes them.
    pub(super) sizes: BTreeMap<String, String>,
    /// Words by key.
    pub(super) labels: BTreeMap<String, String>,
    /// Settings that the default theme knows.
    pub(super) options: BTreeMap<String, toml::Value>,
    /// Anything that a portal's own templates want.
    pub(super) extra: BTreeMap<String, toml::Value>,
}

impl Settings {
    /// Reads the default's file and lays the portal's file and words over it.
    pub(super) fn new(
        default: &[u8],
        site: Option<&[u8]>,
        labels: &BTreeMap<String, String>,
    ) -> (Self, Vec<ThemeError>) {
        let mut reader = Reader {
            settings: Self::default(),
            errors: Vec::new(),
            text: "",
            origin: Origin::Default,
        };
        reader.read(default, Origin::Default);
        if let Some(site) = site {
            reader.read(site, Origin::Site);
        }
        reader
            .errors
            .sort_by_key(|error| error.place().map(|place| (place.line, place.columns.start)));
        for (key, words) in labels {
            reader.label(key, words.clone(), None);
        }
        let Reader {
            settings,
            mut errors,
            ..
        } = reader;
        errors.extend(settings.unknown_in(METADATA, METADATA_LABEL));
        errors.extend(settings.unknown_in(COLUMNS, STYLE_LABEL));
        if !settings.keys(COLUMNS).any(|key| key == "title") {
            errors.push(ThemeError::MissingColumn);
        }
        for (mode, colors) in &settings.colors {
            errors.extend(color::check(mode, colors));
        }
        (settings, errors)
    }

    /// Keys that a setting lists, in order.
    pub(super) fn keys(&self, setting: &str) -> impl Iterator<Item = &str> {
        let keys = match self.options.get(setting) {
            Some(toml::Value::Array(keys)) => keys.as_slice(),
            _ => &[],
        };
        keys.iter().filter_map(toml::Value::as_str)
    }

    /// Keys that a setting lists and that have no label.
    fn unknown_in(&self, setting: &str, label: &str) -> Vec<ThemeError> {
        let known: Vec<&str> = self
            .labels
            .keys()
            .filter_map(|key| key.strip_prefix(label))
            // The words beside a wide table, which belong to no column.
            .filter(|key| *key != "scroll")
            .collect();
        self.keys(setting)
            .filter(|key| !known.contains(key))
            .map(|key| ThemeError::UnknownKey {
                key: format!("settings.{setting}: {key}"),
                place: None,
                nearest: nearest(key, known.iter().copied()),
            })
            .collect()
    }

    /// Keys of the metadata box with their labels, in order.
    pub(super) fn metadata(&self) -> impl Iterator<Item = (&str, &str)> {
        self.keys(METADATA).filter_map(|key| {
            let label = self.labels.get(&format!("{METADATA_LABEL}{key}"))?;
            Some((key, label.as_str()))
        })
    }

    /// The custom properties of all modes and the sizes, as CSS, and the words that the style sheet writes itself: it names the cells
    /// of a list on narrow screens, so that no row has to.
    pub(super) fn style(&self) -> String {
        let empty = BTreeMap::new();
        let of = |mode: Mode| self.colors.get(mode.key()).unwrap_or(&empty);
        let mut css = color::style(of(Mode::Light), of(Mode::Dark), of(Mode::Contrast));
        css.push_str(":root{");
        css.push_str(&size::style(&self.sizes));
        for (key, label) in &self.labels {
            if key.starts_with(STYLE_LABEL) {
                let _ = write!(css, "--{}:{};", key.replace('_', "-"), css_string(label));
            }
        }
        css.push_str("}\n");
        css
    }
}

/// Text as a string of CSS.
fn css_string(text: &str) -> String {
    let mut out = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' | '<' => {
                let _ = write!(out, "\\{:x} ", u32::from(sign));
            }
            sign if sign.is_control() => out.push(' '),
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}

struct Reader<'a> {
    settings: Settings,
    errors: Vec<ThemeError>,
    text: &'a str,
    origin: Origin,
}

impl<'a> Reader<'a> {
    fn read(&mut self, bytes: &'a [u8], origin: Origin) {
        let Ok(text) = std::str::from_utf8(bytes) else {
            self.errors.push(ThemeError::Encoding {
                file: SETTINGS.to_owned(),
            });
            return;
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        self.text = text;
        self.origin = origin;
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let span = error.span().unwrap_or(0..0);
                let (message, help) = explain_toml(text, &error);
                self.wrong(span, &format!("{message}；{help}"));
                return;
            }
        };
        for (key, value) in table.into_inner() {
            let span = key.span();
            match (key.get_ref().as_ref(), value.into_inner()) {
                ("name", DeValue::String(_)) => {}
                ("colors", DeValue::Table(modes)) => self.colors(modes),
                ("sizes", DeValue::Table(sizes)) => self.sizes(sizes),
                ("labels", DeValue::Table(labels)) => self.labels(labels),
                ("settings", DeValue::Table(values)) => self.values(values),
                ("extra", DeValue::Table(values)) => {
                    for (key, value) in values {
                        if let Some(value) = self.value(value) {
                            self.settings
                                .extra
                                .insert(key.get_ref().clone().into_owned(), value);
                        }
                    }
                }
                ("name" | "colors" | "sizes" | "labels" | "settings" | "extra", _) => {
                    self.wrong(span, "值的类型不对");
                }
                (key, _) => self.unknown(
                    key,
                    Some(span),
                    ["name", "colors", "sizes", "labels", "settings", "extra"].into_iter(),
                ),
            }
        }
    }

    fn colors(&mut self, modes: DeTable<'_>) {
        for (mode, colors) in modes {
            let name = mode.get_ref().clone().into_owned();
            if !Mode::ALL.iter().any(|mode| mode.key() == name) {
                let known = Mode::ALL.iter().map(|mode| mode.key());
                self.unknown(&format!("colors.{name}"), Some(mode.span()), known);
                continue;
            }
            let DeValue::Table(colors) = colors.into_inner() else {
                self.wrong(mode.span(), "此处应为一组颜色");
                continue;
            };
            for (key, value) in colors {
                self.color(&name, &key, value.into_inner());
            }
        }
    }

    fn color(&mut self, mode: &str, key: &Spanned<std::borrow::Cow<'_, str>>, value: DeValue<'_>) {
        let name = key.get_ref().clone().into_owned();
        let path = format!("colors.{mode}.{name}");
        let known = self.settings.colors.entry(mode.to_owned()).or_default();
        if self.origin == Origin::Site && !known.contains_key(&name) {
            let names: Vec<String> = known.keys().cloned().collect();
            self.unknown(&path, Some(key.span()), names.iter().map(String::as_str));
            return;
        }
        match value {
            DeValue::String(text) if color::parse(&text).is_some() => {
                known.insert(name, text.into_owned());
            }
            other => {
                let value = match other {
                    DeValue::String(text) => text.into_owned(),
                    _ => String::new(),
                };
                self.errors.push(ThemeError::Color { key: path, value });
            }
        }
    }

    fn sizes(&mut self, sizes: DeTable<'_>) {
        for (key, value) in sizes {
            let name = key.get_ref().clone().into_owned();
            if self.origin == Origin::Site && !self.settings.sizes.contains_key(&name) {
                let known: Vec<String> = self.settings.sizes.keys().cloned().collect();
                let path = format!("sizes.{name}");
                self.unknown(&path, Some(key.span()), known.iter().map(String::as_str));
                continue;
            }
            match value.into_inner() {
                DeValue::String(text) if size::is_size(&text) => {
                    self.settings.sizes.insert(name, text.into_owned());
                }
                _ => self.wrong(key.span(), size::EXPECTED),
            }
        }
    }

    fn labels(&mut self, labels: DeTable<'_>) {
        for (key, value) in labels {
            match value.into_inner() {
                DeValue::String(words) => {
                    self.label(key.get_ref(), words.into_owned(), Some(key.span()));
                }
                _ => self.wrong(key.span(), "此处应为文字"),
            }
        }
    }

    /// A word from either file, or from `config.toml` where there is no `span`.
    fn label(&mut self, key: &str, words: String, span: Option<Range<usize>>) {
        let is_new = !self.settings.labels.contains_key(key);
        if is_new && (self.origin == Origin::Site || span.is_none()) {
            let known: Vec<String> = self.settings.labels.keys().cloned().collect();
            let path = format!("labels.{key}");
            self.unknown(&path, span, known.iter().map(String::as_str));
        } else {
            self.settings.labels.insert(key.to_owned(), words);
        }
    }

    fn values(&mut self, values: DeTable<'_>) {
        for (key, value) in values {
            let span = key.span();
            let key = key.get_ref().clone().into_owned();
            let Some(value) = self.value(value) else {
                continue;
            };
            match self.settings.options.get(&key) {
                None if self.origin == Origin::Site => {
                    let known: Vec<String> = self.settings.options.keys().cloned().collect();
                    let path = format!("settings.{key}");
                    self.unknown(&path, Some(span), known.iter().map(String::as_str));
                }
                Some(before) if !before.same_type(&value) => {
                    self.wrong(span, &format!("此处应为{}", type_name(before)));
                }
                _ => {
                    self.settings.options.insert(key, value);
                }
            }
        }
    }

    fn value(&mut self, value: Spanned<DeValue<'_>>) -> Option<toml::Value> {
        let span = value.span();
        let found = serde::Deserialize::deserialize(toml::de::ValueDeserializer::from(value));
        match found {
            Ok(value) => Some(value),
            Err(error) => {
                let error: toml::de::Error = error;
                let (message, help) = explain_toml(self.text, &error);
                self.wrong(span, &format!("{message}；{help}"));
                None
            }
        }
    }

    fn unknown<'k>(
        &mut self,
        key: &str,
        span: Option<Range<usize>>,
        known: impl Iterator<Item = &'k str>,
    ) {
        let last = key.rsplit_once('.').map_or(key, |(_, last)| last);
        let nearest = nearest(last, known);
        let place = span.map(|span| Box::new(self.place(span)));
        self.errors.push(ThemeError::UnknownKey {
            key: key.to_owned(),
            place,
            nearest,
        });
    }

    fn wrong(&mut self, span: Range<usize>, message: &str) {
        let place = self.place(span);
        self.errors.push(ThemeError::Settings {
            place,
            message: message.to_owned(),
        });
    }

    fn place(&self, span: Range<usize>) -> super::error::Place {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let start = before
            .rsplit_once('\n')
            .map_or(before, |(_, last)| last)
            .chars()
            .count();
        let length = self.text.get(span).map_or(1, |text| text.chars().count());
        let columns = start..start + length;
        place(SETTINGS.to_owned(), self.origin, self.text, line, columns)
    }
}

/// The known key that `key` was probably meant to be.
fn nearest<'k>(key: &str, known: impl Iterator<Item = &'k str>) -> Option<String> {
    known
        .map(|known| (strsim::osa_distance(key, known), known))
        .filter(|(distance, _)| *distance <= 3)
        .min()
        .map(|(_, known)| known.to_owned())
}

fn type_name(value: &toml::Value) -> &'static str {
    match value {
        toml::Value::String(_) => "文字",
        toml::Value::Integer(_) | toml::Value::Float(_) => "数字",
        toml::Value::Boolean(_) => " true 或 false",
        toml::Value::Datetime(_) => "日期",
        toml::Value::Array(_) => "列表",
        toml::Value::Table(_) => "一组值",
    }
}
