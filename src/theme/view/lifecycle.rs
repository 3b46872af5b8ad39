//! 立改废: what changed when, and what is no longer in force.

use serde::Serialize;

use super::{AnyLink, FacetGroup, Link, Page, Pagination, StatusMark};

/// A change of one policy.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ChangeRow {
    /// Day of the change.
    pub date: String,
    /// `issued`, `effective`, `amended`, `repealed` or `expired`.
    pub key: String,
    /// 公布, 施行, 修改, 废止 or 失效
    pub label: String,
    /// 名称
    pub title: String,
    /// Its page.
    pub href: String,
    /// 文号
    pub doc_number: Option<String>,
    /// 行政规范性文件 …
    pub category: String,
    /// The acts that did it.
    pub by: Vec<AnyLink>,
}

/// What one year brought of one category (表二 of the annual report counts the same).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ChangeYear {
    /// 2026年
    pub year: String,
    /// 政府规章 公布, 修改, 废止和失效; then 行政规范性文件 公布, 修改, 废止和失效. In documents.
    pub counts: [usize; 6],
}

/// 立改废动态.
#[derive(Debug, Clone, Serialize)]
pub struct ChangesView {
    /// Common part.
    pub page: Page,
    /// What the list holds.
    pub description: Option<String>,
    /// By what happened.
    pub facets: Vec<FacetGroup>,
    /// The changes of this page, newest first.
    pub rows: Vec<ChangeRow>,
    /// Links to the other pages.
    pub pagination: Pagination,
    /// Numbers of the last years; empty but on the first page of the whole list.
    pub years: Vec<ChangeYear>,
    /// 政府规章 and 行政规范性文件 in force at the build date.
    pub in_force: [usize; 2],
    /// The build date.
    pub as_of: String,
    /// The same as a feed.
    pub feed: Link,
    /// The feed and related lists.
    pub links: Vec<Link>,
}

/// A policy that is no longer in force.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct EndedRow {
    /// 名称
    pub title: String,
    /// Its page.
    pub href: String,
    /// 文号
    pub doc_number: Option<String>,
    /// 行政规范性文件 …
    pub category: String,
    /// 已废止 or 已失效
    pub status: StatusMark,
    /// Day from which it is so.
    pub date: Option<String>,
    /// The acts that made it so.
    pub by: Vec<AnyLink>,
    /// Said where no act did it: 有效期届满
    pub reason: Option<String>,
}

/// 废止和失效.
#[derive(Debug, Clone, Serialize)]
pub struct EndedView {
    /// Common part.
    pub page: Page,
    /// What the list holds.
    pub description: Option<String>,
    /// The documents of this page, the last to end first.
    pub rows: Vec<EndedRow>,
    /// Links to the other pages.
    pub pagination: Pagination,
    /// The build date.
    pub as_of: String,
    /// The same list as data.
    pub data: Vec<Link>,
    /// Related lists.
    pub links: Vec<Link>,
}
