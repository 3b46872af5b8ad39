//! The rows of lists, and the lines of the metadata box, in the form that templates see.
//!
//! A document stands in a dozen lists. Its row is drawn once for each choice of columns, where it has the form of another
//! row by filling in its words: memos of pure functions of row and columns in one theme, which change no output. The way
//! to the site's root is put in afterwards.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use memchr::memchr;
use tera::{TeraResult, Value};

use super::{MetaItem, Page, Row, Show, TocEntry};
use crate::theme::form::RowForm;

/// What stands for the way to the site's root while a row is drawn. No text of a page has this sign in it.
pub(in crate::theme) const ROOT: &str = "\0";

/// The one byte of [`ROOT`].
const SIGN: u8 = ROOT.as_bytes()[0];

/// Draws with the theme's components.
pub trait Draw {
    /// The HTML of a row with a sign (`ROOT`) for the way to the site's root, `None` where the theme has no such component and draws its rows by itself.
    ///
    /// # Errors
    /// What the template engine says of the component.
    fn row(&self, row: &Value, columns: &Value) -> TeraResult<Option<String>>;

    /// The HTML of the headings of columns, `None` where the theme has no such component.
    ///
    /// # Errors
    /// What the template engine says of the component.
    fn head(&self, columns: &Value) -> TeraResult<Option<Value>>;

    /// The list that templates see for the lines of the metadata box. A line that many documents have alike is converted
    /// once, and has its HTML as `line`, drawn by the component `meta_lines`, where the theme has such a component.
    ///
    /// # Errors
    /// What the template engine says of the component.
    fn meta(&self, items: &[MetaItem], root: &str) -> TeraResult<Value>;

    /// The list that templates see for a table of contents.
    ///
    /// # Errors
    /// What the template engine says of the component.
    fn toc(&self, entries: &[TocEntry]) -> TeraResult<Value>;

    /// Whether a template may ask for what no template of the default theme does.
    fn has_own_templates(&self) -> bool;
}

/// A part of a view that is not converted anew for each page.
pub(super) trait Shared {
    /// The value that the templates of a page see.
    fn value(&self, page: &Page, draw: &dyn Draw) -> TeraResult<Value>;
}

/// A row in the form that templates see, with the fields of [`Row`]. A document stands in several lists: made once, it is
/// shared by all of them. It belongs to the theme that drew it first.
#[derive(Debug, Clone)]
pub struct SharedRow(Arc<Made>);

#[derive(Debug)]
struct Made {
    row: Row,
    /// For templates that see rows one by one.
    value: OnceLock<Value>,
    /// What was drawn so far: a handful, looked through in turn.
    lines: RwLock<Vec<Line>>,
}

#[derive(Debug)]
struct Line {
    columns: Columns,
    html: Box<str>,
}

impl SharedRow {
    /// Makes the shared form of `row`.
    #[must_use]
    pub fn new(row: Row) -> Self {
        Self(Arc::new(Made {
            row,
            value: OnceLock::new(),
            lines: RwLock::default(),
        }))
    }

    fn value(&self) -> &Value {
        let made = &*self.0;
        made.value
            .get_or_init(|| Value::from_serializable(&made.row))
    }

    /// Adds the row as drawn before with these columns; `false` where it was not.
    fn push_drawn(&self, columns: &Columns, root: &str, out: &mut String) -> bool {
        let lines = self.0.lines.read().unwrap_or_else(PoisonError::into_inner);
        let Some(line) = lines.iter().find(|line| line.columns == *columns) else {
            return false;
        };
        push_rooted(out, &line.html, root);
        true
    }
}

/// The columns of a list in the order of the default theme.
const COLUMNS: [&str; 7] = [
    "title",
    "index_number",
    "doc_number",
    "issuer",
    "dated",
    "published",
    "status",
];

/// Keys of the columns of a table, in the theme's order, with what is made of them once for all tables that have them.
#[derive(Debug, Clone)]
pub struct Columns(Arc<Named>);

#[derive(Debug)]
struct Named {
    keys: Vec<String>,
    value: Value,
    /// Their headings, drawn by the component `row_head`.
    head: OnceLock<Option<Value>>,
    /// Rows with these columns but for their words: some dozens, looked through in turn.
    forms: RwLock<Vec<RowForm>>,
}

impl Columns {
    /// These columns.
    #[must_use]
    pub fn new(keys: Vec<String>) -> Self {
        Self(Arc::new(Named {
            value: Value::from_serializable(&keys),
            keys,
            head: OnceLock::new(),
            forms: RwLock::default(),
        }))
    }

    fn head(&self, draw: &dyn Draw) -> TeraResult<Option<Value>> {
        if let Some(head) = self.0.head.get() {
            return Ok(head.clone());
        }
        let head = draw.head(&self.0.value)?;
        Ok(self.0.head.get_or_init(|| head).clone())
    }

    /// The HTML of a row, as [`Draw::row`] gives it.
    fn draw(&self, row: &SharedRow, draw: &dyn Draw) -> TeraResult<Option<String>> {
        if draw.has_own_templates() {
            return draw.row(row.value(), &self.0.value);
        }
        let row = &row.0.row;
        {
            let forms = self.0.forms.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(form) = forms.iter().find(|form| form.fits(row)) {
                return Ok(Some(form.filled(row)));
            }
        }
        let sample = RowForm::sample(row);
        let Some(html) = draw.row(&Value::from_serializable(&sample), &self.0.value)? else {
            return Ok(None);
        };
        let form = RowForm::of(sample, &html);
        let html = form.filled(row);
        let mut forms = self.0.forms.write().unwrap_or_else(PoisonError::into_inner);
        forms.push(form);
        Ok(Some(html))
    }
}

impl PartialEq for Columns {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.keys == other.0.keys
    }
}

/// Rows with the columns that are drawn.
#[derive(Debug, Clone)]
pub struct RowTable {
    /// The documents, in order.
    pub rows: Vec<SharedRow>,
    /// Columns drawn.
    pub show: Show,
    /// Keys of the columns drawn, in the theme's order: `title`, `index_number`, `doc_number`, `issuer`, `dated`,
    /// `published`, `status`.
    pub columns: Columns,
    /// Number of documents before the first row, for 序号 (0 on the first page).
    pub offset: usize,
}

impl RowTable {
    /// A table of all of `rows`, with the columns that they fill.
    #[must_use]
    pub fn new(rows: &[Row]) -> Self {
        let show = Show::of(rows);
        let columns = COLUMNS.iter().filter(|column| show.has(column));
        Self {
            show,
            columns: Columns::new(columns.map(|column| (*column).to_owned()).collect()),
            rows: rows.iter().cloned().map(SharedRow::new).collect(),
            offset: 0,
        }
    }

    /// All rows as drawn, one behind the other, with `root` for the way to the site's root.
    fn lines(&self, root: &str, draw: &dyn Draw) -> TeraResult<Option<String>> {
        let mut all = String::with_capacity(ROW_BYTES * self.rows.len());
        for row in &self.rows {
            if row.push_drawn(&self.columns, root, &mut all) {
                continue;
            }
            let Some(html) = self.columns.draw(row, draw)? else {
                return Ok(None);
            };
            push_rooted(&mut all, &html, root);
            let mut lines = row.0.lines.write().unwrap_or_else(PoisonError::into_inner);
            lines.push(Line {
                columns: self.columns.clone(),
                html: html.into(),
            });
        }
        Ok(Some(all))
    }
}

/// How many bytes a row has, as a rule.
const ROW_BYTES: usize = 640;

/// Adds `html` with `root` in every place of [`ROOT`].
fn push_rooted(out: &mut String, html: &str, root: &str) {
    let mut rest = html;
    while let Some(at) = memchr(SIGN, rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push_str(root);
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

impl Shared for RowTable {
    /// The fields of the table, `lines`: all rows as drawn by the component `row`, and `head`: the headings as drawn by
    /// `row_head`. The default's templates ask for these two and not for the rows.
    fn value(&self, page: &Page, draw: &dyn Draw) -> TeraResult<Value> {
        let mut fields = BTreeMap::from([
            ("show", Value::from_serializable(&self.show)),
            ("columns", self.columns.0.value.clone()),
            ("offset", Value::from_serializable(&self.offset)),
        ]);
        if let Some(head) = self.columns.head(draw)? {
            fields.insert("head", head);
        }
        if let Some(lines) = self.lines(&page.root, draw)? {
            fields.insert("lines", Value::safe_string(&lines));
        }
        if draw.has_own_templates() {
            let rows: Vec<Value> = self.rows.iter().map(|row| row.value().clone()).collect();
            fields.insert("rows", Value::from(rows));
        }
        Ok(Value::from(fields))
    }
}

impl Shared for Vec<MetaItem> {
    /// A list.
    fn value(&self, page: &Page, draw: &dyn Draw) -> TeraResult<Value> {
        draw.meta(self, &page.root)
    }
}

impl Shared for Vec<TocEntry> {
    /// A list.
    fn value(&self, _page: &Page, draw: &dyn Draw) -> TeraResult<Value> {
        draw.toc(self)
    }
}
