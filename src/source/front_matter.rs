//! Splits a document into front matter and body, by offset.

use std::ops::Range;

use crate::diag::{Diagnostic, Sink, Span};
use crate::source::SourcePath;

const FENCE: &str = "+++";

/// Where the two parts of a document lie in its text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Split {
    /// The opening fence: what a message about a missing key points at.
    pub fence: Range<usize>,
    /// The TOML between the fences.
    pub front: Range<usize>,
    /// The body behind the closing fence's line.
    pub body: Range<usize>,
}

/// Finds the fences. A document without them, or without the closing one, is a finding, and `None` comes back.
pub(crate) fn split(path: &SourcePath, text: &str, sink: &Sink) -> Option<Split> {
    let help = "文件第一行写 +++，其后写 title = \"…\" 等各项，再以单独一行 +++ 结束，然后是正文";
    let first_line = text.split('\n').next().unwrap_or_default();
    if first_line.trim_end() != FENCE {
        let end = first_line.len();
        sink.push(
            Diagnostic::error(
                "front-matter",
                path,
                Span::new(0, end),
                "文件开头没有 front matter",
            )
            .help(help),
        );
        return None;
    }
    let front_start = first_line.len() + 1;
    let mut at = front_start;
    for line in text
        .get(front_start..)
        .unwrap_or_default()
        .split_inclusive('\n')
    {
        if line.trim_end() == FENCE {
            return Some(Split {
                fence: 0..FENCE.len(),
                front: front_start..at,
                body: at + line.len()..text.len(),
            });
        }
        at += line.len();
    }
    sink.push(
        Diagnostic::error(
            "front-matter",
            path,
            Span::new(0, FENCE.len()),
            "front matter 没有结束的 +++",
        )
        .help(help),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::{Split, split};
    use crate::diag::Sink;
    use crate::source::SourcePath;

    fn run(text: &str) -> (Option<Split>, bool) {
        let sink = Sink::default();
        let split = split(&SourcePath::new("content/a.md"), text, &sink);
        (split, sink.has_errors())
    }

    #[test]
    fn 按偏移切开() {
        let text = "+++\ntitle = \"甲\"\n+++\n正文\n";
        let (found, bad) = run(text);
        let found = found.unwrap();
        assert!(!bad);
        assert_eq!(&text[found.front], "title = \"甲\"\n");
        assert_eq!(&text[found.body], "正文\n");
    }

    #[test]
    fn 空正文和结尾无换行都可以() {
        assert_eq!(run("+++\n+++").0.unwrap().body, 7..7);
        assert_eq!(run("+++\na = 1\n+++").0.unwrap().front, 4..10);
    }

    #[test]
    fn 缺少开头或结尾的围栏是错误() {
        assert_eq!(run("正文"), (None, true));
        assert_eq!(run(""), (None, true));
        assert_eq!(run("+++\ntitle = 1\n"), (None, true));
        assert_eq!(run("+++"), (None, true));
    }
}
