//! SHA-256, text and size in pixels of the files that are published: each is read once.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;

use sha2::{Digest as _, Sha256};

use super::SourceError;
use crate::extract;
use crate::model::{Attachment, FileText, Pixels, Unreadable};

const PIECE: usize = 64 * 1024;

/// Fills in the digest, the text and the size of one file.
///
/// # Errors
/// Where the file cannot be read.
pub(crate) fn read_attachment(attachment: &mut Attachment) -> Result<(), SourceError> {
    let Content {
        digest,
        text,
        pixels,
    } = content(attachment).map_err(|cause| SourceError::Read {
        path: attachment.file.clone(),
        cause,
    })?;
    attachment.sha256 = String::with_capacity(64);
    for byte in digest {
        // Writing to a string cannot fail.
        let _ = write!(attachment.sha256, "{byte:02x}");
    }
    attachment.text = text;
    attachment.pixels = pixels;
    Ok(())
}

/// Where a byte of an attachment's text is, in words: `第3页`, `工作表“收支”第12行`; empty where the format has no places.
///
/// Only the text is kept of a file, so it is read once more: for a finding, of which there are few.
pub(crate) fn place_in(attachment: &Attachment, at: usize) -> String {
    let bytes = std::fs::read(&attachment.file).unwrap_or_default();
    match extract::extract(&attachment.name, &bytes) {
        Some(Ok(read)) => read.place(at),
        Some(Err(_)) | None => String::new(),
    }
}

/// What is kept of a file.
struct Content {
    digest: [u8; 32],
    text: FileText,
    pixels: Option<Pixels>,
}

/// A file that may hold text is read whole if its length is within the limits; any other piece by piece.
fn content(attachment: &Attachment) -> std::io::Result<Content> {
    let mut file = File::open(&attachment.file)?;
    let mut hasher = Sha256::new();
    let name = &attachment.name;
    if extract::may_hold_text(name) && file.metadata()?.len() <= extract::INPUT {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        hasher.update(&bytes);
        return Ok(Content {
            digest: hasher.finalize().into(),
            text: extract::file_text(name, &bytes),
            pixels: None,
        });
    }
    let mut piece = vec![0; PIECE];
    let mut pixels = None;
    let mut at = 0;
    loop {
        match file.read(&mut piece)? {
            0 => break,
            read => {
                hasher.update(&piece[..read]);
                if at == 0 {
                    pixels = super::pixels::of(&piece[..read]);
                }
                at += read;
            }
        }
    }
    let text = if extract::may_hold_text(name) {
        FileText::Unreadable(Unreadable::TooLarge)
    } else {
        FileText::NotText
    };
    Ok(Content {
        digest: hasher.finalize().into(),
        text,
        pixels,
    })
}

#[cfg(test)]
mod tests {
    use super::{place_in, read_attachment};
    use crate::model::{Attachment, FileText, Unreadable};

    fn attachment(name: &str, bytes: &[u8]) -> (tempfile::TempDir, Attachment) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let mut attachment = Attachment {
            name: name.to_owned(),
            file,
            size: bytes.len() as u64,
            title: None,
            sha256: String::new(),
            pixels: None,
            text: FileText::Unread,
        };
        read_attachment(&mut attachment).unwrap();
        (folder, attachment)
    }

    #[test]
    fn 读一遍得到摘要和文字() {
        let (_folder, file) = attachment("a.csv", "村,电话\n青石村,0400".as_bytes());
        assert_eq!(
            file.sha256,
            "88e56fdabed5d23938ea3c70b57b45b66a3a0f28dcbf3ba99281cfa21b5c7d34"
        );
        assert_eq!(file.text.as_str(), Some("村 电话\n青石村 0400"));
        assert_eq!(place_in(&file, "村 电话\n青".len()), "第2行");
        let (_folder, picture) = attachment("a.png", b"abc");
        assert_eq!(picture.text, FileText::NotText);
        assert!(picture.sha256.starts_with("ba7816bf8f01cfea"));
        let (_folder, broken) = attachment("a.pdf", b"abc");
        assert_eq!(broken.text, FileText::Unreadable(Unreadable::Damaged));
        assert_eq!(place_in(&broken, 0), "");
    }
}
