//! A path inside the output.
//!
//! In: the text a plan gives for a file of the site. Out: a path that is safe to join to a folder: it can neither leave that
//! folder nor mean something else on another system. Must never touch the disk.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The longest name of a file or folder, in bytes, that the usual file systems take.
const LONGEST_PART: usize = 255;

/// A path of the output: '/'-separated, relative, without an empty, `.` or `..` part, NUL or backslash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct OutPath(Arc<str>);

/// Why a text is no [`OutPath`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathFault {
    /// Nothing at all.
    Empty,
    /// A leading, trailing or doubled '/'.
    EmptyPart,
    /// A part that is `.` or `..`.
    DotPart,
    /// A NUL, a backslash or, where it names a drive, a colon.
    ForbiddenCharacter(char),
    /// A part of more than 255 bytes.
    PartTooLong,
}

impl OutPath {
    /// Checks `text` and makes a path of it.
    pub(crate) fn new(text: impl Into<Arc<str>>) -> Result<Self, PathFault> {
        let text = text.into();
        if text.is_empty() {
            return Err(PathFault::Empty);
        }
        // "C:x" names a drive and "a:b" a stream of a file there.
        let forbidden = |c: &char| matches!(c, '\0' | '\\') || (cfg!(windows) && *c == ':');
        // None of these bytes is a part of another character.
        if let Some(found) = text.bytes().map(char::from).find(forbidden) {
            return Err(PathFault::ForbiddenCharacter(found));
        }
        for part in text.split('/') {
            match part {
                "" => return Err(PathFault::EmptyPart),
                "." | ".." => return Err(PathFault::DotPart),
                _ if part.len() > LONGEST_PART => return Err(PathFault::PartTooLong),
                _ => {}
            }
        }
        Ok(Self(text))
    }

    /// The path as text.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The folders above the file, nearest first, without the site's own.
    pub(crate) fn folders(&self) -> impl Iterator<Item = &str> {
        self.0.rmatch_indices('/').map(|(at, _)| &self.0[..at])
    }

    /// The file's place below `root`.
    pub(crate) fn under(&self, root: &Path) -> PathBuf {
        root.join(&*self.0)
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for PathFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("路径为空"),
            Self::EmptyPart => f.write_str("路径开头、结尾或中间有多余的“/”"),
            Self::DotPart => f.write_str("路径中不能有“.”或“..”"),
            Self::ForbiddenCharacter('\0') => f.write_str("路径中有不可用的空字符"),
            Self::ForbiddenCharacter(found) => write!(f, "路径中不能有字符“{found}”"),
            Self::PartTooLong => {
                write!(
                    f,
                    "文件名过长(超过 {LONGEST_PART} 字节，约 {} 个汉字)",
                    LONGEST_PART / 3
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OutPath, PathFault};

    #[test]
    fn a_chinese_path_is_kept_as_written() {
        let path = OutPath::new("policy/2024/应急预案.html").expect("a good path");
        assert_eq!(path.as_str(), "policy/2024/应急预案.html");
        assert_eq!(
            path.folders().collect::<Vec<_>>(),
            ["policy/2024", "policy"]
        );
    }

    #[test]
    fn a_path_that_could_leave_the_folder_is_refused() {
        for (text, fault) in [
            ("", PathFault::Empty),
            ("/etc/passwd", PathFault::EmptyPart),
            ("a//b", PathFault::EmptyPart),
            ("a/", PathFault::EmptyPart),
            ("../a", PathFault::DotPart),
            ("a/../../b", PathFault::DotPart),
            ("./a", PathFault::DotPart),
            ("a\\..\\b", PathFault::ForbiddenCharacter('\\')),
            ("a\0b", PathFault::ForbiddenCharacter('\0')),
        ] {
            assert_eq!(OutPath::new(text), Err(fault), "{text:?}");
        }
    }

    #[test]
    fn the_length_of_a_name_is_counted_in_bytes() {
        assert!(OutPath::new("文".repeat(85)).is_ok());
        assert_eq!(OutPath::new("文".repeat(86)), Err(PathFault::PartTooLong));
        assert!(OutPath::new("文/".repeat(200) + "a").is_ok());
    }
}
