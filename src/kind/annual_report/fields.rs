//! The field tables of a report; rows and their words come from the forms.

use crate::model::report_form::{OTH, RowDef, T2_2019, T2_2021, T3_2021, T4};
use crate::source::fields::{Choice, Field, Shape};

static FORMATS: [Choice; 3] = [
    Choice {
        value: "2021",
        label: "国办公开办函〔2021〕30号格式",
        also: &[],
    },
    Choice {
        value: "2019",
        label: "2021年以前的格式",
        also: &[],
    },
    Choice {
        value: "prose",
        label: "没有表格的早期年报",
        also: &[],
    },
];

const T2_DOC: &str = "2021年格式: 规章、行政规范性文件各三个数，其余一个数";
const T3_DOC: &str = "七个整数: 自然人、商业企业、科研机构、社会公益组织、法律服务机构、其他、总计；写六个时总计自动计算";
const T4_DOC: &str = "五个整数: 结果维持、结果纠正、其他结果、尚未审结、总计；写四个时总计自动计算";

/// Fields of the first `N` rows of a form; a field left over takes the row `extra`.
const fn row_fields<const N: usize>(
    rows: &[RowDef],
    extra: &RowDef,
    doc: &'static str,
) -> [Field; N] {
    let mut fields = [Field::new(extra.id, extra.label, Shape::Raw, extra.example, doc); N];
    let mut at = 0;
    while at < rows.len() && at < N {
        let row = &rows[at];
        fields[at] = Field::new(row.id, row.label, Shape::Raw, row.example, doc);
        at += 1;
    }
    fields
}

/// The rows of 表二 in both forms.
static T2_FIELDS: [Field; 7] = row_fields(&T2_2021, &T2_2019[6], T2_DOC);
/// The rows of 表三 in both forms.
static T3_FIELDS: [Field; 26] = row_fields(&T3_2021, &OTH, T3_DOC);
/// The rows of 表四.
static T4_FIELDS: [Field; 3] = row_fields(&T4, &T4[0], T4_DOC);

const T2: Field = Field::new(
    "t2",
    "表二",
    Shape::Table(&T2_FIELDS),
    "[t2]\nrule = [0, 0, 0]",
    "主动公开政府信息情况；没有写的行按 0 处理",
);
const T3: Field = Field::new(
    "t3",
    "表三",
    Shape::Table(&T3_FIELDS),
    "[t3]\nnew = [12, 1, 0, 0, 0, 0, 13]",
    "收到和处理政府信息公开申请情况；没有写的行按 0 处理",
);
const T4_TABLE: Field = Field::new(
    "t4",
    "表四",
    Shape::Table(&T4_FIELDS),
    "[t4]\nreview = [1, 0, 0, 0, 1]",
    "政府信息公开行政复议、行政诉讼情况；没有写的行按 0 处理",
);

/// The tables, as a file of their own has them.
pub static TABLES: [Field; 3] = [T2, T3, T4_TABLE];

/// Reasons for figures that do not agree with others.
static EXPLAIN: [Field; 3] = [
    Field::new(
        "carry_in",
        "上年结转的说明",
        Shape::Text,
        "carry_in = \"机构改革，并入原某局的申请3件\"",
        "上年结转数与上年年报的结转下年度数不一致的原因",
    ),
    Field::new(
        "valid",
        "现行有效件数的说明",
        Shape::Text,
        "valid = \"2025年集中清理，宣布失效12件\"",
        "规章、行政规范性文件现行有效件数与上年年报或者文件库不一致的原因",
    ),
    Field::new(
        "rule",
        "规章件数的说明",
        Shape::Text,
        "rule = \"本机关有规章制定权\"",
        "没有规章制定权的机关填报规章件数的原因",
    ),
];

/// What a report adds to the fields that every document shares.
pub static FIELDS: [Field; 7] = [
    Field::new("year", "年度", Shape::Integer, "year = 2024", "报告的年度").required(),
    Field::new(
        "format",
        "格式",
        Shape::Choice(&FORMATS),
        "format = \"2021\"",
        "缺省是 2021",
    ),
    Field::new(
        "tables",
        "表格文件",
        Shape::Text,
        "tables = \"2024.toml\"",
        "三张表的数字所在的文件（TOML 或 CSV），放在年报旁边",
    ),
    Field::new(
        "explain",
        "数字说明",
        Shape::Table(&EXPLAIN),
        "explain = { carry_in = \"机构改革，并入原某局的申请3件\" }",
        "数字与上年年报或者文件库不一致的原因，显示在页面上",
    ),
    T2,
    T3,
    T4_TABLE,
];
