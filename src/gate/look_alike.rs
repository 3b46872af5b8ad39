//! Finds what an author meant as a redaction mark and what would not be cut: signs of a Chinese keyboard, a misspelt word, a
//! closing line too many.
//!
//! In: a text and what is cut out of it. Out: places, each with what is wrong there. In a document that is redacted anything
//! near a mark counts; in others only what can hardly be anything else.

use std::ops::Range;

use memchr::memmem;

use crate::model::Openness;

const INLINE: &str =
    "像是删减标记，但写得不对，其中的文字不会删去：{~ 和 ~} 要用英文符号，中间没有空格";
const BLOCK: &str =
    "像是整段删减的标记，但写得不对，其中的文字不会删去；也可能是多了或者少了一行 :::";

/// Marks that miss their form, outside of the passages that are cut.
pub(super) fn look_alikes(
    text: &str,
    passages: &[Range<usize>],
    openness: Openness,
) -> Vec<(Range<usize>, &'static str)> {
    let wide = |sign: &str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    if openness != Openness::Redacted
        && !wide("～")
        && !wide("：：")
        && !wide("｛~")
        && !wide("~｝")
    {
        return Vec::new();
    }
    let cut = |at: usize| passages.iter().any(|passage| passage.contains(&at));
    let mut found: Vec<_> = inline(text, openness)
        .map(|at| (at, INLINE))
        .chain(lines(text, openness).map(|at| (at, BLOCK)))
        .filter(|(at, _)| !cut(at.start))
        .collect();
    found.sort_by_key(|(at, _)| at.start);
    found
}

/// A wave beside a brace, other than the two marks themselves.
fn inline(text: &str, openness: Openness) -> impl Iterator<Item = Range<usize>> {
    let loose = openness == Openness::Redacted;
    let skipped = move |c: &char| loose && c.is_whitespace() && *c != '\n' || is_invisible(*c);
    text.char_indices()
        .filter(|(_, c)| matches!(c, '~' | '～' | '〜' | '∼' | '˜'))
        .filter_map(move |(at, wave)| {
            let end = at + wave.len_utf8();
            let before = text[..at].char_indices().rev().find(|(_, c)| !skipped(c));
            let after = text[end..].char_indices().find(|(_, c)| !skipped(c));
            match (before, after) {
                (Some((from, '{' | '｛')), _) => Some(from..end),
                (_, Some((past, brace @ ('}' | '｝')))) => Some(at..end + past + brace.len_utf8()),
                _ => None,
            }
        })
        .filter(|at| !matches!(&text[at.clone()], "{~" | "~}"))
}

/// Lines that begin with colons and are no mark.
fn lines(text: &str, openness: Openness) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let head = line.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
        let rest = head.trim_start_matches([':', '：']);
        let colons = &head[..head.len() - rest.len()];
        let word = rest
            .trim_start()
            .get(.."redacted".len())
            .is_some_and(|word| word.eq_ignore_ascii_case("redacted"));
        let meant = colons.chars().count() >= 2 && (word || openness == Openness::Redacted);
        let from = start + line.len() - head.len();
        meant.then(|| from..from + colons.len())
    })
}

/// Nobody sees it: a zero width space, a mark of direction, a byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, INLINE, look_alikes};
    use crate::model::Openness;

    fn found(text: &str, openness: Openness) -> Vec<(&str, &'static str)> {
        look_alikes(text, &[], openness)
            .into_iter()
            .map(|(at, words)| (&text[at], words))
            .collect()
    }

    #[test]
    fn 中文符号写的标记在任何文件里都认得() {
        for (text, mark) in [
            ("甲{～机密", "{～"),
            ("机密～}乙", "～}"),
            ("甲｛~机密", "｛~"),
            ("机密~｝乙", "~｝"),
        ] {
            assert_eq!(found(text, Openness::Public), [(mark, INLINE)], "{text}");
        }
        let lines = "：：： redacted 依据\n机密\n";
        assert_eq!(found(lines, Openness::Public), [("：：：", BLOCK)]);
    }

    #[test]
    fn 删减后公开的文件里相近的写法都认得() {
        for text in ["甲{ ~机密", "机密~ }乙", "甲{\u{200b}~机密", "甲{˜机密"] {
            assert_eq!(found(text, Openness::Redacted).len(), 1, "{text}");
        }
        for line in [
            ":::",
            "::: 删减",
            "  ::: redact 依据",
            ":: redacted",
            "：：：",
            "\u{3000}::：x",
        ] {
            assert_eq!(found(line, Openness::Redacted).len(), 1, "{line}");
        }
    }

    #[test]
    fn 别的写法不算() {
        for text in [
            "5～10日，A～{x}以外",
            "正文 ~~删除线~~ { ~ }\n::: 提示\n:::\n",
            "要求：：见附件",
            "{a～b}",
        ] {
            assert_eq!(found(text, Openness::Public), [], "{text}");
        }
        let text = "比例为1:2，时间：9:00，~~删去~~的{x}。\n: 说明\n";
        assert_eq!(found(text, Openness::Redacted), []);
    }

    #[test]
    fn 已经删去的段落里面不看() {
        let text = "{~甲{～乙~}";
        let passage = 0..text.len();
        assert_eq!(look_alikes(text, &[passage], Openness::Redacted), []);
    }
}
