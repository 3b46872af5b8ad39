//! Bytes as they stand in files: compressed here, since a plain host compresses nothing.
//!
//! In: text or data. Out: a zlib stream (RFC 1950), which a browser's `DecompressionStream("deflate")` reads.

use std::sync::{Mutex, MutexGuard, PoisonError};

use flate2::{Compress, Compression, FlushCompress, Status};
use serde::Serialize;

use super::NAME;
use crate::output::RenderError;

/// Effort for texts, which are most of the index: more would make the whole build slower and the files hardly smaller.
const TEXT: u32 = 3;
/// Effort for everything else.
const DATA: u32 = 9;

/// Compressors for texts that rest between files: making one costs more than compressing a passage.
#[derive(Default)]
pub(super) struct Packer {
    idle: Mutex<Vec<Compress>>,
}

impl Packer {
    /// Text, two bytes a character: shorter than UTF-8 once compressed, and faster to compress.
    pub(super) fn text(&self, text: &str) -> Result<Vec<u8>, RenderError> {
        let mut units = Vec::with_capacity(text.len());
        for unit in text.encode_utf16() {
            units.extend(unit.to_le_bytes());
        }
        let rested = self.lock().pop();
        let mut compress = rested.unwrap_or_else(|| Compress::new(Compression::new(TEXT), true));
        let packed = deflate(&units, &mut compress)?;
        compress.reset();
        self.lock().push(compress);
        Ok(packed)
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Compress>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// JSON.
pub(super) fn json(value: &impl Serialize) -> Result<Vec<u8>, RenderError> {
    data(&to_json(value)?)
}

/// JSON, not compressed.
pub(super) fn to_json(value: &impl Serialize) -> Result<Vec<u8>, RenderError> {
    serde_json::to_vec(value).map_err(|error| failed(&error))
}

/// Any bytes.
pub(super) fn data(bytes: &[u8]) -> Result<Vec<u8>, RenderError> {
    deflate(bytes, &mut Compress::new(Compression::new(DATA), true))
}

fn deflate(bytes: &[u8], compress: &mut Compress) -> Result<Vec<u8>, RenderError> {
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
