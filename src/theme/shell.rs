//! Links of the head, header, navigation, breadcrumb and footer of pages: drawn once for all pages that share them.
//!
//! In: a page's frame, depth, section and column. Out: the HTML of `links.html`, `header.html`, `aside.html` and
//! `footer.html` as the variables `shell.links`, `shell.header`, `navigation` and `shell.footer`. These templates see
//! `frame`, `labels`, `settings`, `extra` and of `page` only the fields of [`ShellPage`], so that what is kept can never
//! hold another page's data; a template that asks for more gets the error of a missing variable. A memo of a pure
//! function: it changes no output. `crumbs.html` draws the steps of the breadcrumb before a page, as `trail`, and sees
//! nothing but `crumbs` and `root`.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;
use tera::{Context, Tera, TeraResult, Value};

use super::view::{Crumb, Frame, Page, Section};

/// What the parts see of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
struct ShellPage {
    lang: String,
    root: String,
    section: Section,
    column: Option<String>,
    column_top: Option<String>,
}

/// Parts drawn so far, by the address of the frame and what they see of the page.
#[derive(Default)]
pub(super) struct Shells {
    drawn: RwLock<HashMap<(usize, ShellPage), Drawn>>,
    /// The steps before a page, by the way to the site's root and by what they are.
    trails: RwLock<HashMap<String, HashMap<Vec<Crumb>, Value>>>,
}

struct Drawn {
    /// Keeps the frame alive, so that no other frame can stand at its address.
    _frame: Arc<Frame>,
    part: Value,
}

impl Shells {
    /// Puts the parts of `page` into `context`.
    pub(super) fn insert(&self, tera: &Tera, page: &Page, context: &mut Context) -> TeraResult<()> {
        let mut seen = ShellPage {
            lang: page.lang.clone(),
            root: page.root.clone(),
            section: page.section,
            column: page.column.clone(),
            column_top: page.column_top.clone(),
        };
        let navigation = self.part(&page.frame, seen.clone(), |context| {
            safe(tera, "aside.html", context)
        })?;
        // Head and foot are the same for all columns.
        seen.column = Some(String::new());
        seen.column_top = None;
        let shell = self.part(&page.frame, seen, |context| {
            let parts = BTreeMap::from([
                ("links", safe(tera, "links.html", context)?),
                ("header", safe(tera, "header.html", context)?),
                ("footer", safe(tera, "footer.html", context)?),
            ]);
            Ok(Value::from(parts))
        })?;
        context.insert_value("navigation", navigation);
        context.insert_value("trail", self.trail(tera, page)?);
        context.insert_value("shell", shell);
        Ok(())
    }

    /// The steps of the breadcrumb before the page itself, which all pages of a list's documents have in common.
    fn trail(&self, tera: &Tera, page: &Page) -> TeraResult<Value> {
        let Some((_, steps)) = page.breadcrumb.split_last() else {
            return Ok(Value::safe_string(""));
        };
        {
            let drawn = self.trails.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(trail) = drawn.get(&page.root).and_then(|trails| trails.get(steps)) {
                return Ok(trail.clone());
            }
        }
        let mut context = Context::new();
        context.insert("crumbs", steps);
        context.insert("root", &page.root);
        let trail = safe(tera, "crumbs.html", &context)?;
        let mut drawn = self.trails.write().unwrap_or_else(PoisonError::into_inner);
        let trails = drawn.entry(page.root.clone()).or_default();
        trails.insert(steps.to_vec(), trail.clone());
        Ok(trail)
    }

    fn part(
        &self,
        frame: &Arc<Frame>,
        page: ShellPage,
        draw: impl FnOnce(&Context) -> TeraResult<Value>,
    ) -> TeraResult<Value> {
        let key = (Arc::as_ptr(frame).addr(), page);
        {
            let drawn = self.drawn.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(drawn) = drawn.get(&key) {
                return Ok(drawn.part.clone());
            }
        }
        let mut context = Context::new();
        context.insert("page", &key.1);
        context.insert_value("frame", frame.value());
        let part = draw(&context)?;
        let mut drawn = self.drawn.write().unwrap_or_else(PoisonError::into_inner);
        drawn.insert(
            key,
            Drawn {
                _frame: Arc::clone(frame),
                part: part.clone(),
            },
        );
        Ok(part)
    }
}

fn safe(tera: &Tera, name: &str, context: &Context) -> TeraResult<Value> {
    Ok(Value::safe_string(&tera.render(name, context)?))
}
