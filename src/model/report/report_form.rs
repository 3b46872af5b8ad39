//! The forms: every table, row and column with its official words, in one place.
//!
//! 2021: 国办公开办函〔2021〕30号 (standards 3.2–3.4). 2019: the form before it. Field tables, layout and the rules on
//! sums all read these tables; none repeats a word of them.

/// The form that a report follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportFormat {
    /// 国办公开办函〔2021〕30号.
    Format2021,
    /// The form before it.
    Format2019,
    /// An earlier report without tables.
    Prose,
}

/// 表二、表三、表四.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableId {
    /// 主动公开政府信息情况.
    T2,
    /// 收到和处理政府信息公开申请情况.
    T3,
    /// 政府信息公开行政复议、行政诉讼情况.
    T4,
}

impl TableId {
    /// All, in official order.
    pub const ALL: [Self; 3] = [Self::T2, Self::T3, Self::T4];
}

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureSort {
    /// Pieces: a whole number, not negative.
    Count,
    /// A rise or fall in pieces: a whole number.
    Change,
    /// 万元, not negative; may have decimals.
    Money,
}

/// A column of figures.
#[derive(Debug, PartialEq, Eq)]
pub struct ColumnDef {
    /// Last part of a cell's id: `np` of `t3.granted.np`.
    pub id: &'static str,
    /// Its official words.
    pub label: &'static str,
    /// What it counts.
    pub sort: FigureSort,
}

/// A row of figures.
#[derive(Debug, PartialEq, Eq)]
pub struct RowDef {
    /// Its key: `granted` of `t3.granted.np`.
    pub id: &'static str,
    /// Its official words.
    pub label: &'static str,
    /// The headings above it, the outermost first.
    pub groups: &'static [&'static str],
    /// Its figures.
    pub columns: &'static [ColumnDef],
    /// Whether its last column is the sum of the others, and may be left out.
    pub summed: bool,
    /// How it is written.
    pub example: &'static str,
}

/// A table of a form.
#[derive(Debug, PartialEq, Eq)]
pub struct TableDef {
    /// Which one.
    pub id: TableId,
    /// Its key.
    pub key: &'static str,
    /// 表二, 表三, 表四.
    pub label: &'static str,
    /// The heading of its part of the report: 二、……
    pub heading: &'static str,
    /// Its rows, in official order.
    pub rows: &'static [RowDef],
}

impl ReportFormat {
    /// The tables of the form, in official order.
    #[must_use]
    pub fn tables(self) -> &'static [TableDef] {
        match self {
            Self::Format2021 => &FORM_2021,
            Self::Format2019 => &FORM_2019,
            Self::Prose => &[],
        }
    }

    /// One table of the form.
    #[must_use]
    pub fn table(self, id: TableId) -> Option<&'static TableDef> {
        self.tables().iter().find(|table| table.id == id)
    }

    /// The word in front matter.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Format2021 => "2021",
            Self::Format2019 => "2019",
            Self::Prose => "prose",
        }
    }
}

const fn tables(t2: &'static [RowDef], t3: &'static [RowDef]) -> [TableDef; 3] {
    [
        TableDef {
            id: TableId::T2,
            key: "t2",
            label: "表二",
            heading: "二、主动公开政府信息情况",
            rows: t2,
        },
        TableDef {
            id: TableId::T3,
            key: "t3",
            label: "表三",
            heading: "三、收到和处理政府信息公开申请情况",
            rows: t3,
        },
        TableDef {
            id: TableId::T4,
            key: "t4",
            label: "表四",
            heading: "四、政府信息公开行政复议、行政诉讼情况",
            rows: &T4,
        },
    ]
}

static FORM_2021: [TableDef; 3] = tables(&T2_2021, &T3_2021);
static FORM_2019: [TableDef; 3] = tables(&T2_2019, &T3_2019);

const fn column(id: &'static str, label: &'static str, sort: FigureSort) -> ColumnDef {
    ColumnDef { id, label, sort }
}

const ITEM_1: &[&str] = &["第二十条第（一）项"];
const ITEM_5: &[&str] = &["第二十条第（五）项"];
const ITEM_6: &[&str] = &["第二十条第（六）项"];
const ITEM_8: &[&str] = &["第二十条第（八）项"];
const ITEM_9: &[&str] = &["第二十条第（九）项"];

static FILES: [ColumnDef; 3] = [
    column("made", "本年制发件数", FigureSort::Count),
    column("repealed", "本年废止件数", FigureSort::Count),
    column("valid", "现行有效件数", FigureSort::Count),
];
static DECIDED: [ColumnDef; 1] = [column("decided", "本年处理决定数量", FigureSort::Count)];
static CHARGED: [ColumnDef; 1] = [column(
    "amount",
    "本年收费金额（单位：万元）",
    FigureSort::Money,
)];

macro_rules! t2_row {
    ($id:literal, $label:literal, $groups:expr, $columns:expr, $figures:literal) => {
        RowDef {
            id: $id,
            label: $label,
            groups: $groups,
            columns: &$columns,
            summed: false,
            example: concat!($id, " = ", $figures),
        }
    };
}

/// 表二 of 2021: 10 figures.
pub(crate) static T2_2021: [RowDef; 6] = [
    t2_row!("rule", "规章", ITEM_1, FILES, "[0, 0, 0]"),
    t2_row!("norm", "行政规范性文件", ITEM_1, FILES, "[3, 1, 42]"),
    t2_row!("license", "行政许可", ITEM_5, DECIDED, "120"),
    t2_row!("penalty", "行政处罚", ITEM_6, DECIDED, "15"),
    t2_row!("coercion", "行政强制", ITEM_6, DECIDED, "2"),
    t2_row!("fee", "行政事业性收费", ITEM_8, CHARGED, "31.5"),
];

static FILES_2019: [ColumnDef; 3] = [
    column("made", "本年新制作数量", FigureSort::Count),
    column("published", "本年新公开数量", FigureSort::Count),
    column("total", "对外公开总数量", FigureSort::Count),
];
static DECIDED_2019: [ColumnDef; 3] = [
    column("items", "上一年项目数量", FigureSort::Count),
    column("change", "本年增/减", FigureSort::Change),
    column("decided", "处理决定数量", FigureSort::Count),
];
static CHARGED_2019: [ColumnDef; 3] = [
    column("items", "上一年项目数量", FigureSort::Count),
    column("change", "本年增/减", FigureSort::Change),
    column("amount", "收费金额（单位：万元）", FigureSort::Money),
];
static PROCURED_2019: [ColumnDef; 2] = [
    column("items", "采购项目数量", FigureSort::Count),
    column("amount", "采购总金额（单位：万元）", FigureSort::Money),
];

/// 表二 of the form before 2021; any row may be not recorded.
pub(crate) static T2_2019: [RowDef; 7] = [
    t2_row!("rule", "规章", ITEM_1, FILES_2019, "[0, 0, 7]"),
    t2_row!("norm", "规范性文件", ITEM_1, FILES_2019, "[3, 3, 42]"),
    t2_row!("license", "行政许可", ITEM_5, DECIDED_2019, "[21, -1, 120]"),
    t2_row!("penalty", "行政处罚", ITEM_6, DECIDED_2019, "[60, 2, 15]"),
    t2_row!("coercion", "行政强制", ITEM_6, DECIDED_2019, "[5, 0, 2]"),
    t2_row!(
        "fee",
        "行政事业性收费",
        ITEM_8,
        CHARGED_2019,
        "[4, 0, 31.5]"
    ),
    t2_row!(
        "procurement",
        "政府集中采购",
        ITEM_9,
        PROCURED_2019,
        "[12, 86.4]"
    ),
];

static APPLICANTS: [ColumnDef; 7] = [
    column("np", "自然人", FigureSort::Count),
    column("biz", "商业企业", FigureSort::Count),
    column("sci", "科研机构", FigureSort::Count),
    column("ngo", "社会公益组织", FigureSort::Count),
    column("law", "法律服务机构", FigureSort::Count),
    column("oth", "其他", FigureSort::Count),
    column("sum", "总计", FigureSort::Count),
];

macro_rules! t3_row {
    ($id:literal, $label:literal, $groups:expr) => {
        RowDef {
            id: $id,
            label: $label,
            groups: $groups,
            columns: &APPLICANTS,
            summed: true,
            example: concat!($id, " = [12, 1, 0, 0, 0, 0, 13]"),
        }
    };
}

const TOP: &[&str] = &[];
const RESULT: &[&str] = &["三、本年度办理结果"];
const DENIED: &[&str] = &["三、本年度办理结果", "（三）不予公开"];
const UNABLE: &[&str] = &["三、本年度办理结果", "（四）无法提供"];
const REJECTED: &[&str] = &["三、本年度办理结果", "（五）不予处理"];
const OTHER: &[&str] = &["三、本年度办理结果", "（六）其他处理"];

const NEW: RowDef = t3_row!("new", "一、本年新收政府信息公开申请数量", TOP);
const CARRY_IN: RowDef = t3_row!("carry_in", "二、上年结转政府信息公开申请数量", TOP);
const GRANTED: RowDef = t3_row!("granted", "（一）予以公开", RESULT);
const PARTIAL: RowDef = t3_row!(
    "partial",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    RESULT
);
const DENY_1: RowDef = t3_row!("deny1_secret", "1.属于国家秘密", DENIED);
const DENY_2: RowDef = t3_row!("deny2_law", "2.其他法律行政法规禁止公开", DENIED);
const DENY_3: RowDef = t3_row!("deny3_safety", "3.危及“三安全一稳定”", DENIED);
const DENY_4: RowDef = t3_row!("deny4_third", "4.保护第三方合法权益", DENIED);
const DENY_5: RowDef = t3_row!("deny5_internal", "5.属于三类内部事务信息", DENIED);
const DENY_6: RowDef = t3_row!("deny6_process", "6.属于四类过程性信息", DENIED);
const DENY_7: RowDef = t3_row!("deny7_case", "7.属于行政执法案卷", DENIED);
const DENY_8: RowDef = t3_row!("deny8_query", "8.属于行政查询事项", DENIED);
const NA_1: RowDef = t3_row!("na1_none", "1.本机关不掌握相关政府信息", UNABLE);
const NA_2: RowDef = t3_row!("na2_create", "2.没有现成信息需要另行制作", UNABLE);
const NA_3: RowDef = t3_row!("na3_unclear", "3.补正后申请内容仍不明确", UNABLE);
const REJ_1: RowDef = t3_row!("rej1_petition", "1.信访举报投诉类申请", REJECTED);
const REJ_2: RowDef = t3_row!("rej2_repeat", "2.重复申请", REJECTED);
const REJ_3: RowDef = t3_row!("rej3_pub", "3.要求提供公开出版物", REJECTED);
const REJ_4: RowDef = t3_row!("rej4_mass", "4.无正当理由大量反复申请", REJECTED);
const REJ_5: RowDef = t3_row!(
    "rej5_reissue",
    "5.要求行政机关确认或重新出具已获取信息",
    REJECTED
);
const OTH_1: RowDef = t3_row!(
    "oth1_nofix",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    OTHER
);
const OTH_2: RowDef = t3_row!(
    "oth2_nofee",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    OTHER
);
const OTH_3: RowDef = t3_row!("oth3_other", "3.其他", OTHER);
/// The single row of the form before 2021.
pub(crate) const OTH: RowDef = t3_row!("oth", "（六）其他处理", RESULT);
const RESULT_SUM: RowDef = t3_row!("result_sum", "（七）总计", RESULT);
const CARRY_OUT: RowDef = t3_row!("carry_out", "四、结转下年度继续办理", TOP);

/// 表三 of 2021: 25 rows.
pub(crate) static T3_2021: [RowDef; 25] = [
    NEW, CARRY_IN, GRANTED, PARTIAL, DENY_1, DENY_2, DENY_3, DENY_4, DENY_5, DENY_6, DENY_7,
    DENY_8, NA_1, NA_2, NA_3, REJ_1, REJ_2, REJ_3, REJ_4, REJ_5, OTH_1, OTH_2, OTH_3, RESULT_SUM,
    CARRY_OUT,
];

/// 表三 of the form before 2021: 23 rows.
pub(crate) static T3_2019: [RowDef; 23] = [
    NEW, CARRY_IN, GRANTED, PARTIAL, DENY_1, DENY_2, DENY_3, DENY_4, DENY_5, DENY_6, DENY_7,
    DENY_8, NA_1, NA_2, NA_3, REJ_1, REJ_2, REJ_3, REJ_4, REJ_5, OTH, RESULT_SUM, CARRY_OUT,
];

static OUTCOMES: [ColumnDef; 5] = [
    column("upheld", "结果维持", FigureSort::Count),
    column("corrected", "结果纠正", FigureSort::Count),
    column("other", "其他结果", FigureSort::Count),
    column("pending", "尚未审结", FigureSort::Count),
    column("sum", "总计", FigureSort::Count),
];

macro_rules! t4_row {
    ($id:literal, $label:literal, $groups:expr) => {
        RowDef {
            id: $id,
            label: $label,
            groups: $groups,
            columns: &OUTCOMES,
            summed: true,
            example: concat!($id, " = [1, 0, 0, 0, 1]"),
        }
    };
}

/// 表四 of both forms: 15 figures, set side by side on a page.
pub(crate) static T4: [RowDef; 3] = [
    t4_row!("review", "行政复议", TOP),
    t4_row!("direct", "未经复议直接起诉", &["行政诉讼"]),
    t4_row!("after", "复议后起诉", &["行政诉讼"]),
];

#[cfg(test)]
mod tests {
    use super::{ReportFormat, TableId};

    fn figures(format: ReportFormat, table: TableId) -> usize {
        let rows = format.table(table).unwrap().rows;
        rows.iter().map(|row| row.columns.len()).sum()
    }

    #[test]
    fn 格子数与官方表格一致() {
        let format = ReportFormat::Format2021;
        let counts = TableId::ALL.map(|table| figures(format, table));
        assert_eq!(counts, [10, 175, 15]);
        assert_eq!(figures(ReportFormat::Format2019, TableId::T3), 161);
        assert!(ReportFormat::Prose.tables().is_empty());
    }

    #[test]
    fn 行的编号在表内不重复() {
        for format in [ReportFormat::Format2021, ReportFormat::Format2019] {
            for table in format.tables() {
                let mut ids: Vec<_> = table.rows.iter().map(|row| row.id).collect();
                ids.sort_unstable();
                ids.dedup();
                assert_eq!(ids.len(), table.rows.len());
            }
        }
    }
}
