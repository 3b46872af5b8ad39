//! Streams unpacked within a limit.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use hayro_syntax::object::stream::DecodeFailure;

/// A packing other than the usual one is left to the library up to this length.
const OTHER: usize = 256 * 1024;

/// The bytes of a stream, at most `limit` of them; `None` where it is a picture or does not unpack.
pub(super) fn bytes(stream: &Stream<'_>, limit: u64) -> Option<Vec<u8>> {
    let raw = stream.raw_data();
    let filters = stream.filters();
    match filters.as_slice() {
        [] => Some(raw.into_owned()),
        [Filter::FlateDecode] => inflate(&raw, limit),
        [
            Filter::Ascii85Decode
            | Filter::AsciiHexDecode
            | Filter::LzwDecode
            | Filter::RunLengthDecode,
        ]
        | [
            Filter::Ascii85Decode | Filter::AsciiHexDecode,
            Filter::FlateDecode | Filter::LzwDecode,
        ] if raw.len() <= OTHER => library(stream),
        _ => None,
    }
}

fn library(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let bytes: Result<_, DecodeFailure> = stream.decoded_data();
    bytes.ok().map(std::borrow::Cow::into_owned)
}

/// What unpacks, also of a stream that breaks off.
fn inflate(raw: &[u8], limit: u64) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let read = ZlibDecoder::new(raw).take(limit).read_to_end(&mut out);
    (read.is_ok() || !out.is_empty()).then_some(out)
}
