//! Table 三: 收到和处理政府信息公开申请情况.

use super::super::{Cell, CellKind, Grid, GridRow};
use super::{Form, figure, heading};

/// Ids of the columns of table 三, in order; what the figures of a row follow.
pub const REQUEST_COLUMNS: [&str; 7] = ["np", "biz", "sci", "ngo", "law", "oth", "sum"];

/// Where the rows of table 三 stand: at the top, under 本年度办理结果, or in one of its groups.
enum RequestRow {
    /// Across all three columns of headings.
    Top(&'static str, &'static str),
    /// 三, over all that follows up to the next `Top`.
    Results(&'static str),
    /// Across two columns of headings, under 三.
    Single(&'static str, &'static str),
    /// A group under 三: its title and its rows.
    Group(
        &'static str,
        &'static str,
        &'static [(&'static str, &'static str)],
    ),
}

use RequestRow::{Group, Results, Single, Top};

/// Rows of table 三 up to 其他处理, whose rows differ between the forms.
const REQUESTS: &[RequestRow] = &[
    Top("new", "一、本年新收政府信息公开申请数量"),
    Top("carry_in", "二、上年结转政府信息公开申请数量"),
    Results("三、本年度办理结果"),
    Single("granted", "（一）予以公开"),
    Single(
        "partial",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    ),
    Group(
        "deny",
        "（三）不予公开",
        &[
            ("deny1_secret", "1.属于国家秘密"),
            ("deny2_law", "2.其他法律行政法规禁止公开"),
            ("deny3_safety", "3.危及“三安全一稳定”"),
            ("deny4_third", "4.保护第三方合法权益"),
            ("deny5_internal", "5.属于三类内部事务信息"),
            ("deny6_process", "6.属于四类过程性信息"),
            ("deny7_case", "7.属于行政执法案卷"),
            ("deny8_query", "8.属于行政查询事项"),
        ],
    ),
    Group(
        "na",
        "（四）无法提供",
        &[
            ("na1_none", "1.本机关不掌握相关政府信息"),
            ("na2_create", "2.没有现成信息需要另行制作"),
            ("na3_unclear", "3.补正后申请内容仍不明确"),
        ],
    ),
    Group(
        "rej",
        "（五）不予处理",
        &[
            ("rej1_petition", "1.信访举报投诉类申请"),
            ("rej2_repeat", "2.重复申请"),
            ("rej3_pub", "3.要求提供公开出版物"),
            ("rej4_mass", "4.无正当理由大量反复申请"),
            ("rej5_reissue", "5.要求行政机关确认或重新出具已获取信息"),
        ],
    ),
];

const OTHER_OF_2021: &[RequestRow] = &[Group(
    "other",
    "（六）其他处理",
    &[
        (
            "oth1_nofix",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        ),
        (
            "oth2_nofee",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        ),
        ("oth3_other", "3.其他"),
    ],
)];

const OTHER_OF_2019: &[RequestRow] = &[Single("oth", "（六）其他处理")];

const REQUESTS_END: &[RequestRow] = &[
    Single("result_sum", "（七）总计"),
    Top("carry_out", "四、结转下年度继续办理"),
];

/// Table 三; `figures` gives the seven figures of the row with this id, in the order of [`REQUEST_COLUMNS`].
pub fn requests(form: Form, figures: impl Fn(&str) -> [String; 7]) -> Grid {
    let other = match form {
        Form::Of2021 => OTHER_OF_2021,
        Form::Of2019 => OTHER_OF_2019,
    };
    let rows: Vec<&RequestRow> = REQUESTS.iter().chain(other).chain(REQUESTS_END).collect();
    let under_results: usize = rows
        .iter()
        .map(|row| match row {
            Single(..) => 1,
            Group(_, _, rows) => rows.len(),
            Top(..) | Results(_) => 0,
        })
        .sum();
    let mut body = Vec::new();
    let mut results = None;
    for row in rows {
        match row {
            Top(id, title) => body.push(request(
                &[],
                span(CellKind::Row, title, id, 3, 1),
                id,
                &figures,
            )),
            Results(title) => {
                results = Some(span(CellKind::Rowgroup, title, "done", 1, under_results));
            }
            Single(id, title) => {
                let mut row = request(
                    &["done"],
                    span(CellKind::Row, title, id, 2, 1),
                    id,
                    &figures,
                );
                row.cells.splice(0..0, results.take());
                body.push(row);
            }
            Group(group, title, rows) => {
                let mut before = Some(span(CellKind::Rowgroup, title, group, 1, rows.len()));
                for (id, title) in *rows {
                    let above = ["done", group];
                    let mut row =
                        request(&above, span(CellKind::Row, title, id, 1, 1), id, &figures);
                    row.cells.splice(0..0, before.take());
                    body.push(row);
                }
            }
        }
    }
    Grid {
        caption: "收到和处理政府信息公开申请情况".to_owned(),
        head: request_head(),
        body,
        columns: 10,
    }
}

/// A row of table 三: its heading and its seven figures.
fn request(
    above: &[&str],
    head: Cell,
    id: &str,
    figures: &impl Fn(&str) -> [String; 7],
) -> GridRow {
    let mut cells = vec![head];
    let mut rows = String::new();
    for id in above.iter().chain([&id]) {
        rows.push_str("t3-");
        rows.push_str(id);
        rows.push(' ');
    }
    for (column, text) in REQUEST_COLUMNS.iter().zip(figures(id)) {
        let columns = match *column {
            "np" | "sum" => format!("t3-by t3-{column}"),
            _ => format!("t3-by t3-org t3-c-{column}"),
        };
        cells.push(figure(&text, format!("{rows}{columns}")));
    }
    GridRow { cells }
}

fn request_head() -> Vec<GridRow> {
    let corner = Cell {
        kind: CellKind::Note,
        text: "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）".to_owned(),
        colspan: 3,
        rowspan: 3,
        ..Cell::default()
    };
    let group = |title, id, columns| span(CellKind::Colgroup, title, id, columns, 1);
    let column = |title, id| span(CellKind::Col, title, id, 1, 1);
    vec![
        GridRow {
            cells: vec![corner, group("申请人情况", "by", 7)],
        },
        GridRow {
            cells: vec![
                span(CellKind::Col, "自然人", "np", 1, 2),
                group("法人或其他组织", "org", 5),
                span(CellKind::Col, "总计", "sum", 1, 2),
            ],
        },
        GridRow {
            cells: vec![
                column("商业企业", "c-biz"),
                column("科研机构", "c-sci"),
                column("社会公益组织", "c-ngo"),
                column("法律服务机构", "c-law"),
                column("其他", "c-oth"),
            ],
        },
    ]
}

/// A heading of table 三 that covers `columns` and `rows`.
fn span(kind: CellKind, text: &str, id: &str, columns: u8, rows: usize) -> Cell {
    let mut cell = heading(kind, text, &format!("t3-{id}"));
    cell.colspan = columns;
    cell.rowspan = u8::try_from(rows).unwrap_or(u8::MAX);
    cell
}
