//! Why a site was not published, in words for the person who ran the command.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::path::{OutPath, PathFault};

/// Why nothing was published. The old site, where there is one, stands as it was.
#[derive(Debug)]
pub(crate) enum PublishError<E> {
    /// The output folder may not be replaced.
    Refused(Refusal),
    /// Another build works on the same output folder.
    Locked {
        /// The output folder.
        output: PathBuf,
    },
    /// The plan's own paths cannot stand together. A defect of the plan, which must find collisions itself.
    Layout(LayoutFault),
    /// Files that are not the site's stand where a file of the site must go.
    Clash {
        /// Their paths below the output folder, sorted.
        paths: Vec<PathBuf>,
    },
    /// Outputs that could not be made, in the order of their paths.
    Render {
        /// The first of them.
        shown: Vec<(OutPath, E)>,
        /// How many there are in all.
        total: usize,
    },
    /// The disk said no.
    Disk(DiskError),
}

/// A fault in the set of paths to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LayoutFault {
    /// A path that is none.
    BadPath {
        /// The path as planned.
        path: String,
        /// What is wrong with it.
        fault: PathFault,
    },
    /// Two outputs with one path.
    Twice(OutPath),
    /// An output whose path is also a folder of another.
    AlsoFolder(OutPath),
    /// An output at the manifest's own path.
    Reserved(OutPath),
}

/// Why a folder may not be the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is the root of a file system.
    Root,
    /// It is, or contains, the user's home folder.
    Home(PathBuf),
    /// It is a file or a device.
    NotAFolder(PathBuf),
    /// It is a symbolic link that leads nowhere.
    DeadLink(PathBuf),
    /// `..` follows a folder that does not exist.
    Unclear(PathBuf),
    /// It is, contains or lies in a source.
    Source {
        /// The output folder.
        output: PathBuf,
        /// The source it meets.
        source: PathBuf,
    },
    /// It is not empty and nothing says that this program made it.
    NotOurs {
        /// The output folder.
        output: PathBuf,
        /// The first name found in it.
        sample: PathBuf,
    },
    /// A later version of this program made it.
    Newer {
        /// The output folder.
        output: PathBuf,
        /// The version of its manifest.
        version: u64,
    },
    /// A folder that is a file system of its own and so cannot be swapped.
    MountPoint(PathBuf),
    /// The work folder's place is taken by something that is not ours.
    WorkFolderTaken(PathBuf),
    /// A former run was cut between two renames and something else took the output's place since.
    Interrupted {
        /// The output folder.
        output: PathBuf,
        /// Where the complete old site is.
        old: PathBuf,
    },
}

/// What was being done when the disk said no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Making a folder.
    MakeFolder,
    /// Reading a file or folder.
    Read,
    /// Writing a file.
    Write,
    /// Carrying over a file that is not the site's.
    Keep,
    /// Removing a file or folder.
    Remove,
    /// Putting the new site in the old one's place.
    Swap,
    /// Taking the lock.
    Lock,
}

/// An error of the file system with the place where it happened.
#[derive(Debug)]
pub(crate) struct DiskError {
    /// What was being done.
    pub(crate) action: Action,
    /// Where.
    pub(crate) path: PathBuf,
    /// What the system said.
    pub(crate) source: io::Error,
}

impl DiskError {
    /// For `map_err`: keeps what was done and where.
    pub(super) fn at(action: Action, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self {
            action,
            path: path.to_owned(),
            source,
        }
    }
}

impl<E> From<Refusal> for PublishError<E> {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl<E> From<DiskError> for PublishError<E> {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

impl<E> From<LayoutFault> for PublishError<E> {
    fn from(fault: LayoutFault) -> Self {
        Self::Layout(fault)
    }
}

impl<E: fmt::Display> fmt::Display for PublishError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Locked { output } => write!(
                f,
                "另一个构建正在向 {} 发布，本次没有发布；请等它结束后再试",
                output.display()
            ),
            Self::Layout(fault) => fault.fmt(f),
            Self::Clash { paths } => {
                f.write_str("输出目录中有不是本程序生成的文件，与新网站的路径冲突，没有发布:")?;
                paths
                    .iter()
                    .try_for_each(|path| write!(f, "\n  {}", path.display()))?;
                f.write_str("\n请改名或移走这些文件；确认可以覆盖的，加 --force 重新运行")
            }
            Self::Render { shown, total } => {
                write!(f, "{total} 个文件未能生成，没有发布:")?;
                shown
                    .iter()
                    .try_for_each(|(path, error)| write!(f, "\n  {path}: {error}"))?;
                match total - shown.len() {
                    0 => Ok(()),
                    more => write!(f, "\n  …… 另有 {more} 个"),
                }
            }
            Self::Disk(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Display + fmt::Debug> Error for PublishError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Disk(error) => Some(&error.source),
            _ => None,
        }
    }
}

impl fmt::Display for LayoutFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadPath { path, fault } => write!(f, "输出路径 {path:?} 不可用: {fault}"),
            Self::Twice(path) => write!(f, "两个文件的输出路径都是 {path}"),
            Self::AlsoFolder(path) => write!(f, "输出路径 {path} 既是文件又是目录"),
            Self::Reserved(path) => write!(f, "输出路径 {path} 由程序自己使用，请改名"),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const OTHER: &str = "请用 --output 指定一个专门存放网站的目录，例如 public";
        match self {
            Self::Root => write!(f, "输出目录不能是根目录；{OTHER}"),
            Self::Home(path) => {
                write!(
                    f,
                    "输出目录 {} 是用户主目录或者包含主目录，发布时会整个替换；{OTHER}",
                    path.display()
                )
            }
            Self::NotAFolder(path) => {
                write!(
                    f,
                    "{} 已经存在，但不是目录；请把它改名或移走，或者用 --output 指定别的目录",
                    path.display()
                )
            }
            Self::DeadLink(path) => {
                write!(
                    f,
                    "输出目录 {} 是一个链接，但它指向的目录不存在；请先建立那个目录，或者删除这个链接",
                    path.display()
                )
            }
            Self::Unclear(path) => {
                write!(
                    f,
                    "输出目录 {} 中的“..”前面是不存在的目录；请写成不含“..”的路径",
                    path.display()
                )
            }
            Self::Source { output, source } => write!(
                f,
                "输出目录 {} 与源文件 {} 重叠，发布会破坏源文件；{OTHER}",
                output.display(),
                source.display()
            ),
            Self::NotOurs { output, sample } => write!(
                f,
                "输出目录 {} 不是空的(其中有 {})，也没有本程序生成的 manifest.json，不能确定可以替换；\
                 请换一个空目录。确实要发布到这里的，加 --force 重新运行: 原有文件会保留，只有与新网站同名的会被覆盖",
                output.display(),
                sample.display()
            ),
            Self::Newer { output, version } => write!(
                f,
                "输出目录 {} 是由更新版本的程序生成的(manifest.json 版本 {version})；请升级程序，或者换一个空目录",
                output.display()
            ),
            Self::MountPoint(path) => write!(
                f,
                "{} 是单独挂载的磁盘或共享目录，不能随网站整体替换；请用 --output 指定其中的一个子目录，或者先卸载它",
                path.display()
            ),
            Self::WorkFolderTaken(path) => write!(
                f,
                "发布需要用到 {}，但其中有不是本程序建立的内容；请把它改名或移走",
                path.display()
            ),
            Self::Interrupted { output, old } => write!(
                f,
                "上一次发布在替换网站时中断，完整的旧网站在 {}；但 {} 现在有其他内容。\
                 请先移走其他内容，再重新运行",
                old.display(),
                output.display()
            ),
        }
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let action = match self.action {
            Action::MakeFolder => "建立目录",
            Action::Read => "读取",
            Action::Write => "写入",
            Action::Keep => "保留原有文件",
            Action::Remove => "删除",
            Action::Swap => "替换网站目录",
            Action::Lock => "锁定",
        };
        let path = self.path.display();
        match reason(&self.source) {
            Some(reason) => write!(f, "{action} {path} 失败: {reason} ({})", self.source),
            None => write!(f, "{action} {path} 失败: {}", self.source),
        }
    }
}

impl Error for DiskError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.source)
    }
}

/// The common causes in Chinese; the system's own words are English.
fn reason(error: &io::Error) -> Option<&'static str> {
    Some(match error.kind() {
        io::ErrorKind::StorageFull => "磁盘空间不足",
        io::ErrorKind::QuotaExceeded => "超出磁盘配额",
        io::ErrorKind::PermissionDenied => "没有权限",
        io::ErrorKind::NotFound => "文件或目录不存在",
        io::ErrorKind::NotADirectory => "路径中有一段是文件而不是目录",
        io::ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        io::ErrorKind::AlreadyExists => "同名文件已经存在",
        io::ErrorKind::ResourceBusy => "正被其他程序占用",
        io::ErrorKind::InvalidFilename => "文件名或路径过长，或含有不可用的字符",
        io::ErrorKind::FileTooLarge => "文件过大",
        _ => return None,
    })
}
