//! A document with all its metadata.

use std::path::PathBuf;

use super::{Date, Detail, FileText, List, Moment, Required, Text};
use crate::config::{AgencyIx, ColumnIx, FieldIx};
use crate::diag::Span;
use crate::source::SourcePath;
use crate::source::fields::Located;

/// The kinds of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KindId {
    /// 政府信息公开指南.
    Guide,
    /// 政府信息公开制度.
    System,
    /// 政策文件.
    Policy,
    /// 政策解读.
    Interpretation,
    /// 意见征集.
    Consultation,
    /// 其他法定主动公开内容.
    Disclosure,
    /// 政府信息公开工作年度报告.
    Report,
    /// 政府公报.
    Gazette,
}

/// Signs that begin or end a removed passage, as they should be and as a Chinese keyboard writes them.
pub(crate) const REDACTION_SIGNS: [&str; 8] =
    ["{~", "~}", "{～", "～}", "｛~", "~｝", "｛～", "～｝"];

/// 公开属性 (standards part 9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Openness {
    /// 主动公开、此件公开发布.
    Public,
    /// 此件删减后公开.
    Redacted,
    /// 此件依申请公开.
    OnRequest,
    /// 此件不公开.
    Closed,
}

impl Openness {
    /// The word in data files.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Redacted => "redacted",
            Self::OnRequest => "on-request",
            Self::Closed => "closed",
        }
    }

    /// The word on pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Public => "主动公开",
            Self::Redacted => "删减后公开",
            Self::OnRequest => "依申请公开",
            Self::Closed => "不公开",
        }
    }
}

/// A reference as an editor wrote it: a path, a 文号 or a 《标题》.
pub type Reference = Located<String>;

/// 依法撤下 (standards 11.1): the text is gone, the address stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The day it was taken down.
    pub date: Date,
    /// Why; the law asks for it.
    pub reason: String,
}

/// 先审查后公开 (《条例》第十七条).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// 审查日期.
    pub date: Option<Date>,
}

/// A finding that the document's editor lets stand, with the reason: `allow = [{ rule = "…", reason = "…" }]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The rule's name.
    pub rule: Located<String>,
    /// Why it may stand.
    pub reason: String,
    /// Of which number alone, where the rule looks for numbers of persons: the number itself must not be written here.
    pub hash: Option<String>,
}

/// A file that is published with its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Path below the document's folder, `/`-separated.
    pub name: String,
    /// Where it lies on disk.
    pub file: PathBuf,
    /// Length in bytes.
    pub size: u64,
    /// Caption; without one the file name serves.
    pub title: Option<String>,
    /// SHA-256 in hex; empty until the file was read.
    pub sha256: String,
    /// What it says, for search and checks.
    pub text: FileText,
    /// Its size on a page, where it is a picture that tells.
    pub pixels: Option<Pixels>,
}

/// Width and height of a picture, in pixels of CSS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pixels {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// The text of a document and the way back from its bytes to those of its file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// Markdown.
    pub text: Text,
    /// Where the text starts in its file.
    pub start: usize,
    /// Cuts, ascending: from this byte of the text on, the file is this many bytes further (`start` not counted).
    pub cuts: Vec<(usize, isize)>,
}

impl Body {
    /// The place in the file of a range of the text.
    #[must_use]
    pub fn span(&self, range: &std::ops::Range<usize>) -> Span {
        let place = |at: usize| {
            let drift = self
                .cuts
                .iter()
                .take_while(|(from, _)| *from <= at)
                .last()
                .map_or(0, |(_, drift)| *drift);
            self.start + at.saturating_add_signed(drift)
        };
        Span::new(place(range.start), place(range.end))
    }
}

/// Everything a page may say of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its file.
    pub path: SourcePath,
    /// The opening fence: where messages about the whole document point.
    pub anchor: Span,
    /// Whether it is `index.md` of a bundle.
    pub bundle: bool,
    /// Which kind it is.
    pub kind: KindId,
    /// Whose it is.
    pub agency: AgencyIx,
    /// 标题.
    pub title: String,
    /// 发布日期.
    pub published: Moment,
    /// 成文日期.
    pub dated: Option<Date>,
    /// 信息变更之日.
    pub changed: Option<Date>,
    /// 最后更新日期.
    pub updated: Option<Date>,
    /// 索引号.
    pub index_number: Option<Located<String>>,
    /// 发文机关; never empty.
    pub issuers: Vec<String>,
    /// 发文字号.
    pub doc_number: Option<Located<String>>,
    /// 文种、体裁.
    pub genre: Option<String>,
    /// 施行日期.
    pub effective: Option<Date>,
    /// 有效期至 (the last day).
    pub valid_until: Option<Date>,
    /// 来源.
    pub source: Option<String>,
    /// 编辑.
    pub editor: Option<String>,
    /// 重大行政决策 it belongs to.
    pub decision: Option<Located<String>>,
    /// Its stage there.
    pub decision_stage: Option<&'static str>,
    /// Column under 法定主动公开内容.
    pub column: Option<ColumnIx>,
    /// 主题分类.
    pub topics: Vec<String>,
    /// 服务对象.
    pub audience: Vec<String>,
    /// 关键词.
    pub keywords: Vec<String>,
    /// 内容概述 as written.
    pub summary: Option<String>,
    /// 重点领域.
    pub fields: Vec<FieldIx>,
    /// 公开事项 that it fulfils.
    pub items: Vec<Located<String>>,
    /// 公开属性.
    pub openness: Openness,
    /// 不予公开（或删减）的理由和依据.
    pub openness_reason: Option<String>,
    /// 信息下架日期.
    pub expires: Option<Date>,
    /// Old addresses from the site's root, without the leading slash.
    pub aliases: Vec<Located<String>>,
    /// Last part of the address, in place of the file's name.
    pub slug: Option<Located<String>>,
    /// Findings that may stand.
    pub allow: Vec<Exception>,
    /// What only its kind has.
    pub detail: Detail,
    /// The text.
    pub body: Body,
    /// Files, in the order in which the page lists them.
    pub attachments: Vec<Attachment>,
    /// Which of the documents that a field must have it is.
    pub required: Option<Required>,
    /// 清单 shown under the text.
    pub lists: Vec<List>,
}

impl Document {
    /// 成文日期, else 发布日期: the day by which the text is judged.
    #[must_use]
    pub fn written_on(&self) -> Date {
        self.dated.unwrap_or(self.published.date)
    }
}
