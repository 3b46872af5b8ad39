//! Bytes of outputs that were made a moment ago: a browser asks for a page, then whether it changed, then for a part of it.
//!
//! Bounded, and empty again whenever the view is another one: it never decides what a page is, only that it is made once.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use bytes::Bytes;

/// How much is kept, in bytes.
const ROOM: usize = 32 << 20;
/// How many outputs are kept.
const COUNT: usize = 512;

/// An output's bytes and their tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Made {
    /// The bytes.
    pub(super) bytes: Bytes,
    /// Changes with them.
    pub(super) tag: String,
}

/// Outputs of one revision.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    revision: u64,
    made: BTreeMap<usize, Made>,
    size: usize,
}

impl Cache {
    /// An output of this revision, if it is kept.
    pub(super) fn get(&self, revision: u64, index: usize) -> Option<Made> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.revision == revision {
            kept.made.get(&index).cloned()
        } else {
            None
        }
    }

    /// Keeps an output if there is room for it.
    pub(super) fn put(&self, revision: u64, index: usize, made: &Made) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if revision < kept.revision || made.bytes.len() > ROOM / 2 {
            return;
        }
        let is_full = kept.size + made.bytes.len() > ROOM || kept.made.len() >= COUNT;
        if revision > kept.revision || is_full {
            *kept = Kept {
                revision,
                ..Kept::default()
            };
        }
        kept.size += made.bytes.len();
        if let Some(old) = kept.made.insert(index, made.clone()) {
            kept.size -= old.bytes.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{COUNT, Cache, Made, ROOM};
    use bytes::Bytes;

    fn made(length: usize) -> Made {
        Made {
            bytes: Bytes::from(vec![0; length]),
            tag: String::new(),
        }
    }

    #[test]
    fn 内容变了就全部忘记() {
        let cache = Cache::default();
        cache.put(1, 7, &made(3));
        assert_eq!(cache.get(1, 7), Some(made(3)));
        assert_eq!(cache.get(2, 7), None);
        cache.put(2, 8, &made(4));
        assert_eq!((cache.get(1, 7), cache.get(2, 7)), (None, None));
        // Made from an older view by a slow thread.
        cache.put(1, 9, &made(5));
        assert_eq!((cache.get(1, 9), cache.get(2, 8)), (None, Some(made(4))));
    }

    #[test]
    fn 占用的内存有限() {
        let cache = Cache::default();
        cache.put(1, 0, &made(ROOM));
        assert_eq!(cache.get(1, 0), None);
        for index in 0..5 * COUNT {
            cache.put(1, index, &made(ROOM / 100));
            let kept = cache.0.lock().unwrap();
            assert!(kept.size <= ROOM && kept.made.len() <= COUNT);
            assert_eq!(kept.size, kept.made.len() * (ROOM / 100));
        }
    }
}
