//! 依申请公开: the page, its calculator and the forms to print.

use serde::Serialize;

use super::{AnyLink, Attachment, Contact, Html, Link, Page};

/// A way to hand in an application.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ApplyChannel {
    /// 当面提交, 邮寄, 网上提交 …
    pub name: String,
    /// Where to, in words; a link where it is an address of the net or a number to call.
    pub to: AnyLink,
    /// What to mind: 信封注明“政府信息公开申请”.
    pub note: Option<String>,
    /// Which day counts as 收到申请之日 (《条例》第三十一条).
    pub received: String,
}

/// A time limit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ApplyLimit {
    /// What is to be done.
    pub matter: String,
    /// 20个工作日
    pub term: String,
    /// What it counts from.
    pub from: String,
    /// Where it is written.
    pub law: String,
}

/// What the calculator of dates needs, and what is shown of it without script.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct WorkCalendar {
    /// For the script: a line a year, `2026:0101-0103,0215-0223/0104,0214`: days off, then weekends at work; parted by `;`.
    pub data: String,
    /// Working days within which an application is answered.
    pub reply: u16,
    /// Working days by which that may be extended.
    pub extension: u16,
    /// Working days within which a correction is asked for.
    pub correction: u16,
    /// Holidays of the newest years that are known, the newest first.
    pub years: Vec<HolidayYear>,
}

/// The holidays of a year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct HolidayYear {
    /// The year.
    pub year: i16,
    /// 1月1日至3日
    pub holidays: Vec<String>,
    /// Weekends at work.
    pub workdays: Vec<String>,
}

/// 依申请公开
#[derive(Debug, Clone, Serialize)]
pub struct ApplyView {
    /// Common part.
    pub page: Page,
    /// Where an application goes.
    pub contact: Option<Contact>,
    /// Online application outside this site.
    pub online: Option<AnyLink>,
    /// Ways to hand it in; only those that the agency has.
    pub channels: Vec<ApplyChannel>,
    /// Forms of this site to fill in and print.
    pub printable: Vec<Link>,
    /// Forms to download.
    pub forms: Vec<Attachment>,
    /// 时限
    pub limits: Vec<ApplyLimit>,
    /// The calculator of dates.
    pub calendar: Option<WorkCalendar>,
    /// The guide, which says more.
    pub guide: Option<Link>,
    /// The portal's own additions, below what the law says.
    pub body: Option<Html>,
    /// Offices of the other agencies that take applications.
    pub offices: Vec<Contact>,
}

/// A line of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FormField {
    /// Id of the input.
    pub id: String,
    /// 姓名
    pub label: String,
    /// Explanation in small print.
    pub hint: Option<String>,
    /// Lines of the field, from 1.
    pub lines: u8,
}

/// A question of a form with boxes to tick.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FormChoice {
    /// Part of ids.
    pub id: String,
    /// 提供信息的方式
    pub label: String,
    /// 纸质, 电子文件 …
    pub options: Vec<String>,
}

/// 政府信息公开申请表: a form to print, with the three things that the 《条例》 asks for in 第二十九条 and nothing else.
#[derive(Debug, Clone, Serialize)]
pub struct ApplyFormView {
    /// Common part.
    pub page: Page,
    /// Where the form goes: the agency's full name.
    pub agency: String,
    /// 公民 or 法人或者其他组织
    pub applicant: String,
    /// 姓名或者名称、身份证明、联系方式
    pub identity: Vec<FormField>,
    /// 信息的名称、文号或者其他特征性描述
    pub wanted: Vec<FormField>,
    /// 形式要求
    pub delivery: Vec<FormChoice>,
    /// 申请人签名, or 盖章
    pub signature: String,
    /// What is to be enclosed.
    pub enclosure: String,
    /// The other form.
    pub other: Link,
    /// 依申请公开
    pub back: Link,
}
