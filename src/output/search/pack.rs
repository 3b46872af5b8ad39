//! Bytes as they stand in files: compressed here, since a plain host compresses nothing.
//!
//! In: text or data. Out: a zlib stream (RFC 1950), which a browser's `DecompressionStream("deflate")` reads.

use flate2::{Compress, Compression, FlushCompress, Status};
use serde::Serialize;

use super::NAME;
use crate::output::RenderError;

/// Effort for texts, which are most of the index: more would make the whole build slower and the files hardly smaller.
const TEXT: u32 = 2;
/// Effort for everything else.
const DATA: u32 = 9;

/// Text, two bytes a character: shorter than UTF-8 once compressed, and faster to compress.
pub(super) fn text(text: &str) -> Result<Vec<u8>, RenderError> {
    let mut units = Vec::with_capacity(text.len());
    for unit in text.encode_utf16() {
        units.extend(unit.to_le_bytes());
    }
    deflate(&units, TEXT)
}

/// JSON.
pub(super) fn json(value: &impl Serialize) -> Result<Vec<u8>, RenderError> {
    deflate(&to_json(value)?, DATA)
}

/// JSON, not compressed.
pub(super) fn to_json(value: &impl Serialize) -> Result<Vec<u8>, RenderError> {
    serde_json::to_vec(value).map_err(|error| failed(&error))
}

/// Any bytes.
pub(super) fn data(bytes: &[u8]) -> Result<Vec<u8>, RenderError> {
    deflate(bytes, DATA)
}

fn deflate(bytes: &[u8], level: u32) -> Result<Vec<u8>, RenderError> {
    let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
    let mut compress = Compress::new(Compression::new(level), true);
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
