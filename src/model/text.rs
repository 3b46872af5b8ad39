//! A long text in memory: as it is, or packed where many are kept for long.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

use lz4_flex::block::{CompressTable, compress_into_with_table, get_maximum_output_size};

/// A text. Packing changes neither what is read nor how two texts compare.
#[derive(Clone, Default)]
pub struct Text(Form);

#[derive(Clone)]
enum Form {
    Plain(String),
    Packed {
        bytes: Box<[u8]>,
        len: usize,
        /// Unpacked for one who borrowed it.
        lent: OnceLock<Box<str>>,
    },
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
            Form::Packed { bytes, len, lent } => match lent.get() {
                Some(text) => Cow::Borrowed(text),
                None => Cow::Owned(unpack(bytes, *len)),
            },
        }
    }

    /// The text, for one who keeps parts of it: a packed one stays unpacked beside.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Form::Plain(text) => text,
            Form::Packed { bytes, len, lent } => {
                lent.get_or_init(|| unpack(bytes, *len).into_boxed_str())
            }
        }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Form::Plain(text) => text.len(),
            Form::Packed { len, .. } => *len,
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
            Form::Packed { bytes, len, .. } => unpack(&bytes, len),
        }
    }

    /// Packs the text: half the memory or less, for some microseconds at each reading.
    pub fn pack(&mut self, packer: &mut Packer) {
        if let Form::Plain(text) = &self.0
            && let Some(bytes) = packer.pack(text)
        {
            self.0 = Form::Packed {
                bytes,
                len: text.len(),
                lent: OnceLock::new(),
            };
        }
    }
}

/// Packs texts, one after the other in the same room.
#[derive(Default)]
pub struct Packer {
    table: CompressTable,
    room: Vec<u8>,
}

impl Packer {
    fn pack(&mut self, text: &str) -> Option<Box<[u8]>> {
        let most = get_maximum_output_size(text.len());
        if self.room.len() < most {
            self.room.resize(most, 0);
        }
        let packed = compress_into_with_table(text.as_bytes(), &mut self.room, &mut self.table);
        packed.ok().map(|length| Box::from(&self.room[..length]))
    }
}

fn unpack(bytes: &[u8], len: usize) -> String {
    let text = lz4_flex::block::decompress(bytes, len)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok());
    text.expect("this program packed the text")
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
        for text in ["", "政", &long[..6000], &long, "政府信息"] {
            let plain = Text::from(text.to_owned());
            let mut packed = plain.clone();
            packed.pack(&mut packer);
            packed.pack(&mut packer);
            assert_eq!(packed.read(), text);
            assert_eq!((packed.len(), &packed), (text.len(), &plain));
            assert_eq!(packed.as_str(), text);
            assert_eq!(packed.read(), text);
            assert_eq!(packed.take(), text);
            assert!(packed.is_empty());
        }
    }
}
