//! The text of an attachment.

use std::sync::Arc;

use super::{Packer, Text};

/// What came of reading an attachment's text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum FileText {
    /// Nobody has looked yet.
    #[default]
    Unread,
    /// Not a format that holds text to be read: a picture, an archive, a recording.
    NotText,
    /// Its text: paragraphs, table rows and sheet names each on a line, one space for each run of white space.
    Read {
        /// The text; never empty.
        text: Arc<Text>,
        /// How much of the file it is.
        extent: Extent,
    },
    /// A format that holds text, which could not be read.
    Unreadable(Unreadable),
}

/// How much of a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// The beginning: the file is longer than the limits, or a part of it is damaged.
    Part,
}

/// Why a text could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unreadable {
    /// A password is needed.
    Encrypted,
    /// There is no text in it: a scan, or fonts that do not say which characters they draw.
    NoText,
    /// Not what its name says, or broken.
    Damaged,
    /// Larger than the limits, packed or unpacked.
    TooLarge,
    /// A format of old office programs.
    OldFormat,
}

impl Unreadable {
    /// The reasons in the order in which they are counted out.
    pub const ALL: [Self; 5] = [
        Self::NoText,
        Self::Encrypted,
        Self::OldFormat,
        Self::TooLarge,
        Self::Damaged,
    ];

    /// The reason in a word or two.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Encrypted => "加密",
            Self::NoText => "扫描件或没有文字",
            Self::Damaged => "损坏或与扩展名不符",
            Self::TooLarge => "过大",
            Self::OldFormat => "旧格式",
        }
    }

    /// What an editor can do about it.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::Encrypted => "去掉打开密码后重新保存",
            Self::NoText => "换成由文字处理软件直接导出的 PDF，或者先做文字识别（OCR）",
            Self::Damaged => "用办公软件打开检查，重新保存或导出",
            Self::TooLarge => "压缩其中的图片，或者拆成几个文件",
            Self::OldFormat => "另存为 docx、xlsx、OFD 或 PDF 格式",
        }
    }
}

impl FileText {
    /// Packs the text, where there is one: for a run that keeps many texts and reads few of them.
    pub fn pack(&mut self, packer: &mut Packer) {
        if let Self::Read { text, .. } = self {
            Arc::make_mut(text).pack(packer);
        }
    }

    /// The text, where there is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Read { text, .. } => Some(text),
            Self::Unread | Self::NotText | Self::Unreadable(_) => None,
        }
    }
}
