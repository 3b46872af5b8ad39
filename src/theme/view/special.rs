//! Stubs, redirects, search, 404, 站点地图.

use serde::Serialize;

use super::{CountLink, FacetGroup, Link, Page};

/// Stub of a document that was lawfully withdrawn: it names neither title nor text.
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawnView {
    /// Common part; `page.title` must not be the document's title.
    pub page: Page,
    /// Kind in words.
    pub kind_label: String,
    /// 发布机构
    pub issuer: Option<String>,
    /// 撤下日期
    pub date: String,
    /// 理由
    pub reason: String,
}

/// A page at an old address that leads to the new one.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectView {
    /// Common part.
    pub page: Page,
    /// The new address, relative to the site's root.
    pub target: String,
}

/// Search page: works with the search client; without script it offers the static lists.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// Common part.
    pub page: Page,
    /// The search manifest, relative to the site's root: `search.json`.
    pub manifest: String,
    /// Static lists: agency, topic, genre, year.
    pub axes: Vec<FacetGroup>,
    /// 政策文件库, 政府信息公开目录 …
    pub lists: Vec<Link>,
}

/// Page for addresses that do not exist. `page.root` must be the absolute path of the site's root,
/// because a server shows this page at any depth.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundView {
    /// Common part.
    pub page: Page,
    /// Ways on: home, search, library, catalogue.
    pub links: Vec<Link>,
}

/// A heading of the 站点地图 with its pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SiteMapGroup {
    /// 法定主动公开内容
    pub title: String,
    /// Its own page, where it has one.
    pub href: Option<String>,
    /// Pages below it.
    pub links: Vec<CountLink>,
}

/// A feed or data files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FeedRow {
    /// What they hold: 政策文件
    pub title: String,
    /// The page that shows the same.
    pub href: Option<String>,
    /// What they are for, in a sentence.
    pub text: Option<String>,
    /// The files.
    pub files: Vec<Link>,
}

/// Feeds and data files of one sort.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FeedGroup {
    /// Anchor on the page.
    pub id: String,
    /// 按发布机构
    pub title: String,
    /// The lists, in order.
    pub rows: Vec<FeedRow>,
}

/// 订阅和数据: every feed and every data file.
#[derive(Debug, Clone, Serialize)]
pub struct FeedsView {
    /// Common part.
    pub page: Page,
    /// What the page is for.
    pub description: String,
    /// Groups, in order.
    pub groups: Vec<FeedGroup>,
}

/// 站点地图 (footer item ⑦ of standards 4.3).
#[derive(Debug, Clone, Serialize)]
pub struct SiteMapView {
    /// Common part.
    pub page: Page,
    /// Groups, in order.
    pub groups: Vec<SiteMapGroup>,
}
