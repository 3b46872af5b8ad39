//! 政府信息公开申请表, to fill in and print: what 第二十九条 of the 《条例》 lets an agency ask, and nothing else.
//!
//! No workplace, no purpose, no 特殊需要: what the law of 2007 asked for is not asked any more.

use super::PATH;
use crate::output::frame::{Spec, section_name};
use crate::output::{Context, RenderError};
use crate::site::Scope;
use crate::site::route::UrlPath;
use crate::theme::view::{ApplyFormView, FormChoice, FormField, Link, Section};

/// Whose form it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Applicant {
    /// 公民.
    Citizen,
    /// 法人或者其他组织.
    Organisation,
}

/// Id, label, explanation, lines.
type Line = (&'static str, &'static str, Option<&'static str>, u8);

const CITIZEN: [Line; 7] = [
    ("name", "姓名", None, 1),
    ("paper", "身份证明名称", Some("例如居民身份证"), 1),
    ("number", "身份证明号码", None, 1),
    ("phone", "联系电话", None, 1),
    ("address", "通信地址", None, 1),
    ("postcode", "邮政编码", None, 1),
    ("email", "电子邮箱", None, 1),
];

const ORGANISATION: [Line; 7] = [
    ("name", "名称", None, 1),
    ("number", "统一社会信用代码", None, 1),
    ("contact", "联系人", None, 1),
    ("phone", "联系电话", None, 1),
    ("address", "通信地址", None, 1),
    ("postcode", "邮政编码", None, 1),
    ("email", "电子邮箱", None, 1),
];

const WANTED: [Line; 3] = [
    ("title", "信息名称", None, 1),
    ("doc-number", "文号", Some("不知道的不填"), 1),
    (
        "description",
        "其他特征性描述",
        Some("名称、文号不清楚的，写明信息的内容、时间、制作机关等，便于查找"),
        6,
    ),
];

impl Applicant {
    pub(super) const ALL: [Self; 2] = [Self::Citizen, Self::Organisation];

    pub(super) fn url(self) -> UrlPath {
        UrlPath::new(match self {
            Self::Citizen => "apply/citizen.html",
            Self::Organisation => "apply/organisation.html",
        })
    }

    fn words(self) -> &'static str {
        match self {
            Self::Citizen => "公民",
            Self::Organisation => "法人或者其他组织",
        }
    }

    fn title(self) -> String {
        format!("政府信息公开申请表（{}）", self.words())
    }

    pub(super) fn link(self) -> Link {
        Link::new(self.title(), self.url().href())
    }

    fn other(self) -> Self {
        match self {
            Self::Citizen => Self::Organisation,
            Self::Organisation => Self::Citizen,
        }
    }

    fn identity(self) -> &'static [Line] {
        match self {
            Self::Citizen => &CITIZEN,
            Self::Organisation => &ORGANISATION,
        }
    }

    fn signature(self) -> &'static str {
        match self {
            Self::Citizen => "申请人签名",
            Self::Organisation => "申请人盖章",
        }
    }

    fn enclosure(self) -> &'static str {
        match self {
            Self::Citizen => "身份证明复印件",
            Self::Organisation => "营业执照、登记证书等身份证明的复印件",
        }
    }
}

pub(super) fn render(cx: &Context<'_>, applicant: Applicant) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = applicant.url();
    let mut spec = Spec::new(Scope::Portal, &url, Section::Apply, applicant.title());
    let back = Link::new(section_name(Section::Apply), UrlPath::new(PATH).href());
    spec.trail.push(back.clone());
    spec.description = Some(format!(
        "{}申请公开政府信息使用的表格，可以在网页上填写后打印。",
        applicant.words()
    ));
    let view = ApplyFormView {
        page: spec.page(site, cx.frames),
        agency: site.config.agency(site.config.own_agency()).name.clone(),
        applicant: applicant.words().to_owned(),
        identity: applicant.identity().iter().map(field).collect(),
        wanted: WANTED.iter().map(field).collect(),
        delivery: vec![
            choice("form", "提供信息的方式", &["纸质文件", "电子文件", "其他"]),
            choice(
                "way",
                "获取信息的途径",
                &["邮寄", "电子邮件", "自行领取", "当场查阅、抄录", "其他"],
            ),
        ],
        signature: applicant.signature().to_owned(),
        enclosure: applicant.enclosure().to_owned(),
        other: applicant.other().link(),
        back,
    };
    Ok(cx.theme.render(&view)?)
}

fn field((id, label, hint, lines): &Line) -> FormField {
    FormField {
        id: (*id).to_owned(),
        label: (*label).to_owned(),
        hint: hint.map(str::to_owned),
        lines: *lines,
    }
}

fn choice(id: &str, label: &str, options: &[&str]) -> FormChoice {
    FormChoice {
        id: id.to_owned(),
        label: label.to_owned(),
        options: options.iter().map(|&option| option.to_owned()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Applicant, WANTED};

    #[test]
    fn 申请表只有条例第二十九条的三项内容() {
        for applicant in Applicant::ALL {
            let labels = applicant.identity().iter().chain(&WANTED);
            for (_, label, hint, _) in labels {
                let words = format!("{label}{}", hint.unwrap_or_default());
                for foreign in [
                    "用途",
                    "需要",
                    "工作单位",
                    "职业",
                    "年龄",
                    "学历",
                    "法定代表人",
                ] {
                    assert!(!words.contains(foreign), "{words}");
                }
            }
        }
    }
}
