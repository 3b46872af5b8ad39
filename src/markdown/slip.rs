//! Slips of the pen that leave markup standing as text.
//!
//! In: a piece of text and what follows it in the body. Out: a warning where the author surely meant a
//! link. It must never change what is rendered.

use std::ops::Range;

use memchr::memchr;

use super::Problem;

/// How far a target may reach.
const MAX_TARGET: usize = 300;

/// A link that did not become one: a space in its target, or full-width brackets around it.
pub(super) fn link_not_made(body: &str, text: &str, span: &Range<usize>) -> Option<Problem> {
    // The parser keeps a closing bracket apart from other text, unless it was escaped.
    if text != "]" {
        return None;
    }
    let rest = &body[span.end..];
    let (open, close, help) = match rest.chars().next()? {
        '(' => ('(', ')', "地址中有空格时写成 [文字](<附件 1.docx>)"),
        '（' => ('（', '）', "地址要用半角括号括起来：[文字](地址)"),
        _ => return None,
    };
    let line = rest.lines().next()?;
    let end = line
        .char_indices()
        .take_while(|(at, _)| *at < MAX_TARGET)
        .find(|(_, c)| *c == close)?
        .0;
    let target = &line[open.len_utf8()..end];
    if !looks_like_target(target) {
        return None;
    }
    let place = span.end..span.end + end + close.len_utf8();
    let message = format!("这里像是一个链接，但写法有误，页面上会照原样显示：{target}");
    Some(Problem::warning("link-not-made", place, message).help(help))
}

/// A table whose delimiter row does not fit its header row: the parser makes it a paragraph.
pub(super) fn table_not_made(body: &str, paragraph: &Range<usize>) -> Option<Problem> {
    let text = &body[paragraph.clone()];
    memchr(b'|', text.as_bytes())?;
    if !text.contains("|-") && !text.contains("|:-") && !text.contains("| -") {
        return None;
    }
    let mut start = paragraph.start;
    for line in text.split_inclusive('\n') {
        let row = line.trim_matches([' ', '>', '\n']);
        let delimiters = row.contains('-') && row.contains('|');
        if delimiters && row.bytes().all(|byte| b"|:- ".contains(&byte)) {
            let at = start + line.find(row).unwrap_or(0);
            let message = "这里像是一个表格，但分隔行与表头的列数不同，页面上不会成为表格";
            return Some(
                Problem::warning("table-not-made", at..at + row.len(), message.to_owned())
                    .help("分隔行（|---|---|）的列数须与表头相同；单元格中的竖线要写成 \\|"),
            );
        }
        start += line.len();
    }
    None
}

/// A web address, or a name with an extension.
fn looks_like_target(target: &str) -> bool {
    let path = target.split('#').next().unwrap_or_default();
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    target.contains("://")
        || ((2..=5).contains(&extension.len())
            && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && extension.starts_with(|c: char| c.is_ascii_alphabetic()))
}
