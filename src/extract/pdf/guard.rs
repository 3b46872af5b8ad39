//! What a PDF unpacks to, before a library unpacks it without a limit.
//!
//! Every stream of the file is unpacked to nowhere and counted. The library decodes cross references and object streams
//! by itself, and which ones they are cannot be told without it: so none is left out. Streams under encryption cannot be
//! looked into here.

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::super::limits;
use crate::model::Unreadable;

/// Bytes before a stream in which its dictionary is looked at.
const DICTIONARY: usize = 1024;
/// The most that LZW makes of a byte: 12-bit codes for up to 4,096 bytes.
const LZW: u64 = 2_731;
/// The most that run lengths make of a byte.
const RUN_LENGTH: u64 = 64;
/// Packings within packings that are looked into.
const LAYERS: usize = 3;

/// Refuses a file whose streams unpack to more than the limits.
pub(super) fn check(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut left = limits::UNPACKED * 4;
    let mut from = 0;
    let finder = memmem::Finder::new(b"stream");
    while let Some(found) = finder.find(&bytes[from..]) {
        let keyword = from + found;
        from = keyword + b"stream".len();
        let ([b'\r', b'\n', data @ ..] | [b'\n' | b'\r', data @ ..]) = &bytes[from..] else {
            continue;
        };
        let dictionary = &bytes[keyword.saturating_sub(DICTIONARY)..keyword];
        let dictionary = &dictionary[memmem::rfind(dictionary, b"obj").unwrap_or(0)..];
        check_other(dictionary, data)?;
        let (packed, unpacked) = measure(data, left)?;
        left = left.checked_sub(unpacked).ok_or(Unreadable::TooLarge)?;
        from += packed;
    }
    Ok(())
}

/// Packings other than the usual one are rare; they are taken at their worst.
fn check_other(dictionary: &[u8], data: &[u8]) -> Result<(), Unreadable> {
    let has = |name: &[u8]| memmem::find(dictionary, name).is_some();
    let worst = if has(b"/LZW") {
        LZW
    } else if has(b"/RunLength") || has(b"/RL") {
        RUN_LENGTH
    } else {
        return Ok(());
    };
    let length = memmem::find(data, b"endstream").unwrap_or(data.len()) as u64;
    if length.saturating_mul(worst) > limits::UNPACKED * 4 {
        return Err(Unreadable::TooLarge);
    }
    Ok(())
}

/// How many bytes of `data` are packed and how many they unpack to; nothing where they are not packed.
fn measure(data: &[u8], left: u64) -> Result<(usize, u64), Unreadable> {
    let limit = limits::UNPACKED.min(left);
    if !data.first_chunk().is_some_and(|head| is_zlib(*head)) {
        return Ok((0, 0));
    }
    let mut outer = ZlibDecoder::new(data);
    let (mut unpacked, mut head) = count(&mut outer, limit)?;
    let packed = usize::try_from(outer.total_in()).unwrap_or(data.len());
    for depth in 1..LAYERS {
        if !is_zlib(head) {
            break;
        }
        let mut layers: Box<dyn Read + '_> = Box::new(data);
        for _ in 0..=depth {
            layers = Box::new(ZlibDecoder::new(layers));
        }
        let (more, next) = count(&mut layers, limit)?;
        unpacked += more;
        head = next;
    }
    Ok((packed.min(data.len()), unpacked))
}

/// How many bytes there are, and the first two. A broken end is no reason to refuse: what is before it may be readable.
fn count(reader: &mut impl Read, limit: u64) -> Result<(u64, [u8; 2]), Unreadable> {
    let mut head = [0; 2];
    if reader.read_exact(&mut head).is_err() {
        return Ok((0, [0; 2]));
    }
    let mut total = 2;
    let mut piece = vec![0; 64 * 1024];
    while let Ok(read @ 1..) = reader.read(&mut piece) {
        total += read as u64;
        if total > limit {
            return Err(Unreadable::TooLarge);
        }
    }
    Ok((total, head))
}

/// RFC 1950: deflate, and a header that its check bits confirm.
fn is_zlib(head: [u8; 2]) -> bool {
    head[0] & 0x0f == 8 && u16::from_be_bytes(head).is_multiple_of(31)
}
