//! What a file is: by its name, then by its first bytes, for names lie.

use std::path::Path;

use crate::model::Unreadable;

/// A format that holds text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Text.
    Plain,
    /// Comma-separated values.
    Csv,
    /// A web page.
    Html,
    /// Word, Office Open XML.
    Word,
    /// Slides, Office Open XML.
    Slides,
    /// A workbook, Office Open XML.
    Workbook,
    /// A workbook of 1997–2003, or of an early WPS (`.et`).
    OldWorkbook,
    /// A document or slides of 1997–2003, or of WPS (`.wps`, `.dps`).
    OldDocument,
    /// OFD, GB/T 33190.
    Ofd,
    /// PDF.
    Pdf,
}

const ZIP: &[u8] = b"PK\x03\x04";
/// The compound file of old office programs; Office Open XML under a password lies in one too.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// Where the header of a PDF may begin (ISO 32000-2, annex I: readers look at the first 1,024 bytes).
const PDF_HEAD: usize = 1024;

impl Format {
    /// By the extension.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let extension = Path::new(name).extension()?.to_str()?.to_ascii_lowercase();
        Some(match extension.as_str() {
            "txt" | "md" => Self::Plain,
            "csv" | "tsv" => Self::Csv,
            "html" | "htm" => Self::Html,
            "docx" | "docm" => Self::Word,
            "pptx" => Self::Slides,
            "xlsx" | "xlsm" => Self::Workbook,
            "xls" | "et" => Self::OldWorkbook,
            "doc" | "wps" | "ppt" | "dps" | "rtf" => Self::OldDocument,
            "ofd" => Self::Ofd,
            "pdf" => Self::Pdf,
            _ => return None,
        })
    }

    /// By the first bytes, where the name is wrong about them: an `.xls` is often a newer workbook or a web page, a `.doc`
    /// often a newer document.
    pub(super) fn confirmed(self, bytes: &[u8]) -> Result<Self, Unreadable> {
        let zip = bytes.starts_with(ZIP);
        let compound = bytes.starts_with(COMPOUND);
        let page = || {
            let head = &bytes[..bytes.len().min(PDF_HEAD)];
            let head = String::from_utf8_lossy(head).to_ascii_lowercase();
            head.contains("<html") || head.contains("<table")
        };
        Ok(match self {
            Self::Plain | Self::Csv | Self::Html if !zip && !compound => self,
            Self::Word | Self::Slides | Self::Workbook | Self::Ofd if zip => self,
            Self::Word | Self::Slides | Self::Workbook if compound => {
                return Err(Unreadable::Encrypted);
            }
            Self::OldWorkbook if zip => Self::Workbook,
            Self::OldWorkbook if compound => Self::OldWorkbook,
            Self::OldDocument if zip => Self::Word,
            Self::OldWorkbook | Self::OldDocument if page() => Self::Html,
            Self::OldDocument if !bytes.is_empty() => Self::OldDocument,
            Self::Pdf if has_pdf_head(bytes) => Self::Pdf,
            _ => return Err(Unreadable::Damaged),
        })
    }
}

fn has_pdf_head(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(PDF_HEAD)];
    head.windows(5).any(|five| five == b"%PDF-")
}
