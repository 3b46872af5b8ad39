//! 行政执法信息公示, 双公示.

use serde::Serialize;

use super::{FacetGroup, Link, Page, Pagination};

/// A decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ActRow {
    /// 名称
    pub title: String,
    /// Its page.
    pub href: String,
    /// 行政许可, 行政处罚, 行政强制 or 行政检查
    pub kind: String,
    /// 决定书文号
    pub decision_number: Option<String>,
    /// 行政相对人
    pub subject: Option<String>,
    /// 决定机关
    pub issuer: String,
    /// 决定日期
    pub decided: Option<String>,
    /// 公示日期
    pub published: String,
    /// 公开期限: the last day, counted in working days.
    pub deadline: Option<String>,
    /// 公示截止日期
    pub display_until: Option<String>,
}

/// 行政执法信息公示.
#[derive(Debug, Clone, Serialize)]
pub struct ActsView {
    /// Common part.
    pub page: Page,
    /// What the list holds.
    pub description: Option<String>,
    /// By kind.
    pub facets: Vec<FacetGroup>,
    /// The decisions of this page.
    pub rows: Vec<ActRow>,
    /// Links to the other pages.
    pub pagination: Pagination,
    /// The same list as data.
    pub data: Vec<Link>,
}
