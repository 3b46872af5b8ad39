//! The portal's own pages: home, guide, 依申请公开, 法定主动公开内容.

use serde::Serialize;

use super::{
    Attachment, Block, Contact, CountLink, FacetGroup, Html, Link, Page, Section, TocEntry,
};

/// One of the four columns on the home page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct HomeColumn {
    /// Which of the four.
    pub section: Section,
    /// Its official name.
    pub title: String,
    /// Its page.
    pub href: String,
    /// What is found there, one sentence.
    pub description: Option<String>,
    /// Its newest entries, or the parts of the guide.
    pub links: Vec<Link>,
}

/// Home page of the portal.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// Common part.
    pub page: Page,
    /// The four columns, in their official order.
    pub columns: Vec<HomeColumn>,
    /// Top columns under 法定主动公开内容 with the number of documents.
    pub statutory: Vec<CountLink>,
    /// Newest documents by kind: 最新公开, 政策文件, 政策解读, 意见征集.
    pub blocks: Vec<Block>,
    /// 重点领域
    pub fields: Vec<CountLink>,
    /// Agencies with their own disclosure pages.
    pub agencies: Vec<CountLink>,
    /// Facets of the library and the catalogue worth a shortcut (topics, years).
    pub facets: Vec<FacetGroup>,
    /// The agency's contact data.
    pub contact: Option<Contact>,
    /// Public documents in the whole portal.
    pub total: usize,
}

/// 政府信息公开指南
#[derive(Debug, Clone, Serialize)]
pub struct GuideView {
    /// Common part.
    pub page: Page,
    /// Prose of the guide.
    pub body: Html,
    /// Its headings.
    pub toc: Vec<TocEntry>,
    /// The office that handles disclosure (《条例》第十二条).
    pub contact: Option<Contact>,
    /// 更新日期
    pub updated: Option<String>,
    /// 发布日期
    pub published: Option<String>,
    /// Files: 申请表 …
    pub attachments: Vec<Attachment>,
    /// Forms of this site to fill in and print.
    pub printable: Vec<Link>,
    /// QR code of the page's address, an `<svg>` without style attributes.
    pub qr: Option<Html>,
}

/// A column under 法定主动公开内容 with its rules and its newest documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ColumnGroup {
    /// Id of the column.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its list.
    pub href: String,
    /// Public documents in it and below it.
    pub count: usize,
    /// What it is for.
    pub description: Option<String>,
    /// Legal ground: 《条例》第二十条第（一）项
    pub law: Option<String>,
    /// Update rule in words: 每 6 个月更新
    pub update: Option<String>,
    /// Newest date of publication.
    pub latest: Option<String>,
    /// Columns below it.
    pub children: Vec<CountLink>,
    /// Its newest documents.
    pub block: Block,
}

/// 法定主动公开内容: the tree.
#[derive(Debug, Clone, Serialize)]
pub struct StatutoryView {
    /// Common part.
    pub page: Page,
    /// Introduction.
    pub description: Option<String>,
    /// Top columns, in the order of 第二十条; one that has nothing public is left out.
    pub groups: Vec<ColumnGroup>,
    /// Public documents in all of them.
    pub total: usize,
    /// Lists across the columns: 重大行政决策, 行政执法信息公示, 立改废动态 …
    pub links: Vec<Link>,
}
