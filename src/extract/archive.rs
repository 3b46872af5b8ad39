//! Parts of a zip archive, unpacked within limits whatever the archive says of their lengths.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::limits;
use crate::model::Unreadable;

/// An archive and how much it may still unpack.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| reason(&error))?;
        if zip.len() > limits::PARTS {
            return Err(Unreadable::TooLarge);
        }
        Ok(Self {
            zip,
            left: limits::UNPACKED,
        })
    }

    /// The names of its parts, in the archive's order.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.zip.file_names().flatten();
        names.map(std::borrow::Cow::into_owned).collect()
    }

    /// A part whole; `None` where there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let part = match self.zip.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(reason(&error)),
        };
        let mut bytes = Vec::new();
        part.take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| Unreadable::Damaged)?;
        self.left = spent(self.left, bytes.len() as u64)?;
        Ok(Some(bytes))
    }

    /// Unpacks every part to nowhere: for a library that would unpack them without a limit of its own.
    pub(super) fn measure(&mut self) -> Result<(), Unreadable> {
        for index in 0..self.zip.len() {
            let part = self.zip.by_index(index).map_err(|error| reason(&error))?;
            let mut part = part.take(self.left + 1);
            let length =
                std::io::copy(&mut part, &mut std::io::sink()).map_err(|_| Unreadable::Damaged)?;
            self.left = spent(self.left, length)?;
        }
        Ok(())
    }
}

fn spent(left: u64, bytes: u64) -> Result<u64, Unreadable> {
    left.checked_sub(bytes).ok_or(Unreadable::TooLarge)
}

fn reason(error: &ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(words) if *words == ZipError::PASSWORD_REQUIRED => {
            Unreadable::Encrypted
        }
        _ => Unreadable::Damaged,
    }
}
