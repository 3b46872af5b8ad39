//! Agencies and 重点领域.

use serde::Serialize;

use super::{
    AnyLink, Block, ColumnGroup, CountLink, Coverage, HomeColumn, Item, ItemGroup, Link, Page,
    Pagination, RowTable,
};

/// How to reach the office that handles disclosure (《条例》第十二条).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Agency
    pub agency: String,
    /// 公开工作机构
    pub office: Option<String>,
    /// 办公地址
    pub address: Option<String>,
    /// 办公时间
    pub hours: Option<String>,
    /// 联系电话
    pub phone: Option<String>,
    /// 传真号码
    pub fax: Option<String>,
    /// 电子邮箱
    pub email: Option<String>,
    /// 邮政编码
    pub postcode: Option<String>,
    /// 网上申请
    pub online: Option<AnyLink>,
    /// The agency's page on this platform.
    pub href: Option<String>,
}

/// Home page of an agency's disclosure.
#[derive(Debug, Clone, Serialize)]
pub struct AgencyView {
    /// Common part.
    pub page: Page,
    /// What the agency is, one or two sentences.
    pub description: Option<String>,
    /// Its contact data.
    pub contact: Option<Contact>,
    /// Its own four columns, in their official order.
    pub columns: Vec<HomeColumn>,
    /// Its columns under 法定主动公开内容.
    pub statutory: Vec<ColumnGroup>,
    /// Its newest documents.
    pub blocks: Vec<Block>,
    /// 公开事项目录: the items that it answers for.
    pub items: Option<ItemGroup>,
    /// 政府信息公开目录: all its documents.
    pub catalogue: Option<CountLink>,
    /// 重点领域 in which it has documents.
    pub fields: Vec<CountLink>,
    /// Agencies under it.
    pub children: Vec<CountLink>,
    /// Its public documents.
    pub total: usize,
}

/// An agency in the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AgencyCard {
    /// Full name.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its public documents.
    pub count: usize,
    /// 联系电话
    pub phone: Option<String>,
    /// 办公地址
    pub address: Option<String>,
    /// Its own columns, where it has them: 指南, 年报 …
    pub links: Vec<Link>,
}

/// Agencies of one sort.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AgencyGroup {
    /// 政府部门, 乡镇（街道）…
    pub title: String,
    /// The agencies, in the order of `config.toml`.
    pub agencies: Vec<AgencyCard>,
}

/// Index of agencies.
#[derive(Debug, Clone, Serialize)]
pub struct AgenciesView {
    /// Common part.
    pub page: Page,
    /// Introduction.
    pub description: Option<String>,
    /// Agencies by sort.
    pub groups: Vec<AgencyGroup>,
}

/// Index of 重点领域.
#[derive(Debug, Clone, Serialize)]
pub struct FieldsView {
    /// Common part.
    pub page: Page,
    /// Introduction.
    pub description: Option<String>,
    /// The fields, in the official order.
    pub fields: Vec<CountLink>,
}

/// A document that a field must have, such as 2026年半年工作总结.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RequiredRow {
    /// What it is.
    pub title: String,
    /// Where it is; empty: 尚未公开.
    pub links: Vec<Link>,
}

/// A 重点领域 on one page.
#[derive(Debug, Clone, Serialize)]
pub struct FieldView {
    /// Common part.
    pub page: Page,
    /// What the field covers.
    pub description: Option<String>,
    /// Items of the field's catalogue and how many are fulfilled.
    pub coverage: Option<Coverage>,
    /// The field's catalogue of items.
    pub items: Option<Link>,
    /// The field's items and what fulfils them, on the first page.
    pub catalogue: Vec<Item>,
    /// 工作总结 and 目录清单, on the first page.
    pub required: Vec<RequiredRow>,
    /// The other fields.
    pub fields: Vec<CountLink>,
    /// Documents of the field by agency, where there are several.
    pub agencies: Vec<CountLink>,
    /// The field's documents.
    #[serde(skip)]
    pub table: RowTable,
    /// Links to the other pages.
    pub pagination: Pagination,
    /// The same list as data.
    pub data: Vec<Link>,
}
