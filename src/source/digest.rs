//! SHA-256 of the files that are published, read piece by piece and in parallel.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::SourceError;
use crate::model::Attachment;

const PIECE: usize = 64 * 1024;

/// Fills in the digests of files that came through the gate.
pub(crate) fn digest<'a>(
    files: impl Iterator<Item = &'a mut Attachment>,
) -> Result<(), SourceError> {
    files
        .collect::<Vec<_>>()
        .into_par_iter()
        .try_for_each(|attachment| {
            let failed = |cause| SourceError::Read {
                path: attachment.file.clone(),
                cause,
            };
            let mut file = File::open(&attachment.file).map_err(failed)?;
            let mut hasher = Sha256::new();
            let mut piece = vec![0; PIECE];
            loop {
                let failed = |cause| SourceError::Read {
                    path: attachment.file.clone(),
                    cause,
                };
                match file.read(&mut piece).map_err(failed)? {
                    0 => break,
                    read => hasher.update(&piece[..read]),
                }
            }
            for byte in hasher.finalize() {
                // Writing to a string cannot fail.
                let _ = write!(attachment.sha256, "{byte:02x}");
            }
            Ok(())
        })
}
