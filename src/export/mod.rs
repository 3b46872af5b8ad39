//! What other programs take over from a portal: files that are no part of the site.
//!
//! In: the assembled site, so nothing but what came through the gate. Out: files that `publish` writes as a whole. An
//! export renders no pages and reads no files.

mod bulk;
mod engines;
mod headers;
mod record;

pub(crate) use bulk::Bulk;
pub(crate) use headers::Headers;
