//! What a planned document is before its text is written. Plain data and names.

use jiff::civil::Date;

/// One document of the corpus: all that other documents may point at.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// Its number in the corpus, which is the number of its stream of draws.
    pub(crate) number: usize,
    pub(crate) kind: Kind,
    /// Position in [`super::agency::AGENCIES`].
    pub(crate) agency: usize,
    /// Number of its domain of words.
    pub(crate) domain: usize,
    pub(crate) dated: Date,
    pub(crate) published: Date,
    pub(crate) title: String,
    /// Path from `content/`.
    pub(crate) path: String,
    pub(crate) layout: Layout,
    pub(crate) secrecy: Secrecy,
    /// 发文字号, empty where there is none.
    pub(crate) doc_number: String,
    /// 索引号.
    pub(crate) index_number: String,
    /// The policy that an interpretation interprets or a consultation became.
    pub(crate) subject: Option<usize>,
}

/// Kinds with what makes one document of the kind differ from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Guide,
    System,
    /// The annual report on this year.
    Report(i16),
    /// Year and issue.
    Gazette(i16, i16),
    Policy(Form),
    Interpretation,
    Consultation,
    /// Position in [`super::columns::COLUMNS`].
    Disclosure(usize),
}

/// Forms of policies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Law,
    Regulation,
    Normative,
    Notice,
    Opinion,
    Announcement,
    Reply,
}

impl Form {
    /// All forms, in the order of the weights by which they are drawn.
    pub(crate) const ALL: [Self; 7] = [
        Self::Law,
        Self::Regulation,
        Self::Normative,
        Self::Notice,
        Self::Opinion,
        Self::Announcement,
        Self::Reply,
    ];

    /// Value of `category`.
    pub(crate) fn category(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Regulation => "regulation",
            Self::Normative => "normative",
            _ => "other",
        }
    }

    /// Value of `genre`.
    pub(crate) fn genre(self) -> &'static str {
        match self {
            Self::Law => "条例",
            Self::Regulation => "规定",
            Self::Normative => "办法",
            Self::Notice => "通知",
            Self::Opinion => "意见",
            Self::Announcement => "公告",
            Self::Reply => "批复",
        }
    }

    /// Rule of the grammar that writes its title.
    pub(crate) fn title_rule(self) -> &'static str {
        match self {
            Self::Law => "条例题",
            Self::Regulation | Self::Normative => "办法名",
            Self::Notice => "通知题",
            Self::Opinion => "意见题",
            Self::Announcement => "公告题",
            Self::Reply => "批复题",
        }
    }

    /// Written in chapters and articles, not in numbered sections.
    pub(crate) fn has_articles(self) -> bool {
        matches!(self, Self::Law | Self::Regulation | Self::Normative)
    }
}

/// A file, or a folder with attachments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    File,
    Bundle,
}

/// Why a document, or a part of it, may not come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Secrecy {
    Public,
    Closed,
    OnRequest,
    Draft,
    Future,
    Withdrawn,
    Redacted,
}

impl Secrecy {
    /// Seven in 240 documents are not public, each reason among any 240 in a row.
    pub(crate) fn of(number: usize) -> Self {
        match number % 240 {
            37 => Self::Closed,
            71 => Self::OnRequest,
            105 => Self::Draft,
            139 => Self::Future,
            173 => Self::Withdrawn,
            190 | 207 => Self::Redacted,
            _ => Self::Public,
        }
    }

    /// True where the page itself comes out with its title.
    pub(crate) fn has_page(self) -> bool {
        matches!(self, Self::Public | Self::Redacted)
    }

    /// True where not even the path may be seen.
    pub(crate) fn hides_path(self) -> bool {
        !self.has_page() && self != Self::Withdrawn
    }
}
