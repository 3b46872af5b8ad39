//! What only one kind of document has.

use super::{Date, Deadline, Reference, ReportTables, WorkCalendar, WorkDays};
use crate::diag::Span;

/// By kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Detail {
    /// 政府信息公开指南.
    Guide,
    /// 政府信息公开制度.
    System,
    /// 政策文件.
    Policy(Policy),
    /// 政策解读.
    Interpretation(Interpretation),
    /// 意见征集.
    Consultation(Consultation),
    /// 其他法定主动公开内容.
    Disclosure(Option<Act>),
    /// 年度报告.
    Report(Box<ReportTables>),
    /// 政府公报.
    Gazette(Gazette),
}

/// The category of a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// 法律法规.
    Law,
    /// 政府规章.
    Regulation,
    /// 行政规范性文件.
    Normative,
    /// 其他文件.
    Other,
}

impl Category {
    /// All, in official order.
    pub const ALL: [Self; 4] = [Self::Law, Self::Regulation, Self::Normative, Self::Other];

    /// The word on pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Law => "法律法规",
            Self::Regulation => "政府规章",
            Self::Normative => "行政规范性文件",
            Self::Other => "其他文件",
        }
    }

    /// The column of the default tree that takes it (content contract 1a).
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Self::Law => "flfg",
            Self::Regulation => "gz",
            Self::Normative => "gfxwj",
            Self::Other => "qtwj",
        }
    }
}

/// What a policy does to another document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// 废止.
    Repeals,
    /// 修改.
    Amends,
    /// 替代: a newer full text.
    Replaces,
    /// 引用.
    Cites,
}

impl Relation {
    /// All, in the order in which pages show them.
    pub const ALL: [Self; 4] = [Self::Repeals, Self::Amends, Self::Replaces, Self::Cites];

    /// The heading on the page of the document that acts.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Repeals => "废止的文件",
            Self::Amends => "修改的文件",
            Self::Replaces => "替代的文件",
            Self::Cites => "引用的文件",
        }
    }

    /// The heading on the page of the document that is acted upon.
    #[must_use]
    pub fn back_label(self) -> &'static str {
        match self {
            Self::Repeals => "被以下文件废止",
            Self::Amends => "被以下文件修改",
            Self::Replaces => "被以下文件替代",
            Self::Cites => "被以下文件引用",
        }
    }
}

/// What an act outside this portal did to a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideStatus {
    /// Repealed, or else expired.
    pub validity: super::Validity,
    /// By which act.
    pub by: Option<Reference>,
    /// From which day.
    pub date: Option<Date>,
    /// Where it is written.
    pub place: Span,
}

/// 政策文件.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// 类别.
    pub category: Category,
    /// The consultation it came from.
    pub consultation: Option<Reference>,
    /// What it does to others.
    pub relations: Vec<(Relation, Reference)>,
    /// What an act outside the portal did to it.
    pub status: Option<OutsideStatus>,
}

/// The form of an interpretation (standards part 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Form {
    /// The word in front matter.
    pub value: &'static str,
    /// The word on pages.
    pub label: &'static str,
}

/// 政策解读.
#[derive(Debug, Clone, PartialEq)]
pub struct Interpretation {
    /// The documents it explains.
    pub interprets: Vec<Reference>,
    /// 解读形式.
    pub form: Form,
    /// 解读单位.
    pub unit: Option<String>,
    /// 解读人.
    pub interpreter: Option<String>,
    /// 办公电话.
    pub phone: Option<String>,
    /// Address or attachment of the medium.
    pub media: Option<Reference>,
}

/// 意见采纳情况.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// 收到意见, pieces.
    pub received: Option<i64>,
    /// 采纳意见, pieces.
    pub adopted: Option<i64>,
    /// 公布日期.
    pub published: Option<Date>,
    /// 说明.
    pub note: Option<String>,
}

/// 意见征集.
#[derive(Debug, Clone, PartialEq)]
pub struct Consultation {
    /// First day.
    pub opens: Option<Date>,
    /// Last day.
    pub closes: Option<Date>,
    /// 联系方式.
    pub contact: Option<String>,
    /// Where its last day is written.
    pub closes_at: Option<Span>,
    /// The policy it became.
    pub draft_of: Option<Reference>,
    /// What came of it.
    pub outcome: Option<Outcome>,
}

/// Where a consultation stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsultationState {
    /// 征集中.
    Open,
    /// 即将开始.
    Upcoming,
    /// 已截止.
    Closed,
}

impl ConsultationState {
    /// All, in the order in which filters offer them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Upcoming, Self::Closed];

    /// The word in addresses and templates.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Upcoming => "upcoming",
            Self::Closed => "closed",
        }
    }

    /// The word on pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => "征集中",
            Self::Upcoming => "即将开始",
            Self::Closed => "已截止",
        }
    }
}

impl Consultation {
    /// Where it stands on `today`. What has an outcome is closed.
    #[must_use]
    pub fn state(&self, today: Date) -> ConsultationState {
        if self.opens.is_some_and(|day| day > today) {
            ConsultationState::Upcoming
        } else if self.closes.is_some_and(|day| day < today) || self.outcome.is_some() {
            ConsultationState::Closed
        } else {
            ConsultationState::Open
        }
    }

    /// Days on which one can still answer, `today` and the last day included; `None` unless it is open and will close.
    #[must_use]
    pub fn days_left(&self, today: Date) -> Option<i64> {
        if self.state(today) != ConsultationState::Open {
            return None;
        }
        let days = self.closes?.since(today).ok()?.get_days();
        Some(i64::from(days) + 1)
    }
}

/// The kind of an act of 行政执法.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActKind {
    /// The word in front matter.
    pub value: &'static str,
    /// The word on pages.
    pub label: &'static str,
}

/// 行政执法决定、双公示 (standards 11.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// 类别.
    pub kind: ActKind,
    /// 决定书文号.
    pub decision_number: Option<String>,
    /// 决定日期.
    pub decided: Option<Date>,
    /// 行政相对人.
    pub subject: Option<String>,
    /// 公示期限: the last day of display.
    pub display_until: Option<Date>,
    /// 变更、撤销之日: when the decision was changed, revoked, or found unlawful or void.
    pub revoked: Option<Date>,
}

impl Act {
    /// How soon a decision must be public: 行政许可 and 行政处罚 within 7 working days, any other within 20 (双公示;
    /// 《行政执法公示制度执法全过程记录制度重大执法决定法制审核制度》的指导意见, 国办发〔2018〕118号).
    #[must_use]
    pub fn term(&self) -> WorkDays {
        match self.kind.value {
            "permit" | "penalty" => WorkDays(7),
            _ => WorkDays(20),
        }
    }

    /// The last day on which it is public in time; `None` where the day of the decision is not known.
    #[must_use]
    pub fn deadline(&self, calendar: &WorkCalendar) -> Option<Deadline> {
        Some(calendar.deadline(self.decided?, self.term()))
    }
}

/// 政府公报, one issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Gazette {
    /// 年.
    pub year: i16,
    /// 期.
    pub issue: u32,
    /// Where the 期 is written.
    pub place: Span,
    /// 总期号.
    pub total_issue: Option<u32>,
    /// What stands in it, in order.
    pub documents: Vec<Reference>,
}
