//! Long texts, read once for all the files that they are in.
//!
//! In: a text of several passages, each of which is a file that is made by itself, soon after the one before it, perhaps by another
//! thread. Out: its words. Without this a text would be unpacked as often as it has passages.

use std::sync::{Arc, Mutex, PoisonError};

use super::texts::{Text, Words};
use crate::site::{Site, Stamp};

/// Texts that are kept at most: one that nobody asks for again must not stay.
const MOST: usize = 8;

/// The texts of which some passages were asked for, the latest last.
#[derive(Default)]
pub(super) struct LongTexts {
    read: Mutex<Vec<Long>>,
}

struct Long {
    stamp: Stamp,
    /// The first slot of the text.
    first: u32,
    words: Arc<Words>,
    /// Its passages that were not asked for yet.
    left: u32,
}

impl LongTexts {
    /// The words of a text, for one of its passages.
    pub(super) fn words(&self, site: &Site, first: u32, text: &Text<'_>) -> Arc<Words> {
        if text.slots == 1 {
            return Arc::new(text.read());
        }
        if let Some(words) = self.known(site, first) {
            return words;
        }
        let words = Arc::new(text.read());
        // Another thread may have read it meanwhile.
        if let Some(words) = self.known(site, first) {
            return words;
        }
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.retain(|long| long.stamp == site.stamp);
        if read.len() == MOST {
            read.remove(0);
        }
        read.push(Long {
            stamp: site.stamp.clone(),
            first,
            words: Arc::clone(&words),
            left: text.slots - 1,
        });
        words
    }

    fn known(&self, site: &Site, first: u32) -> Option<Arc<Words>> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = |long: &Long| long.first == first && long.stamp == site.stamp;
        let at = read.iter().position(fits)?;
        read[at].left -= 1;
        if read[at].left == 0 {
            return Some(read.remove(at).words);
        }
        Some(Arc::clone(&read[at].words))
    }
}
