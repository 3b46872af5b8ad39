//! 金额的单位“元”和“万元”混用
//!
//! ## 发现什么
//!
//! - 同一份文件里，同一个金额（至少四位有效数字）一处写“元”，一处写“万元”或者“亿元”。
//! - 表格的表头写了“万元”，这一列的格子里又写“元”。
//! - 年报正文里的行政事业性收费与表二的收费金额（单位：万元）数字相同而单位是“元”；或者收费金额与上一年相差5000倍以上。
//!
//! ## 为什么
//!
//! 单位写错一次，金额就差一万倍，预决算和年报里的金额经常被引用。
//!
//! ## 例子
//!
//! ```text
//! 收入合计1234.56万元……其中收入1234.56元
//! ```
//!
//! ## 怎样改
//!
//! 对照原始报表统一单位。确实是两件事的，写 `allow` 说明。

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;

use crate::check::hint;
use crate::check::markup::Table;
use crate::check::{Area, Check, Finding, Page, Place, Rule};
use crate::diag::Level;
use crate::model::{CellId, Decimal, Detail, Figure, ReportTables, TableId};

pub(super) static RULE: Rule = Rule {
    name: "money-unit",
    area: Area::Text,
    level: Level::Warn,
    basis: "GB/T 15835—2011（出版物上数字用法）；《预算法》第十四条",
    settings: &[],
    source: include_str!("money_unit.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let document = &page.entry.document;
    let text = document.body.text.as_str();
    if let Detail::Report(report) = &document.detail {
        fee(page, report, found);
    }
    let mut units = memmem::find_iter(text.as_bytes(), "元");
    if !units.any(|at| text[..at].ends_with(['万', '亿'])) {
        return;
    }
    mixed(page, text, found);
    let in_head = |head: &&str| hint::says(head, &["万元"]);
    if page.heads().iter().any(in_head) && hint::sums_in_cells(text) {
        for table in &page.markup().tables {
            columns(page, table, found);
        }
    }
}

/// An amount of money as written.
struct Amount<'t> {
    number: &'t str,
    unit: &'t str,
    range: Range<usize>,
}

impl Amount<'_> {
    /// Its digits, without separators.
    fn digits(&self) -> String {
        self.number.replace(',', "")
    }

    /// Whether its number is so particular that it stands for one and the same amount.
    fn is_particular(&self) -> bool {
        let digits = self.number.trim_matches(['0', '.', ',']).bytes();
        digits.filter(u8::is_ascii_digit).count() >= 4
    }
}

/// Every number with a unit of money right behind it.
fn amounts(text: &str) -> impl Iterator<Item = Amount<'_>> {
    let in_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    memmem::find_iter(text.as_bytes(), "元").filter_map(move |at| {
        let head = &text[..at];
        let head = head.strip_suffix(['万', '亿']).unwrap_or(head);
        let start = head.trim_end_matches(in_number).len();
        let end = at + '元'.len_utf8();
        (start < head.len()).then(|| Amount {
            number: &head[start..],
            unit: &text[head.len()..end],
            range: start..end,
        })
    })
}

fn mixed(page: &Page<'_>, text: &str, found: &mut Vec<Finding>) {
    let mut seen: BTreeMap<String, (&str, Range<usize>)> = BTreeMap::new();
    for amount in amounts(text).filter(Amount::is_particular) {
        let digits = amount.digits();
        match seen.get(&digits) {
            Some((unit, _)) if *unit == amount.unit => {}
            Some((unit, range)) => {
                let message = format!(
                    "同一个数 {digits}，这里的单位是“{}”，另一处是“{unit}”",
                    amount.unit
                );
                let other = Place::Span(page.entry.document.body.span(range));
                let path = &page.entry.document.path;
                found.push(
                    Finding::body(page, &amount.range, message)
                        .beside(path, other, "另一处在这里")
                        .help("对照原始报表统一单位"),
                );
                return;
            }
            None => {
                seen.insert(digits, (amount.unit, amount.range));
            }
        }
    }
}

/// Cells that bear another unit than the head of their column.
fn columns(page: &Page<'_>, table: &Table, found: &mut Vec<Finding>) {
    let wan: Vec<usize> = (0..table.header.len())
        .filter(|at| table.header[*at].contains("万元"))
        .collect();
    for (range, cells) in &table.rows {
        let cell = wan.iter().find_map(|at| {
            let cell = cells.get(*at)?.trim();
            let number = cell.strip_suffix('元')?;
            number
                .ends_with(|c: char| c.is_ascii_digit())
                .then_some(cell)
        });
        if let Some(cell) = cell {
            let message = format!("这一列的单位是“万元”，格子里写的是“{cell}”");
            found.push(Finding::body(page, range, message).help("换算成万元，格子里不写单位"));
            return;
        }
    }
}

/// How many times as much as last year is no change but another unit.
const LEAP: f64 = 5000.0;

/// 行政事业性收费 of a report: in its prose and beside last year's.
fn fee(page: &Page<'_>, report: &ReportTables, found: &mut Vec<Finding>) {
    let Some((figure, amount)) = charged(report) else {
        return;
    };
    let document = &page.entry.document;
    let text = document.body.text.as_str();
    let place = figure.span.map_or(Place::File, Place::Span);
    let digits = amount.to_string();
    let same = amounts(text).find(|one| {
        one.unit == "元"
            && one.digits() == digits
            && text[..one.range.start]
                .rsplit(['。', '\n', '；'])
                .next()
                .is_some_and(|sentence| sentence.contains("收费"))
    });
    if let Some(one) = same {
        let message = format!("表二的收费金额是 {amount} 万元，正文写的是 {amount} 元");
        found.push(
            Finding::body(page, &one.range, message)
                .beside(&report.path, place.clone(), "表二写在这里")
                .help("对照原始报表统一单位"),
        );
    }
    let before = page.input.site.year_before(document.agency, report.year);
    let Some((last, former)) = before.and_then(charged).map(|(f, a)| (f.span, a)) else {
        return;
    };
    let ratio = value(&amount) / value(&former);
    if ratio >= LEAP || ratio <= 1.0 / LEAP {
        let message =
            format!("收费金额 {amount} 万元，上一年是 {former} 万元，相差太多，单位可能写错");
        let path = before.map_or(&report.path, |before| &before.path);
        found.push(
            Finding::new(&report.path, place, message)
                .beside(
                    path,
                    last.map_or(Place::File, Place::Span),
                    "上一年写在这里",
                )
                .help("表二的单位是万元；核对两年的原始报表"),
        );
    }
}

/// 行政事业性收费 of a report, where it is more than nothing.
fn charged(report: &ReportTables) -> Option<(&Figure, Decimal)> {
    let fee = CellId {
        table: TableId::T2,
        row: "fee",
        column: "amount",
    };
    let figure = report.get(fee.table, fee.row, fee.column)?;
    let amount = figure.cell.amount()?;
    (value(&amount) > 0.0).then_some((figure, amount))
}

fn value(amount: &Decimal) -> f64 {
    amount.to_string().parse().unwrap_or(0.0)
}
