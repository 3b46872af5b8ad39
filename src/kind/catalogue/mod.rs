//! 公开事项目录: items from TOML (`[[item]]`) or CSV (a header row, then a row an item).
//!
//! In: the text of a catalogue's file. Out: its [`Item`]s, words as written, boxes read. What cannot be read is a finding
//! at its cell. Whether an item is fulfilled, and whether another file has the same id, is not asked here.

mod csv;
mod entry;
mod toml;

use std::collections::BTreeMap;
use std::path::Path;

use crate::diag::{Diagnostic, Sink, Span};
use crate::model::Item;
use crate::source::SourceFile;
use crate::source::fields::{Field, Shape};

const fn text(
    key: &'static str,
    label: &'static str,
    example: &'static str,
    doc: &'static str,
) -> Field {
    Field::new(key, label, Shape::Text, example, doc)
}

/// A box to tick: `true`, 是, √ or ■.
const fn tick(key: &'static str, label: &'static str, example: &'static str) -> Field {
    Field::new(
        key,
        label,
        Shape::Raw,
        example,
        "是写 true、是、√ 或 ■，否写 false、否、□ 或者不写",
    )
}

/// The columns of a catalogue; a CSV header has these keys or these labels.
pub static FIELDS: [Field; 16] = [
    text(
        "id",
        "编号",
        "id = \"aq-01\"",
        "事项的编号，文档的 items 写它",
    )
    .required(),
    text("field", "领域", "field = \"f05\"", "领域的编号或名称"),
    text("level1", "一级事项", "level1 = \"政策文件\"", "一级事项"),
    text("level2", "二级事项", "level2 = \"法律法规\"", "二级事项"),
    text(
        "content",
        "公开内容",
        "content = \"与安全生产有关的法律、法规\"",
        "公开内容（要素）",
    ),
    text(
        "basis",
        "公开依据",
        "basis = \"《中华人民共和国政府信息公开条例》\"",
        "公开依据",
    ),
    text(
        "time_limit",
        "公开时限",
        "time_limit = \"信息形成或者变更之日起20个工作日内\"",
        "公开时限",
    ),
    text("owner", "公开主体", "owner = \"yjj\"", "机关的编号或名称"),
    Field::new(
        "channels",
        "公开渠道和载体",
        Shape::Texts,
        "channels = [\"政府网站\", \"公开查阅点\"]",
        "公开渠道和载体；CSV 中用、隔开，或者用 ■ □ 勾选",
    ),
    tick("audience_all", "全社会", "audience_all = true"),
    tick("audience_specific", "特定群体", "audience_specific = false"),
    tick("proactive", "主动", "proactive = true"),
    tick("on_request", "依申请", "on_request = false"),
    tick("county", "县级", "county = true"),
    tick("township", "乡级", "township = true"),
    text(
        "url",
        "网址",
        "url = \"https://www.example.gov.cn/flfgk/\"",
        "已经公开在别处的，写网址",
    ),
];

/// The folder of catalogues below `content/` or `content/agencies/<id>/`.
pub(crate) const FOLDER: &str = "catalogue";

/// Reads the items of a catalogue's file. Findings go to the sink; an item with one is left out.
pub(crate) fn read(file: &SourceFile, sink: &Sink) -> Vec<Item> {
    let is_csv = Path::new(file.path.as_str())
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let items = if is_csv {
        csv::read(&file.path, &file.text, sink)
    } else {
        toml::read(&file.path, &file.text, sink)
    };
    without_doubles(items, sink)
}

/// The first item of each id; every other is a finding at both places.
fn without_doubles(items: Vec<Item>, sink: &Sink) -> Vec<Item> {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut kept = Vec::with_capacity(items.len());
    for item in items {
        if let Some(first) = seen.get(&item.id) {
            let message = format!("公开事项编号“{}”重复", item.id);
            sink.push(
                Diagnostic::error("duplicate-item", &item.path, item.span, message)
                    .related(&item.path, *first, "第一次写在这里")
                    .help("给其中一个换一个编号"),
            );
            continue;
        }
        seen.insert(item.id.clone(), item.span);
        kept.push(item);
    }
    kept
}

#[cfg(test)]
mod tests;
