use std::collections::BTreeMap;

use super::{
    Diagnostic, Excerpts, Level, LineIndex, Position, Sink, Span, nearest, render_text, to_json,
};
use crate::source::SourcePath;

struct OneFile(&'static str);

impl Excerpts for OneFile {
    fn text(&self, _: &SourcePath) -> Option<String> {
        Some(self.0.to_owned())
    }
}

fn path(text: &str) -> SourcePath {
    SourcePath::new(text)
}

#[test]
fn 光标按显示宽度对齐汉字() {
    let text = "+++\ntitle = \"关于应急\"\nindexnumber = \"x\"\n+++\n";
    let sink = Sink::default();
    let at = text.find("应急").unwrap();
    sink.push(
        Diagnostic::error(
            "wrong-type",
            &path("content/a.md"),
            Span::new(at, at + "应急".len()),
            "类型不对",
        )
        .label("在这里")
        .help("改成日期")
        .note("依据第十二条"),
    );
    let report = sink.into_report(&BTreeMap::new());
    assert_eq!(
        render_text(&report, &OneFile(text)),
        "error[wrong-type]: 类型不对\n  --> content/a.md:2:12\n   |\n 2 | title = \"关于应急\"\n   |              ^^^^ 在这里\n   = help: 改成日期\n   = note: 依据第十二条\n\n共 1 处错误，0 处提醒\n"
    );
}

#[test]
fn 不公开的文件不显示原文() {
    let sink = Sink::default();
    sink.push(Diagnostic::error(
        "x",
        &path("content/a.md"),
        Span::new(0, 6),
        "有错",
    ));
    sink.conceal(|_| true);
    let text = render_text(&sink.into_report(&BTreeMap::new()), &OneFile("机密内容"));
    assert!(!text.contains("机密"), "{text}");
    assert!(text.contains("不显示原文"));
}

#[test]
fn 级别可以升高但合同规定的错误不能放行() {
    let sink = Sink::default();
    sink.push(Diagnostic::error("leak", &path("a.md"), None, "甲"));
    sink.push(Diagnostic::warning("late", &path("a.md"), None, "乙"));
    sink.push(Diagnostic::warning("style", &path("a.md"), None, "丙"));
    let levels = BTreeMap::from([
        ("leak".to_owned(), Level::Allow),
        ("late".to_owned(), Level::Deny),
        ("style".to_owned(), Level::Allow),
    ]);
    let report = sink.into_report(&levels);
    assert_eq!((report.denied(), report.warned()), (2, 0));
    assert!(
        report
            .diagnostics()
            .iter()
            .any(|d| d.code == "late" && d.note.as_deref().is_some_and(|n| n.contains("[checks]")))
    );
}

#[test]
fn 行列按字符计数并容忍越界() {
    let index = LineIndex::new("甲乙\n丙b");
    assert_eq!(index.position(3), Position { line: 1, column: 2 });
    assert_eq!(index.position(4), Position { line: 1, column: 2 });
    assert_eq!(index.position(7), Position { line: 2, column: 1 });
    assert_eq!(index.position(99), Position { line: 2, column: 3 });
    assert_eq!(index.line(2), "丙b");
    assert_eq!(index.line(9), "");
}

#[test]
fn 控制字符不会影响终端() {
    let sink = Sink::default();
    sink.push(Diagnostic::warning(
        "x",
        &path("content/\u{1b}[31m.md"),
        Span::new(0, 1),
        "a\u{202e}b",
    ));
    let text = render_text(&sink.into_report(&BTreeMap::new()), &OneFile("\u{7}x"));
    assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{text:?}");
}

#[test]
fn 超过五十处只列五十处但全部计数() {
    let sink = Sink::default();
    for n in 0..60 {
        sink.push(Diagnostic::warning(
            "many",
            &path(&format!("content/{n:02}.md")),
            None,
            "多",
        ));
    }
    let text = render_text(&sink.into_report(&BTreeMap::new()), &OneFile(""));
    assert_eq!(text.matches("warning[many]").count(), 50);
    assert!(text.contains("many: 另有 10 处未列出") && text.contains("60 处提醒"));
}

#[test]
fn json_有位置和汇总() {
    let sink = Sink::default();
    sink.push(
        Diagnostic::error("x", &path("content/a.md"), Span::new(3, 6), "错").related(
            &path("content/b.md"),
            None,
            "另一处",
        ),
    );
    let json: serde_json::Value = serde_json::from_str(&to_json(
        &sink.into_report(&BTreeMap::new()),
        &OneFile("甲乙丙"),
    ))
    .unwrap();
    assert_eq!(json["summary"]["deny"], 1);
    assert_eq!(json["diagnostics"][0]["column"], 2);
    assert_eq!(json["diagnostics"][0]["end_column"], 3);
    assert_eq!(json["diagnostics"][0]["related"][0]["path"], "content/b.md");
}

#[test]
fn 拼错的词找到最近的词() {
    assert_eq!(
        nearest("indexnumber", ["title", "index_number"]),
        Some("index_number")
    );
    assert_eq!(nearest("zzz", ["title", "index_number"]), None);
}
