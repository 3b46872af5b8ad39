//! The list of what must exist (`checks/required.toml`): its keys, and what is wrong with an entry of a portal's own.

use super::own_list::{self, Form};
use crate::config::{AgencyKind, ColumnTree, Level};
use crate::diag::{Sink, nearest};
use crate::kind::KINDS;
use crate::model::Date;
use crate::source::SourcePath;
use crate::source::fields::{Choice, Field, Reader, Shape};

/// How often something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Every {
    Once,
    Year,
}

/// One entry of the list.
#[derive(Debug, Clone)]
pub(crate) struct Requirement {
    pub(super) name: String,
    pub(super) basis: String,
    pub(super) kind: Option<String>,
    pub(super) column: Option<String>,
    pub(super) words: Vec<String>,
    pub(super) who: Vec<String>,
    pub(super) levels: Vec<String>,
    pub(super) every: Every,
    /// Month and day.
    pub(super) due: Option<(i8, i8)>,
    pub(super) after: bool,
    pub(super) since: Option<i16>,
}

/// Binds the portal's own agency alone.
const PORTAL: &str = "portal";

static EVERY: [Choice; 2] = [
    Choice {
        value: "once",
        label: "有一份即可",
        also: &[],
    },
    Choice {
        value: "year",
        label: "每年一份",
        also: &[],
    },
];
static ENTRY: [Field; 11] = [
    Field::new(
        "name",
        "名称",
        Shape::Text,
        "name = \"民生实事完成情况\"",
        "",
    )
    .required(),
    Field::new(
        "basis",
        "依据",
        Shape::Text,
        "basis = \"本市年度工作要求\"",
        "",
    )
    .required(),
    Field::new("kind", "文档的类别", Shape::Text, "kind = \"report\"", ""),
    Field::new("column", "栏目", Shape::Text, "column = \"qtfd\"", ""),
    Field::new(
        "words",
        "标题里的词",
        Shape::Texts,
        "words = [\"民生实事\"]",
        "",
    ),
    Field::new(
        "who",
        "约束的机关",
        Shape::Texts,
        "who = [\"government\"]",
        "",
    )
    .required(),
    Field::new(
        "levels",
        "约束的层级",
        Shape::Texts,
        "levels = [\"city\"]",
        "",
    ),
    Field::new(
        "every",
        "多久一次",
        Shape::Choice(&EVERY),
        "every = \"year\"",
        "",
    )
    .required(),
    Field::new("due", "每年到哪一天", Shape::Text, "due = \"12-31\"", ""),
    Field::new("after", "下一年", Shape::Flag, "after = true", ""),
    Field::new("since", "从哪一年起", Shape::Integer, "since = 2024", ""),
];
static FILE: [Field; 2] = [
    Field::new(
        "replace",
        "代替自带的清单",
        Shape::Flag,
        "replace = true",
        "",
    ),
    Field::new(
        "required",
        "应有的内容",
        Shape::Tables(&ENTRY),
        "[[required]]",
        "",
    ),
];
const FORM: Form = Form {
    noun: "清单",
    fields: &FILE,
    code: "required-list",
};

/// The built-in list with a portal's own over it; what is wrong with the portal's own is a finding.
pub(super) fn read(
    own: &[(String, String)],
    columns: &ColumnTree,
    sink: &Sink,
) -> Vec<Requirement> {
    let path = SourcePath::new("checks/required.toml");
    let builtin = || {
        let text = include_str!("required.toml");
        let read = own_list::read(FORM, &path, text, &Sink::default(), entries);
        read.unwrap_or_default()
    };
    let Some((_, text)) = own.iter().find(|(name, _)| name == path.file_name()) else {
        return builtin();
    };
    let read = own_list::read(FORM, &path, text, sink, |file| {
        for entry in file.tables("required") {
            refuse(&entry, columns);
        }
        (file.flag("replace").unwrap_or(false), entries(file))
    });
    match read {
        Some((true, entries)) => entries,
        Some((false, entries)) => builtin().into_iter().chain(entries).collect(),
        None => builtin(),
    }
}

fn entries(file: &Reader<'_>) -> Vec<Requirement> {
    file.tables("required").iter().filter_map(entry).collect()
}

fn entry(entry: &Reader<'_>) -> Option<Requirement> {
    Some(Requirement {
        name: entry.text("name")?,
        basis: entry.text("basis")?,
        kind: entry.text("kind"),
        column: entry.text("column"),
        words: entry.texts("words"),
        who: entry.texts("who"),
        levels: entry.texts("levels"),
        every: match entry.choice("every")?.value {
            "once" => Every::Once,
            _ => Every::Year,
        },
        due: entry.text("due").and_then(|text| day(&text)),
        after: entry.flag("after").unwrap_or(false),
        since: entry.integer("since").and_then(|year| year.try_into().ok()),
    })
}

/// Month and day, as in 12-31; a day that only leap years have is none.
fn day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::new(2023, month, day).ok().map(|_| (month, day))
}

/// What would make an entry bind nobody or look at nothing.
fn refuse(entry: &Reader<'_>, columns: &ColumnTree) {
    let kinds: Vec<_> = KINDS.iter().map(|kind| kind.name).collect();
    words(entry, "kind", "这种文档", &kinds);
    words(
        entry,
        "column",
        "这个栏目",
        &columns.ids().collect::<Vec<_>>(),
    );
    let who: Vec<_> = AgencyKind::WORDS
        .iter()
        .map(|(_, word)| *word)
        .chain([PORTAL])
        .collect();
    words(entry, "who", "这种机关", &who);
    words(
        entry,
        "levels",
        "这个层级",
        &Level::WORDS.map(|(_, word)| word),
    );
    let scope = entry.scope();
    if !entry.has("kind") && !entry.has("column") {
        let message = "没有写明是哪种文档(kind)，也没有写栏目(column)".to_owned();
        scope.error(
            "required-list",
            scope.anchor,
            message,
            "column = \"qtfd\"".to_owned(),
        );
    }
    let yearly = entry
        .choice("every")
        .is_some_and(|every| every.value == "year");
    match entry.text_at("due") {
        None if yearly && !entry.has("due") => {
            let message = "每年一份的要写到哪一天(due)".to_owned();
            scope.error(
                "required-list",
                scope.anchor,
                message,
                "due = \"12-31\"".to_owned(),
            );
        }
        Some(due) if day(&due.value).is_none() => {
            let message = format!("“{}”不是每年都有的一天", due.value);
            let help = "写成 月-日，例如 due = \"12-31\"".to_owned();
            scope.error("required-list", due.span, message, help);
        }
        _ => {}
    }
}

fn words(entry: &Reader<'_>, key: &str, what: &str, known: &[&str]) {
    for word in entry.located_texts(key) {
        if known.contains(&word.value.as_str()) {
            continue;
        }
        let help = nearest(&word.value, known.iter().copied()).map_or_else(
            || format!("可以写: {}", known.join("、")),
            |near| format!("是不是 {near}？"),
        );
        let message = format!("没有“{}”{what}", word.value);
        entry
            .scope()
            .error("required-list", word.span, message, help);
    }
}

impl Requirement {
    /// Whether it binds agencies of this kind and level, or as the portal's own one.
    pub(super) fn binds(&self, kind: AgencyKind, level: Level, own: bool) -> bool {
        let named = |words: &[String], word: Option<&str>| {
            word.is_some_and(|word| words.iter().any(|known| known == word))
        };
        let kind = AgencyKind::WORDS.iter().find(|(known, _)| *known == kind);
        let level = Level::WORDS.iter().find(|(known, _)| *known == level);
        let who =
            named(&self.who, kind.map(|(_, word)| *word)) || own && named(&self.who, Some(PORTAL));
        who && (self.levels.is_empty() || named(&self.levels, level.map(|(_, word)| *word)))
    }

    /// How to fulfil it, for an editor.
    pub(super) fn how(&self, year: Option<i16>) -> String {
        let year = year.map_or_else(String::new, |year| format!("，year = {year}"));
        match (self.kind.as_deref(), &self.column) {
            (Some("guide"), _) => "写 guide.md 并发布".to_owned(),
            (Some("report"), _) => format!("在 report 文件夹里发布年报{year}"),
            (Some(kind), _) => {
                let folder = KINDS.iter().find(|known| known.name == kind);
                let folder = folder.map_or(kind, |known| known.folder);
                format!("在 {folder} 文件夹里发布")
            }
            (None, Some(column)) if self.words.is_empty() => {
                format!("发布并写明栏目 column = \"{column}\"")
            }
            (None, Some(column)) => format!(
                "发布并写明栏目 column = \"{column}\"，标题里要有“{}”",
                self.words.join("”或者“")
            ),
            (None, None) => "发布这一内容".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FORM, day, entries};
    use crate::check::own_list;
    use crate::diag::Sink;
    use crate::source::SourcePath;

    #[test]
    fn 自带的清单没有毛病() {
        let sink = Sink::default();
        let path = SourcePath::new("checks/required.toml");
        let text = include_str!("required.toml");
        let read = own_list::read(FORM, &path, text, &sink, entries).unwrap_or_default();
        assert_eq!(read.len(), text.matches("[[required]]").count());
        assert!(sink.into_findings().is_empty());
    }

    #[test]
    fn 每年的一天() {
        assert_eq!(day("12-31"), Some((12, 31)));
        assert_eq!(day("1-5"), Some((1, 5)));
        for text in ["13-01", "2-29", "12月31日", "1231", ""] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
