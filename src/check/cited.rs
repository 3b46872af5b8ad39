//! What a text cites by name: `《……》`.
//!
//! In: a text. Out: names with their places, and whether the sentence speaks of what was. It knows no law and no document.

use std::ops::Range;

use memchr::memmem;

/// A name between 《 and 》.
pub(crate) struct Cited<'t> {
    /// The name, without the marks.
    pub(crate) name: &'t str,
    /// Its bytes, with the marks.
    pub(crate) range: Range<usize>,
}

/// A longer piece between the marks is no name.
const LONGEST: usize = 400;

/// Every name in order; of a name within a name only the inner one.
pub(crate) fn cited(text: &str) -> impl Iterator<Item = Cited<'_>> {
    memmem::find_iter(text.as_bytes(), "《").filter_map(move |at| {
        let start = at + "《".len();
        let rest = &text[start..];
        let end = rest.find(['》', '《', '\n']).filter(|end| *end < LONGEST)?;
        let closes = rest[end..].starts_with('》');
        (closes && end > 0).then(|| Cited {
            name: &rest[..end],
            range: at..start + end + '》'.len_utf8(),
        })
    })
}

/// Words of a sentence that tells of the past, or of the repeal itself.
const PAST: [&str; 11] = [
    "废止",
    "失效",
    "停止执行",
    "不再执行",
    "不再适用",
    "历史",
    "当时",
    "曾",
    "旧法",
    "修订前",
    "取代",
];

/// Whether a name is cited as what was: “原《……》”, “《……》同时废止”.
pub(crate) fn is_past(text: &str, cited: &Cited<'_>) -> bool {
    let ends = |c: char| "。；;\n".contains(c);
    let from = text[..cited.range.start].rfind(ends).map_or(0, |at| at + 1);
    let from = (from..=cited.range.start)
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(cited.range.start);
    let to = text[cited.range.end..]
        .find(ends)
        .map_or(text.len(), |at| cited.range.end + at);
    let sentence = &text[from..to];
    text[from..cited.range.start].ends_with('原') || PAST.iter().any(|word| sentence.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{cited, is_past};

    #[test]
    fn 书名号里的名称_套着的取里面的() {
        let text = "依据《合同法》和《关于印发《某办法》的通知》，《没有另一半";
        let names: Vec<_> = cited(text).map(|one| one.name).collect();
        assert_eq!(names, ["合同法", "某办法"]);
    }

    #[test]
    fn 说的是过去的不算现在的依据() {
        for text in [
            "原《合同法》第五条",
            "《合同法》同时废止。",
            "一、\n自2021年起《合同法》失效",
        ] {
            let one = cited(text).next().unwrap();
            assert!(is_past(text, &one), "{text}");
        }
        let text = "上款废止。依据《合同法》办理；下款失效。";
        let one = cited(text).next().unwrap();
        assert!(!is_past(text, &one));
    }
}
