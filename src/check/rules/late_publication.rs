//! 公开晚于形成或者变更之日起20个工作日
//!
//! ## 发现什么
//!
//! 本机关制作的政策文件、制度和其他法定主动公开内容，从成文日期（`dated`）或者信息变更日期（`changed`，晚于成文日期时）的次日起算，
//! 到发布日期（`published`）超过20个工作日。工作日按国务院办公厅公布的放假安排计算；没有放假安排的年份按周末推算，信息里会写明。
//!
//! 不查：其他机关制作、本平台转载的文件；2008年5月1日《条例》施行以前形成的文件；行政执法决定、预算决算和年度报告（各有自己的时限）。
//!
//! ## 为什么
//!
//! 主动公开的政府信息应当自形成或者变更之日起20个工作日内公开，法律、法规另有规定的从其规定。
//!
//! ## 例子
//!
//! ```toml
//! dated = 2019-08-06
//! published = 2020-11-20      # 应当不晚于 2019-09-03
//! ```
//!
//! ## 怎样改
//!
//! 日期写错的改正。确实晚了的不要改日期（伪造发稿日期属于单项否决），在文件中写明理由：
//!
//! ```toml
//! allow = [{ rule = "late-publication", reason = "平台2020年11月建成，此前的文件集中补发" }]
//! ```
//!
//! 本机关规定了更短时限的，把 `days` 设成规定的工作日数；只对行政规范性文件规定的，设 `normative_days`。

use crate::check::finding::late_by;
use crate::check::{Area, Check, Finding, Page, Place, Rule, Setting};
use crate::diag::Level;
use crate::model::{Category, Date, Detail, KindId, WorkDays};

pub(super) static RULE: Rule = Rule {
    name: "late-publication",
    area: Area::Deadlines,
    level: Level::Warn,
    basis: "《政府信息公开条例》第二十六条",
    settings: &[
        Setting {
            key: "days",
            default: "20",
            doc: "多少个工作日以内公开",
        },
        Setting {
            key: "normative_days",
            default: "20",
            doc: "行政规范性文件在多少个工作日以内公开，本地要求更早的写在这里",
        },
    ],
    source: include_str!("late_publication.rs"),
    check: Check::Page(check),
};

/// The 《条例》 of 2007 came into force.
const IN_FORCE: Date = jiff::civil::date(2008, 5, 1);

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let counted = matches!(
        (document.kind, &document.detail),
        (KindId::Policy | KindId::System, _) | (_, Detail::Disclosure(None))
    );
    let published = document.published.date;
    let Some(dated) = document
        .dated
        .filter(|day| *day >= IN_FORCE && *day <= published)
    else {
        return;
    };
    if !counted || !page.is_own() || page.is_in_column("ysjs") {
        return;
    }
    let changed = document
        .changed
        .filter(|day| *day > dated && *day <= published);
    let (from, key, label) = match changed {
        Some(day) => (day, "changed", "变更"),
        None => (dated, "dated", "成文"),
    };
    let days = match &document.detail {
        Detail::Policy(policy) if policy.category == Category::Normative => {
            let usual = page.input.number(RULE.name, "days", 20);
            page.input.number(RULE.name, "normative_days", usual)
        }
        _ => page.input.number(RULE.name, "days", 20),
    };
    let limit = WorkDays(u16::try_from(days).unwrap_or(20));
    let calendar = &page.input.site.config.calendar;
    let deadline = calendar.deadline(from, limit);
    if !deadline.is_missed_on(published) {
        return;
    }
    let used = calendar.elapsed(from, published).days.0;
    let message = format!(
        "公开超过时限: {label}后{}，应当不晚于 {}",
        late_by(used, days),
        deadline.date
    );
    let mut finding = Finding::key(page, "published", message)
        .beside(
            &document.path,
            Place::Key(key),
            format!("从这一天的次日起算 {days} 个工作日"),
        )
        .help("日期写错的改正；确实晚了的写 allow，说明理由");
    if deadline.is_estimated() {
        finding = finding.at_most_warn("有的年份没有放假安排，按周末推算");
    }
    found.push(finding);
}
