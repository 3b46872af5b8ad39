//! 依申请公开: where and how, the forms, the time limits (《条例》第二十七条至第四十二条、第五十一条).
//!
//! In: the agency's contact data and the working-day calendar. Out: the page, and a form to print for citizens and one for
//! organisations. What the law says stands in the template; what an office has not is not shown.

mod form;

use super::document::attachments;
use super::frame::{Spec, section_description, section_name, section_url};
use super::{Context, RenderError, Scene, home};
use crate::config::Agency;
use crate::model::workdays::CalendarYear;
use crate::model::{Date, time_limits};
use crate::plan::{Origin, Planner};
use crate::site::route::UrlPath;
use crate::site::{Scope, Site};
use crate::theme::view::{
    AnyLink, ApplyChannel, ApplyLimit, ApplyView, HolidayYear, Link, Section, WorkCalendar,
};

const PATH: &str = "apply.html";
/// Years whose holidays stand on the page; the calculator knows all.
const YEARS_SHOWN: usize = 2;

pub(super) fn plan(_: &Scene<'_>, planner: &mut Planner) {
    let origin = || Origin::Generated("依申请公开");
    planner.page(UrlPath::new(PATH), origin(), None, Box::new(render));
    for form in form::Applicant::ALL {
        planner.page(
            form.url(),
            origin(),
            None,
            Box::new(move |cx| form::render(cx, form)),
        );
    }
}

/// The forms to print.
pub(super) fn printable() -> Vec<Link> {
    form::Applicant::ALL.map(form::Applicant::link).to_vec()
}

fn render(cx: &Context<'_>) -> Result<Vec<u8>, RenderError> {
    let site = cx.site;
    let url = UrlPath::new(PATH);
    let mut spec = Spec::new(
        Scope::Portal,
        &url,
        Section::Apply,
        section_name(Section::Apply),
    );
    spec.description = section_description(Section::Apply).map(str::to_owned);
    let own = site.config.agency(site.config.own_agency());
    let forms = site
        .portal
        .guide()
        .map(|id| attachments(site.entry(id)))
        .unwrap_or_default();
    let others = site
        .agencies_with_content()
        .filter(|agency| *agency != site.config.own_agency());
    let view = ApplyView {
        page: spec.page(site, cx.frames),
        contact: Some(home::contact(site, own)),
        online: own
            .apply_url
            .as_ref()
            .map(|url| AnyLink::external("网上提交申请", url.clone())),
        channels: channels(own),
        printable: printable(),
        forms: forms
            .into_iter()
            .filter(|file| file.title.contains("申请"))
            .collect(),
        limits: limits(),
        calendar: Some(calendar(site)),
        guide: section_url(site, Scope::Portal, Section::Guide)
            .map(|url| Link::new(section_name(Section::Guide), url.href())),
        body: None,
        offices: others
            .map(|agency| home::contact(site, site.config.agency(agency)))
            .filter(|c| c.phone.is_some() || c.address.is_some())
            .collect(),
    };
    Ok(cx.theme.render(&view)?)
}

const CONFIRMED: &str = "与申请人双方确认之日";

/// The ways that an agency has, with the day that counts for each (《条例》第三十一条).
fn channels(agency: &Agency) -> Vec<ApplyChannel> {
    let office = agency.office.as_deref().unwrap_or(&agency.name);
    let channel = |name: &str, to: AnyLink, note: Option<String>, received: &str| ApplyChannel {
        name: name.to_owned(),
        to,
        note,
        received: received.to_owned(),
    };
    let mut channels = Vec::new();
    if let Some(url) = &agency.apply_url {
        let to = AnyLink::external("在线申请网页", url.clone());
        let note = "提交不等于收到，工作人员会与您联系确认".to_owned();
        channels.push(channel("网上提交", to, Some(note), CONFIRMED));
    }
    if let Some(address) = &agency.address {
        let hours = agency
            .hours
            .as_ref()
            .map(|hours| format!("办公时间：{hours}"));
        let here = AnyLink::words(format!("{address}，{office}"));
        channels.push(channel("当面提交", here, hours, "提交之日"));
        let postcode = agency.postcode.as_ref();
        let postcode = postcode.map_or_else(String::new, |code| format!("，邮政编码 {code}"));
        let to = AnyLink::words(format!("{address}，{office}收{postcode}"));
        let note = "在信封上注明“政府信息公开申请”".to_owned();
        let received = "签收之日；平常信函等无需签收的，为收到当日与申请人确认之日";
        channels.push(channel("邮寄", to, Some(note), received));
    }
    if let Some(fax) = &agency.fax {
        let note = "发送后请打电话确认".to_owned();
        channels.push(channel(
            "传真",
            AnyLink::words(fax.clone()),
            Some(note),
            CONFIRMED,
        ));
    }
    if let Some(email) = &agency.email {
        let to = AnyLink::external(email.clone(), format!("mailto:{email}"));
        let note = "邮件标题注明“政府信息公开申请”".to_owned();
        channels.push(channel("电子邮件", to, Some(note), CONFIRMED));
    }
    channels
}

fn limits() -> Vec<ApplyLimit> {
    time_limits::APPLICATION
        .iter()
        .map(|limit| ApplyLimit {
            matter: limit.matter.to_owned(),
            term: format!("{}{}", limit.before, limit.term),
            from: limit.from.to_owned(),
            law: limit.law.to_owned(),
        })
        .collect()
}

fn calendar(site: &Site) -> WorkCalendar {
    let years = site.config.calendar.years();
    let data: Vec<String> = years
        .iter()
        .map(|(year, days)| {
            let (off, on) = (compact(&days.holidays), compact(&days.workdays));
            format!("{year}:{off}/{on}")
        })
        .collect();
    WorkCalendar {
        data: data.join(";"),
        reply: time_limits::REPLY.0,
        extension: time_limits::EXTENSION.0,
        correction: time_limits::CORRECTION.0,
        years: years
            .iter()
            .rev()
            .take(YEARS_SHOWN)
            .map(holiday_year)
            .collect(),
    }
}

fn holiday_year((year, days): (&i16, &CalendarYear)) -> HolidayYear {
    let words = |(first, last): (Date, Date)| {
        let start = format!("{}月{}日", first.month(), first.day());
        if first == last {
            start
        } else if first.month() == last.month() {
            format!("{start}至{}日", last.day())
        } else {
            format!("{start}至{}月{}日", last.month(), last.day())
        }
    };
    HolidayYear {
        year: *year,
        holidays: spans(&days.holidays).into_iter().map(words).collect(),
        workdays: spans(&days.workdays).into_iter().map(words).collect(),
    }
}

/// Days that follow each other, as first and last.
fn spans(days: &std::collections::BTreeSet<Date>) -> Vec<(Date, Date)> {
    let mut spans: Vec<(Date, Date)> = Vec::new();
    for day in days {
        match spans.last_mut() {
            Some((_, last)) if last.tomorrow().is_ok_and(|next| next == *day) => *last = *day,
            _ => spans.push((*day, *day)),
        }
    }
    spans
}

/// `0101-0103,0405`.
fn compact(days: &std::collections::BTreeSet<Date>) -> String {
    let day = |day: Date| format!("{:02}{:02}", day.month(), day.day());
    let spans = spans(days).into_iter().map(|(first, last)| {
        if first == last {
            day(first)
        } else {
            format!("{}-{}", day(first), day(last))
        }
    });
    spans.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::{channels, compact, holiday_year};
    use crate::model::WorkCalendar;

    #[test]
    fn 放假安排写成通知的样子和脚本的样子() {
        let calendar = WorkCalendar::builtin();
        let year = calendar.years().get_key_value(&2023).unwrap();
        assert_eq!(
            compact(&year.1.holidays),
            "0101-0102,0121-0127,0405,0429-0503,0622-0624,0929-1006"
        );
        let shown = holiday_year(year);
        assert_eq!(shown.holidays[3], "4月29日至5月3日");
        assert_eq!(shown.workdays[0], "1月28日至29日");
    }

    #[test]
    fn 没有的渠道不出现() {
        let text = "[portal]\nname = \"甲\"\nagency = \"a\"\n[[agency]]\nid = \"a\"\nname = \"甲县人民政府\"\nlevel = \"county\"\nkind = \"government\"\naddress = \"甲县人民路1号\"\n";
        let sink = crate::diag::Sink::default();
        let path = crate::source::SourcePath::new("config.toml");
        let config = crate::config::read(text, &path, &sink).unwrap();
        let names: Vec<String> = channels(&config.agencies[0])
            .into_iter()
            .map(|channel| channel.name)
            .collect();
        assert_eq!(names, ["当面提交", "邮寄"]);
    }
}
