//! Parts of pages that are drawn with the theme's own components before the page itself: rows of lists, and lines of the
//! metadata box that many documents have alike.
//!
//! In: values of a view. Out: HTML. Memos of pure functions in one theme, which change no output.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use tera::value::Key;
use tera::{Context, Tera, TeraResult, Value};

use super::form::{MetaForm, TocForm};
use super::view::{Draw, MetaItem, ROOT, TocEntry};

/// The component that draws a row of a list.
const ROW: &str = "row";

/// The component that draws the headings of the columns of a list.
const ROW_HEAD: &str = "row_head";

/// The component that draws lines of the metadata box.
const META_LINES: &str = "meta_lines";

/// The component that draws lines of a table of contents.
const TOC_LINES: &str = "toc_lines";

/// The field of a line with its HTML.
const LINE: Key<'static> = Key::Str("line");

/// Room for a line of the metadata box of usual length.
const LINE_BYTES: usize = 128;

/// Room for a line of a table of contents.
const HEADING_BYTES: usize = 256;

/// What was drawn with the components of a theme, and which of them it has.
pub(super) struct Drawn {
    has_row: bool,
    has_meta_lines: bool,
    /// Whether a template may ask for what no template of the default theme does.
    own_templates: bool,
    /// Lines of the metadata box, by the way to the site's root and by what they say.
    meta: RwLock<HashMap<String, HashMap<MetaItem, Value>>>,
    /// Lines of the metadata box but for their words: a handful, looked through in turn.
    forms: RwLock<Vec<Arc<MetaForm>>>,
    /// Lines of tables of contents; `None` where they cannot be filled in.
    toc: OnceLock<Option<TocForm>>,
}

impl Drawn {
    /// Nothing yet, with the components that `tera` has.
    pub(super) fn new(tera: &Tera, own_templates: bool) -> Self {
        Self {
            has_row: tera.contains_component(ROW),
            has_meta_lines: tera.contains_component(META_LINES),
            own_templates,
            meta: RwLock::default(),
            forms: RwLock::default(),
            toc: OnceLock::new(),
        }
    }
}

/// Draws with the theme's own components.
pub(super) struct Drawer<'t> {
    pub(super) tera: &'t Tera,
    pub(super) drawn: &'t Drawn,
}

impl Drawer<'_> {
    /// The HTML of a line, by the component.
    fn line(&self, item: &Value, root: &str) -> TeraResult<String> {
        let mut context = Context::new();
        context.insert_value("items", Value::from(vec![item.clone()]));
        context.insert_value("root", Value::normal_string(root));
        self.tera.render_component(META_LINES, &context, None, true)
    }

    /// A line with its HTML as a further field, `line`.
    fn with_line(&self, item: &MetaItem, root: &str) -> TeraResult<Value> {
        let value = Value::try_from_serializable(item)?;
        let html = self.line(&value, root)?;
        let mut fields = value.into_map().unwrap_or_default();
        fields.insert(LINE, Value::safe_string(&html));
        Ok(Value::from(fields))
    }

    /// A line that many documents have alike, as [`Drawer::with_line`] makes it.
    fn common(&self, item: &MetaItem, root: &str) -> TeraResult<Value> {
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

    /// The form of a line of one document alone.
    fn form(&self, item: &MetaItem) -> TeraResult<Option<Arc<MetaForm>>> {
        {
            let forms = self.drawn.forms.read();
            let forms = forms.unwrap_or_else(PoisonError::into_inner);
            if let Some(form) = forms.iter().find(|form| form.fits(item)) {
                return Ok(Some(Arc::clone(form)));
            }
        }
        let Some(sample) = MetaForm::sample(item) else {
            return Ok(None);
        };
        let html = self.line(&Value::try_from_serializable(&sample)?, "")?;
        let form = Arc::new(MetaForm::of(sample, &html));
        let forms = self.drawn.forms.write();
        let mut forms = forms.unwrap_or_else(PoisonError::into_inner);
        forms.push(Arc::clone(&form));
        Ok(Some(form))
    }

    /// Adds the HTML of a line.
    fn push_line(&self, out: &mut String, item: &MetaItem, root: &str) -> TeraResult<()> {
        if item.common {
            let value = self.common(item, root)?;
            let line = value.as_map().and_then(|fields| fields.get(&LINE));
            out.push_str(line.and_then(Value::as_str).unwrap_or_default());
        } else if self.form(item)?.is_none_or(|form| !form.push(out, item)) {
            out.push_str(&self.line(&Value::try_from_serializable(item)?, root)?);
        }
        Ok(())
    }

    /// All lines as drawn, for the templates of the default theme, which ask for no more: as many values as there are lines,
    /// of which the first has its label and the HTML of all of them.
    fn lines(&self, items: &[MetaItem], root: &str) -> TeraResult<Value> {
        let mut values = vec![Value::none(); items.len()];
        if let (Some(first), Some(item)) = (values.first_mut(), items.first()) {
            let mut lines = String::with_capacity(LINE_BYTES * items.len());
            for item in items {
                self.push_line(&mut lines, item, root)?;
            }
            *first = Value::from(BTreeMap::from([
                ("label", Value::normal_string(&item.label)),
                ("lines", Value::safe_string(&lines)),
            ]));
        }
        Ok(Value::from(values))
    }

    /// The form of lines of tables of contents.
    fn toc_form(&self) -> TeraResult<Option<&TocForm>> {
        if let Some(form) = self.drawn.toc.get() {
            return Ok(form.as_ref());
        }
        let line = |sample: &TocEntry| {
            let mut context = Context::new();
            context.insert("entries", &[sample]);
            self.tera.render_component(TOC_LINES, &context, None, true)
        };
        let [leaf, branch] = &TocForm::samples();
        let form = TocForm::of([&line(leaf)?, &line(branch)?]);
        Ok(self.drawn.toc.get_or_init(|| form).as_ref())
    }

    /// A line with all its fields.
    fn item(&self, item: &MetaItem, root: &str) -> TeraResult<Value> {
        if item.common && self.drawn.has_meta_lines {
            self.common(item, root)
        } else {
            with_words(item)
        }
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

    fn head(&self, columns: &Value) -> TeraResult<Option<Value>> {
        if !self.tera.contains_component(ROW_HEAD) {
            return Ok(None);
        }
        let mut context = Context::new();
        context.insert_value("columns", columns.clone());
        let html = self.tera.render_component(ROW_HEAD, &context, None, true)?;
        Ok(Some(Value::safe_string(&html)))
    }

    fn has_own_templates(&self) -> bool {
        self.drawn.own_templates
    }

    fn meta(&self, items: &[MetaItem], root: &str) -> TeraResult<Value> {
        if !self.drawn.own_templates {
            return self.lines(items, root);
        }
        let items: TeraResult<Vec<Value>> =
            items.iter().map(|item| self.item(item, root)).collect();
        Ok(Value::from(items?))
    }

    fn toc(&self, entries: &[TocEntry]) -> TeraResult<Value> {
        let has_articles = |entry: &TocEntry| !entry.clauses.is_empty();
        let is_plain =
            |entry: &TocEntry| !has_articles(entry) && !entry.children.iter().any(has_articles);
        if self.drawn.own_templates || entries.is_empty() || !entries.iter().all(is_plain) {
            return Value::try_from_serializable(entries);
        }
        let Some(form) = self.toc_form()? else {
            return Value::try_from_serializable(entries);
        };
        let mut lines = String::with_capacity(HEADING_BYTES * entries.len());
        for entry in entries {
            form.push(&mut lines, entry);
        }
        let all = BTreeMap::from([("lines", Value::safe_string(&lines))]);
        Ok(Value::from(vec![Value::from(all)]))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use tera::{Context, Value};

    use super::{Drawer, META_LINES, TOC_LINES};
    use crate::theme::view::{AnyLink, Draw, MetaItem, TocEntry};
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
            let value = drawer.item(&genre(), root).expect("drawn");
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
    fn the_lines_of_contents_are_as_the_component_draws_them() {
        let theme = theme(&[]);
        let heading = |title: &str, children: Vec<TocEntry>| TocEntry {
            title: title.to_owned(),
            anchor: "%E4%B8%80".to_owned(),
            level: 2,
            children,
            clauses: Vec::new(),
        };
        let below = |count| vec![heading("乙 & 丙", Vec::new()); count];
        let entries: Vec<TocEntry> = (0..4).map(|count| heading("甲<1>", below(count))).collect();
        let mut context = Context::new();
        context.insert("entries", &entries);
        let drawn = theme
            .tera
            .render_component(TOC_LINES, &context, None, true)
            .expect("drawn");
        let value = drawer(&theme).toc(&entries).expect("drawn");
        let [only] = value.as_array().expect("a list") else {
            panic!("one value")
        };
        let lines = only.as_map().and_then(|fields| fields.get(&"lines".into()));
        assert_eq!(lines.and_then(Value::as_str), Some(&*drawn));
    }

    #[test]
    fn a_line_of_one_document_alone_is_not_kept_and_has_its_words() {
        let theme = theme(&[]);
        let item = MetaItem::text("doc_number", "发文字号", "示政发〔2024〕1号");
        let value = drawer(&theme).item(&item, "").expect("converted");
        assert_eq!(line(&value), None);
        let words = value
            .as_map()
            .and_then(|fields| fields.get(&"words".into()));
        assert_eq!(words.and_then(Value::as_str), Some("示政发〔2024〕1号"));
        for item in [
            MetaItem::date("dated", "成文日期", "2024-05-10"),
            MetaItem::text("index_number", "索引号", "1/2024-1"),
        ] {
            let value = drawer(&theme).item(&item, "").expect("converted");
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
        let value = drawer(&theme).meta(&[genre()], "").expect("drawn");
        let first = value.as_array().and_then(|values| values.first());
        assert_eq!(first.and_then(line), Some("<p>体裁分类</p>"));
    }

    #[test]
    fn all_lines_are_as_the_component_draws_them() {
        let theme = theme(&[]);
        let two = vec![
            AnyLink::words("甲"),
            AnyLink::external("乙", "https://b.example/"),
        ];
        let items = [
            MetaItem::text("index_number", "索引号", "1/2024-<1>"),
            genre(),
            MetaItem::date("dated", "成文日期", "2024-05-10"),
            MetaItem {
                wide: true,
                ..MetaItem::text("title", "标题", "甲 & 乙")
            },
            MetaItem::links("topics", "主题分类", two),
            MetaItem::text("dated", "成文日期", "0000-00-00"),
        ];
        let mut context = Context::new();
        context.insert("items", &items);
        context.insert("root", "../");
        let drawn = theme
            .tera
            .render_component(META_LINES, &context, None, true)
            .expect("drawn");
        // The second time all forms are there.
        for _ in 0..2 {
            let value = drawer(&theme).meta(&items, "../").expect("drawn");
            let values = value.as_array().expect("a list");
            assert_eq!(values.len(), items.len());
            let first = values[0].as_map().expect("fields");
            let field = |name: &'static str| first.get(&name.into()).and_then(Value::as_str);
            assert_eq!(field("label"), Some("索引号"));
            assert_eq!(field("lines"), Some(&*drawn));
        }
        assert_eq!(theme.drawn.forms.read().expect("no panic").len(), 4);
    }
}
