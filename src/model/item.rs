//! 公开事项: what must be public, by a catalogue (standards part 10).

use crate::diag::Span;
use crate::source::SourcePath;

/// A row of a 主动公开基本目录 or a 基层政务公开标准目录, its words as written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the official form has six boxes to tick, independent of each other"
)]
pub struct Item {
    /// What a document names in `items`.
    pub id: String,
    /// 领域: id or name of a field.
    pub field: Option<String>,
    /// 一级事项; may be empty.
    pub level1: String,
    /// 二级事项.
    pub level2: Option<String>,
    /// 公开内容（要素）; may be empty.
    pub content: String,
    /// 公开依据.
    pub basis: Option<String>,
    /// 公开时限.
    pub time_limit: Option<String>,
    /// 公开主体: id or name of an agency, or words such as 应急管理部门.
    pub owner: Option<String>,
    /// 公开渠道和载体, those ticked.
    pub channels: Vec<String>,
    /// 公开对象: 全社会.
    pub audience_all: bool,
    /// 公开对象: 特定群体.
    pub audience_specific: bool,
    /// 公开方式: 主动.
    pub proactive: bool,
    /// 公开方式: 依申请.
    pub on_request: bool,
    /// 公开层级: 县级.
    pub county: bool,
    /// 公开层级: 乡级.
    pub township: bool,
    /// Where it is public, if no document of this portal says so: an `http` address or a path in the site.
    pub url: Option<String>,
    /// The catalogue's file.
    pub path: SourcePath,
    /// Its id there.
    pub span: Span,
    /// Where its field stands there.
    pub field_span: Option<Span>,
    /// Where its 公开主体 stands there.
    pub owner_span: Option<Span>,
}
