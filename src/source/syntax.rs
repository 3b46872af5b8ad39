//! TOML's own syntax errors in Chinese: all of a file at once, each at its place.

use toml::de::DeTable;

use crate::diag::{Diagnostic, Sink, Span};
use crate::source::SourcePath;

/// Parses TOML that stands at `offset` in a file. Every syntax error is a finding; with any, `None` comes back.
pub(crate) fn parse<'t>(
    text: &'t str,
    offset: usize,
    path: &SourcePath,
    sink: &Sink,
) -> Option<DeTable<'t>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Some(table.into_inner());
    }
    let mut told = Vec::new();
    for error in &errors {
        let at = error.span().map_or(0, |range| range.start);
        let slip = slip(text, at);
        // One slip makes the parser stumble several times.
        let place = slip.map_or((at, false), |_| (line(text, at).0, true));
        if told.contains(&place) {
            continue;
        }
        told.push(place);
        let span = error
            .span()
            .map(|range| widened(text, range).shifted(offset));
        let (message, help) = explain(text, error);
        let mut finding = Diagnostic::error("toml-syntax", path, span, message);
        finding.help = Some(help.to_owned());
        sink.push(finding);
    }
    None
}

/// What is wrong, and what to do about it, in Chinese.
pub(crate) fn explain(text: &str, error: &toml::de::Error) -> (&'static str, &'static str) {
    let range = error.span().unwrap_or_default();
    if let Some(slip) = slip(text, range.start) {
        return slip;
    }
    let empty = text.get(range).is_none_or(|t| t.trim().is_empty());
    let unquoted = error.message().contains("must be quoted");
    words(if empty && unquoted {
        "missing value"
    } else {
        error.message()
    })
}

/// An empty range is shown as one character.
fn widened(text: &str, range: std::ops::Range<usize>) -> Span {
    let start = text.floor_char_boundary(range.start);
    let end = if range.is_empty() {
        text.ceil_char_boundary(start + 1)
    } else {
        range.end
    };
    Span::new(start, end.min(text.len()).max(start))
}

/// The line of a place: where it starts, and its text.
fn line(text: &str, at: usize) -> (usize, &str) {
    let at = text.floor_char_boundary(at);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let rest = &text[start..];
    (start, rest.split('\n').next().unwrap_or(rest))
}

/// A slip of the hand that the line shows better than the parser's words: signs of a Chinese keyboard, dates and flags in
/// another form.
fn slip(text: &str, at: usize) -> Option<(&'static str, &'static str)> {
    const DATE: &str = "日期写成 2024-05-10，时间写成 2024-05-10T09:30:00，不加引号";
    let (_, line) = line(text, at);
    let sign = line.find(['=', '＝', ':', '：'])?;
    let (key, value) = line.split_at(sign);
    let key = key.trim();
    if key.is_empty()
        || !key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b))
    {
        return None;
    }
    let equals = value.starts_with('=');
    let value = value.trim_start_matches(['=', '＝', ':', '：']).trim();
    let spaced = |text: &str| text.split(['-', '/', '.', '年', '月', '日']).count() >= 3;
    let head: String = value.chars().take(4).collect();
    let is_year = head.len() == 4 && head.bytes().all(|b| b.is_ascii_digit());
    if !equals {
        return Some(("等号要用英文的 =", "写成 title = \"……\" 的样子"));
    }
    if value.starts_with(['“', '”', '＂', '‘', '’', '「', '『']) {
        return Some((
            "文字两边的引号要用英文的",
            "把两边的引号改成英文双引号 \"，里面的文字不变",
        ));
    }
    if is_year && spaced(value) && !value.contains(['"', '[']) {
        let digits = value.get(..10).is_some_and(|day| {
            day.bytes().enumerate().all(|(at, b)| match at {
                4 | 7 => b == b'-',
                _ => b.is_ascii_digit(),
            })
        });
        return Some(if digits && value.len() == 10 {
            ("日历上没有这一天", "照原件改正日期")
        } else {
            ("日期写得不对", DATE)
        });
    }
    if ["True", "TRUE", "False", "FALSE", "yes", "no", "是", "否"].contains(&value) {
        return Some((
            "真假值写得不对",
            "是写 true，否写 false，都是小写，不加引号",
        ));
    }
    text.get(at..)?.starts_with(['，', '、']).then_some((
        "列表各项之间用了中文标点",
        "列表写成 [\"甲\", \"乙\"]，各项之间用英文逗号",
    ))
}

/// What the parser's words mean, and what to do about it; the first that they contain.
const WORDS: &[(&str, &str, &str)] = &[
    ("duplicate key", "同一个键写了两次", "删去其中一个"),
    (
        "string values must be quoted",
        "文字没有加引号",
        "文字两边加英文双引号，例如 title = \"关于……的通知\"",
    ),
    (
        "missing opening quote",
        "引号不成对",
        "文字两边各加一个英文双引号",
    ),
    (
        "invalid basic string",
        "引号不成对，或者文字里有不能直接写的字符",
        "文字里的英文双引号写成 \\\"，反斜杠写成 \\\\，或者把整段文字放在英文单引号里",
    ),
    (
        "escaped value",
        "反斜杠后面的字符不对",
        "反斜杠写成 \\\\，或者把整段文字放在英文单引号里",
    ),
    (
        "escape",
        "反斜杠后面的字符不对",
        "反斜杠写成 \\\\，或者把整段文字放在英文单引号里",
    ),
    (
        "hex",
        "反斜杠后面的字符不对",
        "反斜杠写成 \\\\，或者把整段文字放在英文单引号里",
    ),
    ("unclosed array", "方括号不成对", "在列表末尾补上 ]"),
    (
        "array",
        "列表写得不对",
        "列表写成 [\"甲\", \"乙\"]，各项之间用英文逗号",
    ),
    (
        "inline table",
        "花括号里的内容写得不对",
        "写成 { date = 2024-03-01, reason = \"……\" }，各项之间用英文逗号",
    ),
    ("unclosed table", "方括号不成对", "表名写成 [review]"),
    (
        "table",
        "表的写法不对，或者同一个表写了两次",
        "表名写成 [review]，每个表只写一次",
    ),
    (
        "missing value",
        "等号后面没有内容",
        "补上内容，或者删去这一行",
    ),
    (
        "key with no value",
        "这一项没有内容",
        "写成 title = \"……\"，或者删去这一行",
    ),
    (
        "assignment",
        "缺少等号，或者等号多了",
        "每行写成 title = \"……\"",
    ),
    ("`=`", "等号多了", "每行只写一个等号"),
    (
        "unquoted key",
        "键名只能用英文字母、数字、下划线和连字符",
        "使用规定的英文键名；中文名称只在页面上显示",
    ),
    ("recurse", "层次太多", "减少嵌套"),
    (
        "datetime",
        "日期写得不对",
        "日期写成 2024-05-10，时间写成 2024-05-10T09:30:00",
    ),
    (
        "date",
        "日期写得不对",
        "日期写成 2024-05-10，时间写成 2024-05-10T09:30:00",
    ),
    (
        "digit",
        "数字写得不对",
        "数字写成 12 或 31.5，不加单位和引号",
    ),
    (
        "zero",
        "数字前面多了 0",
        "电话号码、代码等加英文双引号；数字写成 12",
    ),
    (
        "numer",
        "数字写得不对",
        "数字写成 12 或 31.5，不加单位和引号",
    ),
];

/// What the parser says, and what to do about it.
fn words(message: &str) -> (&'static str, &'static str) {
    WORDS
        .iter()
        .find(|(pattern, _, _)| message.contains(pattern))
        .map_or(
            (
                "此处不符合 TOML 的写法",
                "每行写成 键 = 值；文字加英文双引号，日期写成 2024-05-10",
            ),
            |(_, words, help)| (words, help),
        )
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::diag::{Report, Sink};
    use crate::source::SourcePath;
    use std::collections::BTreeMap;

    fn report(text: &str) -> Report {
        let sink = Sink::default();
        assert!(parse(text, 4, &SourcePath::new("content/a.md"), &sink).is_none());
        sink.into_report(&BTreeMap::new())
    }

    #[test]
    fn 语法错误用中文说明并指出位置() {
        for (text, words) in [
            ("title = 关于印发的通知\n", "引号"),
            ("title = \"甲\"\ntitle = \"乙\"\n", "写了两次"),
            ("title = \"甲\n", "引号"),
            ("标题 = \"甲\"\n", "键名"),
            ("a = [\"x\", \n", "方括号"),
            ("title =\n", "没有内容"),
        ] {
            let report = report(text);
            let first = &report.diagnostics()[0];
            assert!(first.message.contains(words), "{text}: {}", first.message);
            assert!(first.span.is_some_and(|s| s.start >= 4), "{text}");
        }
    }

    #[test]
    fn 常见的笔误说得出怎样改() {
        for (text, words) in [
            ("title ＝ \"甲\"\n", "等号要用英文的"),
            ("title: \"甲\"\n", "等号要用英文的"),
            ("title：“甲”\n", "等号要用英文的"),
            ("title = “甲”\n", "引号要用英文的"),
            ("dated = 2026/05/08\n", "日期写得不对"),
            ("dated = 2026年5月8日\n", "日期写得不对"),
            ("dated = 2026.05.08\n", "日期写得不对"),
            ("dated = 2026-5-8\n", "日期写得不对"),
            ("dated = 2026-02-30\n", "没有这一天"),
            ("draft = True\n", "真假值"),
            ("draft = 是\n", "真假值"),
            ("keywords = [\"甲\"，\"乙\"]\n", "中文标点"),
            ("title = \"甲\\x\"\n", "反斜杠"),
            ("phone = 04001234\n", "多了 0"),
        ] {
            let report = report(text);
            let first = &report.diagnostics()[0];
            assert!(first.message.contains(words), "{text}: {}", first.message);
            assert_eq!(report.denied(), 1, "{text}");
        }
    }

    #[test]
    fn 一次报告全部语法错误() {
        assert!(report("a = 甲\nb = 2\nc = 乙\n").denied() >= 2);
    }
}
