//! 政府公报 (国办发〔2018〕22号): one file an issue.

use super::{Context, Kind};
use crate::model::{Detail, Gazette, KindId};
use crate::source::fields::{Field, Reader, Shape};

static FIELDS: [Field; 4] = [
    Field::new("year", "年", Shape::Integer, "year = 2026", "哪一年").required(),
    Field::new("issue", "期", Shape::Integer, "issue = 3", "第几期").required(),
    Field::new(
        "total_issue",
        "总期号",
        Shape::Integer,
        "total_issue = 87",
        "创刊以来第几期",
    ),
    Field::new(
        "documents",
        "刊载的文件",
        Shape::Texts,
        "documents = [\"policy/2026/a.md\"]",
        "按刊载顺序写路径",
    ),
];

pub(super) static KIND: Kind = Kind {
    id: KindId::Gazette,
    name: "gazette",
    folder: "gazette",
    label: "政府公报",
    template: "document.html",
    fields: &FIELDS,
    required: &[],
    read,
};

fn read(reader: &Reader<'_>, _: &Context<'_>) -> Option<Detail> {
    let number = |key: &str, low: i64, high: i64| {
        let value = reader.integer(key)?;
        if (low..=high).contains(&value) {
            return Some(value);
        }
        let span = reader.span(key).unwrap_or_default();
        reader.scope().error(
            "wrong-number",
            span,
            format!("{value} 不在 {low} 到 {high} 之间"),
            "检查年份和期号".to_owned(),
        );
        None
    };
    let year = number("year", 1949, 2999);
    let issue = number("issue", 1, 999);
    let total_issue = number("total_issue", 1, 99_999).and_then(|n| u32::try_from(n).ok());
    Some(Detail::Gazette(Gazette {
        year: i16::try_from(year?).ok()?,
        issue: u32::try_from(issue?).ok()?,
        place: reader.span("issue").unwrap_or_default(),
        total_issue,
        documents: reader.located_texts("documents"),
    }))
}
