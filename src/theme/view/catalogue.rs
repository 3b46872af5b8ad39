//! 政府信息公开目录 (documents) and 公开事项目录 (items that must be public).

use serde::Serialize;

use super::{AnyLink, BarChart, CountLink, Facets, Link, Page, Pagination, RowTable};

/// 政府信息公开目录: index and facet lists.
#[derive(Debug, Clone, Serialize)]
pub struct CatalogueView {
    /// Common part.
    pub page: Page,
    /// What the catalogue holds.
    pub description: Option<String>,
    /// Axes: 发布机构, 主题, 体裁, 年份.
    #[serde(skip)]
    pub axes: Facets,
    /// The axis value that narrows this list, in words; empty on the whole catalogue.
    pub chosen: Vec<String>,
    /// The rows of this page.
    #[serde(skip)]
    pub table: RowTable,
    /// Links to the other pages.
    pub pagination: Pagination,
    /// The catalogue as data: JSON, CSV, XLSX.
    pub data: Vec<Link>,
}

/// How many items are fulfilled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Items in the catalogue.
    pub total: usize,
    /// Items with something public behind them.
    pub fulfilled: usize,
    /// Of the others, those that are public on request only: nothing is expected to stand on the platform.
    pub on_request: usize,
}

/// A field or an agency in the index of items.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ItemGroup {
    /// Name of the field or agency.
    pub title: String,
    /// Its table of items.
    pub href: String,
    /// How many are fulfilled.
    pub coverage: Coverage,
}

/// 公开事项目录: index by field and by agency.
#[derive(Debug, Clone, Serialize)]
pub struct ItemsIndexView {
    /// Common part.
    pub page: Page,
    /// What the catalogue is.
    pub description: Option<String>,
    /// Other ways to look at it: 县级, 乡级, by field and agency.
    pub views: Vec<CountLink>,
    /// By 领域.
    pub fields: Vec<ItemGroup>,
    /// By 公开主体.
    pub owners: Vec<ItemGroup>,
    /// All items.
    pub coverage: Coverage,
    /// The catalogue as data.
    pub data: Vec<Link>,
}

/// A field in the table of coverage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CoverageRow {
    /// Name of the field.
    pub title: String,
    /// Its table of items.
    pub href: String,
    /// A cell for each agency; `None` where it has no item in this field.
    pub cells: Vec<Option<Coverage>>,
    /// Over all agencies.
    pub sum: Coverage,
}

/// 公开事项落实情况: fields down, agencies across.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageView {
    /// Common part.
    pub page: Page,
    /// What the table shows.
    pub description: Option<String>,
    /// The agencies, each with its table of items.
    pub agencies: Vec<Link>,
    /// The fields.
    pub rows: Vec<CoverageRow>,
    /// Which part of its items is public in each field.
    pub chart: Option<BarChart>,
    /// Sums of the agencies.
    pub sums: Vec<Coverage>,
    /// All items.
    pub coverage: Coverage,
}

/// A box in 公开渠道和载体.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Channel {
    /// 政府网站, 政府公报 …
    pub name: String,
    /// ■ or □
    pub chosen: bool,
}

/// A public document or address that fulfils an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Fulfilment {
    /// The document.
    pub link: AnyLink,
    /// 发布日期
    pub published: Option<String>,
}

/// An item that must be public: a row of the official table (standards 10).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the boxes that the official table ticks"
)]
pub struct Item {
    /// 编号; also the row's anchor.
    pub id: String,
    /// The anchor as a link has it, percent-encoded.
    pub anchor: String,
    /// 领域, where a new one begins with this row and the table holds several.
    pub group: Option<String>,
    /// 序号, from 1.
    pub number: usize,
    /// 一级事项
    pub level1: String,
    /// Rows that the cell of 一级事项 covers, from this one on; 0 where a row above covers this one.
    pub level1_rows: usize,
    /// 二级事项
    pub level2: Option<String>,
    /// 公开内容（要素）
    pub content: String,
    /// 公开依据
    pub basis: Option<String>,
    /// 公开时限
    pub time_limit: Option<String>,
    /// 公开主体
    pub owner: Option<AnyLink>,
    /// 公开渠道和载体: all boxes of the table, ticked or not.
    pub channels: Vec<Channel>,
    /// 公开对象: 全社会
    pub audience_all: bool,
    /// 公开对象: 特定群体
    pub audience_specific: bool,
    /// Which group, where it is named.
    pub audience_note: Option<String>,
    /// 公开方式: 主动
    pub proactive: bool,
    /// 公开方式: 依申请
    pub on_request: bool,
    /// 公开层级: 县级
    pub county: bool,
    /// 公开层级: 乡级
    pub township: bool,
    /// Newest documents that fulfil it; empty: 尚未公开.
    pub fulfilled: Vec<Fulfilment>,
    /// Further ones, for those who ask.
    pub more: Vec<Fulfilment>,
    /// Number of documents that fulfil it, those not listed included.
    pub count: usize,
}

/// 公开事项目录 of one field or one agency.
#[derive(Debug, Clone, Serialize)]
pub struct ItemsView {
    /// Common part.
    pub page: Page,
    /// What the table holds.
    pub description: Option<String>,
    /// Rows of the table.
    pub items: Vec<Item>,
    /// How many are fulfilled.
    pub coverage: Coverage,
    /// Tables of the other fields or agencies.
    pub others: Vec<CountLink>,
    /// The table as data.
    pub data: Vec<Link>,
}

impl ItemsView {
    /// Numbers `items` and joins the cells of 一级事项 that repeat the one above.
    pub fn lay_out(items: &mut [Item]) {
        let mut start = 0;
        for at in 0..items.len() {
            items[at].number = at + 1;
            let joined = at > 0 && items[at].group.is_none();
            if joined && items[at].level1 == items[start].level1 {
                items[at].level1_rows = 0;
            } else {
                start = at;
            }
            items[start].level1_rows = at - start + 1;
        }
    }
}
