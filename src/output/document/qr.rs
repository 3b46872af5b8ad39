//! The QR code of a page's address, as an SVG.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

use crate::site::{Entry, Site};
use crate::theme::view::Html;

/// White modules around the code (ISO/IEC 18004: four).
const QUIET: i32 = 4;

/// The QR code of the page's absolute address; none without `base_url`.
pub(crate) fn qr(site: &Site, entry: &Entry) -> Option<Html> {
    let address = site
        .config
        .portal
        .base_url
        .as_ref()?
        .join(entry.url.address());
    Some(Html::trusted(svg(&encode(&address)?)))
}

/// The mask is fixed: weighing all eight costs twenty times what the code itself does, and any scanner reads any mask.
fn encode(address: &str) -> Option<QrCode> {
    let segments = [QrSegment::make_bytes(address.as_bytes())];
    QrCode::encode_segments_advanced(
        &segments,
        QrCodeEcc::Low,
        Version::MIN,
        Version::MAX,
        Some(Mask::new(0)),
        true,
    )
    .ok()
}

/// One path of horizontal strokes: short, and sharp at every size.
fn svg(code: &QrCode) -> String {
    let size = code.size() + 2 * QUIET;
    let head = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" role=\"img\" aria-label=\"本页网址二维码\" shape-rendering=\"crispEdges\"><rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/><path stroke=\"#000\" d=\""
    );
    let mut out = Vec::with_capacity(6 * 1024);
    out.extend_from_slice(head.as_bytes());
    // Each stroke begins where the one before it ended: relative steps are half as long as places.
    let mut pen = Pen::default();
    let mut edges = Edges::default();
    for y in 0..code.size() {
        for (from, to) in edges.strokes(code, y) {
            pen.stroke(&mut out, (from, y), to - from);
        }
    }
    out.extend_from_slice(b"\"/></svg>");
    String::from_utf8(out).unwrap_or_default()
}

/// The most modules that a line of a code has (version 40).
const MAX_SIZE: usize = 177;

/// The places of a line where light and dark meet. A place is written in any case and kept where it counts: a branch
/// on each module, of which half are dark, is guessed wrong so often that it takes as long as all else of the drawing.
struct Edges([i32; MAX_SIZE + 1]);

impl Default for Edges {
    fn default() -> Self {
        Self([0; MAX_SIZE + 1])
    }
}

impl Edges {
    /// The dark strokes of line `y`: where each begins and where the light behind it does.
    fn strokes(&mut self, code: &QrCode, y: i32) -> impl Iterator<Item = (i32, i32)> {
        let mut count = 0;
        let mut dark = false;
        // Behind the last module all is light.
        for x in 0..=code.size() {
            let here = code.get_module(x, y);
            self.0[count] = x;
            count += usize::from(here != dark);
            dark = here;
        }
        let (pairs, _) = self.0[..count].as_chunks();
        pairs.iter().map(|[from, to]| (*from, *to))
    }
}

/// Where the last stroke ended, in modules; none has been drawn in the beginning.
#[derive(Default)]
struct Pen(Option<(i32, i32)>);

impl Pen {
    fn stroke(&mut self, out: &mut Vec<u8>, (x, y): (i32, i32), length: i32) {
        match self.0 {
            Some((at, line)) if line == y => {
                let step = x - at;
                if step < 10 && length < 10 {
                    // Nearly all of a code.
                    out.extend_from_slice(&[b'm', digit(step), b' ', b'0', b'h', digit(length)]);
                    self.0 = Some((x + length, y));
                    return;
                }
                out.push(b'm');
                push_number(out, step);
                out.extend_from_slice(b" 0");
            }
            _ => {
                out.push(b'M');
                push_number(out, x + QUIET);
                out.push(b' ');
                push_number(out, y + QUIET);
                out.extend_from_slice(b".5");
            }
        }
        out.push(b'h');
        push_number(out, length);
        self.0 = Some((x + length, y));
    }
}

/// The last digit of a number.
fn digit(number: i32) -> u8 {
    b"0123456789"[(number % 10).unsigned_abs() as usize]
}

/// The digits of a number from 0 to 999, more than any code has modules. A page has some two thousand of them, and the
/// formatter takes longer for those than the code for itself.
fn push_number(out: &mut Vec<u8>, number: i32) {
    if number >= 100 {
        out.push(digit(number / 100));
    }
    if number >= 10 {
        out.push(digit(number / 10));
    }
    out.push(digit(number));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{QUIET, encode, push_number, svg};

    #[test]
    fn numbers_are_written_as_the_formatter_writes_them() {
        for number in 0..1000 {
            let mut out = Vec::new();
            push_number(&mut out, number);
            assert_eq!(out, number.to_string().as_bytes());
        }
    }

    /// The modules that a path of strokes covers.
    fn covered(path: &str) -> BTreeSet<(i32, i32)> {
        let mut pen = (0, 0);
        let mut found = BTreeSet::new();
        let mut rest = path;
        while let Some(step) = rest.chars().next() {
            let end = rest[1..]
                .find(|c: char| c.is_ascii_alphabetic())
                .map_or(rest.len(), |at| at + 1);
            let numbers: Vec<i32> = rest[1..end]
                .split(' ')
                .map(|n| n.trim_end_matches(".5").parse().unwrap())
                .collect();
            match step {
                'M' => pen = (numbers[0], numbers[1]),
                'm' => pen.0 += numbers[0],
                _ => {
                    found.extend((pen.0..pen.0 + numbers[0]).map(|x| (x, pen.1)));
                    pen.0 += numbers[0];
                }
            }
            rest = &rest[end..];
        }
        found
    }

    #[test]
    fn the_strokes_cover_the_dark_modules_and_no_others() {
        let code = encode("https://www.example.gov.cn/zfxxgk/policy/2024/a.html").unwrap();
        let drawn = svg(&code);
        let path = drawn.split(" d=\"").nth(1).unwrap();
        let all = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = all
            .filter(|(x, y)| code.get_module(*x, *y))
            .map(|(x, y)| (x + QUIET, y + QUIET))
            .collect();
        assert_eq!(covered(path.split('"').next().unwrap()), dark);
    }

    #[test]
    fn 二维码能读回网址() {
        for address in [
            "https://www.example.gov.cn/zfxxgk/",
            "https://www.example.gov.cn/zfxxgk/policy/2024/%E7%85%A4%E7%9F%BF%E5%AE%89%E5%85%A8%E7%94%9F%E4%BA%A7%E6%9D%A1%E4%BE%8B/",
            "https://www.example.gov.cn/zfxxgk/agencies/yjj/disclosure/zhifa/chufa-2026-09.html",
        ] {
            let code = encode(address).unwrap();
            let side = usize::try_from(code.size() + 2 * QUIET).unwrap() * 4;
            let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
                let at = |v: usize| i32::try_from(v / 4).unwrap() - QUIET;
                if code.get_module(at(x), at(y)) {
                    0
                } else {
                    255
                }
            });
            let grids = image.detect_grids();
            assert_eq!(grids[0].decode().unwrap().1, address);
        }
    }
}
