//! The three tables of an annual report in their official layout.
//!
//! In: figures as they are shown. Out: [`Grid`]s with spans, scopes and `headers` as 国办公开办函〔2021〕30号 (and, for
//! reports before it, 国办公开办函〔2019〕60号) lay them out. Counts nothing and checks nothing.

use super::{Cell, CellKind, Grid, GridRow};

/// Which form a report follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// 国办公开办函〔2021〕30号
    Of2021,
    /// 国办公开办函〔2019〕60号: one row for 其他处理
    Of2019,
}

/// Figures of table 二 in the form of 2021.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proactive {
    /// 规章: 本年制发件数, 本年废止件数, 现行有效件数
    pub rule: [String; 3],
    /// 行政规范性文件, the same three
    pub norm: [String; 3],
    /// 行政许可: 本年处理决定数量
    pub license: String,
    /// 行政处罚
    pub penalty: String,
    /// 行政强制
    pub coercion: String,
    /// 行政事业性收费: 本年收费金额（单位：万元）
    pub fee: String,
}

/// Figures of table 二 in the form of 2019; a row that was not recorded is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProactiveOf2019 {
    /// 规章: 本年新制作数量, 本年新公开数量, 对外公开总数量
    pub rule: Option<[String; 3]>,
    /// 规范性文件, the same three
    pub norm: Option<[String; 3]>,
    /// 行政许可: 上一年项目数量, 本年增/减, 处理决定数量
    pub license: Option<[String; 3]>,
    /// 行政处罚, the same three
    pub penalty: Option<[String; 3]>,
    /// 行政强制, the same three
    pub coercion: Option<[String; 3]>,
    /// 行政事业性收费: 上一年项目数量, 本年增/减, 收费金额
    pub fee: Option<[String; 3]>,
    /// 政府集中采购: 采购项目数量, 采购总金额
    pub procurement: Option<[String; 2]>,
}

/// Table 二: 第二十条第（一）（五）（六）（八）项.
#[must_use]
pub fn proactive(figures: &Proactive) -> Grid {
    let mut table = Sections::new();
    table.section(
        "第二十条第（一）项",
        &["本年制发件数", "本年废止件数", "现行有效件数"],
        &[("规章", &figures.rule), ("行政规范性文件", &figures.norm)],
    );
    let one = |figure: &String| [figure.clone()];
    table.section(
        "第二十条第（五）项",
        &["本年处理决定数量"],
        &[("行政许可", &one(&figures.license))],
    );
    table.section(
        "第二十条第（六）项",
        &["本年处理决定数量"],
        &[
            ("行政处罚", &one(&figures.penalty)),
            ("行政强制", &one(&figures.coercion)),
        ],
    );
    table.section(
        "第二十条第（八）项",
        &["本年收费金额（单位：万元）"],
        &[("行政事业性收费", &one(&figures.fee))],
    );
    table.grid()
}

/// Table 二 of a report in the form of 2019.
#[must_use]
pub fn proactive_of_2019(figures: &ProactiveOf2019) -> Grid {
    const COUNTS: &[&str] = &["上一年项目数量", "本年增/减", "处理决定数量"];
    fn row<'a, const N: usize>(
        name: &'a str,
        figures: Option<&'a [String; N]>,
    ) -> Option<(&'a str, &'a [String])> {
        figures.map(|figures| (name, figures.as_slice()))
    }
    let mut table = Sections::new();
    let mut section = |title, heads: &[&str], rows: [Option<(&str, &[String])>; 2]| {
        let rows: Vec<_> = rows.into_iter().flatten().collect();
        if !rows.is_empty() {
            table.section(title, heads, &rows);
        }
    };
    section(
        "第二十条第（一）项",
        &["本年新制作数量", "本年新公开数量", "对外公开总数量"],
        [
            row("规章", figures.rule.as_ref()),
            row("规范性文件", figures.norm.as_ref()),
        ],
    );
    section(
        "第二十条第（五）项",
        COUNTS,
        [row("行政许可", figures.license.as_ref()), None],
    );
    section(
        "第二十条第（六）项",
        COUNTS,
        [
            row("行政处罚", figures.penalty.as_ref()),
            row("行政强制", figures.coercion.as_ref()),
        ],
    );
    section(
        "第二十条第（八）项",
        &["上一年项目数量", "本年增/减", "收费金额（单位：万元）"],
        [row("行政事业性收费", figures.fee.as_ref()), None],
    );
    section(
        "第二十条第（九）项",
        &["采购项目数量", "采购总金额（单位：万元）"],
        [row("政府集中采购", figures.procurement.as_ref()), None],
    );
    table.grid()
}

/// Table 二 while it is built: sections of a title row, a row of headings and rows of figures, four columns wide.
struct Sections {
    rows: Vec<GridRow>,
    number: usize,
}

impl Sections {
    const WIDTH: u8 = 4;

    fn new() -> Self {
        Self {
            rows: Vec::new(),
            number: 0,
        }
    }

    fn section(&mut self, title: &str, heads: &[&str], rows: &[(&str, &[String])]) {
        self.number += 1;
        let of = self.number;
        let group = format!("t2-{of}");
        let mut title = heading(CellKind::Colgroup, title, &group);
        title.colspan = Self::WIDTH;
        self.rows.push(GridRow { cells: vec![title] });
        let mut cells = vec![heading(CellKind::Col, "信息内容", &format!("t2-{of}-name"))];
        for (at, head) in heads.iter().enumerate() {
            let mut cell = heading(CellKind::Col, head, &format!("t2-{of}-c{at}"));
            cell.colspan = Self::span(at, heads.len());
            cells.push(cell);
        }
        self.rows.push(GridRow { cells });
        for (row, (name, figures)) in rows.iter().enumerate() {
            let id = format!("t2-{of}-r{row}");
            let mut cells = vec![heading(CellKind::Row, name, &id)];
            for (at, figure) in figures.iter().enumerate() {
                let mut cell = self::figure(figure, format!("{group} t2-{of}-c{at} {id}"));
                cell.colspan = Self::span(at, figures.len());
                cells.push(cell);
            }
            self.rows.push(GridRow { cells });
        }
    }

    /// The last heading and figure fill the row.
    fn span(at: usize, of: usize) -> u8 {
        if at + 1 == of {
            Self::WIDTH - u8::try_from(of).unwrap_or(1)
        } else {
            1
        }
    }

    fn grid(self) -> Grid {
        Grid {
            caption: "主动公开政府信息情况".to_owned(),
            head: Vec::new(),
            body: self.rows,
            columns: Self::WIDTH,
        }
    }
}

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

/// Table 四: 行政复议, 未经复议直接起诉, 复议后起诉; each 结果维持, 结果纠正, 其他结果, 尚未审结, 总计.
#[must_use]
pub fn remedies(figures: &[[String; 5]; 3]) -> Grid {
    const HEADS: [&str; 5] = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    let columns = |of: &'static str, rows: u8| {
        HEADS.iter().enumerate().map(move |(at, title)| {
            let mut cell = heading(CellKind::Col, title, &format!("t4-{of}{at}"));
            cell.rowspan = rows;
            cell
        })
    };
    let group = |title, id: &str, columns| {
        let mut cell = heading(CellKind::Colgroup, title, &format!("t4-{id}"));
        cell.colspan = columns;
        cell
    };
    let mut second: Vec<Cell> = columns("a", 2).collect();
    second.extend([
        group("未经复议直接起诉", "b", 5),
        group("复议后起诉", "c", 5),
    ]);
    let mut cells = Vec::new();
    for ((of, above), figures) in [("a", "t4-a"), ("b", "t4-suit t4-b"), ("c", "t4-suit t4-c")]
        .iter()
        .zip(figures)
    {
        for (at, text) in figures.iter().enumerate() {
            cells.push(figure(text, format!("{above} t4-{of}{at}")));
        }
    }
    Grid {
        caption: "政府信息公开行政复议、行政诉讼情况".to_owned(),
        head: vec![
            GridRow {
                cells: vec![group("行政复议", "a", 5), group("行政诉讼", "suit", 10)],
            },
            GridRow { cells: second },
            GridRow {
                cells: columns("b", 1).chain(columns("c", 1)).collect(),
            },
        ],
        body: vec![GridRow { cells }],
        columns: 15,
    }
}

/// A heading of table 三 that covers `columns` and `rows`.
fn span(kind: CellKind, text: &str, id: &str, columns: u8, rows: usize) -> Cell {
    let mut cell = heading(kind, text, &format!("t3-{id}"));
    cell.colspan = columns;
    cell.rowspan = u8::try_from(rows).unwrap_or(u8::MAX);
    cell
}

fn heading(kind: CellKind, text: &str, id: &str) -> Cell {
    Cell {
        kind,
        text: text.to_owned(),
        colspan: 1,
        rowspan: 1,
        id: Some(id.to_owned()),
        headers: None,
    }
}

fn figure(text: &str, headers: String) -> Cell {
    Cell {
        kind: CellKind::Figure,
        text: text.to_owned(),
        colspan: 1,
        rowspan: 1,
        id: None,
        headers: Some(headers),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{
        Form, Grid, Proactive, ProactiveOf2019, proactive, proactive_of_2019, remedies, requests,
    };

    /// Places every cell as a browser does and returns the columns used in each row.
    fn widths(grid: &Grid) -> Vec<usize> {
        let rows: Vec<_> = grid.head.iter().chain(&grid.body).collect();
        let mut taken = vec![BTreeSet::new(); rows.len() + 30];
        for (at, row) in rows.iter().enumerate() {
            let mut column = 0;
            for cell in &row.cells {
                while taken[at].contains(&column) {
                    column += 1;
                }
                for below in 0..usize::from(cell.rowspan) {
                    for right in 0..usize::from(cell.colspan) {
                        assert!(
                            taken[at + below].insert(column + right),
                            "cells overlap: {}",
                            cell.text
                        );
                    }
                }
            }
        }
        assert!(
            taken[rows.len()..].iter().all(BTreeSet::is_empty),
            "a cell leaves the table"
        );
        taken[..rows.len()].iter().map(BTreeSet::len).collect()
    }

    fn headers_exist(grid: &Grid) {
        let cells = || {
            grid.head
                .iter()
                .chain(&grid.body)
                .flat_map(|row| &row.cells)
        };
        let ids: Vec<_> = cells().filter_map(|cell| cell.id.as_deref()).collect();
        let unique: BTreeSet<_> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len(), "an id twice");
        for cell in cells() {
            for id in cell.headers.iter().flat_map(|headers| headers.split(' ')) {
                assert!(unique.contains(id), "{} has no heading {id}", cell.text);
            }
        }
    }

    fn zeros<const N: usize>() -> [String; N] {
        std::array::from_fn(|_| "0".to_owned())
    }

    #[test]
    fn every_row_of_every_table_fills_its_columns() {
        let grids = [
            proactive(&Proactive::default()),
            proactive_of_2019(&ProactiveOf2019 {
                rule: Some(zeros()),
                procurement: Some(zeros()),
                ..ProactiveOf2019::default()
            }),
            requests(Form::Of2021, |_| zeros()),
            requests(Form::Of2019, |_| zeros()),
            remedies(&[zeros(), zeros(), zeros()]),
        ];
        for grid in grids {
            let columns = usize::from(grid.columns);
            assert!(
                widths(&grid).iter().all(|width| *width == columns),
                "{}",
                grid.caption
            );
            headers_exist(&grid);
        }
    }

    #[test]
    fn requests_have_the_rows_and_spans_of_the_form() {
        let grid = requests(Form::Of2021, |_| zeros());
        assert_eq!(grid.body.len(), 25);
        let spans: Vec<_> = grid
            .body
            .iter()
            .flat_map(|row| &row.cells)
            .filter(|cell| cell.rowspan > 1)
            .map(|cell| cell.rowspan)
            .collect();
        assert_eq!(spans, [22, 8, 3, 5, 3]);
        assert_eq!(requests(Form::Of2019, |_| zeros()).body.len(), 23);
    }

    #[test]
    fn a_row_that_was_not_recorded_is_not_drawn() {
        let grid = proactive_of_2019(&ProactiveOf2019 {
            norm: Some(zeros()),
            ..ProactiveOf2019::default()
        });
        assert_eq!(grid.body.len(), 3);
    }
}
