//! The columns of the catalogue's data files: one table, which all formats read.
//!
//! In: a document of the site. Out: its [`Value`] in a column, which each format writes in its own way.

use std::borrow::Cow;

use crate::model::{Date, Moment};
use crate::site::route::UrlPath;
use crate::site::{Entry, Site};

/// What a document has in a column.
#[derive(Debug)]
pub(super) enum Value<'s> {
    /// Nothing.
    None,
    /// A text.
    Text(Cow<'s, str>),
    /// A word of the program: the key in JSON, the words in tables.
    Word {
        /// `valid`
        key: &'s str,
        /// 现行有效
        label: &'s str,
    },
    /// Something that holds, in words; what does not hold is [`Value::None`].
    Yes(&'static str),
    /// Several texts.
    List(&'s [String]),
    /// A day.
    Day(Date),
    /// A day, with the time where it is known.
    Moment(Moment),
    /// The address of the page.
    Address(&'s UrlPath),
    /// The files.
    Files(Vec<File<'s>>),
}

/// A file of a document.
#[derive(Debug, serde::Serialize)]
pub(super) struct File<'s> {
    /// Address from the site's root, as on disk.
    pub(super) url: String,
    /// Caption, else the file's name.
    pub(super) title: &'s str,
    /// Bytes.
    pub(super) size: u64,
    /// In hex.
    pub(super) sha256: &'s str,
}

/// Whether JSON names a column in every document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Presence {
    /// Always, with `null` for nothing.
    Always,
    /// Only where there is something.
    WhereGiven,
}

/// A column.
pub(super) struct Column {
    /// The name in JSON.
    pub(super) key: &'static str,
    /// The heading in tables.
    pub(super) header: &'static str,
    /// Width in a spreadsheet, in characters.
    pub(super) width: u8,
    /// Whether JSON always has it.
    pub(super) presence: Presence,
    /// Its value.
    pub(super) value: for<'s> fn(&'s Site, &'s Entry) -> Value<'s>,
}

const fn column(
    key: &'static str,
    header: &'static str,
    width: u8,
    value: for<'s> fn(&'s Site, &'s Entry) -> Value<'s>,
) -> Column {
    Column {
        key,
        header,
        width,
        presence: Presence::Always,
        value,
    }
}

fn text(text: Option<&str>) -> Value<'_> {
    text.filter(|text| !text.is_empty())
        .map_or(Value::None, |text| Value::Text(Cow::Borrowed(text)))
}

/// The columns, in the order of content contract, part 7.
pub(super) static COLUMNS: [Column; 17] = [
    column("index_number", "索引号", 26, |_, entry| {
        let number = entry.document.index_number.as_ref();
        text(number.map(|number| number.value.as_str()))
    }),
    column("title", "名称", 60, |_, entry| {
        Value::Text(Cow::Borrowed(&entry.document.title))
    }),
    column("doc_number", "文号", 22, |_, entry| {
        let number = entry.document.doc_number.as_ref();
        text(number.map(|number| number.value.as_str()))
    }),
    column("issuer", "发文机关", 24, |_, entry| {
        Value::List(&entry.document.issuers)
    }),
    column("agency", "公开主体", 24, |site, entry| {
        let agency = site.config.agency(entry.document.agency);
        Value::Word {
            key: &agency.id,
            label: &agency.name,
        }
    }),
    column("kind", "类别", 14, |_, entry| {
        let kind = entry.document.kind.kind();
        Value::Word {
            key: kind.name,
            label: kind.label,
        }
    }),
    column("column", "栏目", 18, |site, entry| {
        entry.document.column.map_or(Value::None, |at| {
            let column = site.config.columns.get(at);
            Value::Word {
                key: &column.id,
                label: &column.name,
            }
        })
    }),
    column("topics", "主题分类", 24, |_, entry| {
        Value::List(&entry.document.topics)
    }),
    column("genre", "体裁", 10, |_, entry| {
        text(entry.document.genre.as_deref())
    }),
    column("dated", "成文日期", 12, |_, entry| {
        entry.document.dated.map_or(Value::None, Value::Day)
    }),
    column("published", "发布日期", 18, |_, entry| {
        Value::Moment(entry.document.published)
    }),
    column("status", "有效性", 10, |_, entry| {
        entry
            .status
            .as_ref()
            .map_or(Value::None, |status| Value::Word {
                key: status.validity.value(),
                label: status.validity.label(),
            })
    }),
    column("openness", "公开属性", 12, |_, entry| Value::Word {
        key: entry.document.openness.value(),
        label: entry.document.openness.label(),
    }),
    column("summary", "内容概述", 60, |_, entry| {
        text(Some(entry.summary()))
    }),
    column("url", "网址", 40, |_, entry| Value::Address(&entry.url)),
    column("attachments", "附件", 40, |_, entry| {
        Value::Files(files(entry))
    }),
    Column {
        key: "archived",
        header: "是否归档",
        width: 10,
        presence: Presence::WhereGiven,
        value: |_, entry| {
            if entry.document.is_archived() {
                Value::Yes("已归档")
            } else {
                Value::None
            }
        },
    },
];

fn files(entry: &Entry) -> Vec<File<'_>> {
    let files = entry.document.attachments.iter();
    files
        .map(|file| File {
            url: entry.url.beside(&file.name).as_str().to_owned(),
            title: file
                .title
                .as_deref()
                .unwrap_or_else(|| file.name.rsplit('/').next().unwrap_or(&file.name)),
            size: file.size,
            sha256: &file.sha256,
        })
        .collect()
}

/// A value in a cell of a table: one line, several values joined by `；`.
pub(super) fn cell(value: &Value<'_>) -> String {
    let joined = |parts: &mut dyn Iterator<Item = String>| parts.collect::<Vec<_>>().join("；");
    match value {
        Value::None => String::new(),
        Value::Text(text) => one_line(text),
        Value::Word { label, .. } | Value::Yes(label) => (*label).to_owned(),
        Value::List(list) => joined(&mut list.iter().map(|text| one_line(text))),
        Value::Day(day) => day.to_string(),
        Value::Moment(moment) => moment.to_string(),
        Value::Address(url) => url.address().to_owned(),
        Value::Files(files) => joined(&mut files.iter().map(|file| {
            format!(
                "{}（{}，{} 字节，SHA-256 {}）",
                one_line(file.title),
                file.url,
                file.size,
                file.sha256
            )
        })),
    }
}

/// White space and control characters become single spaces: a cell is a line.
fn one_line(text: &str) -> String {
    let is_gap = |c: char| c.is_whitespace() || c.is_control();
    if !text.contains(is_gap) {
        return text.to_owned();
    }
    text.split(is_gap)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
