//! The report for people who do not read terminals: one HTML file without scripts, to be opened, printed and passed on.
//!
//! In: the findings, the figures of the portal, the sources for places. Out: a whole page. Nothing in it comes from elsewhere:
//! style and charts are inside.

mod chart;
mod findings;

use std::fmt::Write as _;

use super::overview::{AgencyRow, Overview};
use super::{Area, RULES, rule};
use crate::diag::{Excerpts, Report, Severity};
use crate::model::Date;
use crate::model::dates::in_words;

const STYLE: &str = include_str!("style.css");

/// The whole page.
pub(crate) fn to_html(report: &Report, overview: &Overview, sources: &dyn Excerpts) -> String {
    let mut out = String::with_capacity(64 * 1024);
    let title = format!("{}政府信息公开检查报告", overview.portal);
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{0}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{0}</h1>\n<p>检查日期: {1}　公开文档 {2} 份　错误 {3} 处　提醒 {4} 处</p>\n</header>\n<nav aria-label=\"目录\"><ul><li><a href=\"#areas\">各领域情况</a></li><li><a href=\"#deadlines\">期限</a></li><li><a href=\"#coverage\">覆盖情况</a></li><li><a href=\"#findings\">问题清单</a></li></ul></nav>\n<main>\n",
        escape(&title),
        in_words(overview.today),
        overview.documents,
        report.denied(),
        report.warned(),
    );
    areas(&mut out, report);
    deadlines(&mut out, overview);
    coverage(&mut out, overview);
    findings::write(&mut out, report, overview, sources);
    let _ = write!(
        out,
        "</main>\n<footer><p>由 gongkai check 生成（{}）。提醒中标明条文未核实的规则，请以原文为准。</p></footer>\n</body>\n</html>\n",
        env!("CARGO_PKG_VERSION")
    );
    out
}

/// How an area stands.
struct AreaRow {
    area: Area,
    denied: usize,
    warned: usize,
    score: usize,
}

fn area_rows(report: &Report) -> Vec<AreaRow> {
    Area::ALL
        .into_iter()
        .map(|area| {
            let own = || {
                report
                    .diagnostics()
                    .iter()
                    .filter(|d| area_of(d.code) == area)
            };
            let denied = own().filter(|d| d.severity == Severity::Deny).count();
            // A rule without findings counts two, one with reminders only counts one.
            let rules = RULES.iter().filter(|rule| rule.area == area);
            let (mut reached, mut all) = (0, 0);
            for rule in rules {
                let worst = own()
                    .filter(|d| d.code == rule.name)
                    .map(|d| d.severity)
                    .min();
                all += 2;
                reached += match worst {
                    None => 2,
                    Some(Severity::Warn) => 1,
                    Some(Severity::Deny) => 0,
                };
            }
            AreaRow {
                area,
                denied,
                warned: own().count() - denied,
                score: 100 * reached / usize::max(all, 1),
            }
        })
        .collect()
}

/// What a build itself finds stands with links and metadata.
fn area_of(code: &str) -> Area {
    match rule(code) {
        Some(rule) => rule.area,
        None if code.contains("link") || code.contains("attachment") || code.contains("anchor") => {
            Area::Links
        }
        None if code.contains("withheld") || code.contains("review") || code == "redaction" => {
            Area::Openness
        }
        None if code.contains("status")
            || code.contains("relation")
            || code.contains("reference") =>
        {
            Area::Validity
        }
        None => Area::Metadata,
    }
}

fn areas(out: &mut String, report: &Report) {
    let rows = area_rows(report);
    out.push_str("<section id=\"areas\">\n<h2>各领域情况</h2>\n<p>得分是这个领域的检查规则中没有查出问题的所占的比例，只查出提醒的规则算一半。得分只供内部对照，不是检查指标的得分。</p>\n");
    let bars: Vec<(String, usize, usize)> = rows
        .iter()
        .map(|row| (row.area.label().to_owned(), row.denied, row.warned))
        .collect();
    chart::bars(out, "各领域的错误和提醒", &bars);
    out.push_str("<table>\n<caption>各领域的得分</caption>\n<thead><tr><th scope=\"col\">领域</th><th scope=\"col\">得分</th><th scope=\"col\">错误</th><th scope=\"col\">提醒</th></tr></thead>\n<tbody>\n");
    for row in rows {
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
            row.area.label(),
            row.score,
            row.denied,
            row.warned
        );
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

fn deadlines(out: &mut String, overview: &Overview) {
    out.push_str("<section id=\"deadlines\">\n<h2>期限</h2>\n");
    if overview.deadlines.is_empty() {
        out.push_str("<p>最近四个月没有到期的事项。</p>\n</section>\n");
        return;
    }
    out.push_str("<table>\n<caption>已经逾期和四个月以内到期的事项</caption>\n<thead><tr><th scope=\"col\">日期</th><th scope=\"col\">还有</th><th scope=\"col\">单位</th><th scope=\"col\">事项</th><th scope=\"col\">依据</th></tr></thead>\n<tbody>\n");
    for deadline in &overview.deadlines {
        let left = deadline.date.map(|date| (date - overview.today).get_days());
        let (class, words) = match left {
            None => ("late", "尚缺".to_owned()),
            Some(left @ ..0) => ("late", format!("逾期 {} 天", -left)),
            Some(0) => ("soon", "今天到期".to_owned()),
            Some(left @ 1..=30) => ("soon", format!("{left} 天")),
            Some(left) => ("", format!("{left} 天")),
        };
        let _ = writeln!(
            out,
            "<tr class=\"{class}\"><td>{}</td><td>{words}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            day(deadline.date),
            escape(&deadline.who),
            escape(&deadline.what),
            escape(&deadline.basis)
        );
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

fn coverage(out: &mut String, overview: &Overview) {
    out.push_str("<section id=\"coverage\">\n<h2>覆盖情况</h2>\n");
    let years: Vec<(String, usize, usize)> = overview
        .years
        .iter()
        .rev()
        .take(10)
        .rev()
        .map(|(year, count)| (format!("{year}年"), 0, *count))
        .collect();
    chart::columns(out, "近年发布的文档（份）", &years);
    out.push_str("<div class=\"wide\"><table>\n<caption>各单位</caption>\n<thead><tr><th scope=\"col\">单位</th><th scope=\"col\">文档</th><th scope=\"col\">政策文件</th><th scope=\"col\">最近发布</th><th scope=\"col\">法定栏目有内容</th><th scope=\"col\">应解读</th><th scope=\"col\">已解读</th><th scope=\"col\">有图解</th><th scope=\"col\">3个工作日内解读</th><th scope=\"col\">公开事项已落实</th></tr></thead>\n<tbody>\n");
    for row in &overview.agencies {
        agency(out, row);
    }
    out.push_str("</tbody>\n</table></div>\n<div class=\"wide\"><table>\n<caption>各栏目</caption>\n<thead><tr><th scope=\"col\">栏目</th><th scope=\"col\">依据</th><th scope=\"col\">文档</th><th scope=\"col\">最近更新</th><th scope=\"col\">应当更新</th></tr></thead>\n<tbody>\n");
    for row in &overview.columns {
        let class = match (row.documents, row.due) {
            (0, _) => "late",
            (_, Some(due)) if due < overview.today => "late",
            _ => "",
        };
        let _ = writeln!(
            out,
            "<tr class=\"{class}\"><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            escape(&row.name),
            escape(&row.basis),
            if row.documents == 0 {
                "空白".to_owned()
            } else {
                row.documents.to_string()
            },
            day(row.newest),
            row.due.map_or_else(
                || "有变化时".to_owned(),
                |due| {
                    if due < overview.today {
                        format!("<time>{due}</time>（已过）")
                    } else {
                        format!("<time>{due}</time>")
                    }
                }
            )
        );
    }
    out.push_str("</tbody>\n</table></div>\n</section>\n");
}

fn agency(out: &mut String, row: &AgencyRow) {
    let [wanted, done, drawn, soon] = row.explained;
    let _ = writeln!(
        out,
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{} / {}</td><td>{wanted}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        escape(&row.name),
        row.documents,
        row.policies,
        day(row.newest),
        row.columns.0,
        row.columns.1,
        share(done, wanted),
        share(drawn, wanted),
        share(soon, wanted),
        share(row.items.0, row.items.1),
    );
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "—".to_owned(), |day| format!("<time>{day}</time>"))
}

fn share(part: usize, all: usize) -> String {
    match all {
        0 => "—".to_owned(),
        _ => format!("{part} / {all}（{}%）", 100 * part / all),
    }
}

/// Text for an element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("<br>"),
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
