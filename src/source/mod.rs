//! The first stage: a portal's folder becomes source files.
//!
//! In: a root directory. Out: every file of `content/` in sorted order, text decoded and split into front matter and
//! body, attachments listed with their size, plus theme files and static files. It knows TOML, CSV and files; it must
//! not know what a document of disclosure is, and it never writes.

mod control;
mod decode;
mod digest;
pub mod fields;
pub mod front_matter;
mod pixels;
mod stamp;
mod syntax;
mod tree;
mod walk;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use decode::decode;
pub(crate) use digest::{place_in, read_attachment};
pub(crate) use stamp::Stamp;
pub(crate) use syntax::{explain as explain_toml, parse as parse_toml};
pub(crate) use tree::SourceFile;
pub(crate) use walk::{
    FileEntry, Found, Sorted, is_debris_path, list_content, read_bytes, read_static, read_text,
    read_theme, sort_out,
};

use crate::diag::{Diagnostic, Excerpts, Sink};

/// A path from the portal's root, `/`-separated: `content/policy/2024/yjya.md`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a path that is already relative to the root and `/`-separated.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(path.into())
    }

    /// The path as written in messages.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path without `content/`, as front matter writes it.
    #[must_use]
    pub fn in_content(&self) -> &str {
        self.0.strip_prefix("content/").unwrap_or(&self.0)
    }

    /// The folder the file lies in, without a trailing slash.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What keeps a portal's files from being read.
#[derive(Debug)]
pub enum SourceError {
    /// A file or folder cannot be read.
    Read {
        /// Which one.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// There is no `config.toml` here or above.
    NoPortal {
        /// Where the search began.
        from: PathBuf,
    },
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read { path, cause } => {
                write!(f, "无法读取 {}: {}", path.display(), io_words(cause))
            }
            Self::NoPortal { from } => write!(
                f,
                "在 {} 及其上级文件夹中没有找到 config.toml；请在门户文件夹中运行，或用 --root 指定门户文件夹",
                from.display()
            ),
        }
    }
}

impl std::error::Error for SourceError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { cause, .. } => Some(cause),
            Self::NoPortal { .. } => None,
        }
    }
}

/// The usual reasons of the system, in Chinese; anything else by its number.
#[must_use]
pub fn io_words(error: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => "文件或文件夹不存在".to_owned(),
        Kind::PermissionDenied => "没有权限".to_owned(),
        Kind::StorageFull => "磁盘空间已满".to_owned(),
        Kind::ReadOnlyFilesystem => "磁盘只读".to_owned(),
        Kind::NotADirectory => "不是文件夹".to_owned(),
        Kind::IsADirectory => "是文件夹，不是文件".to_owned(),
        Kind::AlreadyExists => "已经有同名的文件或文件夹".to_owned(),
        Kind::DirectoryNotEmpty => "文件夹不是空的".to_owned(),
        Kind::InvalidFilename => "名称太长，或者有不能用的字符".to_owned(),
        Kind::QuotaExceeded => "磁盘配额已用完".to_owned(),
        Kind::FileTooLarge => "文件太大，磁盘放不下".to_owned(),
        Kind::ResourceBusy | Kind::ExecutableFileBusy => "正在被别的程序使用".to_owned(),
        Kind::CrossesDevices => "两个文件夹不在同一个磁盘上".to_owned(),
        Kind::InvalidInput => "名称里有不能用的字符".to_owned(),
        Kind::AddrInUse => "地址或者端口已被占用".to_owned(),
        Kind::AddrNotAvailable => "本机没有这个地址".to_owned(),
        Kind::TimedOut => "等待超时".to_owned(),
        Kind::OutOfMemory => "内存不足".to_owned(),
        _ => match error.raw_os_error() {
            None => match error.to_string() {
                // What the program itself says is Chinese already.
                words if !words.is_ascii() => words,
                _ => "系统没有说明原因".to_owned(),
            },
            Some(number) => format!("系统错误（编号 {number}）"),
        },
    }
}

/// The nearest folder, from `start` upward, that holds a `config.toml`.
///
/// # Errors
/// [`SourceError::NoPortal`] where there is none.
pub fn find_root(start: &Path) -> Result<PathBuf, SourceError> {
    let start = std::path::absolute(start).unwrap_or_else(|_| start.to_owned());
    start
        .ancestors()
        .find(|folder| folder.join("config.toml").is_file())
        .map(Path::to_owned)
        .ok_or(SourceError::NoPortal {
            from: start.clone(),
        })
}

/// The text of `config.toml`; `None` where a finding says why there is none.
///
/// # Errors
/// Where the file cannot be read.
pub(crate) fn read_config(
    root: &Path,
    path: &SourcePath,
    sink: &Sink,
) -> Result<Option<String>, SourceError> {
    let file = root.join(path.as_str());
    let bytes = std::fs::read(&file).map_err(|cause| SourceError::Read { path: file, cause })?;
    Ok(decode_config(&bytes, path, sink))
}

/// The text of `config.toml` by its bytes; `None` where a finding says why there is none.
pub(crate) fn decode_config(bytes: &[u8], path: &SourcePath, sink: &Sink) -> Option<String> {
    match decode(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let finding = Diagnostic::error("not-utf8", path, None, error.to_string());
            sink.push(finding.help("用编辑器打开，另存为 UTF-8 编码"));
            None
        }
    }
}

/// The portal's own lists for checks (`checks/*.toml`), by file name and sorted; none where there is no such folder.
///
/// # Errors
/// Where the folder or a file cannot be read.
pub(crate) fn read_lists(root: &Path) -> Result<Vec<(String, String)>, SourceError> {
    let folder = root.join("checks");
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |cause| SourceError::Read { path, cause }
    };
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(failed(&folder))? {
        let file = entry.map_err(failed(&folder))?.path();
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let is_list = file.extension().is_some_and(|end| end == "toml");
        if let Some(name) = name.filter(|_| is_list) {
            let bytes = std::fs::read(&file).map_err(failed(&file))?;
            let text = decode(&bytes)
                .map_err(|error| std::io::Error::other(error.to_string()))
                .map_err(failed(&file))?;
            found.push((name, text));
        }
    }
    found.sort();
    Ok(found)
}

/// The sources on disk, for excerpts in messages: reads a file again only when a finding has to show it.
#[derive(Debug)]
pub struct SourceStore {
    root: PathBuf,
}

impl SourceStore {
    /// The sources below `root`.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
        }
    }
}

impl Excerpts for SourceStore {
    fn text(&self, path: &SourcePath) -> Option<String> {
        let file = self.root.join(path.as_str());
        // Reading a pipe waits for a writer who never comes.
        if !file.metadata().ok()?.is_file() {
            return None;
        }
        decode(&std::fs::read(file).ok()?).ok()
    }
}
