//! The handbook keeps up with the program: every code, key, link and example in it is looked at.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gongkai::config::raw;
use gongkai::kind::{COMMON, KINDS};
use gongkai::source::fields::{Field, Shape};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Files below a folder whose names end so, sorted.
fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = walkdir::WalkDir::new(root().join(folder))
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.to_string_lossy().ends_with(end))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{folder} 里没有 {end} 文件");
    found
}

/// The documents that people read first, and the handbook.
fn documents() -> Vec<PathBuf> {
    let mut all = files("docs", ".md");
    all.extend(
        [
            "README.md",
            "README.zh-CN.md",
            "CHANGELOG.md",
            "tests/browser/README.md",
        ]
        .map(|name| root().join(name)),
    );
    all
}

/// A code: kebab-case between quotes, right behind `error(` or `warning(`.
fn codes_in(source: &str) -> BTreeSet<String> {
    ["error(", "warning(", "code: "]
        .into_iter()
        .flat_map(|call| {
            source
                .match_indices(call)
                .map(move |(at, _)| at + call.len())
        })
        .filter_map(|at| {
            source[at..]
                .trim_start()
                .strip_prefix('"')?
                .split('"')
                .next()
        })
        .filter(|word| word.contains('-'))
        .filter(|word| {
            word.bytes()
                .all(|b| b.is_ascii_lowercase() || b == b'-' || b.is_ascii_digit())
        })
        .map(str::to_owned)
        .collect()
}

/// Every code that the program can show; those of tests are not its own.
fn codes() -> BTreeSet<String> {
    files("src", ".rs")
        .iter()
        .filter(|path| !path.components().any(|part| part.as_os_str() == "tests"))
        .filter(|path| !path.ends_with("tests.rs"))
        .flat_map(|path| {
            let source = read(path);
            let own = source.split("#[cfg(test)]").next().unwrap_or_default();
            codes_in(own)
        })
        .chain(["redaction".to_owned()])
        .collect()
}

#[test]
fn 手册说明每一种出错信息() {
    let page = read("docs/chucuo.md");
    let codes = codes();
    assert!(codes.len() > 30, "只找到 {} 种", codes.len());
    let missing: Vec<_> = codes
        .iter()
        .filter(|code| !page.contains(&format!("| `{code}` |")))
        .collect();
    assert!(missing.is_empty(), "docs/chucuo.md 没有: {missing:?}");
}

#[test]
fn 手册里没有程序不会显示的出错信息() {
    let page = read("docs/chucuo.md");
    let codes = codes();
    let invented: Vec<_> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .filter(|code| !codes.contains(*code))
        .collect();
    assert!(invented.is_empty(), "src 中没有: {invented:?}");
}

/// Keys of a field table and of the tables in it, with their Chinese names.
fn keys(fields: &'static [Field], out: &mut Vec<(&'static str, &'static str)>) {
    for field in fields {
        out.push((field.key, field.label));
        if let Shape::Table(inner) | Shape::Tables(inner) = field.shape {
            keys(inner, out);
        }
    }
}

fn unexplained(page: &str, fields: impl IntoIterator<Item = &'static [Field]>) -> Vec<String> {
    let mut all = Vec::new();
    for table in fields {
        keys(table, &mut all);
    }
    all.into_iter()
        .filter(|(key, _)| {
            !page.contains(&format!("`{key}`")) && !page.contains(&format!("\n{key} ="))
        })
        .map(|(key, label)| format!("{key}（{label}）"))
        .collect()
}

#[test]
fn 手册说明文档开头的每一项() {
    let page = read("docs/front-matter.md");
    let tables = std::iter::once(&COMMON[..]).chain(KINDS.iter().map(|kind| kind.fields));
    let missing = unexplained(&page, tables);
    assert!(missing.is_empty(), "docs/front-matter.md 没有: {missing:?}");
}

#[test]
fn 手册说明配置的每一项() {
    let page = read("docs/config.md");
    let missing: Vec<_> = unexplained(&page, [&raw::ROOT[..]])
        .into_iter()
        .filter(|key| {
            // Tables of the file are headings.
            let name = key.split('（').next().unwrap_or_default();
            !page.contains(&format!("## [{name}]")) && !page.contains(&format!("## [[{name}]]"))
        })
        .collect();
    assert!(missing.is_empty(), "docs/config.md 没有: {missing:?}");
}

/// The id that a page of the handbook gives to a heading, as Markdown readers on the web do.
fn heading_id(heading: &str) -> String {
    heading
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            ' ' => Some('-'),
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            _ => None,
        })
        .collect()
}

fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence
    })
}

/// Targets of the links in a text, code blocks left out.
fn links(text: &str) -> Vec<String> {
    prose(text)
        .flat_map(|line| line.match_indices("](").map(move |(at, _)| &line[at + 2..]))
        .filter_map(|rest| rest.split(')').next())
        .filter(|target| {
            !target.contains("://") && !target.starts_with("mailto:") && !target.starts_with("tel:")
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn 文档里的链接都有去处() {
    let mut broken = Vec::new();
    for path in documents() {
        let text = fs::read_to_string(&path).unwrap();
        for link in links(&text) {
            // Examples of Markdown in running text stand in code marks.
            if text.contains(&format!("]({link})`")) {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() {
                path.clone()
            } else {
                path.parent().unwrap().join(file)
            };
            let there = target.exists()
                && (anchor.is_empty()
                    || prose(&fs::read_to_string(&target).unwrap_or_default())
                        .filter(|line| line.starts_with('#'))
                        .any(|line| heading_id(line.trim_start_matches('#')) == anchor));
            if !there {
                broken.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// Code blocks: the words behind the fence, the line before the block, the text.
fn blocks(text: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    let mut before = String::new();
    while let Some(line) = lines.next() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            let body: Vec<&str> = lines
                .by_ref()
                .take_while(|line| !line.trim_start().starts_with("```"))
                .collect();
            let about = std::mem::take(&mut before);
            found.push((language.trim().to_owned(), about, body.join("\n") + "\n"));
        } else if !line.trim().is_empty() {
            line.trim().clone_into(&mut before);
        }
    }
    found
}

#[test]
fn 文档里的配置都是正确的_toml() {
    for path in documents() {
        for (language, _, text) in blocks(&fs::read_to_string(&path).unwrap()) {
            if language == "toml" {
                let read = toml::from_str::<toml::Table>(&text);
                assert!(read.is_ok(), "{}: {:?}\n{text}", path.display(), read.err());
            }
        }
    }
}

/// Writes the blocks that stand below a line with nothing but a path in code marks.
fn write_portal(text: &str, to: &Path) -> usize {
    let mut count = 0;
    for (_, before, body) in blocks(text) {
        let Some(name) = before
            .strip_prefix('`')
            .and_then(|name| name.strip_suffix('`'))
        else {
            continue;
        };
        let file = to.join(name);
        fs::create_dir_all(file.parent().unwrap_or(to)).expect("建不了文件夹");
        fs::write(file, body).expect("写不了文件");
        count += 1;
    }
    count
}

/// Builds a portal; what the program has to say against it.
fn complaints(folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gongkai"))
        .args(["build", "--date", "2026-06-01", "--root"])
        .arg(folder)
        .output()
        .expect("程序没有启动");
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{words}");
    words
}

#[test]
fn 照着文档写的平台可以生成_没有错误也没有提醒() {
    for name in ["README.md", "README.zh-CN.md", "docs/kuaisu-kaishi.md"] {
        let folder = tempfile::tempdir().unwrap();
        let count = write_portal(&read(name), folder.path());
        assert!(count >= 2, "{name} 里没有例子");
        assert_eq!(complaints(folder.path()), "", "{name}");
        assert!(folder.path().join("public/index.html").is_file(), "{name}");
        assert!(folder.path().join("public/policy/2026").is_dir(), "{name}");
    }
}

#[test]
fn 中英文自述文件说的是同样的内容() {
    let (english, chinese) = (read("README.md"), read("README.zh-CN.md"));
    let shape = |text: &str| -> Vec<usize> {
        prose(text)
            .filter(|line| line.starts_with('#'))
            .map(|line| line.chars().take_while(|c| *c == '#').count())
            .collect()
    };
    assert_eq!(shape(&english), shape(&chinese), "标题的层次不同");
    let code = |text: &str| -> Vec<String> {
        blocks(text)
            .into_iter()
            .filter(|(language, ..)| matches!(language.as_str(), "sh" | "toml" | "nginx"))
            .map(|(_, _, body)| body)
            .collect()
    };
    assert_eq!(code(&english), code(&chinese), "命令或者配置不同");
}

#[test]
fn 手册里外观和用词的例子可以用() {
    let folder = tempfile::tempdir().unwrap();
    write_portal(&read("docs/kuaisu-kaishi.md"), folder.path());
    assert_eq!(write_portal(&read("docs/zhuti.md"), folder.path()), 1);
    let config = folder.path().join("config.toml");
    let agency = "agency = \"xzf\"\n";
    let mut text = fs::read_to_string(&config).unwrap();
    text = text.replacen(agency, &format!("{agency}theme = \"shili\"\n"), 1);
    for (_, _, body) in blocks(&read("docs/config.md")) {
        if body.starts_with("[labels]") {
            text.push_str(&body);
        }
    }
    assert!(text.contains("shili") && text.contains("[labels]"));
    fs::write(config, text).unwrap();
    assert_eq!(complaints(folder.path()), "");
    let page = fs::read_to_string(folder.path().join("public/policy/2026/fangxun.html")).unwrap();
    assert!(page.contains("搜索") && page.contains("发布机构"));
}
