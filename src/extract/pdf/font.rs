//! Fonts, as far as text needs them: which characters a code shows and how far it moves (ISO 32000-2, 9.6–9.10).

use std::collections::BTreeMap;

use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS};
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, WritingMode, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Text};

use super::encoding::{self, Table};
use super::stream;

/// A font.
pub(super) struct Font {
    to_unicode: Option<CMap>,
    codes: Codes,
}

enum Codes {
    /// A byte each.
    Simple {
        table: Table,
        widths: Box<[f64; 256]>,
    },
    /// One to four bytes each.
    Composite(Box<Composite>),
}

struct Composite {
    codes: CMap,
    widths: BTreeMap<u32, f64>,
    default: f64,
    characters: Characters,
}

/// How the characters of a composite font are known, where the font does not say it.
enum Characters {
    /// Not at all.
    Unknown,
    /// The codes are UTF-16.
    Utf16,
    /// The codes are of an encoding of a country.
    Legacy(&'static Encoding),
    /// The glyphs are numbered by a collection of Adobe.
    Collection(Box<CMap>),
}

/// One code of a string that is shown.
pub(super) struct Shown {
    /// Its characters; `None` where nobody knows.
    pub(super) text: Option<BfString>,
    /// Thousandths of the size that it moves.
    pub(super) width: f64,
    /// Whether it is the single byte 32, to which word spacing applies.
    pub(super) is_space: bool,
}

/// Width where a font gives none.
const WIDTH: f64 = 500.0;
/// The bit of the descriptor's flags that says: symbols, not letters.
const SYMBOLIC: i64 = 1 << 2;

impl Font {
    /// Reads a font; `limit` is for the bytes of its maps.
    pub(super) fn new(dict: &Dict<'_>, limit: u64) -> Option<Self> {
        let to_unicode = match dict.get::<Object<'_>>(b"ToUnicode".as_slice()) {
            Some(Object::Stream(map)) => parse(&map, limit),
            _ => None,
        };
        let subtype = dict.get::<Name<'_>>(b"Subtype".as_slice())?;
        let codes = if subtype.as_str() == "Type0" {
            Codes::Composite(Box::new(Composite::new(dict, limit)?))
        } else {
            simple(dict, subtype.as_str() == "Type3")
        };
        Some(Self { to_unicode, codes })
    }

    /// Whether its lines run downwards.
    pub(super) fn is_vertical(&self) -> bool {
        matches!(&self.codes, Codes::Composite(font)
            if font.codes.metadata().writing_mode == Some(WritingMode::Vertical))
    }

    /// Takes the first code from a string that is not empty.
    pub(super) fn next<'s>(&self, string: &'s [u8]) -> Option<(Shown, &'s [u8])> {
        let first = *string.first()?;
        match &self.codes {
            Codes::Simple { table, widths } => {
                let known = || table[usize::from(first)].map(BfString::Char);
                let shown = Shown {
                    text: self.mapped(first.into()).or_else(known),
                    width: widths[usize::from(first)],
                    is_space: first == b' ',
                };
                Some((shown, &string[1..]))
            }
            Codes::Composite(font) => {
                let (code, length, cid) = font.code(string);
                let (taken, rest) = string.split_at(length.min(string.len()));
                let shown = Shown {
                    text: self
                        .mapped(code)
                        .or_else(|| font.character(code, cid, taken)),
                    width: *font.widths.get(&cid).unwrap_or(&font.default),
                    is_space: taken == b" ",
                };
                Some((shown, rest))
            }
        }
    }

    fn mapped(&self, code: u32) -> Option<BfString> {
        let found = self.to_unicode.as_ref()?.lookup_bf_string(code)?;
        // A map to nothing is no map.
        (found != BfString::Char('\0')).then_some(found)
    }
}

fn parse(map: &Stream<'_>, limit: u64) -> Option<CMap> {
    CMap::parse(&stream::bytes(map, limit)?, load_embedded)
}

fn embedded(name: CMapName<'_>) -> Option<CMap> {
    match name.to_bytes() {
        b"Identity-H" => Some(CMap::identity_h()),
        b"Identity-V" => Some(CMap::identity_v()),
        _ => CMap::parse(load_embedded(name)?, load_embedded),
    }
}

fn simple(dict: &Dict<'_>, is_type3: bool) -> Codes {
    let descriptor = dict
        .get::<Dict<'_>>(b"FontDescriptor".as_slice())
        .unwrap_or_default();
    let flags = descriptor.get::<i32>(b"Flags".as_slice()).unwrap_or(0);
    let missing = descriptor
        .get::<f32>(b"MissingWidth".as_slice())
        .map_or(WIDTH, f64::from);
    let mut widths = Box::new([missing; 256]);
    let first = dict.get::<i32>(b"FirstChar".as_slice()).unwrap_or(0);
    let matrix = dict.get::<Array<'_>>(b"FontMatrix".as_slice());
    // The widths of a font made of drawings are in units of its own.
    let unit = match matrix.and_then(|matrix| matrix.iter::<f32>().next()) {
        Some(scale) if is_type3 => f64::from(scale) * 1000.0,
        _ => 1.0,
    };
    if let (Ok(first), Some(list)) = (
        usize::try_from(first),
        dict.get::<Array<'_>>(b"Widths".as_slice()),
    ) {
        for (width, given) in widths.iter_mut().skip(first).zip(list.iter::<f32>()) {
            *width = f64::from(given) * unit;
        }
    }
    // A part of a font of symbols numbers its characters from 1 or 33; one that begins with the space kept their codes.
    let symbolic = is_type3 || i64::from(flags) & SYMBOLIC != 0 && first != 32;
    Codes::Simple {
        table: encoding::table(dict, symbolic),
        widths,
    }
}

impl Composite {
    fn new(dict: &Dict<'_>, limit: u64) -> Option<Self> {
        let (codes, name) = match dict.get::<Object<'_>>(b"Encoding".as_slice())? {
            Object::Name(name) => {
                let bytes: &[u8] = name.as_ref();
                let codes = embedded(CMapName::from_bytes(bytes)).unwrap_or_else(CMap::identity_h);
                (codes, name.as_str().to_owned())
            }
            Object::Stream(map) => (parse(&map, limit)?, String::new()),
            _ => return None,
        };
        let descendant = dict
            .get::<Array<'_>>(b"DescendantFonts".as_slice())?
            .iter::<Dict<'_>>()
            .next()?;
        let widths = descendant.get::<Array<'_>>(b"W".as_slice());
        Some(Self {
            characters: Characters::new(&name, &codes, &descendant),
            codes,
            widths: widths.map(|list| cid_widths(&list)).unwrap_or_default(),
            default: descendant
                .get::<f32>(b"DW".as_slice())
                .map_or(1000.0, f64::from),
        })
    }

    /// The first code of a string, its length and its CID; a code that is in no range is a byte.
    fn code(&self, string: &[u8]) -> (u32, usize, u32) {
        let mut code = 0;
        for (length, byte) in (1..=4_u8).zip(string) {
            code = code << 8 | u32::from(*byte);
            if let Some(cid) = self.codes.lookup_cid_code(code, length) {
                return (code, length.into(), cid);
            }
        }
        (string[0].into(), 1, 0)
    }

    fn character(&self, code: u32, cid: u32, bytes: &[u8]) -> Option<BfString> {
        match &self.characters {
            Characters::Unknown => None,
            Characters::Utf16 => {
                let units = [(code >> 16) as u16, (code & 0xffff) as u16];
                let units = if units[0] == 0 { &units[1..] } else { &units };
                let text = String::from_utf16(units).ok()?;
                Some(BfString::String(text))
            }
            Characters::Legacy(encoding) => {
                let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
                Some(BfString::String(text.into_owned()))
            }
            Characters::Collection(map) => map.lookup_bf_string(cid).or_else(|| {
                (1..=4)
                    .find_map(|length| map.lookup_cid_code(cid, length))
                    .and_then(char::from_u32)
                    .map(BfString::Char)
            }),
        }
    }
}

impl Characters {
    fn new(name: &str, codes: &CMap, descendant: &Dict<'_>) -> Self {
        if name.contains("UCS2") || name.contains("UTF16") {
            return Self::Utf16;
        }
        match name.split('-').next().unwrap_or_default() {
            "GB" | "GBpc" | "GBK" | "GBKp" | "GBK2K" => return Self::Legacy(GB18030),
            "B5pc" | "ETen" | "ETenms" | "HKscs" => return Self::Legacy(BIG5),
            "90ms" | "90msp" | "90pv" => return Self::Legacy(SHIFT_JIS),
            _ => {}
        }
        let own = codes.metadata().character_collection.as_ref();
        let family = own
            .map(|collection| collection.family.clone())
            .filter(|family| *family != CidFamily::AdobeIdentity)
            .or_else(|| {
                let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo".as_slice())?;
                let registry = info.get::<Text<'_>>(b"Registry".as_slice())?;
                let ordering = info.get::<Text<'_>>(b"Ordering".as_slice())?;
                Some(CidFamily::from_registry_ordering(
                    registry.as_bytes(),
                    ordering.as_bytes(),
                ))
            });
        family
            .and_then(|family| family.ucs2_cmap())
            .and_then(embedded)
            .map_or(Self::Unknown, |map| Self::Collection(Box::new(map)))
    }
}

/// `W`: `first [w w w]` or `first last w` (ISO 32000-2, 9.7.4.3).
fn cid_widths(list: &Array<'_>) -> BTreeMap<u32, f64> {
    /// Glyphs that a collection can number.
    const CIDS: u32 = 0x1_0000;
    let mut widths = BTreeMap::new();
    let mut items = list.iter::<Object<'_>>();
    let number = |object: &Object<'_>| match object {
        Object::Number(number) => Some(number.as_f64()),
        _ => None,
    };
    while let Some(first) = items.next().as_ref().and_then(number) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "saturates"
        )]
        let first = first as u32;
        match items.next() {
            Some(Object::Array(given)) => {
                for (cid, width) in (first..CIDS).zip(given.iter::<f32>()) {
                    widths.insert(cid, f64::from(width));
                }
            }
            Some(Object::Number(end)) => {
                let end = u32::try_from(end.as_i64()).unwrap_or(0).min(CIDS);
                let Some(width) = items.next().as_ref().and_then(number) else {
                    break;
                };
                widths.extend((first..=end).map(|cid| (cid, width)));
            }
            _ => break,
        }
    }
    widths
}
