//! What the pages in the browsers are told: that something happened, and what is wrong.

use std::sync::Arc;
use std::time::SystemTime;

/// The state after the newest reading.
#[derive(Debug, Clone)]
pub(super) struct News {
    /// Grows with each reading that changed anything.
    pub(super) tick: u64,
    /// The report as the terminal shows it, where the site stands still because of it.
    pub(super) errors: Option<Arc<str>>,
    /// When that reading began.
    pub(super) read: SystemTime,
}
