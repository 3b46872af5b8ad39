//! The columns under 法定主动公开内容.

use std::collections::BTreeMap;

use super::default_columns;
use super::id::{Names, cycles, id, unknown_id};
use crate::diag::Diagnostic;
use crate::source::fields::{Located, Reader};

/// The place of a column in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnIx(pub u16);

/// The item of the 《条例》 that a column serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// An item of Article 20, 1 to 15.
    A20(u8),
    /// Article 21, governments of cities and counties and their departments.
    A21CityCounty,
    /// Article 21, governments of townships.
    A21Township,
}

impl Basis {
    /// The source as pages cite it: 《条例》第二十条第（七）项.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::A20(item) => format!("《条例》第二十条第（{}）项", numeral(item)),
            Self::A21CityCounty => {
                "《条例》第二十一条（设区的市级、县级人民政府及其部门）".to_owned()
            }
            Self::A21Township => "《条例》第二十一条（乡镇人民政府）".to_owned(),
        }
    }
}

fn numeral(number: u8) -> String {
    const ONES: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let ones = ONES[usize::from(number % 10)];
    match number / 10 {
        0 => ones.to_owned(),
        1 => format!("十{ones}"),
        tens => format!("{}十{ones}", ONES[usize::from(tens % 10)]),
    }
}

/// How often something new is due in a column (standards 5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UpdateRule {
    /// Two weeks.
    TwoWeeks,
    /// Six months.
    SixMonths,
    /// A year.
    OneYear,
    /// Only when the facts change.
    None,
}

impl UpdateRule {
    /// The rule in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::TwoWeeks => "两周内更新",
            Self::SixMonths => "六个月内更新",
            Self::OneYear => "一年内更新",
            Self::None => "有变化时更新",
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Part of its page's address.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The column above.
    pub parent: Option<ColumnIx>,
    /// What it serves; a column without one serves what the column above serves.
    pub basis: Option<Basis>,
    /// How often something new is due.
    pub update: UpdateRule,
    /// What it is about.
    pub description: Option<String>,
    /// Words for the meta tags of its pages.
    pub keywords: Vec<String>,
}

/// All columns; the order is that of the configuration and of the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnTree {
    columns: Vec<Column>,
    index: BTreeMap<String, ColumnIx>,
    default: bool,
}

impl ColumnTree {
    fn new(columns: Vec<Column>, default: bool) -> Self {
        let index = columns
            .iter()
            .zip((0..).map(ColumnIx))
            .map(|(column, ix)| (column.id.clone(), ix))
            .collect();
        Self {
            columns,
            index,
            default,
        }
    }

    /// The tree of standards 2.5, with the columns of policies, interpretations and consultations under `lzyj`.
    pub(super) fn standard() -> Self {
        Self::new(default_columns::columns(), true)
    }

    /// Every column with its place, in order.
    pub fn iter(&self) -> impl Iterator<Item = (ColumnIx, &Column)> {
        (0..).map(ColumnIx).zip(&self.columns)
    }

    /// The columns of the first level, in order.
    pub fn roots(&self) -> impl Iterator<Item = ColumnIx> + '_ {
        self.below(None)
    }

    /// The columns right under one, in order.
    pub fn children(&self, ix: ColumnIx) -> impl Iterator<Item = ColumnIx> + '_ {
        self.below(Some(ix))
    }

    fn below(&self, parent: Option<ColumnIx>) -> impl Iterator<Item = ColumnIx> + '_ {
        self.iter()
            .filter(move |(_, column)| column.parent == parent)
            .map(|(ix, _)| ix)
    }

    /// The column at a place, which this tree must have given out.
    #[must_use]
    pub fn get(&self, ix: ColumnIx) -> &Column {
        &self.columns[usize::from(ix.0)]
    }

    /// The column with an id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<ColumnIx> {
        self.index.get(id).copied()
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.columns.iter().map(|column| column.id.as_str())
    }

    /// What a column serves: its own basis, or that of the nearest column above that has one.
    #[must_use]
    pub fn basis(&self, ix: ColumnIx) -> Option<Basis> {
        let column = self.get(ix);
        column.basis.or_else(|| self.basis(column.parent?))
    }

    /// How many columns there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Whether the configuration names no column of its own.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.default
    }
}

/// Reads `[[column]]`; without any, the standard tree.
pub(super) fn read(tables: &[Reader<'_>]) -> ColumnTree {
    if tables.is_empty() {
        return ColumnTree::standard();
    }
    let mut ids = Names::new("栏目编号");
    let mut columns = Vec::with_capacity(tables.len());
    let mut parents: Vec<(usize, Located<String>)> = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        let (id, name) = (id(table), table.text("name"));
        let basis = basis(table);
        if let Some(id) = &id {
            ids.add(id, table);
        }
        let (Some(id), Some(name)) = (id, name) else {
            continue;
        };
        if let Some(parent) = table.text_at("parent") {
            parents.push((at, parent));
        }
        let column = Column {
            id: id.value,
            name,
            parent: None,
            basis,
            update: update(table),
            description: table.text("description"),
            keywords: table.texts("keywords"),
        };
        columns.push((at, column));
    }
    link(&mut columns, &parents, tables);
    ColumnTree::new(
        columns.into_iter().map(|(_, column)| column).collect(),
        false,
    )
}

fn update(table: &Reader<'_>) -> UpdateRule {
    match table.choice("update").map(|c| c.value) {
        Some("2w") => UpdateRule::TwoWeeks,
        Some("6m") => UpdateRule::SixMonths,
        Some("1y") => UpdateRule::OneYear,
        _ => UpdateRule::None,
    }
}

fn basis(table: &Reader<'_>) -> Option<Basis> {
    if let (Some(_), Some(span)) = (table.span("a20"), table.span("a21")) {
        let message = "a20 和 a21 只写一个".to_owned();
        let help = "属于第二十条的写 a20，属于第二十一条的写 a21".to_owned();
        table.scope().error("column-basis", span, message, help);
    }
    if let (Some(item), Some(span)) = (table.integer("a20"), table.span("a20")) {
        let item = u8::try_from(item).ok().filter(|i| (1..=15).contains(i));
        if item.is_none() {
            let message = "《条例》第二十条只有第（一）项至第（十五）项".to_owned();
            table
                .scope()
                .error("column-basis", span, message, "a20 = 7".to_owned());
        }
        return item.map(Basis::A20);
    }
    match table.choice("a21")?.value {
        "township" => Some(Basis::A21Township),
        _ => Some(Basis::A21CityCounty),
    }
}

fn link(
    columns: &mut [(usize, Column)],
    parents: &[(usize, Located<String>)],
    tables: &[Reader<'_>],
) {
    let mut found = vec![None; columns.len()];
    for (table, written) in parents {
        let at = columns.iter().position(|(own, _)| own == table);
        let parent = columns.iter().position(|(_, c)| c.id == written.value);
        match (at, parent) {
            (Some(at), Some(parent)) => found[at] = Some(parent),
            _ => unknown_id(
                &tables[*table],
                written,
                "栏目",
                columns.iter().map(|(_, c)| c.id.as_str()),
            ),
        }
    }
    for at in cycles(&found) {
        let table = &tables[columns[at].0];
        let span = table.span("parent").unwrap_or(table.scope().anchor);
        let message = format!("栏目“{}”的上级绕了一圈又回到它自己", columns[at].1.name);
        let help = "改正其中一个栏目的 parent，一级栏目不写 parent".to_owned();
        table.scope().error("parent-cycle", span, message, help);
        found[at] = None;
    }
    for at in 0..columns.len() {
        if found[at].and_then(|parent| found[parent]).is_some() {
            warn_depth(&tables[columns[at].0], &columns[at].1.name);
        }
        let parent = found[at].and_then(|parent| u16::try_from(parent).ok());
        columns[at].1.parent = parent.map(ColumnIx);
    }
}

fn warn_depth(table: &Reader<'_>, name: &str) {
    let scope = table.scope();
    let span = table.span("parent").unwrap_or(scope.anchor);
    let message = format!("栏目“{name}”在第三级以下");
    scope.sink.push(
        Diagnostic::warning("column-depth", scope.path, span, message)
            .help("改为二级栏目，或者并入上级栏目")
            .note("法定主动公开内容按两级编排，层级越深越不容易找到"),
    );
}
