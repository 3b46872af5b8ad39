//! What a message may repeat of a file whose text is not shown.
//!
//! In: a finding and the text of its file. Out: its words, in which a passage between “ and ” that stands in the file is left
//! out: a mistaken value says as much as the text around it. Names of keys stay; they are the program's words or slips of them.

use std::borrow::Cow;

use super::Diagnostic;

/// What stands for a passage.
const LEFT_OUT: &str = "“……”";

impl Diagnostic {
    /// The message as it may be shown. Where `text` cannot be had, no passage of a confidential file is repeated.
    #[must_use]
    pub fn shown_message(&self, text: Option<&str>) -> Cow<'_, str> {
        if self.confidential {
            Cow::Owned(without(&self.message, |passage| {
                text.is_none_or(|text| text.contains(passage) && !is_key(text, passage))
            }))
        } else {
            Cow::Borrowed(&self.message)
        }
    }
}

/// A message without the passages that are `own`, the longest first: a passage may hold such signs itself.
fn without(message: &str, own: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, behind)) = rest.split_once('“') {
        out.push_str(before);
        let mut ends = behind.rmatch_indices('”');
        if let Some((at, close)) = ends.find(|(at, _)| own(&behind[..*at])) {
            out.push_str(LEFT_OUT);
            rest = &behind[at + close.len()..];
        } else {
            out.push('“');
            rest = behind;
        }
    }
    out.push_str(rest);
    out
}

/// Whether a line of the file begins with these words as a key.
fn is_key(text: &str, words: &str) -> bool {
    text.lines()
        .filter_map(|line| line.trim_start().strip_prefix(words))
        .any(|rest| rest.trim_start().starts_with('='))
}

#[cfg(test)]
mod tests {
    use crate::diag::Diagnostic;
    use crate::source::SourcePath;

    fn shown(message: &str, text: Option<&str>) -> String {
        let path = SourcePath::new("content/a.md");
        let mut diagnostic = Diagnostic::error("x", &path, None, message);
        assert_eq!(diagnostic.shown_message(text), message);
        diagnostic.confidential = true;
        diagnostic.shown_message(text).into_owned()
    }

    #[test]
    fn 不公开的文件里的话不重复() {
        let text = "+++\ncolumn = \"机密\"\ntitel = \"甲”乙“丙\"\n+++\n";
        for (message, words) in [
            ("没有编号为“机密”的栏目", "没有编号为“……”的栏目"),
            ("“甲”乙“丙”和“机密”重复", "“……”和“……”重复"),
            (
                "“文件类别”(category)没有“机密”这个词",
                "“文件类别”(category)没有“……”这个词",
            ),
            ("没有“titel”这一项", "没有“titel”这一项"),
            ("没有写完“", "没有写完“"),
        ] {
            assert_eq!(shown(message, Some(text)), words);
        }
        assert_eq!(shown("没有“甲”", None), "没有“……”");
    }
}
