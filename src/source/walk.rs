//! Walks a portal's folders in sorted order and reads the texts in parallel.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::front_matter::{Split, split};
use super::{SourceError, SourceFile, SourcePath, Stamp, control, decode, io_words};
use crate::diag::{Diagnostic, Sink};

/// A file found below a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileEntry {
    /// Path below the folder that was walked, `/`-separated.
    pub(crate) name: String,
    /// Where it lies on disk.
    pub(crate) file: PathBuf,
    /// Length in bytes.
    pub(crate) size: u64,
    /// Tells whether it may have changed since.
    pub(crate) stamp: Stamp,
}

impl FileEntry {
    /// The same file as it stands now; `None` where it is gone or no plain file any more.
    pub(crate) fn again(&self) -> Option<Self> {
        let meta = std::fs::symlink_metadata(&self.file).ok()?;
        meta.is_file().then(|| Self {
            size: meta.len(),
            stamp: Stamp::of(&meta),
            ..self.clone()
        })
    }
}

/// What editors and systems leave behind: never content, never reported.
fn is_debris(entry: &DirEntry) -> bool {
    if entry.depth() == 0 {
        return false;
    }
    is_debris_name(&entry.file_name().to_string_lossy())
}

/// Whether a path below `content/` leads through what is never content.
pub(crate) fn is_debris_path(path: &SourcePath) -> bool {
    path.in_content().split('/').any(is_debris_name)
}

fn is_debris_name(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || ["~", ".swp", ".swx", ".tmp"]
            .iter()
            .any(|end| name.ends_with(end))
        || matches!(name, "Thumbs.db" | "desktop.ini" | "__MACOSX")
}

/// What came of looking at a name: a file, or what is wrong with the file of that name.
type Looked = walkdir::Result<Result<FileEntry, (String, String)>>;

/// Folders at so many levels are walked side by side; what lies deeper, folder after folder.
const LEVELS: usize = 4;

/// Looks at everything below a folder, sorted by name. `root` is where the names begin.
fn look_below(root: &Path, folder: &Path, levels: usize) -> Vec<Looked> {
    let walk = WalkDir::new(folder).min_depth(1).sort_by_file_name();
    let names = |walk: WalkDir| walk.into_iter().filter_entry(|e| !is_debris(e));
    let look = |entry: walkdir::Result<DirEntry>| entry.map(|entry| file_entry(root, &entry));
    let is_folder =
        |entry: &walkdir::Result<DirEntry>| entry.as_ref().is_ok_and(|e| e.file_type().is_dir());
    if levels == 0 {
        return names(walk)
            .filter(|entry| !is_folder(entry))
            .map(look)
            .collect();
    }
    let entries: Vec<_> = names(walk.max_depth(1)).collect();
    let found = entries.into_par_iter().fold(Vec::new, |mut found, entry| {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {
                found.extend(look_below(root, entry.path(), levels - 1));
            }
            entry => found.push(look(entry)),
        }
        found
    });
    found.reduce(Vec::new, |mut found, mut more| {
        found.append(&mut more);
        found
    })
}

/// All files below `folder`, sorted by name; what cannot be listed is a finding at `shown`.
fn files_below(folder: &Path, shown: &str, sink: &Sink) -> Vec<FileEntry> {
    let looked_at = look_below(folder, folder, LEVELS);
    let mut files = Vec::with_capacity(looked_at.len());
    for entry in looked_at {
        match entry {
            Ok(Ok(found)) => files.push(found),
            Ok(Err((name, problem))) => {
                let path = SourcePath::new(&format!("{shown}/{name}"));
                sink.push(Diagnostic::error("unreadable-file", &path, None, problem));
            }
            Err(error) => {
                let at = error
                    .path()
                    .and_then(|p| p.strip_prefix(folder).ok())
                    .unwrap_or(Path::new(""));
                let path =
                    SourcePath::new(format!("{shown}/{}", at.display()).trim_end_matches('/'));
                let words = error.io_error().map_or_else(|| error.to_string(), io_words);
                sink.push(Diagnostic::error(
                    "unreadable-file",
                    &path,
                    None,
                    format!("无法读取: {words}"),
                ));
            }
        }
    }
    files
}

fn file_entry(folder: &Path, entry: &DirEntry) -> Result<FileEntry, (String, String)> {
    let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
    let name = below
        .components()
        .map(|c| c.as_os_str().to_string_lossy())
        .collect::<Vec<_>>()
        .join("/");
    if below.to_str().is_none() {
        return Err((name, "文件名不是 UTF-8 编码，请改名".to_owned()));
    }
    if entry.path_is_symlink() {
        return Err((
            name,
            "是符号链接；请放入文件本身，链接指向的内容可能并不公开".to_owned(),
        ));
    }
    if name.contains(|c: char| c == '\\' || c.is_control()) {
        return Err((
            name,
            "文件名含有反斜杠、换行或者看不见的控制字符，请改名".to_owned(),
        ));
    }
    match entry.metadata() {
        Ok(meta) if meta.is_file() => Ok(FileEntry {
            name,
            file: entry.path().to_owned(),
            size: meta.len(),
            stamp: Stamp::of(&meta),
        }),
        Ok(_) => Err((name, "不是普通文件".to_owned())),
        Err(error) => Err((
            name,
            format!(
                "无法读取: {}",
                error.io_error().map_or_else(|| error.to_string(), io_words)
            ),
        )),
    }
}

/// All files below `content/`, sorted by name.
///
/// # Errors
/// Only where `content/` itself is missing.
pub(crate) fn list_content(root: &Path, sink: &Sink) -> Result<Vec<FileEntry>, SourceError> {
    let folder = root.join("content");
    if let Err(cause) = std::fs::read_dir(&folder) {
        return Err(SourceError::Read {
            path: folder,
            cause,
        });
    }
    Ok(files_below(&folder, "content", sink))
}

/// A file that is read as text, with the files that go with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    path: SourcePath,
    /// The file.
    pub(crate) entry: FileEntry,
    /// Whether it is `index.md` of a bundle.
    pub(crate) bundle: bool,
    /// The files of its bundle, sorted.
    pub(crate) attachments: Vec<FileEntry>,
}

impl Found {
    fn new(entry: FileEntry) -> Self {
        Self {
            path: SourcePath::new(&format!("content/{}", entry.name)),
            entry,
            bundle: false,
            attachments: Vec::new(),
        }
    }

    /// The same file as it stands now; `None` where it is gone or no plain file any more.
    pub(crate) fn again(&self) -> Option<Self> {
        Some(Self {
            entry: self.entry.again()?,
            ..self.clone()
        })
    }

    /// The file from the portal's root.
    pub(crate) fn path(&self) -> SourcePath {
        self.path.clone()
    }
}

/// What each file below `content/` is.
#[derive(Debug, Default)]
pub(crate) struct Sorted {
    /// Markdown documents, sorted by path.
    pub(crate) documents: Vec<Found>,
    /// TOML and CSV files outside bundles (catalogue tables, tables of reports), sorted by path.
    pub(crate) tables: Vec<Found>,
    /// Files that nothing claims: never published, named once each.
    pub(crate) strays: Vec<SourcePath>,
}

/// Gives every file its part: a bundle's folder takes all that lies below it.
///
/// Every file becomes a document, an attachment, a table, a stray or a finding; nothing is dropped in silence.
pub(crate) fn sort_out(files: Vec<FileEntry>, sink: &Sink) -> Sorted {
    // Only looked up, never walked.
    let mut bundles: HashMap<String, usize> = HashMap::new();
    let mut out = Sorted::default();
    for entry in &files {
        let Some((folder, "index.md")) = entry.name.rsplit_once('/') else {
            continue;
        };
        if bundle_of(folder, &bundles).is_some() {
            continue;
        }
        bundles.insert(folder.to_owned(), out.documents.len());
        out.documents.push(Found {
            bundle: true,
            ..Found::new(entry.clone())
        });
    }
    let owner = |entry: &FileEntry| bundle_of(folder(&entry.name), &bundles);
    let owners: Vec<Option<usize>> = files.par_iter().map(owner).collect();
    for (entry, owner) in files.into_iter().zip(owners) {
        if let Some(owner) = owner {
            let own = &out.documents[owner].entry.name;
            if entry.name == *own {
                continue;
            }
            let prefix = own.len() - "index.md".len();
            if has_extension(&entry.name, "md") {
                let path = SourcePath::new(&format!("content/{}", entry.name));
                let index = SourcePath::new(&format!("content/{own}"));
                sink.push(
                    Diagnostic::error(
                        "stray-markdown",
                        &path,
                        None,
                        "这个 .md 文件放在另一个文档的附件文件夹里",
                    )
                    .related(&index, None, "此文件夹属于这个文档")
                    .help("移到文件夹之外，单独成为一个文档"),
                );
                continue;
            }
            let name = entry.name[prefix..].to_owned();
            out.documents[owner]
                .attachments
                .push(FileEntry { name, ..entry });
        } else if has_extension(&entry.name, "md") {
            out.documents.push(Found::new(entry));
        } else if has_extension(&entry.name, "toml") || has_extension(&entry.name, "csv") {
            out.tables.push(Found::new(entry));
        } else {
            out.strays
                .push(SourcePath::new(&format!("content/{}", entry.name)));
        }
    }
    out.documents
        .sort_by(|a, b| a.entry.name.cmp(&b.entry.name));
    out
}

/// The folder of a file.
fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn bundle_of(folder: &str, bundles: &HashMap<String, usize>) -> Option<usize> {
    let mut folder = folder;
    loop {
        if let Some(at) = bundles.get(folder) {
            return Some(*at);
        }
        folder = folder.rsplit_once('/')?.0;
    }
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case(extension))
}

/// The bytes of one file as they stand now.
pub(crate) fn read_bytes(found: &Found) -> io::Result<Vec<u8>> {
    std::fs::read(&found.entry.file)
}

/// Decodes and splits one file; `Err` names a file whose findings stand in the sink.
pub(crate) fn read_text(
    found: &Found,
    bytes: io::Result<Vec<u8>>,
    sink: &Sink,
) -> Result<SourceFile, SourcePath> {
    let path = found.path();
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => {
            let words = io_words(&error);
            sink.push(Diagnostic::error(
                "unreadable-file",
                &path,
                None,
                format!("无法读取: {words}"),
            ));
            return Err(path);
        }
    };
    let text = match decode(&bytes) {
        Ok(text) => text,
        Err(error) => {
            sink.push(
                Diagnostic::error("not-utf8", &path, None, error.to_string())
                    .help("用编辑器打开，另存为 UTF-8 编码"),
            );
            return Err(path);
        }
    };
    let is_document = has_extension(path.as_str(), "md");
    let parts = if is_document {
        split(&path, &text, sink)
    } else {
        Some(Split::default())
    };
    let Some(split) = parts else { return Err(path) };
    control::refuse(&path, &text, split.front.end, sink);
    Ok(SourceFile {
        path,
        text,
        split,
        bundle: found.bundle,
        attachments: found.attachments.clone(),
    })
}

/// The theme inside the program: it needs no folder.
const DEFAULT_THEME: &str = "default";

/// The portal's own theme folder: template, static and settings files by their path below it. No folder, no files.
pub(crate) fn read_theme(
    root: &Path,
    name: &str,
    sink: &Sink,
) -> Result<BTreeMap<String, Vec<u8>>, SourceError> {
    let folder = root.join("themes").join(name);
    if !folder.is_dir() {
        if name != DEFAULT_THEME {
            let config = SourcePath::new("config.toml");
            sink.push(
                Diagnostic::error(
                    "missing-theme",
                    &config,
                    None,
                    format!("没有主题文件夹 themes/{name}"),
                )
                .help("检查 [portal] 中 theme 的名称；使用内置主题写 theme = \"default\""),
            );
        }
        return Ok(BTreeMap::new());
    }
    files_below(&folder, &format!("themes/{name}"), sink)
        .into_iter()
        .map(|entry| match std::fs::read(&entry.file) {
            Ok(bytes) => Ok((entry.name, bytes)),
            Err(cause) => Err(SourceError::Read {
                path: entry.file,
                cause,
            }),
        })
        .collect()
}

/// The files of `static/`, copied as they are.
pub(crate) fn read_static(root: &Path, sink: &Sink) -> Vec<FileEntry> {
    let folder = root.join("static");
    if folder.is_dir() {
        files_below(&folder, "static", sink)
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::{Sorted, list_content, read_bytes, read_static, read_text, sort_out};
    use crate::diag::Sink;
    use std::collections::BTreeMap;

    fn sorted(dir: &tempfile::TempDir, sink: &Sink) -> Sorted {
        sort_out(list_content(dir.path(), sink).unwrap(), sink)
    }

    fn site(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let file = dir.path().join(name);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, text).unwrap();
        }
        dir
    }

    const DOC: &str = "+++\ntitle = \"甲\"\n+++\n正文\n";

    #[test]
    fn 每个文件都有归属() {
        let dir = site(&[
            ("content/policy/b.md", DOC),
            ("content/policy/a/index.md", DOC),
            ("content/policy/a/附件.txt", "x"),
            ("content/policy/a/子/图.png", "x"),
            ("content/policy/stray.png", "x"),
            ("content/catalogue/x.toml", ""),
            ("content/policy/.b.md.swp", "x"),
            ("content/policy/~$b.docx", "x"),
        ]);
        let sink = Sink::default();
        let tree = sorted(&dir, &sink);
        let paths: Vec<_> = tree
            .documents
            .iter()
            .map(|d| d.path().to_string())
            .collect();
        assert_eq!(paths, ["content/policy/a/index.md", "content/policy/b.md"]);
        let names: Vec<_> = tree.documents[0]
            .attachments
            .iter()
            .map(|a| a.name.as_str())
            .collect();
        assert_eq!(names, ["子/图.png", "附件.txt"]);
        assert_eq!(tree.strays[0].as_str(), "content/policy/stray.png");
        assert_eq!(tree.tables.len(), 1);
        assert!(!sink.has_errors());
    }

    #[test]
    fn 附件文件夹里的另一个文档是错误() {
        let dir = site(&[
            ("content/policy/a/index.md", DOC),
            ("content/policy/a/x/b.md", DOC),
        ]);
        let sink = Sink::default();
        sorted(&dir, &sink);
        let report = sink.into_report(&BTreeMap::new());
        assert_eq!(report.diagnostics()[0].code, "stray-markdown");
    }

    #[cfg(unix)]
    #[test]
    fn 不跟随符号链接() {
        let dir = site(&[
            ("secret.txt", "机密"),
            ("content/policy/a/index.md", DOC),
            ("static/x.txt", "x"),
        ]);
        std::os::unix::fs::symlink(
            dir.path().join("secret.txt"),
            dir.path().join("content/policy/a/l.txt"),
        )
        .unwrap();
        std::os::unix::fs::symlink(
            dir.path().join("secret.txt"),
            dir.path().join("static/l.txt"),
        )
        .unwrap();
        let sink = Sink::default();
        let tree = sorted(&dir, &sink);
        assert!(tree.documents[0].attachments.is_empty());
        assert_eq!(read_static(dir.path(), &sink).len(), 1);
        assert_eq!(sink.into_report(&BTreeMap::new()).denied(), 2);
    }

    #[test]
    fn 读不了的文件逐个报告() {
        let dir = site(&[
            ("content/policy/a.md", DOC),
            ("content/policy/c.md", "没有围栏"),
        ]);
        std::fs::write(
            dir.path().join("content/policy/b.md"),
            [0xFF, 0xFE, 0x2B, 0x00],
        )
        .unwrap();
        let sink = Sink::default();
        let tree = sorted(&dir, &sink);
        let read = tree
            .documents
            .iter()
            .filter_map(|found| read_text(found, read_bytes(found), &sink).ok());
        assert_eq!(read.count(), 1);
        let codes: Vec<_> = sink
            .into_report(&BTreeMap::new())
            .diagnostics()
            .iter()
            .map(|d| d.code)
            .collect();
        assert_eq!(codes, ["not-utf8", "front-matter"]);
    }
}
