//! SHA-256 and text of the files that are published: each is read once.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;

use sha2::{Digest as _, Sha256};

use super::SourceError;
use crate::extract;
use crate::model::{Attachment, FileText, Unreadable};

const PIECE: usize = 64 * 1024;

/// Fills in the digest and the text of one file.
///
/// # Errors
/// Where the file cannot be read.
pub(crate) fn read_attachment(attachment: &mut Attachment) -> Result<(), SourceError> {
    let (digest, text) = content(attachment).map_err(|cause| SourceError::Read {
        path: attachment.file.clone(),
        cause,
    })?;
    attachment.sha256 = String::with_capacity(64);
    for byte in digest {
        // Writing to a string cannot fail.
        let _ = write!(attachment.sha256, "{byte:02x}");
    }
    attachment.text = text;
    Ok(())
}

/// A file that may hold text is read whole if its length is within the limits; any other piece by piece.
fn content(attachment: &Attachment) -> std::io::Result<([u8; 32], FileText)> {
    let mut file = File::open(&attachment.file)?;
    let mut hasher = Sha256::new();
    let name = &attachment.name;
    if extract::may_hold_text(name) && file.metadata()?.len() <= extract::INPUT {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        hasher.update(&bytes);
        return Ok((hasher.finalize().into(), extract::file_text(name, &bytes)));
    }
    let mut piece = vec![0; PIECE];
    loop {
        match file.read(&mut piece)? {
            0 => break,
            read => hasher.update(&piece[..read]),
        }
    }
    let text = if extract::may_hold_text(name) {
        FileText::Unreadable(Unreadable::TooLarge)
    } else {
        FileText::NotText
    };
    Ok((hasher.finalize().into(), text))
}
