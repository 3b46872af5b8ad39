//! One row of a catalogue, whatever it was written in, becomes an item.

use std::collections::BTreeMap;

use super::FIELDS;
use crate::model::Item;
use crate::source::fields::{Located, Scope};

/// What people tick a box with; `▄` and `口` are common slips for `■` and `□`.
const YES: [&str; 9] = ["■", "▄", "√", "✓", "✔", "☑", "是", "true", "1"];
const NO: [&str; 7] = ["", "□", "口", "☐", "否", "false", "0"];

/// The channels of the standard catalogues: behind `口` they tell a slip for `□` from the 口 of a word.
const CHANNELS: [&str; 17] = [
    "政府网站",
    "政府公报",
    "两微一端",
    "政务新媒体",
    "发布会",
    "听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户",
    "社区",
    "精准推送",
    "图书馆",
    "国家档案馆",
    "其他",
];

/// The cells of a row by key.
#[derive(Debug, Default)]
pub(super) struct Entry {
    cells: BTreeMap<&'static str, Vec<Located<String>>>,
    /// Whether a cell was refused before it came here.
    pub(super) spoilt: bool,
}

/// An address that is none; the finding stands in the sink.
struct BadUrl;

impl Entry {
    pub(super) fn set(&mut self, key: &'static str, texts: Vec<Located<String>>) {
        self.cells.insert(key, texts);
    }

    fn cell(&self, key: &str) -> Option<&Located<String>> {
        self.cells
            .get(key)?
            .first()
            .filter(|cell| !cell.value.trim().is_empty())
    }

    fn text(&self, key: &str) -> Option<String> {
        self.cell(key).map(|cell| cell.value.trim().to_owned())
    }

    /// The item; `None` where findings stand in its way.
    pub(super) fn item(&self, scope: &Scope<'_>) -> Option<Item> {
        let boxes = [
            "audience_all",
            "audience_specific",
            "proactive",
            "on_request",
            "county",
            "township",
        ]
        .map(|key| self.tick(key, scope));
        let url = self.url(scope);
        let empty = ["level1", "level2", "content"]
            .iter()
            .all(|key| self.cell(key).is_none());
        let id = self.cell("id")?;
        if empty {
            scope.error(
                "missing-field",
                id.span,
                format!("公开事项“{}”没有写内容", id.value.trim()),
                "至少写一级事项(level1)或者公开内容(content)".to_owned(),
            );
        }
        let [all, specific, proactive, on_request, county, township] = boxes;
        let item = Item {
            id: id.value.trim().to_owned(),
            field: self.text("field"),
            level1: self.text("level1").unwrap_or_default(),
            level2: self.text("level2"),
            content: self.text("content").unwrap_or_default(),
            basis: self.text("basis"),
            time_limit: self.text("time_limit"),
            owner: self.text("owner"),
            channels: self.channels(),
            audience_all: all?,
            audience_specific: specific?,
            proactive: proactive?,
            on_request: on_request?,
            county: county?,
            township: township?,
            url: url.ok()?,
            path: scope.path.clone(),
            span: id.span,
            field_span: self.cell("field").map(|cell| cell.span),
            owner_span: self.cell("owner").map(|cell| cell.span),
        };
        (!empty && !self.spoilt).then_some(item)
    }

    fn tick(&self, key: &str, scope: &Scope<'_>) -> Option<bool> {
        let Some(cell) = self.cell(key) else {
            return Some(false);
        };
        let word = cell.value.trim().to_lowercase();
        if YES.contains(&word.as_str()) {
            return Some(true);
        }
        if NO.contains(&word.as_str()) {
            return Some(false);
        }
        let label = FIELDS
            .iter()
            .find(|f| f.key == key)
            .map_or(key, |f| f.label);
        scope.error(
            "unknown-word",
            cell.span,
            format!(
                "“{label}”({key})写的是“{}”，看不出是或否",
                cell.value.trim()
            ),
            "是写 true、是、√ 或 ■，否写 false、否、□ 或者留空".to_owned(),
        );
        None
    }

    /// An address that a page may link to; an error, where it is none.
    fn url(&self, scope: &Scope<'_>) -> Result<Option<String>, BadUrl> {
        let Some(cell) = self.cell("url") else {
            return Ok(None);
        };
        let url = cell.value.trim();
        let scheme = url.split_once(':').map(|(scheme, _)| scheme);
        let foreign = scheme.is_some_and(|scheme| {
            let named = !scheme.contains(['/', '?', '#']);
            named && !matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https")
        });
        let odd = |c: char| c.is_control() || c.is_whitespace() || "\"<>\\`".contains(c);
        if !foreign && !url.contains(odd) {
            return Ok(Some(url.to_owned()));
        }
        scope.error(
            "bad-url",
            cell.span,
            format!("“{url}”不是网址"),
            "写 https:// 开头的网址，或者本站的路径，例如 /policy/2024/yjya.html".to_owned(),
        );
        Err(BadUrl)
    }

    fn channels(&self) -> Vec<String> {
        let mut channels: Vec<String> = Vec::new();
        for cell in self.cells.get("channels").into_iter().flatten() {
            for channel in chosen(&cell.value) {
                if !channels.contains(&channel) {
                    channels.push(channel);
                }
            }
        }
        channels
    }
}

/// The channels that a text names: those behind `■` where boxes are ticked, else all, split at 、.
fn chosen(text: &str) -> Vec<String> {
    let separator = |c: char| c.is_whitespace() || "、，,；;".contains(c);
    let bare = |part: &str| part.trim_matches(separator).to_owned();
    let marks = marks(text);
    if marks.is_empty() {
        let split = |c: char| c == '\n' || "、；;".contains(c);
        return text
            .split(split)
            .map(bare)
            .filter(|part| !part.is_empty())
            .collect();
    }
    let ends = marks.iter().skip(1).map(|mark| mark.at).chain([text.len()]);
    marks
        .iter()
        .zip(ends)
        .filter(|(mark, _)| mark.ticked)
        .map(|(mark, end)| bare(&text[mark.behind..end]))
        .filter(|part| !part.is_empty())
        .collect()
}

struct Mark {
    at: usize,
    behind: usize,
    ticked: bool,
}

/// The boxes in a text. `口` is one only at the beginning of a part or before the name of a channel.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let behind = at + c.len_utf8();
        let ticked = match c {
            '■' | '▄' | '☑' | '√' | '✓' | '✔' => Some(true),
            '□' | '☐' => Some(false),
            '口' => {
                let opens =
                    before.is_none_or(|b: char| b.is_whitespace() || "、，,；;".contains(b));
                let names = CHANNELS.iter().any(|name| text[behind..].starts_with(name));
                (opens || names).then_some(false)
            }
            _ => None,
        };
        if let Some(ticked) = ticked {
            marks.push(Mark { at, behind, ticked });
        }
        before = Some(c);
    }
    // A 口 at the beginning of a word is no box where nothing else is.
    if marks.iter().all(|mark| text[mark.at..].starts_with('口')) {
        marks.clear();
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::chosen;

    #[test]
    fn 勾选的渠道只取选中的() {
        for (text, channels) in [
            ("政府网站、公开查阅点", "政府网站|公开查阅点"),
            ("■政府网站 □政府公报 ■两微一端", "政府网站|两微一端"),
            ("▄政府网站口政府公报▄公开查阅点", "政府网站|公开查阅点"),
            ("■政府网站\n口 纸质媒体\n■办事窗口", "政府网站|办事窗口"),
            (
                "■发布会/听证会 ■社区/企事业单位/村公示栏（电子屏）",
                "发布会/听证会|社区/企事业单位/村公示栏（电子屏）",
            ),
            ("口岸公示栏、办事窗口", "口岸公示栏|办事窗口"),
            ("□政府网站 □政府公报", ""),
            ("", ""),
        ] {
            assert_eq!(chosen(text).join("|"), channels, "{text}");
        }
    }
}
