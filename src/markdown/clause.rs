//! Lines that divide a legal text: 第三条, 第三条之一, 第二章　总则; and the 目录 in which such lines are only named.
//!
//! In: the beginning of a paragraph. Out: what the line is. It must never look further than the line, so that a text
//! without such lines costs nothing.

use super::text;
use super::tree::Token;

/// How much of a paragraph is looked at: a number and the title of a chapter.
const LINE_CHARS: usize = 44;

/// What a line divides a text into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clause<'t> {
    /// 条: its number as written, 第三条之一.
    Article(&'t str),
    /// 编, 章 or 节, from 0: the whole line, 第二章　总则.
    Part(u8, &'t str),
}

/// The beginning of a paragraph that may be such a line.
pub(super) struct Opening {
    text: String,
    /// Whether this is all of the paragraph.
    whole: bool,
}

impl Opening {
    /// Of the paragraph that these tokens continue with; empty where it begins with another sign.
    pub(super) fn of(tokens: &[Token<'_>]) -> Self {
        let (text, whole) = text::opening(tokens, LINE_CHARS);
        Self { text, whole }
    }

    /// The line, where it is one.
    pub(super) fn clause(&self) -> Option<Clause<'_>> {
        if let Some(label) = article(&self.text) {
            return Some(Clause::Article(label));
        }
        let (rank, line) = part(&self.text).filter(|_| self.whole)?;
        Some(Clause::Part(rank, line))
    }

    /// A line that says no more than its number and a title.
    pub(super) fn is_bare(&self) -> bool {
        self.whole && !self.text.contains(['。', '；', '：'])
    }

    /// 目录, 目　录
    pub(super) fn is_contents(&self) -> bool {
        self.whole && is_contents(&self.text)
    }
}

/// Whether a heading or a paragraph says 目录.
pub(super) fn is_contents(line: &str) -> bool {
    let mut signs = line.chars().filter(|sign| !sign.is_whitespace());
    signs.next() == Some('目') && signs.next() == Some('录') && signs.next().is_none()
}

/// Reads the text of a heading, or of a paragraph from its first sign on.
pub(crate) fn read(line: &str) -> Option<Clause<'_>> {
    match article(line) {
        Some(label) => Some(Clause::Article(label)),
        None => part(line).map(|(rank, line)| Clause::Part(rank, line)),
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || "零〇一二三四五六七八九十百千两０１２３４５６７８９".contains(c)
}

/// `第`, a number and one of `units`: which of them, and the bytes so far.
fn numbered(line: &str, units: &[char]) -> Option<(usize, usize)> {
    let rest = line.strip_prefix('第')?;
    let digits = rest.find(|c| !is_digit(c)).filter(|length| *length > 0)?;
    let unit = rest[digits..].chars().next()?;
    let which = units.iter().position(|known| *known == unit)?;
    Some((which, '第'.len_utf8() + digits + unit.len_utf8()))
}

/// `第三条` or `第三条之一` at the start of a line, where white space, the end, or a title in brackets follows: what
/// goes on in the same breath (第三条规定的…) only speaks of an article.
fn article(line: &str) -> Option<&str> {
    let (_, mut end) = numbered(line, &['条'])?;
    if let Some(rest) = line[end..].strip_prefix('之') {
        let digits = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
        if digits == 0 {
            return None;
        }
        end += '之'.len_utf8() + digits;
    }
    let rest = &line[end..];
    let begins = match rest.chars().next() {
        None | Some('【' | '〔' | '：') => true,
        // 第三条（适用范围）　…, and not 第三条（一）项.
        Some('（') => titled(&rest['（'.len_utf8()..]),
        Some(sign) => sign.is_whitespace(),
    };
    begins.then_some(&line[..end])
}

fn titled(rest: &str) -> bool {
    let Some((title, behind)) = rest.split_once('）') else {
        return false;
    };
    title.chars().any(|c| !is_digit(c)) && behind.chars().next().is_none_or(char::is_whitespace)
}

/// `第二章　总则`, `第一节　一般规定`: a number, and a title behind white space that is no sentence.
fn part(line: &str) -> Option<(u8, &str)> {
    let line = line.trim_end();
    let (which, end) = numbered(line, &['编', '章', '节'])?;
    let title = &line[end..];
    let begins = title.chars().next().is_none_or(char::is_whitespace);
    let sentence = title.contains(['。', '；', '：', '，']);
    (begins && !sentence).then(|| (u8::try_from(which).unwrap_or_default(), line))
}

#[cfg(test)]
mod tests {
    use super::{Clause, article, is_contents, read};

    #[test]
    fn 条的序号在段首并且后面是空白() {
        assert_eq!(article("第三条　为了"), Some("第三条"));
        assert_eq!(article("第一百零二条 本办法"), Some("第一百零二条"));
        assert_eq!(article("第12条"), Some("第12条"));
        assert_eq!(article("第三条之一　为了"), Some("第三条之一"));
        assert_eq!(article("第三条【适用范围】为了"), Some("第三条"));
        assert_eq!(article("第三条（适用范围）\n为了"), Some("第三条"));
        assert_eq!(article("第三条规定"), None);
        assert_eq!(article("第三条之规定"), None);
        assert_eq!(article("第三条（一）项"), None);
        assert_eq!(article("第三条（二）"), None);
        assert_eq!(article("第几条 "), None);
        assert_eq!(article("第条 "), None);
        assert_eq!(article("第三章　总则"), None);
        assert_eq!(article("依第三条　"), None);
    }

    #[test]
    fn 章节是一行标题不是一句话() {
        assert_eq!(read("第一章　总则 "), Some(Clause::Part(1, "第一章　总则")));
        assert_eq!(read("第二编"), Some(Clause::Part(0, "第二编")));
        assert_eq!(read("第十节 罚则"), Some(Clause::Part(2, "第十节 罚则")));
        assert_eq!(read("第三章 规定的情形，按照本章办理。"), None);
        assert_eq!(read("第三章规定"), None);
    }

    #[test]
    fn 目录两字中间可以有空格() {
        assert!(is_contents("目录") && is_contents("目　　录") && is_contents(" 目 录 "));
        assert!(!is_contents("目录清单"));
    }
}
