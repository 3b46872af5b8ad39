//! The members of a ZIP file: workbooks are such files, and what is packed in them is not seen in their bytes.

use std::io::{Cursor, Read as _};

/// Names and bytes of the members; none where the bytes are no ZIP file.
pub(crate) fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Vec::new();
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a ZIP file");
    (0..archive.len())
        .map(|at| {
            let mut member = archive.by_index(at).expect("a member");
            let name = member.name().expect("a name").into_owned();
            let mut bytes = Vec::new();
            member.read_to_end(&mut bytes).expect("its bytes");
            (name, bytes)
        })
        .collect()
}
