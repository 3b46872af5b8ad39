//! The figures by which years are compared: cells of the form, summed where the form divides them further.

use super::{Cell, Decimal, ReportTables, TableId};

/// What measures are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeasureGroup {
    /// 表三.
    Applications,
    /// 表四.
    Disputes,
    /// 表二.
    Proactive,
}

impl MeasureGroup {
    /// All, in the order of comparing pages.
    pub const ALL: [Self; 3] = [Self::Applications, Self::Disputes, Self::Proactive];

    /// Its heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Applications => "政府信息公开申请",
            Self::Disputes => "行政复议和行政诉讼",
            Self::Proactive => "主动公开政府信息",
        }
    }
}

/// A figure that every report has, whatever its form calls the cells.
#[derive(Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its group.
    pub group: MeasureGroup,
    /// Its words.
    pub label: &'static str,
    /// 件 or 万元.
    pub unit: &'static str,
    table: TableId,
    column: &'static str,
    rows: &'static [&'static str],
}

const fn measure(
    group: MeasureGroup,
    label: &'static str,
    column: &'static str,
    rows: &'static [&'static str],
) -> Measure {
    let table = match group {
        MeasureGroup::Applications => TableId::T3,
        MeasureGroup::Disputes => TableId::T4,
        MeasureGroup::Proactive => TableId::T2,
    };
    Measure {
        group,
        label,
        unit: "件",
        table,
        column,
        rows,
    }
}

use MeasureGroup::{Applications, Disputes, Proactive};

/// 本年新收申请.
pub(crate) static RECEIVED: Measure = measure(Applications, "本年新收", "sum", &["new"]);
/// 上年结转.
static CARRIED_IN: Measure = measure(Applications, "上年结转", "sum", &["carry_in"]);
/// 本年度办理结果的总计.
pub(crate) static HANDLED: Measure = measure(Applications, "本年办结", "sum", &["result_sum"]);
/// 结转下年度继续办理.
pub(crate) static CARRIED_OUT: Measure = measure(Applications, "结转下年度", "sum", &["carry_out"]);

/// The six sorts of 办理结果, in official order.
pub(crate) static RESULTS: [Measure; 6] = [
    measure(Applications, "予以公开", "sum", &["granted"]),
    measure(Applications, "部分公开", "sum", &["partial"]),
    measure(
        Applications,
        "不予公开",
        "sum",
        &[
            "deny1_secret",
            "deny2_law",
            "deny3_safety",
            "deny4_third",
            "deny5_internal",
            "deny6_process",
            "deny7_case",
            "deny8_query",
        ],
    ),
    measure(
        Applications,
        "无法提供",
        "sum",
        &["na1_none", "na2_create", "na3_unclear"],
    ),
    measure(
        Applications,
        "不予处理",
        "sum",
        &[
            "rej1_petition",
            "rej2_repeat",
            "rej3_pub",
            "rej4_mass",
            "rej5_reissue",
        ],
    ),
    measure(
        Applications,
        "其他处理",
        "sum",
        &["oth1_nofix", "oth2_nofee", "oth3_other", "oth"],
    ),
];

static FURTHER: [Measure; 10] = [
    measure(Disputes, "行政复议", "sum", &["review"]),
    measure(Disputes, "行政诉讼", "sum", &["direct", "after"]),
    measure(Proactive, "规章现行有效", "valid", &["rule"]),
    measure(Proactive, "行政规范性文件制发", "made", &["norm"]),
    measure(Proactive, "行政规范性文件废止", "repealed", &["norm"]),
    measure(Proactive, "行政规范性文件现行有效", "valid", &["norm"]),
    measure(Proactive, "行政许可处理决定", "decided", &["license"]),
    measure(Proactive, "行政处罚处理决定", "decided", &["penalty"]),
    measure(Proactive, "行政强制处理决定", "decided", &["coercion"]),
    Measure {
        unit: "万元",
        ..measure(Proactive, "行政事业性收费", "amount", &["fee"])
    },
];

/// All measures, in the order of comparing pages.
pub fn measures() -> impl Iterator<Item = &'static Measure> {
    [&RECEIVED, &CARRIED_IN, &HANDLED]
        .into_iter()
        .chain(&RESULTS)
        .chain([&CARRIED_OUT])
        .chain(&FURTHER)
}

impl Measure {
    /// The figure in a report; `None` where its form has no such cell, or the figure is not recorded or left blank.
    #[must_use]
    pub fn of(&self, report: &ReportTables) -> Option<Decimal> {
        let figures: Vec<Decimal> = self
            .rows
            .iter()
            .filter_map(|row| report.get(self.table, row, self.column))
            .filter_map(|figure| match &figure.cell {
                Cell::Number(number) => Some(Decimal::from(*number)),
                Cell::Decimal(amount) => Some(*amount),
                Cell::Blank(_) | Cell::NotRecorded => None,
            })
            .collect();
        let (first, rest) = figures.split_first()?;
        rest.iter().try_fold(*first, |sum, one| sum.plus(*one))
    }

    /// The figure as a count of pieces, for a drawing.
    #[must_use]
    pub fn count(&self, report: &ReportTables) -> Option<i64> {
        self.of(report)?.whole()
    }
}
