//! The report for people who do not read terminals: one HTML file without scripts, to be opened, printed and passed on.
//!
//! In: the findings, the figures of the portal, the sources for places. Out: a whole page. Nothing in it comes from elsewhere:
//! style and charts are inside.

mod chart;
mod findings;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::overview::{AgencyRow, Overview};
use super::{Area, RULES, manual, rule};
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
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{0}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{0}</h1>\n<p>检查日期: {1}</p>\n</header>\n<nav aria-label=\"目录\"><ul><li><a href=\"#summary\">结论</a></li><li><a href=\"#areas\">各领域情况</a></li><li><a href=\"#deadlines\">期限</a></li><li><a href=\"#coverage\">覆盖情况</a></li><li><a href=\"#findings\">问题清单</a></li></ul></nav>\n<main>\n",
        escape(&title),
        in_words(overview.today),
    );
    summary(&mut out, report, overview);
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

/// How many kinds of problems the conclusion names.
const FIRST: usize = 8;

/// What matters, in a few lines.
fn summary(out: &mut String, report: &Report, overview: &Overview) {
    let (denied, warned) = (report.denied(), report.warned());
    let late = overview
        .deadlines
        .iter()
        .filter(|deadline| deadline.date.is_none_or(|date| date < overview.today));
    let _ = write!(
        out,
        "<section id=\"summary\">\n<h2>结论</h2>\n<dl class=\"figures\"><div><dt>公开文档</dt><dd>{} 份</dd></div><div class=\"deny\"><dt>错误</dt><dd>{denied} 处</dd></div><div class=\"warn\"><dt>提醒</dt><dd>{warned} 处</dd></div><div><dt>尚缺和逾期</dt><dd>{} 项</dd></div></dl>\n",
        overview.documents,
        late.count(),
    );
    out.push_str("<p>错误是不符合规定、应当先改正的；提醒是可能有问题、要人核对的。每一处都写明依据、在哪个文件、怎样改。</p>\n");
    let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for diagnostic in report.diagnostics() {
        *counts
            .entry((diagnostic.severity, diagnostic.code))
            .or_default() += 1;
    }
    let mut kinds: Vec<(Severity, usize, &str)> = counts
        .into_iter()
        .map(|((severity, code), count)| (severity, count, code))
        .collect();
    kinds.sort_by_key(|(severity, count, code)| (*severity, Reverse(*count), *code));
    if kinds.is_empty() {
        out.push_str("<p>没有发现问题。</p>\n</section>\n");
        return;
    }
    let heading = if denied > 0 {
        "先改正这些"
    } else {
        "主要的提醒"
    };
    let _ = writeln!(out, "<h3>{heading}</h3>\n<ol>");
    let first = kinds
        .iter()
        .filter(|(severity, ..)| denied == 0 || *severity == Severity::Deny);
    for (severity, count, code) in first.take(FIRST) {
        let word = word_of(*severity);
        let title = escape(title_of(code));
        let _ = writeln!(out, "<li>{title}（{word} {count} 处）</li>");
    }
    out.push_str("</ol>\n</section>\n");
}

fn word_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Deny => "错误",
        Severity::Warn => "提醒",
    }
}

/// What a code is about, in words.
fn title_of(code: &str) -> &str {
    match rule(code) {
        Some(rule) => manual::title(rule),
        None => manual::build_title(code).unwrap_or(code),
    }
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
    let most = rows.iter().map(|row| row.denied + row.warned).max();
    out.push_str("<section id=\"areas\">\n<h2>各领域情况</h2>\n<p>得分是这个领域的检查规则中没有查出问题的所占的比例，只查出提醒的规则算一半。得分只供内部对照，不是检查指标的得分。</p>\n");
    out.push_str("<table>\n<caption>各领域的得分、错误和提醒</caption>\n<thead><tr><th scope=\"col\">领域</th><th scope=\"col\">得分</th><th scope=\"col\">错误</th><th scope=\"col\">提醒</th><td class=\"bar\"></td></tr></thead>\n<tbody>\n");
    for row in rows {
        let _ = write!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td>",
            row.area.label(),
            row.score,
            row.denied,
            row.warned
        );
        let parts = [("deny", row.denied), ("warn", row.warned)];
        chart::bar(out, &parts, most.unwrap_or(1));
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

fn deadlines(out: &mut String, overview: &Overview) {
    out.push_str("<section id=\"deadlines\">\n<h2>期限</h2>\n");
    if overview.deadlines.is_empty() {
        out.push_str("<p>最近四个月没有到期的事项。</p>\n</section>\n");
        return;
    }
    out.push_str("<table class=\"cards\">\n<caption>已经逾期和四个月以内到期的事项</caption>\n<thead><tr><th scope=\"col\">日期</th><th scope=\"col\">情况</th><th scope=\"col\">单位</th><th scope=\"col\">事项</th><th scope=\"col\">依据</th></tr></thead>\n<tbody>\n");
    for deadline in &overview.deadlines {
        let left = deadline.date.map(|date| (date - overview.today).get_days());
        let (class, words) = match left {
            None => ("late", "尚缺".to_owned()),
            Some(left @ ..0) => ("late", format!("逾期 {} 天", -left)),
            Some(0) => ("soon", "今天到期".to_owned()),
            Some(left @ 1..=30) => ("soon", format!("还有 {left} 天")),
            Some(left) => ("", format!("还有 {left} 天")),
        };
        let _ = writeln!(
            out,
            "<tr class=\"{class}\"><td{} data-label=\"日期\">{}</td><td class=\"left\" data-label=\"情况\">{words}</td><td data-label=\"单位\">{}</td><td data-label=\"事项\">{}</td><td data-label=\"依据\">{}</td></tr>",
            deadline.date.map_or(" class=\"none\"", |_| ""),
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
    years(out, overview);
    out.push_str("<div class=\"wide\" role=\"region\" aria-label=\"各单位\" tabindex=\"0\"><table>\n<caption>各单位</caption>\n<thead><tr><th scope=\"col\">单位</th><th scope=\"col\">文档</th><th scope=\"col\">政策文件</th><th scope=\"col\">最近发布</th><th scope=\"col\">法定栏目有内容</th><th scope=\"col\">应解读</th><th scope=\"col\">已解读</th><th scope=\"col\">有图解</th><th scope=\"col\">3个工作日内解读</th><th scope=\"col\">公开事项已落实</th></tr></thead>\n<tbody>\n");
    for row in &overview.agencies {
        agency(out, row);
    }
    out.push_str("</tbody>\n</table></div>\n<div class=\"wide\" role=\"region\" aria-label=\"各栏目\" tabindex=\"0\"><table>\n<caption>各栏目</caption>\n<thead><tr><th scope=\"col\">栏目</th><th scope=\"col\">依据</th><th scope=\"col\">文档</th><th scope=\"col\">最近更新</th><th scope=\"col\">应当更新</th></tr></thead>\n<tbody>\n");
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
                    let left = (due - overview.today).get_days();
                    let words = if left < 0 {
                        format!("已过 {} 天", -left)
                    } else {
                        format!("还有 {left} 天")
                    };
                    format!("<time>{due}</time>（{words}）")
                }
            )
        );
    }
    out.push_str("</tbody>\n</table></div>\n</section>\n");
}

/// The last ten years in which something was published.
fn years(out: &mut String, overview: &Overview) {
    let last: Vec<(&i16, &usize)> = overview.years.iter().rev().take(10).collect();
    let most = last.iter().map(|(_, count)| **count).max().unwrap_or(1);
    out.push_str("<table class=\"years\">\n<caption>近年发布的文档（份）</caption>\n<thead><tr><th scope=\"col\">年份</th><th scope=\"col\">文档</th><td class=\"bar\"></td></tr></thead>\n<tbody>\n");
    for (year, count) in last.into_iter().rev() {
        let _ = write!(out, "<tr><th scope=\"row\">{year}年</th><td>{count}</td>");
        chart::bar(out, &[("plain", *count)], most);
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
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
