//! 日期先后不合理
//!
//! ## 发现什么
//!
//! - 发布日期（`published`）早于成文日期（`dated`）；
//! - 有效期至（`valid_until`）早于施行日期（`effective`）或者成文日期；
//! - 变更日期（`changed`）、更新日期（`updated`）早于成文日期，或者晚于检查的日期；
//! - 任何一个日期早于1949年10月1日，多半是年份少写、错写了数字。
//!
//! 公开审查晚于发布的，见 `late-review`。
//!
//! ## 为什么
//!
//! 文件先形成后公开。日期错了，公开时限、有效性和排序都会跟着错；“伪造发稿日期”属于单项否决，日期矛盾最容易引起追查。
//!
//! ## 例子
//!
//! ```toml
//! dated = 2024-05-20
//! published = 2024-05-13
//! ```
//!
//! ## 怎样改
//!
//! 对照文件原件改正写错的日期。

use crate::check::{Area, Check, Finding, Page, Place, Rule};
use crate::diag::Level;
use crate::model::Date;

pub(super) static RULE: Rule = Rule {
    name: "inconsistent-dates",
    area: Area::Metadata,
    level: Level::Warn,
    basis: "国办秘函〔2019〕19号（弄虚作假）；国令第711号第二十六条",
    settings: &[],
    source: include_str!("inconsistent_dates.rs"),
    check: Check::Page(check),
};

/// No body that this program serves is older.
const FIRST: Date = jiff::civil::date(1949, 10, 1);

/// A date with its key and its Chinese name.
type Named = (&'static str, &'static str, Option<Date>);

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let dated: Named = ("dated", "成文日期", document.dated);
    let published: Named = ("published", "发布日期", Some(document.published.date));
    let effective: Named = ("effective", "施行日期", document.effective);
    let until: Named = ("valid_until", "有效期至", document.valid_until);
    let changed: Named = ("changed", "变更日期", document.changed);
    let updated: Named = ("updated", "更新日期", document.updated);
    for (later, earlier) in [
        (published, dated),
        (until, effective),
        (until, dated),
        (changed, dated),
        (updated, dated),
    ] {
        let (Some(late), Some(early)) = (later.2, earlier.2) else {
            continue;
        };
        if late < early {
            let message = format!("{} {late} 早于{} {early}", later.1, earlier.1);
            found.push(
                Finding::key(page, later.0, message)
                    .beside(
                        &document.path,
                        Place::Key(earlier.0),
                        format!("{}在这里", earlier.1),
                    )
                    .help("对照文件原件，改正写错的日期"),
            );
        }
    }
    for (key, name, day) in [dated, published, effective, until, changed, updated] {
        if let Some(day) = day.filter(|day| *day < FIRST) {
            let message = format!("{name} {day} 的年份不合理");
            found.push(Finding::key(page, key, message).help("对照文件原件，改正写错的日期"));
        }
    }
    let today = page.input.today();
    for (key, name, day) in [changed, updated] {
        if let Some(day) = day.filter(|day| *day > today) {
            let message = format!("{name} {day} 在检查日期 {today} 之后");
            found.push(Finding::key(page, key, message).help("写实际变更、更新的日期"));
        }
    }
}
