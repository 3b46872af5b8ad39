//! `docs/zhuti-shitu.md`: what every template may see, made from the view structs and the Chinese words beside them in
//! `src/theme/view/handbook.toml`. `GONGKAI_REWRITE=1` writes the page anew: then read the change.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = "docs/zhuti-shitu.md";
const WORDS: &str = "src/theme/view/handbook.toml";
const REWRITE: &str = "GONGKAI_REWRITE";
/// What stands for a type in a template.
const SAME: [(&str, &str); 4] = [
    ("Columns", "Vec<String>"),
    ("Facets", "Vec<FacetGroup>"),
    ("SharedRow", "Row"),
    ("Arc<Frame>", "FrameView"),
];

const HEAD: &str = "# 模板能看到的内容

这一页由程序的源代码生成，写自己的[外观](zhuti.md)时查用。模板只能用这里列出的内容，用了没有的会报错。

- 写作 `{{ page.title }}`、`{% for row in table.rows %}`。表格里的名称写在点号后面。
- “可以没有”的项先判断：`{% if updated %}…{% endif %}`；一组内容也可能是空的：`{% if attachments %}…{% endif %}`。没有就什么都不画，也不写标签。
- 网址（`href`）都从网站根目录写起，前面要加 `{{ page.root }}`；只有 `external` 为真的不加。
- 日期是 `2026-06-01` 这样的文字，写 `{{ published | chinese }}` 成为 2026年6月1日。
- 文字自动转义；写明 HTML 和 JSON 的原样写出，写不写 `| safe` 都一样。

## 每个模板都有的

| 名称 | 内容 |
|---|---|
| `page` | 本页，见 [Page](#page) |
| `frame` | 页头、导航和页脚，见 [FrameView](#frameview) |
| `labels` | 用词，`theme.toml` 和 config.toml 的 `[labels]` |
| `settings`、`extra` | `theme.toml` 的 `[settings]` 和 `[extra]` |
| `meta_tags` | `page.meta` 的 HTML |
| `trail` | 已经画好的 `crumbs.html`：`page.breadcrumb` 中本页之前的各级 |
| `shell.links`、`shell.header`、`shell.footer`、`navigation` | 已经画好的 `links.html`、`header.html`、`footer.html`、`aside.html`，同一机关的页面共用 |

`links.html`、`header.html`、`footer.html`、`aside.html` 只能看到 `frame`、`labels`、`settings`、`extra`，以及 `page` 的 `lang`、`root`、`section`；`aside.html` 另有 `page.column` 和 `page.column_top`。`crumbs.html` 只能看到 `crumbs` 和 `root`。
";

struct Struct {
    fields: Vec<(String, String)>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join("src/theme/view")).expect("the views");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
        .collect();
    paths.sort();
    paths
}

/// The public structs with named fields, and their public fields.
fn structs() -> BTreeMap<String, Struct> {
    let mut all: BTreeMap<String, Struct> = BTreeMap::new();
    for path in sources() {
        let text = fs::read_to_string(path).expect("UTF-8");
        let mut open: Option<String> = None;
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("pub struct ") {
                open = rest.strip_suffix(" {").map(str::to_owned);
                if let Some(name) = &open {
                    let fields = Vec::new();
                    all.insert(name.clone(), Struct { fields });
                }
            } else if line == "}" {
                open = None;
            }
            let field = line
                .strip_prefix("    pub ")
                .and_then(|rest| rest.strip_suffix(','));
            if let (Some(name), Some((field, kind))) =
                (&open, field.and_then(|f| f.split_once(": ")))
            {
                let kind = SAME
                    .iter()
                    .fold(kind.to_owned(), |kind, (from, to)| kind.replace(from, to));
                let own = all.get_mut(name).expect("it was opened");
                own.fields.push((field.to_owned(), kind));
            }
        }
    }
    all
}

/// Views and their templates, in the order of the source.
fn views() -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join("src/theme/view/mod.rs")).expect("the module");
    let list = text.rsplit_once("\nview! {").expect("the views").1;
    list.lines()
        .filter_map(|line| {
            let (view, rest) = line.trim().split_once(" => \"")?;
            Some((view.to_owned(), rest.split('"').next()?.to_owned()))
        })
        .collect()
}

struct Words(toml::Table);

impl Words {
    fn read() -> Self {
        let text = fs::read_to_string(root().join(WORDS)).expect("the words");
        Self(text.parse().expect("TOML"))
    }

    fn of(&self, table: &str, key: &str) -> Option<&str> {
        self.0.get(table)?.get(key)?.as_str()
    }

    fn field(&self, owner: &str, field: &str) -> Option<&str> {
        self.of(owner, field).or_else(|| self.of("common", field))
    }
}

/// The words between `<` and its `>` in `Option<…>` and the like.
fn inner<'k>(kind: &'k str, outer: &str) -> Option<&'k str> {
    kind.strip_prefix(outer)?
        .strip_prefix('<')?
        .strip_suffix('>')
}

/// A type as a theme maker reads it.
fn kind_words(kind: &str, known: &BTreeMap<String, Struct>) -> String {
    if let Some(kind) = inner(kind, "Option") {
        return format!("{}，可以没有", kind_words(kind, known));
    }
    if let Some(kind) = inner(kind, "Vec") {
        return match inner(kind, "Option") {
            Some(kind) => format!("一组{}，有的是空的", kind_words(kind, known)),
            None if inner(kind, "Vec").is_some() => "若干行文字".to_owned(),
            None => format!("一组{}", kind_words(kind, known)),
        };
    }
    if let Some(count) = kind.strip_prefix("[usize; ") {
        return format!("{} 个整数", count.trim_end_matches(']'));
    }
    match kind {
        "String" | "Section" | "BannerKind" | "CellKind" => "文字".to_owned(),
        "bool" => "是或否".to_owned(),
        "usize" | "u8" | "u16" | "u32" | "u64" | "i16" | "i64" => "整数".to_owned(),
        "Html" => "HTML".to_owned(),
        "JsonLd" => "JSON".to_owned(),
        name => {
            assert!(known.contains_key(name), "no words for the type {name}");
            format!(" [{name}](#{}) ", name.to_lowercase())
        }
    }
}

/// The structs that a field's type names.
fn names<'k>(kind: &'k str, known: &BTreeMap<String, Struct>) -> Option<&'k str> {
    let bare = kind
        .trim_start_matches("Option<")
        .trim_start_matches("Vec<")
        .trim_start_matches("Option<");
    let bare = bare.trim_end_matches('>');
    known.contains_key(bare).then_some(bare)
}

/// What a struct leads to.
fn reach(name: &str, known: &BTreeMap<String, Struct>, found: &mut BTreeSet<String>) {
    for (_, kind) in &known[name].fields {
        if let Some(next) = names(kind, known)
            && found.insert(next.to_owned())
        {
            reach(next, known, found);
        }
    }
}

fn table(out: &mut String, name: &str, known: &BTreeMap<String, Struct>, words: &Words) {
    out.push_str("\n| 名称 | 内容 | 意思 |\n|---|---|---|\n");
    for (field, kind) in &known[name].fields {
        if name == "Page" && field == "frame" {
            continue;
        }
        let meaning = words.field(name, field).expect("told by the other test");
        let kind = kind_words(kind, known);
        let kind = kind.trim().replace(") ，", ")，");
        let _ = writeln!(out, "| `{field}` | {kind} | {meaning} |");
    }
}

fn page() -> String {
    let (known, words, views) = (structs(), Words::read(), views());
    let mut out = HEAD.to_owned();
    out.push_str("\n## 各种页面\n");
    let mut used: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (view, template) in &views {
        let _ = writeln!(
            out,
            "\n### {template}\n\n{}。",
            words.of(view, "self").unwrap_or_default()
        );
        table(&mut out, view, &known, &words);
        let mut found = BTreeSet::new();
        reach(view, &known, &mut found);
        for name in found {
            used.entry(name).or_default().push(template);
        }
    }
    out.push_str("\n## 页面里的各种内容\n");
    let shown: BTreeSet<&str> = views.iter().map(|(view, _)| view.as_str()).collect();
    for name in known.keys().filter(|name| !shown.contains(name.as_str())) {
        let _ = writeln!(
            out,
            "\n### {name}\n\n{}。",
            words.of(name, "self").unwrap_or_default()
        );
        let templates = used.get(name).map_or(&[][..], Vec::as_slice);
        let place = if templates.len() == views.len() {
            "每个模板".to_owned()
        } else {
            let names: Vec<String> = templates.iter().map(|name| format!("`{name}`")).collect();
            names.join("、")
        };
        let _ = writeln!(out, "用在：{place}。");
        table(&mut out, name, &known, &words);
    }
    out
}

#[test]
fn every_field_of_a_view_has_chinese_words_and_no_words_are_left_over() {
    let (known, words) = (structs(), Words::read());
    let mut wrong = Vec::new();
    for (name, own) in &known {
        if words.of(name, "self").is_none() {
            wrong.push(format!("{name}.self is missing"));
        }
        for (field, _) in &own.fields {
            if words.field(name, field).is_none() && !(name == "Page" && field == "frame") {
                wrong.push(format!("{name}.{field} is missing"));
            }
        }
    }
    for (table, keys) in &words.0 {
        for key in keys
            .as_table()
            .expect("a table")
            .keys()
            .filter(|key| *key != "self")
        {
            let owners = known
                .iter()
                .filter(|(name, _)| table == "common" || table == *name);
            let mut fields = owners.flat_map(|(_, own)| &own.fields);
            if !fields.any(|(field, _)| field == key) {
                wrong.push(format!("{table}.{key} is no field"));
            }
        }
    }
    assert!(wrong.is_empty(), "{WORDS}: {wrong:#?}");
}

#[test]
fn the_handbook_page_says_what_the_views_hold() {
    let fresh = page();
    let path = root().join(PAGE);
    if std::env::var_os(REWRITE).is_some() {
        fs::write(&path, &fresh).expect("the handbook can be written");
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == fresh,
        "{PAGE} is stale: rewrite it with {REWRITE}=1"
    );
}
