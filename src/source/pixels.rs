//! Width and height of pictures, so that a page keeps their room free before they are loaded.
//!
//! In: the beginning of a file. Out: [`Pixels`], or nothing where the file is no picture of a known sort, is damaged or
//! says nothing of its size in what was read. It must never decode a picture.

use crate::model::Pixels;

/// More than this is no size for a page.
const MOST: u32 = 100_000;

/// The size of the picture that begins so.
pub(super) fn of(head: &[u8]) -> Option<Pixels> {
    let (width, height) = png(head)
        .or_else(|| gif(head))
        .or_else(|| webp(head))
        .or_else(|| jpeg(head))
        .or_else(|| svg(head))?;
    let fits = |length: u32| (1..=MOST).contains(&length);
    (fits(width) && fits(height)).then_some(Pixels { width, height })
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    let pair = bytes.get(at..at + 2)?;
    Some(u32::from(u16::from_be_bytes([pair[0], pair[1]])))
}

fn le(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + length)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | u32::from(*byte)),
    )
}

/// The header chunk stands first (PNG, third edition, 11.2.1).
fn png(head: &[u8]) -> Option<(u32, u32)> {
    if !head.starts_with(b"\x89PNG\r\n\x1a\n") || head.get(12..16)? != b"IHDR" {
        return None;
    }
    let number = |at: usize| {
        let bytes = head.get(at..at + 4)?;
        Some(
            bytes
                .iter()
                .fold(0, |sum, byte| sum << 8 | u32::from(*byte)),
        )
    };
    Some((number(16)?, number(20)?))
}

fn gif(head: &[u8]) -> Option<(u32, u32)> {
    let known = head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a");
    known.then(|| Some((le(head, 6, 2)?, le(head, 8, 2)?)))?
}

/// The three sorts of first chunk (RFC 9649, 2.5 to 2.7).
fn webp(head: &[u8]) -> Option<(u32, u32)> {
    if !head.starts_with(b"RIFF") || head.get(8..12)? != b"WEBP" {
        return None;
    }
    match head.get(12..16)? {
        b"VP8X" => Some((le(head, 24, 3)? + 1, le(head, 27, 3)? + 1)),
        b"VP8L" => {
            let bits = le(head, 21, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((le(head, 26, 2)? & 0x3fff, le(head, 28, 2)? & 0x3fff)),
        _ => None,
    }
}

/// The first frame header (ITU-T T.81, B.2.2). A picture that the camera turned has its sides the other way round:
/// nothing is said of one with an Exif segment.
fn jpeg(head: &[u8]) -> Option<(u32, u32)> {
    if !head.starts_with(&[0xff, 0xd8]) {
        return None;
    }
    let mut at = 2;
    loop {
        if *head.get(at)? != 0xff {
            return None;
        }
        let marker = *head.get(at + 1)?;
        match marker {
            0xff => at += 1,
            0x01 | 0xd0..=0xd9 => at += 2,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) => {
                return Some((be16(head, at + 7)?, be16(head, at + 5)?));
            }
            0xe1 if head.get(at + 4..at + 8) == Some(b"Exif") => return None,
            _ => at += 2 + usize::try_from(be16(head, at + 2)?).ok()?,
        }
    }
}

/// The first tag of a drawing: its width and height, else the proportions of its box.
fn svg(head: &[u8]) -> Option<(u32, u32)> {
    let text = String::from_utf8_lossy(head);
    let tag = text[text.find("<svg")?..].split('>').next()?;
    let value = |name: &str| {
        let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        tag[at..].split('"').next()
    };
    let length = |text: &str| -> Option<u32> {
        let number = text.trim().trim_end_matches("px").split('.').next()?;
        number.parse().ok()
    };
    if let (Some(width), Some(height)) = (value("width"), value("height"))
        && let (Some(width), Some(height)) = (length(width), length(height))
    {
        return Some((width, height));
    }
    let mut sides = value("viewBox")?
        .split([' ', ','])
        .filter(|part| !part.is_empty())
        .skip(2);
    Some((length(sides.next()?)?, length(sides.next()?)?))
}

#[cfg(test)]
mod tests {
    use super::of;

    fn size(head: &[u8]) -> Option<(u32, u32)> {
        of(head).map(|pixels| (pixels.width, pixels.height))
    }

    #[test]
    fn 各种图片的宽和高() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x03\x20\0\0\x02\x58\x08\x02";
        assert_eq!(size(png), Some((800, 600)));
        assert_eq!(size(b"GIF89a\x40\x01\xf0\0rest"), Some((320, 240)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc4\0\x03x\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03";
        assert_eq!(size(jpeg), Some((640, 480)));
        let webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0";
        assert_eq!(size(webp), Some((640, 480)));
        assert_eq!(
            size("<?xml version=\"1.0\"?><svg viewBox=\"0 0 760 350\" width=\"760\" height=\"350.5px\">".as_bytes()),
            Some((760, 350))
        );
        assert_eq!(
            size(b"<svg width=\"100%\" viewBox=\"0 0 12,7\">"),
            Some((12, 7))
        );
    }

    #[test]
    fn 转过方向的残缺的不是图片的不说() {
        let exif = b"\xff\xd8\xff\xe1\0\x08Exif\0\0\xff\xc0\0\x11\x08\x01\xe0\x02\x80\x03";
        assert_eq!(size(exif), None);
        for head in [
            &b"\xff\xd8\xff\xe0\xff"[..],
            b"\x89PNG\r\n\x1a\n",
            b"GIF89a\0\0\0\0",
            b"RIFF\0\0\0\0WEBPVP8L",
            b"<svg>",
            b"",
            b"%PDF-1.7",
        ] {
            assert_eq!(size(head), None, "{head:?}");
        }
    }
}
