//! Lists of documents: rows, pagination, facets.

use serde::Serialize;
use tera::{TeraResult, Value};

use super::rows::{Draw, RowTable, Shared};
use super::{BarChart, CountLink, Link, Page};

/// Validity in short, for a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct StatusMark {
    /// `valid`, `pending`, `amended`, `repealed` or `expired`.
    pub value: String,
    /// 现行有效, 尚未施行, 已修改, 已废止 or 已失效.
    pub label: String,
}

/// One document in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// 名称
    pub title: String,
    /// Target, relative to the site's root.
    pub href: String,
    /// 索引号
    pub index_number: Option<String>,
    /// 文号
    pub doc_number: Option<String>,
    /// 发布机构, several joined by 、
    pub issuer: Option<String>,
    /// 成文日期
    pub dated: Option<String>,
    /// 发布日期; every row has one, since an entry without a date counts as not updated (standards 5.2).
    pub published: String,
    /// 有效性
    pub status: Option<StatusMark>,
    /// A short word beside the title: 图解, 征集中, 已截止, 行政处罚 …
    pub tag: Option<String>,
}

/// Which optional columns a table of rows has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one switch for each column of the table"
)]
pub struct Show {
    /// 索引号
    pub index_number: bool,
    /// 文号
    pub doc_number: bool,
    /// 发布机构
    pub issuer: bool,
    /// 成文日期
    pub dated: bool,
    /// 有效性
    pub status: bool,
}

impl Show {
    /// Whether the column of this key is drawn; 名称 and 发布日期 always are.
    #[must_use]
    pub fn has(self, column: &str) -> bool {
        match column {
            "title" | "published" => true,
            "index_number" => self.index_number,
            "doc_number" => self.doc_number,
            "issuer" => self.issuer,
            "dated" => self.dated,
            "status" => self.status,
            _ => false,
        }
    }

    /// The columns in which at least one of `rows` has something. Take it over the whole list, so that all its pages look alike.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Self {
        let mut show = Self::default();
        for row in rows {
            show.index_number |= row.index_number.is_some();
            show.doc_number |= row.doc_number.is_some();
            show.issuer |= row.issuer.is_some();
            show.dated |= row.dated.is_some();
            show.status |= row.status.is_some();
        }
        show
    }
}

/// A few rows under a heading, with the way to all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Block {
    /// Heading: 最新政策文件
    pub title: String,
    /// The newest documents.
    pub rows: Vec<Row>,
    /// Where all of them are, with words that say so: 全部政策文件
    pub more: Option<Link>,
}

/// A number in the pagination.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PageNumber {
    /// Number of the page, from 1; 0 stands for a gap (…).
    pub number: usize,
    /// Target; `None` for the current page and for a gap.
    pub href: Option<String>,
}

/// Links to the pages of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Pagination {
    /// Current page, from 1.
    pub current: usize,
    /// Number of pages.
    pub pages: usize,
    /// Documents in the whole list.
    pub total: usize,
    /// First page; `None` on it.
    pub first: Option<String>,
    /// Page before.
    pub previous: Option<String>,
    /// Page after.
    pub next: Option<String>,
    /// Last page; `None` on it.
    pub last: Option<String>,
    /// The first, the last and up to two pages on either side of the current one; gaps between.
    pub numbers: Vec<PageNumber>,
}

impl Pagination {
    /// Pagination of `total` documents in `pages` pages, of which `current` (from 1) is shown; `href` gives the address of page n.
    pub fn new(total: usize, pages: usize, current: usize, href: impl Fn(usize) -> String) -> Self {
        let other = |n: usize| (n != current && (1..=pages).contains(&n)).then(|| href(n));
        let mut numbers = Vec::new();
        let mut before = 0;
        for n in 1..=pages {
            if n != 1 && n != pages && n.abs_diff(current) > 2 {
                continue;
            }
            if n > before + 1 {
                numbers.push(PageNumber {
                    number: 0,
                    href: None,
                });
            }
            numbers.push(PageNumber {
                number: n,
                href: other(n),
            });
            before = n;
        }
        Self {
            current,
            pages,
            total,
            first: other(1),
            previous: other(current.saturating_sub(1)),
            next: other(current + 1),
            last: other(pages),
            numbers,
        }
    }
}

/// One value of a facet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FacetLink {
    /// Words: 现行有效, 2024年, 应急管理
    pub title: String,
    /// Its static list.
    pub href: String,
    /// Documents in it.
    pub count: usize,
    /// Whether the list shown is this one.
    pub current: bool,
}

/// A facet: a name and its values, each a link to a static list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FacetGroup {
    /// Key: `status`, `topic`, `year`, `issuer`, `genre`, `agency`.
    pub key: String,
    /// Heading: 有效性
    pub title: String,
    /// Link 全部; `None` where the list shown is not narrowed by this facet.
    pub all: Option<String>,
    /// Values, in order.
    pub links: Vec<FacetLink>,
}

/// Facets in the form that templates see, each with the fields of [`FacetGroup`], shared by the pages of many lists.
#[derive(Debug, Clone, Default)]
pub struct Facets(Vec<Value>);

impl Facets {
    /// Makes the shared form of `groups`.
    #[must_use]
    pub fn new(groups: &[FacetGroup]) -> Self {
        Self(groups.iter().map(Value::from_serializable).collect())
    }

    /// The same facets, but with `group` in place `at`.
    #[must_use]
    pub fn with(&self, at: usize, group: &FacetGroup) -> Self {
        let mut facets = self.clone();
        if let Some(place) = facets.0.get_mut(at) {
            *place = Value::from_serializable(group);
        }
        facets
    }
}

impl Shared for Facets {
    /// A list.
    fn value(&self, _page: &Page, _draw: &dyn Draw) -> TeraResult<Value> {
        Ok(Value::from(self.0.clone()))
    }
}

/// A list page: a column, an axis of the catalogue, the disclosure rules, gazettes.
#[derive(Debug, Clone, Serialize)]
pub struct ListView {
    /// Common part.
    pub page: Page,
    /// What the column is for.
    pub description: Option<String>,
    /// Legal ground: 《条例》第二十条第（七）项
    pub law: Option<String>,
    /// Update rule in words: 每年更新
    pub update: Option<String>,
    /// Newest date of publication in the list.
    pub latest: Option<String>,
    /// Columns below this one.
    pub children: Vec<CountLink>,
    /// Facets, each a set of static lists.
    pub facets: Vec<FacetGroup>,
    /// Shortcuts to years.
    pub years: Vec<FacetLink>,
    /// The rows of this page.
    #[serde(skip)]
    pub table: RowTable,
    /// Links to the other pages.
    pub pagination: Pagination,
    /// Lists that belong to it: 立改废动态, 重大行政决策 …
    pub links: Vec<Link>,
    /// The same list as data: Atom, JSON, CSV.
    pub data: Vec<Link>,
}

/// 政策文件库: the library and its facet lists.
#[derive(Debug, Clone, Serialize)]
pub struct LibraryView {
    /// Common part.
    pub page: Page,
    /// What the library holds.
    pub description: Option<String>,
    /// Facets: 有效性, 主题, 年份, 发文机关, 文种.
    #[serde(skip)]
    pub facets: Facets,
    /// The facet value that narrows this list, in words; empty on the whole library.
    pub chosen: Vec<String>,
    /// The rows of this page.
    #[serde(skip)]
    pub table: RowTable,
    /// Links to the other pages.
    pub pagination: Pagination,
    /// How many documents of each year, on the first page of the whole library.
    pub chart: Option<BarChart>,
    /// Lists that belong to it: 立改废动态, 废止和失效 …
    pub links: Vec<Link>,
    /// The library as data.
    pub data: Vec<Link>,
}
