//! What every page has: the frame that all pages of one agency share, and the page's own head.

use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use super::{AnyLink, JsonLd, Link};
use crate::theme::functions::push_escaped;

/// The part of the platform that a page belongs to; marks the current entry of the navigation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// No entry is current.
    #[default]
    None,
    /// 首页
    Home,
    /// 政府信息公开指南
    Guide,
    /// 政府信息公开制度
    System,
    /// 法定主动公开内容
    Statutory,
    /// 政府信息公开年报
    Report,
    /// 依申请公开
    Apply,
    /// 政策文件库
    Library,
    /// 政府信息公开目录
    Catalogue,
    /// 公开事项目录
    Items,
    /// 重点领域
    Fields,
    /// 各部门、各乡镇
    Agencies,
    /// 政府公报
    Gazette,
    /// 检索
    Search,
}

/// Frame of the pages of one agency: identity, navigation, footer. Built once for each agency and shared by its
/// pages; in templates it is the variable `frame`, with the fields of [`FrameView`].
#[derive(Debug, Clone)]
pub struct Frame(Value);

impl Frame {
    /// Makes the shared form of `view`, so that it is not converted again for every page.
    #[must_use]
    pub fn new(view: &FrameView) -> Arc<Self> {
        Arc::new(Self(Value::from_serializable(view)))
    }

    /// The value that templates see.
    pub(in crate::theme) fn value(&self) -> Value {
        self.0.clone()
    }
}

/// Fields of `frame`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FrameView {
    /// Whose disclosure this is.
    pub identity: Identity,
    /// The four columns in their official order (standards 2.2); one that has nothing public is left out.
    pub columns: Vec<NavLink>,
    /// 依申请公开, beside the four columns.
    pub apply: Option<Link>,
    /// Other entries: 政策文件库, 政府信息公开目录, 公开事项目录, 重点领域, 各部门 …
    pub entries: Vec<NavLink>,
    /// The two-level tree under 法定主动公开内容, drawn on pages whose section is `statutory`.
    pub tree: Vec<ColumnNode>,
    /// The search page.
    pub search: Option<Link>,
    /// The feed.
    pub feed: Option<Link>,
    /// 订阅和数据: the page that lists all feeds and data files.
    pub feeds: Option<Link>,
    /// Footer items (standards 4.3).
    pub footer: Footer,
}

/// Head of the pages of one agency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// Full name of the agency, `示例市应急管理局`.
    pub name: String,
    /// `政府信息公开`.
    pub title: String,
    /// Home page of this agency's disclosure.
    pub home: String,
    /// The portal that this agency stands under; `None` on the portal's own pages.
    pub portal: Option<Link>,
    /// Name of the web site that carries the platform (`SiteName`).
    pub site_name: Option<String>,
    /// Absolute address of that web site's front page.
    pub site_url: Option<String>,
    /// Emblem, a file of this site relative to its root.
    pub emblem: Option<String>,
}

/// An entry of the navigation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct NavLink {
    /// Which section this entry leads to.
    pub section: Section,
    /// Words of the link.
    pub title: String,
    /// Target, relative to the site's root.
    pub href: String,
}

impl NavLink {
    /// An entry for `section`.
    pub fn new(section: Section, title: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            section,
            title: title.into(),
            href: href.into(),
        }
    }
}

/// A column under 法定主动公开内容 in the navigation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ColumnNode {
    /// Id of the column in `config.toml`.
    pub id: String,
    /// Name of the column.
    pub title: String,
    /// Its list.
    pub href: String,
    /// Public documents in it and below it.
    pub count: usize,
    /// Columns below it.
    pub children: Vec<ColumnNode>,
}

/// Footer of every page: the seven items of 《政府网站发展指引》 and what may stand beside them (standards 4.3).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Footer {
    /// ① 党政机关网站标识: picture with its words and, where known, the certificate it leads to.
    pub badge: Option<Badge>,
    /// ② 我为政府网站找错.
    pub report_error: Option<String>,
    /// ③ 网站标识码.
    pub id_code: Option<String>,
    /// ④ 主办单位.
    pub sponsor: Option<String>,
    /// ④ 承办单位.
    pub operator: Option<String>,
    /// ④ 联系方式.
    pub contact: Option<String>,
    /// ⑤ ICP 备案编号.
    pub icp: Option<String>,
    /// ⑥ 公安备案号.
    pub police: Option<String>,
    /// ⑦ 站点地图.
    pub sitemap: Option<Link>,
    /// More links: 无障碍声明, 隐私, 版权 …
    pub links: Vec<AnyLink>,
    /// Date of the build: 本站内容生成于.
    pub built: Option<String>,
}

/// 党政机关网站标识.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Badge {
    /// The picture, relative to the site's root.
    pub image: String,
    /// Absolute address of the certificate.
    pub url: Option<String>,
}

/// A `<meta name content>` (standards 4.1), in the order in which it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct MetaTag {
    /// Name, case as in the standard: `SiteName`, `PubDate` …
    pub name: String,
    /// Value; never empty.
    pub content: String,
}

/// The content of a page in another form (`<link rel="alternate">`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// Media type: `text/csv`.
    pub media: String,
    /// Words for whoever chooses among them.
    pub title: String,
    /// The file, relative to the site's root.
    pub href: String,
}

/// A step of the breadcrumb; the last one is the page itself, with its title and no `href`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Crumb {
    /// Words of the step.
    pub title: String,
    /// Target, relative to the site's root.
    pub href: Option<String>,
}

/// The government meta tags as HTML. Each page has some fifteen, prescribed to the letter: to a template they are a
/// whole, like structured data.
pub(in crate::theme) fn meta_tags(tags: &[MetaTag]) -> Value {
    let length = |tag: &MetaTag| tag.name.len() + tag.content.len() + META_SPARE;
    let mut out = String::with_capacity(tags.iter().map(length).sum());
    for tag in tags {
        out.push_str("<meta name=\"");
        push_escaped(&mut out, &tag.name);
        out.push_str("\" content=\"");
        push_escaped(&mut out, &tag.content);
        out.push_str("\">\n");
    }
    Value::safe_string(&out)
}

/// How many bytes a tag has beside its name and content, and some for what is escaped.
const META_SPARE: usize = 32;

/// The part that every view has under `page`.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// Frame of the agency whose page this is.
    #[serde(skip)]
    pub frame: Arc<Frame>,
    /// Heading of the page (its only `h1`) and beginning of `<title>`.
    pub title: String,
    /// All of `<title>`, unique in the portal: `关于……的通知 - 政策文件 - 示例市人民政府政府信息公开`.
    pub head_title: String,
    /// Language, `zh-CN`.
    pub lang: String,
    /// Way from this page to the site's root: empty or `../` repeated.
    pub root: String,
    /// Absolute address of this page; `None` without `base_url`.
    pub url: Option<String>,
    /// Summary for `<meta name="description">`, plain text.
    pub description: Option<String>,
    /// Government meta tags; [`Theme::render`](crate::theme::Theme::render) makes them known to the templates that may
    /// ask for them.
    #[serde(skip)]
    pub meta: Vec<MetaTag>,
    /// Breadcrumb from the portal's home to this page; made known as `meta` is.
    #[serde(skip)]
    pub breadcrumb: Vec<Crumb>,
    /// Which entry of the navigation is current.
    pub section: Section,
    /// Id of the current column under 法定主动公开内容.
    pub column: Option<String>,
    /// Id of the top column above the current one, where the current one is of the second level.
    pub column_top: Option<String>,
    /// The same content in other forms: CSV, JSON, Atom of a list.
    pub alternates: Vec<Alternate>,
    /// 本页纠错: an absolute address that bears the page's title and address.
    pub correction: Option<String>,
    /// Structured data.
    pub json_ld: Option<JsonLd>,
    /// Whether search engines shall leave this page out (stubs, redirects, later pages of lists).
    pub noindex: bool,
}

impl Page {
    /// A page with this heading at this depth, everything else not given.
    pub fn new(frame: Arc<Frame>, title: impl Into<String>, root: impl Into<String>) -> Self {
        let title = title.into();
        Self {
            frame,
            head_title: title.clone(),
            title,
            lang: "zh-CN".to_owned(),
            root: root.into(),
            url: None,
            description: None,
            meta: Vec::new(),
            breadcrumb: Vec::new(),
            section: Section::None,
            column: None,
            column_top: None,
            alternates: Vec::new(),
            correction: None,
            json_ld: None,
            noindex: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MetaTag, meta_tags};

    #[test]
    fn meta_tags_stand_in_their_order_and_are_escaped() {
        let tag = |name: &str, content: &str| MetaTag {
            name: name.to_owned(),
            content: content.to_owned(),
        };
        let html = meta_tags(&[tag("SiteName", "示例市"), tag("Keywords", "甲\"乙<&")]);
        assert_eq!(
            html.as_str(),
            Some(
                "<meta name=\"SiteName\" content=\"示例市\">\n\
                 <meta name=\"Keywords\" content=\"甲&quot;乙&lt;&amp;\">\n"
            )
        );
        assert!(html.is_safe());
        assert_eq!(meta_tags(&[]).as_str(), Some(""));
    }
}
