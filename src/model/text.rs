//! A long text in memory: as it is, or packed where many are kept for long.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

use encoding_rs::mem::convert_str_to_utf16;
use lz4_flex::block::{CompressTable, compress_into_with_table, get_maximum_output_size};

/// A text. Packing changes neither what is read nor how two texts compare.
#[derive(Clone, Default)]
pub struct Text(Form);

#[derive(Clone)]
enum Form {
    Plain(String),
    Packed {
        packed: Packed,
        /// Unpacked for one who borrowed it.
        lent: OnceLock<Box<str>>,
    },
}

/// A packed text.
#[derive(Clone)]
struct Packed {
    bytes: Box<[u8]>,
    /// Length of the text in bytes.
    len: usize,
    coding: Coding,
}

/// What was packed.
#[derive(Clone, Copy)]
enum Coding {
    /// The bytes of the text.
    Utf8,
    /// Chinese text has fewer bytes in this coding, and is a sixth smaller when it is packed.
    Utf16,
}

impl Default for Form {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl Text {
    /// The text, to be looked at once: a packed one is unpacked for this reading only.
    ///
    /// # Panics
    /// Never: what is packed was packed here.
    #[must_use]
    pub fn read(&self) -> Cow<'_, str> {
        match &self.0 {
            Form::Plain(text) => Cow::Borrowed(text),
            Form::Packed { packed, lent } => match lent.get() {
                Some(text) => Cow::Borrowed(text),
                None => Cow::Owned(packed.unpack()),
            },
        }
    }

    /// The text, for one who keeps parts of it: a packed one stays unpacked beside.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Form::Plain(text) => text,
            Form::Packed { packed, lent } => lent.get_or_init(|| packed.unpack().into_boxed_str()),
        }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Form::Plain(text) => text.len(),
            Form::Packed { packed, .. } => packed.len,
        }
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes the text out and leaves none.
    #[must_use]
    pub fn take(&mut self) -> String {
        match std::mem::take(self).0 {
            Form::Plain(text) => text,
            Form::Packed { packed, .. } => packed.unpack(),
        }
    }

    /// Packs the text: half the memory or less, for some microseconds at each reading.
    pub fn pack(&mut self, packer: &mut Packer) {
        if let Form::Plain(text) = &self.0
            && let Some(packed) = packer.pack(text)
        {
            self.0 = Form::Packed {
                packed,
                lent: OnceLock::new(),
            };
        }
    }
}

/// Packs texts, one after the other in the same room.
#[derive(Default)]
pub struct Packer {
    table: CompressTable,
    units: Vec<u16>,
    wide: Vec<u8>,
    room: Vec<u8>,
}

impl Packer {
    fn pack(&mut self, text: &str) -> Option<Packed> {
        if self.units.len() < text.len() {
            self.units.resize(text.len(), 0);
        }
        let units = convert_str_to_utf16(text, &mut self.units);
        let coding = if 2 * units < text.len() {
            Coding::Utf16
        } else {
            Coding::Utf8
        };
        let bytes = match coding {
            Coding::Utf8 => text.as_bytes(),
            Coding::Utf16 => {
                self.wide.clear();
                let units = self.units[..units].iter();
                self.wide.extend(units.flat_map(|unit| unit.to_le_bytes()));
                &self.wide
            }
        };
        let most = get_maximum_output_size(bytes.len());
        if self.room.len() < most {
            self.room.resize(most, 0);
        }
        let length = compress_into_with_table(bytes, &mut self.room, &mut self.table).ok()?;
        Some(Packed {
            bytes: Box::from(&self.room[..length]),
            len: text.len(),
            coding,
        })
    }
}

impl Packed {
    fn unpack(&self) -> String {
        // In either coding there are no more bytes than in the text.
        let bytes = lz4_flex::block::decompress(&self.bytes, self.len).ok();
        let text = bytes.and_then(|bytes| match self.coding {
            Coding::Utf8 => String::from_utf8(bytes).ok(),
            Coding::Utf16 => {
                let pairs = bytes.as_chunks().0.iter();
                let units: Vec<u16> = pairs.map(|pair| u16::from_le_bytes(*pair)).collect();
                String::from_utf16(&units).ok()
            }
        });
        text.expect("this program packed the text")
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Form::Plain(text))
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.read() == other.read()
    }
}

impl Eq for Text {}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.read().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{Packer, Text};

    #[test]
    fn 压缩前后读出的文字一样() {
        let long = "政府信息公开条例\n".repeat(5000);
        let mut packer = Packer::default();
        let latin = "plain text, ".repeat(100);
        let rare = "一二三四𠮷😀\u{feff}\0é".repeat(30);
        for text in ["", "政", &long[..6000], &latin, &long, &rare, "政府信息"] {
            let plain = Text::from(text.to_owned());
            let mut small = plain.clone();
            small.pack(&mut packer);
            small.pack(&mut packer);
            assert_eq!(small.read(), text);
            assert_eq!((small.len(), &small), (text.len(), &plain));
            assert_eq!(small.as_str(), text);
            assert_eq!(small.read(), text);
            assert_eq!(small.take(), text);
            assert!(small.is_empty());
        }
    }
}
