//! A document's page, whatever its kind.

use serde::Serialize;

use super::{AnyLink, Html, Link, Page, StatusMark};

/// A value in the metadata box.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct MetaValue {
    /// The words, and a link where they lead to a list (a topic, an agency).
    pub link: AnyLink,
    /// `YYYY-MM-DD` where the value is a date.
    pub date: Option<String>,
}

/// A line of the metadata box: 索引号, 发文机关, 成文日期 …
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct MetaItem {
    /// Key: `index_number`, `doc_number`, `issuer` …
    pub key: String,
    /// Words of the label.
    pub label: String,
    /// One or more values.
    pub values: Vec<MetaValue>,
    /// Whether the line takes the box's whole width (the title).
    pub wide: bool,
    /// Whether many documents have the same line, so that it pays to keep it as drawn.
    #[serde(skip)]
    pub(crate) common: bool,
}

impl MetaItem {
    /// A line with one plain value.
    pub fn text(
        key: impl Into<String>,
        label: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        Self::links(key, label, vec![AnyLink::words(value)])
    }

    /// A line with a date.
    pub fn date(key: impl Into<String>, label: impl Into<String>, date: impl Into<String>) -> Self {
        let date = date.into();
        Self {
            key: key.into(),
            label: label.into(),
            values: vec![MetaValue {
                link: AnyLink::words(date.clone()),
                date: Some(date),
            }],
            wide: false,
            common: false,
        }
    }

    /// A line with links or several values.
    pub fn links(key: impl Into<String>, label: impl Into<String>, links: Vec<AnyLink>) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            values: links
                .into_iter()
                .map(|link| MetaValue { link, date: None })
                .collect(),
            wide: false,
            common: false,
        }
    }
}

/// 有效性, computed at the build date.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Status {
    /// `valid`, `pending`, `amended`, `repealed` or `expired`.
    pub value: String,
    /// 现行有效, 尚未施行, 已修改, 已废止 or 已失效.
    pub label: String,
    /// Day from which it is so: 施行, 修改, 废止 or 失效.
    pub date: Option<String>,
    /// The acts that made it so.
    pub by: Vec<AnyLink>,
}

/// What a banner above the text warns of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BannerKind {
    /// 提示
    Notice,
    /// 注意: the text is not, or not wholly, in force.
    Warning,
    /// The text is no longer in force.
    Ended,
}

/// A banner above the text: validity that is not 现行有效, 已归档, 有删减 …
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Banner {
    /// Colour and icon.
    pub kind: BannerKind,
    /// Short words in bold: 本文件已废止
    pub title: String,
    /// A sentence.
    pub text: Option<String>,
    /// Links at the end of the sentence.
    pub links: Vec<AnyLink>,
}

/// A link to an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ClauseLink {
    /// 第三条
    pub label: String,
    /// Its id, percent-encoded for use after `#`.
    pub anchor: String,
}

/// A heading in the table of contents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TocEntry {
    /// Plain text of the heading; empty where `clauses` stand before the first one.
    pub title: String,
    /// Its id, percent-encoded for use after `#`.
    pub anchor: String,
    /// Its level, 2 … 6.
    pub level: u8,
    /// Headings below it.
    pub children: Vec<TocEntry>,
    /// Its articles, in a text of many.
    pub clauses: Vec<ClauseLink>,
}

/// A file published with a document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Caption: 附件1：应急预案
    pub title: String,
    /// The file, relative to the site's root.
    pub href: String,
    /// File name as it is saved.
    pub file: String,
    /// Extension in lower case without the dot: `pdf`.
    pub ext: String,
    /// Length in bytes.
    pub size: u64,
    /// SHA-256 in lower-case hexadecimal.
    pub sha256: String,
}

/// One document in a group of related ones.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Relation {
    /// The document, or its words where it is not on this platform.
    pub link: AnyLink,
    /// 文号
    pub doc_number: Option<String>,
    /// 发布日期
    pub published: Option<String>,
    /// 图解, 视频 … for an interpretation, the stage for a decision.
    pub tag: Option<String>,
    /// The form of an interpretation, which has an icon: `text`, `graphic`, `video`, `press`, `qa`, `expert`, `leader`.
    pub form: Option<String>,
    /// What happened between the two and when: 自2026年6月1日起废止
    pub note: Option<String>,
    /// 有效性
    pub status: Option<StatusMark>,
}

/// Related documents of one sort: 解读, 解读的文件, 废止的文件, 被废止 …
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RelatedGroup {
    /// Key: `interpretations`, `interprets`, `repeals`, `repealed_by`, `amends`, `amended_by`, `replaces`,
    /// `replaced_by`, `cites`, `cited_by`, `consultation`, `decision`, `items`, `gazette`.
    pub key: String,
    /// Heading: 相关解读
    pub title: String,
    /// The documents.
    pub links: Vec<Relation>,
}

/// 行政执法 facts (`act` of a disclosure).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Act {
    /// 行政许可, 行政处罚, 行政强制 or 行政检查
    pub kind: String,
    /// 决定书文号
    pub decision_number: Option<String>,
    /// 决定日期
    pub decided: Option<String>,
    /// 行政相对人名称
    pub subject: Option<String>,
    /// 公示截止期
    pub display_until: Option<String>,
    /// 公开期限 counted in working days from 决定日期: 7个工作日
    pub term: Option<String>,
    /// Last day of 公开期限.
    pub deadline: Option<String>,
    /// Whether the working days of that year are not yet known, so that `deadline` is an estimate.
    pub estimated: bool,
}

/// Result of a consultation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// 收到意见, pieces
    pub received: Option<u64>,
    /// 采纳意见, pieces
    pub adopted: Option<u64>,
    /// 反馈日期
    pub published: Option<String>,
    /// 采纳情况说明
    pub note: Option<String>,
}

/// 意见征集
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Consultation {
    /// 开始日期
    pub opens: Option<String>,
    /// 截止日期
    pub closes: Option<String>,
    /// `upcoming`, `open` or `closed` at the build date.
    pub state: String,
    /// 即将开始, 征集中 or 已截止
    pub state_label: String,
    /// Days left at the build date, that day and the closing day included; `None` unless open.
    pub days_left: Option<i64>,
    /// The build date, from which `days_left` counts; `None` where there is nothing to count.
    pub as_of: Option<String>,
    /// 意见反馈方式
    pub contact: Option<String>,
    /// 采纳情况
    pub outcome: Option<Outcome>,
}

/// Picture, film or sound of an interpretation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Media {
    /// `image`, `video`, `audio` or `link`.
    pub kind: String,
    /// The file or address.
    pub link: AnyLink,
    /// Width in pixels of a picture, or of a film's poster.
    pub width: Option<u32>,
    /// Height in pixels of the same.
    pub height: Option<u32>,
    /// The picture that stands for a film until it plays, relative to the site's root.
    pub poster: Option<String>,
    /// Captions of a film (`WebVTT`), relative to the site's root.
    pub captions: Option<String>,
    /// What a film or a sound says, as a text to read.
    pub transcript: Option<Link>,
}

/// 政策解读
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Interpretation {
    /// 解读形式: 图解, 问答 …
    pub form: Option<String>,
    /// Its key: `text`, `graphic`, `video`, `press`, `qa`, `expert` or `leader`.
    pub key: Option<String>,
    /// 解读单位
    pub unit: Option<String>,
    /// 解读人
    pub interpreter: Option<String>,
    /// 办公电话
    pub phone: Option<String>,
    /// Picture, film or sound.
    pub media: Option<Media>,
    /// Whether the text says the same as the medium and needs a heading that tells so.
    pub described: bool,
}

/// A column of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ListColumn {
    /// Heading.
    pub title: String,
    /// `name` for the column that names a row, `figure` where all cells are numbers, `code` where they are short and of
    /// ASCII, so that they stay on a line, else `text`.
    pub kind: String,
}

/// 清单: a table shown under the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ListTable {
    /// Anchor on the page: `list-1` …
    pub id: String,
    /// Caption.
    pub title: String,
    /// How many rows, and of what: 共 12 项：行政许可 3 项、行政处罚 9 项
    pub summary: String,
    /// Headings.
    pub columns: Vec<ListColumn>,
    /// Cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// The same as files.
    pub data: Vec<Link>,
}

/// A document's page.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentView {
    /// Common part; `page.title` is the document's title.
    pub page: Page,
    /// Kind: `policy`, `interpretation`, `consultation`, `disclosure`, `system`, `gazette`.
    pub kind: String,
    /// Kind in words: 行政规范性文件
    pub kind_label: Option<String>,
    /// Metadata box, in the order in which it is drawn.
    #[serde(skip)]
    pub metadata: Vec<MetaItem>,
    /// 有效性; `None` for kinds that have none.
    pub status: Option<Status>,
    /// 规章: title, 题注 and text only (国办公开办函〔2021〕33号); what else is known of it is left out of the view.
    pub statute: bool,
    /// Banners above the text.
    pub banners: Vec<Banner>,
    /// 题注 of a law or a 规章.
    pub legislative_note: Option<String>,
    /// 来源
    pub source: Option<String>,
    /// 发布时间, with the time where it is known.
    pub published: Option<String>,
    /// 最后更新日期
    pub updated: Option<String>,
    /// 编辑
    pub editor: Option<String>,
    /// The text.
    pub body: Html,
    /// Its headings; empty where the text is too short for a table of contents.
    #[serde(skip)]
    pub toc: Vec<TocEntry>,
    /// How many articles `toc` lists; 0 where it lists none.
    pub articles: usize,
    /// 附注 at the end of the text: 此件公开发布
    pub openness_note: Option<String>,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// 清单 under the text.
    pub lists: Vec<ListTable>,
    /// Related documents, by sort.
    pub related: Vec<RelatedGroup>,
    /// The whole course of the decision this belongs to.
    pub decision: Option<Link>,
    /// 行政执法 facts.
    pub act: Option<Act>,
    /// 意见征集
    pub consultation: Option<Consultation>,
    /// 政策解读
    pub interpretation: Option<Interpretation>,
    /// Contents of a gazette, in order.
    pub contents: Vec<Relation>,
    /// All texts of a gazette in one file.
    pub download: Option<Attachment>,
    /// Date from which it is 已归档.
    pub archived: Option<String>,
    /// 删减的理由和依据, where the text was cut before publication.
    pub redacted: Option<String>,
    /// 引用格式: title, 文号, 发布机构 and date as one cites the document.
    pub citation: Option<String>,
    /// The same as a reference of GB/T 7714; the day of citing in brackets and `page.url` follow it.
    pub reference: Option<String>,
    /// Document before this one in its list.
    pub previous: Option<Link>,
    /// Document after this one in its list.
    pub next: Option<Link>,
    /// 新旧文本对照: pages that show this text beside the one that it replaced, or that replaced it.
    pub compare: Vec<Link>,
    /// QR code of the page's address, an `<svg>` without style attributes.
    pub qr: Option<Html>,
}

impl DocumentView {
    /// A document of this kind with this text, everything else not given.
    pub fn new(page: Page, kind: impl Into<String>, body: Html) -> Self {
        Self {
            page,
            kind: kind.into(),
            body,
            kind_label: None,
            metadata: Vec::new(),
            status: None,
            statute: false,
            banners: Vec::new(),
            legislative_note: None,
            source: None,
            published: None,
            updated: None,
            editor: None,
            toc: Vec::new(),
            articles: 0,
            openness_note: None,
            attachments: Vec::new(),
            lists: Vec::new(),
            related: Vec::new(),
            decision: None,
            act: None,
            consultation: None,
            interpretation: None,
            contents: Vec::new(),
            download: None,
            archived: None,
            redacted: None,
            citation: None,
            reference: None,
            previous: None,
            next: None,
            compare: Vec::new(),
            qr: None,
        }
    }
}
