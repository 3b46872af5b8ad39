//! Bytes as they stand in files: compressed here, since a plain host compresses nothing.
//!
//! In: text or data. Out: text in the index's own code ([`super::terse`]), data as a zlib stream (RFC 1950), which a browser's
//! `DecompressionStream("deflate")` reads.

use std::sync::{Mutex, MutexGuard, PoisonError};

use flate2::{Compress, Compression, FlushCompress, Status};
use serde::Serialize;

use super::NAME;
use super::terse::Terse;
use crate::output::RenderError;

/// Effort for data, of which there is little.
const DATA: u32 = 9;

/// Writers of texts that rest between files.
#[derive(Default)]
pub(super) struct Packer {
    idle: Mutex<Vec<Terse>>,
}

impl Packer {
    /// Text.
    pub(super) fn text(&self, text: &str) -> Vec<u8> {
        let mut terse = self.lock().pop().unwrap_or_default();
        let packed = terse.write(text);
        self.lock().push(terse);
        packed
    }

    /// JSON, as text.
    pub(super) fn json(&self, value: &impl Serialize) -> Result<Vec<u8>, RenderError> {
        let text = serde_json::to_string(value).map_err(|error| failed(&error))?;
        Ok(self.text(&text))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Terse>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// JSON, not compressed.
pub(super) fn to_json(value: &impl Serialize) -> Result<Vec<u8>, RenderError> {
    serde_json::to_vec(value).map_err(|error| failed(&error))
}

/// Any bytes.
pub(super) fn data(bytes: &[u8]) -> Result<Vec<u8>, RenderError> {
    let mut compress = Compress::new(Compression::new(DATA), true);
    let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
    loop {
        let done = usize::try_from(compress.total_in()).unwrap_or(bytes.len());
        let status = compress
            .compress_vec(&bytes[done..], &mut out, FlushCompress::Finish)
            .map_err(|error| failed(&error))?;
        if status == Status::StreamEnd {
            return Ok(out);
        }
        out.reserve(bytes.len() / 2 + 64);
    }
}

fn failed(error: &impl std::fmt::Display) -> RenderError {
    RenderError::Data {
        output: NAME,
        cause: error.to_string(),
    }
}
