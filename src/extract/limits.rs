//! How far reading goes. Counts, so that the result depends on the file alone.

/// Longest file that is read, in bytes.
pub(crate) const INPUT: u64 = 64 << 20;
/// Bytes that all packed parts of one file may unpack to.
pub(super) const UNPACKED: u64 = 256 << 20;
/// Parts of an archive.
pub(super) const PARTS: usize = 20_000;
/// Bytes of text kept of one file.
pub(super) const TEXT: usize = 2 << 20;
/// Pages of a fixed-layout document.
pub(super) const PAGES: usize = 3_000;
/// Cells of a workbook, empty ones of old workbooks included.
pub(super) const CELLS: u64 = 2_000_000;
/// Operators of the pages of a PDF, over all pages.
pub(super) const OPERATORS: usize = 10_000_000;
/// Bytes that one page of a PDF and its fonts may unpack to.
pub(super) const STREAM: u64 = 64 << 20;
/// Forms within forms in a PDF.
pub(super) const NESTING: usize = 12;
