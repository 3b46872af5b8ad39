//! The calendar: what an agency must have, by when, and on what basis.
//!
//! In: the list of requirements, the site. Out: duties with their state on the day of the
//! check. An agency is held to them where it has columns of its own here: a guide, a report, or the portal itself.

use super::Input;
use super::requirement::{Every, Requirement};
use crate::config::AgencyIx;
use crate::model::{Date, Detail, KindId};
use crate::site::{DocId, ScopeLists};

/// Something that an agency must have by a day.
#[derive(Debug, Clone)]
pub(crate) struct Duty {
    /// Whose duty it is.
    pub(crate) agency: AgencyIx,
    /// What it is called.
    pub(crate) name: String,
    /// On what basis.
    pub(crate) basis: String,
    /// The year that it is about; none where one is enough for all.
    pub(crate) year: Option<i16>,
    /// The last day; none where it must always be there.
    pub(crate) due: Option<Date>,
    /// How to fulfil it, for an editor.
    pub(crate) how: String,
    /// The day on which it was published, where it was.
    pub(crate) done: Option<Date>,
}

/// Every duty of every agency whose day has come, or comes within so many days.
pub(crate) fn duties(input: &Input<'_>, ahead: i32) -> Vec<Duty> {
    let site = input.site;
    let horizon = input.today().saturating_add(jiff::Span::new().days(ahead));
    let mut found = Vec::new();
    for (ix, agency) in site.config.agencies() {
        let Some(lists) = site.agencies.get(&ix) else {
            continue;
        };
        let own = ix == site.config.own_agency();
        let has_columns =
            !lists.of(KindId::Guide).is_empty() || !lists.of(KindId::Report).is_empty();
        if !own && !has_columns {
            continue;
        }
        for requirement in input
            .required
            .iter()
            .filter(|r| r.binds(agency.kind, agency.level, own))
        {
            requirement.duties(input, (ix, lists), horizon, &mut found);
        }
    }
    found
}

impl Requirement {
    fn duties(
        &self,
        input: &Input<'_>,
        (agency, lists): (AgencyIx, &ScopeLists),
        horizon: Date,
        found: &mut Vec<Duty>,
    ) {
        let answers = self.answers(input, lists);
        let duty = |year, due, done| Duty {
            agency,
            name: self.name.clone(),
            basis: self.basis.clone(),
            year,
            due,
            how: self.how(year),
            done,
        };
        if self.every == Every::Once {
            let done = answers.iter().map(|(_, day)| *day).min();
            found.push(duty(None, None, done));
            return;
        }
        // Before the first year that has anything, nothing is missed.
        let first = answers.iter().map(|(year, _)| *year).min();
        let last = input.today().year();
        // Where there is nothing at all, the one that was due last is what is missed.
        let passed = |year| self.due(year).is_some_and(|due| due <= input.today());
        let newest = if passed(last - 1) { last - 1 } else { last - 2 };
        let from = first.unwrap_or(newest).max(self.since.unwrap_or(i16::MIN));
        for year in from..=last {
            let Some(due) = self.due(year).filter(|due| *due <= horizon) else {
                continue;
            };
            let done = answers
                .iter()
                .filter(|(of, _)| *of == year)
                .map(|(_, day)| *day)
                .min();
            // A year of long ago with nothing in it is a gap only between years that have something.
            if first.is_some() || due.year() + 1 >= last {
                found.push(duty(Some(year), Some(due), done));
            }
        }
    }

    fn due(&self, year: i16) -> Option<Date> {
        let (month, day) = self.due?;
        let year = if self.after { year + 1 } else { year };
        Date::new(year, month, day).ok()
    }

    /// The documents that answer it: the year that each is about, and its day.
    fn answers(&self, input: &Input<'_>, lists: &ScopeLists) -> Vec<(i16, Date)> {
        let site = input.site;
        let ids: &[DocId] = match (&self.kind, &self.column) {
            (Some(kind), _) => crate::kind::KINDS
                .iter()
                .find(|known| known.name == kind)
                .map_or(&[], |known| lists.of(known.id)),
            (None, Some(column)) => site
                .config
                .columns
                .by_id(column)
                .map_or(&[], |column| lists.column(column)),
            (None, None) => &[],
        };
        ids.iter()
            .map(|id| &site.entry(*id).document)
            .filter(|document| {
                self.words.is_empty() || self.words.iter().any(|word| document.title.contains(word))
            })
            .map(|document| {
                let day = document.published.date;
                let year = match &document.detail {
                    Detail::Report(report) => report.year,
                    // What is due in the year after says in its title which year it is about.
                    _ if self.after => year_in(&document.title).unwrap_or(day.year() - 1),
                    _ => day.year(),
                };
                (year, day)
            })
            .collect()
    }
}

/// The year that a title names: 2025年度部门决算.
fn year_in(title: &str) -> Option<i16> {
    title.match_indices('年').find_map(|(at, _)| {
        let year: i16 = title.get(at.checked_sub(4)?..at)?.parse().ok()?;
        (1949..=2100).contains(&year).then_some(year)
    })
}

#[cfg(test)]
mod tests {
    use super::year_in;

    #[test]
    fn 标题里的年份() {
        assert_eq!(year_in("示例市应急管理局2025年度部门决算"), Some(2025));
        assert_eq!(year_in("近年来的2024年决算"), Some(2024));
        assert_eq!(year_in("部门决算"), None);
        assert_eq!(year_in("年度决算"), None);
    }
}
