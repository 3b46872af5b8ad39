use std::collections::BTreeMap;

use jiff::civil::{date, time};

use super::{Choice, Field, Reader, Scope, Shape};
use crate::diag::{Report, Sink, Span};
use crate::source::{SourcePath, syntax::parse};

static WORDS: [Choice; 2] = [
    Choice {
        value: "public",
        label: "主动公开",
        also: &["此件公开发布"],
    },
    Choice {
        value: "closed",
        label: "此件不公开",
        also: &[],
    },
];
static INNER: [Field; 1] =
    [Field::new("reason", "理由", Shape::Text, "reason = \"…\"", "").required()];
static FIELDS: [Field; 8] = [
    Field::new("title", "标题", Shape::Text, "title = \"关于……的通知\"", "").required(),
    Field::new("dated", "成文日期", Shape::Date, "dated = 2024-05-10", ""),
    Field::new(
        "published",
        "发布日期",
        Shape::Moment,
        "published = 2024-05-10",
        "",
    ),
    Field::new("topics", "主题分类", Shape::Texts, "topics = [\"…\"]", ""),
    Field::new(
        "openness",
        "公开属性",
        Shape::Choice(&WORDS),
        "openness = \"public\"",
        "",
    ),
    Field::new("year", "年度", Shape::Integer, "year = 2024", ""),
    Field::new(
        "withdrawn",
        "依法撤下",
        Shape::Table(&INNER),
        "withdrawn = { reason = \"…\" }",
        "",
    ),
    Field::new("list", "清单", Shape::Tables(&INNER), "[[list]]", ""),
];

fn read<T>(text: &str, take: impl FnOnce(&Reader<'_>) -> T) -> (T, Report) {
    let sink = Sink::default();
    let path = SourcePath::new("content/a.md");
    let table = parse(text, 4, &path, &sink).unwrap();
    let scope = Scope {
        path: &path,
        offset: 4,
        anchor: Span::new(0, 3),
        noun: "政策文件",
        sink: &sink,
    };
    let value = take(&Reader::open(&table, &[&FIELDS], scope));
    (value, sink.into_report(&BTreeMap::new()))
}

fn codes(text: &str) -> Vec<(&'static str, String)> {
    read(text, |r| {
        r.table("withdrawn");
        r.tables("list");
    })
    .1
    .diagnostics()
    .iter()
    .map(|d| {
        (
            d.code,
            format!("{} / {}", d.message, d.help.clone().unwrap_or_default()),
        )
    })
    .collect()
}

#[test]
fn 读出各种类型的值() {
    let text = "title = \" 甲 \"\ndated = 2024-05-10\npublished = 2024-05-13T09:30:00\ntopics = \"一\"\nopenness = \"此件公开发布\"\nyear = 2_024\nwithdrawn = { reason = \"错\" }\n";
    let ((), report) = read(text, |r| {
        assert_eq!(r.text("title").as_deref(), Some("甲"));
        assert_eq!(r.date("dated"), Some(date(2024, 5, 10)));
        assert_eq!(
            r.moment("published"),
            Some((date(2024, 5, 13), Some(time(9, 30, 0, 0))))
        );
        assert_eq!(r.texts("topics"), ["一"]);
        assert_eq!(r.choice("openness").map(|c| c.value), Some("public"));
        assert_eq!(r.integer("year"), Some(2024));
        assert_eq!(
            r.table("withdrawn").unwrap().text("reason").as_deref(),
            Some("错")
        );
        assert_eq!(r.span("title").unwrap().start, 4 + 8);
    });
    assert_eq!(report.denied(), 0);
}

#[test]
fn 未知的键给出最接近的键或中文名对应的键() {
    assert!(
        codes("title=\"甲\"\ntopic = \"x\"")[0]
            .1
            .contains("topics（主题分类）")
    );
    assert!(
        codes("title=\"甲\"\n\"主题分类\" = \"x\"")[0]
            .1
            .contains("topics（主题分类）")
    );
    assert!(codes("title=\"甲\"\nqqqq = 1")[0].1.contains("可以写的有"));
}

#[test]
fn 类型不对和缺少的键一次全部报告() {
    let found = codes(
        "dated = \"2024-05-10\"\ntopics = [1]\nopenness = \"公开\"\nyear = 1.5\npublished = 2024-05-13T09:30:00+08:00\nwithdrawn = {}\nlist = [1]",
    );
    let count = |code| found.iter().filter(|(c, _)| *c == code).count();
    assert_eq!(count("wrong-type"), 5, "{found:?}");
    assert_eq!(count("unknown-word"), 1);
    assert_eq!(count("missing-field"), 2);
    assert!(
        found
            .iter()
            .any(|(_, words)| words.contains("带时区的时间"))
    );
}

#[test]
fn 空白的必填项也是缺少() {
    assert!(codes("title = \"  \"")[0].1.contains("是空的"));
}

#[test]
fn 日期不接受带时间的写法() {
    assert!(
        codes("title = \"甲\"\ndated = 2024-05-10T08:00:00")[0]
            .1
            .contains("这里写的是带时间的日期")
    );
}
