//! Where the tables stand between the headings of a report's prose.

use super::TableId;

/// The six parts of a report (standards 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// 总体情况.
    Overview,
    /// 主动公开政府信息情况: 表二.
    Proactive,
    /// 收到和处理政府信息公开申请情况: 表三.
    Applications,
    /// 政府信息公开行政复议、行政诉讼情况: 表四.
    Disputes,
    /// 存在的主要问题及改进情况.
    Problems,
    /// 其他需要报告的事项.
    Other,
}

impl Part {
    /// All, in official order.
    pub const ALL: [Self; 6] = [
        Self::Overview,
        Self::Proactive,
        Self::Applications,
        Self::Disputes,
        Self::Problems,
        Self::Other,
    ];

    /// The table that stands in this part.
    #[must_use]
    pub fn table(self) -> Option<TableId> {
        match self {
            Self::Proactive => Some(TableId::T2),
            Self::Applications => Some(TableId::T3),
            Self::Disputes => Some(TableId::T4),
            _ => None,
        }
    }
}

/// A piece of the page of a report, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// A section of the prose: the heading's place in the list, and the table that follows its text.
    Section {
        /// Place of the heading in the list that was given.
        heading: usize,
        /// The table under it.
        table: Option<TableId>,
    },
    /// A table that the prose has no heading for: it comes under its official one.
    Table(TableId),
}

/// Which part a heading opens, tolerant of numbering and of the usual variants of the words.
#[must_use]
pub fn part_of(heading: &str) -> Option<Part> {
    let words: String = heading.chars().filter(|c| !c.is_whitespace()).collect();
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    if has(&[
        "其他需要",
        "其它需要",
        "需要报告",
        "需要说明",
        "其他事项",
        "其它事项",
    ]) {
        Some(Part::Other)
    } else if has(&["复议", "诉讼"]) {
        Some(Part::Disputes)
    } else if has(&["问题", "不足", "改进"]) {
        Some(Part::Problems)
    } else if has(&["申请"]) {
        Some(Part::Applications)
    } else if has(&["主动公开"]) {
        Some(Part::Proactive)
    } else if has(&["总体情况", "概述", "概况", "基本情况", "总体概"]) {
        Some(Part::Overview)
    } else {
        None
    }
}

/// The sections of a report under its headings of the second level, with its tables in between.
///
/// A table goes under its own heading where the prose has one; otherwise before the first heading of a later part, and
/// at the end where there is none. Text before the first heading is not listed: it comes first.
#[must_use]
pub fn arrange(headings: &[&str]) -> Vec<Slot> {
    let mut parts: Vec<Option<Part>> = Vec::with_capacity(headings.len());
    for heading in headings {
        // Each part is opened once: what follows under a like heading belongs to the prose.
        let part = part_of(heading).filter(|part| !parts.contains(&Some(*part)));
        parts.push(part);
    }
    let mut slots: Vec<Slot> = Vec::with_capacity(headings.len() + 3);
    let mut missing: Vec<Part> = Part::ALL
        .into_iter()
        .filter(|part| part.table().is_some() && !parts.contains(&Some(*part)))
        .collect();
    for (heading, part) in parts.into_iter().enumerate() {
        if let Some(part) = part {
            let due = missing.partition_point(|table| *table < part);
            slots.extend(
                missing
                    .drain(..due)
                    .filter_map(Part::table)
                    .map(Slot::Table),
            );
        }
        let table = part.and_then(Part::table);
        slots.push(Slot::Section { heading, table });
    }
    slots.extend(missing.into_iter().filter_map(Part::table).map(Slot::Table));
    slots
}

#[cfg(test)]
mod tests {
    use super::{Part, Slot, TableId, arrange, part_of};

    /// The page as one line: numbers are sections, `t2` a table under a section, `+t2` one under its own heading.
    fn line(headings: &[&str]) -> String {
        let table = |id| match id {
            TableId::T2 => "t2",
            TableId::T3 => "t3",
            TableId::T4 => "t4",
        };
        arrange(headings)
            .into_iter()
            .map(|slot| match slot {
                Slot::Section {
                    heading,
                    table: None,
                } => heading.to_string(),
                Slot::Section {
                    heading,
                    table: Some(id),
                } => format!("{heading}{}", table(id)),
                Slot::Table(id) => format!("+{}", table(id)),
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn 认出六部分标题的各种写法() {
        for (heading, part) in [
            ("一、总体情况", Part::Overview),
            ("一、概述", Part::Overview),
            ("第一部分　总体情况", Part::Overview),
            ("二、主动公开政府信息情况", Part::Proactive),
            ("三、收到和处理政府信息公开申请情况", Part::Applications),
            ("四、政府信息公开行政法复议、行政诉讼情况", Part::Disputes),
            ("四、因政府信息公开申请提起行政诉讼情况", Part::Disputes),
            ("五、存在的主要问题及改进情况", Part::Problems),
            ("五、 存在问题及改进措施", Part::Problems),
            ("六、其他需要报告的事项", Part::Other),
            ("六、其它需要报告的问题", Part::Other),
        ] {
            assert_eq!(part_of(heading), Some(part), "{heading}");
        }
        assert_eq!(part_of("附件"), None);
    }

    #[test]
    fn 三张表放在第一部分之后_第五部分之前() {
        let usual = [
            "一、总体情况",
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项",
        ];
        assert_eq!(line(&usual), "0 +t2 +t3 +t4 1 2");
        let more = [
            "一、总体情况",
            "重点工作",
            "五、存在的主要问题",
            "六、其他需要报告的事项",
        ];
        assert_eq!(line(&more), "0 1 +t2 +t3 +t4 2 3");
    }

    #[test]
    fn 没有第五部分时放在第六部分之前或末尾() {
        assert_eq!(
            line(&["一、总体情况", "六、其他需要报告的事项"]),
            "0 +t2 +t3 +t4 1"
        );
        assert_eq!(line(&["一、总体情况"]), "0 +t2 +t3 +t4");
        assert_eq!(line(&[]), "+t2 +t3 +t4");
    }

    #[test]
    fn 正文已有标题时表放在该标题之下() {
        let all = [
            "一、总体情况",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况",
        ];
        assert_eq!(line(&all), "0 1t2 2t3 3t4 4");
        let one = [
            "一、总体情况",
            "三、收到和处理政府信息公开申请情况",
            "五、问题",
        ];
        assert_eq!(line(&one), "0 +t2 1t3 +t4 2");
    }

    #[test]
    fn 同样的标题只认第一个() {
        let twice = [
            "一、总体情况",
            "二、主动公开情况",
            "重点领域主动公开",
            "五、问题",
        ];
        assert_eq!(line(&twice), "0 1t2 2 +t3 +t4 3");
    }
}
