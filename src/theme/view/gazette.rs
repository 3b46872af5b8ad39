//! 政府公报 by year.

use serde::Serialize;

use super::{Link, Page};

/// An issue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct IssueCard {
    /// 第4期
    pub title: String,
    /// 总第64期
    pub total: Option<String>,
    /// Its page.
    pub href: String,
    /// 出刊日期
    pub published: String,
    /// Documents in it.
    pub documents: usize,
    /// All its texts in one file, relative to the site's root.
    pub download: Option<String>,
    /// Name under which that file is saved.
    pub file: String,
    /// Whose it is, where the list holds the issues of several bodies.
    pub agency: Option<String>,
}

/// The issues of a year, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct IssueYear {
    /// 2026年
    pub title: String,
    /// Id of its heading.
    pub id: String,
    /// The issues.
    pub issues: Vec<IssueCard>,
}

/// 政府公报: all issues by year.
#[derive(Debug, Clone, Serialize)]
pub struct GazettesView {
    /// Common part.
    pub page: Page,
    /// What the gazette is.
    pub description: Option<String>,
    /// Issues in all.
    pub total: usize,
    /// The years, the newest first.
    pub years: Vec<IssueYear>,
    /// The same list as data.
    pub data: Vec<Link>,
}
