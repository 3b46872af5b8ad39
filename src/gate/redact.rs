//! Cuts passages that were removed before publication (content contract, part 4), before Markdown sees the text.
//!
//! A mark that is not closed, or that stands where it would not be cut, is an error: in doubt nothing is published.

use std::ops::Range;

use memchr::{memchr, memmem};

use super::look_alike::look_alikes;
use crate::model::Openness;

/// What stands in place of a removed passage.
pub(super) const PLACEHOLDER: &str = "〔此处依法不予公开〕";
/// Where a mark stands in a document that is not redacted.
pub(super) const NOT_REDACTED: &str = "有删减标记，但公开属性不是“删减后公开”";
/// How to write marks.
pub(super) const HELP: &str = "整段删减写成单独一行的 ::: redacted 依据 和单独一行的 :::；行内删减写成 {~ …… ~}；并在 front matter 写 openness = \"redacted\" 和理由";

const UNCLOSED_BLOCK: &str = "::: redacted 没有结束的 :::";
const STRAY_BLOCK: &str = "删减标记 ::: 必须单独成行，不能放在引用、列表或者文字之中";
const UNCLOSED_INLINE: &str = "行内删减标记 {~ 没有对应的 ~}";
const STRAY_INLINE: &str = "行内删减标记 ~} 没有对应的 {~";

/// A text with its passages cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// What is left.
    pub(super) text: String,
    /// As in `Body::cuts`.
    pub(super) cuts: Vec<(usize, isize)>,
    /// The first mark, in the text before cutting.
    pub(super) first: Range<usize>,
}

type Marks = Vec<(Range<usize>, &'static str)>;

/// Cuts block and inline passages of a body. A body without any mark comes back as it is.
pub(super) fn body(text: String, openness: Openness) -> Result<Cut, Marks> {
    // These signs are rare, and one byte is found faster than two.
    let has = |sign| memchr(sign, text.as_bytes()).is_some();
    let inline = has(b'~') && (text.contains("{~") || text.contains("~}"));
    let block = has(b':') && memmem::find(text.as_bytes(), b":::").is_some();
    if !inline && !block {
        let near = look_alikes(&text, &[], openness);
        if !near.is_empty() {
            return Err(near);
        }
        return Ok(Cut {
            text,
            cuts: Vec::new(),
            first: 0..0,
        });
    }
    cut(&text, openness)
}

fn cut(text: &str, openness: Openness) -> Result<Cut, Marks> {
    let blocks = find_blocks(text)?;
    let mut passages = Vec::new();
    let mut from = 0;
    for block in blocks.iter().map(Some).chain(std::iter::once(None)) {
        let to = block.map_or(text.len(), |block| block.range.start);
        for range in find_inline(&text[from..to], from)? {
            passages.push((range, PLACEHOLDER.to_owned()));
        }
        if let Some(block) = block {
            passages.push((block.range.clone(), block.words()));
            from = block.range.end;
        }
    }
    let ranges: Vec<_> = passages.iter().map(|(range, _)| range.clone()).collect();
    let mut left: Marks = stray_marks(text)
        .filter(|at| !ranges.iter().any(|range| range.contains(&at.start)))
        .map(|at| (at, STRAY_BLOCK))
        .collect();
    if left.is_empty() {
        left = look_alikes(text, &ranges, openness);
    }
    if left.is_empty() {
        Ok(splice(text, &passages))
    } else {
        Err(left)
    }
}

/// Cuts inline passages of one line of text; `None` where there are none.
pub(super) fn inline(text: &str, openness: Openness) -> Result<Option<String>, &'static str> {
    let found = find_inline(text, 0)
        .map_err(|marks| marks.first().map_or(UNCLOSED_INLINE, |(_, words)| words))?;
    if let Some((_, words)) = look_alikes(text, &found, openness).first() {
        return Err(words);
    }
    if found.is_empty() {
        return Ok(None);
    }
    let passages: Vec<_> = found
        .into_iter()
        .map(|range| (range, PLACEHOLDER.to_owned()))
        .collect();
    Ok(Some(splice(text, &passages).text))
}

struct Block<'t> {
    range: Range<usize>,
    basis: &'t str,
}

impl Block<'_> {
    /// A paragraph of its own; signs of the basis that Markdown would read are escaped.
    fn words(&self) -> String {
        let mut basis = String::new();
        for c in self.basis.chars() {
            if c.is_ascii_punctuation() {
                basis.push('\\');
            }
            basis.push(c);
        }
        if basis.is_empty() {
            format!("\n\n{PLACEHOLDER}\n\n")
        } else {
            format!("\n\n{PLACEHOLDER}（依据：{basis}）\n\n")
        }
    }
}

/// The rest of an opening line after `redacted`, or `None` for any other line.
fn opening(line: &str) -> Option<&str> {
    let rest = line
        .trim()
        .strip_prefix(":::")?
        .trim_start_matches(':')
        .trim_start();
    let head = rest.get(.."redacted".len())?;
    head.eq_ignore_ascii_case("redacted")
        .then(|| rest["redacted".len()..].trim())
}

fn find_blocks(text: &str) -> Result<Vec<Block<'_>>, Marks> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, usize, &str)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        match open {
            None => open = opening(line).map(|basis| (at, at + line.trim_end().len(), basis)),
            Some((start, _, basis))
                if line.trim().trim_matches(':').is_empty() && line.trim().len() >= 3 =>
            {
                blocks.push(Block {
                    range: start..end,
                    basis,
                });
                open = None;
            }
            Some(_) => {}
        }
        at = end;
    }
    match open {
        Some((start, end, _)) => Err(vec![(start..end, UNCLOSED_BLOCK)]),
        None => Ok(blocks),
    }
}

/// Inline passages of a stretch of text that starts at `offset`; nested marks count as part of the outer one.
fn find_inline(text: &str, offset: usize) -> Result<Vec<Range<usize>>, Marks> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let (open, close) = (rest.find("{~"), rest.find("~}"));
        let Some(open) = open else {
            return match close {
                Some(close) => Err(vec![(
                    offset + at + close..offset + at + close + 2,
                    STRAY_INLINE,
                )]),
                None => Ok(found),
            };
        };
        if let Some(close) = close.filter(|close| *close < open) {
            return Err(vec![(
                offset + at + close..offset + at + close + 2,
                STRAY_INLINE,
            )]);
        }
        let start = at + open;
        let Some(end) = closing(text, start) else {
            return Err(vec![(offset + start..offset + start + 2, UNCLOSED_INLINE)]);
        };
        found.push(offset + start..offset + end);
        at = end;
    }
}

/// One past the mark that closes the one at `start`, inner pairs passed over.
fn closing(text: &str, start: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = start;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(b"{~") {
            depth += 1;
            at += 2;
        } else if rest.starts_with(b"~}") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += 1;
        }
    }
    None
}

fn splice(text: &str, passages: &[(Range<usize>, String)]) -> Cut {
    let mut out = String::with_capacity(text.len());
    let mut cuts = Vec::with_capacity(passages.len());
    let mut from = 0;
    for (range, words) in passages {
        out.push_str(&text[from..range.start]);
        out.push_str(words);
        from = range.end;
        let drift = isize::try_from(from).unwrap_or(isize::MAX)
            - isize::try_from(out.len()).unwrap_or(isize::MAX);
        cuts.push((out.len(), drift));
    }
    out.push_str(&text[from..]);
    let first = passages.first().map_or(0..0, |(range, _)| range.clone());
    Cut {
        text: out,
        cuts,
        first,
    }
}

/// `:::` together with the word, in whatever surroundings: an author meant to remove something here.
fn stray_marks(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices(":::").filter_map(|(at, mark)| {
        let rest = text[at + mark.len()..].trim_start_matches([':', ' ', '\t']);
        let head = rest.get(.."redacted".len())?;
        head.eq_ignore_ascii_case("redacted")
            .then(|| at..at + mark.len())
    })
}

#[cfg(test)]
mod tests {
    use super::{Cut, Marks, Openness, STRAY_BLOCK, STRAY_INLINE, UNCLOSED_BLOCK, UNCLOSED_INLINE};

    fn body(text: String) -> Result<Cut, Marks> {
        super::body(text, Openness::Public)
    }

    fn inline(text: &str) -> Result<Option<String>, &'static str> {
        super::inline(text, Openness::Public)
    }

    fn words(text: &str) -> &'static str {
        body(text.to_owned()).unwrap_err()[0].1
    }

    #[test]
    fn 整段和行内都删去并说明依据() {
        let cut = body("前文\n\n::: redacted 《条例》第十五条\n\n# 机密\n\n| 机 | 密 |\n\n:::\n\n后{~机密~}文\n".to_owned()).unwrap();
        assert!(!cut.text.contains('机'), "{}", cut.text);
        assert!(
            cut.text
                .contains("〔此处依法不予公开〕（依据：《条例》第十五条）")
        );
        assert!(cut.text.contains("后〔此处依法不予公开〕文"));
    }

    #[test]
    fn 删减之后的位置能换算回原文() {
        let text = "甲{~机密~}乙\n::: redacted\n机密\n:::\n丙";
        let cut = body(text.to_owned()).unwrap();
        let body = crate::model::Body {
            text: cut.text.clone().into(),
            start: 100,
            cuts: cut.cuts,
        };
        for c in ["甲", "乙", "丙"] {
            let here = cut.text.find(c).unwrap();
            let span = body.span(&(here..here + 3));
            assert_eq!(span.start, 100 + text.find(c).unwrap(), "{c}");
        }
    }

    #[test]
    fn 没有结束或位置不对的标记是错误() {
        assert_eq!(words("::: redacted\n机密\n"), UNCLOSED_BLOCK);
        assert_eq!(words("甲{~机密"), UNCLOSED_INLINE);
        assert_eq!(words("甲~}乙"), STRAY_INLINE);
        assert_eq!(words("> ::: redacted\n> 机密\n> :::\n"), STRAY_BLOCK);
        assert_eq!(words("- ::: Redacted 依据\n"), STRAY_BLOCK);
        assert_eq!(words("::: redacted\n{~\n:::\n~}"), STRAY_INLINE);
    }

    #[test]
    fn 删减之后的错误指出原文的位置() {
        let text = "{~机密~}\n> ::: redacted\n> 机密\n> :::\n";
        let marks = body(text.to_owned()).unwrap_err();
        assert_eq!(&text[marks[0].0.clone()], ":::");
        assert_eq!(marks[0].0.start, text.find(":::").unwrap());
    }

    #[test]
    fn 写得不对的标记不放过() {
        let redacted = |text: &str| super::body(text.to_owned(), Openness::Redacted).is_err();
        assert!(redacted("{~机密~}，{～机密～}"));
        assert!(redacted(
            "::: redacted\n机密\n::: redacted\n机密\n:::\n机密\n:::\n"
        ));
        assert!(redacted("机密\n:::\n"));
        assert!(body("公开{～机密～}".to_owned()).is_err());
        assert!(inline("关于{～某公司～}的通知").is_err());
    }

    #[test]
    fn 嵌套的行内标记整个删去() {
        assert_eq!(
            body("甲{~ 机{~密~}机 ~}乙".to_owned()).unwrap().text,
            "甲〔此处依法不予公开〕乙"
        );
    }

    #[test]
    fn 标题中的删减() {
        assert_eq!(
            inline("关于{~某公司~}的通知").unwrap().as_deref(),
            Some("关于〔此处依法不予公开〕的通知")
        );
        assert_eq!(inline("关于某事的通知").unwrap(), None);
        assert!(inline("关于{~某").is_err());
    }

    #[test]
    fn 没有标记的正文原样通过() {
        let cut = body("正文 ~~删除线~~ { ~ }\n".to_owned()).unwrap();
        assert_eq!(cut.text, "正文 ~~删除线~~ { ~ }\n");
        assert!(cut.cuts.is_empty());
    }
}
