//! Themes: templates, static files and words of the pages.
//!
//! In: the default theme (inside the binary), a portal's own theme files, and views. Out: bytes of pages and of theme files.
//! This module reads no disk and no clock, and templates see view structs only.

mod asset;
mod color;
mod draw;
mod error;
mod files;
mod form;
mod functions;
mod settings;
mod shell;
mod size;
pub mod view;

use std::collections::BTreeMap;

use tera::value::Key;
use tera::{Context, Tera, TeraResult, Value};

use asset::Assets;
use draw::{Drawer, Drawn};
pub use error::{Place, ThemeError};
pub use files::{Origin, ThemeFiles, default_theme};
use files::{SETTINGS, Sources};
use settings::Settings;
use shell::Shells;
use view::{Page, TEMPLATES, View};

/// Room for a page of usual length.
const PAGE_BYTES: usize = 32 * 1024;

/// A theme that compiled: draws pages and has the static files that they refer to.
pub struct Theme {
    tera: Tera,
    assets: Assets,
    settings: Settings,
    /// Keys and labels of the metadata box.
    metadata: Vec<(String, String)>,
    sources: Sources,
    shells: Shells,
    drawn: Drawn,
    /// Whether a template may ask for what no template of the default theme does.
    own_templates: bool,
}

impl Theme {
    /// Lays `site` (the files of the portal's theme folder; empty for the default theme) over the default theme,
    /// reads the settings, and compiles all templates. `labels` are the words under `[labels]` in `config.toml`.
    ///
    /// # Errors
    ///
    /// All that is wrong with the theme, not only the first finding.
    pub fn new(
        site: ThemeFiles,
        labels: &BTreeMap<String, String>,
    ) -> Result<Self, Vec<ThemeError>> {
        let own_settings = site.get(SETTINGS).cloned();
        let (sources, mut errors) = Sources::new(site);
        let (settings, found) =
            Settings::new(Sources::default_settings(), own_settings.as_deref(), labels);
        errors.extend(found);
        let (assets, found) = Assets::new(&sources, &settings.style());
        errors.extend(found);
        let mut tera = Tera::new();
        tera.set_escape_fn(functions::escape);
        functions::register(&mut tera, &assets);
        let globals = tera.global_context();
        globals.insert("labels", &settings.labels);
        globals.insert("settings", &settings.options);
        globals.insert("extra", &settings.extra);
        errors.extend(compile(&mut tera, &sources, &assets));
        if errors.is_empty() {
            let metadata = settings.metadata();
            let owned = |(key, label): (&str, &str)| (key.to_owned(), label.to_owned());
            let own_templates = sources.has_own_templates();
            Ok(Self {
                metadata: metadata.map(owned).collect(),
                drawn: Drawn::new(&tera, own_templates),
                own_templates,
                tera,
                assets,
                settings,
                sources,
                shells: Shells::default(),
            })
        } else {
            Err(errors)
        }
    }

    /// Draws the page of `view`.
    pub fn render<V: View>(&self, view: &V) -> Result<Vec<u8>, ThemeError> {
        let wrong = |error: &tera::Error| {
            error::from_tera(error, &self.sources)
                .into_iter()
                .next()
                .unwrap_or_else(|| ThemeError::TemplateSet {
                    message: error.to_string(),
                })
        };
        let mut context = self.context(view).map_err(|e| wrong(&e))?;
        let page = view.page();
        context.insert_value("frame", page.frame.value());
        context.insert_value("meta_tags", view::meta_tags(&page.meta));
        if self.own_templates {
            insert_parts(&mut context, page);
        }
        let drawer = Drawer {
            tera: &self.tera,
            drawn: &self.drawn,
        };
        let shared = view.shared(&drawer).map_err(|e| wrong(&e))?;
        for (name, value) in shared {
            context.insert_value(name, value);
        }
        self.shells
            .insert(&self.tera, page, &mut context)
            .map_err(|e| wrong(&e))?;
        // Straight into bytes: what the engine writes is text already and needs no second look.
        let mut bytes = Vec::with_capacity(PAGE_BYTES);
        self.tera
            .render_to(V::TEMPLATE, &context, &mut bytes)
            .map_err(|e| wrong(&e))?;
        Ok(bytes)
    }

    /// The fields of a view as variables. `Context::from_serialize` does the same but makes a text of each field's name,
    /// for every page anew. What is not given, half of what a document may have, is not there for the default's
    /// templates: they ask `{% if … %}` before anything else, and that says the same of both.
    fn context<V: View>(&self, view: &V) -> TeraResult<Context> {
        let mut context = Context::new();
        let fields = Value::try_from_serializable(view)?;
        for (name, value) in fields.into_map().unwrap_or_default() {
            if value.is_none() && !self.own_templates {
                continue;
            }
            match name {
                Key::Str(name) => context.insert_value(name, value),
                other => context.insert_value(other.to_string(), value),
            }
        }
        Ok(context)
    }

    /// Static files: path below the site's root (`assets/style.0123456789.css`) and bytes, sorted by name.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter()
    }

    /// The word for `key`, from `config.toml`, the portal's or the default's `theme.toml`.
    #[must_use]
    pub fn label(&self, key: &str) -> Option<&str> {
        self.settings.labels.get(key).map(String::as_str)
    }

    /// The whole number that a theme sets for `key`.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<usize> {
        let number = self.settings.options.get(key)?.as_integer()?;
        usize::try_from(number).ok()
    }

    /// Whether a template may ask for what no template of the default theme does.
    pub(crate) fn has_own_templates(&self) -> bool {
        self.own_templates
    }

    /// Keys of the columns of lists, in the order in which the theme draws them.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.settings.keys("columns")
    }

    /// Keys of the metadata box with their labels, in the order in which the theme draws them; a key that is not
    /// named is not drawn.
    #[must_use]
    pub fn metadata(&self) -> Vec<(&str, &str)> {
        let lines = self.metadata.iter();
        lines.map(|(key, label)| (&**key, &**label)).collect()
    }
}

/// Adds `page.meta` and `page.breadcrumb`. The default's templates write `meta_tags` and `trail`, and a quarter of what
/// a document's page needs as values is spared them.
fn insert_parts(context: &mut Context, page: &Page) {
    if let Some(mut fields) = context.remove("page").and_then(Value::into_map) {
        let steps = Value::from_serializable(&page.breadcrumb);
        fields.insert(Key::Str("meta"), Value::from_serializable(&page.meta));
        fields.insert(Key::Str("breadcrumb"), steps);
        context.insert_value("page", Value::from(fields));
    }
}

/// Gives all templates to `tera` and returns every error in them.
fn compile(tera: &mut Tera, sources: &Sources, assets: &Assets) -> Vec<ThemeError> {
    let mut errors = Vec::new();
    let mut templates: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, file) in sources.below("templates") {
        let Ok(text) = std::str::from_utf8(&file.bytes) else {
            errors.push(ThemeError::Encoding {
                file: format!("templates/{name}"),
            });
            continue;
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        errors.extend(missing_assets(name, text, sources, assets));
        templates.insert(name, text);
    }
    for name in TEMPLATES {
        if !templates.contains_key(name) {
            errors.push(ThemeError::MissingTemplate {
                name: (*name).to_owned(),
            });
        }
    }
    // The engine stops at the first syntax error, so each template is first read alone.
    let before = errors.len();
    for (name, text) in &templates {
        if let Err(error) = Tera::new().add_raw_template(name, text)
            && matches!(error.kind(), tera::ErrorKind::SyntaxError(_))
        {
            errors.extend(error::from_tera(&error, sources));
        }
    }
    if errors.len() == before
        && let Err(error) = tera.add_raw_templates(templates)
    {
        errors.extend(error::from_tera(&error, sources));
    }
    errors
}

/// Calls of `asset(name="…")` that name no file under `static/`.
fn missing_assets(
    template: &str,
    text: &str,
    sources: &Sources,
    assets: &Assets,
) -> Vec<ThemeError> {
    const CALL: &str = "asset(name=\"";
    let mut errors = Vec::new();
    for (at, _) in text.match_indices(CALL) {
        let start = at + CALL.len();
        let Some(length) = text[start..].find('"') else {
            continue;
        };
        let name = &text[start..start + length];
        if assets.path(name).is_some() {
            continue;
        }
        let line = text[..start].matches('\n').count() + 1;
        let column = text[..start]
            .rsplit_once('\n')
            .map_or(&text[..start], |(_, last)| last)
            .chars()
            .count();
        errors.push(ThemeError::Template {
            place: sources.place(template, line, column, column + name.chars().count()),
            message: format!("主题的 static 文件夹中没有 {name}"),
        });
    }
    errors
}
