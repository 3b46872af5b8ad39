//! Table 二: 主动公开政府信息情况.

use super::super::{CellKind, Grid, GridRow};
use super::{figure, heading};

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
