//! 表格的合计与各行之和不相等
//!
//! ## 发现什么
//!
//! 正文表格有一行是“合计”或者“总计”，这一行的数字与其他各行之和不相等。有“其中”“小计”或者编码分级的表、比率和单价的列、空白多的列不查；相差一半以上的多半是分级的表，也不查。差额在四舍五入的范围以内的不报。
//!
//! ## 为什么
//!
//! 公开的数字应当准确。预决算、收费、补贴的表格会被社会公众逐行相加。
//!
//! ## 例子
//!
//! ```text
//! | 项目 | 金额（万元） |
//! |---|---|
//! | 人员经费 | 300 |
//! | 公用经费 | 120 |
//! | 合计 | 400 |
//! ```
//!
//! ## 怎样改
//!
//! 对照原始报表改正。合计另有口径的，在表下注明，并写 `allow` 说明。

use memchr::{memchr, memmem};

use crate::check::markup::Table;
use crate::check::{Area, Check, Finding, Page, Rule};
use crate::diag::Level;

pub(super) static RULE: Rule = Rule {
    name: "table-total",
    area: Area::Text,
    level: Level::Warn,
    basis: "《政府信息公开条例》第六条（及时、准确公开）",
    settings: &[],
    source: include_str!("table_total.rs"),
    check: Check::Page(check),
};

fn check(page: &Page<'_>, found: &mut Vec<Finding>) {
    let text = page.entry.document.body.text.as_str();
    let has = |word: &str| memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    if !(has("合计") || has("总计")) || memchr(b'|', text.as_bytes()).is_none() {
        return;
    }
    for table in &page.markup().tables {
        if let Some((row, message)) = wrong(table) {
            let range = table.rows[row].0.clone();
            found.push(Finding::body(page, &range, message).help("对照原始报表改正"));
        }
    }
}

/// Columns of which no total is a sum.
const NO_SUM: [&str; 12] = [
    "率", "比", "%", "％", "增", "均", "单价", "标准", "编号", "代码", "序号", "年份",
];

/// The row of totals and what is wrong with it.
fn wrong(table: &Table) -> Option<(usize, String)> {
    let name = |cells: &[String]| -> String {
        let cell = cells.iter().find(|cell| !cell.trim().is_empty());
        cell.map_or_else(String::new, |cell| {
            cell.chars()
                .filter(|c| !c.is_whitespace() && *c != '*')
                .collect()
        })
    };
    let is_total = |cells: &[String]| matches!(name(cells).as_str(), "合计" | "总计");
    let total = table.rows.iter().position(|(_, cells)| is_total(cells))?;
    let others: Vec<&[String]> = table
        .rows
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != total)
        .map(|(_, (_, cells))| cells.as_slice())
        .collect();
    let graded = others.iter().any(|cells| {
        let name = name(cells);
        let is_code = name.len() >= 3 && name.bytes().all(|b| b.is_ascii_digit());
        is_code
            || ["其中", "小计", "合计", "总计", "^^"]
                .iter()
                .any(|word| name.contains(word))
            || cells.iter().any(|cell| cell.trim() == "^^")
    });
    // The total stands above or below all others, or it is the total of a part.
    let at_end = total == 0 || total + 1 == table.rows.len();
    if graded || !at_end || others.len() < 2 {
        return None;
    }
    let totals = &table.rows[total].1;
    (1..table.header.len()).find_map(|column| {
        let head = &table.header[column];
        if NO_SUM.iter().any(|word| head.contains(word)) {
            return None;
        }
        let printed = number(totals.get(column)?)?;
        let parts: Vec<Amount> = others
            .iter()
            .map(|cells| number(cells.get(column)?))
            .collect::<Option<_>>()?;
        let sum: f64 = parts.iter().map(|part| part.value).sum();
        let places = parts.iter().map(|part| part.places).min().unwrap_or(0);
        let places = places.min(printed.places);
        let rounding = 0.5 * 10f64.powi(-places) * f64::from(u16::try_from(parts.len()).ok()?);
        let apart = (sum - printed.value).abs();
        let is_wrong = apart > rounding + 1e-9 && apart < printed.value.abs() / 2.0;
        is_wrong.then(|| {
            let digits = usize::try_from(parts.iter().map(|p| p.places).max().unwrap_or(0));
            let message = format!(
                "“{}”一列的合计是 {}，各行之和是 {sum:.*}",
                head.trim(),
                totals[column].trim(),
                digits.unwrap_or(0)
            );
            (total, message)
        })
    })
}

struct Amount {
    value: f64,
    /// Digits behind the point.
    places: i32,
}

/// A cell that is nothing but a number.
fn number(cell: &str) -> Option<Amount> {
    let bare: String = cell
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '*'))
        .collect();
    let places = bare.split_once('.').map_or(0, |(_, behind)| behind.len());
    Some(Amount {
        value: bare.parse().ok().filter(|value: &f64| value.is_finite())?,
        places: i32::try_from(places).ok()?,
    })
}
