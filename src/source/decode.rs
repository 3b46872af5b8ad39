//! Bytes to text: UTF-8 only. BOM and CRLF are dealt with here and nowhere else.

use std::fmt;

use memchr::memchr;

/// Why bytes are not text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DecodeError {
    /// Another encoding, with its usual name.
    Encoding(&'static str),
    /// UTF-8 that breaks off or is damaged: line and column of the first bad byte, both from 1.
    Damaged { line: usize, column: usize },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encoding(name) => write!(f, "文件不是 UTF-8 编码，看来是 {name}"),
            Self::Damaged { line, column } => write!(
                f,
                "文件不是完整的 UTF-8 文本: 第 {line} 行第 {column} 个字符处已损坏"
            ),
        }
    }
}

/// Text with `\n` line ends and without a BOM.
///
/// # Errors
/// Names the encoding that the bytes look like, or the place where UTF-8 breaks.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, DecodeError> {
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return Err(DecodeError::Encoding("UTF-16（小端）"));
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(DecodeError::Encoding("UTF-16（大端）"));
    }
    // Looking at Chinese text sign by sign, as the standard library does, takes longer than copying it.
    let text = match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Err(guess(bytes, error.valid_up_to())),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if memchr(b'\r', text.as_bytes()).is_some() {
        Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Ok(text.to_owned())
    }
}

fn guess(bytes: &[u8], valid: usize) -> DecodeError {
    let zeros = |start: usize| {
        bytes
            .iter()
            .skip(start)
            .step_by(2)
            .take(200)
            .filter(|b| **b == 0)
            .count()
    };
    if bytes.len() > 8 && zeros(1) * 3 > bytes.len().min(400) / 2 {
        return DecodeError::Encoding("UTF-16（小端）");
    }
    if bytes.len() > 8 && zeros(0) * 3 > bytes.len().min(400) / 2 {
        return DecodeError::Encoding("UTF-16（大端）");
    }
    // A file that is UTF-8 for its larger part is a damaged UTF-8 file, not another encoding. Single characters of GB18030 are
    // UTF-8 by chance.
    let (lossy, lost) = (String::from_utf8_lossy(bytes), char::REPLACEMENT_CHARACTER);
    let broken = lossy.chars().filter(|c| *c == lost).count();
    let whole = lossy.chars().filter(|c| !c.is_ascii() && *c != lost);
    let mostly_utf8 = whole.count() > broken;
    let (text, _, broken) = encoding_rs::GB18030.decode(bytes);
    let han = text
        .chars()
        .filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c))
        .count();
    if !mostly_utf8 && !broken && han > 0 {
        return DecodeError::Encoding("GB18030（GBK、GB2312）");
    }
    let (_, _, broken) = encoding_rs::BIG5.decode(bytes);
    if !mostly_utf8 && !broken {
        return DecodeError::Encoding("Big5");
    }
    let head = String::from_utf8_lossy(&bytes[..valid]).replace("\r\n", "\n");
    let line = head.matches('\n').count() + 1;
    let column = head.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    DecodeError::Damaged { line, column }
}

#[cfg(test)]
mod tests {
    use super::{DecodeError, decode};

    #[test]
    fn 去掉字节序标记并统一换行() {
        assert_eq!(
            decode("\u{feff}甲\r\n乙\r丙\n".as_bytes()),
            Ok("甲\n乙\n丙\n".into())
        );
    }

    #[test]
    fn 说出看来是哪种编码() {
        let (gbk, _, _) =
            encoding_rs::GB18030.encode("政府信息公开条例，自二〇一九年五月十五日起施行。");
        assert_eq!(
            decode(&gbk),
            Err(DecodeError::Encoding("GB18030（GBK、GB2312）"))
        );
        // Some pairs of bytes are a character of UTF-8 too, 示 among them.
        let (gbk, _, _) =
            encoding_rs::GB18030.encode("[portal]\nname = \"示例县人民政府\"\nagency = \"xzf\"\n");
        assert_eq!(
            decode(&gbk),
            Err(DecodeError::Encoding("GB18030（GBK、GB2312）"))
        );
        let le: Vec<u8> = "政府信息公开 abc title = 1"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let mut with_bom = vec![0xFF, 0xFE];
        with_bom.extend(&le);
        assert_eq!(
            decode(&with_bom),
            Err(DecodeError::Encoding("UTF-16（小端）"))
        );
    }

    #[test]
    fn 被截断的文件说出行和列() {
        let mut bytes = "政府信息公开指南正文\n第二行".as_bytes().to_vec();
        bytes.truncate(bytes.len() - 1);
        assert_eq!(
            decode(&bytes),
            Err(DecodeError::Damaged { line: 2, column: 3 })
        );
    }
}
