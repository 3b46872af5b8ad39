//! Parts of pages that are drawn with the theme's own components before the page itself: rows of lists, and lines of the
//! metadata box that many documents have alike.
//!
//! In: values of a view. Out: HTML. Memos of pure functions in one theme, which change no output.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use tera::value::Key;
use tera::{Context, Tera, TeraResult, Value};

use super::view::{Draw, MetaItem, ROOT};

/// The component that draws a row of a list.
const ROW: &str = "row";

/// The component that draws lines of the metadata box.
const META_LINES: &str = "meta_lines";

/// What was drawn with the components of a theme, and which of them it has.
pub(super) struct Drawn {
    has_row: bool,
    has_meta_lines: bool,
    /// Lines of the metadata box, by the way to the site's root and by what they say.
    meta: RwLock<HashMap<String, HashMap<MetaItem, Value>>>,
}

impl Drawn {
    /// Nothing yet, with the components that `tera` has.
    pub(super) fn new(tera: &Tera) -> Self {
        Self {
            has_row: tera.contains_component(ROW),
            has_meta_lines: tera.contains_component(META_LINES),
            meta: RwLock::default(),
        }
    }
}

/// Draws with the theme's own components.
pub(super) struct Drawer<'t> {
    pub(super) tera: &'t Tera,
    pub(super) drawn: &'t Drawn,
}

impl Drawer<'_> {
    /// A line with its HTML as a further field, `line`.
    fn with_line(&self, item: &MetaItem, root: &str) -> TeraResult<Value> {
        let value = Value::try_from_serializable(item)?;
        let mut context = Context::new();
        context.insert_value("items", Value::from(vec![value.clone()]));
        context.insert_value("root", Value::normal_string(root));
        let html = self
            .tera
            .render_component(META_LINES, &context, None, true)?;
        let mut fields = value.into_map().unwrap_or_default();
        fields.insert(Key::Str("line"), Value::safe_string(&html));
        Ok(Value::from(fields))
    }
}

/// A line of one document alone. Where it is no more than words, and most are, these stand beside the values: a loop over
/// the one value and the questions what it is are half of what drawing the line takes.
fn with_words(item: &MetaItem) -> TeraResult<Value> {
    let value = Value::try_from_serializable(item)?;
    let [only] = item.values.as_slice() else {
        return Ok(value);
    };
    // An index number has places to break it, which are for the theme to say.
    if only.link.href.is_some() || only.date.is_some() || item.key == "index_number" {
        return Ok(value);
    }
    let mut fields = value.into_map().unwrap_or_default();
    fields.insert(Key::Str("words"), Value::normal_string(&only.link.title));
    Ok(Value::from(fields))
}

impl Draw for Drawer<'_> {
    fn row(&self, row: &Value, columns: &Value) -> TeraResult<Option<String>> {
        if !self.drawn.has_row {
            return Ok(None);
        }
        let mut context = Context::new();
        context.insert_value("row", row.clone());
        context.insert_value("columns", columns.clone());
        context.insert_value("root", Value::normal_string(ROOT));
        let html = self.tera.render_component(ROW, &context, None, true)?;
        Ok(Some(html))
    }

    fn meta(&self, item: &MetaItem, root: &str) -> TeraResult<Value> {
        if !item.common || !self.drawn.has_meta_lines {
            return with_words(item);
        }
        // Where nothing leads anywhere, the line is the same from everywhere.
        let leads = item.values.iter().any(|value| value.link.href.is_some());
        let root = if leads { root } else { "" };
        {
            let drawn = self.drawn.meta.read();
            let drawn = drawn.unwrap_or_else(PoisonError::into_inner);
            if let Some(value) = drawn.get(root).and_then(|lines| lines.get(item)) {
                return Ok(value.clone());
            }
        }
        let value = self.with_line(item, root)?;
        let kept = self.drawn.meta.write();
        let mut kept = kept.unwrap_or_else(PoisonError::into_inner);
        let lines = kept.entry(root.to_owned()).or_default();
        lines.insert(item.clone(), value.clone());
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use tera::{Context, Value};

    use super::{Drawer, META_LINES};
    use crate::theme::view::{AnyLink, Draw, MetaItem};
    use crate::theme::{Theme, ThemeFiles};

    fn theme(files: &[(&str, &str)]) -> Theme {
        let files: ThemeFiles = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
            .collect();
        Theme::new(files, &BTreeMap::new()).expect("a theme")
    }

    fn drawer(theme: &Theme) -> Drawer<'_> {
        Drawer {
            tera: &theme.tera,
            drawn: &theme.drawn,
        }
    }

    fn genre() -> MetaItem {
        let link = AnyLink::internal("通知 & 公告", "catalogue/genre/tz/index.html");
        MetaItem {
            common: true,
            ..MetaItem::links("genre", "体裁分类", vec![link])
        }
    }

    fn line(value: &Value) -> Option<&str> {
        value.as_map()?.get(&"line".into())?.as_str()
    }

    #[test]
    fn a_common_line_is_kept_as_drawn_and_leads_from_each_depth_to_the_root() {
        let theme = theme(&[]);
        let drawer = drawer(&theme);
        for root in ["../", "../../", "../"] {
            let value = drawer.meta(&genre(), root).expect("drawn");
            let mut plain = genre();
            plain.common = false;
            let mut context = Context::new();
            context.insert("items", &[plain]);
            context.insert("root", root);
            let drawn = theme
                .tera
                .render_component(META_LINES, &context, None, true);
            assert_eq!(line(&value), Some(&*drawn.expect("drawn")), "{root}");
            assert!(line(&value).is_some_and(|html| html.contains(&format!("\"{root}catalogue"))));
        }
        let kept = theme.drawn.meta.read().expect("no panic");
        assert_eq!(kept.values().map(HashMap::len).sum::<usize>(), 2);
    }

    #[test]
    fn a_line_of_one_document_alone_is_not_kept_and_has_its_words() {
        let theme = theme(&[]);
        let item = MetaItem::text("doc_number", "发文字号", "示政发〔2024〕1号");
        let value = drawer(&theme).meta(&item, "").expect("converted");
        assert_eq!(line(&value), None);
        let words = value
            .as_map()
            .and_then(|fields| fields.get(&"words".into()));
        assert_eq!(words.and_then(Value::as_str), Some("示政发〔2024〕1号"));
        for item in [
            MetaItem::date("dated", "成文日期", "2024-05-10"),
            MetaItem::text("index_number", "索引号", "1/2024-1"),
        ] {
            let value = drawer(&theme).meta(&item, "").expect("converted");
            assert!(
                value
                    .as_map()
                    .is_some_and(|fields| fields.get(&"words".into()).is_none())
            );
        }
        assert!(theme.drawn.meta.read().expect("no panic").is_empty());
    }

    #[test]
    fn a_component_of_the_portal_draws_the_lines() {
        let own = "{% component meta_lines(items: array, root: string) %}<p>{{ items[0].label }}</p>{% endcomponent meta_lines %}";
        let components = include_str!("../../themes/default/templates/components.html");
        let start = components
            .find("{%- component meta_lines")
            .expect("it is there");
        let end = "{%- endcomponent meta_lines -%}";
        let behind = start + components[start..].find(end).expect("its end") + end.len();
        let components = format!("{}{own}{}", &components[..start], &components[behind..]);
        let theme = theme(&[("templates/components.html", &components)]);
        let value = drawer(&theme).meta(&genre(), "").expect("drawn");
        assert_eq!(line(&value), Some("<p>体裁分类</p>"));
    }
}
