//! 新旧文本对照.

use serde::Serialize;

use super::{Link, Page, StatusMark};

/// Two texts side by side, the newer of which took the place of the older.
#[derive(Debug, Clone, Serialize)]
pub struct CompareView {
    /// Common part.
    pub page: Page,
    /// The older document.
    pub old: CompareSide,
    /// The newer document.
    pub new: CompareSide,
    /// Paragraphs in other words.
    pub changed: usize,
    /// Paragraphs of the newer text only.
    pub added: usize,
    /// Paragraphs of the older text only.
    pub removed: usize,
    /// All paragraphs, in order.
    pub rows: Vec<CompareRow>,
}

/// One of the two documents.
#[derive(Debug, Clone, Serialize)]
pub struct CompareSide {
    /// Its page.
    pub link: Link,
    /// 文号 and date: 示政发〔2024〕5号，2024-03-01 成文.
    pub facts: String,
    /// 有效性
    pub status: Option<StatusMark>,
}

/// A paragraph in both texts.
#[derive(Debug, Clone, Serialize)]
pub struct CompareRow {
    /// `same`, `changed`, `added` or `removed`.
    pub kind: String,
    /// 改, 增, 删; empty where nothing changed.
    pub mark: String,
    /// Its wording in the older text; empty where it has none.
    pub old: Vec<CompareRun>,
    /// Its wording in the newer text; empty where it has none.
    pub new: Vec<CompareRun>,
}

/// A run of characters.
#[derive(Debug, Clone, Serialize)]
pub struct CompareRun {
    /// The characters.
    pub text: String,
    /// Whether they stand on this side only.
    pub changed: bool,
}
